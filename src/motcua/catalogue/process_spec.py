"""What is typed about a process, and the process it makes: nothing typed is lost, and all that is wrong is said.

A spec has the shape of an approved process (`start`, `steps` with their `edges`), but every value may be anything
that can be typed: hours that are no number, a way on to a step that does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from motcua.accounts.roles import Role
from motcua.catalogue.folding import fold
from motcua.catalogue.loading import process_from
from motcua.law.limit import vietnamese
from motcua.law.process import APPROVE, Edge, Problem, Process, Step, StepKind

Spec = dict[str, Any]

KIND_LABELS = {
    StepKind.WORK: "Xử lý",
    StepKind.ASSIGN: "Phân công",
    StepKind.DECIDE: "Ký duyệt",
    StepKind.HAND_OVER: "Bàn giao kết quả",
}
ROLES = (Role.RECEPTION, Role.CASE_OFFICER, Role.LEADER)
"""Who can hold a step; a post clerk works at the desk of reception."""
MOST_STEPS = 200
_HOURS = re.compile(r"\d{1,5}([.,]\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Change:
    """A step that is new, gone or different against another version; `what` names what differs."""

    sign: str
    name: str
    what: str = ""


def empty_spec() -> Spec:
    """The least that can be run: taken in, signed, handed over."""
    done = {"outcome": "done", "label": "Trình lãnh đạo", "to": ["decide"]}
    signed = {"outcome": APPROVE, "label": "Phê duyệt", "to": ["hand-over"]}
    return {
        "start": "intake",
        "steps": [
            _row("intake", "Tiếp nhận, chuyển hồ sơ", StepKind.WORK, Role.RECEPTION, [done]),
            _row("decide", "Ký duyệt kết quả", StepKind.DECIDE, Role.LEADER, [signed]),
            _row("hand-over", "Nhận kết quả, trả cho người nộp hồ sơ", StepKind.HAND_OVER, Role.RECEPTION, []),
        ],
    }


def _row(step_id: str, name: str, kind: str, role: str, edges: list[dict[str, Any]]) -> dict[str, Any]:
    named = {"id": step_id, "name": name, "kind": str(kind), "role": str(role)}
    return {**named, "unit": "", "hours": "0", "edges": edges, "join": False}


def spec_of(process: Process) -> Spec:
    """A process as a spec, with the step it begins with on top."""
    steps = sorted(process.steps, key=lambda step: step.id != process.start)
    return {"start": process.start, "steps": [_plain(msgspec.to_builtins(step)) for step in steps]}


def _plain(step: dict[str, Any]) -> dict[str, Any]:
    hours = f"{Decimal(step['hours']):f}"
    edges = [{**edge, "to": list(edge["to"])} for edge in step["edges"]]
    return {**step, "hours": hours.rstrip("0").rstrip(".") if "." in hours else hours, "edges": edges}


def process_of(spec: Spec) -> tuple[Process | None, tuple[Problem, ...]]:
    """The process that was typed, or why it is none yet."""
    steps = spec.get("steps") or []
    problems = tuple(problem for step in steps for problem in _unreadable(step))
    if not steps:
        problems = (Problem("", "Quy trình chưa có bước nào."),)
    if len(steps) > MOST_STEPS:
        problems = (Problem("", f"Quy trình có {len(steps)} bước, nhiều hơn mức tối đa {MOST_STEPS} bước."),)
    if problems:
        return None, problems
    return process_from({"start": steps[0]["id"], "steps": [_typed(step) for step in steps]}), ()


def sketch_of(spec: Spec) -> Process:
    """The process as far as it can be drawn: what cannot be read yet is left open. Not fit to be run."""
    steps = tuple(_sketched(step) for step in (spec.get("steps") or [])[:MOST_STEPS])
    return Process(steps, steps[0].id if steps else "")


def _sketched(step: dict[str, Any]) -> Step:
    hours = _typed(step)["hours"]
    kind = StepKind(step["kind"]) if step["kind"] in KIND_LABELS else StepKind.WORK
    return Step(
        id=step["id"],
        name=step["name"].strip() or "(chưa có tên)",
        kind=kind,
        role=step["role"],
        unit=step["unit"],
        hours=Decimal(hours) if _HOURS.fullmatch(hours) else Decimal(0),
        edges=tuple(Edge(edge["outcome"], edge["label"], tuple(edge["to"])) for edge in step["edges"]),
        join=step["join"],
    )


def _typed(step: dict[str, Any]) -> dict[str, Any]:
    return {**step, "hours": step["hours"].strip().replace(",", ".") or "0"}


def _unreadable(step: dict[str, Any]) -> Iterator[Problem]:
    """What cannot be read of a step; the law never sees such a step."""
    step_id, name = step["id"], step["name"].strip()
    if not name:
        yield Problem(step_id, "Có bước chưa ghi tên công việc.")
    name = name or "chưa có tên"
    if step["kind"] not in KIND_LABELS:
        yield Problem(step_id, f"Bước “{name}” chưa chọn loại việc.")
    if step["role"] not in ROLES:
        yield Problem(step_id, f"Bước “{name}” chưa chọn người thực hiện.")
    hours = step["hours"].strip()
    if hours and not _HOURS.fullmatch(hours):
        yield Problem(step_id, f"Bước “{name}” ghi thời gian “{hours}”; hãy ghi số giờ làm việc, ví dụ 4 hoặc 2,5.")
    for edge in step["edges"]:
        if not edge["label"].strip():
            yield Problem(step_id, f"Bước “{name}” có hướng đi chưa ghi tên.")


def tidy(spec: Spec) -> Spec:
    """The spec with what people leave to the system: ids of new steps, codes of outcomes, the first step as start."""
    steps = [dict(step) for step in spec.get("steps") or []]
    taken = {step["id"] for step in steps if step["id"]}
    for step in steps:
        if not step["id"]:
            step["id"] = new_id(step["name"], taken)
            taken.add(step["id"])
        step["edges"] = _coded(step)
    return {"start": steps[0]["id"] if steps else "", "steps": steps}


def new_id(name: str, taken: Collection[str]) -> str:
    """An id for a step of this name that no other step has."""
    base = "-".join(fold(name).split())[:30].strip("-") or "buoc"
    free = (f"{base}-{number}" for number in range(2, MOST_STEPS * 10))
    return base if base not in taken and base != "buoc" else next(one for one in free if one not in taken)


def _coded(step: dict[str, Any]) -> list[dict[str, Any]]:
    """The edges of a step, each with a code: the usual one for the first, one after its words for the others."""
    edges = [dict(edge) for edge in step["edges"]]
    taken = {edge["outcome"] for edge in edges if edge["outcome"]}
    usual = APPROVE if step["kind"] == StepKind.DECIDE else "done"
    for edge in edges:
        if not edge["outcome"]:
            edge["outcome"] = usual if usual not in taken else new_id(edge["label"] or "huong", taken)
            taken.add(edge["outcome"])
    return edges


def changes(before: Process, after: Process) -> tuple[Change, ...]:
    """What a version changes against the one before, step by step."""
    new = [Change("+", step.name, "bước mới") for step in after.steps if not before.has(step.id)]
    gone = [Change("−", step.name, "bỏ bước") for step in before.steps if not after.has(step.id)]
    both = [step for step in after.steps if before.has(step.id)]
    other = [
        Change("≠", step.name, "; ".join(what)) for step in both if (what := list(_differs(before, after, step.id)))
    ]
    return (*new, *gone, *other)


def _differs(before: Process, after: Process, step_id: str) -> Iterable[str]:
    old, new = before.step(step_id), after.step(step_id)
    if old.name != new.name:
        yield f"tên cũ “{old.name}”"
    if old.hours != new.hours:
        yield f"{vietnamese(old.hours)} giờ thành {vietnamese(new.hours)} giờ"
    if (old.role, old.unit) != (new.role, new.unit):
        yield "người thực hiện"
    if old.kind is not new.kind:
        yield "loại việc"
    if old.edges != new.edges or old.join != new.join:
        yield "hướng đi"
