"""The dossiers behind a figure."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.agencies.queries import agencies_in_order
from motcua.faces.board.dashboard_charts import WEEKDAYS
from motcua.faces.board.forms import DossiersForm, address
from motcua.faces.board.guard import staff
from motcua.reports.access import scope_of
from motcua.reports.drill import PAGE, dossiers_behind, measure_named

TONES = {"early": "success", "on_time": "success", "late": "danger", "within": "info", "overdue": "danger"}
ICONS = {
    "early": "checks",
    "on_time": "check",
    "late": "alert-triangle",
    "within": "clock",
    "overdue": "alert-triangle",
}


@staff
def dossiers(request: HttpRequest) -> HttpResponse:
    """The dossiers that a figure counts, as the report saw them, fifty a page."""
    scope = scope_of(request.actor)
    agencies = [agency for agency in agencies_in_order() if scope is None or agency.pk in scope]
    form = DossiersForm(request.GET, request.now, agencies)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        measure = measure_named(form.cleaned_data["chi_tieu"])
        behind = dossiers_behind(
            form.span, measure, actor=request.actor, agency=form.agency, moment=form.moment, **form.row
        )
        page = Paginator(behind, PAGE).get_page(request.GET.get("trang"))
        context |= {
            "span": form.span,
            "measure": measure,
            "moment_words": _moment_words(form.moment),
            "agency_name": behind.figure.row_name,
            "page": page,
            "lines": [(line, TONES[line.outcome.key], ICONS[line.outcome.key]) for line in page],
            "query_string": address("", form.query),
            "table_link": address(reverse("board:results"), form.query),
        }
    return render(request, "board/dossiers.html", context, status=200 if form.is_valid() else 422)


def _moment_words(moment: tuple[int, int] | None) -> str:
    if moment is None:
        return ""
    weekday, hour = moment
    return f"Tiếp nhận {WEEKDAYS[weekday - 1].lower()}, từ {hour} đến {hour + 1} giờ."
