"""Adding to a decision: a procedure by its code or by search, and proposals that wait, many at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.agencies.queries import agencies_in_order
from motcua.catalogue import proposals
from motcua.catalogue.access import may_write_catalogue
from motcua.catalogue.catalogue_list import ProcedureLine, procedure_lines, procedures
from motcua.catalogue.models import Proposal
from motcua.catalogue.publication_pages import open_decisions
from motcua.catalogue.waiting_proposals import PAGE, Wanted, choices_of, waiting, waiting_lines
from motcua.faces.common.formats import local_day
from motcua.faces.desk.catalogue.guard import controller, decision_or_404, page_asked, writer
from motcua.faces.desk.catalogue.present import ACTION_LABELS, action_chip
from motcua.law.codes import ProcedureCode
from motcua.law.refusal import Refused

MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@writer
def add(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Find a procedure and put it into a decision, or begin one that is new."""
    decision = decision_or_404(decision_id)
    if request.method == "POST":
        code, action = request.POST.get("code", ""), request.POST.get("action", "")
        if action not in Proposal.Action.values:
            raise Refused("no_action", "Hãy chọn công bố, bãi bỏ hoặc tạm ngừng tiếp nhận.")
        made = proposals.start_proposal(code, action, actor=request.actor, at=request.now, decision_id=decision_id)
        return redirect("desk:catalogue_edit", made.pk)
    words = " ".join(request.GET.get("q", "").split())[:200]
    context = {"decision": decision, "words": words, "actions": ACTION_LABELS} | _found(request, words)
    return render(request, "desk/catalogue/add.html", context)


def _found(request: HttpRequest, words: str) -> dict[str, Any]:
    """What words find, and the code of a procedure that does not exist yet, where they are one."""
    if not words:
        return {"lines": (), "new": ""}
    today = local_day(request.now)
    lines: list[ProcedureLine] = procedure_lines(procedures(words, on=today)[:MOST_FOUND], today)
    try:
        code = str(ProcedureCode.parse(words))
    except Refused:
        code = ""
    return {"lines": lines, "new": "" if any(line.code == code for line in lines) else code}


@require_safe
@controller
def waiting_list(request: HttpRequest, decision_id: int | None = None) -> HttpResponse:
    """Proposals that wait for a decision, to be looked through, or ticked and taken into one."""
    decision = decision_or_404(decision_id) if decision_id is not None else None
    asked = request.GET
    wanted = Wanted(
        words=" ".join(asked.get("q", "").split())[:200],
        field=asked.get("linh-vuc", ""),
        executing=asked.get("thuc-hien", ""),
        origin=asked.get("nguon", ""),
        unmarked="ro-rang" in asked,
    )
    page = Paginator(waiting(wanted), PAGE).get_page(page_asked(request))
    context = {
        "decision": decision,
        "wanted": wanted,
        "page": page,
        "lines": [(line, action_chip(line.action, is_new=line.is_new)) for line in waiting_lines(page.object_list)],
        "all_ticked": "chon" in asked,
        "query": _without(request, "chon", "trang"),
        "fields": choices_of("field"),
        "executing": choices_of("executing"),
        "origins": Proposal.Origin.choices,
        "agencies": agencies_in_order(),
        "targets": [line for line in open_decisions() if line.stage == "writing"] if decision is None else (),
        "may_write": may_write_catalogue(request.actor),
    }
    return render(request, "desk/catalogue/waiting.html", context)


def _without(request: HttpRequest, *names: str) -> str:
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()


@require_POST
@writer
def take_in(request: HttpRequest) -> HttpResponse:
    """Put the ticked proposals into a decision, as many as still wait."""
    chosen, into = request.POST.getlist("chon"), request.POST.get("decision", "")
    ids = [int(one) for one in chosen if one.isascii() and one.isdecimal() and len(one) < 18][:PAGE]
    if not ids:
        raise Refused("nothing_ticked", "Hãy đánh dấu ít nhất một thủ tục để đưa vào quyết định.")
    if not (into.isascii() and into.isdecimal() and len(into) < 10):
        raise Refused("no_decision_chosen", "Hãy chọn quyết định đang soạn, hoặc soạn quyết định mới trước.")
    count = proposals.take_in_proposals(
        int(into), ids, actor=request.actor, at=request.now, agency=request.POST.get("agency", "")
    )
    left = len(ids) - count
    said = f"Đã đưa {count} thủ tục vào quyết định."
    messages.success(request, said + (f" {left} thủ tục đã có người đưa vào trước đó." if left else ""))
    return HttpResponseRedirect(reverse("desk:catalogue_decision", args=[into]))
