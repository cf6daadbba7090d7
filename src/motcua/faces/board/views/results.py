"""Table of one-stop results: on the screen and as a file."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.faces.board import charts
from motcua.faces.board.forms import ALL, SpanForm, address
from motcua.faces.board.guard import staff
from motcua.faces.board.views.common import file_of, presets_for, scope_words
from motcua.faces.common.formats import percent
from motcua.law.refusal import Refused
from motcua.reports.access import scope_of
from motcua.reports.exports import FORMATS
from motcua.reports.measures import IDENTITIES, MEASURES
from motcua.reports.one_stop import COLUMNS, SHARE_LABEL, TOTAL_LABEL, OneStopTable, one_stop


@staff
def results(request: HttpRequest) -> HttpResponse:
    """The table of a period; every figure leads to its dossiers."""
    form = SpanForm(request.GET, request.now)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        scope = scope_of(request.actor)
        table = one_stop(form.span, scope)
        context |= shown(table, form.query) | {"scope_words": scope_words(table.rows, scope)}
    context["presets"] = presets_for(request, form)
    return render(request, "board/results.html", context, status=200 if form.is_valid() else 422)


@staff
def download(request: HttpRequest) -> HttpResponse:
    """The same table as CSV, JSON or XLSX.

    Raises:
        Refused: the address asks for no possible period.
    """
    form = SpanForm(request.GET, request.now)
    if not form.is_valid():
        raise Refused("period_malformed", "Kỳ báo cáo trong địa chỉ không đúng; hãy chọn lại kỳ rồi tải tệp.")
    return file_of(request, one_stop(form.span, scope_of(request.actor)), "ket-qua-mot-cua")


def shown(table: OneStopTable, query: dict[str, str]) -> dict[str, Any]:
    """The table as the template draws it: cells with their links, heads in groups, charts, files."""

    def link(measure: str, agency: str = ALL) -> str:
        return address(reverse("board:dossiers"), query, chi_tieu=measure, co_quan=agency)

    def cells(counts: Any, agency: str = ALL) -> list[tuple[int, str]]:
        keys = [column.measure for column in COLUMNS]
        return [(counts[key], link(key, agency) if counts[key] else "") for key in keys]

    return {
        "table": table,
        "span": table.span,
        "query_string": address("", query),
        "groups": [
            (name, list(columns)) for name, columns in groupby(COLUMNS, key=lambda column: column.group or column.name)
        ],
        "rows": [(row, cells(row.counts, row.code)) for row in table.rows],
        "total": cells(table.total),
        "shares": list(table.shares.values()),
        "total_label": TOTAL_LABEL,
        "share_label": SHARE_LABEL,
        "resolved_note": f"{percent(table.shares['resolved'])} của tiếp nhận",
        "rate": percent(table.on_time_rate),
        "overdue_link": link("overdue"),
        "load": charts.load_of_agencies(table, link),
        "lateness": charts.lateness_of_agencies(table, link),
        "identities": [identity.sentence for identity in IDENTITIES if identity.shown_by(table.total)],
        "definitions": [MEASURES[column.measure] for column in COLUMNS],
        "files": [
            (kind, label, address(reverse("board:results_download"), query, dang=kind))
            for kind, (_, label) in FORMATS.items()
        ],
    }
