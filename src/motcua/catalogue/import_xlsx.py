"""Procedures of a workbook, with all that is wrong in it; nothing that stands in it is executed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import openpyxl
from openpyxl.utils.datetime import WINDOWS_EPOCH

from motcua.catalogue.content_checks import PROCESS, content_problems
from motcua.catalogue.file_problems import FileProblem, FileReading, Problems
from motcua.catalogue.sheet import SheetProblem, fresh_key
from motcua.catalogue.spec import Content
from motcua.catalogue.workbook_process import process_of_lines, step_rows
from motcua.catalogue.workbook_safety import broken, require_workbook
from motcua.catalogue.workbook_shape import CODE, GUIDE, PARTS, PROCEDURES, PROCESSES, TABLES, Table
from motcua.catalogue.workbook_tables import Line, is_empty, read_table, same_words
from motcua.law.codes import ProcedureCode
from motcua.law.refusal import Refused

_WHOLE_PROCESS = {"decision", "number"}
"""Fields of a process that stand on the sheet of procedures."""


@dataclass
class _Draft:
    """A procedure whose rows are being gathered."""

    line: Line
    parts: dict[str, list[Line]] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether none of its cells is a problem."""
        return self.line.whole and all(line.whole for lines in self.parts.values() for line in lines)


def read_xlsx(data: bytes) -> FileReading:
    """The procedures of a workbook as `export_xlsx` writes it."""
    problems = Problems()
    try:
        require_workbook(data)
        read = (_content(draft, problems) for draft in _drafts(data, problems).values() if draft.whole)
        contents = [content for content in read if content is not None]
    except Refused as refused:
        return FileReading((), (FileProblem(refused.sentence),))
    if not contents and not problems:
        problems.add(FileProblem("không có thủ tục nào.", sheet=PROCEDURES.title))
    return problems.reading(contents)


def _drafts(data: bytes, problems: Problems) -> dict[str, _Draft]:
    """The procedures by their codes, each with the rows of all sheets.

    Raises:
        Refused: the workbook cannot be read at all.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            if book.epoch != WINDOWS_EPOCH:
                raise Refused("workbook_1904", "Tệp Excel dùng hệ ngày 1904; hãy bỏ chọn “Use 1904 date system”.")
            return _gathered({same_words(sheet.title): sheet for sheet in book.worksheets}, problems)
        finally:
            book.close()
    except Refused:
        raise
    except Exception as wrong:  # whatever part of the library stumbles over a broken file
        raise broken() from wrong


def _gathered(sheets: dict[str, Any], problems: Problems) -> dict[str, _Draft]:
    for sheet in sheets.values():
        sheet.reset_dimensions()  # what a file says of its size need not be so
    known = {same_words(table.title): table for table in TABLES}
    _require_known(sheets, {*known, same_words(GUIDE)}, problems)
    drafts: dict[str, _Draft] = {}
    for title, table in known.items():
        if title in sheets:
            for line in read_table(sheets[title], table, problems):
                _place(line, table, drafts, problems)
    return drafts


def _require_known(sheets: dict[str, Any], known: set[str], problems: Problems) -> None:
    if same_words(PROCEDURES.title) not in sheets:
        problems.add(FileProblem(f"tệp không có sheet “{PROCEDURES.title}”; hãy dùng tệp mẫu tải từ hệ thống."))
        return
    for title, sheet in sheets.items():
        if title not in known and not is_empty(sheet):
            text = "sheet này không có trong mẫu; hãy sửa tên sheet hoặc xóa đi."
            problems.add(FileProblem(text, sheet=sheet.title))


def _place(line: Line, table: Table, drafts: dict[str, _Draft], problems: Problems) -> None:
    """Put a row to its procedure."""
    if not line.code:
        return  # told already
    draft = drafts.get(line.code)
    if table is PROCEDURES and draft is None:
        drafts[line.code] = _Draft(_with_known_code(line, problems))
    elif table is PROCEDURES:
        text = f"thủ tục {line.code} đã ghi ở dòng {draft.line.row if draft else 0}."
        problems.add(FileProblem(text, table.title, line.row, CODE.heading))
    elif draft is None:
        text = f"thủ tục {line.code} không có ở sheet “{PROCEDURES.title}”."
        problems.add(FileProblem(text, table.title, line.row, CODE.heading))
    else:
        draft.parts.setdefault(table.name, []).append(line)


def _with_known_code(line: Line, problems: Problems) -> Line:
    """The row, not whole when its code is none."""
    try:
        ProcedureCode.parse(line.code)
    except Refused as refused:
        problems.add(FileProblem(refused.sentence, PROCEDURES.title, line.row, CODE.heading))
        return replace(line, whole=False)
    return line


def _content(draft: _Draft, problems: Problems) -> Content | None:
    """A procedure whose cells are all understood; None when its rows make none."""
    before = len(problems.found) + problems.unlisted
    plain = {name: value for name, value in draft.line.values.items() if not name.startswith("process_")}
    plain["code"] = draft.line.code
    for table in PARTS:
        lines = draft.parts.get(table.name, [])
        plain[table.name] = [line.values["text"] if table.plain else dict(line.values) for line in lines]
    _name_components(plain["components"])
    process = process_of_lines(draft.line, draft.parts.get(PROCESSES.name, []), problems)
    if process is not None:
        plain["process"] = process
    if len(problems.found) + problems.unlisted > before:
        return None
    try:
        content = msgspec.convert(plain, Content)
    except msgspec.ValidationError as wrong:
        problems.add(FileProblem(f"dòng này không đúng cấu trúc ({wrong}).", PROCEDURES.title, draft.line.row))
        return None
    for problem in content_problems(content):
        problems.add(_placed(problem, draft))
    return content


def _name_components(rows: list[dict[str, Any]]) -> None:
    """Keys of new components, made of their names."""
    taken = {row["key"] for row in rows if "key" in row}
    for row in rows:
        if "key" not in row:
            row["key"] = fresh_key(row["name"], taken)
            taken.add(row["key"])


def _placed(problem: SheetProblem, draft: _Draft) -> FileProblem:
    """The problem at the row where it stands in the workbook."""
    name = problem.field
    table = next(table for table in TABLES if problem.section in table.sections)
    if problem.section == PROCESS and name in _WHOLE_PROCESS and problem.row is None:
        table, name = PROCEDURES, f"process_{name}"
    return FileProblem(problem.sentence, table.title, _row(problem, table, draft), table.heading(name))


def _row(problem: SheetProblem, table: Table, draft: _Draft) -> int | None:
    if table is PROCEDURES:
        return draft.line.row
    lines = draft.parts.get(table.name, [])
    rows = list(_rows(lines, table))
    if problem.row is None or problem.row >= len(rows):
        return rows[0] if rows else None
    return rows[problem.row]


def _rows(lines: list[Line], table: Table) -> Iterator[int]:
    """The number of the row in which each part of a procedure stands."""
    return step_rows(lines) if table is PROCESSES else (line.row for line in lines)
