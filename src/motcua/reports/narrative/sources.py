"""The tables that a narrative report quotes: what is counted for it, and what is frozen for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.narrative import counting, organisation
from motcua.reports.narrative.figures import Figures
from motcua.reports.span import Span
from motcua.reports.table import RowKind, Table
from motcua.reports.tables import TABLES, Asked, make

RESULTS = "one-stop"
REGISTERED = (RESULTS, "late-causes", "ratings", "fees")
"""Tables that every report may quote; those that are not there yet are sources without figures."""
OWN = (
    counting.channels_table,
    counting.months_table,
    counting.consultations_table,
    organisation.procedures_table,
    organisation.organisation_table,
)
"""Makers of the tables that only this report has."""
BEFORE = "-year-before"
"""What the name of a table of the same days a year before ends with."""
LONGEST = 5
"""Years of a period."""


def narrative_tables(asked: Asked) -> tuple[Table, ...]:
    """Every table that the report quotes; of several of one name the second is "ratings-2".

    The results of the same days a year before are among them, as known when those ended.

    Raises:
        Refused: the period is longer than any report (field ``first``).
    """
    period = asked.span.period
    if period.last.year - period.first.year > LONGEST:
        raise Refused("period_too_long", f"Báo cáo thuyết minh chỉ lập cho kỳ không quá {LONGEST} năm.", field="first")
    found: list[Table] = []
    for name in REGISTERED:
        for number, table in enumerate(_registered(name, asked), start=1):
            called = name if number == 1 else f"{name}-{number}"
            found.append(replace(_answered(table) if name == "ratings" else table, name=called))
    found += [make_one(asked.span, asked.agencies) for make_one in OWN]
    before = year_before(period)
    earlier = replace(asked, span=Span(before, min(before.end, asked.span.as_of)))
    found += [
        replace(table, name=f"{table.name}{BEFORE}", title=f"{table.title}, cùng kỳ năm trước")
        for table in _registered(RESULTS, earlier)
    ]
    return tuple(found)


def figures_of_tables(tables: Iterable[Table]) -> Figures:
    """The figures of these tables, counted now or frozen long ago."""
    now: dict[str, Table] = {}
    before: dict[str, Table] = {}
    for table in tables:
        if table.name.endswith(BEFORE):
            name = table.name.removesuffix(BEFORE)
            before[name] = replace(table, name=name)
        else:
            now[table.name] = table
    return Figures(now, before)


def _registered(name: str, asked: Asked) -> tuple[Table, ...]:
    """The tables of this name; none where no source counts it yet."""
    return make(TABLES[name], asked) if name in TABLES else ()


def _answered(table: Table) -> Table:
    """The table without the agencies that nobody rated."""
    return replace(table, rows=tuple(row for row in table.rows if row.kind is not RowKind.BODY or any(row.cells)))


def year_before(period: Period) -> Period:
    """The same days a year before; the 29th of February is the 28th there."""

    def back(day: date) -> date:
        leap = (day.month, day.day) == (2, 29)
        return day.replace(year=day.year - 1, day=28 if leap else day.day)

    return Period(back(period.first), back(period.last))
