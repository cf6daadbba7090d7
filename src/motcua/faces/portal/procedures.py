"""The page of a procedure: today's, that of another day, and that of one of its cases."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.agencies.queries import calendar_for
from motcua.catalogue.history import successors_of
from motcua.catalogue.pages import ProcedurePage
from motcua.faces.common.formats import local_day
from motcua.faces.portal.addresses import day_asked, found_or_404
from motcua.faces.portal.presenting import (
    Standing,
    cases_of,
    facts,
    fee_groups,
    paper_groups,
    standing_of,
    ways,
    where_handled,
)
from motcua.faces.portal.times import time_options
from motcua.law.refusal import Refused
from motcua.law.worktime import Calendar


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Everything a citizen has to know about a procedure before coming; `?ngay=` as it is in force on another day."""
    on, form = day_asked(request)
    page, elsewhere = found_or_404(request, code, on, "portal:procedure")
    if elsewhere:
        return elsewhere
    calendar = calendar_for(page.agency_id)
    context = told(page, on, calendar, request.now, case=request.GET.get("truong-hop", "")) | {
        "is_today": on == local_day(request.now),
        "form": form,
        "address": request.build_absolute_uri(reverse("portal:procedure", args=[page.code])),
        "open_now": _open_at(calendar, request.now),
        "successors": _successors(page, on),
    }
    return render(request, "portal/procedure.html", context, status=200 if form.is_valid() else 422)


def told(page: ProcedurePage, on: date, calendar: Calendar, now: datetime, *, case: str = "") -> dict[str, object]:
    """What the parts of the page show; of one case (its key), where the procedure has cases and it is one of them."""
    chosen = next((one for one in page.cases if one.key == case), None)
    options = time_options(page, calendar, now)
    of_case = [option for option in options if chosen is None or option.case == chosen.name]
    return {
        "page": page,
        "on": on,
        "standing": standing_of(page, on),
        "chosen": chosen,
        "cases": cases_of(page, options, on),
        "options": of_case,
        "promises": of_case if _promises(page, on, now) and (chosen or not page.cases) else [],
        "papers": paper_groups(page, chosen),
        "fees": fee_groups(page, chosen, on),
        "ways": ways(page),
        "facts": facts(page),
        "codes": ", ".join(dict.fromkeys(code for _name, code in page.results if code)),
        "handled": "" if page.local else where_handled(page),
    }


def _promises(page: ProcedurePage, on: date, now: datetime) -> bool:
    """Whether a result can be promised for what is handed in now: only here, only today, only while it is taken in."""
    return on == local_day(now) and page.in_force and page.local and page.suspended is None


def _successors(page: ProcedurePage, on: date) -> tuple[object, ...]:
    if page.repealed_by_id is None or standing_of(page, on) is not Standing.REPEALED:
        return ()
    return successors_of(page.code, page.repealed_by_id, page.field)


def _open_at(calendar: Calendar, now: datetime) -> bool:
    """Whether a dossier handed in at `now` is handed in within office hours."""
    try:
        return calendar.first_working_instant(now) <= now
    except Refused:
        return False
