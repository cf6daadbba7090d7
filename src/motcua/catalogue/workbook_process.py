"""An internal process from the rows of its sheet: a row for each way on, what the step is in the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from motcua.catalogue.file_problems import FileProblem, Problems
from motcua.catalogue.process_spec import tidy
from motcua.catalogue.workbook_shape import PROCEDURES, PROCESS_FIELDS, PROCESSES, STEP_COLUMNS
from motcua.catalogue.workbook_tables import Line

_NEEDED = ("name", "kind", "role")
_WAY_ON = ("outcome", "label", "to")


def process_of_lines(procedure: Line, lines: Sequence[Line], problems: Problems) -> dict[str, Any] | None:
    """The process of a procedure in our own format; None when it has none.

    Args:
        procedure: its row on the sheet of procedures, which names decision, number, first day and first step.
    """
    said = {one.name.removeprefix("process_"): procedure.values.get(one.name) for one in PROCESS_FIELDS}
    if not lines:
        if any(value is not None for value in said.values()):
            text = f"có ghi quy trình nhưng sheet “{PROCESSES.title}” không có bước nào của thủ tục này."
            problems.add(FileProblem(text, PROCEDURES.title, procedure.row, PROCESS_FIELDS[0].label))
        return None
    steps = _steps(lines, problems)
    day: date | None = said["valid_from"]
    return {
        "decision": said["decision"] or "",
        "number": 1 if said["number"] is None else said["number"],
        "valid_from": day,
        "start": said["start"] or steps[0]["id"],
        "steps": steps,
    }


def step_rows(lines: Sequence[Line]) -> Iterator[int]:
    """The numbers of the rows in which steps are named first, in the order of the steps."""
    first: dict[str, int] = {}
    for line in lines:
        first.setdefault(line.values["id"], line.row)
    return iter(first.values())


def _steps(lines: Sequence[Line], problems: Problems) -> list[dict[str, Any]]:
    first: dict[str, Line] = {}
    edges: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        step = line.values["id"]
        if step in first:
            _require_same(first[step], line, problems)
        else:
            first[step], edges[step] = line, []
            _require_told(line, problems)
        if any(name in line.values for name in _WAY_ON):
            edges[step].append(_edge(line))
    steps = [_step(line, edges[step]) for step, line in first.items()]
    named: list[dict[str, Any]] = tidy({"steps": steps})["steps"]
    return named


def _require_told(line: Line, problems: Problems) -> None:
    for name in _NEEDED:
        if name not in line.values:
            problems.add(FileProblem("chưa ghi.", PROCESSES.title, line.row, PROCESSES.heading(name)))


def _require_same(first: Line, line: Line, problems: Problems) -> None:
    for name in STEP_COLUMNS:
        if name in line.values and line.values[name] != first.values.get(name, _BLANK.get(name)):
            text = f"khác với dòng {first.row} của cùng bước; hãy để trống hoặc ghi giống nhau."
            problems.add(FileProblem(text, PROCESSES.title, line.row, PROCESSES.heading(name)))
    if not any(name in line.values for name in _WAY_ON):
        text = f"mã bước “{line.values['id']}” đã ghi ở dòng {first.row}; dòng này phải ghi thêm một hướng đi."
        problems.add(FileProblem(text, PROCESSES.title, line.row, PROCESSES.heading("id")))


_BLANK: dict[str, Any] = {"join": False, "hours": Decimal(0)}
"""What a blank cell of a step says."""


def _step(line: Line, edges: list[dict[str, Any]]) -> dict[str, Any]:
    values = line.values
    return {
        "id": values["id"],
        "name": values.get("name", ""),
        "kind": values.get("kind", ""),
        "role": values.get("role", ""),
        "unit": values.get("unit", ""),
        "hours": f"{values.get('hours', Decimal(0)):f}",
        "edges": edges,
        "join": values.get("join", False),
    }


def _edge(line: Line) -> dict[str, Any]:
    values = line.values
    to = [step.strip() for step in re.split(r"[;\n]", values.get("to", "")) if step.strip()]
    return {"outcome": values.get("outcome", ""), "label": values.get("label", ""), "to": to}
