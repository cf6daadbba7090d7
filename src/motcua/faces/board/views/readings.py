"""The dossiers whose time is read differently by the law, the software in use and QĐ 766."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.agencies.queries import agencies_in_order
from motcua.faces.board.forms import ALL, ReadingsForm, address
from motcua.faces.board.guard import staff
from motcua.law.readings import Verdict
from motcua.law.readings_words import Cause
from motcua.law.refusal import Refused
from motcua.reports.access import agency_for, scope_of
from motcua.reports.disagreement_files import FORMATS, write
from motcua.reports.disagreements import PAGE, Disagreements, Line, disagreements

TONES = {
    Verdict.EARLY: ("success", "checks"),
    Verdict.ON_TIME: ("success", "check"),
    Verdict.LATE: ("danger", "alert-triangle"),
    Verdict.WITHIN: ("info", "clock"),
    Verdict.OVERDUE: ("danger", "alert-triangle"),
}


UNJUDGED = "{} hồ sơ cần lịch làm việc của năm chưa được phê duyệt nên chưa so sánh được."


@staff
def readings_page(request: HttpRequest) -> HttpResponse:
    """The list, fifty a page, with the number of dossiers for each cause."""
    form = _form(request)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        found = _found(request, form)
        lines = found.because(form.cause)
        page = Paginator(lines, PAGE).get_page(request.GET.get("trang"))
        own, files = reverse("board:readings"), reverse("board:readings_download")
        context |= {
            "span": form.span,
            "found": found,
            "cause": form.cause,
            "page": page,
            "unjudged": UNJUDGED.format(found.unjudged) if found.unjudged else "",
            "lines": [_shown(line) for line in page],
            "all_link": address(own, form.query),
            "causes": [
                (cause, found.counts[cause], address(own, form.query, ly_do=cause.value), cause is form.cause)
                for cause in Cause
            ],
            "files": [
                (
                    kind,
                    label,
                    address(files, form.query, ly_do=form.cause or ALL, dang=kind),
                )
                for kind, (_, label) in FORMATS.items()
            ],
        }
    return render(request, "board/readings.html", context, status=200 if form.is_valid() else 422)


@staff
def download(request: HttpRequest) -> HttpResponse:
    """The whole list as CSV or XLSX (`dang`).

    Raises:
        Refused: the address asks for no possible period.
        Http404: another format.
    """
    form, kind = _form(request), request.GET.get("dang", "")
    if kind not in FORMATS:
        raise Http404(f"no format {kind}")
    if not form.is_valid():
        raise Refused("period_malformed", "Kỳ trong địa chỉ không đúng; hãy chọn lại kỳ rồi tải tệp.")
    period = form.span.period
    response = HttpResponse(content_type=FORMATS[kind][0])
    name = f"cach-tinh-thoi-han_{period.first}_{period.last}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    if kind == "csv":
        response.write("\ufeff")  # without it spreadsheets read Vietnamese letters as another encoding
    write(_found(request, form).because(form.cause), kind, response)  # type: ignore[arg-type]
    return response


def _form(request: HttpRequest) -> ReadingsForm:
    scope = scope_of(request.actor)
    agencies = [agency for agency in agencies_in_order() if scope is None or agency.pk in scope]
    return ReadingsForm(request.GET, request.now, agencies)


def _found(request: HttpRequest, form: ReadingsForm) -> Disagreements:
    agencies = {agency_for(request.actor, form.agency).pk} if form.agency else scope_of(request.actor)
    return disagreements(form.span.period, agencies, now=request.now)


def _shown(line: Line) -> dict[str, Any]:
    return {
        "line": line,
        "readings": [(reading, *TONES[reading.verdict]) for reading in line.readings.all],
        "causes": [cause.label for cause in line.causes],
    }
