"""The first screen of everybody: what do I do next?"""

from __future__ import annotations

from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.agencies.people import accounts
from motcua.agencies.queries import calendar_for
from motcua.catalogue.queries import procedures_of
from motcua.dossiers.access import DESK_ROLES
from motcua.dossiers.worklist import PAGE, TaskRow, Urgency, Worklist, worklist
from motcua.faces.common.formats import local_day
from motcua.faces.desk.decorators import officer
from motcua.law.deadline import remaining
from motcua.law.worktime import Calendar

KINDS = {"intake": "Chờ tiếp nhận", "step": "Xử lý", "supplement": "Chờ bổ sung", "return": "Trả kết quả"}
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
    if not request.actor.roles & WORKERS:
        return _overview(request)
    kind, urgency = request.GET.get("loai", ""), request.GET.get("han", "")
    kind = kind if kind in KINDS else ""
    found = worklist(request.actor, now=request.now, kind=kind, urgency=urgency, page=_page(request))
    calendar = calendar_for(min(request.actor.all_agencies))
    context = {
        "tasks": [(row, _left(row, calendar, request.now)) for row in found.rows],
        "standard_day": calendar.standard_day,
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


def _left(row: TaskRow, calendar: Calendar, now: datetime) -> int | None:
    """Working minutes left until the dossier is due; None while its clock is stopped."""
    return remaining(calendar, now, row.due_at) if row.due_at else None


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
    """The kinds of work that this actor can have; none when there is only one."""
    if not any(actor.has(role) for role in DESK_ROLES):
        return []
    whole = {"label": "Tất cả", "number": sum(found.by_kind.values()), "href": "?", "current": not kind}
    return [
        whole,
        *(
            {"label": label, "number": found.by_kind[name], "href": f"?loai={name}", "current": kind == name}
            for name, label in KINDS.items()
        ),
    ]


def _overview(request: HttpRequest) -> HttpResponse:
    """The first screen of those who look after the system, its procedures or the centre."""
    actor, today = request.actor, local_day(request.now)
    if actor.has(Role.PROCEDURE_CONTROL):
        return render(request, "desk/overview_procedures.html", {"procedures": procedures_of(None, today)})
    if actor.has(Role.ADMINISTRATOR):
        return render(request, "desk/overview_accounts.html", {"accounts": accounts(today)})
    return render(request, "desk/overview_director.html", {})
