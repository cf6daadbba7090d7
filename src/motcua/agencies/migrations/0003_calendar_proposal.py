import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_post_unit_of_its_agency'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarApplication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordered_at', models.DateTimeField()),
                ('why', models.CharField(max_length=300)),
                ('newest', models.PositiveIntegerField()),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('moved', models.PositiveIntegerField(default=0)),
                ('failed', models.JSONField(default=list)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-ordered_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='CalendarProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('table', models.JSONField()),
                ('source', models.TextField()),
                ('note', models.TextField(blank=True, default='')),
                ('created_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('proposed', 'Chờ phê duyệt'), ('withdrawn', 'Đã rút'), ('approved', 'Đã phê duyệt'), ('returned', 'Trả lại để sửa')], default='proposed', max_length=10)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, default='')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
            },
        ),
        migrations.AddField(
            model_name='calendaryear',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='calendaryear',
            name='proposed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='calendaryear',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_by__isnull', True), models.Q(('approved_by__isnull', False), models.Q(('proposed_by', models.F('approved_by')), _negated=True)), _connector='OR'), name='calendar_year_by_two'),
        ),
        migrations.AddField(
            model_name='calendarapplication',
            name='agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='calendarapplication',
            name='ordered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='calendarproposal',
            name='agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency'),
        ),
        migrations.AddField(
            model_name='calendarproposal',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='calendarproposal',
            name='based_on',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.calendaryear'),
        ),
        migrations.AddField(
            model_name='calendarproposal',
            name='became',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='agencies.calendaryear'),
        ),
        migrations.AddField(
            model_name='calendarproposal',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='calendarapplication',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True)), fields=('agency',), name='calendar_application_one_running', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='calendarapplication',
            constraint=models.CheckConstraint(condition=models.Q(('moved__lte', models.F('done'))), name='calendar_application_counts'),
        ),
        migrations.AddConstraint(
            model_name='calendarproposal',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'proposed')), fields=('agency', 'year'), name='calendar_proposal_one_open', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='calendarproposal',
            constraint=models.CheckConstraint(condition=models.Q(('year__range', (2000, 2199))), name='calendar_proposal_sane'),
        ),
        migrations.AddConstraint(
            model_name='calendarproposal',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='calendar_proposal_sourced'),
        ),
        migrations.AddConstraint(
            model_name='calendarproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'approved'), _negated=True), models.Q(('decided_by__isnull', False), models.Q(('decided_by', models.F('author')), _negated=True)), _connector='OR'), name='calendar_proposal_by_two'),
        ),
        migrations.AddConstraint(
            model_name='calendarproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('status', 'proposed')), models.Q(models.Q(('status', 'proposed'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='calendar_proposal_decided'),
        ),
        migrations.AddConstraint(
            model_name='calendarproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('became__isnull', False), ('status', 'approved')), models.Q(models.Q(('status', 'approved'), _negated=True), ('became__isnull', True)), _connector='OR'), name='calendar_proposal_became_a_version'),
        ),
        migrations.AddConstraint(
            model_name='calendarproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='calendar_proposal_returned_why'),
        ),
    ]
