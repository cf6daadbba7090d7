"""A proposed year as the second person reads it, and the decision on it."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from motcua.agencies.access import may_decide
from motcua.agencies.calendar_commands import approve, return_to_author, withdraw
from motcua.agencies.calendar_queries import changes, day_rows, second_opinion
from motcua.agencies.models import CalendarProposal
from motcua.faces.desk.calendars import present
from motcua.faces.desk.calendars.guard import keeper, scope
from motcua.law.refusal import Refused


@require_safe
@keeper
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposed table, what it changes, and a second opinion."""
    return _page(request, _found(pk))


@require_POST
@keeper
def decide(request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
    """Approve, return or withdraw a proposal."""
    found = _found(pk)
    try:
        match verdict:
            case "phe-duyet":
                year = approve(pk, actor=request.actor, at=request.now, seen=_seen(request))
                messages.success(request, f"Đã phê duyệt lịch năm {year.year}, lần {year.version}.")
            case "tra-lai":
                return_to_author(pk, request.POST.get("reason", ""), actor=request.actor, at=request.now)
                messages.success(request, f"Đã trả lại {found.author.full_name} để sửa.")
            case "rut":
                withdraw(pk, actor=request.actor, at=request.now)
                messages.success(request, "Đã rút bảng lịch.")
            case _:
                raise Http404(verdict)
    except Refused as refused:
        return _page(request, _found(pk), refused)
    if verdict != "phe-duyet":
        return redirect("desk:calendar_proposal", pk)
    query = f"?co-quan={found.agency.code}" if found.agency else ""
    response = redirect("desk:calendar_preview")
    response["Location"] += query
    return response


def _found(pk: int) -> CalendarProposal:
    rows = CalendarProposal.objects.select_related("author", "decided_by", "agency", "based_on", "became")
    return get_object_or_404(rows, pk=pk)


def _seen(request: HttpRequest) -> datetime:
    try:
        return datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError as wrong:
        raise Refused("not_seen", "Hãy mở lại trang này, xem bảng rồi phê duyệt.") from wrong


def _page(request: HttpRequest, found: CalendarProposal, refused: Refused | None = None) -> HttpResponse:
    days = day_rows(found.table)
    differ = changes(found.based_on.table, found.table) if found.based_on else []
    still_open = found.status == CalendarProposal.Status.PROPOSED
    context = {
        **scope(found.agency),
        "proposal": found,
        "seen": found.updated_at.isoformat(),
        "months": present.months_of(found.year, days),
        "weekdays": present.WEEKDAYS,
        "legend": present.legend(),
        "lines": present.lines_of(days),
        "changes": present.change_lines(differ),
        "other_source": present.other_source(differ),
        "opinions": second_opinion(found.table),
        "unsure": found.table.get("status") != "sourced",
        "refused": refused,
        "reason": request.POST.get("reason", ""),
        "still_open": still_open,
        "may_decide": still_open and may_decide(request.actor, found),
        "is_author": found.author_id == request.actor.staff_id,
    }
    return render(request, "desk/calendars/proposal.html", context, status=422 if refused else 200)
