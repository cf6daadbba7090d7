from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0006_task_open_by_due'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('ended_at__gt', models.F('due_at'))), fields=['ended_at', 'agency'], name='dossier_late'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('closed_at__gt', models.F('due_at'))), fields=['closed_at', 'agency'], name='task_late'),
        ),
    ]
