"""Finding a procedure: by what people type and by filters, and by agency and field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from motcua.agencies.models import Agency
from motcua.agencies.queries import agencies_in_order, agency_by_code
from motcua.catalogue.finding import ORGANISATION, PERSON, Counts, Filters, Found, find
from motcua.catalogue.models import OnlineLevel
from motcua.catalogue.queries import ProcedureHit, procedures_of
from motcua.faces.common.formats import local_day
from motcua.faces.portal.views import popular

PER_PAGE = 20
MOST_FOUND = 200
MOST_LISTED = 20_000
"""So many procedures can be leafed through without words; more than any centre has."""
NEAR = 5
"""So many other procedures are offered when nothing was found."""
SUBJECTS = {"ca-nhan": (PERSON, "Cá nhân"), "to-chuc": (ORGANISATION, "Tổ chức, doanh nghiệp")}
LEVELS = {
    "toan-trinh": (OnlineLevel.FULL, "Toàn trình"),
    "mot-phan": (OnlineLevel.PARTIAL, "Một phần"),
    "chua-co": (OnlineLevel.NONE, "Chưa nộp trực tuyến"),
}
"""Words of addresses → value and label of filters."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter with the number of procedures there would be."""

    value: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the search as a list to choose from; `empty` says what it is when nothing is chosen."""

    name: str
    label: str
    empty: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> str:
        """The label of what is chosen, "" for nothing."""
        return next((choice.label for choice in self.choices if choice.chosen), "")


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Procedures for the words typed, or all of them, narrowed by filters.

    With htmx only results and filters are sent, while the visitor types; without it the form is an ordinary one.
    """
    today, asked = local_day(request.now), request.GET
    words = asked.get("q", "").strip()
    agencies = agencies_in_order()
    chosen = next((agency for agency in agencies if agency.code == asked.get("agency", "").upper()), None)
    filters = Filters(
        agencies=[chosen.pk] if chosen else None,
        field=" ".join(asked.get("linh-vuc", "").split())[:200],
        subject=SUBJECTS.get(asked.get("doi-tuong", ""), ("",))[0],
        online=LEVELS.get(asked.get("truc-tuyen", ""), ("",))[0],
    )
    found = find(words, on=today, filters=filters, limit=MOST_FOUND if words else MOST_LISTED)
    page = Paginator(found if found.whole else (), PER_PAGE).get_page(asked.get("trang"))
    shown = _filters(found.counts, agencies, chosen, filters)
    context = {
        "words": words,
        "page": page,
        "more": found.total > len(found),
        "filters": shown,
        "narrowed": [one.chosen for one in shown if one.chosen],
        "near": _near(words, today, found, filters) if not page.object_list else [],
    }
    if not page.object_list and not context["near"]:
        context["popular"] = popular(request.now)
    template = "portal/partials/results.html" if request.htmx else "portal/search.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def agency_page(request: HttpRequest, code: str) -> HttpResponse:
    """The procedures of an agency by field, for who leafs rather than searches."""
    agency = agency_by_code(code)
    if agency is None or agency.kind != Agency.Kind.DEPARTMENT:
        raise Http404(f"no agency {code}")
    if agency.code != code:
        return HttpResponsePermanentRedirect(reverse("portal:agency", args=[agency.code]))
    hits = procedures_of([agency.pk], local_day(request.now))
    fields = [(field, tuple(lines)) for field, lines in groupby(hits, key=lambda hit: hit.field)]
    return render(request, "portal/agency.html", {"agency": agency, "fields": fields, "total": len(hits)})


def _filters(counts: Counts, agencies: list[Agency], chosen: Agency | None, filters: Filters) -> tuple[Filter, ...]:
    names = [(agency.code, agency.name, counts.agencies.get(agency.pk, 0)) for agency in agencies]
    fields = [(field, field, number) for field, number in sorted(counts.fields.items())]
    return (
        Filter("agency", "Cơ quan giải quyết", "Tất cả các cơ quan", _choices(names, chosen.code if chosen else "")),
        Filter("linh-vuc", "Lĩnh vực", "Tất cả các lĩnh vực", _choices(fields, filters.field)),
        Filter("doi-tuong", "Dành cho", "Mọi đối tượng", _of(SUBJECTS, counts.subjects, filters.subject)),
        Filter("truc-tuyen", "Nộp trực tuyến", "Mọi mức", _of(LEVELS, counts.online, filters.online)),
    )


def _of(known: Mapping[str, tuple[str, str]], counts: Mapping[str, int], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(word, label, counts.get(value, 0), value == chosen) for word, (value, label) in known.items())


def _choices(named: list[tuple[str, str, int]], chosen: str) -> tuple[Choice, ...]:
    """Choices that lead somewhere, and the chosen one even where it does not."""
    rows = named if not chosen or any(value == chosen for value, *_ in named) else [(chosen, chosen, 0), *named]
    return tuple(
        Choice(value, label, number, value == chosen) for value, label, number in rows if number or value == chosen
    )


def _near(words: str, today: date, found: Found, filters: Filters) -> list[ProcedureHit]:
    """What comes nearest when nothing has all that was typed: what has it without the filters, then the nearest."""
    if not words:
        return []
    narrowed: Any = filters != Filters()
    everywhere = find(words, on=today, limit=NEAR) if narrowed else found
    return everywhere[:NEAR] if everywhere.whole else found[:NEAR]
