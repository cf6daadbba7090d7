
import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0003_calendar_proposal'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='holding',
            name='decided_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='holding',
            name='decision',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='holding',
            name='ended_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='holding',
            name='end_decision',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='holding',
            name='successor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='PostHandover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(max_length=60)),
                ('decided_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('procedure', models.CharField(blank=True, default='', max_length=30)),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('end_decision', models.CharField(blank=True, default='', max_length=60)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='agencies.agency')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='agencies.post')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='handover_ends_after_start'), models.CheckConstraint(condition=models.Q(('decided_on__lte', models.F('since'))), name='handover_decided_before'), models.CheckConstraint(condition=models.Q(('decision', ''), _negated=True), name='handover_decided'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('agency'), models.F('agency'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.Func(models.F('procedure'), function='hashtext'), models.Func(models.F('procedure'), function='hashtext'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('since'), models.F('until'), models.Value('[)'), function='daterange'), '&&')], name='reception_handed_over_once')],
            },
        ),
        migrations.CreateModel(
            name='Relative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity_number', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=300)),
                ('relation', models.CharField(choices=[('spouse', 'Vợ, chồng'), ('parent', 'Cha, mẹ'), ('child', 'Con'), ('sibling', 'Anh, chị, em ruột'), ('in_law', 'Cha, mẹ, anh, chị, em của vợ hoặc chồng; con dâu, con rể'), ('organisation', 'Tổ chức, doanh nghiệp do bản thân hoặc người thân đứng đầu')], max_length=20)),
                ('declared_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relatives', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('staff', 'identity_number'), name='relative_declared_once'), models.CheckConstraint(condition=models.Q(models.Q(('identity_number', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='relative_known')],
            },
        ),
        migrations.CreateModel(
            name='StandIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(max_length=60)),
                ('decided_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stand_ins', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stand_ins', to='agencies.post')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='stand_in_ends_after_start'), models.CheckConstraint(condition=models.Q(('decided_on__lte', models.F('since'))), name='stand_in_decided_before'), models.CheckConstraint(condition=models.Q(('decision', ''), _negated=True), name='stand_in_decided'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('post'), models.F('post'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('since'), models.F('until'), models.Value('[)'), function='daterange'), '&&')], name='post_one_stand_in_at_a_time')],
            },
        ),
    ]
