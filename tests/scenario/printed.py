"""The table of one-stop results of the database, in the shape of the printed one."""

from __future__ import annotations

from motcua.law.periods import Period
from motcua.reports.one_stop import COLUMNS, one_stop
from motcua.reports.span import span_of
from motcua.scenario.table import Figures


def figures_of(period: Period) -> dict[str, Figures]:
    """The rows of the table over a period, as known at its end, by agency."""
    table = one_stop(span_of(period, now=period.end))
    assert not table.broken
    return {
        row.name: Figures(row.name, **{column.key: row.counts[column.measure] for column in COLUMNS})
        for row in table.rows
    }
