"""Forms of the commands that move work between desks."""

from __future__ import annotations

from django import forms

from motcua.agencies.people import Officer, case_officers
from motcua.dossiers.desk_reads import open_steps_of
from motcua.dossiers.queries import DossierPage
from motcua.faces.common.formats import local_day, number
from motcua.faces.desk.forms.base import Choice, CommandForm, Text
from motcua.law.lifecycle import commands as c
from motcua.law.process import Step, StepKind

_NAMELESS = "."


class StepForm(CommandForm):
    """A command on one open step that lies on the actor's desk."""

    step = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    @property
    def held(self) -> list[Step]:
        """The steps that this command may leave, in the order of the process."""
        process = self.page.rules.process
        return [step for step in process.steps if step.id in self.page.my_steps and self.fits(step)]

    def fits(self, step: Step) -> bool:
        """Whether the command is for such a step."""
        raise NotImplementedError

    @property
    def chosen(self) -> Step:
        """The step asked for, else the first."""
        asked = self.data.get("step") if self.is_bound else self.initial.get("step")
        return next((step for step in self.held if step.id == asked), self.held[0])

    def step_id(self) -> str:
        """The step as it was sent: one that is no longer open is for the law to refuse."""
        return self.text("step") or self.chosen.id


class CompleteStepForm(StepForm):
    """Leave a step by one of its ways."""

    note = Text("Ghi chú cho bước sau", rows=2, optional=True)

    def fits(self, step: Step) -> bool:
        return step.kind is StepKind.WORK

    def prepare(self) -> None:
        self.initial["step"] = self.chosen.id
        ways = [(edge.outcome, edge.label) for edge in self.chosen.edges]
        self.only = ways[0] if len(ways) == 1 else None
        if self.only:
            self.fields["outcome"] = forms.CharField(
                widget=forms.HiddenInput, initial=self.only[0], required=False, max_length=60
            )
        else:
            self.fields["outcome"] = Choice("Hướng xử lý", ways, ask="Hãy chọn hướng xử lý.")
            self.order_fields(["key", "step", "outcome", "note"])

    @property
    def submit_label(self) -> str:
        """What the button says: where the work goes, when there is one way only."""
        return self.only[1] if self.only else "Chuyển bước"

    def command(self) -> c.CompleteStep:
        way = self.text("outcome") or (self.only[0] if self.only else "")
        return c.CompleteStep(self.step_id(), way, self.text("note"))


class ReturnToStepForm(StepForm):
    """Send the work back."""

    reason = Text("Lý do trả lại", rows=3, help_text="Ghi rõ cần làm lại điều gì; người nhận đọc được nguyên văn.")

    def fits(self, step: Step) -> bool:
        return step.id != self.page.rules.process.start

    def prepare(self) -> None:
        self.initial["step"] = self.chosen.id
        self.fields["to"] = Choice("Trả lại bước", self._earlier(), ask="Hãy chọn bước cần trả lại.")
        self.order_fields(["key", "step", "to", "reason"])

    def _earlier(self) -> list[tuple[str, str]]:
        """The steps to which the law lets the work go back, the latest first."""
        step, process = self.chosen.id, self.page.rules.process
        back = [to for to in self.page.state.visited if not self.objection(c.ReturnToStep(step, to, _NAMELESS))]
        return [(to, process.step(to).name) for to in reversed(back)]

    def command(self) -> c.ReturnToStep:
        return c.ReturnToStep(self.step_id(), self.text("to"), self.text("reason"))


class RecallForm(CommandForm):
    """Take back a step that one has just sent on."""

    template = "desk/dossier/forms/recall.html"
    step = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def prepare(self) -> None:
        self.sent = sent_by(self.page, self.actor.staff_id)
        asked = self.data.get("step") if self.is_bound else self.initial.get("step")
        self.chosen = next((step for step in self.sent if step.id == asked), next(iter(self.sent), None))
        self.initial["step"] = self.chosen.id if self.chosen else ""

    def command(self) -> c.Recall:
        # a step that was opened meanwhile is for the law to refuse
        return c.Recall(self.text("step") or self.initial["step"])


def sent_by(page: DossierPage, staff_id: int) -> list[Step]:
    """The steps that a person has sent on and nobody has opened yet."""
    return [page.rules.process.step(sent.step.step) for sent in page.state.sent if sent.by == staff_id]


class AssignForm(CommandForm):
    """Name the responsible officer."""

    def prepare(self) -> None:
        self.officers = {str(one.staff_id): one for one in self._candidates() if self._may_be_named(one)}
        busy = open_steps_of([one.staff_id for one in self.officers.values()])
        self.fields["officer"] = Choice(
            "Cán bộ thụ lý",
            [(key, _told(one, busy.get(one.staff_id, 0))) for key, one in self.officers.items()],
            ask="Hãy chọn cán bộ thụ lý.",
        )

    def _candidates(self) -> list[Officer]:
        process = self.page.rules.process
        held = [process.step(step) for step in self.page.my_steps]
        units = {step.unit for step in held if step.kind is StepKind.ASSIGN} or process.assigning_units
        officers = case_officers(self.page.row.agency_id, units, local_day(self.now), self.page.rules.owner_identity)
        able = [one for one in officers if not one.barred]
        if officers and not able:  # nobody of the unit may: who names takes the dossier
            return [Officer(self.actor.staff_id, self.actor.name, self.actor.title, officers[0].unit)]
        return able

    def _may_be_named(self, one: Officer) -> bool:
        return self.objection(c.Assign(one.staff_id, one.name)) is None

    def command(self) -> c.Assign:
        one = self.officers[self.text("officer")]
        return c.Assign(one.staff_id, one.name)


def _told(one: Officer, busy: int) -> str:
    load = f"đang giữ {number(busy)} hồ sơ" if busy else "chưa giữ hồ sơ nào"
    return f"{one.name} – {one.title}, {one.unit} ({load})"
