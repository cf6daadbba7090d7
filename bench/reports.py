"""Speed of the table of one-stop results: `python -m bench.reports [dossiers …]`.

Times table 1 as people get it (expression, query, rows, shares, identities) beside a query of the same figures
written by hand, over a database of its own that is dropped at the end; prints the ratio. Both must give the same.
"""

from __future__ import annotations

import os
import sys
import timeit
from collections.abc import Callable
from datetime import UTC, date, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

import django

django.setup()

from django.db import connection  # noqa: E402

from motcua.law.periods import Period  # noqa: E402
from motcua.reports.facts import Span  # noqa: E402
from motcua.reports.one_stop import KEYS, one_stop  # noqa: E402

SIZES = (10**4, 50_229, 10**6)
PERIOD = Period(date(2019, 1, 1), date(2019, 12, 15))
SPAN = Span(PERIOD, PERIOD.end)

AGENCIES = """
INSERT INTO agencies_agency (code, name, short_name, level, kind, "order", address, phone)
SELECT format('000.00.%s.H51', lpad(n::text, 2, '0')), 'Cơ quan ' || n, 'CQ ' || n, 'province', 'department', n, '', ''
FROM generate_series(1, 16) AS n
"""

DOSSIERS = """
WITH drawn AS (
  SELECT n, random() AS fate, random() AS stopped,
         timestamptz '2018-06-01 01:00+00' + random() * interval '620 days' AS accepted,
         (2 + floor(random() * 20)) * interval '1 day' AS promised
  FROM generate_series(1, %(size)s) AS n
), ended AS (
  SELECT *, CASE
    WHEN fate < 0.03 THEN NULL
    WHEN fate < 0.07 THEN accepted + promised + random() * interval '9 days'
    ELSE accepted + promised * random()
  END AS ended FROM drawn
)
INSERT INTO dossiers_dossier (
  id, code, lookup_code, procedure_id, procedure_version_id, process_id, agency_id, regime, applicant_id,
  applicant_name, subject, channel, wanted_delivery, status, money, submitted_at, accepted_at, due_at,
  due_original, ended_at, ended_as, late_cause, state, events_count, last_hash)
SELECT gen_random_uuid(), 'B' || n, '', 1, 1, 1, (SELECT min(id) FROM agencies_agency) + n %% 16, '2018', 1,
  'Người nộp', '', CASE WHEN n %% 9 = 0 THEN 'online_partial' ELSE 'counter' END, 'counter',
  CASE WHEN ended IS NULL THEN 'processing' ELSE 'finished' END, 'nothing_owed', accepted, accepted,
  accepted + promised, accepted + promised, ended,
  CASE WHEN ended IS NULL THEN '' WHEN n %% 500 = 0 THEN 'rejected' ELSE 'finished' END,
  CASE WHEN ended > accepted + promised THEN 'overload' ELSE '' END, '{}', 1, ''
FROM ended
"""

DUE_DATES = """
INSERT INTO dossiers_duedate (dossier_id, known_at, seq, due_at)
SELECT id, accepted_at, 1, due_at FROM dossiers_dossier
UNION ALL
SELECT id, accepted_at + (due_at - accepted_at) / 3, 4, due_at + interval '3 days' FROM dossiers_dossier
WHERE right(code, 1) = '7'
"""

BY_HAND = """
WITH due AS (
  SELECT DISTINCT ON (dossier_id) dossier_id, due_at FROM dossiers_duedate WHERE known_at <= %(as_of)s
  ORDER BY dossier_id, seq DESC
), f AS (
  SELECT agency_id, channel, accepted_at AS a, due.due_at AS d,
         CASE WHEN ended_at <= %(as_of)s THEN ended_at END AS e,
         CASE WHEN ended_at <= %(as_of)s THEN ended_as END AS how
  FROM dossiers_dossier LEFT JOIN due ON due.dossier_id = id
  WHERE accepted_at < %(end)s AND accepted_at <= %(as_of)s AND (ended_at IS NULL OR ended_at >= %(start)s)
)
SELECT agency.code, count(f.a), count(*) FILTER (WHERE a < %(start)s), count(*) FILTER (WHERE a >= %(start)s),
  count(*) FILTER (WHERE e < %(end)s),
  count(*) FILTER (WHERE e < %(end)s AND (e + interval '7 h')::date < (d + interval '7 h')::date),
  count(*) FILTER (WHERE e < %(end)s AND (
    d IS NULL OR e <= d AND (e + interval '7 h')::date = (d + interval '7 h')::date)),
  count(*) FILTER (WHERE e < %(end)s AND e > d),
  count(f.a) FILTER (WHERE e IS NULL OR e >= %(end)s),
  count(f.a) FILTER (WHERE (e IS NULL OR e >= %(end)s) AND (d IS NULL OR d >= %(end)s)),
  count(f.a) FILTER (WHERE (e IS NULL OR e >= %(end)s) AND d < %(end)s),
  count(*) FILTER (WHERE e < %(end)s AND how IN ('rejected', 'stopped')),
  count(*) FILTER (WHERE channel IN ('online_full', 'online_partial'))
FROM agencies_agency AS agency LEFT JOIN f ON f.agency_id = agency.id GROUP BY agency.id ORDER BY agency."order"
"""


def fill(size: int) -> None:
    """So many dossiers with their due dates, and the statistics that the planner needs."""
    with connection.cursor() as cursor:
        # procedures and applicants are no part of a measurement of figures
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE dossiers_dossier, dossiers_duedate, agencies_agency CASCADE")
        cursor.execute(AGENCIES)
        cursor.execute(DOSSIERS, {"size": size})
        cursor.execute(DUE_DATES)
        cursor.execute("VACUUM ANALYZE dossiers_dossier, dossiers_duedate, agencies_agency")


def by_hand() -> list[tuple[object, ...]]:
    """The figures by the query written by hand."""
    bound = {"start": PERIOD.start, "end": PERIOD.end, "as_of": SPAN.as_of}
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, bound)
        return cursor.fetchall()


def by_table() -> list[tuple[object, ...]]:
    """The figures by the definitions of the measures."""
    return [(row.code, *(row.counts[key] for key in KEYS)) for row in one_stop(SPAN).rows]


def best(action: Callable[[], object]) -> float:
    """Best of five, in milliseconds."""
    return min(timeit.repeat(action, number=1, repeat=5)) * 1000


def run(sizes: tuple[int, ...] = SIZES) -> None:
    """Print one line a size."""
    previous = connection.settings_dict["NAME"]
    connection.settings_dict.setdefault("TEST", {})["NAME"] = "motcua_bench_reports"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        first = datetime.now(UTC)
        one_stop(SPAN)
        print(f"first table of a process, no dossiers: {(datetime.now(UTC) - first).total_seconds() * 1000:.0f} ms")
        print(f"{'dossiers':>12}{'table, ms':>12}{'by hand, ms':>14}{'ratio':>8}")
        for size in sizes:
            fill(size)
            assert by_table() == by_hand(), "the two engines disagree"
            table, hand = best(by_table), best(by_hand)
            print(f"{size:>12,}{table:>12.0f}{hand:>14.0f}{table / hand:>8.2f}")
    finally:
        connection.creation.destroy_test_db(previous, verbosity=0)


if __name__ == "__main__":
    run(tuple(map(int, sys.argv[1:])) or SIZES)
