"""The log as sentences: what each event says to a person who reads the timeline of a dossier."""

from __future__ import annotations

from typing import assert_never

from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.sentences_work import due_sentence, stop_sentence, work_sentence
from motcua.law.lifecycle.state import Money, Receiver, StopReason
from motcua.law.lifecycle.wording import closed, files_told, moment, noted, wanted
from motcua.law.process import Process


def sentence(event: e.Event, process: Process) -> str:
    """One Vietnamese sentence for `event`; step ids are told by their names in `process`."""
    match event:
        case e.Submitted() | e.Accepted() | e.Guided() | e.IntakeRefused():
            return _intake_sentence(event)
        case e.StepOpened() | e.StepCompleted() | e.BranchArrived() | e.ReturnedToStep() | e.Recalled() | e.StepSeen():
            return work_sentence(event, process)
        case e.OfficerAssigned():
            return f"Phân công {event.officer_name} thụ lý."
        case e.SupplementRequested() | e.PaymentRequested() | e.Paused():
            return stop_sentence(event)
        case e.SupplementReceived() | e.PaymentConfirmed() | e.Resumed() | e.Extended() | e.DueRecomputed():
            return due_sentence(event)
        case e.Approved() | e.Rejected() | e.Finished() | e.ResultReturned():
            return _ending_sentence(event)
        case e.StopAsked() | e.Stopped():
            return _stopping_sentence(event)
        case e.CorrectionAsked() | e.CorrectionDecided() | e.ResultCorrected():
            return _correcting_sentence(event)
        case e.Consulted():
            asked = event.consultation
            return (
                f"Lấy ý kiến {asked.asked} ({asked.method.label.lower()}), trả lời trước {moment(asked.due_at)}:"
                f" {closed(asked.content)}"
            )
        case e.Answered():
            return f"{event.asked} trả lời ý kiến: {closed(event.content)}"
        case e.NoteAdded():
            return f"Ghi chú: {closed(event.text)}{files_told(event.files)}"
        case e.ProcessChanged():
            return f"Hồ sơ chuyển sang quy trình nội bộ mới theo {closed(event.decision)}"
        case _:
            assert_never(event)


def _intake_sentence(event: e.Submitted | e.Accepted | e.Guided | e.IntakeRefused) -> str:
    match event:
        case e.Submitted():
            return f"Nộp hồ sơ {event.channel.label.lower()}."
        case e.Accepted():
            return f"Tiếp nhận hồ sơ, cấp mã {event.code}, hẹn trả {moment(event.due_at)}."
        case e.Guided():
            return f"Hướng dẫn hoàn thiện hồ sơ: {wanted(event.papers)}. Lý do: {closed(event.reason)}"
        case e.IntakeRefused():
            return f"Từ chối tiếp nhận: {closed(event.reason)}"
        case _:
            assert_never(event)


def _ending_sentence(event: e.Approved | e.Rejected | e.Finished | e.ResultReturned) -> str:
    match event:
        case e.Approved():
            number = f", số {event.result_number}" if event.result_number else ""
            return f"Lãnh đạo phê duyệt kết quả{number}{noted(event.note)}."
        case e.Rejected():
            return f"Từ chối giải quyết: {closed(event.reason)}{_cause(event)}"
        case e.Finished():
            return f"Một cửa nhận kết quả{noted(event.note)}.{_cause(event)}"
        case e.ResultReturned():
            proxy = f", {event.receiver_name} nhận thay" if event.receiver is Receiver.PROXY else ""
            proof = f" ({event.proof})" if event.proof else ""
            paid = " Đã thu phí, lệ phí." if event.fee and event.fee.money is Money.PAID else ""
            return f"{event.delivery.label}{proxy}{proof}.{paid}"
        case _:
            assert_never(event)


def _stopping_sentence(event: e.StopAsked | e.Stopped) -> str:
    match event:
        case e.StopAsked():
            return f"Người nộp đề nghị dừng giải quyết: {closed(event.reason)}"
        case e.Stopped(reason=StopReason.UNSUPPLEMENTED):
            return "Hồ sơ được đóng vì quá thời hạn bổ sung mà không nhận được giấy tờ yêu cầu."
        case e.Stopped():
            papers = f" Giấy tờ trả lại: {closed(event.papers_returned)}"
            return f"Dừng giải quyết theo đề nghị của người nộp{noted(event.note)}.{papers}{_cause(event)}"
        case _:
            assert_never(event)


def _correcting_sentence(event: e.CorrectionAsked | e.CorrectionDecided | e.ResultCorrected) -> str:
    match event:
        case e.CorrectionAsked():
            return (
                f"Đề nghị đính chính: việc đã hoàn thành lúc {moment(event.true_at)}, phần mềm cập nhật chậm."
                f" Chứng cứ: {closed(event.evidence)}"
            )
        case e.CorrectionDecided(agreed=True):
            return f"Đồng ý đính chính thời điểm hoàn thành thực tế là {moment(event.true_at)}{noted(event.note)}."
        case e.CorrectionDecided():
            return f"Không đồng ý đính chính thời điểm hoàn thành: {closed(event.note)}"
        case e.ResultCorrected():
            number = f" Kết quả sau khi sửa: số {event.result_number}." if event.result_number else ""
            late = f" Lý do sửa chậm: {closed(event.late_reason)}" if event.late_reason else ""
            return (
                f"Sửa sai kết quả (phát hiện {moment(event.known_at)}): {closed(event.what)}"
                f"{number}{late}{files_told(event.files)}"
            )
        case _:
            assert_never(event)


def _cause(event: e.Rejected | e.Finished | e.Stopped) -> str:
    return f" Nguyên nhân trễ hạn: {event.late_cause.label.lower()}." if event.late_cause else ""
