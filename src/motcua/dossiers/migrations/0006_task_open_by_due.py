from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0005_whole_life'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), ('due_at__isnull', False)), fields=['kind', 'due_at'], name='task_open_by_due'),
        ),
    ]
