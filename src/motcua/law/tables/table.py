"""A table that was understood: columns with kinds and roles, rows with their place among sections, figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from motcua.law.tables.grid import Cell, Grid
from motcua.law.tables.headings import by_neighbours, is_average, is_change, is_rate, role_of
from motcua.law.tables.heads import Head, heads_of
from motcua.law.tables.layout import Region
from motcua.law.tables.numbers import Kind, Number, Signs, is_nothing, is_number, printed, read, signs_of
from motcua.law.tables.ordinals import (
    BULLET,
    NUMBER,
    ROMAN,
    RowKind,
    is_ordinal,
    kind_of,
    level_of,
    names_a_group,
    numbered,
    sums_up,
)
from motcua.law.tables.words import fold

_NUMBERING = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "thu tu"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of figures.

    Attributes:
        text: as printed.
        number: what it says; None where it says nothing, or is no number.
        formula: whether a program computed it.
    """

    text: str
    number: Number | None
    formula: bool = False

    @property
    def value(self) -> Decimal | None:
        """The number itself."""
        return self.number.value if self.number else None

    @property
    def is_text(self) -> bool:
        """Whether words stand where a number belongs."""
        return self.number is None and not is_nothing(self.text)


@dataclass(slots=True)
class Column:
    """A column of figures or words; `at` is its place in the grid."""

    at: int
    head: Head
    kind: Kind
    role: str = ""

    @property
    def label(self) -> str:
        """Its words."""
        return self.head.label or f"thứ {self.at + 1}"

    @property
    def is_summed(self) -> bool:
        """Whether its total is the sum of its rows."""
        return self.kind in (Kind.COUNT, Kind.CHANGE)


@dataclass(slots=True)
class Row:
    """A row; `at` is its place in the grid, `parent` the index of the row of its section."""

    at: int
    kind: RowKind
    number: str
    label: str
    level: int
    figures: dict[int, Figure]
    parent: int | None = None
    children: list[int] = field(default_factory=list)

    def value(self, column: int) -> Decimal | None:
        """The number in a column (by its place in the grid)."""
        figure = self.figures.get(column)
        return figure.value if figure else None

    @property
    def has_figures(self) -> bool:
        """Whether any number stands in it."""
        return any(figure.number for figure in self.figures.values())


@dataclass(slots=True)
class ReadTable:
    """A table of a grid; `rows` in the order printed."""

    grid: Grid
    region: Region
    title: str
    columns: list[Column]
    rows: list[Row]
    signs: Signs

    @property
    def figures(self) -> list[Column]:
        """The columns of figures."""
        return [column for column in self.columns if column.kind is not Kind.TEXT]

    @property
    def summed(self) -> list[Column]:
        """The columns whose total is a sum."""
        return [column for column in self.columns if column.is_summed]

    @property
    def leaves(self) -> list[int]:
        """The rows that are in sums and are themselves no sums."""
        return [at for at, row in enumerate(self.rows) if row.kind is RowKind.BODY and not row.children]

    @property
    def roles(self) -> dict[str, Column]:
        """The columns by role, the first of each."""
        found: dict[str, Column] = {}
        for column in self.figures:
            if column.role:
                found.setdefault(column.role, column)
        return found

    def of_kind(self, kind: RowKind) -> Iterator[int]:
        """The rows of a kind."""
        return (at for at, row in enumerate(self.rows) if row.kind is kind)


def read_table(grid: Grid, region: Region) -> ReadTable:
    """Put the cells of a region in order."""
    heads = heads_of(grid, region)
    numbering, label = _naming_columns(grid, region, heads)
    drafts = [_draft(grid, at, numbering, label, region) for at in region.body]
    plain = [
        at
        for at, (_, words) in zip(region.body, drafts, strict=True)
        if kind_of(words, has_figures=True) is not RowKind.SHARE
    ]
    columns = []
    for offset, at in enumerate(range(region.left, region.right + 1)):
        named = at in (numbering, label)
        kind = Kind.TEXT if named else _kind(heads[offset], [grid.cell(line, at) for line in plain])
        columns.append(Column(at, heads[offset], kind))
    figures = [column for column in columns if column.kind is not Kind.TEXT]
    texts = [cell.text for line in region.body for c in figures if (cell := grid.cell(line, c.at)).value is None]
    signs = signs_of(texts)
    rows = [
        _row(grid, at, number, words, figures, signs) for at, (number, words) in zip(region.body, drafts, strict=True)
    ]
    rows = [row for row in rows if row.has_figures or row.label or any(f.is_text for f in row.figures.values())]
    _nest(rows)
    for column, role in zip(figures, by_neighbours([role_of(c.head.path) for c in figures]), strict=True):
        column.role = role
    return ReadTable(grid, region, " ".join((*grid.above, *region.title)), columns, rows, signs)


def _naming_columns(grid: Grid, region: Region, heads: list[Head]) -> tuple[int | None, int | None]:
    """The columns that number and name the rows."""
    numbering = None
    for offset, at in enumerate(range(region.left, region.right + 1)):
        words = fold(heads[offset].path[-1]) if heads[offset].path else ""
        written = [text for line in region.body if (text := grid.cell(line, at).text)]
        named = [text for text in written if not is_number(text) and not is_nothing(text)]
        ordinals = [text for text in named if is_ordinal(text)]
        if words in _NUMBERING:
            numbering = at
        elif len(named) - len(ordinals) >= max(1, len(written) / 2):
            return numbering, at
        elif at == region.left and ordinals and not role_of(heads[offset].path):
            numbering = at
        elif words and offset > 1:
            break
    return numbering, None


def _draft(grid: Grid, at: int, numbering: int | None, label: int | None, region: Region) -> tuple[str, str]:
    """The number and the words of a row; a merged name may stand where the number does."""
    number = grid.cell(at, numbering).text if numbering is not None else ""
    words = grid.cell(at, label).text if label is not None else ""
    if not words and not number and label is not None:
        words = _merged_above(grid, at, label)
    if number and not is_ordinal(number):
        number, words = "", " ".join(filter(None, (number, words)))
    if not number:
        number, words = numbered(words)
    return number, " ".join(words.split())


def _merged_above(grid: Grid, at: int, column: int) -> str:
    for merge in grid.merges:
        if merge.left <= column <= merge.right and merge.top < at <= merge.bottom:
            return grid.cell(merge.top, merge.left).text
    return ""


def _kind(head: Head, cells: list[Cell]) -> Kind:
    """What a column holds, by its words and by what most of its cells look like."""
    numbers = [cell for cell in cells if cell.value is not None or is_number(cell.text)]
    words = [cell for cell in cells if cell.value is None and not is_number(cell.text) and not is_nothing(cell.text)]
    if len(words) > len(numbers) or (not numbers and not head.path):
        return Kind.TEXT
    if is_change(head.path):
        return Kind.CHANGE
    if is_average(head.path):
        return Kind.NUMBER
    if is_rate(head.path):
        return Kind.RATE
    if role_of(head.path):
        return Kind.COUNT
    return Kind.COUNT if _mostly_whole(numbers) else Kind.NUMBER


def _mostly_whole(cells: list[Cell]) -> bool:
    signs = signs_of(cell.text for cell in cells if cell.value is None)
    whole = 0
    for cell in cells:
        value = cell.value
        if value is None:
            number = read(cell.text, Kind.NUMBER, signs)
            value = number.value if number else None
        whole += value is not None and value == value.to_integral_value()
    return whole * 2 >= len(cells)


def _row(grid: Grid, at: int, number: str, label: str, columns: list[Column], signs: Signs) -> Row:
    kind = kind_of(label, has_figures=True)
    figures = {}
    for column in columns:
        cell = grid.cell(at, column.at)
        figures[column.at] = _figure(cell, Kind.RATE if kind is RowKind.SHARE else column.kind, signs)
    row = Row(at, kind, number, label, NUMBER, figures)
    if kind is RowKind.BODY and not row.has_figures:
        row.kind = RowKind.SECTION
    return row


def _figure(cell: Cell, kind: Kind, signs: Signs) -> Figure:
    if cell.value is not None and kind in (Kind.COUNT, Kind.CHANGE):
        # what is shown may be rounded; a count is what is stored
        return Figure(printed(cell.value), Number(cell.value), cell.formula)
    if cell.value is not None:
        shown = cell.value.quantize(Decimal(1).scaleb(-cell.places), ROUND_HALF_UP)
        return Figure(printed(shown, cell.places), Number(shown, cell.places), cell.formula)
    return Figure(cell.text, read(cell.text, kind, signs), cell.formula)


def _nest(rows: list[Row]) -> None:
    """Put every row under its section; sums of sections and "trong đó" lie in no sum."""
    open_rows: list[int] = []
    level = NUMBER
    for at, row in enumerate(rows):
        section = next((rows[index].label for index in reversed(open_rows) if rows[index].level < NUMBER), "")
        if row.kind in (RowKind.BODY, RowKind.TOTAL) and sums_up(row.label, section):
            row.kind = RowKind.SUBTOTAL
        if row.kind is RowKind.SUBTOTAL:
            row.parent = next((index for index in reversed(open_rows) if rows[index].level < NUMBER), None)
        if row.kind not in (RowKind.BODY, RowKind.SECTION):
            continue
        found = level_of(row.number)
        if found == BULLET:
            row.level = level + 1
        elif found is None:
            row.level = ROMAN if row.kind is RowKind.SECTION or names_a_group(row.label) else level
        else:
            row.level = found
        if row.level >= NUMBER and found != BULLET:
            level = row.level
        elif row.level < NUMBER:
            level = NUMBER
        while open_rows and rows[open_rows[-1]].level >= row.level:
            open_rows.pop()
        if open_rows:
            row.parent = open_rows[-1]
            rows[row.parent].children.append(at)
        open_rows.append(at)
    _one_total(rows)


def _one_total(rows: list[Row]) -> None:
    """Of several totals those inside are sums of their sections; the grand total is the last, or the first of all."""
    totals = [at for at, row in enumerate(rows) if row.kind is RowKind.TOTAL]
    if len(totals) < 2:
        return
    grand = totals[0] if totals[0] == 0 else totals[-1]
    for at in totals:
        if at != grand:
            rows[at].kind = RowKind.SUBTOTAL
            before = [index for index in range(at) if rows[index].kind in (RowKind.BODY, RowKind.SECTION)]
            rows[at].parent = next((i for i in reversed(before) if rows[i].level < NUMBER), None)
