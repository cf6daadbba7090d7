"""A table as an XLSX workbook: typed cells, totals as formulas, ready to print on A4."""

from __future__ import annotations

import io
from decimal import Decimal
from itertools import groupby
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from motcua.reports.exports import Grid
from motcua.reports.measures import DEFINITIONS, MEASURES
from motcua.reports.one_stop import SHARE_LABEL, TOTAL_LABEL

HEAD = 4
"""Row of the first line of the head, from zero: title, period, as-of instant and an empty line stand above."""
BODY = HEAD + 2
# NĐ 30/2020/NĐ-CP Phụ lục I: documents of the administration are set in Times New Roman
FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}


def write_workbook(grid: Grid, stream: BinaryIO) -> None:
    """Write the table, and a second sheet with the definitions of its figures."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": grid.title, "comments": f"Định nghĩa chỉ tiêu: phiên bản {DEFINITIONS}"})
    styles = _styles(book)
    sheet = book.add_worksheet("Báo cáo")
    _above(sheet, grid, styles)
    _head(sheet, grid, styles)
    _body(sheet, grid, styles)
    _page(sheet, grid)
    if grid.defined:
        _definitions(book.add_worksheet("Định nghĩa"), styles)
    book.close()
    stream.write(buffer.getvalue())


def _styles(book: Any) -> dict[str, Any]:
    cell = {**FONT, "border": 1}
    strong = {**cell, "bold": True}
    return {
        "plain": book.add_format(FONT),
        "title": book.add_format({**FONT, "bold": True, "font_size": 14}),
        "head": book.add_format({**strong, "align": "center", "text_wrap": True, "bg_color": "#EDEDED"}),
        "name": book.add_format({**cell, "text_wrap": True}),
        "count": book.add_format({**cell, "num_format": "#,##0"}),
        "total_name": book.add_format(strong),
        "total": book.add_format({**strong, "num_format": "#,##0"}),
        "share_name": book.add_format({**cell, "italic": True}),
        "share": book.add_format({**cell, "italic": True, "num_format": "0.00"}),
        "note": book.add_format({**FONT, "bold": True, "font_color": "#B00020"}),
        "words": book.add_format({**cell, "text_wrap": True, "valign": "top"}),
    }


def _above(sheet: Any, grid: Grid, styles: dict[str, Any]) -> None:
    sheet.write_string(0, 0, grid.title, styles["title"])
    for number, line in enumerate(grid.lines_above, start=1):
        sheet.write_string(number, 0, line, styles["plain"])


def _head(sheet: Any, grid: Grid, styles: dict[str, Any]) -> None:
    """Two lines: groups over their columns; a column without a group, and the agency, takes both."""
    style = styles["head"]
    sheet.merge_range(HEAD, 0, HEAD + 1, 0, "Cơ quan", style)
    column = 1
    for group, heads in groupby(grid.heads, key=lambda head: head.group or head.name):
        members = list(heads)
        last = column + len(members) - 1
        if not members[0].group:
            sheet.merge_range(HEAD, column, HEAD + 1, column, members[0].label, style)
        elif last == column:
            sheet.write_string(HEAD, column, group, style)
        else:
            sheet.merge_range(HEAD, column, HEAD, last, group, style)
        if members[0].group:
            for offset, member in enumerate(members):
                sheet.write_string(HEAD + 1, column + offset, member.label, style)
        column = last + 1


def _body(sheet: Any, grid: Grid, styles: dict[str, Any]) -> None:
    for row, (name, counts) in enumerate(grid.rows, start=BODY):
        sheet.write_string(row, 0, name, styles["name"])
        for column, count in enumerate(counts, start=1):
            sheet.write_number(row, column, count, styles["count"])
    total, shares = BODY + len(grid.rows), BODY + len(grid.rows) + 1
    place = {head.name: column for column, head in enumerate(grid.heads, start=1)}
    sheet.write_string(total, 0, TOTAL_LABEL, styles["total_name"])
    sheet.write_string(shares, 0, SHARE_LABEL, styles["share_name"])
    for column, (head, count, value) in enumerate(zip(grid.heads, grid.total, grid.shares, strict=True), start=1):
        if grid.rows:
            sum_of_column = f"=SUM({xl_range(BODY, column, total - 1, column)})"
            sheet.write_formula(total, column, sum_of_column, styles["total"], count)
        else:
            sheet.write_number(total, column, count, styles["total"])
        _share(sheet, (shares, column), (total, column), (total, place[head.share_of]), value, styles["share"])
    for row, sentence in enumerate(grid.broken, start=shares + 2):
        sheet.write_string(row, 0, f"Số liệu mâu thuẫn: {sentence}", styles["note"])


def _share(
    sheet: Any, at: tuple[int, int], part: tuple[int, int], whole: tuple[int, int], value: Decimal | None, style: Any
) -> None:
    upper, lower = xl_rowcol_to_cell(*part), xl_rowcol_to_cell(*whole)
    formula = f'=IF({lower}=0,"",ROUND({upper}*100/{lower},2))'
    sheet.write_formula(*at, formula, style, "" if value is None else float(value))


def _page(sheet: Any, grid: Grid) -> None:
    sheet.freeze_panes(BODY, 1)
    sheet.set_column(0, 0, 38)
    sheet.set_column(1, len(grid.heads), 11)
    sheet.set_row(HEAD + 1, 48)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD, HEAD + 1)
    sheet.set_footer("&C&P/&N")


def _definitions(sheet: Any, styles: dict[str, Any]) -> None:
    for column, (words, width) in enumerate((("Chỉ tiêu", 34), ("Định nghĩa", 80), ("Căn cứ", 50))):
        sheet.write_string(0, column, words, styles["head"])
        sheet.set_column(column, column, width)
    for row, measure in enumerate(MEASURES.values(), start=1):
        for column, words in enumerate((measure.label, measure.definition, measure.source)):
            sheet.write_string(row, column, words, styles["words"])
    sheet.freeze_panes(1, 0)
