"""Sentences of the events that move work between desks, and of those that stop the clock or move the due date."""

from __future__ import annotations

from typing import assert_never

from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.evolve_work import WorkEvent
from motcua.law.lifecycle.wording import closed, moment, money, noted, wanted
from motcua.law.process import Process


def work_sentence(event: WorkEvent, process: Process) -> str:
    """One Vietnamese sentence for `event`."""

    def step_name(step_id: str) -> str:
        return process.step(step_id).name if process.has(step_id) else step_id

    match event:
        case e.StepOpened():
            until = f", hạn của bước {moment(event.step.due_at)}" if event.step.due_at else ""
            return f"Chuyển đến bước “{step_name(event.step.step)}”{until}."
        case e.StepCompleted():
            edge = process.step(event.step).edge(event.outcome) if process.has(event.step) else None
            outcome = f" ({edge.label})" if edge else ""
            return f"Hoàn thành bước “{step_name(event.step)}”{outcome}{noted(event.note)}."
        case e.BranchArrived():
            return f"Xong một nhánh song song, chờ các nhánh khác trước bước “{step_name(event.join)}”."
        case e.ReturnedToStep():
            return f"Trả lại từ bước “{step_name(event.step)}” về “{step_name(event.to)}”: {closed(event.reason)}"
        case e.Recalled():
            return f"Thu hồi bước “{step_name(event.step.step)}” để xử lý lại; người nhận chưa mở xem."
        case e.StepSeen():
            return f"Đã mở xem hồ sơ ở bước “{step_name(event.step)}”."
        case _:
            assert_never(event)


def stop_sentence(event: e.SupplementRequested | e.PaymentRequested | e.Paused) -> str:
    """One Vietnamese sentence for `event`."""
    match event:
        case e.SupplementRequested():
            basis = f" Căn cứ: {event.legal_basis}, {event.approver} phê duyệt." if event.approver else ""
            return (
                f"Yêu cầu bổ sung: {wanted(event.papers)}. Lý do: {closed(event.reason)}{basis}"
                f" Thời hạn dừng tính; chờ bổ sung đến hết ngày {event.close_on:%d/%m/%Y}."
            )
        case e.PaymentRequested():
            what = f" ({event.what})" if event.what else ""
            return (
                f"Yêu cầu nộp nghĩa vụ tài chính {money(event.amount)}{what}. Căn cứ: {closed(event.basis)}"
                " Thời hạn dừng tính."
            )
        case e.Paused():
            expected = f" Dự kiến đến {closed(event.expected)}" if event.expected else ""
            return f"Tạm dừng tính thời hạn: {event.label.lower()}. Căn cứ: {closed(event.basis)}{expected}"
        case _:
            assert_never(event)


def due_sentence(
    event: e.SupplementReceived | e.PaymentConfirmed | e.Resumed | e.Extended | e.DueRecomputed,
) -> str:
    """One Vietnamese sentence for `event`."""
    match event:
        case e.SupplementReceived():
            how = "thời hạn tính lại từ đầu" if event.restarted else "thời hạn tính tiếp"
            return f"Nhận đủ bổ sung; {how}, hẹn trả {moment(event.due_at)}{noted(event.note)}."
        case e.PaymentConfirmed():
            return (
                f"Đã nộp nghĩa vụ tài chính {money(event.amount)} ({event.reference});"
                f" thời hạn tính tiếp, hẹn trả {moment(event.due_at)}."
            )
        case e.Resumed():
            return f"Tiếp tục tính thời hạn, hẹn trả {moment(event.due_at)}{noted(event.note)}."
        case e.Extended():
            return (
                f"Xin lỗi và hẹn lại: từ {moment(event.due_before)} sang {moment(event.due_at)}."
                f" Nguyên nhân: {event.cause.label.lower()}. {closed(event.reason)}"
            )
        case e.DueRecomputed():
            if event.due_before is None or event.due_at is None or event.due_before == event.due_at:
                return f"Tính lại hạn của các bước theo lịch làm việc mới: {closed(event.why)}"
            return (
                f"Tính lại ngày hẹn trả theo lịch làm việc mới: từ {moment(event.due_before)}"
                f" sang {moment(event.due_at)}. {closed(event.why)}"
            )
        case _:
            assert_never(event)
