"""From counts to a table: cells by column, rows, total and share row, whatever the table counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from motcua.reports.counting import Counted, CountedRow
from motcua.reports.dimensions import MONTH, row_label
from motcua.reports.measures import DEFINITIONS, Rate
from motcua.reports.sources import Sources
from motcua.reports.span import Span
from motcua.reports.table import TOTAL_LABEL, Cell, Column, Kind, Row, RowKind, Table, share, share_row

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of a table by key of column, and since when what they ask for is recorded."""

    of: Mapping[str, Rate] = field(default_factory=dict)
    sources: Sources = field(default_factory=lambda: Sources({}))

    def notes(self, span: Span) -> tuple[str, ...]:
        """Why some of them have no data, as sentences."""
        return self.sources.notes((rate.recorded for rate in self.of.values()), span)


def rate_of(rate: Rate, counts: Counts, places: int) -> Cell:
    """A rate in per cent from its counts."""
    return share(sum(counts[part] for part in rate.parts), counts[rate.whole], places)


def cells_of(columns: Iterable[Column], counts: Counts, span: Span, rates: Rates) -> tuple[Cell, ...]:
    """The cells of a row; None where what a rate asks for was not recorded in the span of the row."""

    def cell(column: Column) -> Cell:
        if column.kind is not Kind.RATE:
            return counts[column.measure]
        rate = rates.of[column.key]
        return rate_of(rate, counts, column.places) if rates.sources.recorded(rate.recorded, span) else None

    return tuple(cell(column) for column in columns)


def row_of(row: CountedRow, columns: Iterable[Column], span: Span, rates: Rates, by: str) -> Row:
    """A row of the body."""
    return Row(
        row.code,
        row.name,
        cells_of(columns, row.counts, row.span or span, rates),
        span=row.span,
        note=row.note,
        short_name=row.short_name,
        behind=() if by == MONTH else None,
    )


def built(
    found: Counted,
    *,
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rates: Rates | None = None,
    body: Callable[[list[Row]], list[Row]] = list,
) -> Table:
    """The counts as a table: a row each, the total, and the share row where a column is a share of another.

    Args:
        columns: each names its measure, or is a rate of `rates`.
        body: what becomes of the rows: headings between them.
    """
    rates = rates or Rates()
    total = dict(zip((one.key for one in columns), cells_of(columns, found.total, found.span, rates), strict=True))
    rows = body([row_of(row, columns, found.span, rates, found.by) for row in found.rows])
    rows.append(Row("", TOTAL_LABEL, tuple(total.values()), RowKind.TOTAL))
    if any(column.share_of for column in columns):
        rows.append(share_row(columns, total))
    return Table(
        name=name,
        title=title,
        span=found.span,
        row_label=row_label(found.by),
        columns=columns,
        rows=tuple(rows),
        by=found.by,
        notes=rates.notes(found.span),
        broken=found.broken,
        source=found.source,
        definitions=DEFINITIONS,
        summed=found.by != MONTH,
    )
