"""The first screen of everybody: what do I do next?"""

from __future__ import annotations

from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.agencies.calendar_queries import missing_year
from motcua.agencies.people import accounts
from motcua.agencies.queries import calendars_for
from motcua.catalogue.process_pages import waiting_drafts
from motcua.catalogue.publication import waiting as waiting_publications
from motcua.dossiers.access import DESK_ROLES
from motcua.dossiers.worklist import PAGE, TaskRow, Urgency, Worklist, worklist
from motcua.faces.common.formats import local_day
from motcua.faces.desk.decorators import officer
from motcua.law.deadline import remaining
from motcua.law.worktime import Calendar

KINDS = {
    "intake": "Chờ tiếp nhận",
    "step": "Xử lý",
    "supplement": "Chờ bổ sung",
    "payment": "Chờ nộp tiền",
    "consult": "Cho ý kiến",
    "stop": "Xác nhận dừng",
    "correction": "Đính chính",
    "return": "Trả kết quả",
}
SELDOM = frozenset({"payment", "consult", "stop", "correction"})
"""Kinds that have a tab only while there is such work."""
WORKERS = frozenset({*DESK_ROLES, Role.CASE_OFFICER, Role.LEADER})
LOOKS = {
    Urgency.OVERDUE: ("danger", "alert-triangle"),
    Urgency.TODAY: ("warning", "clock-exclamation"),
    Urgency.SOON: ("info", "clock"),
    Urgency.LATER: ("success", "calendar"),
}
"""Tone and icon of each urgency that has a due date; its word stands beside them."""


@require_safe
@officer
def work_list(request: HttpRequest) -> HttpResponse:
    """What lies on the actor's desks, the most urgent first; for those without a desk, what they look after."""
    kind, urgency = request.GET.get("loai", ""), request.GET.get("han", "")
    kind = kind if kind in KINDS else ""
    if not (request.actor.roles & WORKERS or (kind and request.actor.has(Role.CENTRE_DIRECTOR))):
        return _overview(request)
    found = worklist(request.actor, now=request.now, kind=kind, urgency=urgency, page=_page(request))
    calendars = calendars_for({(row.agency_id, row.calendar) for row in found.rows})
    context = {
        "tasks": [_line(row, calendars[row.agency_id, row.calendar], request.now) for row in found.rows],
        "figures": _figures(found, kind, urgency),
        "tabs": _tabs(request.actor, found, kind),
        "page": Paginator(range(found.total), PAGE).page(found.page),
        "filtered": bool(kind or urgency),
        "several_agencies": len(request.actor.all_agencies) > 1,
        "takes_in": any(request.actor.has(role) for role in DESK_ROLES),
        "kinds": KINDS,
    }
    return render(request, "desk/worklist.html", context)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("trang", "1")
    return int(asked) if asked.isdecimal() and len(asked) < 6 else 1


def _line(row: TaskRow, calendar: Calendar, now: datetime) -> tuple[TaskRow, int | None, int]:
    """A line with the working minutes left until it is due, and the length of a working day of its agency.

    None are told while the clock is stopped.
    """
    left = remaining(calendar, now, row.due_at) if row.due_at else None
    return row, left, calendar.standard_day


def _figures(found: Worklist, kind: str, urgency: str) -> list[dict[str, object]]:
    """The counts by urgency, each a link that filters the list, or shows it whole again."""
    figures = []
    for name, number in found.by_urgency.items():
        if name not in LOOKS:
            continue  # nothing is due: the tabs count these
        tone, icon = LOOKS[name]
        chosen = urgency == name
        query = "&".join([f"loai={kind}"] * bool(kind) + [f"han={name}"] * (not chosen))
        figures.append(
            {
                "label": name.label,
                "number": number,
                "tone": tone if number else "",
                "icon": icon,
                "href": f"?{query}",
                "current": chosen,
            }
        )
    return figures


def _tabs(actor: Actor, found: Worklist, kind: str) -> list[dict[str, object]]:
    """The kinds of work that this actor has; none when there is only one."""
    at_desk = any(actor.has(role) for role in DESK_ROLES)
    usual = set(KINDS) - SELDOM if at_desk else {"step"} & set(KINDS)
    shown = [name for name in KINDS if name in usual or name == kind or found.by_kind[name]]
    if len(shown) < 2:
        return []
    whole = {"label": "Tất cả", "number": sum(found.by_kind.values()), "href": "?", "current": not kind}
    return [
        whole,
        *(
            {"label": KINDS[name], "number": found.by_kind[name], "href": f"?loai={name}", "current": kind == name}
            for name in shown
        ),
    ]


def _overview(request: HttpRequest) -> HttpResponse:
    """The first screen of those who look after the system, its procedures or the centre."""
    actor, today = request.actor, local_day(request.now)
    if actor.has(Role.PROCEDURE_CONTROL):
        return redirect("desk:catalogue")
    if actor.has(Role.ADMINISTRATOR):
        context = {"accounts": accounts(today), "missing_calendar": missing_year(request.now)}
        return render(request, "desk/overview_accounts.html", context)
    waiting = worklist(actor, now=request.now).by_kind["correction"]
    context = {
        "corrections": waiting,
        "decisions": waiting_publications()["proposed"],
        "processes": waiting_drafts()["proposed"],
        "missing_calendar": missing_year(request.now),
    }
    return render(request, "desk/overview_director.html", context)
