"""The monthly notice to each agency, as a list and as a page to print."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.accounts.roles import Role
from motcua.agencies.people import unit_names
from motcua.agencies.queries import agency_by_code
from motcua.faces.board.guard import commanding, staff
from motcua.reports.mails import mails_are_on, mails_of, send_again
from motcua.reports.measures import MEASURES
from motcua.reports.monthly import LISTED, Notice, notice_for, notices_for
from motcua.reports.table import share

SHOWN = ("total", "carried", "new", "resolved", "early", "on_time", "late", "pending", "within", "overdue", "sent_back")
"""The measures of the notice, in the order of the yearly table."""
PARTS = frozenset({"carried", "new", "early", "on_time", "late", "within", "overdue", "sent_back"})
"""Those that are a part of the figure above them."""

MAIL_TONES = {"off": "neutral", "queued": "info", "sent": "success", "failed": "danger"}
MAIL_ICONS = {"off": "mail-off", "queued": "clock", "sent": "check", "failed": "alert-triangle"}
UNSENT = frozenset({"off", "failed"})


@staff
def notices(request: HttpRequest) -> HttpResponse:
    """The notices that the actor may read, month by month."""
    _require_reader(request)
    found = notices_for(request.actor)
    months = [(month, [_summary(row) for row in rows]) for month, rows in groupby(found, key=lambda row: row.month)]
    return render(request, "board/notices.html", {"months": months, "mails_on": mails_are_on()})


@staff
def notice(request: HttpRequest, agency: str, month: str) -> HttpResponse:
    """One notice; `month` as in “2019-11”."""
    _require_reader(request)
    found = notice_for(request.actor, agency, _month(month))
    named = agency_by_code(found.agency_code)
    units = unit_names(named.pk) if named else {}
    counts = found.figures.counts
    mails = mails_of(found.agency_code, found.month)
    context = {
        "notice": found,
        "rows": [(MEASURES[key].label, counts.get(key, 0), key in PARTS) for key in SHOWN],
        "rate": _rate(found),
        "units": [
            (units.get(line.unit, line.unit) or "Bộ phận một cửa và lãnh đạo cơ quan", line)
            for line in found.figures.units
        ],
        "more": max(0, counts.get("overdue", 0) - LISTED),
        "mails": [(line, MAIL_TONES[line.state], MAIL_ICONS[line.state]) for line in mails],
        "mails_on": mails_are_on(),
        "may_send": request.actor.sees_everything and any(line.state in UNSENT for line in mails),
    }
    return render(request, "board/notice.html", context)


@commanding
def send_mails_again(request: HttpRequest, agency: str, month: str) -> HttpResponse:
    """Queue the e-mails of a notice that were not sent."""
    queued = send_again(agency, _month(month), actor=request.actor, at=request.now)
    messages.success(request, f"Đã xếp hàng gửi {queued} thư.")
    return redirect("board:notice", agency, month)


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as wrong:
        raise Http404(text) from wrong


def _require_reader(request: HttpRequest) -> None:
    """Only for those who lead an agency or watch over all."""
    if not (request.actor.sees_everything or request.actor.has(Role.LEADER)):
        raise PermissionDenied


def _summary(found: Notice) -> dict[str, object]:
    return {"notice": found, "counts": found.figures.counts, "rate": _rate(found)}


def _rate(found: Notice) -> object:
    """Early and on time, in per cent of what was resolved."""
    counts = found.figures.counts
    return share(counts["early"] + counts["on_time"], counts["resolved"])
