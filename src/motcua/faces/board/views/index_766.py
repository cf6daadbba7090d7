"""The 766 index: groups and points, what if, trend, and what costs points."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.agencies.queries import agencies_in_order
from motcua.faces.board import score_charts
from motcua.faces.board.forms import address
from motcua.faces.board.guard import staff
from motcua.faces.board.score_forms import PROVINCE, IndexForm, WhatIfForm
from motcua.faces.common.formats import local_day
from motcua.law.refusal import Refused
from motcua.law.scoring.index import Index, Line, Missing
from motcua.law.scoring.what_if import WhatIf, least_for_full, what_if, winning_sentence
from motcua.law.scoring.words import sentence_of, total_in_words
from motcua.reports.access import scope_of
from motcua.reports.scores.costing import PAGE, costs_of, listed
from motcua.reports.scores.index import IndexTable, index_table
from motcua.reports.scores.targets import targets_for
from motcua.reports.scores.watch import trend

TONES = {True: "success", False: "warning"}


@staff
def index_page(request: HttpRequest) -> HttpResponse:
    """The index of a period: every indicator with its points and why, what if, the trend of the days before."""
    form, context = _form(request), {}
    if form.is_valid():
        context = _index(request, form)
    context |= {"form": form, "scope_words": ""}
    wrong = not form.is_valid() or bool(context.get("trial_form") and context["trial_form"].errors)
    return render(request, "board/index_766.html", context, status=422 if wrong else 200)


@staff
def costs_page(request: HttpRequest) -> HttpResponse:
    """The dossiers or procedures that cost points in an indicator, within what the person may see.

    Raises:
        Refused: the period or the agency in the address is wrong, or there is no list for the indicator.
    """
    form = _form(request)
    if not form.is_valid():
        raise Refused("period_malformed", "Kỳ hoặc cơ quan trong địa chỉ không đúng; hãy chọn lại.")
    key = request.GET.get("chi_tieu", "")
    indicator, lines = costs_of(form.span, key, _agencies(request, form))
    page = Paginator(lines, PAGE).get_page(request.GET.get("trang"))
    names = {agency.pk: agency.short_name for agency in agencies_in_order()}
    context = {
        "indicator": indicator,
        "form": form,
        "span": form.span,
        "whose": _whose(form),
        "page": page,
        "lines": [(line, names.get(line.agency, "")) for line in page],
        "back": address(reverse("board:index_766"), form.query),
    }
    return render(request, "board/index_costs.html", context)


def _form(request: HttpRequest) -> IndexForm:
    scope = scope_of(request.actor)
    agencies = [agency for agency in agencies_in_order() if scope is None or agency.pk in scope]
    return IndexForm(request.GET, request.now, agencies, province=scope is None)


def _agencies(request: HttpRequest, form: IndexForm) -> frozenset[int] | None:
    """Ids of the agencies that the chosen figures are of, all of them the person's to see."""
    agency = form.agency
    return scope_of(request.actor) if agency is None else frozenset({agency.pk})


def _whose(form: IndexForm) -> str:
    agency = form.agency
    return agency.name if agency else "Toàn tỉnh"


def _index(request: HttpRequest, form: IndexForm) -> dict[str, Any]:
    agency = form.agency
    whole = form.cleaned_data["co_quan"] == PROVINCE
    table = index_table(form.span, None if whole else _agencies(request, form))
    index = table.of(agency.pk if agency else None)
    targets = targets_for(form.span.period.last.year, agency.pk if agency else None)
    days = trend(agency.pk if agency else None, until=local_day(request.now))
    trial = WhatIfForm(request.GET)
    return {
        "span": form.span,
        "whose": _whose(form),
        "table": table,
        "index": index,
        "total": total_in_words(index),
        "groups": [
            (
                group,
                TONES[group.points == group.measurable],
                [_shown(line, table, form, targets) for line in group.lines],
            )
            for group in index.groups
        ],
        "trial_form": trial,
        "tried": _tried(trial, table, agency.pk if agency else None),
        "days": days,
        "trend": score_charts.index_trend(days),
        "agencies": _by_agency(table, form) if whole else [],
        "assumed": any(line.weight.maximum.assumed for line in index.lines),
    }


def _shown(line: Line, table: IndexTable, form: IndexForm, targets: dict[str, Any]) -> dict[str, Any]:
    """A line with its sentence, the smallest change that wins its points, and where what costs points is listed."""
    agency = form.agency
    readings = table.readings(agency.pk if agency else None)
    key = line.indicator.key
    target = targets.get(f"766.{key}")
    return {
        "line": line,
        "missing": line.reading.label if isinstance(line.reading, Missing) else "",
        "tone": TONES[line.full],
        "sentence": sentence_of(line),
        "winning": winning_sentence(line, least_for_full(table.scheme, readings, key)),
        "costs": address(reverse("board:index_costs"), form.query, chi_tieu=key) if line.gap and listed(key) else "",
        "target": target,
        "met": None if target is None or line.rate is None else line.rate >= target,
    }


def _tried(form: WhatIfForm, table: IndexTable, agency: int | None) -> WhatIf | None:
    """What the change that was asked for would do; None where none was, or it cannot be tried."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return what_if(table.scheme, table.readings(agency), [form.change()])
    except Refused as refused:
        form.add_error({"number": "them", "indicator": "chi_tieu"}.get(refused.field or ""), refused.sentence)
        return None


def _by_agency(table: IndexTable, form: IndexForm) -> list[tuple[Any, Index, str]]:
    """Each agency with its index, the lowest share of what could be counted first."""
    own = reverse("board:index_766")
    found = [
        (agency, table.of(agency.pk), address(own, {**form.query, "co_quan": code}))
        for code, agency in form.agencies.items()
    ]
    measured = [one for one in found if one[1].share is not None]
    return sorted(measured, key=lambda one: one[1].share or 0)
