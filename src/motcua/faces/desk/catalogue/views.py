"""The first screen of the catalogue, the list of all procedures, the history of one, two versions side by side."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue import proposals
from motcua.catalogue.access import may_publish, may_write_catalogue
from motcua.catalogue.catalogue_list import (
    FILTERS,
    PAGE,
    counts,
    procedure_lines,
    procedures,
    stages,
    waiting_by_origin,
)
from motcua.catalogue.comparing import changes, compare
from motcua.catalogue.models import ProcedureVersion, Proposal
from motcua.catalogue.proposals import content_of_version
from motcua.catalogue.publication_pages import agency_names, open_decisions, readable
from motcua.faces.common.formats import local_day
from motcua.faces.desk.catalogue import present
from motcua.faces.desk.catalogue.guard import controller, history_or_404, page_asked, writer
from motcua.faces.desk.catalogue.present import ACTION_LABELS, decision_chips
from motcua.law.refusal import Refused

SHOWN = 8
"""Lines of a short list on the first screen."""


@require_safe
@controller
def start(request: HttpRequest) -> HttpResponse:
    """What to do next about the catalogue."""
    today, number = local_day(request.now), counts(local_day(request.now))
    origins = waiting_by_origin()
    coming = procedure_lines(procedures("", on=today, only="sap-hieu-luc")[:SHOWN], today)
    idle = procedure_lines(procedures("", on=today, only="khong-quy-trinh")[:SHOWN], today)
    decisions = open_decisions()
    context = {
        "decisions": [(line, decision_chips(line, request.actor)) for line in decisions],
        "for_me": sum(line.stage == "proposed" and may_publish(request.actor, line.writers) for line in decisions),
        "stages": stages(),
        "origins": [(origin, Proposal.Origin(origin).label, many) for origin, many in origins.items()],
        "waiting": sum(origins.values()),
        "coming": coming,
        "idle": idle,
        "total": number[""],
        "coming_count": number["sap-hieu-luc"],
        "idle_count": number["khong-quy-trinh"],
        "idle_tone": "warning" if number["khong-quy-trinh"] else "",
        "aids": present.finding_aids(),
        "may_write": may_write_catalogue(request.actor),
    }
    return render(request, "desk/catalogue/start.html", context)


@require_safe
@controller
def procedure_list(request: HttpRequest) -> HttpResponse:
    """All procedures, those that words find, or those of a filter, with what holds and what is to come."""
    today = local_day(request.now)
    words, only = " ".join(request.GET.get("q", "").split()), request.GET.get("loc", "")
    page = Paginator(procedures(words, on=today, only=only), PAGE).get_page(page_asked(request))
    number = counts(today)
    context = {
        "words": words,
        "only": only if only in FILTERS else "",
        "filters": [(name, label, number[name]) for name, (label, _) in FILTERS.items()],
        "total": number[""],
        "lines": procedure_lines(page.object_list, today),
        "page": page,
        "query": request.GET.urlencode(),
    }
    return render(request, "desk/catalogue/list.html", context)


@require_safe
@controller
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """A procedure with its versions, and what can be begun about it."""
    history = history_or_404(request, code)
    if history.procedure.code != code:
        return redirect("desk:catalogue_procedure", history.procedure.code)
    writing = [line for line in open_decisions() if line.stage == "writing"]
    context = {
        "history": history,
        "code": history.procedure.code,
        "writing": writing,
        "actions": ACTION_LABELS,
        "may_write": may_write_catalogue(request.actor),
    }
    return render(request, "desk/catalogue/procedure.html", context)


@require_POST
@writer
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Begin to amend, repeal or suspend a procedure in a decision that is being written, or in a new one."""
    history = history_or_404(request, code)
    action, chosen = request.POST.get("action", ""), request.POST.get("decision", "")
    if action not in Proposal.Action.values:
        raise Refused("no_action", "Hãy chọn soạn sửa đổi, bãi bỏ hoặc tạm ngừng tiếp nhận.")
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 10):
        about = urlencode({"ma": history.procedure.code, "viec": action})
        return redirect(f"{reverse('desk:catalogue_decision_new')}?{about}")
    made = proposals.start_proposal(
        history.procedure.code, action, actor=request.actor, at=request.now, decision_id=int(chosen)
    )
    return redirect("desk:catalogue_edit", made.pk)


@require_safe
@controller
def versions_side_by_side(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions of a procedure, line by line; only what differs, or all of it."""
    history = history_or_404(request, code)
    rows = {str(line.row.number): line.row for line in history.versions}
    newest = [str(line.row.number) for line in history.versions]
    new = rows.get(request.GET.get("moi", newest[0] if newest else ""))
    old = rows.get(request.GET.get("cu", newest[1] if len(newest) > 1 else ""))
    whole = "tat-ca" in request.GET
    context = {"history": history, "code": history.procedure.code, "old": old, "new": new, "whole": whole}
    if old and new:
        context["sections"] = _compared(old, new, whole=whole)
    return render(request, "desk/catalogue/versions.html", context)


def _compared(old: ProcedureVersion, new: ProcedureVersion, *, whole: bool) -> object:
    names = agency_names()
    before, after = (readable(content_of_version(row), names, whole=True) for row in (old, new))
    return compare(before, after) if whole else changes(before, after)
