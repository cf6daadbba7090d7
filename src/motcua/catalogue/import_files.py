"""A file of procedures that somebody sends: JSON, JSONL or XLSX."""

from __future__ import annotations

from pathlib import PurePath
from typing import BinaryIO

from motcua.catalogue.file_problems import FileProblem, FileReading
from motcua.catalogue.import_json import read_json, read_jsonl
from motcua.catalogue.import_xlsx import read_xlsx
from motcua.catalogue.workbook_safety import MOST_BYTES

_READERS = {".json": read_json, ".jsonl": read_jsonl, ".xlsx": read_xlsx}
_OTHERS = {
    ".xlsm": "Tệp Excel có macro (.xlsm) không được mở; hãy lưu lại với định dạng .xlsx.",
    ".xls": "Tệp Excel kiểu cũ (.xls) không được đọc; hãy lưu lại với định dạng .xlsx.",
    ".csv": "Tệp CSV không chứa được các phần của thủ tục; hãy dùng tệp Excel mẫu (.xlsx).",
}


def read_file(name: str, stream: BinaryIO) -> FileReading:
    """The procedures of a file, or all that is wrong with it.

    Needs no database: whether an agency exists, and whether a publication would be complete, is said when the
    procedure is proposed.

    Args:
        name: its name; the ending says what it is.
        stream: read once, `workbook_safety.MOST_BYTES` at most.
    """
    ending = PurePath(name).suffix.casefold()
    reader = _READERS.get(ending)
    if reader is None:
        told = _OTHERS.get(ending, "Chỉ đọc được tệp .xlsx, .json hoặc .jsonl; hãy chọn tệp khác.")
        return FileReading((), (FileProblem(told),))
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        told = f"Tệp lớn hơn {MOST_BYTES // 1024**2} MB; hãy chia thành nhiều tệp."
        return FileReading((), (FileProblem(told),))
    return reader(data)
