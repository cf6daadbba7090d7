"""One dossier, one page: who, what, papers, clock, timeline, and the buttons that are possible now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.agencies.people import unit_names
from motcua.dossiers import queries
from motcua.dossiers.access import dossier_for, may_read_out_code
from motcua.dossiers.desk_reads import attached_file
from motcua.dossiers.queries import DossierPage
from motcua.faces.desk import present, standing
from motcua.faces.desk.actions import Action, actions_of, label_of
from motcua.faces.desk.decorators import officer
from motcua.faces.desk.forms.asking import NoteForm
from motcua.faces.desk.forms.base import objection
from motcua.faces.desk.forms.clock import extension
from motcua.faces.desk.forms.correcting import correction, result_correction
from motcua.faces.desk.forms.intake import guidance
from motcua.faces.desk.forms.steps import CompleteStepForm, RecallForm, sent_by
from motcua.faces.desk.forms.stopping import wish_to_stop
from motcua.faces.desk.seeing import mark_seen
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import StopReason

OWN_PLACE = frozenset({c.CompleteStep, c.Recall, c.Note})
"""Commands with a small form of their own on the page, instead of a button that leads to one."""
SHOWN_IN_BROWSER = frozenset({"application/pdf", "image/jpeg", "image/png"})


@require_safe
@officer
def dossier_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The page of a dossier."""
    page = queries.dossier_page(request.actor, reference, now=request.now)
    mark_seen(request, page)
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
        "note_files": present.note_files(page),
        "moments": present.moments(page.timeline),
        "reads_out_code": may_read_out_code(request.actor, page.row),
        "owed_at_intake": present.owed_at_intake(page, request.now),
        "delivery": present.delivery_label(page.row.wanted_delivery),
        "buttons": [_button(action, page) for action in actions if action.command not in OWN_PLACE],
        "step_forms": _step_forms(request, page, actions),
        "recall_forms": _recall_forms(request, page),
        "note_form": _note_form(request, page),
        "note": note,
        "waiting": page.state.status is Status.AWAITING_SUPPLEMENT,
        "guided": page.state.status is Status.SUBMITTED and page.state.guided,
        "standing": standing.standing(page),
        "why_it_stands": standing.why_it_stands(page),
        "open_stop": standing.open_stop(page),
        "opinions": standing.opinions(page, request.actor, request.now),
        "late_answer": page.state.answer_by is not None and request.now > page.state.answer_by,
        "nothing_to_do": present.why_nothing(page),
        "slips": _slips(page),
        "said": {entry.kind: entry.sentence for entry in page.timeline},
        "result_corrections": [entry for entry in page.timeline if entry.kind == "result_corrected"],
    }
    return render(request, "desk/dossier/page.html", context)


def _slips(page: DossierPage) -> list[dict[str, str]]:
    """The printed forms that this dossier has."""
    state, kinds = page.state, {entry.kind for entry in page.timeline}
    found = {
        "giay-tiep-nhan": ("Giấy tiếp nhận", state.accepted_at is not None),
        "yeu-cau-bo-sung": ("Phiếu yêu cầu bổ sung", bool(kinds & {"guided", "supplement_requested"})),
        "xin-loi": ("Phiếu xin lỗi", state.extensions > 0),
        "tu-choi": ("Phiếu từ chối", state.status in (Status.REFUSED, Status.REJECTED)),
        "thong-bao-dung": ("Thông báo dừng", state.stop_reason is StopReason.ON_REQUEST),
    }
    return [
        {"label": label, "href": reverse("desk:slip", args=(page.row.reference, name))}
        for name, (label, there) in found.items()
        if there
    ]


WELL_FILLED: dict[type[c.Command], Callable[[DossierPage, datetime], c.Command]] = {
    c.Guide: lambda page, now: guidance(page),
    c.Extend: lambda page, now: extension(),
    c.AskToStop: lambda page, now: wish_to_stop(),
    c.AskCorrection: lambda page, now: correction(page),
    c.CorrectResult: lambda page, now: result_correction(now),
}
"""Commands that the law may rule out at a moment however they are filled in, and one to ask it with."""


def offered(request: HttpRequest, page: DossierPage) -> tuple[list[Action], str]:
    """The actions to offer, and why a new due date, which the role may set, is left out at this moment."""
    ruled_out = {
        command: refused
        for command, probe in WELL_FILLED.items()
        if command in page.possible and (refused := objection(page, probe(page, request.now), request.now))
    }
    actions = [action for action in actions_of(page) if action.command not in ruled_out]
    return actions, ruled_out[c.Extend].sentence if c.Extend in ruled_out else ""


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


def _recall_forms(request: HttpRequest, page: DossierPage) -> list[RecallForm]:
    """One button for each step that the actor has sent on and nobody has opened."""
    if c.Recall not in page.possible:
        return []
    common = {"page": page, "actor": request.actor, "now": request.now}
    sent = sent_by(page, request.actor.staff_id)
    return [RecallForm(initial={"step": step.id}, auto_id=f"id_recall_{step.id}_%s", **common) for step in sent]


def _note_form(request: HttpRequest, page: DossierPage) -> NoteForm | None:
    """The form of a note, at the head of the timeline."""
    if c.Note not in page.possible:
        return None
    return NoteForm(page=page, actor=request.actor, now=request.now, auto_id="id_note_%s")


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
