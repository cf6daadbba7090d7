"""Deciding the commands that stop a dossier without a result: close_unsupplemented, ask_to_stop, confirm_stop."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.ending import cause_of_lateness
from motcua.law.lifecycle.intake import written
from motcua.law.lifecycle.rules import Rules
from motcua.law.lifecycle.state import Dossier, StopReason
from motcua.law.moments import local
from motcua.law.refusal import Refused


def decide_stopping(dossier: Dossier, command: c.StoppingCommand, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    """Events of `command`, which is possible in the dossier's status."""
    match command:
        case c.CloseUnsupplemented():
            return (_close(dossier, at),)
        case c.AskToStop():
            return (_ask(dossier, command, rules),)
        case c.ConfirmStop():
            return (_confirm(dossier, command, at),)
        case _:
            assert_never(command)


def _close(dossier: Dossier, at: datetime) -> e.Stopped:
    assert dossier.close_on is not None
    if local(at).date() <= dossier.close_on:
        # NĐ 118/2025 Đ19.5: closed when 15 days have passed since the notice
        raise Refused(
            "too_early",
            f"Người nộp còn được bổ sung đến hết ngày {dossier.close_on:%d/%m/%Y}; chưa thể đóng hồ sơ.",
        )
    return e.Stopped(StopReason.UNSUPPLEMENTED, "", "")


def _ask(dossier: Dossier, command: c.AskToStop, rules: Rules) -> e.StopAsked:
    if not rules.regime.stop_on_request:
        raise Refused(
            "no_stop_on_request",
            f"Hồ sơ này theo {rules.regime.basis.split(';')[0]}, chưa có quy định dừng giải quyết theo đề nghị"
            " (chỉ áp dụng cho hồ sơ tiếp nhận từ 01/07/2025, Điều 21 Nghị định 118/2025/NĐ-CP).",
        )
    if dossier.stop_asked_at is not None:
        raise Refused("asked_before", "Đề nghị dừng giải quyết đã được ghi nhận và đang chờ Một cửa xác nhận.")
    return e.StopAsked(written(command.reason, "reason", "Hãy ghi lý do đề nghị dừng giải quyết."))


def _confirm(dossier: Dossier, command: c.ConfirmStop, at: datetime) -> e.Stopped:
    if dossier.stop_asked_at is None:
        raise Refused("not_asked", "Người nộp chưa đề nghị dừng giải quyết hồ sơ này.")
    papers = written(
        command.papers_returned, "papers_returned", "Hãy ghi giấy tờ đã trả lại, hoặc ghi “không có giấy tờ phải trả”."
    )
    cause = cause_of_lateness(dossier, command.late_cause, at)
    return e.Stopped(StopReason.ON_REQUEST, papers, command.note.strip(), cause)
