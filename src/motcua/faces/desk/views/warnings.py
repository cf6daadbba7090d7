"""Warnings that concern the person: what falls due, what was due, and what can still be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.agencies.queries import calendar_for
from motcua.faces.common.formats import clock_time, day, number
from motcua.faces.desk.decorators import officer
from motcua.law.deadline import remaining
from motcua.law.worktime import Calendar
from motcua.notices.commands import mark_seen
from motcua.notices.models import DueWarning
from motcua.notices.queries import PAGE, WarningRow, warnings_of
from motcua.reports.freezing.queries import reminders_for

Kind = DueWarning.Kind
LOOKS = {
    Kind.OVERDUE: ("danger", "alert-triangle"),
    Kind.INTAKE_OVERDUE: ("danger", "alert-triangle"),
    Kind.NEAR_DUE_HOURS: ("warning", "clock-exclamation"),
    Kind.EXTENSION_CLOSING: ("warning", "calendar-due"),
    Kind.STEP_OVERDUE: ("warning", "hourglass"),
    Kind.NEAR_DUE_DAY: ("info", "clock"),
    Kind.INTAKE_ALERT: ("info", "inbox"),
    Kind.SUPPLEMENT_CLOSING: ("info", "file-alert"),
}
"""Tone and icon of each kind; its word stands beside them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A warning as it is shown: what it says, and where the next act is."""

    row: WarningRow
    tone: str
    icon: str
    says: str
    left: int
    href: str
    act: str


@require_safe
@officer
def warnings(request: HttpRequest) -> HttpResponse:
    """The list, with what nobody has seen first, under the reports whose last day is near; six queries at the most."""
    asked = request.GET.get("trang", "1")
    found = warnings_of(request.actor, at=request.now, page=int(asked) if asked.isdecimal() and len(asked) < 6 else 1)
    calendar = calendar_for(min(request.actor.all_agencies)) if request.actor.all_agencies else None
    context = {
        "lines": [_line(row, calendar, request) for row in found.rows],
        "unseen": found.unseen,
        "reports": reminders_for(request.actor, now=request.now),
        "standard_day": calendar.standard_day if calendar else 0,
        "page": Paginator(range(found.total), PAGE).page(found.page),
        "several_agencies": len(request.actor.all_agencies) > 1,
    }
    return render(request, "desk/warnings.html", context)


@require_POST
@officer
def seen(request: HttpRequest) -> HttpResponse:
    """Note one warning, or all of a page, as seen."""
    asked = [request.POST["mot"]] if "mot" in request.POST else request.POST.getlist("canh_bao")
    wanted = [int(name) for name in asked if name.isdecimal() and len(name) < 19]
    marked = mark_seen(wanted, actor=request.actor, at=request.now)
    messages.success(request, f"Đã đánh dấu {number(marked)} cảnh báo là đã xem.")
    return redirect("desk:warnings")


def _line(row: WarningRow, calendar: Calendar | None, request: HttpRequest) -> Line:
    tone, icon = LOOKS[row.kind]
    extends = row.kind is Kind.EXTENSION_CLOSING
    return Line(
        row=row,
        tone=tone,
        icon=icon,
        says=_says(row),
        left=remaining(calendar, request.now, row.due_at) if calendar else 0,
        href=reverse("desk:command", args=(row.reference, "gia-han")) if extends else "",
        act="Gia hạn kèm phiếu xin lỗi" if extends else "",
    )


def _says(row: WarningRow) -> str:
    """What the warning says and advises, in a sentence."""
    match row.kind:
        case Kind.OVERDUE if row.task:
            return f"Đã quá hẹn trả mà việc “{row.task}” chưa xong; khi kết thúc phải ghi nguyên nhân trễ hạn."
        case Kind.OVERDUE:
            return "Hồ sơ của cơ quan đã quá hẹn trả, chưa có kết quả."
        case Kind.NEAR_DUE_HOURS:
            return f"Còn không quá {settings.NEAR_DUE_HOURS} giờ làm việc đến hẹn trả; đang ở việc “{row.task}”."
        case Kind.NEAR_DUE_DAY:
            return f"Còn không quá {settings.NEAR_DUE_DAYS} ngày làm việc đến hẹn trả; đang ở việc “{row.task}”."
        case Kind.STEP_OVERDUE:
            return f"Việc “{row.task}” đã hết thời gian quy định của bước."
        case Kind.EXTENSION_CLOSING:
            last = f"{clock_time(row.act_by)} ngày {day(row.act_by)}"
            return f"Nếu không kịp hẹn trả: gia hạn kèm phiếu xin lỗi phải làm trước {last}."
        case Kind.INTAKE_ALERT:
            return "Hồ sơ nộp trực tuyến đang chờ tiếp nhận hoặc hướng dẫn."
        case Kind.INTAKE_OVERDUE:
            return "Hồ sơ nộp trực tuyến đã quá hạn trả lời người nộp."
        case _:
            last_day = day(row.due_at - timedelta(minutes=1))
            return f"Hết ngày {last_day} mà người nộp không bổ sung thì hồ sơ tự dừng giải quyết."
