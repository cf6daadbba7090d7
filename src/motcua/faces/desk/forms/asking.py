"""Forms of the commands that change neither work nor clock: asking for an opinion, giving one, writing a note."""

from __future__ import annotations

from decimal import Decimal

from django import forms

from motcua.agencies.people import Desk, desks
from motcua.dossiers.access import asked_of
from motcua.dossiers.record import NOTE
from motcua.faces.common.formats import moment
from motcua.faces.desk.forms.base import Choice, CommandForm, Pick, Text, outcome
from motcua.faces.desk.forms.files import FilesForm
from motcua.faces.desk.forms.papers import Scans
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.asking import LONGEST_CONSULTATION
from motcua.law.lifecycle.state import Consultation, ConsultMethod

_PROBE = "."
_NOWHERE = 0
"""The agency of a consultation that only asks the law for dates."""


class ConsultForm(CommandForm):
    """Ask another agency, or another unit, for its opinion."""

    content = Text("Nội dung cần lấy ý kiến", rows=4, help_text="Nơi được hỏi đọc nguyên văn và xem được hồ sơ.")

    def prepare(self) -> None:
        self.desks = {f"{desk.agency}/{desk.unit}": desk for desk in self._others()}
        self.fields["asked"] = Pick("Cơ quan, đơn vị được hỏi", self._choices(), empty="Chọn cơ quan hoặc đơn vị")
        self.fields["working_days"] = Pick("Thời hạn trả lời", self._days(), empty="Chọn số ngày làm việc")
        ways = [(way.value, way.label) for way in ConsultMethod]
        self.fields["method"] = Choice(
            "Hình thức", ways, ask="Hãy chọn hình thức lấy ý kiến.", initial=ConsultMethod.ELECTRONIC.value
        )
        self.order_fields(["key", "asked", "content", "working_days", "method"])

    def _others(self) -> list[Desk]:
        """All desks but those that work on the dossier themselves."""
        mine, units = self.page.row.agency_id, self.page.rules.process.assigning_units
        return [desk for desk in desks() if desk.agency != mine or (desk.unit and desk.unit not in units)]

    def _choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, desk in self.desks.items():
            told = desk.unit_name or f"{desk.agency_name} (cơ quan)"
            groups.setdefault(desk.agency_name, []).append((key, told))
        return list(groups.items())

    def _days(self) -> list[tuple[str, str]]:
        """The numbers of days with the moment that each gives."""
        return [
            (str(days), f"{days} ngày làm việc – trước {moment(event.consultation.due_at)}")
            for days in range(1, LONGEST_CONSULTATION + 1)
            for event in outcome(self.page, _question(days), self.now)
            if isinstance(event, e.Consulted)
        ]

    def command(self) -> c.Consult:
        chosen = self.desks.get(self.text("asked"), Desk(_NOWHERE, "", "", ""))
        return c.Consult(
            agency=chosen.agency,
            agency_name=chosen.agency_name,
            content=self.text("content"),
            working_days=Decimal(self.text("working_days") or 0),
            method=ConsultMethod(self.text("method")),
            unit=chosen.unit,
            unit_name=chosen.unit_name,
        )


def _question(days: int) -> c.Consult:
    return c.Consult(_NOWHERE, _PROBE, _PROBE, Decimal(days), ConsultMethod.WRITTEN)


class AnswerForm(CommandForm):
    """Give the opinion that was asked for."""

    template = "desk/dossier/forms/answer.html"
    number = forms.CharField(widget=forms.HiddenInput, required=False, max_length=6)
    content = Text("Nội dung trả lời", rows=5, help_text="Cơ quan hỏi ý kiến đọc được nguyên văn.")

    def prepare(self) -> None:
        self.open = asked_of(self.actor, self.page.state)
        self.initial["number"] = str(self.asked.number)

    @property
    def asked(self) -> Consultation:
        """The consultation that is answered: the one named, else the first."""
        named = self.data.get("number") if self.is_bound else self.initial.get("number")
        return next((one for one in self.open if str(one.number) == str(named)), self.open[0])

    def command(self) -> c.Answer:
        # one that was answered meanwhile is for the law to refuse
        named = self.text("number")
        return c.Answer(int(named) if named.isdecimal() else self.asked.number, self.text("content"))


class NoteForm(FilesForm):
    """Write a note on the dossier, with files."""

    template = "desk/dossier/forms/note.html"
    upload = "note_files"
    component = NOTE

    note_files = Scans("Tệp kèm theo", help_text="PDF, JPEG, PNG hoặc TIFF; có thể chọn nhiều tệp.")

    def prepare(self) -> None:
        super().prepare()
        self.fields["text"] = Text("Nội dung ghi chú", rows=3)
        self.order_fields(["key", "text", "note_files"])

    def command(self) -> c.Note:
        return c.Note(self.text("text"), self.hashes())
