from django.db import migrations

WORDS = (
    "to_tsvector('simple', translate(lower(normalize(name, NFC)), "
    "'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ', "
    "'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd"
    "aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd'))"
)


class Migration(migrations.Migration):
    """Applicants are found by the words of their names, without accents; no column is needed for that."""

    dependencies = [("dossiers", "0003_lookup_attempt")]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX applicant_by_name ON dossiers_applicant USING gin ({WORDS})",
            "DROP INDEX applicant_by_name",
        )
    ]
