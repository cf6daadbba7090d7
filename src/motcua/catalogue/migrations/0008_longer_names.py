from django.db import migrations, models


class Migration(migrations.Migration):
    """Some procedures of the national portal have names of a thousand letters."""

    dependencies = [
        ("catalogue", "0007_words_with_accents"),
    ]

    operations = [
        migrations.AlterField(
            model_name="procedureversion",
            name="name",
            field=models.CharField(max_length=1200),
        ),
    ]
