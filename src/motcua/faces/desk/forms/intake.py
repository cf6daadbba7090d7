"""Forms of the commands that answer a dossier filed online: accept it, say what it wants, or refuse it."""

from __future__ import annotations

from motcua.dossiers.queries import DossierPage
from motcua.faces.desk.forms.base import CommandForm, Text
from motcua.faces.desk.forms.fees import FeeForm
from motcua.faces.desk.forms.papers import PapersForm
from motcua.faces.desk.forms.requests import PaperRequestsForm
from motcua.law.lifecycle import Channel
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import Fee, Money, PaperReceived, PaperRequest
from motcua.law.moments import local
from motcua.law.refusal import Refused

_PROBE = "."


class AcceptForm(PapersForm, FeeForm):
    """Check what was filed, paper by paper, and take the dossier in."""

    template = "desk/dossier/forms/accept.html"

    def prepare(self) -> None:
        super().prepare()
        procedure = self.page.rules.procedure
        channel, day = self.page.state.channel or Channel.COUNTER, local(self.now).date()
        due = procedure.owed_at_intake(channel, day)
        total = sum(fee.amount_for(channel) for fee in procedure.fees_on(day))
        ways = (Money.PAID, Money.WAIVED) if due else (Money.PAID, Money.OWED, Money.WAIVED)
        self.prepare_fee(due or total, ways if total else ())

    def before(self) -> tuple[PaperReceived, ...]:
        return self.page.state.papers

    def command(self) -> c.Accept:
        channel = self.page.state.channel or Channel.COUNTER
        # the code is issued under a lock, when the command is carried out
        return c.Accept("", channel, self.papers(), self.settled_fee() or Fee())


class GuideForm(PaperRequestsForm):
    """Tell the applicant, before the dossier is taken in, what it still wants (form 02)."""

    def blocked(self) -> Refused | None:
        return self.objection(guidance(self.page))

    def command(self) -> c.Guide:
        return c.Guide(self.requests(), self.text("reason"))


def guidance(page: DossierPage) -> c.Guide:
    """A well-filled guidance, to ask the law whether one is possible at all."""
    component = page.rules.procedure.components[0].key
    return c.Guide((PaperRequest(component, _PROBE),), _PROBE)


class RefuseForm(CommandForm):
    """Do not take the dossier in (form 03)."""

    reason = Text("Lý do từ chối tiếp nhận", rows=4, help_text="Người nộp đọc được nguyên văn: nêu rõ, đủ, một lần.")

    def command(self) -> c.Refuse:
        return c.Refuse(self.text("reason"))
