"""The tables that a narrative report quotes, counted live for a span."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from motcua.reports.narrative import counting, organisation
from motcua.reports.span import Span
from motcua.reports.table import RowKind, Table
from motcua.reports.tables import TABLES, Asked, make

RESULTS = "one-stop"
REGISTERED = (RESULTS, "late-causes", "ratings", "fees")
"""Tables that every report has; those that are not there yet are sources without figures."""
OWN = (
    counting.channels_table,
    counting.months_table,
    counting.consultations_table,
    organisation.procedures_table,
    organisation.organisation_table,
)
"""Makers of the tables that only this report has."""


def live_tables(span: Span, agencies: Iterable[int] | None = None) -> Mapping[str, Table]:
    """Every table that the report quotes, by name; of several of one name the second is "ratings-2"."""
    scope = None if agencies is None else frozenset(agencies)
    found: dict[str, Table] = {}
    for name in REGISTERED:
        for number, table in enumerate(registered(name, span, scope), start=1):
            called = name if number == 1 else f"{name}-{number}"
            found[called] = replace(answered(table) if name == "ratings" else table, name=called)
    return found | {table.name: table for table in (make_one(span, scope) for make_one in OWN)}


def registered(name: str, span: Span, agencies: frozenset[int] | None) -> tuple[Table, ...]:
    """The tables of this name for a span; none where no source counts it yet."""
    return make(TABLES[name], Asked(span, agencies)) if name in TABLES else ()


def answered(table: Table) -> Table:
    """The table without the agencies that nobody rated."""
    return replace(table, rows=tuple(row for row in table.rows if row.kind is not RowKind.BODY or any(row.cells)))
