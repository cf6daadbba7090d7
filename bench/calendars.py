"""A changed calendar carried over to open dossiers: seconds for the preview, and for all writes with their commits."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Any

from bench import database

OPEN = 10_000
NOW = datetime(2019, 3, 4, 2, 0, tzinfo=UTC)


def run() -> None:
    """Print how long it takes for `OPEN` open dossiers of which every one moves."""
    database.empty()
    from bench.commands import _take_in
    from motcua.accounts.models import Staff
    from motcua.agencies.actors import actor_of
    from motcua.agencies.calendars import shipped_table
    from motcua.agencies.commands import approve_calendar_year
    from motcua.dossiers import recompute
    from motcua.scenario.province import load_province

    load_province(demo=True)
    like = _take_in(actor_of(Staff.objects.get(username="han.ttn"), date(2019, 3, 1)), 0)
    _multiply(like.pk)
    table = shipped_table(2019)
    table["closed"] = [{"day": "2019-03-05", "name": "bão số 3", "decision": "100/QĐ-UBND"}]
    approve_calendar_year(actor_name="Sơn Hoàng Vinh", at=NOW, year=2019, table=table, source="QĐ 100/QĐ-UBND")
    moved = _measured("preview", lambda: recompute.preview(None, at=NOW))
    administrator = actor_of(Staff.objects.get(username="duy.kn"), date(2019, 3, 4))
    done = _measured("apply", lambda: recompute.apply(None, actor=administrator, at=NOW))
    print(f"{len(moved):,} dates would move, {done.moved:,} of {done.total:,} open dossiers moved")


def _measured(name: str, action: Any) -> Any:
    start = time.perf_counter()
    result = action()
    print(f"{name:<12}{time.perf_counter() - start:>8.2f} s")
    return result


def _multiply(like: Any) -> None:
    """Copies of a dossier with its open tasks, each with a log of its own length."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_COPIES, {"like": like, "count": OPEN - 1})
        cursor.execute(_TASKS, {"like": like})
        cursor.execute("ANALYZE")


_COPIES = """
INSERT INTO dossiers_dossier (id, code, lookup_code, procedure_id, procedure_version_id, process_id, agency_id, regime,
    applicant_id, applicant_name, subject, channel, wanted_delivery, status, money, submitted_at, accepted_at, due_at,
    due_original, late_cause, ended_as, state, events_count, last_hash, calendar)
SELECT gen_random_uuid(), 'copy-' || n, lookup_code, procedure_id, procedure_version_id, process_id, agency_id, regime,
    applicant_id, applicant_name, subject, channel, wanted_delivery, status, money, submitted_at, accepted_at,
    due_at, due_original, late_cause, ended_as, state, events_count, last_hash, calendar
FROM dossiers_dossier, generate_series(1, %(count)s) AS n WHERE id = %(like)s
"""
_TASKS = """
INSERT INTO dossiers_task (dossier_id, kind, step, name, agency_id, role, unit, opened_at, due_at, dossier_due_at,
    outcome)
SELECT d.id, t.kind, t.step, t.name, t.agency_id, t.role, t.unit, t.opened_at, t.due_at, t.dossier_due_at, ''
FROM dossiers_dossier d, dossiers_task t
WHERE d.code LIKE 'copy-%%' AND t.dossier_id = %(like)s AND t.closed_at IS NULL
"""


if __name__ == "__main__":
    run()
