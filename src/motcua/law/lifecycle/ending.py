"""Deciding the commands that end a dossier: approve, reject, finish, return_result."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.flow import leave
from motcua.law.lifecycle.intake import written
from motcua.law.lifecycle.rules import Rules
from motcua.law.lifecycle.state import Delivery, Dossier, LateCause, Money, Receiver
from motcua.law.process import APPROVE, Step, StepKind
from motcua.law.refusal import Refused


def decide_ending(
    dossier: Dossier, command: c.Approve | c.Reject | c.Finish | c.ReturnResult, rules: Rules, at: datetime
) -> tuple[e.Event, ...]:
    """Events of `command`, which is possible in the dossier's status."""
    match command:
        case c.Approve():
            return _approve(dossier, command, rules, at)
        case c.Reject():
            return _reject(dossier, command, rules, at)
        case c.Finish():
            return _finish(dossier, command, rules, at)
        case c.ReturnResult():
            return (_return_result(dossier, command, rules),)
        case _:
            assert_never(command)


def open_step_of_kind(dossier: Dossier, kind: StepKind, rules: Rules) -> Step | None:
    """The open step that is left by this kind of command, or None."""
    steps = (rules.process.step(step.step) for step in dossier.steps)
    return next((step for step in steps if step.kind is kind), None)


def _decision_step(dossier: Dossier, rules: Rules) -> Step:
    step = open_step_of_kind(dossier, StepKind.DECIDE, rules)
    if step is None:
        raise Refused("not_at_decision", "Hồ sơ chưa đến bước lãnh đạo ký duyệt. Hãy tải lại trang.")
    return step


def _approve(dossier: Dossier, command: c.Approve, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    step = _decision_step(dossier, rules)
    number = command.result_number.strip()
    if not number and not command.files:
        raise Refused(
            "no_result", "Hãy ghi số, ký hiệu văn bản kết quả hoặc đính kèm kết quả đã ký.", field="result_number"
        )
    edge = step.edge(APPROVE)
    assert edge is not None  # law.process.validate refuses a process without it
    approved = e.Approved(number, command.files, command.note.strip())
    return (approved, *leave(dossier, step.id, edge, command.note.strip(), rules, at))


def _reject(dossier: Dossier, command: c.Reject, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    step = _decision_step(dossier, rules)
    reason = written(command.reason, "reason", "Hãy ghi rõ lý do từ chối giải quyết.")
    cause = cause_of_lateness(dossier, command.late_cause, at)
    return (e.StepCompleted(step.id, "reject", ""), e.Rejected(reason, cause))


def _finish(dossier: Dossier, command: c.Finish, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    step = open_step_of_kind(dossier, StepKind.HAND_OVER, rules)
    if step is None:
        raise Refused("not_at_hand_over", "Kết quả chưa được chuyển đến Một cửa. Hãy tải lại trang.")
    if command.result_papers < 0:
        raise Refused("negative", "Số bản kết quả không thể là số âm.", field="result_papers")
    if not command.result_papers and not dossier.result_files:
        raise Refused(
            "no_result",
            "Hãy ghi số bản kết quả giấy nhận được, hoặc kết quả điện tử phải được đính kèm khi ký duyệt.",
            field="result_papers",
        )
    cause = cause_of_lateness(dossier, command.late_cause, at)
    return (
        e.StepCompleted(step.id, "handed_over", ""),
        e.Finished(command.result_papers, cause, command.note.strip()),
    )


def cause_of_lateness(dossier: Dossier, stated: LateCause | None, at: datetime) -> LateCause | None:
    """The cause of lateness: required when the due date has passed, kept from an extension otherwise."""
    late = dossier.due_at is not None and at > dossier.due_at
    if late and stated is None:
        raise Refused("cause_missing", "Hồ sơ đã quá hạn: hãy chọn nguyên nhân trễ hạn.", field="late_cause")
    return stated if late else dossier.late_cause


def _return_result(dossier: Dossier, command: c.ReturnResult, rules: Rules) -> e.ResultReturned:
    identity = command.identity.strip()
    owner = command.receiver is Receiver.OWNER
    if command.delivery is Delivery.COUNTER:
        written(identity, "identity", "Hãy ghi số giấy tờ tùy thân của người nhận.")
    if owner and rules.owner_identity and identity and identity != rules.owner_identity:
        raise Refused(
            "not_the_owner",
            "Số giấy tờ tùy thân không khớp với chủ hồ sơ. Nếu là người nhận thay, hãy chọn “Người được ủy quyền”.",
            field="identity",
        )
    if not owner:
        written(command.receiver_name, "receiver_name", "Hãy ghi họ tên người được ủy quyền.")
        written(command.proof, "proof", "Hãy ghi số hoặc ngày giấy ủy quyền đã kiểm tra.")
    if command.delivery is Delivery.POST:
        written(command.proof, "proof", "Hãy ghi mã vận đơn bưu chính.")
    if dossier.fee.money is Money.OWED and (command.fee is None or not command.fee.money.settled):
        raise Refused(
            "fee_owed", "Hồ sơ còn phí, lệ phí chưa nộp: hãy xác nhận đã thu hoặc ghi căn cứ miễn.", field="fee"
        )
    if command.fee is not None and command.fee.money is Money.WAIVED:
        written(command.fee.reason, "fee_reason", "Hãy ghi căn cứ miễn phí, lệ phí.")
    name = "" if owner else command.receiver_name.strip()
    return e.ResultReturned(command.delivery, command.receiver, name, command.proof.strip(), command.fee)
