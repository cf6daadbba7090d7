"""The tables that a narrative report quotes, counted live for a span."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from motcua.law.lifecycle.state import LateCause
from motcua.reports.lateness import CORRECTED, CORRECTED_LABEL, KEYS, causes_table
from motcua.reports.measures import DEFINITIONS
from motcua.reports.narrative import counting, organisation
from motcua.reports.narrative.totals import with_total
from motcua.reports.one_stop import COLUMNS, OneStopTable, one_stop
from motcua.reports.ratings import RatingsTable, ratings
from motcua.reports.span import Span
from motcua.reports.table import Column, Row, Table

AGENCY = "Cơ quan"


def one_stop_table(span: Span, agencies: Iterable[int] | None = None) -> Table:
    """Table 1."""
    return _of_one_stop(one_stop(span, agencies))


def _of_one_stop(found: OneStopTable) -> Table:
    columns = tuple(
        Column(one.name, one.label, one.group, measure=one.measure, share_of=one.share_of) for one in COLUMNS
    )
    body = [Row(row.code, row.name, tuple(row.counts[one.measure] for one in columns)) for row in found.rows]
    return _table(
        "one-stop",
        "Kết quả giải quyết thủ tục hành chính theo cơ chế một cửa",
        found.span,
        columns,
        body,
        broken=found.broken,
        definitions=DEFINITIONS,
    )


def rating_tables(span: Span, agencies: Iterable[int] | None = None) -> list[Table]:
    """Table 6, one for each questionnaire of the period: "ratings", "ratings-2"."""
    return [_of_ratings(table, number) for number, table in enumerate(ratings(span, agencies), start=1)]


def _of_ratings(found: RatingsTable, number: int) -> Table:
    columns = (
        *(Column(choice.code, choice.label, share_of="total") for choice in found.choices),
        Column("total", "Tổng số", share_of="total"),
    )
    codes = [choice.code for choice in found.choices]
    body = [
        Row(row.code, row.name, (*(row.counts[code] for code in codes), row.total)) for row in found.rows if row.total
    ]
    name = "ratings" if number == 1 else f"ratings-{number}"
    return _table(name, found.title, found.span, columns, body)


def late_causes_table(span: Span, agencies: Iterable[int] | None = None) -> Table:
    """Late dossiers by agency and cause."""
    found = causes_table(span, agencies)
    columns = (
        Column("total", "Tổng số", share_of="total"),
        *(Column(cause.value, cause.label, "Theo nguyên nhân", share_of="total") for cause in LateCause),
        Column(CORRECTED, CORRECTED_LABEL, share_of="total"),
    )
    body = [Row(row.code, row.name, tuple(row.counts[key] for key in KEYS)) for row in found.rows]
    return _table("late-causes", "Hồ sơ giải quyết trễ hạn theo nguyên nhân", span, columns, body)


def live_tables(span: Span, agencies: Iterable[int] | None = None) -> Mapping[str, Table]:
    """Every table that the report quotes, by name."""
    scope = None if agencies is None else frozenset(agencies)
    makers: tuple[Callable[[Span, Any], Table], ...] = (
        one_stop_table,
        late_causes_table,
        counting.channels_table,
        counting.months_table,
        counting.consultations_table,
        organisation.procedures_table,
        organisation.organisation_table,
    )
    tables = [*(make(span, scope) for make in makers), *rating_tables(span, scope)]
    return {table.name: table for table in tables}


def _table(
    name: str, title: str, span: Span, columns: tuple[Column, ...], body: list[Row], *, by: str = "agency", **more: Any
) -> Table:
    return with_total(Table(name, title, span, AGENCY, columns, tuple(body), by=by, **more))
