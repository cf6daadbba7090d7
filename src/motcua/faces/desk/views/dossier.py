"""One dossier, one page: who, what, papers, clock, timeline, and the buttons that are possible now."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.agencies.people import unit_names
from motcua.dossiers import queries
from motcua.dossiers.access import dossier_for
from motcua.dossiers.desk_reads import attached_file
from motcua.dossiers.queries import DossierPage
from motcua.faces.desk import present
from motcua.faces.desk.actions import Action, actions_of, label_of
from motcua.faces.desk.decorators import officer
from motcua.faces.desk.forms.base import objection
from motcua.faces.desk.forms.clock import extension
from motcua.faces.desk.forms.steps import CompleteStepForm
from motcua.law.explain import Explanation
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import commands as c

MOVES_THE_DATE = frozenset({"supplement_requested", "supplement_received", "extended"})
SHOWN_IN_BROWSER = frozenset({"application/pdf", "image/jpeg", "image/png"})


@require_safe
@officer
def dossier_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The page of a dossier."""
    page = queries.dossier_page(request.actor, reference, now=request.now)
    actions, note = offered(request, page)
    context = {
        "page": page,
        "row": page.row,
        "state": page.state,
        "clock": page.clock,
        "minutes": present.minutes_left(page, request.now),
        "standard_day": page.rules.calendar.standard_day,
        "steps": present.steps_shown(page, unit_names(page.row.agency_id), request.now),
        "papers": present.papers_shown(page),
        "results": present.result_files(page),
        "moments": present.moments(page.timeline),
        "delivery": present.delivery_label(page.row.wanted_delivery),
        "buttons": [_button(action, page) for action in actions if action.command is not c.CompleteStep],
        "step_forms": _step_forms(request, page, actions),
        "note": note,
        "waiting": page.state.status is Status.AWAITING_SUPPLEMENT,
        "late_answer": page.state.answer_by is not None and request.now > page.state.answer_by,
        "nothing_to_do": present.why_nothing(page),
        "slips": _slips(page),
    }
    return render(request, "desk/dossier/page.html", context)


def _slips(page: DossierPage) -> list[dict[str, str]]:
    """The printed forms that this dossier has."""
    state = page.state
    found = {
        "giay-tiep-nhan": ("Giấy tiếp nhận", state.accepted_at is not None),
        "yeu-cau-bo-sung": ("Phiếu yêu cầu bổ sung", state.supplement_requests > 0),
        "xin-loi": ("Phiếu xin lỗi", state.extensions > 0),
        "tu-choi": ("Phiếu từ chối", state.status in (Status.REFUSED, Status.REJECTED)),
    }
    return [
        {"label": label, "href": reverse("desk:slip", args=(page.row.reference, name))}
        for name, (label, there) in found.items()
        if there
    ]


def offered(request: HttpRequest, page: DossierPage) -> tuple[list[Action], str]:
    """The actions to offer, and why one that the role has is left out at this moment."""
    actions = actions_of(page)
    if c.Extend not in page.possible:
        return actions, ""
    refused = objection(page, extension(), request.now)
    if refused is None:
        return actions, ""
    return [action for action in actions if action.command is not c.Extend], refused.sentence


def _button(action: Action, page: DossierPage) -> dict[str, object]:
    return {
        "href": reverse("desk:command", args=(page.row.reference, action.slug)),
        "label": label_of(action, page),
        "action": action,
    }


def _step_forms(request: HttpRequest, page: DossierPage, actions: list[Action]) -> list[CompleteStepForm]:
    """One small form for each step that the actor may complete: the most frequent act takes one click."""
    if not any(action.command is c.CompleteStep for action in actions):
        return []
    common = {"page": page, "actor": request.actor, "now": request.now}
    held = CompleteStepForm(**common).held
    return [CompleteStepForm(initial={"step": step.id}, auto_id=f"id_{step.id}_%s", **common) for step in held]


@require_safe
@officer
def explanation(request: HttpRequest, reference: str) -> HttpResponse:
    """The due date, day by day."""
    page = queries.dossier_page(request.actor, reference, now=request.now)
    told = queries.explanation(page.row)
    used = 0
    days = []
    for day in told.days if told else ():
        used += day.minutes
        _, _, words = day.sentence.partition(": ")
        days.append({"day": day, "words": words[:1].upper() + words[1:], "used": used if day.minutes else None})
    context = {
        "page": page,
        "row": page.row,
        "state": page.state,
        "clock": page.clock,
        "minutes": present.minutes_left(page, request.now),
        "standard_day": page.rules.calendar.standard_day,
        "told": told,
        "summary": _summary(told) if told else (),
        "days": days,
        "counts_minutes": bool(used),
        "regime": page.rules.regime,
        "moved": [entry for entry in page.timeline if entry.kind in MOVES_THE_DATE],
    }
    return render(request, "desk/dossier/explanation.html", context)


def _summary(told: Explanation) -> tuple[str, ...]:
    """The sentences without those of the single days, which stand in the table."""
    of_days = {day.sentence for day in told.days}
    return tuple(sentence for sentence in told.sentences if sentence not in of_days)


@require_safe
@officer
def attachment(request: HttpRequest, reference: str, sha256: str) -> HttpResponse:
    """The content of a scan or result file, for those who may see the dossier."""
    row = dossier_for(request.actor, reference)
    file, content = attached_file(row, sha256)
    media_type = file.blob.media_type
    response = FileResponse(
        content,
        content_type=media_type,
        filename=file.filename,
        as_attachment=media_type not in SHOWN_IN_BROWSER,
    )
    response["Cache-Control"] = "private, max-age=3600"
    return response
