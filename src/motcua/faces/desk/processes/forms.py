"""Forms of internal processes: approval, return to the author, import of a file."""

from __future__ import annotations

from typing import Any

from django import forms

from motcua.catalogue.processes import Decision
from motcua.faces.common.forms import day
from motcua.faces.desk.forms.base import Text

MOST_BYTES = 2 * 1024 * 1024


class ApprovalForm(forms.Form):
    """The decision that approves a process."""

    use_required_attribute = False
    number = Text("Số quyết định", max_length=100, help_text="Ví dụ 15/QĐ-UBND.")
    signed_on = day("Ngày ký quyết định")
    valid_from = day(
        "Có hiệu lực từ ngày",
        ask="Hãy chọn ngày có hiệu lực.",
        help_text="Hồ sơ tiếp nhận từ ngày này theo quy trình mới.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def decision(self) -> Decision:
        """What was filled in."""
        said = self.cleaned_data
        return Decision(said["number"], said["signed_on"], said["valid_from"])


class ReturnForm(forms.Form):
    """Why a draft goes back to its author."""

    use_required_attribute = False
    reason = Text("Lý do trả lại", rows=3)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ImportForm(forms.Form):
    """A file of BPMN 2.0."""

    use_required_attribute = False
    file = forms.FileField(
        label="Tệp BPMN 2.0",
        help_text="Tệp .bpmn hoặc .xml, lớn nhất 2 MB.",
        widget=forms.FileInput(attrs={"accept": ".bpmn,.xml,application/xml"}),
        error_messages={"required": "Hãy chọn tệp BPMN.", "empty": "Tệp này trống.", "invalid": "Hãy chọn tệp BPMN."},
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to be a process."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 2 MB; một quy trình không cần nhiều như vậy.")
        return file
