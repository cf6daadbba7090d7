"""Which procedure an address means: one address for each, and the day it is looked at on."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from motcua.catalogue.history import canonical_code
from motcua.catalogue.pages import ProcedurePage, procedure_page
from motcua.faces.common.formats import local_day
from motcua.faces.common.forms import day
from motcua.law.codes import ProcedureCode
from motcua.law.refusal import Refused


class DayForm(forms.Form):
    """The local day on which something is looked at; without one, today."""

    ngay = day(
        "Ngày cần xem",
        help_text="Nội dung có hiệu lực vào ngày đó, ví dụ ngày bạn đã nộp hồ sơ.",
    )


def day_asked(request: HttpRequest) -> tuple[date, DayForm]:
    """The day in the address (`?ngay=`), today where it is none, and the form that says what is wrong with it."""
    today = local_day(request.now)
    form = DayForm({"ngay": request.GET.get("ngay", "").strip() or f"{today:%Y-%m-%d}"})
    return (form.cleaned_data["ngay"], form) if form.is_valid() else (today, form)


def found_or_404(
    request: HttpRequest, code: str, on: date, name: str
) -> tuple[ProcedurePage, None] | tuple[None, HttpResponse]:
    """The page of a procedure on a day, or the answer that leads to its one address (of the view called `name`).

    Raises:
        Http404: there is no such procedure.
    """
    try:
        page = procedure_page(str(ProcedureCode.parse(code)), on)
    except Refused:  # what cannot be a code is looked for no further
        page = None
    if page is not None and page.code == code:
        return page, None
    return None, moved(request, page.code if page else canonical_or_404(code), name)


def canonical_or_404(code: str) -> str:
    """The code under which the catalogue has a procedure.

    Raises:
        Http404: there is no such procedure.
    """
    known = canonical_code(code)
    if known is None:
        raise Http404("no such procedure")
    return known


def moved(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """The answer that leads to the one address of a procedure, what was asked for with it."""
    query = request.GET.urlencode()
    return HttpResponsePermanentRedirect(reverse(name, args=[code]) + (f"?{query}" if query else ""))
