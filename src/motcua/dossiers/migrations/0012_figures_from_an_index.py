from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0011_what_is_known_already'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('accepted_at__isnull', False)), fields=['agency', 'accepted_at'], include=('id', 'channel', 'ended_at', 'ended_as', 'due_at', 'due_since', 'procedure', 'late_cause'), name='dossier_figures'),
        ),
        migrations.AddIndex(
            model_name='duedate',
            index=models.Index(condition=models.Q(('superseded_at__isnull', False)), fields=['superseded_at'], name='due_date_superseded'),
        ),
        migrations.RemoveIndex(
            model_name='dossier',
            name='dossier_by_agency_and_day',
        ),
    ]
