"""Forms of the scores: a period and an agency, what if, a target, the scoring of an agency."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from motcua.agencies.models import Agency
from motcua.faces.board.forms import DAY, SpanForm
from motcua.law.periods import Period
from motcua.law.scoring.indicators import Group, indicators_of
from motcua.law.scoring.quality import QUALITY
from motcua.law.scoring.what_if import Change, How
from motcua.reports.models import AgencyScoring
from motcua.reports.scores.scoring import Given
from motcua.reports.scores.targets import INDEX, TARGETED, YEARLY

PROVINCE = "tinh"


class IndexForm(SpanForm):
    """Whose index of which period; nothing chosen: the year, and the widest that the person sees."""

    co_quan = forms.ChoiceField(
        label="Phạm vi",
        error_messages={"invalid_choice": "Cơ quan này không thuộc phạm vi của bạn; hãy chọn lại."},
    )
    field_order = ["co_quan", "tu", "den"]

    def __init__(self, asked: QueryDict, now: datetime, agencies: Sequence[Agency], *, province: bool) -> None:
        super().__init__(asked, now)
        del self.fields["chot"]
        whole = [(PROVINCE, "Toàn tỉnh")] if province else []
        choices = [*whole, *((agency.code, agency.name) for agency in agencies)]
        self.fields["co_quan"].choices = choices  # type: ignore[attr-defined]
        self.data = {"co_quan": choices[0][0] if choices else "", **self.data}
        self.agencies = {agency.code: agency for agency in agencies}

    @property
    def agency(self) -> Agency | None:
        """The agency chosen; None for the province."""
        return self.agencies.get(self.cleaned_data["co_quan"])

    @property
    def query(self) -> dict[str, str]:
        """Period and agency, as an address names them."""
        days = {name: f"{self.cleaned_data[name]:{DAY}}" for name in ("tu", "den")}
        return {**days, "co_quan": self.cleaned_data["co_quan"]}


class WhatIfForm(forms.Form):
    """So many more of an indicator done well."""

    chi_tieu = forms.ChoiceField(
        label="Chỉ tiêu",
        choices=[
            (group.label, [(one.key, f"{one.number} {one.label}") for one in indicators_of(group)]) for group in Group
        ],
        error_messages={"required": "Hãy chọn chỉ tiêu.", "invalid_choice": "Hãy chọn chỉ tiêu trong danh sách."},
    )
    them = forms.IntegerField(
        label="Làm tốt thêm",
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": "1"}),
        error_messages={"required": "Hãy ghi số lượng.", "invalid": "Hãy ghi một số nguyên như 40."},
    )
    cach = forms.ChoiceField(label="Lấy từ đâu", choices=[(how.value, how.label) for how in How])

    def __init__(self, asked: QueryDict) -> None:
        started = {"chi_tieu": "on_time", "cach": How.INSTEAD.value}
        super().__init__(asked if "them" in asked else None, auto_id="%s", initial=started)

    def change(self) -> Change:
        """What is tried out."""
        given = self.cleaned_data
        return Change(given["chi_tieu"], given["them"], How(given["cach"]))


class KeyForm(forms.Form):
    """A form with the key by which a repeat of its command is recognised."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "Biểu mẫu không còn hợp lệ; hãy mở lại trang.",
            "invalid": "Biểu mẫu không còn hợp lệ; hãy mở lại trang.",
        },
    )
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, auto_id="%s", **kwargs)


def number(label: str, *, required: bool = True, **more: Any) -> forms.DecimalField:
    """A number with at most two decimals, after a comma or a point."""
    return _Number(
        label=label,
        required=required,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": f"Hãy ghi {label[0].lower()}{label[1:]}.", "invalid": "Hãy ghi số như 97,5."},
        **more,
    )


class _Number(forms.DecimalField):
    def to_python(self, value: Any) -> Decimal | None:
        return super().to_python(value.replace(",", ".").strip() if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


def _targeted(group: str) -> list[tuple[str, str]]:
    return [(one.key, one.label) for one in TARGETED.values() if one.group == group]


class TargetForm(KeyForm):
    """A target to set."""

    indicator = forms.ChoiceField(
        label="Chỉ tiêu",
        choices=[
            ("", "Hãy chọn chỉ tiêu"),
            *(
                (group, [(one.key, one.label) for one in TARGETED.values() if one.group == group])
                for group in (YEARLY, INDEX)
            ),
        ],
        error_messages={"required": "Hãy chọn chỉ tiêu.", "invalid_choice": "Hãy chọn chỉ tiêu trong danh sách."},
    )
    agency = forms.ChoiceField(
        label="Giao cho",
        required=False,
        help_text="Mức của toàn tỉnh cũng áp dụng cho cơ quan chưa được giao riêng.",
        error_messages={"invalid_choice": "Hãy chọn cơ quan trong danh sách."},
    )
    value = number("Mức phải đạt (%)")
    decision = forms.CharField(
        label="Số văn bản giao",
        help_text="Như in trên văn bản, ví dụ 25/KH-UBND.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Hãy ghi số văn bản giao chỉ tiêu."},
    )

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Toàn tỉnh"), *((agency.code, agency.name) for agency in agencies)]
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]


class BeginForm(KeyForm):
    """A scoring to begin: agency and quarter."""

    agency = forms.ChoiceField(label="Cơ quan", error_messages={"invalid_choice": "Hãy chọn cơ quan trong danh sách."})
    period = forms.ChoiceField(label="Kỳ", error_messages={"invalid_choice": "Hãy chọn kỳ trong danh sách."})

    def __init__(self, *args: Any, agencies: Sequence[Agency], quarters: Sequence[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(one.code, one.name) for one in agencies]  # type: ignore[attr-defined]
        self.fields["period"].choices = [(str(one.first), one.label) for one in quarters]  # type: ignore[attr-defined]


class RevisionForm(KeyForm):
    """A decision on a scoring as it was seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, scoring: AgencyScoring, **kwargs: Any) -> None:
        super().__init__(*args, initial={"revision": scoring.revision}, **kwargs)


class ReasonForm(RevisionForm):
    """A scoring to send back."""

    reason = forms.CharField(
        label="Lý do trả lại",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do trả lại để cơ quan biết phải sửa gì."},
    )


TYPED = [index for index in QUALITY.values() if not index.computed]


class ScoresForm(RevisionForm):
    """What an agency gives itself: for each index that is not computed a score and its evidence."""

    def __init__(self, *args: Any, scoring: AgencyScoring, **kwargs: Any) -> None:
        super().__init__(*args, scoring=scoring, **kwargs)
        items = {item.number: item for item in scoring.items.all()}
        for index in TYPED:
            score, evidence = items[index.number].score, items[index.number].evidence
            self.fields[f"score_{index.number}"] = _score_field(index.number)
            self.fields[f"evidence_{index.number}"] = forms.CharField(
                label=f"Căn cứ cho điểm chỉ số {index.number}",
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            whole = score is not None and not index.by_dossier
            self.initial[f"score_{index.number}"] = f"{score:.0f}" if whole else score
            self.initial[f"evidence_{index.number}"] = evidence

    def full_clean(self) -> None:
        """Nothing has to be there to be saved; that all of it has to be there to be sent, the fields show."""
        typed = [field for name, field in self.fields.items() if name not in ("key", "revision")]
        for field in typed:
            field.required = False
        super().full_clean()
        for field in typed:
            field.required = True

    def given(self) -> dict[int, Given]:
        """What was typed, by number of index."""
        return {
            index.number: Given(
                _decimal(self.cleaned_data.get(f"score_{index.number}")),
                self.cleaned_data.get(f"evidence_{index.number}", ""),
            )
            for index in TYPED
        }


def _score_field(of: int) -> forms.Field:
    index = QUALITY[of]
    label = f"Điểm chỉ số {of}"
    if index.by_dossier:
        return number(label, help_text="Bình quân các hồ sơ, từ 0 đến 2, một số lẻ.")
    said = (("2", index.two), ("1", index.one), ("0", index.zero))
    choices = [("", "Chưa chấm"), *((points, f"{points} điểm: {when}") for points, when in said if when)]
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=choices,
        error_messages={"invalid_choice": "Hãy chọn điểm trong danh sách."},
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(value)
