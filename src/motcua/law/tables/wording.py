"""The sentences of findings."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from motcua.law.tables.findings import Spot
from motcua.law.tables.ledger import Equation, Key, Ledger, Limit
from motcua.law.tables.numbers import Kind, is_nothing, printed
from motcua.law.tables.ordinals import RowKind
from motcua.law.tables.slips import slip_between
from motcua.law.tables.table import Column, ReadTable
from motcua.law.tables.words import shortened

LISTED = 8
"""Cells that a sentence names; the finding holds them all."""


def column_of(table: ReadTable, at: int) -> Column:
    """The column at a place of the grid."""
    return table.columns[at - table.region.left]


def label_of(table: ReadTable, row: int) -> str:
    """What a row is called."""
    one = table.rows[row]
    return shortened(one.label) or (f"số {one.number}" if one.number else f"thứ {row + 1}")


def places_of(table: ReadTable, key: Key) -> int:
    """Decimals with which a cell is printed: those of its column, or of its share row."""
    row, at = table.rows[key[0]], key[1]
    if row.kind is RowKind.SHARE:
        return max((f.number.places for f in row.figures.values() if f.number), default=0)
    if column_of(table, at).kind is not Kind.RATE:
        return 0
    return max((f.number.places for r in table.rows if (f := r.figures.get(at)) and f.number), default=0)


def spot_of(table: ReadTable, key: Key, expected: Decimal | None = None) -> Spot:
    """A cell with what must stand in it."""
    row, at = table.rows[key[0]], key[1]
    heading = shortened(column_of(table, at).label)
    figure, places = row.figures[at], places_of(table, key)
    slip = None
    if expected is not None and not is_nothing(figure.text):
        slip = slip_between(figure.text, figure.value, expected, places)
    return Spot(
        row.at,
        at,
        table.grid.place(row.at, at, heading),
        label_of(table, key[0]),
        heading,
        figure.text,
        "" if expected is None else printed(expected, places),
        slip.code if slip else "",
        slip.words if slip else "",
    )


def wrong_cell(spot: Spot, *, formula: bool = False) -> str:
    """“Dòng …, cột … (ô C7): in 1.432, phải là 1.342: đổi chỗ hai chữ số.”"""
    said = f"in {spot.printed}" if not is_nothing(spot.printed) else "để trống"
    why = f": {spot.explanation}" if spot.explanation else ""
    more = " Ô này là kết quả của công thức; hãy xem lại công thức." if formula else ""
    return f"{capital(spot.words)}: {said}, phải là {spot.expected}{why}.{more}"


def broken_rule(table: ReadTable, ledger: Ledger, at: int) -> str:
    """A rule that does not hold, with the numbers on both sides as printed."""
    rule = ledger.rules[at]
    if isinstance(rule, Equation):
        left = sum((ledger.values[key] for key in (rule.whole, *rule.besides)), Decimal(0))
        return f"{rule.words}: in {printed(left)}, tính ra {printed(left - ledger.residual(at))}"
    if isinstance(rule, Limit):
        part, whole = ledger.values[rule.part], ledger.values[rule.whole]
        return f"{rule.words}: {printed(part)} lớn hơn {printed(whole)}"
    expected = ledger.ratio(rule)
    said = table.rows[rule.cell[0]].figures[rule.cell[1]].text
    return f"{rule.words}: in {said}, tính ra {'–' if expected is None else printed(expected, rule.places)}"


def one_of(spots: Iterable[Spot]) -> str:
    """The cells of which one is wrong, each with what it would have to be."""
    every = list(spots)
    named = [
        f"{spot.words} phải là {spot.expected}{f' ({spot.explanation})' if spot.explanation else ''}"
        for spot in every[:LISTED]
    ]
    more = f"; hoặc một trong {len(every) - LISTED} ô khác" if len(every) > LISTED else ""
    return "; hoặc ".join(named) + more


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]
