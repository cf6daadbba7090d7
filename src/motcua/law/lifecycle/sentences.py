"""The log as sentences: what each event says to a person who reads the timeline of a dossier."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import Money, Receiver
from motcua.law.moments import local
from motcua.law.process import Process


def sentence(event: e.Event, process: Process) -> str:
    """One Vietnamese sentence for `event`; step ids are told by their names in `process`."""

    def step_name(step_id: str) -> str:
        return process.step(step_id).name if process.has(step_id) else step_id

    match event:
        case e.Submitted():
            return f"Nộp hồ sơ {event.channel.label.lower()}."
        case e.Accepted():
            return f"Tiếp nhận hồ sơ, cấp mã {event.code}, hẹn trả {_moment(event.due_at)}."
        case e.IntakeRefused():
            return f"Từ chối tiếp nhận: {_closed(event.reason)}"
        case e.OfficerAssigned():
            return f"Phân công {event.officer_name} thụ lý."
        case e.StepOpened():
            until = f", hạn của bước {_moment(event.step.due_at)}" if event.step.due_at else ""
            return f"Chuyển đến bước “{step_name(event.step.step)}”{until}."
        case e.StepCompleted():
            edge = process.step(event.step).edge(event.outcome) if process.has(event.step) else None
            outcome = f" ({edge.label})" if edge else ""
            return f"Hoàn thành bước “{step_name(event.step)}”{outcome}{_note(event.note)}."
        case e.BranchArrived():
            return f"Xong một nhánh song song, chờ các nhánh khác trước bước “{step_name(event.join)}”."
        case e.ReturnedToStep():
            return f"Trả lại từ bước “{step_name(event.step)}” về “{step_name(event.to)}”: {_closed(event.reason)}"
        case e.SupplementRequested() | e.SupplementReceived() | e.Extended():
            return _clock_sentence(event)
        case e.Approved() | e.Rejected() | e.Finished() | e.ResultReturned():
            return _ending_sentence(event)
        case _:
            assert_never(event)


def _clock_sentence(event: e.SupplementRequested | e.SupplementReceived | e.Extended) -> str:
    match event:
        case e.SupplementRequested():
            what = "; ".join(paper.what for paper in event.papers)
            basis = f" Căn cứ: {event.legal_basis}, {event.approver} phê duyệt." if event.approver else ""
            return (
                f"Yêu cầu bổ sung: {what}. Lý do: {_closed(event.reason)}{basis}"
                f" Thời hạn dừng tính; chờ bổ sung đến hết ngày {event.close_on:%d/%m/%Y}."
            )
        case e.SupplementReceived():
            return f"Nhận đủ bổ sung; thời hạn tính lại từ đầu, hẹn trả {_moment(event.due_at)}{_note(event.note)}."
        case e.Extended():
            return (
                f"Xin lỗi và hẹn lại: từ {_moment(event.due_before)} sang {_moment(event.due_at)}."
                f" Nguyên nhân: {event.cause.label.lower()}. {_closed(event.reason)}"
            )
        case _:
            assert_never(event)


def _ending_sentence(event: e.Approved | e.Rejected | e.Finished | e.ResultReturned) -> str:
    match event:
        case e.Approved():
            number = f", số {event.result_number}" if event.result_number else ""
            return f"Lãnh đạo phê duyệt kết quả{number}{_note(event.note)}."
        case e.Rejected():
            return f"Từ chối giải quyết: {_closed(event.reason)}{_cause(event)}"
        case e.Finished():
            return f"Một cửa nhận kết quả{_note(event.note)}.{_cause(event)}"
        case e.ResultReturned():
            proxy = f", {event.receiver_name} nhận thay" if event.receiver is Receiver.PROXY else ""
            proof = f" ({event.proof})" if event.proof else ""
            paid = " Đã thu phí, lệ phí." if event.fee and event.fee.money is Money.PAID else ""
            return f"{event.delivery.label}{proxy}{proof}.{paid}"
        case _:
            assert_never(event)


def _moment(at: datetime) -> str:
    return f"{local(at):%H giờ %M ngày %d/%m/%Y}"


def _closed(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _note(note: str) -> str:
    return f". Ghi chú: {note.rstrip('.')}" if note else ""


def _cause(event: e.Rejected | e.Finished) -> str:
    return f" Nguyên nhân trễ hạn: {event.late_cause.label.lower()}." if event.late_cause else ""
