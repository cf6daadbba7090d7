"""Forms of the commands that stop a dossier because its applicant wants it: note the wish, and confirm the stop."""

from __future__ import annotations

from motcua.faces.desk.forms.base import CommandForm, Text
from motcua.faces.desk.forms.ending import LateForm
from motcua.faces.desk.words import counted
from motcua.law.lifecycle import commands as c
from motcua.law.refusal import Refused

_PROBE = "."


class AskToStopForm(CommandForm):
    """Note the wish of an applicant who came in person to stop the dossier."""

    reason = Text(
        "Lý do đề nghị dừng",
        rows=3,
        help_text="Ghi theo lời người nộp, sau khi đã đối chiếu giấy tờ tùy thân với chủ hồ sơ.",
    )

    def blocked(self) -> Refused | None:
        return self.objection(wish_to_stop())

    def command(self) -> c.AskToStop:
        return c.AskToStop(self.text("reason"))


def wish_to_stop() -> c.AskToStop:
    """A well-filled wish, to ask the law whether the dossier may be stopped at all."""
    return c.AskToStop(_PROBE)


class ConfirmStopForm(LateForm):
    """Give the papers back and stop the dossier (form 05)."""

    template = "desk/dossier/forms/confirm_stop.html"

    papers_returned = Text(
        "Giấy tờ trả lại người nộp",
        rows=4,
        help_text="In trên thông báo dừng. Không có giấy tờ phải trả thì ghi “không có giấy tờ phải trả”.",
    )
    note = Text(
        "Hoàn trả phí, lệ phí",
        rows=2,
        optional=True,
        help_text="Số tiền, căn cứ và cách hoàn trả theo pháp luật về phí, lệ phí; in trên thông báo dừng.",
    )

    field_order = ["key", "papers_returned", "note", "late_cause"]

    def prepare(self) -> None:
        super().prepare()
        self.initial.setdefault("papers_returned", self._papers())

    @property
    def wish(self) -> str:
        """What the log says of the wish to stop."""
        return next((one.sentence for one in reversed(self.page.timeline) if one.kind == "stop_asked"), "")

    def _papers(self) -> str:
        """What was handed in on paper, component by component, to be given back."""
        names = {part.key: part.name for part in self.page.rules.procedure.components}
        lines = [
            f"{names.get(paper.component, paper.component)}: {counted(paper.originals, paper.copies)}"
            for paper in self.page.state.papers
            if paper.originals or paper.copies
        ]
        return "\n".join(lines)

    def blocked(self) -> Refused | None:
        refused = self.objection(self.well_filled())
        return None if refused is None or refused.field == "late_cause" else refused

    def well_filled(self) -> c.ConfirmStop:
        return c.ConfirmStop(_PROBE)

    def command(self) -> c.ConfirmStop:
        return c.ConfirmStop(self.text("papers_returned"), self.text("note"), self.late_cause())
