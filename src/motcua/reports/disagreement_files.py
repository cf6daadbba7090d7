"""The list of dossiers that are read differently, as CSV for programs and as an XLSX workbook for people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

import xlsxwriter

from motcua.law.moments import local
from motcua.reports.disagreements import Line
from motcua.reports.exports import harmless

FORMATS = {
    "csv": ("text/csv; charset=utf-8", "CSV"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (XLSX)"),
}
"""Media type and what people call it, of each file that `write` makes."""

HEADS = (
    "Mã hồ sơ", "Thủ tục", "Cơ quan", "Tiếp nhận", "Ghi nhận xong", "Thực tế xong",
    "Hạn theo luật", "Kết luận theo luật", "Hạn theo phần mềm", "Kết luận theo phần mềm",
    "Hạn theo QĐ 766", "Kết luận theo QĐ 766", "Lý do",
)  # fmt: skip
WIDTHS = (26, 50, 22, 17, 17, 17, 17, 14, 17, 14, 17, 14, 90)
_INSTANT = "dd/mm/yyyy hh:mm"


def write(lines: Iterable[Line], kind: str, stream: BinaryIO) -> None:
    """Write the lines as ``csv`` or ``xlsx``; moments are local, in a workbook as real dates.

    Raises:
        KeyError: another kind.
    """
    {"csv": _write_csv, "xlsx": _write_workbook}[kind]([_cells(line) for line in lines], stream)


def _cells(line: Line) -> list[object]:
    cells: list[object] = [line.code, line.procedure, line.agency]
    cells += [at and local(at).replace(tzinfo=None) for at in (line.accepted_at, line.ended_at, line.ended_actual)]
    for reading in line.readings.all:
        cells += [reading.due_at and local(reading.due_at).replace(tzinfo=None), reading.verdict.label]
    return [*cells, line.why]


def _write_csv(rows: list[list[object]], stream: BinaryIO) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    stream.write(text.getvalue().encode())


def _write_workbook(rows: list[list[object]], stream: BinaryIO) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "default_date_format": _INSTANT, "strings_to_formulas": False}
    )
    sheet = book.add_worksheet("Cách tính thời hạn")
    bold = book.add_format({"bold": True})
    for column, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    sheet.freeze_panes(1, 1)
    book.close()
    stream.write(buffer.getvalue())
