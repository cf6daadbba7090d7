"""Synonyms keep their accents; what they are without is found by a column of its own."""

from django.db import migrations, models

from motcua.catalogue.folding import fold


def write_folded(apps, schema_editor):
    Synonym = apps.get_model("catalogue", "Synonym")
    for row in Synonym.objects.all():
        row.folded = fold(row.typed)
        row.save(update_fields=["folded"])


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0008_longer_names")]

    operations = [
        migrations.AddField("synonym", "folded", models.CharField(default="", max_length=100), preserve_default=False),
        migrations.RunPython(write_folded, migrations.RunPython.noop),
        migrations.AlterField("synonym", "folded", models.CharField(db_index=True, max_length=100)),
    ]
