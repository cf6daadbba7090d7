"""Life events: the occasions, and the procedures that one of them calls for."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.catalogue.life_events import life_event_page, life_events
from motcua.catalogue.models import LifeEvent
from motcua.faces.common.formats import local_day


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All occasions, those of people and those of business apart."""
    return render(request, "portal/life_events.html", {"occasions": by_audience()})


@require_safe
def occasion(request: HttpRequest, slug: str) -> HttpResponse:
    """The procedures that an occasion calls for, and when somebody needs each."""
    page = life_event_page(slug, local_day(request.now))
    if page is None:
        raise Http404(f"no life event {slug}")
    return render(request, "portal/life_event.html", {"page": page, "event": page.event})


def by_audience() -> list[tuple[str, list[LifeEvent]]]:
    """Life events under the words for whom they are; an audience without any is left out (one query)."""
    events = life_events()
    groups = ((audience.label, [one for one in events if one.audience == audience]) for audience in LifeEvent.Audience)
    return [(str(label), of_it) for label, of_it in groups if of_it]
