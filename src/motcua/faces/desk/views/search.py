"""Finding a dossier: by its code, by identity number, or by the applicant's name."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.dossiers.access import dossier_for
from motcua.dossiers.search import MOST, find
from motcua.faces.desk.decorators import officer
from motcua.law.lifecycle import Status


@require_safe
@officer
def open_by_code(request: HttpRequest) -> HttpResponse:
    """Straight to the dossier with this code; where there is none, to the search."""
    typed = " ".join(request.GET.get("ma", "").split())
    if not typed:
        return redirect("desk:dossiers")
    try:
        return redirect("desk:dossier", dossier_for(request.actor, typed.upper()).reference)
    except Http404:
        found = find(request.actor, typed)
        if len(found) == 1:
            return redirect("desk:dossier", found[0].reference)
        return _results(request, typed, status=200 if found else 404)


@require_safe
@officer
def search(request: HttpRequest) -> HttpResponse:
    """The search page, and what was found."""
    if request.GET.get("ma", "").strip():
        return open_by_code(request)
    return _results(request, " ".join(request.GET.get("q", "").split()))


def _results(request: HttpRequest, typed: str, status: int = 200) -> HttpResponse:
    found = find(request.actor, typed) if typed else ()
    context = {
        "typed": typed,
        "found": [(row, Status(row.status)) for row in found[:MOST]],
        "more": len(found) > MOST,
        "most": MOST,
        "several_agencies": request.actor.sees_everything or len(request.actor.all_agencies) > 1,
    }
    return render(request, "desk/search.html", context, status=status)
