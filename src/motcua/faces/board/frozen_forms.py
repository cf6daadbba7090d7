"""Forms of frozen reports: what is to be frozen, and what is done with a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from motcua.agencies.models import Agency
from motcua.faces.board.forms import ALL
from motcua.faces.board.score_forms import KeyForm
from motcua.reports.models import FrozenReport


class FreezeForm(KeyForm):
    """Whose figures of the table are frozen; the table and its period stand in the address."""

    co_quan = forms.ChoiceField(
        label="Báo cáo của",
        error_messages={
            "required": "Hãy chọn cơ quan.",
            "invalid_choice": "Bạn không lập báo cáo cho cơ quan này; hãy chọn lại.",
        },
    )

    def __init__(self, data: Any, agencies: Sequence[Agency], *, every: bool) -> None:
        super().__init__(data)
        whole = [(ALL, "Tất cả cơ quan")] if every else []
        self.fields["co_quan"].choices = [*whole, *((one.code, one.name) for one in agencies)]  # type: ignore[attr-defined]
        self.agencies = {agency.code: agency for agency in agencies}

    @property
    def agency(self) -> Agency | None:
        """The agency chosen; None for all."""
        return self.agencies.get(self.cleaned_data["co_quan"])


class StepForm(KeyForm):
    """What is done with a report as it was seen."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": "Biểu mẫu không còn hợp lệ; hãy mở lại trang."},
    )

    def __init__(self, data: Any = None, *, report: FrozenReport) -> None:
        super().__init__(data, initial={"revision": report.revision})


class NoteForm(StepForm):
    """Sent, with a note where one wants to explain something."""

    note = forms.CharField(
        label="Lời giải trình",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Không bắt buộc; cần ghi khi số liệu có chỗ chưa khớp.",
    )


class ReturnForm(StepForm):
    """Given back with a reason."""

    reason = forms.CharField(
        label="Lý do trả lại",
        error_messages={"required": "Hãy ghi lý do trả lại để nơi lập biết phải sửa gì."},
        widget=forms.Textarea(attrs={"rows": 2, "id": "ly-do-tra-lai"}),
    )


class RecountForm(StepForm):
    """Counted anew, with a reason."""

    reason = forms.CharField(
        label="Lý do lập bản mới",
        error_messages={"required": "Hãy ghi lý do lập bản mới để người duyệt biết vì sao số liệu thay đổi."},
        widget=forms.Textarea(attrs={"rows": 2, "id": "ly-do-ban-moi"}),
    )
