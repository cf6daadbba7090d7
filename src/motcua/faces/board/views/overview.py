"""First screen of the board: what is late, what falls due, who holds it; and the same for a screen on the wall."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.faces.board.dashboard import Chosen, dashboard_of
from motcua.faces.board.guard import staff
from motcua.reports.drill import PAGE
from motcua.reports.holdings import State, held_by, held_lines

EVERY_SECONDS = 60
"""How often the dashboard asks for its figures anew."""
ON_THE_WALL = 5
"""Lines of a list that can be read from some metres away."""


@staff
def overview(request: HttpRequest) -> HttpResponse:
    """The dashboard; asked for by its own script, only the part of it that changes."""
    chosen = Chosen(request)
    context = {**dashboard_of(request, chosen), "chosen": chosen, "every": EVERY_SECONDS}
    page = "board/partials/dashboard.html" if request.htmx else "board/overview.html"
    return _unkept(render(request, page, context))


@staff
def wall(request: HttpRequest) -> HttpResponse:
    """The dashboard for a screen on the wall: dark, large, without anything to click."""
    chosen = Chosen(request)
    found = dashboard_of(request, chosen)
    context = {
        **found,
        "units": found["units"][:ON_THE_WALL],
        "nearest": found["nearest"][:ON_THE_WALL],
        "stats": [stat for stat in found["stats"] if stat["key"] not in ("year", "late")],
        "chosen": chosen,
        "every": EVERY_SECONDS,
        "theme": "dark",
    }
    page = "board/partials/wall.html" if request.htmx else "board/wall.html"
    return _unkept(render(request, page, context))


@staff
def held(request: HttpRequest) -> HttpResponse:
    """The dossiers that a unit holds now, nearest due first."""
    chosen, unit, asked = Chosen(request), request.GET.get("don_vi", ""), request.GET.get("loai", State.ALL.value)
    if asked not in set(State):
        raise Http404(f"no state {asked}")
    state = State(asked)
    page = Paginator(held_by(unit, state, request.now, chosen.scope), PAGE).get_page(request.GET.get("trang"))
    lines = held_lines(page.object_list, now=request.now)
    context = {
        "page": page,
        "lines": lines,
        "state": state,
        "unit_name": lines[0].unit if unit and lines else "",
        "agency_name": chosen.one.name if chosen.one else "",
        "back": f"?co_quan={chosen.code}" if chosen.code else "",
    }
    return render(request, "board/held.html", context)


def _unkept(response: HttpResponse) -> HttpResponse:
    # the same address gives a page or a part of it, and neither may be shown again from a browser's store
    response["Cache-Control"] = "no-store"
    response["Vary"] = "HX-Request"
    return response
