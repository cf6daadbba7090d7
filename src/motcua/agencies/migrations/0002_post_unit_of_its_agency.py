from django.db import migrations


class Migration(migrations.Migration):
    """A post's unit must be a unit of the post's agency: a composite foreign key, which models cannot declare."""

    dependencies = [("agencies", "0001_initial")]

    operations = [
        migrations.RunSQL(
            sql="""
                ALTER TABLE agencies_post ADD CONSTRAINT post_unit_of_its_agency
                FOREIGN KEY (unit_id, agency_id) REFERENCES agencies_unit (id, agency_id)
                DEFERRABLE INITIALLY DEFERRED
            """,
            reverse_sql="ALTER TABLE agencies_post DROP CONSTRAINT post_unit_of_its_agency",
        )
    ]
