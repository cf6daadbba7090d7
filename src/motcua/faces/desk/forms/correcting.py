"""Forms of the commands that put right what was recorded: the moment of completion, and an error in a result."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.dossiers.queries import DossierPage
from motcua.faces.desk.forms.base import Choice, CommandForm, Text
from motcua.faces.desk.forms.ending import ApproveForm
from motcua.faces.desk.forms.moments import day_field, moment_of, time_field
from motcua.law.lifecycle import commands as c
from motcua.law.refusal import Refused

_PROBE = "."


class AskCorrectionForm(CommandForm):
    """Say when the work was truly done, and what shows it."""

    template = "desk/dossier/forms/ask_correction.html"

    true_day = day_field("Ngày hoàn thành thực tế", ask="Hãy ghi ngày hoàn thành thực tế.")
    true_time = time_field("Giờ hoàn thành thực tế", ask="Hãy ghi giờ hoàn thành thực tế.")
    evidence = Text(
        "Chứng cứ",
        rows=3,
        help_text="Số, ngày văn bản hoặc trang sổ ký nhận cho biết thời điểm thực tế.",
    )

    def blocked(self) -> Refused | None:
        return self.objection(correction(self.page))

    def refuse(self, refused: Refused) -> None:
        super().refuse(_beside_the_day(refused, "true_at", "true_day"))

    def command(self) -> c.AskCorrection:
        return c.AskCorrection(moment_of(self.cleaned_data, "true"), self.text("evidence"))


def correction(page: DossierPage) -> c.AskCorrection:
    """A well-filled wish for a correction, to ask the law whether one is possible at all."""
    assert page.state.ended_at is not None
    return c.AskCorrection(page.state.ended_at - timedelta(microseconds=1), _PROBE)


class DecideCorrectionForm(CommandForm):
    """The second person's decision."""

    template = "desk/dossier/forms/decide_correction.html"

    agree = Choice(
        "Quyết định",
        [("yes", "Đồng ý: ghi thêm thời điểm thực tế"), ("no", "Không đồng ý: giữ thời điểm đã ghi nhận")],
        ask="Hãy chọn đồng ý hay không đồng ý.",
    )
    note = Text("Ý kiến", rows=3, optional=True, help_text="Phải ghi lý do khi không đồng ý.")

    @property
    def late_then(self) -> bool | None:
        """Whether it would still count as late with the true moment; None when it never was."""
        asked, state = self.page.state.correction, self.page.state
        if asked is None or not state.is_late or state.due_at is None:
            return None
        return asked.true_at > state.due_at

    def blocked(self) -> Refused | None:
        return self.objection(c.DecideCorrection(True, by=self.actor.staff_id))

    def command(self) -> c.DecideCorrection:
        return c.DecideCorrection(self.text("agree") == "yes", self.text("note"))


class CorrectResultForm(ApproveForm):
    """Put right an error of the agency in a result: what was wrong, and the result that holds now."""

    template = "desk/dossier/forms/correct_result.html"

    known_day = day_field("Ngày phát hiện sai sót", ask="Hãy ghi ngày phát hiện sai sót.")
    known_time = time_field("Giờ phát hiện", ask="Hãy ghi giờ phát hiện sai sót.")
    what = Text("Sai sót và nội dung đã sửa", rows=3, help_text="Ví dụ: năm sinh ghi 1958, sửa thành 1985.")
    late_reason = Text("Lý do sửa chậm", rows=2, optional=True)
    note = None

    def prepare(self) -> None:
        super().prepare()
        days = self.page.rules.regime.correction_days
        self.fields["result_number"].label = "Số, ký hiệu kết quả sau khi sửa"
        self.fields["result_number"].help_text = "Bỏ trống nếu số, ký hiệu không đổi."
        self.fields["result"].label = "Kết quả đã sửa"
        self.fields["late_reason"].help_text = f"Chỉ ghi khi sửa sau {days} ngày làm việc kể từ khi phát hiện."

    def blocked(self) -> Refused | None:
        return self.objection(result_correction(self.now))

    def refuse(self, refused: Refused) -> None:
        super().refuse(_beside_the_day(refused, "known_at", "known_day"))

    def command(self) -> c.CorrectResult:
        return c.CorrectResult(
            known_at=moment_of(self.cleaned_data, "known"),
            what=self.text("what"),
            result_number=self.text("result_number"),
            files=tuple(dict.fromkeys(scan.sha256 for scan in self.kept)),
            late_reason=self.text("late_reason"),
        )


def result_correction(now: datetime) -> c.CorrectResult:
    """A well-filled correction of an error found this very moment, to ask the law whether one is possible at all."""
    return c.CorrectResult(now, _PROBE)


def _beside_the_day(refused: Refused, spoken_of: str, field: str) -> Refused:
    """A refusal that speaks of a moment, told beside the day of it."""
    return Refused(refused.code, refused.sentence, field) if refused.field == spoken_of else refused
