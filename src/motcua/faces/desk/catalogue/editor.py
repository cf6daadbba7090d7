"""The editor of a proposal: a form whose buttons send it whole and show it again, and which saves itself meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.agencies.models import Agency
from motcua.catalogue import proposals
from motcua.catalogue.access import may_write_catalogue
from motcua.catalogue.models import Proposal, PublicationDecision
from motcua.catalogue.proposals import Typed, newest_versions
from motcua.catalogue.sheet import Sheet, SheetProblem, tidy
from motcua.catalogue.sheet_checks import FIRST_DAY, check_sheet
from motcua.faces.common.formats import local_day
from motcua.faces.desk.catalogue import rows, short_sheets
from motcua.faces.desk.catalogue.guard import GONE, controller, proposal_named, revision_of, window_of, writer
from motcua.faces.desk.catalogue.present import action_chip, problem_lines
from motcua.law.refusal import Refused

Publish = Proposal.Action.PUBLISH
MOST_SLOTS = 200
"""Places of errors beside fields that a save in passing brings up to date; more are shown by the next full page."""


@require_http_methods(["GET", "HEAD", "POST"])
@controller
def edit(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """A proposal: to those who may write as a form to fill in, to others, or once it is proposed, to read."""
    proposal = proposal_named(proposal_id)
    if proposal is None:
        return gone(request)
    may_write = may_write_catalogue(request.actor)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        return _pressed(request, proposal)
    if not may_write or not is_open(proposal):
        return redirect("desk:catalogue_compare", proposal.pk)
    return _form(request, proposal, proposal.content, window=uuid4())


def is_open(proposal: Proposal) -> bool:
    """Whether it may still be written: its decision is being written, or it waits for one."""
    decision = proposal.decision
    return decision is None or decision.stage == PublicationDecision.Stage.WRITING


def gone(request: HttpRequest) -> HttpResponse:
    """Back to the catalogue, with the sentence that there is no such proposal any more."""
    messages.info(request, GONE.sentence)
    return redirect("desk:catalogue")


def _pressed(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Save what was typed, then do what the button says."""
    what = request.POST.get("do", "")
    sheet, look_at = _typed(request, proposal), ""
    if proposal.action == Publish:
        sheet, look_at = rows.done(tidy(sheet), what)
    try:
        saved = proposals.save_proposal(
            proposal.pk,
            Typed(sheet, revision_of(request), window_of(request)),
            actor=request.actor,
            at=request.now,
        )
    except Refused as refused:
        left = proposal_named(proposal.pk)
        if left is None:  # published or thrown away since the page was read
            return gone(request)
        return _form(request, left, sheet, window=window_of(request), refused=refused)
    verb, _, number = what.partition(":")
    if verb == "seen" and number.isdecimal() and len(number) < 6:
        proposals.settle_mark(proposal.pk, int(number), actor=request.actor, at=request.now)
        look_at = _section_of_mark(proposal, int(number))
    elif what == "compare":
        return redirect("desk:catalogue_compare", proposal.pk)
    elif what == "preview":
        return redirect("desk:catalogue_preview", proposal.pk)
    elif what == "close" and saved.decision_id is not None:
        messages.success(request, f"Đã lưu thủ tục {saved.code}.")
        return redirect("desk:catalogue_decision", saved.decision_id)
    elif what == "save":
        messages.success(request, "Đã lưu.")
    anchor = f"#{look_at}" if look_at else ""
    return HttpResponseRedirect(reverse("desk:catalogue_edit", args=[proposal.pk]) + anchor)


def _section_of_mark(proposal: Proposal, number: int) -> str:
    return str(proposal.marks[number].get("section", "")) if number < len(proposal.marks) else ""


def _typed(request: HttpRequest, proposal: Proposal) -> Sheet:
    if proposal.action == Publish:
        return rows.typed(request.POST, proposal.content)
    return short_sheets.typed(request.POST, proposal)


@require_POST
@writer
def save(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Keep what is being typed, in passing; answers with what is wrong with it now."""
    proposal = proposal_named(proposal_id)
    if proposal is None:
        raise GONE
    sheet = _typed(request, proposal)
    saved = proposals.save_proposal(
        proposal.pk,
        Typed(sheet, revision_of(request), window_of(request), in_passing=True),
        actor=request.actor,
        at=request.now,
    )
    problems = problems_of(proposal, saved.content, local_day(request.now))
    context = _state(proposal, saved.content, problems) | {
        "revision": saved.revision,
        "saved_at": request.now,
        "slots": _slots(request, problems),
    }
    return render(request, "desk/catalogue/_saved.html", context)


def _slots(request: HttpRequest, problems: tuple[SheetProblem, ...]) -> list[tuple[str, list[str]]]:
    """The places beside fields where an error stood, or stands now, each with its sentences."""
    found: dict[str, list[str]] = {name: [] for name in request.POST.getlist("wrong")[:MOST_SLOTS]}
    for problem, line in zip(problems, problem_lines(problems), strict=True):
        if line.href.startswith("#o-"):
            found.setdefault(line.href[3:], []).append(problem.sentence)
    return list(found.items())[:MOST_SLOTS]


def problems_of(proposal: Proposal, sheet: Mapping[str, Any], today: date) -> tuple[SheetProblem, ...]:
    """All that keeps a proposal from being published."""
    signed_on = proposal.decision.signed_on if proposal.decision else None
    if proposal.action == Publish:
        return check_sheet(sheet, signed_on=signed_on, today=today)[1]
    return short_sheets.problems_of(proposal.action, sheet, signed_on, today)


def _form(
    request: HttpRequest,
    proposal: Proposal,
    sheet: Mapping[str, Any],
    *,
    window: UUID | None,
    refused: Refused | None = None,
) -> HttpResponse:
    """The form with what was typed, also when it was refused."""
    problems = problems_of(proposal, sheet, local_day(request.now))
    context = _state(proposal, sheet, problems) | {
        "revision": proposal.revision,
        "window": window,
        "refused": refused,
        "saved_at": None,
    }
    template = "desk/catalogue/editor.html" if proposal.action == Publish else "desk/catalogue/short.html"
    return render(request, template, context, status=409 if refused else 200)


def _state(proposal: Proposal, sheet: Mapping[str, Any], problems: tuple[SheetProblem, ...]) -> dict[str, Any]:
    """What the form and what stands beside it are drawn from."""
    newest = newest_versions([proposal.code]).get(proposal.code)
    context: dict[str, Any] = {
        "proposal": proposal,
        "decision": proposal.decision,
        "chip": action_chip(proposal.action, is_new=proposal.based_on_id is None),
        "problems": problem_lines(problems),
        "newest": newest,
        "outdated": newest is not None and newest.pk != proposal.based_on_id,
        "name": proposal.name or (newest.name if newest else ""),
    }
    if proposal.action != Publish:
        return context | {"cells": short_sheets.cells(proposal.action, sheet, problems)}
    drawing = rows.Drawing(sheet, problems, _agencies(sheet))
    cards = drawing.cards(proposal.marks)
    placed = {card.part.slug for card in cards}
    return context | {
        "cards": cards,
        "first_day": drawing.first_day(FIRST_DAY),
        "code_problems": [one.sentence for one in problems if one.field == "code"],
        "loose_marks": [
            {**mark, "number": number}
            for number, mark in enumerate(proposal.marks)
            if mark.get("section") not in placed
        ],
        "unseen": sum(not mark.get("settled") for mark in proposal.marks),
    }


def _agencies(sheet: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The agencies that answer for procedures; the one that the sheet calls by its name stays called so."""
    found = Agency.objects.filter(kind=Agency.Kind.DEPARTMENT).values_list("code", "name")
    said = sheet.get("agency")
    return tuple((name if name == said else code, name) for code, name in found)
