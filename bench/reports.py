"""Speed of the table of one-stop results: `python -m bench.reports [dossiers …]`.

Times table 1 as people get it (expression, query, rows, shares, identities) beside a query of the same figures
written by hand, over a database of its own that is dropped at the end; prints the ratio. Both must give the same.
"""

from __future__ import annotations

import os
import sys
import timeit
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")

import django

django.setup()

from django.db import connection  # noqa: E402

from motcua.law.periods import Period  # noqa: E402
from motcua.reports.one_stop import KEYS, one_stop  # noqa: E402
from motcua.reports.span import Span  # noqa: E402

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
  due_original, due_since, ended_at, ended_as, late_cause, state, events_count, last_hash)
SELECT gen_random_uuid(), 'B' || n, '', 1 + n %% 300, 1, 1,
  (SELECT min(id) FROM agencies_agency) + CASE WHEN n %% 100 < 49 THEN 3 ELSE n %% 16 END, '2018', 1,
  'Người nộp', '', CASE WHEN n %% 9 = 0 THEN 'online_partial' ELSE 'counter' END, 'counter',
  CASE WHEN ended IS NULL THEN 'processing' ELSE 'finished' END, 'nothing_owed', accepted, accepted,
  accepted + promised + CASE WHEN n %% 10 = 7 THEN interval '3 days' ELSE '0' END, accepted + promised,
  CASE WHEN n %% 10 = 7 THEN accepted + promised / 3 END, ended,
  CASE WHEN ended IS NULL THEN '' WHEN n %% 500 = 0 THEN 'rejected' ELSE 'finished' END,
  CASE WHEN ended > accepted + promised THEN 'overload' ELSE '' END,
  jsonb_build_object('n', n, 'told', %(state)s::text), 1, ''
FROM ended ORDER BY accepted
"""

DUE_DATES = """
INSERT INTO dossiers_duedate (dossier_id, known_at, seq, due_at, superseded_at)
SELECT id, accepted_at, 1, due_original, due_since FROM dossiers_dossier
UNION ALL
SELECT id, due_since, 4, due_at, NULL FROM dossiers_dossier WHERE due_since IS NOT NULL
"""

BY_HAND = """
WITH known AS (
  SELECT agency_id, channel, accepted_at, ended_at, ended_as, due_at FROM dossiers_dossier
  WHERE accepted_at IS NOT NULL AND coalesce(due_since, accepted_at) <= %(as_of)s
  UNION ALL
  SELECT agency_id, channel, accepted_at, ended_at, ended_as, old.due_at
  FROM dossiers_duedate AS old JOIN dossiers_dossier AS d ON d.id = old.dossier_id
  WHERE old.known_at <= %(as_of)s AND old.superseded_at > %(as_of)s
), f AS (
  SELECT agency_id, channel, accepted_at AS a, due_at AS d,
         CASE WHEN ended_at <= %(as_of)s THEN ended_at END AS e,
         CASE WHEN ended_at <= %(as_of)s THEN ended_as END AS how
  FROM known
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


STATE = 1400
"""Bytes of the state of a dossier: rows are stored as wide as PostgreSQL keeps them in one piece."""


def fill(size: int, state: int = STATE) -> None:
    """So many dossiers with their due dates, and the statistics that the planner needs.

    One agency has half of them, as in the demonstration.
    """
    with connection.cursor() as cursor:
        # procedures and applicants are no part of a measurement of figures
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE dossiers_dossier, dossiers_duedate, agencies_agency CASCADE")
        cursor.execute(AGENCIES)
        cursor.execute(DOSSIERS, {"size": size, "state": "ă" * (state // 2)})
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


@contextmanager
def database_of_its_own(name: str) -> Iterator[None]:
    """An empty database at the newest version, dropped afterwards."""
    previous = connection.settings_dict["NAME"]
    connection.settings_dict.setdefault("TEST", {})["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(previous, verbosity=0)


def run(sizes: tuple[int, ...] = SIZES) -> None:
    """Print one line a size."""
    with database_of_its_own("motcua_bench_reports"):
        first = datetime.now(UTC)
        one_stop(SPAN)
        print(f"first table of a process, no dossiers: {(datetime.now(UTC) - first).total_seconds() * 1000:.0f} ms")
        print(f"{'dossiers':>12}{'table, ms':>12}{'by hand, ms':>14}{'ratio':>8}")
        for size in sizes:
            fill(size)
            assert by_table() == by_hand(), "the two engines disagree"
            table, hand = best(by_table), best(by_hand)
            print(f"{size:>12,}{table:>12.0f}{hand:>14.0f}{table / hand:>8.2f}")


if __name__ == "__main__":
    run(tuple(map(int, sys.argv[1:])) or SIZES)
