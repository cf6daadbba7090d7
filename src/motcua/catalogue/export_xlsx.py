"""Procedures as a workbook for people: a sheet for each part, with headings, lists to choose from, and a guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from typing import Any, BinaryIO

import xlsxwriter

from motcua.catalogue.content_form import tidy_content
from motcua.catalogue.process_spec import MOST_STEPS
from motcua.catalogue.spec import Content, ProcessSpec
from motcua.catalogue.workbook_cells import cell_of
from motcua.catalogue.workbook_guide import dress, height_of, style_of, styles_of, width_of, write_guide
from motcua.catalogue.workbook_shape import (
    GUIDE,
    MOST_CELL,
    MOST_ROWS,
    PARTS,
    PROCEDURES,
    PROCESSES,
    STEP_COLUMNS,
    TABLES,
    Column,
    Table,
)
from motcua.law.refusal import Refused

STEPS_APART = (";", "\n")
"""What cannot stand in the id of a step: a cell names several steps with these between them."""


def export_xlsx(contents: Iterable[Content], stream: BinaryIO) -> int:
    """Write procedures as a workbook that `import_xlsx` reads back the same; without any it is an empty form.

    Rows go to temporary files as they come, so that memory does not grow with the number of procedures.

    Returns:
        how many procedures were written.

    Raises:
        Refused: ``workbook_code_twice`` when a procedure comes in two versions, ``workbook_cell_full`` when a text
            is longer than a cell, ``workbook_full`` when there are more than `MOST_ROWS` rows,
            ``workbook_step_id`` when the id of a step cannot stand in a list.
    """
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    try:
        styles = styles_of(book)
        pages = {table.title: _Page(book.add_worksheet(table.title), table, styles) for table in TABLES}
        lists = write_guide(book.add_worksheet(GUIDE), styles)
        for page in pages.values():
            dress(page.sheet, page.table, lists, styles)
        pages[PROCEDURES.title].sheet.activate()
        count = _write_all(contents, pages)
    finally:
        book.close()
    return count


def _write_all(contents: Iterable[Content], pages: Mapping[str, _Page]) -> int:
    seen: set[str] = set()
    for content in contents:
        if content.code in seen:
            raise Refused(
                "workbook_code_twice",
                f"Thủ tục {content.code} có hai phiên bản trong danh sách xuất; tệp Excel chỉ chứa mỗi thủ tục một lần."
                " Hãy xuất tệp JSON, hoặc chọn một ngày hiệu lực.",
            )
        seen.add(content.code)
        for table, row in _rows(tidy_content(content)):
            pages[table.title].write(content.code, row)
    return len(seen)


def _rows(content: Content) -> Iterator[tuple[Table, Mapping[str, Any]]]:
    """All rows of a procedure with their sheets; values in our own format."""
    yield PROCEDURES, _general(content)
    for table in PARTS:
        for row in getattr(content, table.name):
            yield table, {"text": row} if table.plain else _fields(row)
    if content.process is not None:
        for line in _process_rows(content.process):
            yield PROCESSES, line


def _fields(struct: Any) -> dict[str, Any]:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


def _general(content: Content) -> dict[str, Any]:
    row = _fields(content)
    if (process := content.process) is None:
        return row
    first = process.steps[0]["id"] if process.steps else ""
    return row | {
        "process_decision": process.decision,
        "process_number": process.number,
        "process_valid_from": process.valid_from,
        "process_start": process.start if process.start != first else "",
    }


def _process_rows(process: ProcessSpec) -> Iterator[dict[str, Any]]:
    """A row for each way on of a step; what the step itself is stands in the first."""
    for step in process.steps[:MOST_STEPS]:
        itself = {name: step[name] for name in STEP_COLUMNS}
        for edge in step["edges"] or [{"outcome": "", "label": "", "to": []}]:
            yield {"id": step["id"], **itself, **edge, "to": _named(edge["to"])}
            itself = {}


def _named(steps: list[str]) -> str:
    for step in steps:
        if any(sign in step for sign in STEPS_APART) or step != step.strip():
            raise Refused("workbook_step_id", f"Mã bước “{step}” có dấu chấm phẩy nên không ghi được vào tệp Excel.")
    return "; ".join(steps)


class _Page:
    """A sheet that is being written, row by row from the top."""

    def __init__(self, sheet: Any, table: Table, styles: Mapping[str, Any]) -> None:
        self.sheet, self.table = sheet, table
        self.styles = [styles[style_of(column)] for column in table.columns]
        self.widths = {
            place: width_of(column) for place, column in enumerate(table.columns) if style_of(column) == "wrapped"
        }
        self.long = {column.name for column in table.columns if column.goes_on}
        self.row = 0

    def write(self, code: str, values: Mapping[str, Any]) -> None:
        """Write the next row."""
        self.row += 1
        if self.row > MOST_ROWS:
            raise Refused(
                "workbook_full",
                f"Sheet “{self.table.title}” có quá {MOST_ROWS} dòng; hãy xuất tệp JSON hoặc xuất từng lĩnh vực.",
            )
        cells = [(0, code), *self._cells(values)]
        texts = ((cell, self.widths[place]) for place, cell in cells if place in self.widths and isinstance(cell, str))
        if height := height_of(texts):
            self.sheet.set_row(self.row, height)
        for place, cell in cells:
            self._write(place, cell)

    def _cells(self, values: Mapping[str, Any]) -> Iterator[tuple[int, Any]]:
        """What stands in the cells of a row, by their places."""
        rest = ""
        for place, column in enumerate(self.table.columns[1:], start=1):
            if column.name not in values:
                continue
            cell = rest if column.goes_on else cell_of(values[column.name], column.field)
            if column.name in self.long and cell:
                cell, rest = _cut(cell)
            if (isinstance(cell, str) and _letters(cell) > MOST_CELL) or (rest and column.goes_on):
                raise self._too_long(column)
            yield place, cell

    def _write(self, place: int, cell: Any) -> None:
        style = self.styles[place]
        if isinstance(cell, str) and cell:
            self.sheet.write_string(self.row, place, cell, style)
        elif isinstance(cell, float):
            self.sheet.write_number(self.row, place, cell, style)
        elif isinstance(cell, date | time):
            self.sheet.write_datetime(self.row, place, cell, style)

    def _too_long(self, column: Column) -> Refused:
        return Refused(
            "workbook_cell_full",
            f"Sheet “{self.table.title}”, dòng {self.row + 1}, cột “{column.field.label}”: nội dung dài hơn một ô Excel"
            f" ({MOST_CELL} ký tự); hãy xuất tệp JSON.",
        )


def _letters(text: str) -> int:
    """Letters as Excel counts them."""
    return len(text) if len(text) <= MOST_CELL // 2 else len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> tuple[str, str]:
    """As much of a text as a cell holds, and the rest, cut where trimming and composing take nothing away."""
    if _letters(text) <= MOST_CELL:
        return text, ""
    cut = MOST_CELL // 2  # even when every letter counts twice
    while cut > 1 and not (text[cut - 1].isalnum() and text[cut].isascii() and text[cut].isalnum()):
        cut -= 1
    return text[:cut], text[cut:]
