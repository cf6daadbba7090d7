import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Takes away what moved to other tables."""

    dependencies = [
        ('catalogue', '0004_carry_decisions_over'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='procedureversion',
            name='procedure_version_closing',
        ),
        migrations.RemoveField(
            model_name='procedureversion',
            name='decision_number',
        ),
        migrations.RemoveField(
            model_name='procedureversion',
            name='decision_date',
        ),
        migrations.RemoveField(
            model_name='procedureversion',
            name='decision_title',
        ),
        migrations.RemoveField(
            model_name='procedureversion',
            name='intake_closed_from',
        ),
        migrations.RemoveField(
            model_name='procedureversion',
            name='intake_closed_until',
        ),
        migrations.RemoveField(
            model_name='procedureversion',
            name='result',
        ),
        migrations.AlterField(
            model_name='procedureversion',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalogue.publicationdecision'),
        ),
    ]
