"""The new columns of dossiers that are there already, and the trigger that tells when a due date is superseded."""

from django.db import migrations

TRIGGER = """
CREATE FUNCTION dossiers_duedate_superseded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE dossiers_duedate AS line SET superseded_at = (
    SELECT next.known_at FROM dossiers_duedate AS next
    WHERE next.dossier_id = line.dossier_id AND next.seq > line.seq ORDER BY next.seq LIMIT 1
  )
  FROM (SELECT dossier_id, max(seq) AS seq FROM fresh WHERE seq > 1 GROUP BY dossier_id) AS last
  WHERE line.dossier_id = last.dossier_id AND line.seq < last.seq AND line.superseded_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER dossiers_duedate_superseded AFTER INSERT ON dossiers_duedate
REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION dossiers_duedate_superseded();
"""
NO_TRIGGER = "DROP TRIGGER dossiers_duedate_superseded ON dossiers_duedate; DROP FUNCTION dossiers_duedate_superseded();"

SUPERSEDED = """
UPDATE dossiers_duedate AS old SET superseded_at = told.next FROM (
  SELECT id, lead(known_at) OVER (PARTITION BY dossier_id ORDER BY seq) AS next FROM dossiers_duedate
) AS told WHERE told.id = old.id AND told.next IS NOT NULL;
UPDATE dossiers_dossier AS d SET due_since = told.known_at
FROM dossiers_duedate AS told WHERE told.dossier_id = d.id AND told.superseded_at IS NULL;
"""
RECEIVED_BY = """
UPDATE dossiers_dossier AS d SET received_by_id = e.actor_id
FROM dossiers_event AS e WHERE e.dossier_id = d.id AND e.kind = 'accepted' AND e.actor_id IS NOT NULL;
"""
MARKS = """
INSERT INTO dossiers_mark (dossier_id, kind, at)
SELECT dossier_id, kind, min(at) FROM (
  SELECT dossier_id, at, 'fee' AS kind FROM dossiers_event
  WHERE kind = 'accepted' AND coalesce((data->'fee'->>'amount')::bigint, 0) > 0 OR kind = 'payment_requested'
  UNION ALL
  SELECT dossier_id, at, 'digitised' FROM dossiers_event
  WHERE kind IN ('accepted', 'supplement_received')
    AND jsonb_path_exists(data, '$.papers[*].scans[*]')
  UNION ALL
  SELECT dossier_id, at, 'e_result' FROM dossiers_event
  WHERE kind = 'approved' AND jsonb_array_length(coalesce(data->'files', '[]')) > 0
) AS found GROUP BY dossier_id, kind;
"""


def communes(apps, schema_editor):
    """The commune of every dossier, from the address of its applicant as it is known now."""
    from motcua.law.addresses import commune_of

    applicants = apps.get_model("dossiers", "Applicant").objects.exclude(address="")
    found = {}
    for pk, address in applicants.values_list("pk", "address").iterator(chunk_size=5000):
        if commune := commune_of(address):
            found.setdefault(commune, []).append(pk)
    dossiers = apps.get_model("dossiers", "Dossier").objects
    for commune, owners in found.items():
        dossiers.filter(applicant_id__in=owners).update(commune=commune)


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0010_facts_of_reports'),
    ]

    operations = [
        migrations.RunSQL(TRIGGER, NO_TRIGGER),
        migrations.RunSQL(SUPERSEDED, migrations.RunSQL.noop),
        migrations.RunSQL(RECEIVED_BY, migrations.RunSQL.noop),
        migrations.RunSQL(MARKS, migrations.RunSQL.noop),
        migrations.RunPython(communes, migrations.RunPython.noop),
    ]
