"""Open data of the catalogue: JSON in our own format, a table of typed columns, and the page that describes them."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.catalogue import open_data
from motcua.catalogue.open_data_columns import COLUMNS
from motcua.faces.common.formats import local_day
from motcua.faces.portal.addresses import DayForm, canonical_or_404, day_asked, moved
from motcua.faces.portal.sharing import shared
from motcua.law.disclosure import SMALL
from motcua.reports.exports import as_csv, as_json
from motcua.reports.open_data import closed_periods, results_for_all

JSON = "application/json; charset=utf-8"
CSV = "text/csv; charset=utf-8"
PUBLIC_DOMAIN = "https://creativecommons.org/publicdomain/mark/1.0/"
RESULTS = {"csv": (CSV, as_csv), "json": (JSON, as_json)}
PERIODS = 20
"""Periods named on the page; older ones are there too."""
KINDS = {
    "string": "chữ",
    "integer": "số nguyên",
    "decimal": "số thập phân, dấu chấm",
    "boolean": "true hoặc false",
    "date": "ngày, năm-tháng-ngày",
    "anyURI": "địa chỉ",
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What there is, in which format, under which conditions."""
    today = local_day(request.now)
    context = {
        "count": open_data.count(today),
        "example": open_data.in_force(today).values_list("procedure__code", flat=True).first(),
        "changed": open_data.revision(today).changed,
        "columns": [(column, KINDS[column.kind]) for column in COLUMNS],
        "form": DayForm({"ngay": f"{today:%Y-%m-%d}"}),
        "today": today,
        "periods": closed_periods(request.now)[:PERIODS],
        "small": SMALL,
    }
    return render(request, "portal/open_data.html", context)


@require_safe
def results(request: HttpRequest, first: str, last: str, kind: str) -> HttpResponse:
    """Results of a closed period by agency, small counts left out, as CSV or JSON.

    Raises:
        Http404: it is no reporting period that is over, or another format.
    """
    period = next(
        (one for one in closed_periods(request.now) if (str(one.first), str(one.last)) == (first, last)), None
    )
    if period is None or kind not in RESULTS:
        raise Http404(f"no results of {first} to {last} as {kind}")
    content_type, written = RESULTS[kind]
    said = written(results_for_all(period))
    return shared(
        request,
        lambda: said.encode(),
        tag=sha256(said.encode()).hexdigest()[:20],
        content_type=content_type,
        filename=f"ket-qua-{period.first}_{period.last}.{kind}",
    )


@require_safe
def procedures_json(request: HttpRequest) -> HttpResponse:
    """All procedures in force on a day, as JSON."""
    on, form = day_asked(request)
    if not form.is_valid():
        return _no_day(form)
    revision = open_data.revision(on)
    return shared(
        request,
        lambda: open_data.as_json(on),
        tag=revision.digest,
        changed=revision.changed,
        content_type=JSON,
        filename=f"thu-tuc-{on}.json",
    )


@require_safe
def procedures_csv(request: HttpRequest) -> HttpResponse:
    """All procedures in force on a day, as a table."""
    on, form = day_asked(request)
    if not form.is_valid():
        return _no_day(form)
    revision = open_data.revision(on)
    address = f"{_site(request)}{reverse('portal:procedures')}"
    response = shared(
        request,
        lambda: open_data.as_csv(on, address),
        tag=f"{revision.digest}-csv",
        changed=revision.changed,
        content_type=CSV,
        filename=f"thu-tuc-{on}.csv",
    )
    response["Link"] = f'<{reverse("portal:open_data_columns")}>; rel="describedby"; type="application/csvm+json"'
    return response


@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    """The columns of the table with their types, as CSV on the Web (W3C) describes them."""
    said = json.dumps(_described(request), ensure_ascii=False, indent=1).encode()
    return shared(
        request, lambda: said, tag=f"columns-{open_data.FORMAT}", content_type="application/csvm+json; charset=utf-8"
    )


@require_safe
def procedure_json(request: HttpRequest, code: str) -> HttpResponse:
    """A procedure as in force on a day, in our own format."""
    on, form = day_asked(request)
    if not form.is_valid():
        return _no_day(form)
    known = canonical_or_404(code)
    if known != code:
        return moved(request, known, "portal:procedure_json")
    said = open_data.one_as_json(code, on)
    if said is None:
        raise Http404(f"{code} is not in force on {on}")
    revision = open_data.revision(on)
    return shared(
        request,
        lambda: said,
        tag=f"{revision.digest}-{code}",
        changed=revision.changed,
        content_type=JSON,
        filename=f"{code}-{on}.json",
    )


def _described(request: HttpRequest) -> dict[str, Any]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "vi"}],
        "url": f"{_site(request)}{reverse('portal:procedures_csv')}",
        "dc:title": "Danh mục thủ tục hành chính",
        "dc:license": {"@id": PUBLIC_DOMAIN},
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": [column.described for column in COLUMNS], "primaryKey": "code"},
    }


def _no_day(form: DayForm) -> HttpResponse:
    sentence = " ".join(form.errors["ngay"])
    return HttpResponse(f"{sentence}\n", status=422, content_type="text/plain; charset=utf-8")


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
