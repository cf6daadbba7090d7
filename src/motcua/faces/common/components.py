"""What the component tags put into their partial templates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from motcua.faces.common import formats
from motcua.law.lifecycle.state import Status

STATUS_LOOKS: dict[Status, tuple[str, str]] = {
    Status.DRAFT: ("neutral", "pencil"),
    Status.SUBMITTED: ("info", "inbox"),
    Status.ACCEPTED: ("info", "clipboard-check"),
    Status.PROCESSING: ("info", "progress"),
    Status.AWAITING_SUPPLEMENT: ("warning", "file-alert"),
    Status.AWAITING_PAYMENT: ("warning", "cash"),
    Status.PAUSED: ("neutral", "player-pause"),
    Status.APPROVED: ("success", "rubber-stamp"),
    Status.FINISHED: ("success", "circle-check"),
    Status.RETURNED: ("success", "checks"),
    Status.REFUSED: ("danger", "circle-x"),
    Status.REJECTED: ("danger", "file-x"),
    Status.STOPPED: ("neutral", "ban"),
}
"""Tone and icon of each status; the word is the status's own label."""

SOON = 1
"""A dossier is marked when this many working days or less are left."""


def status_parts(status: object, label: str = "") -> dict[str, str]:
    """Tone, icon and word of a status; an unknown one is shown as it is."""
    try:
        member = Status(str(status))
    except ValueError:
        return {"tone": "neutral", "icon": "circle", "label": label or str(status)}
    tone, icon = STATUS_LOOKS[member]
    return {"tone": tone, "icon": icon, "label": label or member.label}


def deadline_parts(
    minutes: int | None, due: datetime | None, standard_day: int, now: datetime | None, href: str = ""
) -> dict[str, Any]:
    """Tone, icon and words of a due date; `minutes` are working time left, negative when overdue."""
    today = bool(due and now and formats.local_day(due) == formats.local_day(now))
    if minutes is None:
        tone, icon, words = "neutral", "clock-pause", "Không tính hạn"
    elif minutes < 0:
        tone, icon, words = "danger", "alert-triangle", formats.remaining(minutes, standard_day)
    elif today:
        tone, icon = "warning", "clock-exclamation"
        words = f"hôm nay, {formats.remaining(minutes, standard_day)}"
    elif minutes <= SOON * standard_day:
        tone, icon, words = "warning", "clock-exclamation", formats.remaining(minutes, standard_day)
    else:
        tone, icon, words = "success", "clock", formats.remaining(minutes, standard_day)
    return {"tone": tone, "icon": icon, "words": words[:1].upper() + words[1:], "due": due, "href": href}


def field_parts(bound: BoundField, *, hint: str, width: str, label: str) -> dict[str, Any]:
    """A form field with its control in the classes of the design system, described by hint and error."""
    hint = hint or str(bound.help_text or "")
    described = [f"{bound.auto_id}_hint"] * bool(hint) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    attributes: dict[str, Any] = {"class": _control_class(bound)}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    widget = bound.field.widget
    is_group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    if is_group:  # the single choices are drawn by the template and know only the attributes of the widget
        widget.attrs["class"] = attributes["class"]
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attributes),
        "label": label or bound.label,
        "hint": hint,
        "width": width,
        "is_check": isinstance(widget, CheckboxInput),
        "is_group": is_group,
        "described": attributes.get("aria-describedby", ""),
        "optional": not bound.field.required and not isinstance(widget, CheckboxInput),
    }


def _control_class(bound: BoundField) -> str:
    """The classes of a control: those its form gave it, then those of its kind."""
    widget = bound.field.widget
    given = widget.attrs.get("class", "")
    if isinstance(widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        kind = "form-check-input"
    elif isinstance(widget, Select):
        kind = "form-select"
    else:
        kind = "form-control form-control-file" if isinstance(widget, FileInput) else "form-control"
    return " ".join(part for part in (given, kind, "is-invalid" if bound.errors else "") if part)


def scrolling(content: str, label: str) -> SafeString:
    """A part of the page that scrolls sideways and takes the focus, so that the keyboard scrolls it too."""
    return format_html(
        '<div class="table-wrap" role="group" aria-label="{}" tabindex="0">{}</div>',
        label,
        mark_safe(content),
    )
