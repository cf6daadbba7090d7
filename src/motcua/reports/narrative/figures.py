"""Figures of a report, each with the tag that says what it is: a cell of a table, or how it follows from cells.

A tag is `table/row/expression` and is kept in the document with the figure, so that whoever has the tables can tell
again what must stand there.

- row: its key; "" for the total; "@3" for the third row of the body where its key is too long for a tag;
  "#" for the number of rows of the body in which the expression is above nought, "#*" for the number of its rows
- expression: keys of columns joined by "+"; then "%key" for its share of another column of the row, ":key" for its
  quotient by it, or "^" for its share of the same columns of the total; then "<" for the period before, "~" for the
  difference from the period before, "~row" for that from another row, "~%" for the same in per cent

Differences are told without their sign: the words say whether it is more or less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from motcua.reports.narrative.numbers import percent, written
from motcua.reports.table import Cell, Column, Kind, Row, RowKind, Table, share

LONGEST_TAG = 64
"""Signs that Word allows in the tag of a content control."""
_EXPRESSION = re.compile(
    r"(?P<columns>[\w-]+(?:\+[\w-]+)*)(?:(?P<how>[%:])(?P<whole>[\w-]+)|(?P<part>\^))?(?P<change><|~%|~(?P<row>[^%]*))?"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it stands in a sentence.

    Attributes:
        tag: what it is, see above.
        value: what it was before it was rounded to be written; below nought for a fall.
        text: as it is written, a fall without its sign.
    """

    tag: str
    value: int | Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The tables of a report by name, and those of the period that it is compared with, where there is one."""

    tables: Mapping[str, Table]
    before: Mapping[str, Table]

    def table(self, name: str) -> Table | None:
        """The table of this name."""
        return self.tables.get(name)

    def rows(self, name: str) -> tuple[Row, ...]:
        """The body of a table; empty where there is none."""
        table = self.tables.get(name)
        return table.body if table else ()

    def get(self, name: str, expression: str, row: str = "") -> Figure | None:
        """A figure; None where there is no data for it.

        Raises:
            ValueError: the expression is none.
        """
        tag = f"{name}/{row}/{expression}"
        if len(tag) > LONGEST_TAG:
            places = [one.key for one in self.rows(name)]
            tag = f"{name}/@{places.index(row) + 1}/{expression}"
        return self.of_tag(tag)

    def of_tag(self, tag: str) -> Figure | None:
        """The figure that a tag names; None where there is no data for it, or no such row or column.

        Raises:
            ValueError: it is not a tag.
        """
        name, _, rest = tag.partition("/")
        row, slash, expression = rest.rpartition("/")
        match = _EXPRESSION.fullmatch(expression)
        if not slash or not match:
            raise ValueError(f"not a tag of a figure: {tag!r}")
        found = self._value(name, row, match)
        return None if found is None else Figure(tag, found[0], found[1])

    def _value(self, name: str, row: str, match: re.Match[str]) -> tuple[int | Decimal, str] | None:
        table = self.tables.get(name)
        if table is None:
            return None
        if row in ("#", "#*"):
            number = sum(1 for one in table.body if row == "#*" or _above_nought(_plain(table, one.key, match)))
            return number, written(number)
        if match["change"] is None:
            value = _plain(table, row, match)
            return None if value is None else (value, _written(table, match, value))
        return self._change(table, row, match)

    def _change(self, table: Table, row: str, match: re.Match[str]) -> tuple[int | Decimal, str] | None:
        earlier = table if match["row"] else self.before.get(table.name)
        then = None if earlier is None else _plain(earlier, match["row"] or row, match)
        if match["change"] == "<":
            return None if then is None else (then, _written(table, match, then))
        now = _plain(table, row, match)
        if now is None or then is None:
            return None
        if match["change"] == "~%":
            if then == 0:
                return None
            grown = Decimal(now - then) * 100 / Decimal(then)
            return grown, percent(abs(grown))
        # shares are told to two decimals: their difference is that of what is told
        change = Decimal(now) - Decimal(then)
        return change, written(abs(change), _places(table, match))


def _plain(table: Table, row: str, match: re.Match[str]) -> int | Decimal | None:
    """The value without regard to another period or row; a share is rounded to what is printed."""
    cells = _cells(table, row)
    part = _sum(cells, match["columns"])
    if part is None:
        return None
    if match["part"]:
        whole = _sum(_cells(table, ""), match["columns"])
        return None if whole is None else share(int(part), int(whole))
    if not match["how"]:
        return part
    whole = _sum(cells, match["whole"])
    if not whole:
        return None
    if match["how"] == "%":
        return share(int(part), int(whole))
    return (Decimal(part) / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _cells(table: Table, row: str) -> Mapping[str, Cell]:
    if row == "":
        return table.total
    if row.startswith("@"):
        place = int(row[1:]) if row[1:].isdigit() else 0
        return table.figures(table.body[place - 1]) if 0 < place <= len(table.body) else {}
    return next((table.figures(one) for one in table.body if one.key == row), {})


def _sum(cells: Mapping[str, Cell], columns: str) -> int | Decimal | None:
    found = [cells.get(key) for key in columns.split("+")]
    numbers = [cell for cell in found if isinstance(cell, int | Decimal)]
    return sum(numbers) if len(numbers) == len(found) else None


def _above_nought(value: int | Decimal | None) -> bool:
    return value is not None and value > 0


def _column(table: Table, key: str) -> Column | None:
    return next((column for column in table.columns if column.key == key), None)


def _places(table: Table, match: re.Match[str]) -> int | None:
    if match["part"] or match["how"] == "%":
        return 2
    if match["how"] == ":":
        return 1
    column = _column(table, match["columns"].partition("+")[0])
    return None if column is None or column.kind in (Kind.COUNT, Kind.MONEY) else column.places


def _written(table: Table, match: re.Match[str], value: int | Decimal) -> str:
    column = _column(table, match["columns"].partition("+")[0])
    if match["part"] or match["how"] == "%" or (column is not None and column.kind is Kind.RATE and not match["how"]):
        return percent(Decimal(value), _places(table, match) or 0)
    return written(value, _places(table, match))


def cells_of(table: Table) -> Iterator[tuple[Row, Column, Figure | None]]:
    """Every number of a table as a figure, row by row; None where the cell has none."""
    figures = Figures({table.name: table}, {})
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            yield row, column, _figure_of_cell(figures, table, row, column, cell)


def _figure_of_cell(figures: Figures, table: Table, row: Row, column: Column, cell: Cell) -> Figure | None:
    if not isinstance(cell, int | Decimal):
        return None
    match row.kind:
        case RowKind.BODY:
            return figures.get(table.name, column.key, row.key)
        case RowKind.TOTAL:
            return figures.get(table.name, column.key)
        case RowKind.SHARE:
            told = figures.get(table.name, f"{column.key}%{column.share_of}")
            # in a table the heading of the row says that it is per cent
            return told and Figure(told.tag, told.value, written(told.value, 2))
        case RowKind.SECTION | RowKind.TARGET:
            return None
