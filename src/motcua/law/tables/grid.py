"""A table as it lies on the page: cells in rows, each with a place that a person can find again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell.

    Attributes:
        text: as printed.
        value: the number itself where the file has typed cells, unrounded; a percentage, not the ratio, in a cell that
            is shown as one.
        places: decimals that are shown of `value`.
        formula: whether a program computed it; its stored result is what is read, nothing is computed again.
    """

    text: str = ""
    value: Decimal | None = None
    places: int = 0
    formula: bool = False


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells drawn as one: rows and columns from zero, both ends included. What is printed stands at the first."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet, a table of a document, or lines of text.

    Attributes:
        name: "trang tính “Báo cáo”", "bảng thứ 2 của văn bản"; "" where there is only one.
        lettered: whether its cells are named as in a spreadsheet ("C7"); otherwise by line and heading.
        above: what stands before it in a document, its title the last.
        lines: number of the line of each row, where lines of the file and rows differ.
        hidden_rows, hidden_columns: from zero.
    """

    rows: tuple[tuple[Cell, ...], ...]
    name: str = ""
    lettered: bool = False
    above: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """A cell; empty beyond the end of a row."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else EMPTY

    def line(self, row: int) -> int:
        """Number of the line, from one, as the person sees it."""
        return self.lines[row] if self.lines else row + 1

    def place(self, row: int, column: int, heading: str = "") -> str:
        """Where a cell is: "ô C7", or "dòng 7, cột “Trễ hạn”"."""
        if self.lettered:
            return f"ô {letters(column)}{self.line(row)}"
        return f"dòng {self.line(row)}, cột {f'“{heading}”' if heading else column + 1}"


def letters(column: int) -> str:
    """Name of a column of a spreadsheet: 0 → "A", 26 → "AA"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def grid_of_texts(rows: list[list[str]], **more: object) -> Grid:
    """A grid of plain texts."""
    return Grid(tuple(tuple(Cell(text.strip()) for text in row) for row in rows), **more)  # type: ignore[arg-type]
