"""The live database: figures are of this moment, on Django's connection, inside whatever transaction is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from django.db import connection

from motcua.reports.engines.base import Question, compiled
from motcua.reports.facts import MARKS
from motcua.reports.span import Span

_MARKS = "".join(f", {kind}.at AS {kind}_at" for kind in MARKS)
_JOINS = """LEFT JOIN catalogue_procedure AS p ON p.id = d.procedure_id
""" + "\n".join(
    # the planner leaves out those of which no column is asked for
    f"LEFT JOIN dossiers_mark AS {kind} ON {kind}.dossier_id = d.id AND {kind}.kind = '{kind}'"
    for kind in MARKS
)
_OF_DOSSIER = f"""SELECT d.id, d.agency_id, d.procedure_id, p.field, d.received_by_id AS received_by,
  NULL::text AS counter, d.commune, d.channel, d.accepted_at, d.ended_at, d.ended_as, d.ended_actual,
  d.late_cause{_MARKS}"""
NEWEST = f"""
{_OF_DOSSIER}, d.due_at, coalesce(d.due_since, d.accepted_at) AS known_from, NULL::timestamptz AS known_until
FROM dossiers_dossier AS d {_JOINS}
WHERE d.accepted_at IS NOT NULL
"""
"""The facts of all dossiers with the due date that holds now."""
FACTS = f"""{NEWEST}UNION ALL
{_OF_DOSSIER}, old.due_at, old.known_at, old.superseded_at
FROM dossiers_duedate AS old JOIN dossiers_dossier AS d ON d.id = old.dossier_id {_JOINS}
WHERE old.superseded_at IS NOT NULL
"""
"""The same, and before each due date those that held once."""

_ONE_SPAN = """SELECT 0::bigint AS place, %(period_start_0)s::timestamptz AS period_start,
  %(period_end_0)s::timestamptz AS period_end, %(as_of_0)s::timestamptz AS as_of,
  %(horizon_0)s::timestamptz AS horizon"""
_SCOPE = "SELECT unnest(%(agencies)s::bigint[]) AS agency_id"


class Postgres:
    """The live PostgreSQL."""

    name = "postgresql"

    def rows(
        self,
        question: Question,
        spans: Sequence[Span],
        agencies: Iterable[int] | None,
        *,
        select: str = "*",
        tail: str = "",
        **more: object,
    ) -> list[tuple[Any, ...]]:
        """The rows of an expression.

        Args:
            select: what is wanted of the expression.
            tail: what follows the expression, such as an order and a limit, with named parameters from `more`.
        """
        bound = bindings(spans) | more
        if agencies is not None:
            bound["agencies"] = sorted(agencies)
        with connection.cursor() as cursor:
            cursor.execute(_text(question, len(spans), agencies is not None, select) + tail, bound)
            return cast(list[tuple[Any, ...]], cursor.fetchall())

    def stream(
        self, question: Question, span: Span, agencies: Iterable[int] | None, *, select: str = "*", tail: str = ""
    ) -> Iterator[tuple[Any, ...]]:
        """As `rows` of one span, row by row in constant memory; inside a transaction."""
        bound = bindings([span])
        if agencies is not None:
            bound["agencies"] = sorted(agencies)
        assert connection.connection is not None
        with connection.connection.cursor(name="report_stream") as cursor:
            cursor.itersize = 5000
            cursor.execute(_text(question, 1, agencies is not None, select) + tail, bound)
            yield from cursor

    def known_until(self, now: datetime) -> datetime:
        """Now: nothing is fresher."""
        return now


LIVE = Postgres()


def bindings(spans: Sequence[Span]) -> dict[str, Any]:
    """Values of the columns of `report_span`."""
    return {f"{name}_{place}": value for place, span in enumerate(spans) for name, value in span.bindings().items()}


@lru_cache(maxsize=512)
def _text(question: Question, spans: int, scoped: bool, select: str) -> str:
    expression = compiled(question, "postgres").replace("%", "%%")
    tables = {"report_span": _spans(spans)}
    for name, text in {"report_facts": FACTS, "report_newest": NEWEST}.items():
        if name in expression:
            # the scope is said again where the planner finds agencies in an index: it does not see through their list
            tables[name] = (
                f"SELECT * FROM ({text}) AS f WHERE agency_id = ANY(%(agencies)s::bigint[])" if scoped else text
            )
    if scoped:
        tables["report_scope"] = _SCOPE
    named = ", ".join(f"{name} AS NOT MATERIALIZED ({text})" for name, text in tables.items())
    return f"WITH {named} SELECT {select} FROM ({expression}) AS report "


def _spans(number: int) -> str:
    if number == 1:
        return _ONE_SPAN  # constants, which the planner sees
    rows = ", ".join(
        f"({place}::bigint, %(period_start_{place})s::timestamptz, %(period_end_{place})s::timestamptz, "
        f"%(as_of_{place})s::timestamptz, %(horizon_{place})s::timestamptz)"
        for place in range(number)
    )
    return f"SELECT * FROM (VALUES {rows}) AS v (place, period_start, period_end, as_of, horizon)"
