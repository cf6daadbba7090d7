"""The list of late steps as CSV for programs and as an XLSX workbook for people; moments are local."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

import xlsxwriter

from motcua.law.moments import local
from motcua.reports.exports import harmless
from motcua.reports.lateness import StepLine

FORMATS = {
    "csv": ("text/csv; charset=utf-8", "CSV"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (XLSX)"),
}
"""Media type and what people call it, of each file that `write` makes."""

HEADS = (
    "Mã hồ sơ", "Thủ tục", "Cơ quan", "Đơn vị", "Bước", "Mở lúc", "Hạn của bước", "Xong lúc", "Trễ (phút làm việc)",
)  # fmt: skip
WIDTHS = (26, 50, 22, 34, 34, 17, 17, 17, 14)


def write(lines: Iterable[StepLine], kind: str, stream: BinaryIO) -> None:
    """Write the lines as ``csv`` or ``xlsx``; what is still open has no moment of ending.

    Raises:
        KeyError: another kind.
    """
    {"csv": _write_csv, "xlsx": _write_workbook}[kind]([_cells(line) for line in lines], stream)


def _cells(line: StepLine) -> list[object]:
    moments = [at and local(at).replace(tzinfo=None) for at in (line.opened_at, line.due_at, line.closed_at)]
    return [line.code, line.procedure, line.agency, line.unit, line.step, *moments, line.delay]


def _write_csv(rows: list[list[object]], stream: BinaryIO) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    stream.write(text.getvalue().encode())


def _write_workbook(rows: list[list[object]], stream: BinaryIO) -> None:
    buffer = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "dd/mm/yyyy hh:mm", "strings_to_formulas": False}
    book = xlsxwriter.Workbook(buffer, options)
    sheet = book.add_worksheet("Bước quá hạn")
    sheet.write_row(0, 0, HEADS, book.add_format({"bold": True, "text_wrap": True}))
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 1)
    book.close()
    stream.write(buffer.getvalue())
