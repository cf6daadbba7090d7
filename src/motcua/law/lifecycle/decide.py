"""What happens when a command is given to a dossier: events, or a refusal with a sentence for the person."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.asking import decide_asking
from motcua.law.lifecycle.changing import decide_changing
from motcua.law.lifecycle.clocks import decide_clock
from motcua.law.lifecycle.correcting import decide_correcting
from motcua.law.lifecycle.ending import decide_ending
from motcua.law.lifecycle.intake import decide_intake
from motcua.law.lifecycle.rules import Rules
from motcua.law.lifecycle.state import Dossier
from motcua.law.lifecycle.stopping import decide_stopping
from motcua.law.lifecycle.table import POSSIBLE
from motcua.law.lifecycle.work import decide_work
from motcua.law.moments import local
from motcua.law.refusal import Refused


def decide(dossier: Dossier, command: c.Command, rules: Rules, at: datetime) -> tuple[e.Event, ...]:
    """What happens when `command` is given to `dossier` at the instant `at` (UTC).

    Raises:
        Refused: the command is not possible now; its sentence is for the person.
    """
    if type(command) not in POSSIBLE[dossier.status]:
        raise Refused("not_now", f"Hồ sơ đang ở trạng thái “{dossier.status.label}”, không thể {command.label}.")
    if dossier.last_at is not None and at < dossier.last_at:
        raise Refused(
            "clock_in_past",
            f"Thời điểm {local(at):%H:%M ngày %d/%m/%Y} sớm hơn lần cập nhật gần nhất của hồ sơ"
            f" ({local(dossier.last_at):%H:%M ngày %d/%m/%Y}). Hãy kiểm tra đồng hồ của máy.",
        )
    match command:
        case c.Submit() | c.Accept() | c.Guide() | c.Refuse():
            return decide_intake(dossier, command, rules, at)
        case c.Assign() | c.CompleteStep() | c.ReturnToStep() | c.Recall() | c.See():
            return decide_work(dossier, command, rules, at)
        case c.RequestSupplement() | c.ReceiveSupplement() | c.Extend():
            return decide_clock(dossier, command, rules, at)
        case c.Pause() | c.Resume() | c.RequestPayment() | c.ConfirmPayment():
            return decide_clock(dossier, command, rules, at)
        case c.Approve() | c.Reject() | c.Finish() | c.ReturnResult():
            return decide_ending(dossier, command, rules, at)
        case c.CloseUnsupplemented() | c.AskToStop() | c.ConfirmStop():
            return decide_stopping(dossier, command, rules, at)
        case c.AskCorrection() | c.DecideCorrection() | c.CorrectResult():
            return decide_correcting(dossier, command, rules, at)
        case c.Consult() | c.Answer() | c.Note():
            return decide_asking(dossier, command, rules, at)
        case c.Recompute() | c.ChangeProcess():
            return decide_changing(dossier, command, rules, at)
        case _:
            assert_never(command)
