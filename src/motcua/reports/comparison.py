"""A table beside the same table of another period: each figure, that of the other period, and the difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.dimensions import MONTH
from motcua.reports.span import Span, span_of
from motcua.reports.table import Cell, Column, Kind, Row, RowKind, Table
from motcua.reports.tables.definition import Asked, Definition
from motcua.reports.tables.registry import make

PRESETS: Mapping[str, tuple[str, Callable[[Period], Period]]] = {
    "last-year": ("Cùng kỳ năm trước", lambda period: period.year_before),
    "previous": ("Kỳ liền trước", lambda period: period.before),
}
"""Periods that are often compared with: their words, and how they follow from the one reported on."""
BEFORE, CHANGE = "_before", "_change"
"""Endings of the keys of the added columns."""
_WORDS = ("Kỳ này", "Kỳ so sánh", "Tăng, giảm")


def other_span(text: str, period: Period, *, now: datetime) -> Span:
    """The span to compare with: `last-year`, `previous`, or any period as `Period.parse` reads it.

    Raises:
        Refused: it is no period, or has not begun (field ``compare``).
    """
    try:
        wanted = PRESETS[text][1](period) if text in PRESETS else Period.parse(text)
        return span_of(wanted, now=now)
    except Refused as refused:
        raise Refused(refused.code, f"Kỳ so sánh: {refused.sentence}", "compare") from None


def compare(definition: Definition, asked: Asked, other: Span) -> tuple[Table, ...]:
    """The tables of what is asked, each beside that of the other span.

    A table without a counterpart there (another questionnaire) stands alone, with a note.

    Raises:
        Refused: the table has no such rows, or its figures cannot be compared (field ``compare``).
    """
    made = make(definition, asked)
    before = {table.title: table for table in make(definition, replace(asked, span=other))}
    return tuple(
        compared(table, before[table.title])
        if table.title in before
        else replace(table, notes=(*table.notes, f"{other.period.label}: không có bảng này để so sánh."))
        for table in made
    )


def compared(table: Table, other: Table) -> Table:
    """The table with two columns more beside each of its figures.

    Rows belong together by their keys, months by their places; a row that only the other table has stands before the
    total, with zeros where this table counts. Nothing is told where one of the two has no data.

    Raises:
        Refused: the tables have no figures in common (field ``compare``).
    """
    shared = [column for column in table.columns if _comparable(column) and column.key in _keys(other)]
    if not shared or table.by != other.by:
        raise Refused("not_comparable", "Bảng này không có số liệu để so sánh giữa hai kỳ.", "compare")
    pairs = list(_paired(table, other))
    apart = any(row.span for row in table.body)
    columns = [one for column in table.columns for one in _widened(column, column in shared, other.span, apart)]
    return replace(
        table,
        columns=tuple(columns),
        rows=tuple(_row(table, other, shared, row, before) for row, before in pairs),
        notes=(*table.notes, f"So sánh với kỳ: {other.span.period.label}.", *_only(other.notes, table.notes)),
        broken=(*table.broken, *(f"Kỳ so sánh: {sentence}" for sentence in other.broken)),
        compared=other.span,
    )


def _comparable(column: Column) -> bool:
    return column.kind is not Kind.TEXT


def _keys(table: Table) -> set[str]:
    return {column.key for column in table.columns}


def _only(notes: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"Kỳ so sánh: {note}" for note in notes if note not in known)


def _widened(column: Column, shared: bool, other: Span, apart: bool) -> list[Column]:
    """The column, that of the other span, and the difference, under one heading."""
    if not shared:
        return [column]
    head = column.full_label
    # where rows have spans of their own, no single span is behind the figures of the other table
    behind = "" if apart else column.measure
    share_of = f"{column.share_of}{BEFORE}" if column.share_of else ""
    return [
        replace(column, label=_WORDS[0], group=head),
        replace(
            column,
            key=f"{column.key}{BEFORE}",
            label=_WORDS[1],
            group=head,
            measure=behind,
            share_of=share_of,
            span=other,
        ),
        replace(column, key=f"{column.key}{CHANGE}", label=_WORDS[2], group=head, measure="", share_of=""),
    ]


def _paired(table: Table, other: Table) -> Iterator[tuple[Row | None, Row | None]]:
    """Each row with its counterpart, in the order of the table; those of the other alone stand behind the body."""
    names = _names(other)
    last = max((place for place, row in enumerate(table.rows) if row.kind is RowKind.BODY), default=-1)
    own = _names(table)
    alone = [row for name, row in names.items() if name not in own and row.kind is RowKind.BODY]
    if last < 0:
        yield from ((None, row) for row in alone)
    for place, (name, row) in enumerate(own.items()):
        yield row, names.get(name)
        if place == last:
            yield from ((None, row) for row in alone)


def _names(table: Table) -> dict[tuple[object, ...], Row]:
    """The rows by what tells them apart from each other in any period."""
    found: dict[tuple[object, ...], Row] = {}
    for place, row in enumerate(table.rows):
        if row.kind is RowKind.BODY and table.by == MONTH:
            found[row.kind, place] = row
        elif row.kind is RowKind.BODY:
            found[row.kind, row.key] = row
        else:
            found[row.kind, row.name if row.kind is RowKind.SECTION else _nth(found, row.kind)] = row
    return found


def _nth(found: dict[tuple[object, ...], Row], kind: RowKind) -> int:
    return sum(1 for name in found if name[0] is kind)


def _row(table: Table, other: Table, shared: list[Column], row: Row | None, before: Row | None) -> Row:
    like = row or before
    assert like is not None
    now = table.figures(row) if row else _nothing(table)
    then = other.figures(before) if before else _nothing(other)
    cells: list[Cell] = []
    for column in table.columns:
        cells.append(now[column.key])
        if column in shared:
            cells += [then[column.key], _difference(now[column.key], then[column.key])]
    return replace(like, cells=tuple(cells), span=row.span if row else None)


def _nothing(table: Table) -> dict[str, Cell]:
    """The figures of a row that a table does not have: zeros where its total is known."""
    return {
        column.key: 0 if column.summed and table.total.get(column.key) is not None else None for column in table.columns
    }


def _difference(now: Cell, then: Cell) -> Cell:
    if isinstance(now, int | Decimal) and isinstance(then, int | Decimal):
        return now - then
    return None
