"""Deciding the commands by which changed rules reach an open dossier: recompute, change_process."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.clock import dossier_due, step_due
from motcua.law.lifecycle.rules import Rules
from motcua.law.lifecycle.state import Dossier, OpenStep, Status
from motcua.law.process import Process, StepKind
from motcua.law.refusal import Refused


def decide_changing(dossier: Dossier, command: c.ChangingCommand, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    """Events of `command`, which is possible in the dossier's status."""
    match command:
        case c.Recompute():
            return (_recompute(dossier, command, rules),)
        case c.ChangeProcess():
            return (_change_process(dossier, command, rules),)
        case _:
            assert_never(command)


def _recompute(dossier: Dossier, command: c.Recompute, rules: Rules) -> e.DueRecomputed:
    due_at = dossier_due(dossier, dossier.shifts, rules) if dossier.due_at is not None else None
    steps = _reckoned(dossier.steps, rules.process, dossier, rules)
    if (due_at, steps) == (dossier.due_at, dossier.steps):
        raise Refused("nothing_moves", "Lịch mới không làm thay đổi thời hạn nào của hồ sơ này.")
    return e.DueRecomputed(dossier.due_at, due_at, command.why, steps)


def _reckoned(steps: tuple[OpenStep, ...], process: Process, dossier: Dossier, rules: Rules) -> tuple[OpenStep, ...]:
    return tuple(replace(step, due_at=step_due(step, process, dossier.shifts, rules.calendar)) for step in steps)


def _change_process(dossier: Dossier, command: c.ChangeProcess, rules: Rules) -> e.ProcessChanged:
    new, names = command.process, dict(command.mapping)

    def moved(step_id: str) -> str:
        return names.get(step_id, step_id)

    for step in dossier.steps:
        _require_place(rules.process, step.step, new, moved(step.step))
    steps = tuple(replace(step, step=moved(step.step)) for step in dossier.steps)
    waiting = tuple((moved(join), moved(came)) for join, came in dossier.arrivals)
    _require_way_on(dossier, steps, waiting, new)
    visited = tuple(dict.fromkeys(moved(step) for step in dossier.visited if new.has(moved(step))))
    placed = _reckoned(steps, new, dossier, rules)
    return e.ProcessChanged(command.process_id, command.decision, placed, visited, waiting)


def _require_place(old: Process, here: str, new: Process, there: str) -> None:
    """The step where the dossier lies must have one of the same kind in the new process."""
    name = old.step(here).name
    if not new.has(there):
        raise Refused("no_such_step", f"Quy trình mới không có bước tương ứng với bước “{name}” mà hồ sơ đang ở.")
    if new.step(there).kind is not old.step(here).kind:
        raise Refused(
            "other_kind", f"Bước “{name}” không thể chuyển thành bước “{new.step(there).name}” vì là loại việc khác."
        )


def _require_way_on(
    dossier: Dossier, steps: tuple[OpenStep, ...], waiting: tuple[tuple[str, str], ...], new: Process
) -> None:
    """From where the dossier would lie in the new process, it must be able to reach a signed result."""
    ids = [step.step for step in steps]
    if len(set(ids)) < len(ids):
        raise Refused("steps_meet", "Hai nhánh đang mở của hồ sơ sẽ rơi vào cùng một bước của quy trình mới.")
    beside = all(_meet(new, one, other) for place, one in enumerate(ids) for other in ids[:place])
    reached = all(
        new.has(join) and new.step(join).join and any(new.brings_to(step, join) for step in ids) for join, _ in waiting
    )
    if not beside or not reached:
        raise Refused("branches_part", "Các nhánh đang mở của hồ sơ không gặp lại nhau trong quy trình mới.")
    signs = (step.id for step in new.steps if step.kind is StepKind.DECIDE)
    ahead = set(ids).union(*(new.reachable(step) for step in ids))
    if dossier.status is not Status.APPROVED and ids and not ahead.intersection(signs):
        raise Refused("never_signed", "Trong quy trình mới, hồ sơ đã qua bước ký duyệt mà chưa được ký.")


def _meet(process: Process, one: str, other: str) -> bool:
    """Whether two steps lie on branches that run side by side and meet again."""
    after, later = process.after(one), process.after(other)
    return other not in after and one not in later and any(process.step(step).join for step in after & later)
