"""Table of ratings: on the screen and as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.faces.board import charts
from motcua.faces.board.drawing import drawn
from motcua.faces.board.forms import SpanForm, address
from motcua.faces.board.guard import staff
from motcua.faces.board.views.common import file_of, files_at, place_asked, presets_for, scope_words, table_at
from motcua.law.refusal import Refused
from motcua.reports.access import scope_of
from motcua.reports.ratings import ratings
from motcua.reports.table import Table


@staff
def ratings_page(request: HttpRequest) -> HttpResponse:
    """What people chose, by agency; a table for each questionnaire of the period."""
    form = SpanForm(request.GET, request.now)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        scope = scope_of(request.actor)
        tables = ratings(form.span, scope)
        rows = tables[0].body if tables else ()
        context |= {
            "span": form.span,
            "query_string": address("", form.query),
            "tables": [shown(table, number, form.query) for number, table in enumerate(tables)],
            "scope_words": scope_words(rows, scope) if tables else "",
        }
    context["presets"] = presets_for(request, form)
    return render(request, "board/ratings.html", context, status=200 if form.is_valid() else 422)


@staff
def download(request: HttpRequest) -> HttpResponse:
    """The table of one questionnaire (`phieu`, from 0) as CSV, JSON or XLSX.

    Raises:
        Refused: the address asks for no possible period.
        Http404: the period has no such questionnaire.
    """
    form = SpanForm(request.GET, request.now)
    if not form.is_valid():
        raise Refused("period_malformed", "Kỳ báo cáo trong địa chỉ không đúng; hãy chọn lại kỳ rồi tải tệp.")
    table = table_at(ratings(form.span, scope_of(request.actor)), place_asked(request, "phieu"))
    if table is None:
        raise Http404("not so many questionnaires")
    return file_of(request, table, "danh-gia")


def shown(table: Table, number: int, query: dict[str, str]) -> dict[str, Any]:
    """One table as the template draws it."""
    total = {key: int(count or 0) for key, count in table.total.items()}
    return {
        "title": table.title,
        "drawn": drawn(table),
        "grand_total": total["total"],
        "satisfied": sum(count for key, count in total.items() if key.startswith("satisfied")),
        "chart": charts.ratings_of_agencies(table),
        "chart_id": f"bieu-do-danh-gia-{number}",
        "files": files_at(reverse("board:ratings_download"), query, phieu=str(number)),
    }
