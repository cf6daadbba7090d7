"""Scoring of agencies under TT 01/2018: the list, and the page of one, where each person does what is theirs."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.agencies.queries import agency_by_code
from motcua.faces.board.guard import seated
from motcua.faces.board.score_forms import BeginForm, KeyForm, ReasonForm, RevisionForm, ScoresForm
from motcua.law.refusal import Refused
from motcua.law.scoring.quality import MAXIMUM
from motcua.reports.models import AgencyScoring
from motcua.reports.scores import scoring as commands
from motcua.reports.scores.schemes import scoring_is_on
from motcua.reports.scores.scoring_queries import (
    ScoringPage,
    agencies_to_score,
    quarter_from,
    quarters_over,
    scoring_page,
    scorings_for,
)

PAGE = 50
TONES = {"writing": "neutral", "sent": "warning", "checked": "info", "approved": "success"}
both = require_http_methods(["GET", "HEAD", "POST"])


@both
@seated
def scorings(request: HttpRequest) -> HttpResponse:
    """The scorings that the person may see, and the form that begins one."""
    if not scoring_is_on():
        return render(request, "board/scorings.html", {"off": True})
    agencies = agencies_to_score(request.actor)
    data = request.POST if request.method == "POST" else None
    form = BeginForm(data, agencies=agencies, quarters=quarters_over(request.now))
    if form.is_bound and form.is_valid() and (begun := _begin(request, form)):
        return redirect("board:scoring", begun.pk)
    page = Paginator(scorings_for(request.actor), PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(row, TONES[row.stage]) for row in page],
        "form": form if agencies else None,
        "maximum": MAXIMUM,
    }
    return render(request, "board/scorings.html", context, status=422 if form.is_bound else 200)


def _begin(request: HttpRequest, form: BeginForm) -> AgencyScoring | None:
    given = form.cleaned_data
    agency, period = agency_by_code(given["agency"]), quarter_from(given["period"], request.now)
    if agency is None or period is None:
        form.add_error("period", "Hãy chọn lại cơ quan và kỳ.")
        return None
    try:
        return commands.begin(actor=request.actor, at=request.now, key=given["key"], agency=agency, period=period)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return None


@both
@seated
def scoring(request: HttpRequest, pk: int) -> HttpResponse:
    """One scoring: its indices with what they rest on, its history, and what the person may do now."""
    page = scoring_page(request.actor, pk)
    doing = request.POST.get("viec", "")
    sent: KeyForm | None = None
    if request.method == "POST":
        sent = _form_of(doing, request, page)
        if sent.is_valid() and (told := _done(request, doing, sent, pk)):
            messages.success(request, told)
            return redirect("board:scoring", pk)
        page = scoring_page(request.actor, pk)
    return render(request, "board/scoring.html", _context(page, sent), status=422 if sent else 200)


_FORMS: dict[str, type[RevisionForm]] = {"luu": ScoresForm, "gui": ScoresForm, "tra-lai": ReasonForm}


def _form_of(doing: str, request: HttpRequest, page: ScoringPage) -> RevisionForm:
    return _FORMS.get(doing, RevisionForm)(request.POST, scoring=page.scoring)


def _context(page: ScoringPage, sent: KeyForm | None) -> dict[str, Any]:
    scores = sent if isinstance(sent, ScoresForm) else ScoresForm(scoring=page.scoring)
    reason = sent if isinstance(sent, ReasonForm) else ReasonForm(scoring=page.scoring)
    return {
        "page": page,
        "scoring": page.scoring,
        "tone": TONES[page.scoring.stage],
        "form": scores,
        "lines": [(line, _fields(scores, line.index.number)) for line in page.lines],
        "reason_form": reason,
        "decision_form": RevisionForm(scoring=page.scoring),
        "errors": sent,
        "maximum": MAXIMUM,
    }


def _fields(form: ScoresForm, number: int) -> tuple[Any, Any] | None:
    name = f"score_{number}"
    return (form[name], form[f"evidence_{number}"]) if name in form.fields else None


def _done(request: HttpRequest, doing: str, form: KeyForm, pk: int) -> str:
    """What was done, in a sentence; "" when it was refused, which the form then says."""
    command = _COMMANDS.get(doing)
    if command is None:
        raise Refused("unknown_command", "Không rõ việc cần làm; hãy mở lại trang.")
    try:
        return command(request, form, pk)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        return ""


def _once(request: HttpRequest, form: KeyForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {"actor": request.actor, "at": request.now, "key": given["key"], "revision": given["revision"]}


def _save(request: HttpRequest, form: Any, pk: int) -> str:
    commands.save(pk, form.given(), **_once(request, form))
    return "Đã lưu điểm tự chấm."


def _send(request: HttpRequest, form: Any, pk: int) -> str:
    """What was typed is kept first: a missing score loses nothing of it."""
    once = _once(request, form)
    saved = commands.save(pk, form.given(), **{**once, "key": uuid.uuid5(once["key"], "save")})
    form.data = {**form.data.dict(), "revision": str(saved.revision)}
    commands.send(pk, **{**once, "revision": saved.revision})
    return "Đã gửi kiểm tra."


def _check(request: HttpRequest, form: Any, pk: int) -> str:
    commands.check(pk, **_once(request, form))
    return "Đã kiểm tra, trình phê duyệt."


def _approve(request: HttpRequest, form: Any, pk: int) -> str:
    commands.approve(pk, **_once(request, form))
    return "Đã phê duyệt bảng điểm."


def _send_back(request: HttpRequest, form: Any, pk: int) -> str:
    commands.send_back(pk, form.cleaned_data["reason"], **_once(request, form))
    return "Đã trả lại để cơ quan sửa."


_COMMANDS: dict[str, Callable[[HttpRequest, Any, int], str]] = {
    "luu": _save,
    "gui": _send,
    "kiem-tra": _check,
    "phe-duyet": _approve,
    "tra-lai": _send_back,
}
