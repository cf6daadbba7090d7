"""Finding a procedure, its page, and how its due date is reckoned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from motcua.agencies.queries import agencies_in_order, calendar_for
from motcua.catalogue.directory import Directory, count_by_agency
from motcua.catalogue.finding import Filters, Found, find
from motcua.catalogue.pages import ProcedurePage, procedure_page
from motcua.catalogue.queries import ProcedureHit
from motcua.faces.common.formats import local_day
from motcua.faces.portal.forms import StartForm
from motcua.faces.portal.times import (
    CHANNEL_ICONS,
    CHANNEL_NOTES,
    CHANNEL_WORDS,
    TimeOption,
    day_lines,
    opening_sentences,
    time_options,
)
from motcua.faces.portal.views import popular
from motcua.law.codes import ProcedureCode
from motcua.law.explain import Explanation, explain
from motcua.law.moments import local
from motcua.law.refusal import Refused
from motcua.law.worktime import Calendar

PER_PAGE = 20
MOST_FOUND = 200
NEAR = 5
"""So many other procedures are offered when nothing was found."""


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Procedures for the words typed, or all of them, of one agency or of all.

    With htmx only the results are sent, while the visitor types; without it the form is an ordinary one.
    """
    today = local_day(request.now)
    words = request.GET.get("q", "").strip()
    agencies = agencies_in_order()
    chosen = next((agency for agency in agencies if agency.code == request.GET.get("agency", "")), None)
    within = [chosen.pk] if chosen else None
    found = find(words, on=today, filters=Filters(agencies=within), limit=MOST_FOUND) if words else None
    whole = Directory(today, within) if found is None else found if found.whole else ()
    page = Paginator(whole, PER_PAGE).get_page(request.GET.get("trang"))
    counts = count_by_agency(today)
    context = {
        "words": words,
        "page": page,
        "more": len(page.paginator.object_list) >= MOST_FOUND and bool(words),
        "chosen": chosen,
        "agencies": [(agency, counts[agency.pk]) for agency in agencies if agency.pk in counts],
        "near": _near(words, today, found, within) if found is not None and not page.object_list else [],
    }
    if not page.object_list and not context["near"]:
        context["popular"] = popular(request.now)
    template = "portal/partials/results.html" if request.htmx else "portal/search.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Everything a citizen has to know about a procedure before coming."""
    page = _page_or_404(code, local_day(request.now))
    calendar = calendar_for(page.agency_id)
    context = {
        "page": page,
        "options": time_options(page, calendar, request.now),
        "channels": _channels(page),
        "open_now": _open_at(calendar, request.now),
    }
    return render(request, "portal/procedure.html", context)


@require_safe
def time_limit(request: HttpRequest, code: str) -> HttpResponse:
    """How a due date is reckoned for the moment that the visitor types; the present one at first."""
    page = _page_or_404(code, local_day(request.now))
    calendar = calendar_for(page.agency_id)
    options = time_options(page, calendar, request.now)
    if not options:
        raise Http404(f"procedure {page.code} states no time limit")
    form = _start_form(request, options)
    context = {"page": page, "form": form}
    if form.is_valid():
        chosen = next((o for o in options if o.value == form.cleaned_data.get("cach")), options[0])
        context |= {"option": chosen} | arithmetic(calendar, form.start, chosen)
    status = 200 if form.is_valid() else 422
    return render(request, "portal/time_limit.html", context, status=status)


@dataclass(frozen=True, slots=True)
class Way:
    """A way of filing, in plain words."""

    icon: str
    title: str
    note: str


def arithmetic(calendar: Calendar, start: datetime, option: TimeOption) -> dict[str, object]:
    """What the table of days shows; instead of it the sentence that says why it cannot be told."""
    try:
        return explained(explain(calendar, start, option.limit), calendar.standard_day)
    except Refused as refused:  # shown in place of the table, with what was typed kept above it
        return {"problem": refused.sentence}


def explained(told: Explanation, standard_day: int) -> dict[str, object]:
    """An explanation as the table of days wants it; `standard_day` are the minutes of a working day."""
    return {
        "told": told,
        "lines": day_lines(told),
        "opening": opening_sentences(told),
        "standard_day": standard_day,
    }


def _page_or_404(code: str, today: date) -> ProcedurePage:
    try:
        page = procedure_page(str(ProcedureCode.parse(code)), today)
    except Refused:  # what cannot be a code is looked for no further
        page = None
    if page is None:
        raise Http404("no such procedure")
    return page


def _start_form(request: HttpRequest, options: tuple[TimeOption, ...]) -> StartForm:
    """The form as typed; where something is left out, with the present moment in its place."""
    here = local(request.now)
    present = {"ngay": f"{here:%Y-%m-%d}", "gio": f"{here:%H:%M}", "cach": options[0].value}
    data = {name: request.GET.get(name, value) for name, value in present.items()}
    return StartForm(data, ways=[(option.value, option.label) for option in options])


def _channels(page: ProcedurePage) -> list[Way]:
    return [Way(CHANNEL_ICONS[way], CHANNEL_WORDS[way], CHANNEL_NOTES[way]) for way in page.channels]


def _open_at(calendar: Calendar, now: datetime) -> bool:
    """Whether a dossier handed in at `now` is handed in within office hours."""
    try:
        return calendar.first_working_instant(now) <= now
    except Refused:
        return False


def _near(words: str, today: date, found: Found, within: list[int] | None) -> list[ProcedureHit]:
    """What comes nearest when nothing has all that was typed: any agency's procedures that have, then the nearest."""
    everywhere = find(words, on=today, limit=NEAR) if within is not None else found
    return everywhere[:NEAR] if everywhere.whole else found[:NEAR]
