"""Speed of the dashboard: `python -m bench.dashboard [dossiers …]`.

Times what the dashboard counts, part by part, for the agency that has 52 % of all dossiers and for all agencies, with
the tallies of past days made; over a database of its own that is dropped at the end. Before timing, the figures are
compared with those of the reports.
"""

from __future__ import annotations

import os
import sys
import timeit
from collections.abc import Callable, Mapping
from datetime import datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

import django

django.setup()

from django.db import connection  # noqa: E402

from bench.reports import AGENCIES, DOSSIERS, DUE_DATES, STATE  # noqa: E402
from motcua.law.periods import Period  # noqa: E402
from motcua.law.worktime import VIETNAM  # noqa: E402
from motcua.reports.counting import counted  # noqa: E402
from motcua.reports.course import course_until  # noqa: E402
from motcua.reports.holdings import holdings_at  # noqa: E402
from motcua.reports.lateness import causes_table  # noqa: E402
from motcua.reports.nearest import nearest_due  # noqa: E402
from motcua.reports.overview import pending_at  # noqa: E402
from motcua.reports.span import Span  # noqa: E402
from motcua.reports.tallies import keep_tallies, verify_tallies  # noqa: E402

SIZES = (50_229, 10**6)
NOW = datetime(2020, 2, 14, 10, 0, tzinfo=VIETNAM)
YEAR = Span(Period.calendar_year(2020), NOW)

# more than half of all dossiers are of one agency, as at Sóc Trăng
LARGEST = """
UPDATE dossiers_dossier SET agency_id = (SELECT min(id) FROM agencies_agency)
WHERE ('x' || md5(code))::bit(16)::int < 31457
"""
# dossiers that have not ended lie at one of eight units of their agency
TASKS = """
INSERT INTO dossiers_task (
  dossier_id, kind, step, name, agency_id, role, unit, opened_at, due_at, dossier_due_at, outcome)
SELECT id, 'step', 'process', 'Xử lý', agency_id, 'case_officer', 'phong-' || ('x' || md5(code))::bit(3)::int,
  accepted_at, due_at, due_at, '' FROM dossiers_dossier WHERE ended_at IS NULL
"""


def fill(size: int) -> None:
    """So many dossiers, none of which knows the future; the tallies are made."""
    with connection.cursor() as cursor:
        # procedures and applicants are no part of a measurement of figures
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "TRUNCATE dossiers_dossier, dossiers_duedate, dossiers_task, reports_daytally, reports_tallymark,"
            " agencies_agency CASCADE"
        )
        cursor.execute(AGENCIES)
        cursor.execute(DOSSIERS, {"size": size, "state": "ă" * (STATE // 2)})
        cursor.execute(LARGEST)
        cursor.execute("DELETE FROM dossiers_dossier WHERE accepted_at > %s", [NOW])
        cursor.execute(
            "UPDATE dossiers_dossier SET ended_at = NULL, ended_as = '', late_cause = '' WHERE ended_at > %s", [NOW]
        )
        cursor.execute(DUE_DATES)
        cursor.execute(TASKS)
        cursor.execute("VACUUM FULL dossiers_dossier, dossiers_duedate, dossiers_task, agencies_agency")
        # once more: only this tells which pages an index may answer for alone
        cursor.execute("VACUUM ANALYZE dossiers_dossier, dossiers_duedate, dossiers_task, agencies_agency")


def parts(scope: list[int] | None) -> Mapping[str, Callable[[], object]]:
    """What the dashboard asks for, by name."""
    return {
        "pending": lambda: pending_at(NOW, scope),
        "course": lambda: course_until(NOW, scope),
        "units": lambda: holdings_at(NOW, scope),
        "causes": lambda: causes_table(YEAR, scope),
        "nearest": lambda: nearest_due(NOW, scope),
    }


def agrees(scope: list[int] | None) -> bool:
    """Whether the dashboard says what the reports say."""
    reported = counted(YEAR, ("total", "resolved", "late", "pending", "overdue"), agencies=scope).total
    course, pending = course_until(NOW, scope), pending_at(NOW, scope)
    late = sum(month.late for month in course.months if month.first.year == NOW.year)
    shown = (course.total, course.resolved_in_year, late, pending["pending"], pending["overdue"])
    return shown == tuple(reported.values())


def best(action: Callable[[], object]) -> float:
    """Best of five, in milliseconds."""
    return min(timeit.repeat(action, number=1, repeat=5)) * 1000


def run(sizes: tuple[int, ...] = SIZES) -> None:
    """Print two lines a size."""
    previous = connection.settings_dict["NAME"]
    connection.settings_dict.setdefault("TEST", {})["NAME"] = "motcua_bench_dashboard"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        print(f"{'dossiers':>12} {'of':<10}" + "".join(f"{name:>10}" for name in parts(None)) + f"{'all, ms':>10}")
        for size in sizes:
            fill(size)
            tallied = best_once(lambda: keep_tallies(now=NOW))
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE reports_daytally")
                cursor.execute("SELECT agency_id FROM dossiers_dossier GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
                largest = [cursor.fetchone()[0]]
            for name, scope in (("largest", largest), ("all", None)):
                assert agrees(scope), "the dashboard and the reports disagree"
                times = [best(action) for action in parts(scope).values()]
                print(f"{size:>12,} {name:<10}" + "".join(f"{time:>10.1f}" for time in times) + f"{sum(times):>10.1f}")
            print(
                f"{'':>12} all past days tallied in {tallied:.0f} ms, {len(verify_tallies())} differ when counted anew"
            )
    finally:
        connection.creation.destroy_test_db(previous, verbosity=0)


def best_once(action: Callable[[], object]) -> float:
    """Of a thing that can be done once only, in milliseconds."""
    return timeit.timeit(action, number=1) * 1000


if __name__ == "__main__":
    run(tuple(map(int, sys.argv[1:])) or SIZES)
