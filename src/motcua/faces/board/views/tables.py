"""Any table of the registry: the list of them, one on the screen, one as a file."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.agencies.models import Agency
from motcua.agencies.queries import agencies_in_order
from motcua.faces.board import charts
from motcua.faces.board.drawing import drawn, to_dossier, to_dossiers
from motcua.faces.board.forms import TableForm, address
from motcua.faces.board.guard import staff
from motcua.faces.board.views.common import file_of, files_at, freeze_link, place_asked, presets_for, table_at
from motcua.law.refusal import Refused
from motcua.reports.access import scope_of
from motcua.reports.comparison import compare
from motcua.reports.engines import chosen
from motcua.reports.measures import EVERY
from motcua.reports.table import Table
from motcua.reports.tables import TABLES, Asked, Covers, Definition, make
from motcua.reports.tables.definition import CENTRE, LISTS

OWN_PAGES = {"one-stop": "board:results", "ratings": "board:ratings", "late-causes": "board:lateness"}
"""Tables that have a page of their own, with more than the table on it."""


@staff
def table_list(request: HttpRequest) -> HttpResponse:
    """Every table that can be asked for, by kind, each with what it is for and a link to this year's."""
    some_only = scope_of(request.actor) is not None
    shown = [one for one in TABLES.values() if not (some_only and one.covers is Covers.PROVINCE)]
    order = list(dict.fromkeys(one.group for one in shown))
    shown.sort(key=lambda one: (order.index(one.group), int(one.number) if one.group == CENTRE else 0))
    groups = [
        (group, [(definition, _page(definition)) for definition in found])
        for group, found in groupby(shown, key=lambda definition: definition.group)
    ]
    return render(request, "board/table_list.html", {"groups": groups})


@staff
def table_page(request: HttpRequest, name: str) -> HttpResponse:
    """The tables of a period; every figure leads to its dossiers."""
    definition = _named(name)
    form = TableForm(request.GET, request.now, definition, _agencies(request))
    context: dict[str, Any] = {"form": form, "definition": definition}
    if form.is_valid():
        try:
            made = _made(request, definition, form)
        except Refused as refused:
            form.add_error(None, refused.sentence)
            made = ()
        context |= {
            "span": form.span,
            "query_string": address("", form.query),
            "freeze_link": freeze_link(request, name, form.query),
            "tables": [_shown(table, number, form.query, name) for number, table in enumerate(made)],
        }
    context["presets"] = presets_for(request, form)
    return render(request, "board/table.html", context, status=200 if form.is_valid() else 422)


@staff
def table_download(request: HttpRequest, name: str) -> HttpResponse:
    """One of the tables (`bang`, from 0) as a file.

    Raises:
        Refused: the address asks for no possible period.
        Http404: there is no such table, or not so many in the period.
    """
    definition = _named(name)
    form = TableForm(request.GET, request.now, definition, _agencies(request))
    if not form.is_valid():
        raise Refused("period_malformed", "Kỳ báo cáo trong địa chỉ không đúng; hãy chọn lại kỳ rồi tải tệp.")
    table = table_at(_made(request, definition, form), place_asked(request, "bang"))
    if table is None:
        raise Http404(f"not so many tables of {name}")
    return file_of(request, table, name)


def _named(name: str) -> Definition:
    if name not in TABLES:
        raise Http404(f"no table {name}")
    return TABLES[name]


def _page(definition: Definition) -> str:
    own = OWN_PAGES.get(definition.name)
    return reverse(own) if own else reverse("board:table", args=[definition.name])


def _agencies(request: HttpRequest) -> list[Agency]:
    """The agencies of which the person may ask the figures."""
    scope = scope_of(request.actor)
    return [agency for agency in agencies_in_order() if scope is None or agency.pk in scope]


def _made(request: HttpRequest, definition: Definition, form: TableForm) -> tuple[Table, ...]:
    """The tables of what is asked, beside those of another period where one was chosen."""
    asked, other = _asked(request, form), form.other
    return compare(definition, asked, other) if other else make(definition, asked)


def _asked(request: HttpRequest, form: TableForm) -> Asked:
    assert form.span is not None
    agencies = frozenset({form.agency.pk}) if form.agency else scope_of(request.actor)
    return Asked(form.span, agencies, form.by, chosen())


def _shown(table: Table, number: int, query: dict[str, str], name: str) -> dict[str, Any]:
    link = to_dossiers(table, query)
    return {
        "table": table,
        "drawn": drawn(table, link, to_dossier) if TABLES[name].group == LISTS else drawn(table, link),
        "chart": charts.of_table(table, link),
        "chart_id": f"bieu-do-{number}",
        "definitions": [
            EVERY[key] for key in dict.fromkeys(column.measure for column in table.columns) if key in EVERY
        ],
        "files": files_at(reverse("board:table_download", args=[name]), query, bang=str(number)),
    }
