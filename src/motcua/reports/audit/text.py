"""Tables as text: CSV with commas or semicolons, text pasted from Excel or Word with tabs, in any usual encoding."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator

from motcua.law.refusal import Refused
from motcua.law.tables.grid import Cell, Grid
from motcua.reports.audit.limits import require_size

_SEPARATORS = ("\t", ";", "|")
_GAPS = re.compile(r" {2,}")
_RULE = re.compile(r"\s*:?-{3,}:?\s*")
_CONTROLS = frozenset(chr(code) for code in range(32)) - set("\t\n\r\f\v")


def grid_of_text(text: str, name: str = "") -> Grid:
    """The grid of a text.

    Raises:
        Refused: ``table_empty``; ``table_unreadable`` when its quotation marks do not close; ``table_too_large``.
    """
    text = unicodedata.normalize("NFC", text.lstrip("\ufeff"))
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refused("table_empty", "Chưa có gì để kiểm tra: tệp hoặc nội dung dán vào đang trống.", field="text")
    separator = _separator(lines)
    records: list[tuple[int, list[str]]] = []
    size = 0
    for record in _records(text, separator):
        records.append(record)
        size += len(record[1])
        require_size(len(records), size)
    rows = tuple(tuple(Cell(cell.strip()) for cell in cells) for _, cells in records)
    return Grid(rows, name, lines=tuple(line for line, _ in records))


def decoded(data: bytes) -> str:
    """The text of a file.

    Raises:
        Refused: ``table_unreadable`` when it is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    for encoding, zeros in (("utf-16-le", data[1:400:2]), ("utf-16-be", data[0:400:2])):
        if zeros and zeros.count(b"\x00") * 10 > len(zeros) * 6:  # Latin letters and digits, each with a zero beside it
            return _decoded(data, encoding)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _decoded(data, "cp1258")  # what Vietnamese Windows calls "ANSI"
    if _CONTROLS & set(text[:4000]):
        raise _no_text()
    return text


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise _no_text() from wrong


def _no_text() -> Refused:
    return Refused(
        "table_unreadable",
        "Tệp không phải là bảng đọc được; hãy dùng CSV, Excel (.xlsx), Word (.docx) hoặc dán bảng vào ô.",
        field="file",
    )


def _separator(lines: list[str]) -> str:
    """What parts the cells: a sign that most lines hold, else commas, else wide gaps."""
    first = lines[0].strip().casefold()
    if re.fullmatch(r"sep=.", first):
        return first[-1]
    sample = lines[:200]
    for sign in _SEPARATORS:
        if sum(sign in line for line in sample) * 2 > len(sample):
            return sign
    commas = sum("," in line for line in sample) * 2 > len(sample)
    gaps = sum(bool(_GAPS.search(line.strip())) for line in sample) * 2 > len(sample)
    return "  " if gaps and not _same_commas(sample) else "," if commas or not gaps else "  "


def _same_commas(lines: list[str]) -> bool:
    widths = [len(row) for row in csv.reader(lines)]
    return max(widths, default=0) > 2 and widths.count(max(widths)) * 2 > len(widths)


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each record, with the number of the line where it begins."""
    if separator == "  ":
        for number, line in enumerate(text.splitlines(), start=1):
            yield number, _GAPS.split(line.strip())
        return
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    begins = 1
    try:
        for cells in reader:
            started, begins = begins, reader.line_num + 1
            if started == 1 and len(cells) <= 2 and cells and cells[0].casefold().startswith("sep="):
                continue
            if separator == "|":
                if cells and all(_RULE.fullmatch(cell) or not cell.strip() for cell in cells):
                    cells = []
                elif cells and not cells[0].strip():
                    cells = cells[1:]
            yield started, cells
    except csv.Error as wrong:
        raise Refused(
            "table_unreadable", f"Không đọc được từ dòng {begins}: dấu nháy kép mở ra mà không đóng lại.", field="file"
        ) from wrong
