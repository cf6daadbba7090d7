from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_log_is_append_only")]

    operations = [
        migrations.CreateModel(
            name="LookupAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=50)),
                ("visitor", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["code", "at"], name="lookup_attempt_code"),
                    models.Index(fields=["visitor", "at"], name="lookup_attempt_visitor"),
                    models.Index(fields=["at"], name="lookup_attempt_at"),
                ],
            },
        ),
    ]
