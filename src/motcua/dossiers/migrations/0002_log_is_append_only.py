"""The log can only grow: the database itself refuses to change or remove a line."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION dossiers_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log of dossiers is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER log_no_change BEFORE UPDATE OR DELETE ON dossiers_event
    FOR EACH ROW EXECUTE FUNCTION dossiers_log_is_append_only();
CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON dossiers_event
    FOR EACH STATEMENT EXECUTE FUNCTION dossiers_log_is_append_only();
"""

BACKWARD = """
DROP TRIGGER log_no_truncate ON dossiers_event;
DROP TRIGGER log_no_change ON dossiers_event;
DROP FUNCTION dossiers_log_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
