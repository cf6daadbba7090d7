"""Table of one-stop results: on the screen and as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.faces.board import charts
from motcua.faces.board.drawing import drawn, to_dossiers
from motcua.faces.board.forms import TableForm, address
from motcua.faces.board.guard import staff
from motcua.faces.board.views.common import file_of, files_at, freeze_link, presets_for, scope_words
from motcua.faces.common.formats import percent
from motcua.law.refusal import Refused
from motcua.reports.access import scope_of
from motcua.reports.comparison import compared
from motcua.reports.counting import Counted
from motcua.reports.engines import chosen
from motcua.reports.measures import EVERY, IDENTITIES
from motcua.reports.one_stop import COLUMNS, one_stop, table_of
from motcua.reports.table import Table, share
from motcua.reports.tables import TABLES

DEFINITION = TABLES["one-stop"]


@staff
def results(request: HttpRequest) -> HttpResponse:
    """The table of a period; every figure leads to its dossiers."""
    form = TableForm(request.GET, request.now, DEFINITION)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        scope = scope_of(request.actor)
        found = one_stop(form.span, scope, by=form.by, engine=chosen())
        context |= shown(found, _table(found, form, scope), form.query) | {
            "scope_words": scope_words(found.rows, scope, by=form.by),
            "freeze_link": freeze_link(request, DEFINITION.name, form.query),
        }
    context["presets"] = presets_for(request, form)
    return render(request, "board/results.html", context, status=200 if form.is_valid() else 422)


@staff
def download(request: HttpRequest) -> HttpResponse:
    """The same table as a file.

    Raises:
        Refused: the address asks for no possible period.
    """
    form = TableForm(request.GET, request.now, DEFINITION)
    if not form.is_valid():
        raise Refused("period_malformed", "Kỳ báo cáo trong địa chỉ không đúng; hãy chọn lại kỳ rồi tải tệp.")
    scope = scope_of(request.actor)
    found = one_stop(form.span, scope, by=form.by, engine=chosen())
    return file_of(request, _table(found, form, scope), "ket-qua-mot-cua")


def _table(found: Counted, form: TableForm, scope: frozenset[int] | None) -> Table:
    """The table, beside that of another period where one was chosen."""
    if (other := form.other) is None:
        return table_of(found)
    return compared(table_of(found), table_of(one_stop(other, scope, by=form.by, engine=chosen())))


def shown(found: Counted, table: Table, query: dict[str, str]) -> dict[str, Any]:
    """The table as the template draws it: cells with their links, charts, files."""
    link = to_dossiers(table, query)
    by_key = {column.measure: column for column in COLUMNS}
    by_code = {row.key: row for row in table.body}
    total = next(row for row in table.rows if row.kind == "total")

    def linked(measure: str, code: str) -> str:
        return link(by_key[measure], by_code[code])

    return {
        "found": found,
        "drawn": drawn(table, link),
        "span": table.span,
        "row_words": f"{table.row_label[0].lower()}{table.row_label[1:]}",
        "query_string": address("", query),
        "resolved_note": f"{percent(share(found.total['resolved'], found.total['total']))} của tiếp nhận",
        "rate": percent(found.on_time_rate),
        "overdue_link": link(by_key["overdue"], total),
        "load": charts.load_of_agencies(found, linked),
        "lateness": charts.lateness_of_agencies(found, linked),
        "identities": [identity.sentence for identity in IDENTITIES if identity.shown_by(found.total)],
        "definitions": [EVERY[column.measure] for column in COLUMNS],
        "files": files_at(reverse("board:results_download"), query),
    }
