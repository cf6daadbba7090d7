"""A proposal to read: what it changes against what holds, and the page as citizens will see it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.catalogue.access import may_write_catalogue
from motcua.catalogue.comparing import changes, compare, sheet_changes
from motcua.catalogue.models import ProcedureVersion, Proposal
from motcua.catalogue.outline import outline
from motcua.catalogue.previewing import page_of_content
from motcua.catalogue.proposals import content_of_version
from motcua.catalogue.publication_pages import agency_names, readable, version_before
from motcua.catalogue.sheet import first_day, read_sheet, sheet_of
from motcua.faces.common.formats import local_day
from motcua.faces.desk.catalogue.editor import gone, is_open, problems_of
from motcua.faces.desk.catalogue.guard import controller, proposal_named
from motcua.faces.desk.catalogue.present import action_chip, problem_lines


@require_safe
@controller
def compared(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """What a proposal changes against the version it replaces; all of it, where that is asked for."""
    proposal = proposal_named(proposal_id)
    if proposal is None:
        return gone(request)
    versions = list(ProcedureVersion.objects.filter(procedure__code=proposal.code).select_related("procedure"))
    since = first_day(proposal.content)
    before = version_before(versions, since)
    whole = "tat-ca" in request.GET
    context = {
        "proposal": proposal,
        "decision": proposal.decision,
        "chip": action_chip(proposal.action, is_new=before is None),
        "before": before,
        "since": since,
        "whole": whole,
        "problems": problem_lines(problems_of(proposal, proposal.content, local_day(request.now))),
        "may_edit": may_write_catalogue(request.actor) and is_open(proposal),
        "name": proposal.name or (before.name if before else ""),
    }
    if proposal.action == Proposal.Action.PUBLISH:
        context |= _sections(proposal, before, whole=whole)
    return render(request, "desk/catalogue/compare.html", context)


def _sections(proposal: Proposal, before: ProcedureVersion | None, *, whole: bool) -> dict[str, Any]:
    """Side by side as it reads; as it was typed while it cannot be read."""
    names = agency_names()
    after = read_sheet(proposal.content).content
    if after is None:
        old = sheet_of(content_of_version(before)) if before else {}
        old_named, new_named = (_named(sheet, names) for sheet in (old, proposal.content))
        return {"sections": sheet_changes(old_named, new_named), "as_typed": True}
    if before is None:
        return {"outline": [one for one in outline(readable(after, names, whole=True)) if one.lines]}
    old, new = readable(content_of_version(before), names), readable(after, names)
    return {"sections": compare(old, new) if whole else changes(old, new)}


def _named(sheet: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    said = str(sheet.get("agency") or "")
    return {**sheet, "agency": names.get(said, said)}


@require_safe
@controller
def preview(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """The public page of the procedure as it would be, whoever reads it.

    Raises:
        Http404: a repeal or a suspension has no page of its own.
    """
    proposal = proposal_named(proposal_id)
    if proposal is None:
        return gone(request)
    if proposal.action != Proposal.Action.PUBLISH:
        raise Http404("only a publication has a page")
    content = read_sheet(proposal.content).content
    if content is None:
        problems = problem_lines(problems_of(proposal, proposal.content, local_day(request.now)))
        context = {"proposal": proposal, "decision": proposal.decision, "problems": problems}
        return render(request, "desk/catalogue/no_preview.html", context)
    since = first_day(proposal.content) or local_day(request.now)
    page = page_of_content(content, since)
    return render(request, "desk/catalogue/preview.html", {"page": page, "proposal": proposal, "preview": True})
