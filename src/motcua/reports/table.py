"""A table of a report: what screens draw, files write, freezing keeps, documents quote and the audit checks.

Every table is of this one shape, whatever it counts: columns, and rows of cells in the order in which they are printed,
the section headings, subtotals, the total and the share row among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from motcua.reports.span import Span

Cell = int | Decimal | str | None
"""A count or an amount, a rate, words; None where there is no data, which is never the same as zero."""

TOTAL_LABEL = "Tổng"
SHARE_LABEL = "Tỷ lệ (%)"
NO_DATA = "không có số liệu"


class Kind(StrEnum):
    """What the cells of a column are."""

    COUNT = "count"
    MONEY = "money"
    """Whole đồng."""
    RATE = "rate"
    """Per cent, rounded half up to the `places` of the column."""
    NUMBER = "number"
    """Another number, with the `places` of the column; never summed."""
    TEXT = "text"


class RowKind(StrEnum):
    """What a row is."""

    SECTION = "section"
    """A heading, such as "I. Cấp tỉnh"; its cells are the sums of its rows, or all None."""
    BODY = "body"
    TOTAL = "total"
    SHARE = "share"
    """Each figure of the total in per cent of the total of the column that it is a share of."""
    TARGET = "target"
    """What the total is to reach, or in words whether it does."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        key: its name in data files, once in a table.
        label, group: its words, and those over it and its neighbours; "" where nothing stands over it.
        measure: key of the measure whose dossiers its figures open; "" where there is nothing to open.
        share_of: key of the column that the share row relates it to; "" where it has no share.
        places: decimals of a rate or number.
        number: printed under its words, with the sum that it is: "(3) = (4) + (5)"; "" where columns have no numbers.
        span: of a column that is counted over another span than the table, to compare with; None: that of the table.
    """

    key: str
    label: str
    group: str = ""
    kind: Kind = Kind.COUNT
    measure: str = ""
    share_of: str = ""
    places: int = 2
    number: str = ""
    span: Span | None = None

    @property
    def full_label(self) -> str:
        """Its words with those of its group: "Đã giải quyết: trước hạn"."""
        return f"{self.group}: {self.label[0].lower()}{self.label[1:]}" if self.group else self.label

    @property
    def summed(self) -> bool:
        """Whether its total is the sum of its rows."""
        return self.kind in (Kind.COUNT, Kind.MONEY)


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
        key: names it in data files and addresses: the code of the agency, the field, the day; "" for total and share.
        cells: one for each column.
        number: as printed before its name: "I", "3"; often "".
        span: of a row that is counted over a span of its own; None: that of the table.
        note: what is printed behind its name, such as the decision of a hand-over.
        short_name: for charts; "" where it has none.
        level: of the agencies whose dossiers it counts, where a table has the same row for several; "" for all.
        behind: what the dossiers of its figures have in common: pairs of dimension and key, () for all of the span;
            None: the dimension of the table and the key of the row.
    """

    key: str
    name: str
    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY
    number: str = ""
    span: Span | None = None
    note: str = ""
    short_name: str = ""
    level: str = ""
    behind: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures were counted ("postgresql", "duckdb", "spark"), and until when (UTC) its facts are known."""

    engine: str
    known_until: datetime


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a span.

    Attributes:
        name: of the table on the command line and in addresses, such as "one-stop".
        by: key of the dimension of its rows ("agency", "field", …); "" where rows are something else.
        row_label: heading over the names of the rows.
        notes: sentences printed under it.
        broken: a sentence for each identity that a row or the total breaks; empty when all figures agree.
        definitions: version of the definitions of its measures; 0 where it has none.
        row_number: printed under the heading over the names of the rows, such as "(1), (2)".
        every: all rows of a long list, read one after another; `rows` then holds the first of them for screens.
        summed: whether the total is the sum of the rows; months overlap in what they carry over.
        compared: the span that it is compared with, if any.
    """

    name: str
    title: str
    span: Span
    row_label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    by: str = ""
    notes: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    source: Source | None = None
    definitions: int = 0
    row_number: str = ""
    every: Callable[[], Iterable[Row]] | None = None

    @property
    def numbered(self) -> bool:
        """Whether its columns have numbers."""
        return any(column.number for column in self.columns)

    def all_rows(self) -> Iterable[Row]:
        """Its rows, of a long list too; for files, which write one row after another."""
        return self.rows if self.every is None else self.every()

    summed: bool = True
    compared: Span | None = None

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows that are neither heading, total nor share."""
        return tuple(row for row in self.rows if row.kind is RowKind.BODY)

    @property
    def total(self) -> Mapping[str, Cell]:
        """The figures of the total by key of column; empty where the table has no total."""
        return next((self.figures(row) for row in self.rows if row.kind is RowKind.TOTAL), {})

    @property
    def shares(self) -> Mapping[str, Cell]:
        """The share row by key of column; empty where the table has none."""
        return next((self.figures(row) for row in self.rows if row.kind is RowKind.SHARE), {})

    def figures(self, row: Row) -> dict[str, Cell]:
        """The cells of a row by key of column."""
        return {column.key: cell for column, cell in zip(self.columns, row.cells, strict=True)}

    def records(self) -> Iterator[tuple[Row, dict[str, Cell]]]:
        """The body, each row with its figures by key of column."""
        return ((row, self.figures(row)) for row in self.body)


def share(part: int, whole: int, places: int = 2) -> Decimal | None:
    """`part` in per cent of `whole`, rounded half up; None where there is nothing to be a part of."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def share_row(columns: tuple[Column, ...], total: Mapping[str, Cell]) -> Row:
    """The share row under a total, from its counts."""

    def cell(column: Column) -> Cell:
        part, whole = total[column.key], total.get(column.share_of)
        return share(part, whole) if isinstance(part, int) and isinstance(whole, int) else None

    return Row("", SHARE_LABEL, tuple(cell(column) for column in columns), RowKind.SHARE)
