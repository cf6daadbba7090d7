"""Forms of the commands that touch the clock: asking for a supplement, receiving it, a new due date."""

from __future__ import annotations

from decimal import Decimal

from motcua.faces.common.formats import moment
from motcua.faces.desk.forms.base import LATE_CAUSES, Choice, CommandForm, Pick, Text, outcome
from motcua.faces.desk.forms.papers import PaperLine, PapersForm
from motcua.faces.desk.forms.requests import PaperRequestsForm
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import LateCause, PaperRequest
from motcua.law.refusal import Refused

_PROBE = "."
LONGEST_EXTENSION = 30
"""Working days offered to choose from."""


class RequestSupplementForm(PaperRequestsForm):
    """Say, paper by paper, what the applicant has to complete (form 02)."""

    legal_basis = Text(
        "Căn cứ pháp lý",
        help_text="Điều, khoản của văn bản cho phép yêu cầu bổ sung lúc này.",
    )
    approver = Text("Người phê duyệt", help_text="Họ tên, chức vụ người đồng ý yêu cầu bổ sung.", optional=True)

    def prepare(self) -> None:
        super().prepare()
        self.why_basis = self._why_basis()
        self.drop_unless(bool(self.why_basis), "legal_basis", "approver")

    def _why_basis(self) -> str:
        """The law's sentence when it wants a basis for asking now, else ""."""
        asked = PaperRequest(self.page.rules.procedure.components[0].key, _PROBE)
        refused = self.objection(c.RequestSupplement((asked,), _PROBE))
        return refused.sentence if refused and refused.field == "legal_basis" else ""

    def command(self) -> c.RequestSupplement:
        return c.RequestSupplement(
            self.requests(), self.text("reason"), self.text("legal_basis"), self.text("approver")
        )


class ReceiveSupplementForm(PapersForm):
    """Take in what was asked for."""

    template = "desk/dossier/forms/receive.html"

    note = Text("Ghi chú", rows=2, optional=True)

    @property
    def asked_lines(self) -> list[PaperLine]:
        """The lines of what was asked for."""
        return [line for line in self.lines if line.asked]

    @property
    def other_lines(self) -> list[PaperLine]:
        """The lines of everything else, which may be brought as well."""
        return [line for line in self.lines if not line.asked]

    def command(self) -> c.ReceiveSupplement:
        return c.ReceiveSupplement(self.papers(), self.text("note"))


class ExtendForm(CommandForm):
    """Apologise and name a new due date (form 04): each choice shows the date that it gives."""

    reason = Text("Lý do xin lỗi và hẹn lại", rows=3, help_text="Người nộp hồ sơ đọc được nội dung này.")

    def prepare(self) -> None:
        self.fields["working_days"] = Pick("Gia hạn thêm", self._choices(), empty="Chọn số ngày làm việc")
        self.fields["cause"] = Choice("Nguyên nhân", LATE_CAUSES, ask="Hãy chọn nguyên nhân phải hẹn lại.")
        self.order_fields(["key", "working_days", "cause", "reason"])

    def blocked(self) -> Refused | None:
        return self.objection(extension())

    def _choices(self) -> list[tuple[str, str]]:
        return [
            (str(days), f"{days} ngày làm việc – hẹn trả {moment(event.due_at)}")
            for days in range(1, LONGEST_EXTENSION + 1)
            for event in outcome(self.page, extension(days), self.now)
            if isinstance(event, e.Extended)
        ]

    def command(self) -> c.Extend:
        days = Decimal(self.text("working_days") or 0)
        return c.Extend(days, self.text("reason"), LateCause(self.text("cause")))


def extension(days: int = 1) -> c.Extend:
    """A well-filled extension, to ask the law whether one is possible at all, and what it gives."""
    return c.Extend(Decimal(days), _PROBE, LateCause.COMPLEX_CASE)
