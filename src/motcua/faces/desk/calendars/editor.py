"""The table of a year to write: rows are added and taken away by the form itself, nothing typed is lost."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.agencies.access import require_may_propose
from motcua.agencies.calendar_commands import save_proposal
from motcua.agencies.calendar_queries import proposed_table, year_row
from motcua.agencies.models import Agency
from motcua.faces.desk.calendars.guard import agency_of, keeper, scope
from motcua.faces.desk.calendars.rows import MOST_ROWS, Row, checked, rows_from, rows_of, table_from
from motcua.law.refusal import Refused
from motcua.law.timetable import DayKind


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def edit(request: HttpRequest, year: int) -> HttpResponse:
    """Show the table of a year to be written, change its rows, or hand it in for approval."""
    require_may_propose(request.actor)
    agency = agency_of(request)
    if request.method != "POST":
        rows, texts = _start(agency, year)
        return _page(request, agency, year, rows, texts)
    rows, texts = rows_from(request.POST), _texts(request.POST)
    taken = request.POST.get("bo", "")
    if taken:
        rows = [row for place, row in enumerate(rows) if str(place) != taken]
        return _page(request, agency, year, rows, texts)
    if "them" in request.POST:
        return _page(request, agency, year, [*rows, Row()][:MOST_ROWS], texts)
    return _save(request, agency, year, rows, texts)


def _save(
    request: HttpRequest, agency: Agency | None, year: int, rows: list[Row], texts: dict[str, Any]
) -> HttpResponse:
    rows = checked(rows, year)
    try:
        proposal = save_proposal(
            actor=request.actor, at=request.now, year=year, table=table_from(rows), agency=agency, **texts
        )
    except Refused as refused:
        return _page(request, agency, year, rows, texts, refused)
    messages.success(request, f"Đã trình bảng lịch năm {year}; bảng có hiệu lực khi người thứ hai phê duyệt.")
    return redirect("desk:calendar_proposal", proposal.pk)


def _texts(data: Any) -> dict[str, Any]:
    return {
        "source": data.get("source", ""),
        "note": data.get("note", ""),
        "confirmed": data.get("confirmed") == "1",
    }


def _start(agency: Agency | None, year: int) -> tuple[list[Row], dict[str, Any]]:
    """The open or returned proposal, else the version that holds, else the province's, else what the law suggests."""
    row = year_row(agency, year)
    draft = row.proposal or row.returned
    if draft is not None:
        sure = draft.table.get("status") == "sourced"
        return rows_of(draft.table), {"source": draft.source, "note": draft.note, "confirmed": sure}
    kept = row.newest or (year_row(None, year).newest if agency else None)
    if kept is not None:
        return rows_of(kept.table), {"source": kept.source, "note": "", "confirmed": False}
    table = {**proposed_table(year), "status": "unverified", "source": "–"}
    source = f"Bộ luật Lao động và âm lịch; chưa có thông báo chính thức của năm {year}"
    return rows_of(table), {"source": source, "note": "", "confirmed": False}


def _page(
    request: HttpRequest,
    agency: Agency | None,
    year: int,
    rows: list[Row],
    texts: dict[str, Any],
    refused: Refused | None = None,
) -> HttpResponse:
    row = year_row(agency, year)
    others = row.proposal if row.proposal and row.proposal.author_id != request.actor.staff_id else None
    context = {
        **scope(agency),
        **texts,
        "year": year,
        "rows": rows,
        "kinds": [(kind.value, kind.label) for kind in DayKind],
        "refused": refused,
        "faults": [(place, one.said) for place, one in enumerate(rows) if one.errors],
        "row": row,
        "others": others,
        "suggested": row.newest is None and row.proposal is None and row.returned is None and agency is None,
    }
    return render(request, "desk/calendars/editor.html", context, status=422 if refused else 200)
