"""Forms of the portal: the pair on a receipt, a wish to stop, and the moment from which a time limit is counted."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms

from motcua.dossiers.numbers import LOOKUP_LENGTH, UNMISTAKABLE
from motcua.law.codes import DossierCode
from motcua.law.refusal import Refused
from motcua.law.worktime import VIETNAM

_DASHES = str.maketrans("‐‑‒–—−", "------")
_TYPED = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


def tidy_code(typed: str) -> str:
    """A dossier code as it may be typed or pasted: gaps, long dashes and small letters do not matter."""
    return re.sub(r"\s+", "", typed).translate(_DASHES).upper()


class SecondFactorForm(forms.Form):
    """A form that wants the look-up code printed on the receipt."""

    tra_cuu = forms.CharField(
        label="Mã tra cứu",
        max_length=40,
        help_text="8 chữ và số, in ở dòng “Tra cứu” của giấy tiếp nhận.",
        error_messages={"required": "Hãy nhập mã tra cứu in trên giấy tiếp nhận."},
        widget=forms.TextInput(attrs=_TYPED),
    )

    def clean_tra_cuu(self) -> str:
        """The code without the gaps and dashes that people put in; one of another length cannot be right."""
        typed = re.sub(r"[\s.\-]", "", self.cleaned_data["tra_cuu"].translate(_DASHES)).upper()
        if len(typed) != LOOKUP_LENGTH or not set(typed) <= set(UNMISTAKABLE):
            raise forms.ValidationError(
                "Mã tra cứu gồm 8 chữ và số, không có chữ O, chữ I, số 0 và số 1; xin xem lại trên giấy tiếp nhận."
            )
        return typed


class LookUpForm(SecondFactorForm):
    """Dossier code and look-up code, as printed on the receipt."""

    ma = forms.CharField(
        label="Mã hồ sơ",
        max_length=80,
        help_text="In trên giấy tiếp nhận, ví dụ 000.00.12.H51-191216-0001.",
        error_messages={"required": "Hãy nhập mã hồ sơ in trên giấy tiếp nhận."},
        widget=forms.TextInput(attrs=_TYPED),
    )
    xem = forms.CharField(required=False, widget=forms.HiddenInput)
    """Which page of the dossier is wanted; "" for the first."""

    field_order = ["ma", "tra_cuu", "xem"]

    def clean_ma(self) -> str:
        """The code in the form in which it is kept; one that cannot be a code is told beside the field."""
        try:
            return str(DossierCode.parse(tidy_code(self.cleaned_data["ma"])))
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from None


class StopForm(SecondFactorForm):
    """The wish to stop a dossier; the look-up code again, for others may use the same screen."""

    ly_do = forms.CharField(
        label="Lý do đề nghị dừng",
        max_length=2000,
        help_text="Ngắn gọn, ví dụ: không còn nhu cầu; sẽ nộp lại khi đủ giấy tờ.",
        error_messages={"required": "Hãy ghi lý do đề nghị dừng giải quyết."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    field_order = ["ly_do", "tra_cuu", "key"]


class StartForm(forms.Form):
    """The local moment at which somebody would hand a dossier in, and how."""

    ngay = forms.DateField(
        label="Ngày nộp",
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": "Hãy nhập ngày nộp hồ sơ.",
            "invalid": "Ngày nộp chưa đúng; ví dụ đúng: 16/12/2019.",
        },
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    gio = forms.TimeField(
        label="Giờ nộp",
        input_formats=["%H:%M", "%H:%M:%S", "%Hh%M"],
        error_messages={"required": "Hãy nhập giờ nộp hồ sơ.", "invalid": "Giờ nộp chưa đúng; ví dụ đúng: 08:30."},
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    cach = forms.ChoiceField(label="Cách nộp", required=False)

    def __init__(self, *args: Any, ways: list[tuple[str, str]], **kwargs: Any) -> None:
        """`ways`: (value, words) of the limits to choose from; the field is left out when there is one."""
        super().__init__(*args, **kwargs)
        self.fields["cach"].choices = ways
        if len(ways) < 2:
            del self.fields["cach"]

    @property
    def start(self) -> datetime:
        """The moment typed, as an aware datetime; only of a valid form."""
        return datetime.combine(self.cleaned_data["ngay"], self.cleaned_data["gio"], VIETNAM)
