"""The rows of a sheet, found by their headings; every cell that cannot be understood is a problem with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter

from motcua.catalogue.content_form import tidy_text
from motcua.catalogue.file_problems import FileProblem, Problems
from motcua.catalogue.workbook_cells import NOTHING, Unclear, read_cell
from motcua.catalogue.workbook_shape import CODE, MOST_ROWS, PROCEDURES, Column, Table
from motcua.law.refusal import Refused

_HEADING_WITHIN = 10
"""Headings are looked for in so many rows: people put a title above a table."""
_LAST_ROW = 1_048_576

Cells = Sequence[Any]
"""A row as openpyxl gives it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row that says something: its number as Excel shows it, the code of its procedure, its values.

    `whole` is False when one of its cells is a problem.
    """

    row: int
    code: str
    values: dict[str, Any]
    whole: bool


def same_words(text: object) -> str:
    """A title or heading to compare: composed, blanks single, capitals do not count."""
    return " ".join(tidy_text(str(text)).split()).casefold()


def read_table(sheet: Any, table: Table, problems: Problems) -> Iterator[Line]:
    """The rows of a sheet under its headings, without those that are blank.

    Raises:
        Refused: ``workbook_full`` when there are more than `MOST_ROWS`.
    """
    rows = ((number, cells) for number, cells in enumerate(sheet.iter_rows(), start=1) if not _is_blank(cells))
    heading = _heading(rows, table, problems)
    if heading is None:
        return
    for count, (number, cells) in enumerate(rows, start=1):
        if count > MOST_ROWS or number > _LAST_ROW:
            raise Refused("workbook_full", f"Sheet “{table.title}” có quá {MOST_ROWS} dòng; hãy chia thành nhiều tệp.")
        yield _Row(number, cells, table, problems).line(heading)


def _is_blank(cells: Cells) -> bool:
    return all(cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()) for cell in cells)


def is_empty(sheet: Any) -> bool:
    """Whether nothing is written on a sheet."""
    return all(_is_blank(cells) for cells in sheet.iter_rows())


@dataclass(frozen=True, slots=True)
class Heading:
    """Which column stands at which place of the sheet, from 0; problems of `told` places were told already."""

    columns: dict[int, Column]
    told: set[int]


def _heading(rows: Iterable[tuple[int, Cells]], table: Table, problems: Problems) -> Heading | None:
    """The headings of a sheet; None when it has none."""
    wanted = same_words(CODE.heading)
    empty = True
    for number, cells in rows:
        empty = False
        if any(same_words(cell.value) == wanted for cell in cells):
            return _headings(number, cells, table, problems)
        if number >= _HEADING_WITHIN:
            break
    if not empty or table is PROCEDURES:
        text = f"không thấy dòng tiêu đề có cột “{CODE.heading}” trong {_HEADING_WITHIN} dòng đầu."
        problems.add(FileProblem(text, sheet=table.title))
    return None


def _headings(number: int, cells: Cells, table: Table, problems: Problems) -> Heading:
    """The columns by their places; what is unknown, double or missing is a problem."""
    known = {same_words(column.heading): column for column in table.columns}
    heading = Heading({}, set())
    for place, cell in enumerate(cells):
        words = "" if cell.value is None else same_words(cell.value)
        column = known.get(words)
        if column is not None and column not in heading.columns.values():
            heading.columns[place] = column
        elif words:
            told = "có hai lần; hãy bỏ một cột" if column else "không có trong mẫu; hãy sửa tiêu đề hoặc bỏ cột"
            text = f"cột “{str(cell.value)[:60]}” {told}."
            problems.add(FileProblem(text, sheet=table.title, row=number, column=get_column_letter(place + 1)))
            heading.told.add(place)
    for column in table.columns:
        if column.required and column not in heading.columns.values():
            problems.add(FileProblem(f"thiếu cột “{column.heading}”.", sheet=table.title, row=number))
    return heading


class _Row:
    """A row that is being read."""

    def __init__(self, number: int, cells: Cells, table: Table, problems: Problems) -> None:
        self.number, self.cells, self.table, self.problems = number, cells, table, problems
        self.values: dict[Column, Any] = {}
        self.unclear: set[Column] = set()

    def line(self, heading: Heading) -> Line:
        """The values of the row by their names."""
        for place, cell in enumerate(self.cells):
            if cell.value is None:
                continue
            if place in heading.columns:
                self._read(cell, heading.columns[place])
            elif place not in heading.told and str(cell.value).strip():
                heading.told.add(place)
                text = "cột này không có tiêu đề; hãy ghi tiêu đề hoặc bỏ nội dung."
                self._problem(get_column_letter(place + 1), text)
        for column in heading.columns.values():
            self._complete(column)
        code = self.values.pop(CODE, "").upper()
        values: dict[str, Any] = {}
        for column, value in sorted(self.values.items(), key=lambda item: item[0].goes_on):
            values[column.name] = values.get(column.name, "") + value if column.goes_on else value
        return Line(self.number, code, values, not self.unclear)

    def _read(self, cell: Any, column: Column) -> None:
        try:
            value = read_cell(cell.value, cell.data_type, column.field)
        except Unclear as unclear:
            self.unclear.add(column)
            self._problem(column.heading, unclear.sentence)
        else:
            if value is not NOTHING:
                self.values[column] = value

    def _complete(self, column: Column) -> None:
        """Say what a blank cell means, and miss what cannot be left blank."""
        if column in self.values or column in self.unclear:
            return
        if column.when_blank is not None:
            self.values[column] = column.when_blank
        elif column.required:
            self.unclear.add(column)
            self._problem(column.heading, "chưa ghi.")

    def _problem(self, column: str, text: str) -> None:
        self.problems.add(FileProblem(text, sheet=self.table.title, row=self.number, column=column))
