"""How a due date is reckoned, day by day, for the moment that a visitor types."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.agencies.queries import calendar_for
from motcua.faces.common.formats import local_day
from motcua.faces.portal.addresses import found_or_404
from motcua.faces.portal.forms import StartForm
from motcua.faces.portal.times import TimeOption, day_lines, opening_sentences, time_options
from motcua.law.explain import Explanation, explain
from motcua.law.moments import local
from motcua.law.refusal import Refused
from motcua.law.worktime import Calendar


@require_safe
def time_limit(request: HttpRequest, code: str) -> HttpResponse:
    """How a due date is reckoned for the moment that the visitor types; the present one at first."""
    page, elsewhere = found_or_404(request, code, local_day(request.now), "portal:time_limit")
    if elsewhere:
        return elsewhere
    calendar = calendar_for(page.agency_id)
    options = time_options(page, calendar, request.now)
    if not options:
        raise Http404(f"procedure {page.code} states no time limit")
    form = _start_form(request, options)
    context = {"page": page, "form": form}
    if form.is_valid():
        chosen = next((o for o in options if o.value == form.cleaned_data.get("cach")), options[0])
        context |= {"option": chosen} | arithmetic(calendar, form.start, chosen)
    status = 200 if form.is_valid() else 422
    return render(request, "portal/time_limit.html", context, status=status)


def arithmetic(calendar: Calendar, start: datetime, option: TimeOption) -> dict[str, object]:
    """What the table of days shows; instead of it the sentence that says why it cannot be told."""
    try:
        return explained(explain(calendar, start, option.limit), calendar.standard_day)
    except Refused as refused:  # shown in place of the table, with what was typed kept above it
        return {"problem": refused.sentence}


def explained(told: Explanation, standard_day: int) -> dict[str, object]:
    """An explanation as the table of days wants it; `standard_day` are the minutes of a working day."""
    return {
        "told": told,
        "lines": day_lines(told),
        "opening": opening_sentences(told),
        "standard_day": standard_day,
    }


def _start_form(request: HttpRequest, options: tuple[TimeOption, ...]) -> StartForm:
    """The form as typed; where something is left out, with the present moment in its place."""
    here = local(request.now)
    present = {"ngay": f"{here:%Y-%m-%d}", "gio": f"{here:%H:%M}", "cach": options[0].value}
    data = {name: request.GET.get(name, value) for name, value in present.items()}
    return StartForm(data, ways=[(option.value, option.label) for option in options])
