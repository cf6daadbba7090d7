"""Files of all kinds with the same table in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
import openpyxl
import xlsxwriter

from reports.audit.invented import Lines


def csv_of(lines: Lines, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV file; cells with the separator stand in quotation marks."""
    text = "\r\n".join(separator.join(f'"{cell}"' if separator in cell else cell for cell in line) for line in lines)
    return text.encode(encoding)


def number_of(text: str) -> float | None:
    """The number that a Vietnamese text means."""
    plain = text.replace(".", "").replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def workbook_of(*sheets: tuple[str, Lines], merged: Sequence[str] = (), hide: Sequence[int] = ()) -> bytes:
    """A workbook with typed numbers; `merged` are ranges of each sheet, `hide` rows from zero."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    count, rate = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "0.00"})
    for title, lines in sheets:
        sheet = book.add_worksheet(title)
        for at, line in enumerate(lines):
            for column, text in enumerate(line):
                _write(sheet, at, column, text, count, rate)
        for area in merged:
            top = area.split(":")[0]
            sheet.merge_range(area, lines[int(top[1:]) - 1][ord(top[0]) - ord("A")])
        for at in hide:
            sheet.set_row(at, None, None, {"hidden": True})
    book.close()
    return stream.getvalue()


def _write(sheet: Any, at: int, column: int, text: str, count: Any, rate: Any) -> None:
    number = number_of(text)
    if number is not None and column > 0:
        sheet.write_number(at, column, number, rate if "," in text else count)
    elif text:
        sheet.write_string(at, column, text)


def document_of(*tables: tuple[str, Lines], merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """A document with a paragraph before each table; `merged` are cells (top, left, bottom, right) of each."""
    document = docx.Document()
    for title, lines in tables:
        document.add_paragraph(title)
        width = max(map(len, lines))
        table = document.add_table(rows=len(lines), cols=width)
        for at, line in enumerate(lines):
            cells = table.rows[at].cells
            for column, text in enumerate(line):
                cells[column].text = text
        for top, left, bottom, right in merged:
            text = table.cell(top, left).text
            table.cell(top, left).merge(table.cell(bottom, right)).text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """An office file with other contents of some parts; `__` in a name stands for `/`, `_dot_` for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        wanted = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
        for name in old.namelist():
            new.writestr(name, wanted.pop(name, old.read(name)))
        for name, content in wanted.items():
            new.writestr(name, content)
    return stream.getvalue()


def with_formula(lines: Lines, cell: str, formula: str, result: float | None) -> bytes:
    """A workbook with one formula; without a stored result when `result` is None."""
    if result is not None:
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True})
        sheet = book.add_worksheet("Bảng")
        for at, line in enumerate(lines):
            for column, text in enumerate(line):
                _write(sheet, at, column, text, None, None)
        sheet.write_formula(cell, formula, None, result)
        book.close()
        return stream.getvalue()
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(("Bảng", lines))))
    book.active[cell] = formula
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
