
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_initial'),
        ('dossiers', '0008_intake_names'),
        ('notices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApplicantNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('extended', 'Gia hạn, kèm văn bản xin lỗi'), ('calendar', 'Lịch làm việc thay đổi')], max_length=12)),
                ('seq', models.PositiveIntegerField()),
                ('due_before', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('why', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('told_for', models.CharField(blank=True, default='', max_length=200)),
                ('key', models.CharField(blank=True, default='', max_length=64)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('dossier', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossier')),
                ('told_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('told_at__isnull', True)), fields=['agency', 'made_at'], name='applicant_to_be_told')],
                'constraints': [models.UniqueConstraint(fields=('dossier', 'seq'), name='applicant_notice_once_per_line'), models.CheckConstraint(condition=models.Q(('kind__in', ['extended', 'calendar'])), name='applicant_notice_kind_known'), models.CheckConstraint(condition=models.Q(('due_before', models.F('due_at')), _negated=True), name='applicant_notice_of_another_date'), models.CheckConstraint(condition=models.Q(models.Q(('told_at__isnull', True), ('told_by__isnull', True)), models.Q(('told_at__isnull', False), ('told_by__isnull', False)), _connector='OR'), name='applicant_told_by_somebody')],
            },
        ),
    ]
