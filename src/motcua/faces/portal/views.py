"""The home page of the portal."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.agencies.models import Agency
from motcua.agencies.queries import agencies_in_order, calendar_for
from motcua.catalogue.directory import count_by_agency, hits_of
from motcua.catalogue.queries import ProcedureHit
from motcua.dossiers.popular import most_filed
from motcua.faces.common.formats import local_day
from motcua.faces.portal.forms import LookUpForm
from motcua.faces.portal.life_events import by_audience
from motcua.faces.portal.opening import opening

POPULAR_KEPT = 600
"""Seconds for which the list of the most filed procedures is kept: it counts a year of dossiers."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this centre is, the way to a procedure, the way to a dossier, and when the doors are open."""
    today = local_day(request.now)
    centre = Agency.objects.filter(kind=Agency.Kind.CENTRE).first()
    counts = count_by_agency(today)
    context = {
        "office": centre,
        "opening": opening(calendar_for(centre.pk if centre else 0), request.now),
        "popular": popular(request.now),
        "occasions": by_audience(),
        "agencies": [(agency, counts[agency.pk]) for agency in agencies_in_order() if agency.pk in counts],
        "procedure_count": sum(counts.values()),
        "form": LookUpForm(auto_id="tra-%s"),
    }
    return render(request, "portal/home.html", context)


def popular(now: datetime, *, limit: int = 8) -> list[ProcedureHit]:
    """The procedures that people file most, the most first; empty before the first dossier."""
    today = local_day(now)
    key = f"portal:most-filed:{today}"
    procedures = cache.get(key)
    if procedures is None:
        procedures = most_filed(now, limit=limit)
        cache.set(key, procedures, POPULAR_KEPT)
    return hits_of(procedures, today)
