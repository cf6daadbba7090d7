"""A table as an XLSX workbook: typed cells, totals as formulas, ready to print on A4."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from motcua.reports.exports import lines_above, named
from motcua.reports.measures import DEFINITIONS, EVERY
from motcua.reports.table import Cell, Column, Kind, Row, RowKind, Table

HEAD = 4
"""Row of the first line of the head, from zero: title, period, as-of instant and an empty line stand above."""
HEAD_LINES = 2
"""Lines of the head; one more where columns have numbers."""
# NĐ 30/2020/NĐ-CP Phụ lục I: documents of the administration are set in Times New Roman
FONT: dict[str, object] = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}


def write_workbook(table: Table, stream: BinaryIO) -> None:
    """Write the table, and a second sheet with the definitions of its figures.

    Rows go to a temporary file one after another, so that a long table needs little memory.
    """
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    book.set_properties({"title": table.title, "comments": f"Định nghĩa chỉ tiêu: phiên bản {DEFINITIONS}"})
    sheet = _Sheet(book.add_worksheet("Báo cáo"), table, _styles(book))
    sheet.write()
    if table.definitions:
        _definitions(book.add_worksheet("Định nghĩa"), table, sheet.styles)
    book.close()


def _styles(book: Any) -> dict[str, Any]:
    cell: dict[str, object] = {**FONT, "border": 1}
    strong = {**cell, "bold": True}
    numbers: dict[str, dict[str, object]] = {
        "count": {"num_format": "#,##0"},
        "money": {"num_format": "#,##0"},
        "rate": {"num_format": "0.00"},
        "rate1": {"num_format": "0.0"},
        "number": {"num_format": "#,##0.00"},
        "number1": {"num_format": "#,##0.0"},
        "text": {"text_wrap": True},
    }
    kinds = {"body": cell, "section": strong, "total": strong, "share": {**cell, "italic": True}, "target": strong}
    made: dict[str, dict[str, object]] = {
        f"{kind}_{name}": {**look, **form} for kind, look in kinds.items() for name, form in numbers.items()
    }
    named: dict[str, dict[str, object]] = {
        "plain": FONT,
        "title": {**FONT, "bold": True, "font_size": 14},
        "head": {**strong, "align": "center", "text_wrap": True, "bg_color": "#EDEDED"},
        "numbers": {**cell, "align": "center", "italic": True, "font_size": 10, "text_wrap": True},
        "note": {**FONT, "bold": True, "font_color": "#B00020"},
        "words": {**cell, "text_wrap": True, "valign": "top"},
    }
    return {name: book.add_format(look) for name, look in {**made, **named}.items()}


class _Sheet:
    """The sheet of a table; rows are written in order, none twice."""

    def __init__(self, sheet: Any, table: Table, styles: dict[str, Any]) -> None:
        self.sheet, self.table, self.styles = sheet, table, styles
        self.places = {column.key: place for place, column in enumerate(table.columns, start=1)}
        self.first_body = HEAD + HEAD_LINES + table.numbered
        self.body: list[tuple[int, int]] = []
        """First and last line of each run of rows that the total sums."""
        self.total_line = 0

    def write(self) -> None:
        """All of it."""
        self._page()
        self.sheet.write_string(0, 0, self.table.title, self.styles["title"])
        for line, words in enumerate(lines_above(self.table), start=1):
            self.sheet.write_string(line, 0, words, self.styles["plain"])
        self._head()
        line = self.first_body
        for line, row in enumerate(self.table.all_rows(), start=self.first_body):
            self._row(line, row)
        for words in self.table.notes:
            line += 1
            self.sheet.write_string(line, 0, words, self.styles["plain"])
        for sentence in self.table.broken:
            line += 1
            self.sheet.write_string(line, 0, f"Số liệu mâu thuẫn: {sentence}", self.styles["note"])

    def _page(self) -> None:
        sheet = self.sheet
        sheet.freeze_panes(self.first_body, 1)
        sheet.set_column(0, 0, 38)
        for place, column in enumerate(self.table.columns, start=1):
            sheet.set_column(place, place, {Kind.TEXT: 30, Kind.MONEY: 19}.get(column.kind, 11))
        sheet.set_row(HEAD + 1, 48)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD, self.first_body - 1)
        sheet.set_footer("&C&P/&N")

    def _head(self) -> None:
        """Two lines: groups over their columns; a column without a group, and the name of the row, take both.

        Written line by line, and merged afterwards without writing again.
        """
        style, upper, lower = self.styles["head"], [self.table.row_label], [""]
        merged = [(HEAD, 0, HEAD + 1, 0)]
        for group, members in groupby(self.table.columns, key=lambda column: column.group or column.key):
            columns = list(members)
            first, last = len(upper), len(upper) + len(columns) - 1
            upper += [group if columns[0].group else columns[0].label, *[""] * (len(columns) - 1)]
            lower += [column.label if column.group else "" for column in columns]
            if not columns[0].group:
                merged.append((HEAD, first, HEAD + 1, first))
            elif last > first:
                merged.append((HEAD, first, HEAD, last))
        for line, words in ((HEAD, upper), (HEAD + 1, lower)):
            for place, text in enumerate(words):
                self._words(line, place, text, style)
        if self.table.numbered:
            numbers = [self.table.row_number, *(column.number for column in self.table.columns)]
            for place, text in enumerate(numbers):
                self._words(HEAD + HEAD_LINES, place, text, self.styles["numbers"])
        self.sheet.merge.extend(list(cells) for cells in merged)

    def _words(self, line: int, place: int, text: str, style: Any) -> None:
        """Words of the head, never read as a formula."""
        if text:
            self.sheet.write_string(line, place, text, style)
        else:
            self.sheet.write_blank(line, place, None, style)

    def _row(self, line: int, row: Row) -> None:
        self.sheet.write_string(line, 0, named(row), self.styles[f"{row.kind}_text"])
        if row.kind is RowKind.BODY:
            if self.body and self.body[-1][1] == line - 1:
                self.body[-1] = (self.body[-1][0], line)
            else:
                self.body.append((line, line))
        if row.kind is RowKind.TOTAL:
            self.total_line = line
        for (place, column), cell in zip(enumerate(self.table.columns, start=1), row.cells, strict=True):
            self._cell(line, place, column, row.kind, cell)

    def _cell(self, line: int, place: int, column: Column, kind: RowKind, cell: Cell) -> None:
        style = self.styles[f"{kind}_{self._look(column, kind)}"]
        summed = self.table.summed and column.summed
        if kind is RowKind.TOTAL and summed and self.body and isinstance(cell, int):
            ranges = ",".join(xl_range(first, place, last, place) for first, last in self.body)
            self.sheet.write_formula(line, place, f"=SUM({ranges})", style, cell)
        elif kind is RowKind.SHARE and column.share_of and self.total_line:
            part = xl_rowcol_to_cell(self.total_line, place)
            whole = xl_rowcol_to_cell(self.total_line, self.places[column.share_of])
            formula = f'=IF({whole}=0,"",ROUND({part}*100/{whole},2))'
            self.sheet.write_formula(line, place, formula, style, "" if cell is None else float(cell))
        elif cell is None:
            self.sheet.write_blank(line, place, None, style)
        elif isinstance(cell, str):
            self.sheet.write_string(line, place, cell, style)
        else:
            self.sheet.write_number(line, place, float(cell) if isinstance(cell, Decimal) else cell, style)

    @staticmethod
    def _look(column: Column, kind: RowKind) -> str:
        if kind in (RowKind.SHARE, RowKind.TARGET):
            return "rate"
        if column.kind is Kind.NUMBER and column.places == 0:
            return "count"
        return (
            f"{column.kind}1" if column.kind in (Kind.RATE, Kind.NUMBER) and column.places == 1 else column.kind.value
        )


def _definitions(sheet: Any, table: Table, styles: dict[str, Any]) -> None:
    for column, (words, width) in enumerate((("Chỉ tiêu", 34), ("Định nghĩa", 80), ("Căn cứ", 50))):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, styles["head"])
    sheet.freeze_panes(1, 0)
    shown = dict.fromkeys(column.measure for column in table.columns if column.measure)
    for line, measure in enumerate((EVERY[key] for key in shown), start=1):
        for column, words in enumerate((measure.label, measure.definition, measure.source)):
            sheet.write_string(line, column, words, styles["words"])
