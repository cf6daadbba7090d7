"""Many open dossiers of which few are due, written by one statement."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

APPLICANT = """
INSERT INTO dossiers_applicant (identity_number, kind, name, address, phone, email, updated_at)
VALUES ('many', 'person', 'Người nộp', '', '', '', %(now)s) ON CONFLICT DO NOTHING
"""
DOSSIERS = """
INSERT INTO dossiers_dossier (
  id, code, lookup_code, procedure_id, procedure_version_id, process_id, agency_id, regime, applicant_id,
  applicant_name, subject, channel, wanted_delivery, status, money, submitted_at, accepted_at, due_at,
  due_original, ended_as, late_cause, state, events_count, last_hash, calendar)
SELECT gen_random_uuid(), 'MANY-' || n, '', version.procedure_id, version.id, process.id,
  agencies.ids[1 + n %% agencies.size], '2018', applicant.id, 'Người nộp', '', 'counter', 'counter', 'processing',
  'nothing_owed', %(now)s, %(now)s, due.at, due.at, '', '', '{"extensions": 0}', 1, '', 0
FROM generate_series(1, %(size)s) AS n
CROSS JOIN LATERAL (SELECT CASE WHEN n <= %(due)s THEN %(now)s - n * interval '1 minute'
                                ELSE %(now)s + interval '9 days' + n * interval '1 minute' END AS at) AS due
CROSS JOIN (SELECT min(id) AS id FROM dossiers_applicant WHERE identity_number = 'many') AS applicant
CROSS JOIN (SELECT id, procedure_id FROM catalogue_procedureversion ORDER BY id LIMIT 1) AS version
CROSS JOIN (SELECT min(id) AS id FROM catalogue_internalprocess) AS process
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids, count(*)::int AS size FROM agencies_agency) AS agencies
"""
TASKS = """
INSERT INTO dossiers_task (
  dossier_id, kind, step, name, agency_id, role, unit, opened_at, due_at, dossier_due_at, outcome)
SELECT id, 'step', 'process', 'Xử lý', agency_id, 'case_officer', '', accepted_at, due_at, due_at, ''
FROM dossiers_dossier WHERE code LIKE 'MANY-%%'
"""


def fill(size: int, *, due: int, now: datetime) -> None:
    """So many open dossiers with a step each, of which the first `due` were due before `now`; and statistics."""
    bound = {"size": size, "due": due, "now": now}
    with connection.cursor() as cursor:
        for statement in (APPLICANT, DOSSIERS, TASKS):
            cursor.execute(statement, bound)
        cursor.execute("ANALYZE dossiers_dossier, dossiers_task, notices_duewarning")
