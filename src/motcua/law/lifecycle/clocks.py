"""Deciding the commands that touch the clock: supplements, payments, pauses, extensions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import assert_never

from motcua.law.deadline import TimeLimit, Unit, due
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.clock import dossier_due, step_due
from motcua.law.lifecycle.flow import opened
from motcua.law.lifecycle.intake import asked_for, written
from motcua.law.lifecycle.rules import Rules
from motcua.law.lifecycle.state import Dossier, OpenStep, Shift, ShiftKind
from motcua.law.moments import local
from motcua.law.refusal import Refused
from motcua.law.worktime import Calendar

MOST_MONEY = 10**12
"""No single payment of a dossier is larger (đồng)."""


def decide_clock(dossier: Dossier, command: c.ClockCommand, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    """Events of `command`, which is possible in the dossier's status."""
    match command:
        case c.RequestSupplement():
            return _request_supplement(dossier, command, rules, at)
        case c.ReceiveSupplement():
            return _receive_supplement(dossier, command, rules, at)
        case c.Pause():
            return (_pause(command, rules),)
        case c.Resume():
            due_at, steps = _running_again(dossier, rules, at)
            return (e.Resumed(command.note.strip(), due_at, steps),)
        case c.RequestPayment():
            return (_request_payment(command),)
        case c.ConfirmPayment():
            return (_confirm_payment(dossier, command, rules, at),)
        case c.Extend():
            return _extend(dossier, command, rules, at)
        case _:
            assert_never(command)


def _request_supplement(
    dossier: Dossier, command: c.RequestSupplement, rules: Rules, at: datetime
) -> tuple[e.Event, ...]:
    reason = asked_for(command.papers, command.reason)
    if dossier.supplement_requests and not (command.legal_basis.strip() and command.approver.strip()):
        # NĐ 118/2025 Đ16.3: everything is asked for once, completely and accurately
        raise Refused(
            "asked_before",
            "Hồ sơ đã được yêu cầu bổ sung một lần; lần sau phải nêu căn cứ pháp lý và người phê duyệt.",
            field="legal_basis",
        )
    assert dossier.clock_from is not None
    days = rules.regime.supplement_notice_days
    last = due(rules.calendar, dossier.clock_from, TimeLimit(Decimal(days), Unit.WORKING_DAY))
    if at > last and not command.legal_basis.strip():
        # NĐ 118/2025 Đ19.5: within 3 working days of receipt, unless sector law says otherwise
        raise Refused(
            "too_late",
            f"Chỉ được yêu cầu bổ sung trong {days} ngày làm việc kể từ khi tiếp nhận"
            f" (đến {local(last):%H:%M ngày %d/%m/%Y}), trừ khi pháp luật chuyên ngành quy định khác:"
            " khi đó hãy nêu căn cứ pháp lý.",
            field="legal_basis",
        )
    close_on = local(at).date() + timedelta(days=rules.regime.supplement_close_days)
    return (
        e.SupplementRequested(command.papers, reason, command.legal_basis.strip(), command.approver.strip(), close_on),
    )


def _receive_supplement(
    dossier: Dossier, command: c.ReceiveSupplement, rules: Rules, at: datetime
) -> tuple[e.Event, ...]:
    known = {component.key for component in rules.procedure.components}
    for paper in command.papers:
        if paper.component not in known:
            raise Refused("unknown_component", f"Thủ tục này không có thành phần hồ sơ “{paper.component}”.")
        if paper.originals < 0 or paper.copies < 0:
            raise Refused("negative", "Số bản giấy tờ không thể là số âm.", field=f"papers-{paper.component}")
    brought = {paper.component for paper in command.papers if paper.present}
    names = {component.key: component.name for component in rules.procedure.components}
    missing = [request for request in dossier.requested if request.component not in brought]
    if missing:
        listed = "; ".join(f"“{names.get(request.component, request.component)}”" for request in missing)
        raise Refused("component_missing", f"Chưa bổ sung: {listed}.", field=f"papers-{missing[0].component}")
    if rules.regime.supplement_restarts:
        # NĐ 118/2025 Đ19.5 (as NĐ 61/2018): the time limit is counted from zero once the dossier is complete
        due_at = dossier_due(replace(dossier, clock_from=at), (), rules)
        steps = tuple(opened(step.step, rules.process, rules.calendar, at) for step in dossier.steps)
        return (e.SupplementReceived(command.papers, command.note.strip(), due_at, steps),)
    due_at, steps = _running_again(dossier, rules, at)
    return (e.SupplementReceived(command.papers, command.note.strip(), due_at, steps, restarted=False),)


def _pause(command: c.Pause, rules: Rules) -> e.Paused:
    cause = rules.regime.pause_cause(command.cause)
    if cause is None:
        raise Refused(
            "unknown_cause",
            f"Chỉ được tạm dừng vì một trong các nguyên nhân mà {rules.regime.basis.split(';')[0]} và pháp luật"
            " chuyên ngành cho phép; hãy chọn nguyên nhân trong danh sách.",
            field="cause",
        )
    basis = written(command.basis, "basis", "Hãy ghi căn cứ tạm dừng: điều, khoản hoặc số văn bản.")
    return e.Paused(cause.code, cause.label, basis, command.expected.strip())


def _running_again(dossier: Dossier, rules: Rules, at: datetime) -> tuple[datetime, tuple[OpenStep, ...]]:
    """The due date and the open steps when the clock, which stood, runs again from `at` on."""
    shifts = (*dossier.shifts, Shift(ShiftKind.STOP, dossier.stops[-1].since, at))
    steps = tuple(replace(step, due_at=step_due(step, rules.process, shifts, rules.calendar)) for step in dossier.steps)
    return dossier_due(dossier, shifts, rules), steps


def _request_payment(command: c.RequestPayment) -> e.PaymentRequested:
    if command.amount <= 0:
        raise Refused("no_amount", "Số tiền phải nộp phải lớn hơn 0 đồng.", field="amount")
    if command.amount > MOST_MONEY:
        raise Refused("amount_too_large", "Số tiền phải nộp lớn bất thường; hãy kiểm tra lại.", field="amount")
    basis = written(command.basis, "basis", "Hãy ghi căn cứ thu: quy định về phí hoặc số thông báo nộp thuế.")
    return e.PaymentRequested(command.amount, basis, command.what.strip())


def _confirm_payment(dossier: Dossier, command: c.ConfirmPayment, rules: Rules, at: datetime) -> e.PaymentConfirmed:
    if command.amount != dossier.fee.amount:
        owed = f"{dossier.fee.amount:,}".replace(",", ".")
        raise Refused("wrong_amount", f"Số tiền đã nộp phải đúng bằng số phải nộp là {owed} đồng.", field="amount")
    reference = written(command.reference, "reference", "Hãy ghi số biên lai hoặc mã giao dịch.")
    due_at, steps = _running_again(dossier, rules, at)
    return e.PaymentConfirmed(command.amount, reference, due_at, steps)


def _extend(dossier: Dossier, command: c.Extend, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    reason = written(command.reason, "reason", "Hãy ghi rõ lý do xin lỗi và gia hạn.")
    if dossier.extensions >= rules.regime.extensions:
        # NĐ 118/2025 Đ19.6 (as NĐ 61/2018): not more than once
        raise Refused("extended_before", "Hồ sơ đã được gia hạn một lần; pháp luật chỉ cho hẹn lại không quá một lần.")
    if command.working_days <= 0:
        raise Refused("no_days", "Số ngày gia hạn phải lớn hơn 0.", field="working_days")
    if command.working_days > 60:
        raise Refused("too_many_days", "Số ngày gia hạn không thể quá 60 ngày làm việc.", field="working_days")
    assert dossier.due_at is not None
    notice = rules.regime.extension_notice_days
    last = last_moment_to_extend(rules.calendar, dossier.due_at, notice)
    if at >= last:
        raise Refused(
            "too_late",
            f"Việc gia hạn phải được thông báo chậm nhất {notice:02} ngày trước ngày hẹn trả"
            f" (trước {local(last):%H:%M ngày %d/%m/%Y}).",
        )
    shift = Shift(ShiftKind.EXTENSION, dossier.due_at, dossier.due_at, command.working_days)
    due_at = dossier_due(dossier, (*dossier.shifts, shift), rules)
    return (e.Extended(dossier.due_at, due_at, reason, command.cause, command.working_days),)


def last_moment_to_extend(calendar: Calendar, due_at: datetime, notice_days: int = 1) -> datetime:
    """The end of office hours of the last working day that is `notice_days` days before the local day of `due_at`.

    NĐ 118/2025 Đ19.6: at the latest one day before the due date; where the day before is a day off, nobody could be
    told on it, so the working day before it is taken.
    """
    day = local(due_at).date() - timedelta(days=notice_days)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return calendar.end_of_office(day)
