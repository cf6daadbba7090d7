"""Workbooks of procedures for tests: written by us, changed as somebody would change them in Excel, read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl

from motcua.catalogue.export_xlsx import export_xlsx
from motcua.catalogue.file_problems import FileReading
from motcua.catalogue.import_json import content_from
from motcua.catalogue.import_xlsx import read_xlsx
from motcua.catalogue.spec import Content, content_of
from sample_procedure import procedure

WIDE = {
    "cases": [{"key": "cap-moi", "name": "Cấp mới"}, {"key": "cap-lai", "name": "Cấp lại"}],
    "limits": [
        {"value": "5", "unit": "working_day"},
        {"value": "2.5", "unit": "working_day", "case": "cap-lai", "channel": "post", "counting": "exact"},
        {"value": "1", "unit": "same_day", "case": "cap-moi", "cutoff": "15:00:00", "note": "Sau 15 giờ: hôm sau"},
        {
            "value": "3",
            "unit": "calendar_day",
            "case": "cap-lai",
            "legal_value": "10",
            "legal_unit": "calendar_day",
            "reduction_basis": "Quyết định mẫu",
        },
    ],
    "fees": [
        {"kind": "fee", "name": "Phí thẩm định", "amount": 150000, "online_amount": 75000, "due_at_intake": True},
        {
            "kind": "charge",
            "name": "Lệ phí",
            "case": "cap-lai",
            "per": "giấy phép",
            "exemption": "Hộ nghèo",
            "valid_from": "2019-01-01",
            "valid_until": "2020-01-01",
        },
    ],
    "results": [{"name": "Giấy xác nhận", "code": "KQ.G15.000123"}, {"name": "Văn bản trả lời"}],
    "steps": ["Nộp hồ sơ.\nNhận giấy hẹn.", "Nhận kết quả."],
    "legal_bases": ["Luật mẫu số 00/2015/QH13", "Nghị định số 00/2018/NĐ-CP"],
    "online_changes": [{"since": "2019-06-01", "level": "full"}],
    "levels": ["province", "commune"],
    "subjects": ["organisation", "citizen"],
    "channels": ["post", "counter"],
    "on_the_spot": True,
    "sets": 2,
    "conditions": "Đủ 18 tuổi; không nợ thuế.",
    "sample_url": "https://vidu.gov.vn/mau",
}


def content(**changes: Any) -> Content:
    """The sample procedure with these changes, whoever decides on it."""
    return content_from(content_of(content_from(procedure(**changes))))


def wide(**changes: Any) -> Content:
    """A procedure that has something of everything."""
    return content(**{**WIDE, **changes})


def workbook(*contents: Content) -> bytes:
    """These procedures as a workbook."""
    stream = io.BytesIO()
    export_xlsx(contents, stream)
    return stream.getvalue()


def opened(*contents: Content) -> Any:
    """The same, opened by another program."""
    return openpyxl.load_workbook(io.BytesIO(workbook(*contents)))


def place(sheet: Any, heading: str) -> int:
    """The number of the column under a heading."""
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def saved(book: Any) -> bytes:
    """The book as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(change: Callable[[Any], object], *contents: Content) -> FileReading:
    """What is read after somebody changed a workbook of these procedures and saved it."""
    book = opened(*contents)
    change(book)
    return read_xlsx(saved(book))


def typed(title: str, heading: str, value: Any, *contents: Content, row: int = 2) -> FileReading:
    """What is read after somebody typed a value into one cell."""

    def change(book: Any) -> None:
        sheet = book[title]
        cell = sheet.cell(row, place(sheet, heading))
        cell.value = value

    return changed(change, *(contents or (content(),)))


def sentences(reading: FileReading) -> list[str]:
    """All that is wrong, in sentences."""
    return [problem.sentence for problem in reading.problems]
