"""Which open dossiers a changed calendar moves, the order to move them, and how far it has come."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from motcua.agencies.models import CalendarApplication
from motcua.dossiers import recompute
from motcua.faces.desk.calendars.guard import agency_of, keeper, scope
from motcua.law.refusal import Refused

PAGE = 50
SLICE = 2000
"""Dossiers that one request carries over: about a second or two, then the page tells how far it is."""


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def preview(request: HttpRequest) -> HttpResponse:
    """The dossiers whose date would move, old and new; sent, the order to move them."""
    agency = agency_of(request)
    refused = None
    if request.method == "POST":
        try:
            order = recompute.order(agency, actor=request.actor, at=request.now)
        except Refused as said:
            refused = said
        else:
            return redirect("desk:calendar_applying", order.pk)
    moved = recompute.preview(agency, at=request.now)
    context = {
        **scope(agency),
        "page": Paginator(moved, PAGE).get_page(request.GET.get("trang", "1")),
        "blocked": sum(bool(one.why_not) for one in moved),
        "behind": recompute.waiting(agency),
        "running": [one for one in recompute.unfinished() if one.agency == agency],
        "refused": refused,
    }
    return render(request, "desk/calendars/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper
def running(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an order has come; sent, it goes on for a while. The page sends itself; without scripts a button does."""
    order = get_object_or_404(CalendarApplication.objects.select_related("agency", "ordered_by"), pk=pk)
    if request.method == "POST":
        recompute.advance(order.pk, at=request.now, at_most=SLICE)
        if not request.htmx:
            return redirect("desk:calendar_applying", pk)
        order.refresh_from_db()
    context = {**scope(order.agency), "order": order}
    part = "desk/calendars/_progress.html" if request.method == "POST" else "desk/calendars/applying.html"
    return render(request, part, context)
