"""Who was late, and why: the tables, the dossiers of a cause, the steps of a unit."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.faces.board import charts
from motcua.faces.board.drawing import drawn
from motcua.faces.board.forms import SpanForm, address
from motcua.faces.board.guard import staff
from motcua.faces.board.views.common import file_of, files_at, presets_for
from motcua.law.lifecycle.state import LateCause
from motcua.law.refusal import Refused
from motcua.reports.access import agency_for, scope_of
from motcua.reports.lateness import (
    CORRECTED,
    CORRECTED_LABEL,
    UnitRow,
    causes_table,
    ended_late,
    late_dossiers,
    late_steps_of,
    of_unit,
    open_late,
    step_lines,
    units_table,
)
from motcua.reports.lateness_files import FORMATS as STEP_FORMATS
from motcua.reports.lateness_files import write
from motcua.reports.table import Column, Row, Table

PAGE = 50
MOST = 20_000
"""Lines of a file of steps; a longer list has to be asked for in parts."""


@staff
def lateness(request: HttpRequest) -> HttpResponse:
    """Late dossiers by cause and late steps by unit; every figure leads to what is behind it."""
    form = SpanForm(request.GET, request.now)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        scope = scope_of(request.actor)
        context |= _causes_shown(causes_table(form.span, scope), form.query)
        context |= _units_shown(units_table(form.span, scope, now=request.now), form.query)
    context["presets"] = presets_for(request, form)
    return render(request, "board/lateness.html", context, status=200 if form.is_valid() else 422)


@staff
def download(request: HttpRequest) -> HttpResponse:
    """The table of causes as CSV, JSON or XLSX.

    Raises:
        Refused: the address asks for no possible period.
    """
    form = _span(request)
    return file_of(request, causes_table(form.span, scope_of(request.actor)), "ho-so-tre-han")


@staff
def dossiers(request: HttpRequest) -> HttpResponse:
    """The late dossiers of an agency and a cause, each with the steps that ran out and who held them."""
    form, asked = _span(request), request.GET.get("nguyen_nhan", "")
    cause = LateCause(asked) if asked in set(LateCause) else None
    if asked not in {"", CORRECTED, *LateCause}:
        raise Http404(f"no cause {asked}")
    agencies, agency_name = _agencies(request)
    found = late_dossiers(form.span, agencies, cause, corrected=asked == CORRECTED)
    rows = found.select_related("procedure_version", "agency").order_by("ended_at", "code")
    page = Paginator(rows, PAGE).get_page(request.GET.get("trang"))
    steps = late_steps_of(page.object_list, now=request.now)
    context = {
        "span": form.span,
        "page": page,
        "lines": [(row, steps.get(row.code or "", [])) for row in page.object_list],
        "agency_name": agency_name,
        "words": cause.label if cause else CORRECTED_LABEL if asked else "mọi nguyên nhân",
        "table_link": address(reverse("board:lateness"), form.query),
        "cause_label": {cause.value: cause.label for cause in LateCause},
    }
    return render(request, "board/late_dossiers.html", context)


@staff
def steps(request: HttpRequest) -> HttpResponse:
    """The late steps of a unit: those that left it in the period, or those that lie there now (`dang-giu`)."""
    form, unit = _span(request), request.GET.get("don_vi", "")
    agencies, agency_name = _agencies(request)
    still = "dang-giu" in request.GET
    found = open_late(request.now, agencies) if still else ended_late(form.span, agencies)
    found = of_unit(found, unit).order_by("due_at", "id")
    kind = request.GET.get("dang", "")
    if kind:
        return _file(step_lines(found[:MOST], now=request.now), kind, form)
    page = Paginator(found, PAGE).get_page(request.GET.get("trang"))
    lines = step_lines(page.object_list, now=request.now)
    query = {**form.query, "co_quan": request.GET.get("co_quan", ""), "don_vi": unit} | (STILL if still else {})
    context = {
        "span": form.span,
        "page": page,
        "lines": lines,
        "agency_name": agency_name,
        "unit_name": lines[0].unit if unit and lines else "",
        "still": still,
        "table_link": address(reverse("board:lateness"), form.query),
        "files": [
            (kind, label, address(reverse("board:late_steps"), query, dang=kind))
            for kind, (_, label) in STEP_FORMATS.items()
        ],
    }
    return render(request, "board/late_steps.html", context)


def _file(lines: list[Any], kind: str, form: SpanForm) -> HttpResponse:
    if kind not in STEP_FORMATS:
        raise Http404(f"no format {kind}")
    period = form.span.period
    response = HttpResponse(content_type=STEP_FORMATS[kind][0])
    name = f"buoc-qua-han_{period.first}_{period.last}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    if kind == "csv":
        response.write("\ufeff")  # without it spreadsheets read Vietnamese letters as another encoding
    write(lines, kind, response)  # type: ignore[arg-type]
    return response


def _span(request: HttpRequest) -> SpanForm:
    form = SpanForm(request.GET, request.now)
    if not form.is_valid():
        raise Refused("period_malformed", "Kỳ trong địa chỉ không đúng; hãy chọn lại kỳ ở trang trễ hạn.")
    return form


def _agencies(request: HttpRequest) -> tuple[frozenset[int] | None, str]:
    """The agencies asked for within the rights of the person, and the name of the one that was named."""
    code = request.GET.get("co_quan", "")
    if not code:
        return scope_of(request.actor), ""
    agency = agency_for(request.actor, code)
    return frozenset({agency.pk}), agency.name


def _causes_shown(table: Table, query: dict[str, str]) -> dict[str, Any]:
    def link(key: str, agency: str = "") -> str:
        more = {"co_quan": agency} if agency else {}
        asked = {} if key == "total" else {"nguyen_nhan": key}
        return address(reverse("board:late_dossiers"), query, **more, **asked)

    def to_late(column: Column, row: Row) -> str:
        return link(column.key, row.key)

    return {
        "table": table,
        "drawn": drawn(table, to_late),
        "late": table.total["total"],
        "span": table.span,
        "query_string": address("", query),
        "late_link": link("total"),
        "by_cause": charts.late_by_cause(table, link),
        "files": files_at(reverse("board:lateness_download"), query),
    }


def _units_shown(units: list[UnitRow], query: dict[str, str]) -> dict[str, Any]:
    own = reverse("board:late_steps")

    def link(row: UnitRow, **more: str) -> str:
        return address(own, query, co_quan=row.agency_code, don_vi=row.unit, **more)

    return {
        "units": [(row, link(row) if row.ended else "", link(row, **STILL) if row.open else "") for row in units],
        "ended": sum(row.ended for row in units),
        "lying": sum(row.open for row in units),
        "ended_link": address(own, query),
        "lying_link": address(own, query, **STILL),
        "by_unit": charts.late_by_unit(units, link),
    }


STILL = {"dang-giu": "1"}
"""What an address says to ask for the steps that lie on desks now."""
