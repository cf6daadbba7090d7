"""Forms of the catalogue: the head of a decision, its return to the author, a file of procedures."""

from __future__ import annotations

from typing import Any

from django import forms

from motcua.catalogue.publication import DecisionHead
from motcua.faces.common.forms import day
from motcua.faces.desk.forms.base import Text
from motcua.law.refusal import Refused
from motcua.papers.commands import keep
from motcua.papers.models import Blob

MOST_FILE_BYTES = 40 * 1024 * 1024


class DecisionForm(forms.Form):
    """What a decision says of itself, with the signed text."""

    use_required_attribute = False
    number = Text("Số quyết định", max_length=200, help_text="Ví dụ 1278/QĐ-UBND.")
    signed_on = day("Ngày ký")
    issuer = Text("Cơ quan ban hành", help_text="Ví dụ UBND tỉnh.")
    title = Text("Trích yếu", rows=2, optional=True, max_length=4000)
    note = Text(
        "Thay đổi gì, vì sao?",
        rows=3,
        optional=True,
        max_length=4000,
        help_text="Người phê duyệt đọc phần này trước.",
    )
    file = forms.FileField(
        label="Bản ký của quyết định",
        required=False,
        help_text="Tệp PDF.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"empty": "Tệp này trống.", "invalid": "Hãy chọn tệp PDF."},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def head(self) -> DecisionHead:
        """What was filled in; the file is kept among the papers.

        Raises:
            Refused: the file is no PDF, empty or too large; field ``file``.
        """
        said = self.cleaned_data
        file = said.get("file")
        return DecisionHead(
            number=said["number"],
            signed_on=said["signed_on"],
            issuer=said["issuer"],
            title=said["title"],
            note=said["note"],
            file=_kept(file) if file else "",
            file_name=file.name if file else "",
        )


def _kept(file: Any) -> str:
    try:
        blob = keep(file, name=file.name)
    except Refused as refused:
        raise Refused(refused.code, refused.sentence, field="file") from refused
    if blob.media_type != Blob.MediaType.PDF:
        raise Refused("not_a_pdf", "Bản ký của quyết định phải là tệp PDF.", field="file")
    return str(blob.sha256)


def head_of(decision: Any) -> dict[str, Any]:
    """What the form of a decision begins with."""
    return {name: getattr(decision, name) for name in ("number", "signed_on", "issuer", "title", "note", "revision")}


class ReturnForm(forms.Form):
    """Why a decision goes back to its author."""

    use_required_attribute = False
    reason = Text("Lý do trả lại", rows=3, max_length=4000)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class FileForm(forms.Form):
    """A file of procedures in our own format."""

    use_required_attribute = False
    file = forms.FileField(
        label="Tệp thủ tục",
        help_text="Tệp .xlsx, .json hoặc .jsonl theo mẫu xuất từ hệ thống này, lớn nhất 40 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json,.jsonl"}),
        error_messages={"required": "Hãy chọn tệp.", "empty": "Tệp này trống.", "invalid": "Hãy chọn tệp."},
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than any catalogue."""
        file = self.cleaned_data["file"]
        if file.size > MOST_FILE_BYTES:
            raise forms.ValidationError("Tệp lớn hơn 40 MB; hãy chia thành nhiều tệp.")
        return file
