"""Deciding the commands by which a dossier comes in: submit, accept, guide, refuse."""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from motcua.law.deadline import due
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.flow import opened
from motcua.law.lifecycle.rules import ProcedureRules, Rules
from motcua.law.lifecycle.state import Dossier, Fee, Money, PaperReceived, PaperRequest
from motcua.law.moments import local
from motcua.law.refusal import Refused


def decide_intake(dossier: Dossier, command: c.IntakeCommand, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    """Events of `command`, which is possible in the dossier's status."""
    match command:
        case c.Submit():
            return _submit(dossier, command, rules, at)
        case c.Accept():
            return _accept(command, rules, at)
        case c.Guide():
            return (_guide(dossier, command, rules),)
        case c.Refuse():
            reason = written(command.reason, "reason", "Hãy ghi rõ lý do từ chối tiếp nhận.")
            return (e.IntakeRefused(reason, dossier.channel),)
        case _:
            assert_never(command)


def _submit(dossier: Dossier, command: c.Submit, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    if dossier.submitted_at is not None and not dossier.guided:
        raise Refused("submitted_before", "Hồ sơ đã được nộp và đang chờ tiếp nhận; không cần nộp lại.")
    if not command.channel.online:
        raise Refused("not_online", "Chỉ hồ sơ trực tuyến mới nộp qua bước này; hồ sơ giấy được tiếp nhận tại quầy.")
    _require_open(rules.procedure, at)
    _require_papers(rules.procedure, command.papers)
    # NĐ 45/2020 Đ11, NĐ 118/2025 Đ17.2: accepted, or asked to be completed, within 8 working hours
    answer_by = rules.calendar.add_minutes(at, rules.regime.intake_answer_hours * 60)
    return (e.Submitted(command.channel, command.papers, answer_by),)


def _guide(dossier: Dossier, command: c.Guide, rules: Rules) -> e.Guided:
    if dossier.guided:
        # NĐ 118/2025 Đ16.3: everything is asked for once, completely and accurately
        raise Refused("guided_before", "Người nộp đã được hướng dẫn hoàn thiện hồ sơ; mỗi hồ sơ chỉ hướng dẫn một lần.")
    reason = asked_for(command.papers, command.reason)
    return e.Guided(command.papers, reason, dossier.channel)


def asked_for(papers: tuple[PaperRequest, ...], reason: str) -> str:
    """The reason for which these papers are asked for (form 02); each says what is wrong or missing.

    Raises:
        Refused: nothing is asked for, or it is not said what, or why.
    """
    reason = written(reason, "reason", "Hãy ghi rõ lý do yêu cầu bổ sung.")
    if not papers:
        raise Refused("nothing_asked", "Hãy nêu ít nhất một nội dung cần bổ sung.", field="papers")
    for paper in papers:
        written(paper.what, f"papers-{paper.component}", "Hãy ghi rõ cần bổ sung, sửa đổi nội dung gì.")
    return reason


def _accept(command: c.Accept, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    _require_open(rules.procedure, at)
    _require_papers(rules.procedure, command.papers)
    _require_fee(rules.procedure, command.fee, command.channel, local(at).date())
    # NĐ 118/2025 Đ17.3: time runs from the moment the complete dossier is taken in, as the receipt shows
    due_at = due(rules.calendar, at, rules.procedure.limit_for(command.channel))
    return (
        e.Accepted(command.code, command.channel, due_at, command.papers, command.fee),
        e.StepOpened(opened(rules.process.start, rules.process, rules.calendar, at)),
    )


def _require_open(procedure: ProcedureRules, at: datetime) -> None:
    day = local(at).date()
    if not procedure.open_on(day):
        raise Refused(
            "closed",
            f"Thủ tục “{procedure.name}” không nhận hồ sơ trong ngày {day:%d/%m/%Y}.",
            field="procedure",
        )


def _require_papers(procedure: ProcedureRules, papers: tuple[PaperReceived, ...]) -> None:
    """NĐ 118/2025 Đ17.1: components are checked one by one; what is missing is said once, completely."""
    known = {component.key: component for component in procedure.components}
    for paper in papers:
        if paper.component not in known:
            raise Refused("unknown_component", f"Thủ tục này không có thành phần hồ sơ “{paper.component}”.")
        if paper.originals < 0 or paper.copies < 0:
            raise Refused("negative", "Số bản giấy tờ không thể là số âm.", field=f"papers-{paper.component}")
    handed_in = {paper.component for paper in papers if paper.present}
    missing = [item for item in procedure.components if item.mandatory and item.key not in handed_in]
    if missing:
        names = "; ".join(f"“{item.name}”" for item in missing)
        raise Refused("component_missing", f"Hồ sơ còn thiếu: {names}.", field=f"papers-{missing[0].key}")


def _require_fee(procedure: ProcedureRules, fee: Fee, channel: str, day: date) -> None:
    if fee.amount < 0:
        raise Refused("negative_fee", "Số tiền không thể là số âm.", field="fee")
    if fee.money is Money.WAIVED and not fee.reason.strip():
        raise Refused("waiver_reason", "Hãy ghi căn cứ miễn phí, lệ phí.", field="fee_reason")
    owed = procedure.owed_at_intake(channel, day)
    if owed and fee.money not in (Money.PAID, Money.WAIVED):
        amount = f"{owed:,}".replace(",", ".")
        raise Refused(
            "fee_due",
            f"Thủ tục này thu {amount} đồng khi tiếp nhận: hãy xác nhận đã thu hoặc ghi căn cứ miễn.",
            field="fee",
        )


def written(text: str, field: str, sentence: str) -> str:
    """`text` without surrounding blanks.

    Raises:
        Refused: nothing was written; `sentence` tells the person so, beside `field`.
    """
    if not (kept := text.strip()):
        raise Refused("not_written", sentence, field=field)
    return kept
