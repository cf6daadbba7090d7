"""Deciding the commands that put right what was recorded: ask_correction, decide_correction, correct_result."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import assert_never

from motcua.law.deadline import TimeLimit, Unit, due
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.intake import written
from motcua.law.lifecycle.rules import Rules
from motcua.law.lifecycle.state import Dossier, Status
from motcua.law.moments import local
from motcua.law.refusal import Refused


def decide_correcting(
    dossier: Dossier, command: c.CorrectingCommand, rules: Rules, at: datetime
) -> tuple[e.Event, ...]:
    """Events of `command`, which is possible in the dossier's status."""
    match command:
        case c.AskCorrection():
            return (_ask(dossier, command),)
        case c.DecideCorrection():
            return (_decide(dossier, command),)
        case c.CorrectResult():
            return (_correct(dossier, command, rules, at),)
        case _:
            assert_never(command)


def _ask(dossier: Dossier, command: c.AskCorrection) -> e.CorrectionAsked:
    assert dossier.accepted_at is not None and dossier.ended_at is not None
    if dossier.correction is not None:
        raise Refused("asked_before", "Hồ sơ này đang có một đề nghị đính chính chờ quyết định.")
    if dossier.ended_actual is not None:
        raise Refused("corrected_before", "Thời điểm hoàn thành của hồ sơ này đã được đính chính.")
    if not dossier.accepted_at <= command.true_at < dossier.ended_at:
        raise Refused(
            "impossible_moment",
            "Thời điểm hoàn thành thực tế phải sau khi tiếp nhận"
            f" ({local(dossier.accepted_at):%H:%M ngày %d/%m/%Y}) và trước khi phần mềm ghi nhận"
            f" ({local(dossier.ended_at):%H:%M ngày %d/%m/%Y}).",
            field="true_at",
        )
    evidence = written(
        command.evidence, "evidence", "Hãy ghi chứng cứ: số, ngày văn bản hoặc giấy tờ cho biết thời điểm thực tế."
    )
    return e.CorrectionAsked(command.true_at, evidence, command.by or 0)


def _decide(dossier: Dossier, command: c.DecideCorrection) -> e.CorrectionDecided:
    asked = dossier.correction
    if asked is None:
        raise Refused("nothing_asked", "Không có đề nghị đính chính nào đang chờ quyết định. Hãy tải lại trang.")
    if asked.by == (command.by or 0):
        raise Refused("same_person", "Người đề nghị đính chính không được tự quyết định; việc này phải do người khác.")
    note = command.note.strip()
    if not command.agree:
        note = written(note, "note", "Hãy ghi lý do không đồng ý đính chính.")
    return e.CorrectionDecided(command.agree, asked.true_at, note)


def _correct(dossier: Dossier, command: c.CorrectResult, rules: Rules, at: datetime) -> e.ResultCorrected:
    assert dossier.ended_at is not None
    if dossier.ended_as != Status.FINISHED:
        raise Refused("no_result", "Hồ sơ này không có kết quả để sửa.")
    what = written(command.what, "what", "Hãy ghi rõ sai sót và nội dung đã sửa.")
    if not dossier.ended_at <= command.known_at <= at:
        raise Refused(
            "impossible_moment",
            f"Thời điểm phát hiện sai sót phải sau khi có kết quả ({local(dossier.ended_at):%H:%M ngày %d/%m/%Y})"
            " và không sau hiện tại.",
            field="known_at",
        )
    # NĐ 118/2025 Đ23: corrected and sent back within 3 working days
    last = due(rules.calendar, command.known_at, TimeLimit(Decimal(rules.regime.correction_days), Unit.WORKING_DAY))
    in_time = at <= last
    reason = command.late_reason.strip()
    if not in_time and not reason:
        raise Refused(
            "too_late",
            f"Sai sót phải được sửa trong {rules.regime.correction_days} ngày làm việc kể từ khi phát hiện"
            f" (đến {local(last):%H:%M ngày %d/%m/%Y}); hãy ghi lý do sửa chậm.",
            field="late_reason",
        )
    number = command.result_number.strip() or dossier.result_number
    return e.ResultCorrected(command.known_at, what, number, command.files, in_time, "" if in_time else reason)
