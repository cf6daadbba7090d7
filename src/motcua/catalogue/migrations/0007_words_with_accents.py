"""The search looks at words with their accents too: a new expression of `words`, so the column is made anew."""

import django.contrib.postgres.indexes
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models

from motcua.catalogue.folding import accented


def write_accented(apps, schema_editor):
    Version = apps.get_model("catalogue", "ProcedureVersion")
    for version in Version.objects.select_related("procedure__agency").iterator():
        agency = version.procedure.agency
        results = (result["name"] for result in version.results)
        around = (version.procedure.code, version.procedure.field, agency.name, agency.short_name, *results)
        version.accented_name, version.accented = accented(version.name), accented(" ".join(around))
        version.save(update_fields=["accented_name", "accented"])


def part(column, weight):
    return SearchVector(column, weight=weight, config="simple")


def words(expression):
    return models.GeneratedField(expression=expression, output_field=SearchVectorField(), db_persist=True)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_publication_log")]

    operations = [
        migrations.AddField("procedureversion", "accented_name", models.TextField(default=""), preserve_default=False),
        migrations.AddField("procedureversion", "accented", models.TextField(default=""), preserve_default=False),
        migrations.RemoveIndex("procedureversion", "procedure_words"),
        migrations.RemoveField("procedureversion", "words"),
        migrations.RunPython(write_accented, migrations.RunPython.noop),
        migrations.AddField(
            "procedureversion",
            "words",
            words(
                part("folded_name", "A") + part("folded", "C") + part("accented_name", "B") + part("accented", "D")
            ),
        ),
        migrations.AddIndex(
            "procedureversion",
            django.contrib.postgres.indexes.GinIndex(fields=["words"], name="procedure_words"),
        ),
    ]
