"""A moment of the past in a form: a day and a time of day in Vietnam, in two fields that every browser knows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from motcua.law.worktime import VIETNAM


def day_field(label: str, *, ask: str, **more: Any) -> forms.DateField:
    """A local day; `ask` is the sentence when none was given."""
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": ask, "invalid": "Ngày chưa đúng; hãy ghi ngày như 31/12/2025."},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        **more,
    )


def time_field(label: str, *, ask: str, **more: Any) -> forms.TimeField:
    """A local time of day; `ask` is the sentence when none was given."""
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H:%M:%S", "%Hh%M"],
        error_messages={"required": ask, "invalid": "Giờ chưa đúng; hãy ghi giờ như 16:30."},
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        **more,
    )


def moment_of(cleaned: dict[str, Any], name: str) -> datetime:
    """The instant of the fields `<name>_day` and `<name>_time`, as an aware datetime; only of a valid form."""
    return datetime.combine(cleaned[f"{name}_day"], cleaned[f"{name}_time"], VIETNAM)
