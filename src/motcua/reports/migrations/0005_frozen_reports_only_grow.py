"""Versions and steps of frozen reports can only be added: the database itself refuses to change or remove one."""

from django.db import migrations

TABLES = ("reports_frozenversion", "reports_frozenstep")

FORWARD = """
CREATE FUNCTION reports_frozen_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'frozen reports are append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
""" + "".join(
    f"""
CREATE TRIGGER frozen_no_change BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION reports_frozen_is_append_only();
CREATE TRIGGER frozen_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION reports_frozen_is_append_only();
"""
    for table in TABLES
)

BACKWARD = "".join(
    f"DROP TRIGGER frozen_no_truncate ON {table};\nDROP TRIGGER frozen_no_change ON {table};\n" for table in TABLES
) + "DROP FUNCTION reports_frozen_is_append_only();"


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_frozen_reports")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
