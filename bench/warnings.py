"""Speed of the warnings: `python -m bench warnings`.

One run of the job over a million open dossiers of which a few are due, over a database of its own that is dropped at
the end; prints the time, what was given, and the plan of the query behind it. A second run gives nothing.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from time import perf_counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

import django

django.setup()

from django.db import connection  # noqa: E402

from motcua.law.worktime import VIETNAM  # noqa: E402

SIZES = (10**4, 10**5, 10**6)
DUE = 1000
NOW = datetime(2019, 3, 8, 8, 0, tzinfo=VIETNAM)

AGENCIES = """
INSERT INTO agencies_agency (code, name, short_name, level, kind, "order", address, phone)
SELECT format('000.00.%%s.H51', lpad(n::text, 2, '0')), 'Cơ quan ' || n, 'CQ ' || n, 'province', 'department', n, '', ''
FROM generate_series(1, 16) AS n
"""
DOSSIERS = """
INSERT INTO dossiers_dossier (
  id, code, lookup_code, procedure_id, procedure_version_id, process_id, agency_id, regime, applicant_id,
  applicant_name, subject, channel, wanted_delivery, status, money, submitted_at, accepted_at, due_at,
  due_original, ended_as, late_cause, state, events_count, last_hash, calendar)
SELECT gen_random_uuid(), 'B' || n, '', 1, 1, 1, (SELECT min(id) FROM agencies_agency) + n %% 16, '2018', 1,
  'Người nộp', '', 'counter', 'counter', 'processing', 'nothing_owed', %(now)s, %(now)s, due.at, due.at, '', '',
  '{"extensions": 0}', 1, '', 0
FROM generate_series(1, %(size)s) AS n
CROSS JOIN LATERAL (SELECT CASE WHEN n %% (%(size)s / %(due)s) = 0 THEN %(now)s - n * interval '1 second'
                                ELSE %(now)s + interval '20 days' + n * interval '1 second' END AS at) AS due
"""
TASKS = """
INSERT INTO dossiers_task (
  dossier_id, kind, step, name, agency_id, role, unit, opened_at, due_at, dossier_due_at, outcome)
SELECT id, 'step', 'process', 'Xử lý', agency_id, 'case_officer', '', accepted_at, due_at, due_at, ''
FROM dossiers_dossier
"""


def fill(size: int) -> None:
    """So many open dossiers with a step each, of which `DUE` are overdue, and the statistics that the planner needs."""
    from motcua.agencies.commands import approve_shipped_years

    bound = {"size": size, "due": DUE, "now": NOW}
    with connection.cursor() as cursor:
        # procedures and applicants are no part of this measurement
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE dossiers_dossier, dossiers_task, notices_duewarning, agencies_agency CASCADE")
        for statement in (AGENCIES, DOSSIERS, TASKS):
            cursor.execute(statement, bound)
        cursor.execute("VACUUM ANALYZE dossiers_dossier, dossiers_task, notices_duewarning, agencies_agency")
    approve_shipped_years(actor_name="bench", at=NOW)


def timed() -> tuple[float, int]:
    """Milliseconds of one run of the job, and how many warnings it gave."""
    from motcua.notices.commands import give_warnings

    start = perf_counter()
    given = give_warnings(now=NOW).total
    return (perf_counter() - start) * 1000, given


def plan() -> str:
    """The plan of the query that finds the tasks of dossiers due within four hours."""
    from motcua.notices.commands import tasks_due
    from motcua.notices.horizons import horizons

    (horizon,) = horizons()
    until = horizon.in_working_minutes(NOW, 240) or NOW + timedelta(hours=4)
    return str(tasks_due(horizon.agencies, after=None, until=until, kind="overdue").explain(analyze=True, buffers=True))


def run(sizes: tuple[int, ...] = SIZES) -> None:
    """Print one line a size, and the plan of the largest."""
    previous = connection.settings_dict["NAME"]
    connection.settings_dict.setdefault("TEST", {})["NAME"] = "motcua_bench_warnings"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        print(f"{'open dossiers':>14}{'due':>8}{'first run, ms':>15}{'given':>8}{'next run, ms':>14}{'given':>8}")
        for size in sizes:
            fill(size)
            first, given = timed()
            again, more = timed()
            print(f"{size:>14,}{DUE:>8,}{first:>15.0f}{given:>8,}{again:>14.0f}{more:>8,}")
        print(plan())
    finally:
        connection.creation.destroy_test_db(previous, verbosity=0)


if __name__ == "__main__":
    run(tuple(map(int, sys.argv[1:])) or SIZES)
