"""The years with their versions, and the page of one year."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.agencies.access import may_apply, may_propose
from motcua.agencies.calendar_queries import (
    agencies_with_years,
    changes,
    day_rows,
    missing_year,
    second_opinion,
    waiting_proposals,
    year_row,
    years_of,
)
from motcua.agencies.models import Agency
from motcua.dossiers.recompute import unfinished, waiting
from motcua.faces.common.formats import local_day
from motcua.faces.desk.calendars import present
from motcua.faces.desk.calendars.guard import agency_of, keeper, scope


@require_safe
@keeper
def years(request: HttpRequest) -> HttpResponse:
    """All years of the province, or of one agency, and what is to be done about them."""
    agency = agency_of(request)
    rows = years_of(agency)
    this_year = local_day(request.now).year
    known = {row.year for row in rows}
    context = {
        **scope(agency),
        "rows": rows,
        "missing": missing_year(request.now),
        "next_years": [year for year in (this_year, this_year + 1) if year not in known],
        "waiting": waiting_proposals(),
        "behind": waiting(agency),
        "unfinished": unfinished(),
        "own": agencies_with_years(),
        "agencies": Agency.objects.all(),
        "may_propose": may_propose(request.actor),
        "may_apply": may_apply(request.actor),
    }
    return render(request, "desk/calendars/years.html", context)


@require_safe
@keeper
def year(request: HttpRequest, year: int) -> HttpResponse:
    """One year: the version asked for, or the newest, as twelve months and as a list."""
    agency = agency_of(request)
    row = year_row(agency, year)
    asked = request.GET.get("lan", "")
    shown = next((one for one in row.versions if str(one.version) == asked), row.newest if not asked else None)
    if shown is None:
        raise Http404(f"no calendar of {year}")
    days = day_rows(shown.table)
    before = next((one for one in row.versions if one.version == shown.version - 1), None)
    differ = changes(before.table, shown.table) if before else []
    context = {
        **scope(agency),
        "row": row,
        "year_word": f"Năm {year}",
        "shown": shown,
        "months": present.months_of(year, days),
        "weekdays": present.WEEKDAYS,
        "legend": present.legend(),
        "lines": present.lines_of(days),
        "before": before,
        "changes": present.change_lines(differ),
        "other_source": present.other_source(differ),
        "opinions": second_opinion(shown.table),
        "unsure": shown.table.get("status") != "sourced",
        "may_propose": may_propose(request.actor),
    }
    return render(request, "desk/calendars/year.html", context)
