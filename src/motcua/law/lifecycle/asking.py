"""Deciding the commands that change neither work nor clock: consult, answer, note."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import assert_never

from motcua.law.deadline import TimeLimit, Unit, due
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.intake import written
from motcua.law.lifecycle.rules import Rules
from motcua.law.lifecycle.state import Consultation, Dossier
from motcua.law.refusal import Refused

LONGEST_CONSULTATION = 30
"""Working days that another agency may be given for its opinion."""


def decide_asking(dossier: Dossier, command: c.AskingCommand, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    """Events of `command`, which is possible in the dossier's status."""
    match command:
        case c.Consult():
            return (_consult(dossier, command, rules, at),)
        case c.Answer():
            return (_answer(dossier, command),)
        case c.Note():
            return (e.NoteAdded(written(command.text, "text", "Hãy ghi nội dung ghi chú."), command.files),)
        case _:
            assert_never(command)


def _consult(dossier: Dossier, command: c.Consult, rules: Rules, at: datetime) -> e.Consulted:
    content = written(command.content, "content", "Hãy ghi rõ nội dung cần lấy ý kiến.")
    if not Decimal(0) < command.working_days <= LONGEST_CONSULTATION:
        raise Refused(
            "bad_days",
            f"Thời hạn trả lời phải lớn hơn 0 và không quá {LONGEST_CONSULTATION} ngày làm việc.",
            field="working_days",
        )
    asked = Consultation(
        number=len(dossier.consultations) + 1,
        agency=command.agency,
        agency_name=command.agency_name,
        unit=command.unit,
        unit_name=command.unit_name,
        content=content,
        method=command.method,
        asked_at=at,
        due_at=due(rules.calendar, at, TimeLimit(command.working_days, Unit.WORKING_DAY)),
    )
    same = (asked.agency, asked.unit)
    if any((other.agency, other.unit) == same for other in dossier.open_consultations):
        raise Refused("asked_already", f"{asked.asked} đang được lấy ý kiến và chưa trả lời.", field="asked")
    return e.Consulted(asked)


def _answer(dossier: Dossier, command: c.Answer) -> e.Answered:
    asked = next((one for one in dossier.open_consultations if one.number == command.number), None)
    if asked is None:
        raise Refused("answered_before", "Ý kiến này đã được trả lời. Hãy tải lại trang.")
    content = written(command.content, "content", "Hãy ghi nội dung trả lời.")
    return e.Answered(asked.number, content, asked.asked)


def answered(dossier: Dossier, event: e.Answered, at: datetime) -> Dossier:
    """The dossier after a consultation was answered."""
    return replace(
        dossier,
        consultations=tuple(
            replace(one, answered_at=at, answer=event.content) if one.number == event.number else one
            for one in dossier.consultations
        ),
    )
