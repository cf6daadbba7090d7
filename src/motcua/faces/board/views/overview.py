"""First screen of the board: what is late, what falls due, how the year stands."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.faces.board import charts
from motcua.faces.board.forms import ALL, address
from motcua.faces.board.guard import staff
from motcua.faces.board.views.common import scope_words
from motcua.faces.common.formats import local_day, percent
from motcua.law.periods import Period
from motcua.reports.access import scope_of
from motcua.reports.drill import dossiers_behind
from motcua.reports.measures import MEASURES, SOON_DAYS
from motcua.reports.one_stop import one_stop
from motcua.reports.course import months_until
from motcua.reports.overview import day_at
from motcua.reports.span import Span, span_of

NEAREST = 8


@staff
def overview(request: HttpRequest) -> HttpResponse:
    """State of the day, trend of twelve months, shares of agencies, what falls due next."""
    scope = scope_of(request.actor)
    today, year = spans_at(request.now)
    table = one_stop(year, scope)
    months = months_until(request.now, scope)
    of_year = {"tu": str(year.period.first), "den": str(year.period.last)}

    def link(measure: str, agency: str = ALL) -> str:
        return address(reverse("board:dossiers"), of_year, chi_tieu=measure, co_quan=agency)

    context = {
        "today": day_at(request.now, scope),
        "table": table,
        "months": months,
        "nearest": dossiers_behind(today, MEASURES["within"], actor=request.actor)[0:NEAREST],
        "trend": charts.trend(months),
        "shares": charts.share_of_agencies(table, link),
        "links": {key: link(key) for key in ("pending", "overdue", "resolved", "due_today", "due_soon", "within")},
        "link_received": address(
            reverse("board:dossiers"),
            {"tu": str(today.period.first), "den": str(today.period.last)},
            chi_tieu="new",
        ),
        "soon_note": f"trong {SOON_DAYS} ngày tới",
        "rate_note": f"trước và đúng hạn {percent(table.on_time_rate)}",
        "scope_words": scope_words(table.rows, scope),
    }
    return render(request, "board/overview.html", context)


def spans_at(now: datetime) -> tuple[Span, Span]:
    """Today and the calendar year until now."""
    day = local_day(now)
    return span_of(Period(day, day), now=now), span_of(Period.calendar_year(day.year), now=now)
