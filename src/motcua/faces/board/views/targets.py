"""Targets of a year: what is to be reached, what is reached, and the form of procedure control."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.agencies.queries import agencies_in_order, agency_by_code
from motcua.faces.board.guard import seated
from motcua.faces.board.score_forms import TargetForm
from motcua.faces.common.formats import local_day
from motcua.law.refusal import Refused
from motcua.reports.access import scope_of
from motcua.reports.models import Target
from motcua.reports.scores.access import may_set_targets
from motcua.reports.scores.reached import reached_in
from motcua.reports.scores.targets import (
    FIRST_YEAR,
    TARGETED,
    end_target,
    history_of,
    met,
    set_target,
    targets_of,
)


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def targets_page(request: HttpRequest) -> HttpResponse:
    """The targets of a year (`nam`), each with what is reached; procedure control sets them."""
    year = _year(request)
    form = TargetForm(request.POST if request.method == "POST" else None, agencies=agencies_in_order())
    if form.is_bound and form.is_valid() and _set(request, form, year):
        messages.success(request, f"Đã đặt chỉ tiêu năm {year}.")
        return redirect(f"{reverse('board:targets')}?nam={year}")
    context = {
        "year": year,
        "years": range(local_day(request.now).year + 1, FIRST_YEAR - 1, -1),
        "rows": _rows(request, year),
        "form": form if may_set_targets(request.actor) else None,
        "history": history_of(year) if request.actor.sees_everything else [],
    }
    return render(request, "board/targets.html", context, status=422 if form.is_bound else 200)


@require_POST
@seated
def end_page(request: HttpRequest, pk: int) -> HttpResponse:
    """End a target.

    Raises:
        Refused: the person may not, or there is none.
    """
    end_target(pk, actor=request.actor, at=request.now)
    messages.success(request, "Đã bỏ chỉ tiêu; chỉ tiêu cũ vẫn còn trong lịch sử.")
    return redirect(f"{reverse('board:targets')}?nam={_year(request)}")


def _year(request: HttpRequest) -> int:
    asked = request.POST.get("nam") or request.GET.get("nam", "")
    latest = local_day(request.now).year
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else latest
    return min(max(year, FIRST_YEAR), latest + 1)


def _set(request: HttpRequest, form: TargetForm, year: int) -> bool:
    given = form.cleaned_data
    try:
        set_target(
            actor=request.actor,
            at=request.now,
            key=given["key"],
            year=year,
            indicator=given["indicator"],
            value=given["value"],
            decision=given["decision"],
            agency=agency_by_code(given["agency"]) if given["agency"] else None,
        )
    except Refused as refused:
        if refused.code == "forbidden":
            raise
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return False
    return True


def _rows(request: HttpRequest, year: int) -> list[dict[str, Any]]:
    """The targets that concern what the person may see."""
    scope = scope_of(request.actor)
    targets = [row for row in targets_of(year) if scope is None or row.agency_id is None or row.agency_id in scope]
    reached = reached_in(year, targets, now=request.now, scope=scope)
    return [_row(target, reached.get(target.pk)) for target in targets]


def _row(target: Target, value: Any) -> dict[str, Any]:
    named = TARGETED.get(target.indicator)
    return {
        "target": target,
        "label": named.label if named else target.indicator,
        "group": named.group if named else "",
        "value": value,
        "met": met(value, target.value),
    }
