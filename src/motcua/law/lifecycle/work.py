"""Deciding the commands that move work between desks: assign, complete_step, return_to_step, recall, see."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.clock import step_due
from motcua.law.lifecycle.flow import decision_stands, leave, opened, undone_by
from motcua.law.lifecycle.intake import written
from motcua.law.lifecycle.rules import Rules
from motcua.law.lifecycle.state import Dossier, Sent
from motcua.law.process import Step, StepKind
from motcua.law.refusal import Refused

_LEFT_BY = {
    StepKind.ASSIGN: "phân công cán bộ thụ lý",
    StepKind.DECIDE: "phê duyệt hoặc từ chối",
    StepKind.HAND_OVER: "nhận kết quả về Một cửa",
}


def decide_work(dossier: Dossier, command: c.WorkCommand, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    """Events of `command`, which is possible in the dossier's status."""
    match command:
        case c.Assign():
            return _assign(dossier, command, rules, at)
        case c.CompleteStep():
            return _complete(dossier, command, rules, at)
        case c.ReturnToStep():
            return _return(dossier, command, rules, at)
        case c.Recall():
            return (_recall(dossier, command, rules),)
        case c.See():
            require_open(dossier, command.step, rules)
            if is_seen(dossier, command.step):
                raise Refused("seen_before", "Hồ sơ ở bước này đã được mở xem.")
            return (e.StepSeen(command.step),)
        case _:
            assert_never(command)


def require_open(dossier: Dossier, step_id: str, rules: Rules) -> Step:
    """The open step with this id.

    Raises:
        Refused: it is not open, for example because somebody else has just completed it.
    """
    if dossier.open_step(step_id) is None:
        name = rules.process.step(step_id).name if rules.process.has(step_id) else step_id
        raise Refused(
            "step_not_open",
            f"Bước “{name}” không còn chờ xử lý; có thể người khác vừa hoàn thành. Hãy tải lại trang.",
        )
    return rules.process.step(step_id)


def _assign(dossier: Dossier, command: c.Assign, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    assigned = e.OfficerAssigned(command.officer, command.officer_name)
    for step in dossier.steps:
        rule = rules.process.step(step.step)
        if rule.kind is StepKind.ASSIGN:
            return (assigned, *leave(dossier, step.step, rule.edges[0], "", rules, at))
    if dossier.officer == command.officer:
        raise Refused("same_officer", f"{command.officer_name} đang là người thụ lý hồ sơ này.", field="officer")
    return (assigned,)


def _complete(dossier: Dossier, command: c.CompleteStep, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    step = require_open(dossier, command.step, rules)
    if step.kind in _LEFT_BY:
        raise Refused("other_command", f"Bước “{step.name}” kết thúc bằng việc {_LEFT_BY[step.kind]}.")
    edge = step.edge(command.outcome)
    if edge is None:
        raise Refused(
            "unknown_outcome", f"Bước “{step.name}” không có hướng xử lý “{command.outcome}”.", field="outcome"
        )
    return leave(dossier, step.id, edge, command.note.strip(), rules, at, by=command.by)


def _recall(dossier: Dossier, command: c.Recall, rules: Rules) -> e.Recalled:
    name = rules.process.step(command.step).name if rules.process.has(command.step) else command.step
    sent = sent_step(dossier, command.step)
    if sent is None:
        raise Refused(
            "opened_before",
            f"Không thể thu hồi bước “{name}”: người nhận đã mở xem hoặc đã xử lý tiếp."
            " Hãy đề nghị người nhận trả lại bước trước.",
        )
    if sent.by != command.by:
        raise Refused("not_the_sender", f"Chỉ người đã chuyển bước “{name}” mới được thu hồi.")
    waits_again = tuple(pair for pair in sent.joined if pair[1] != command.step)
    back = replace(sent.step, due_at=step_due(sent.step, rules.process, dossier.shifts, rules.calendar))
    return e.Recalled(back, sent.opened, waits_again, sent.fresh)


def sent_step(dossier: Dossier, step_id: str) -> Sent | None:
    """What was sent on from this step and may still be taken back, or None."""
    return next((sent for sent in dossier.sent if sent.step.step == step_id), None)


def is_seen(dossier: Dossier, step_id: str) -> bool:
    """Whether the holder of an open step has opened the dossier since it came."""
    step = dossier.open_step(step_id)
    return step is not None and step.seen


def _return(dossier: Dossier, command: c.ReturnToStep, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    step = require_open(dossier, command.step, rules)
    reason = written(command.reason, "reason", "Hãy ghi rõ lý do trả lại.")
    earlier = (
        command.to in dossier.visited
        and command.to != step.id
        and dossier.open_step(command.to) is None
        and step.id in rules.process.after(command.to)
    )
    if not earlier:
        raise Refused("not_earlier", f"Chỉ trả lại được bước đã qua trước bước “{step.name}”.", field="to")
    undone = undone_by(dossier, command.to, rules.process)
    stands = decision_stands(dossier, command.to, rules.process)
    back = e.ReturnedToStep(step.id, command.to, reason, undone, stands)
    return (back, e.StepOpened(opened(command.to, rules.process, rules.calendar, at)))
