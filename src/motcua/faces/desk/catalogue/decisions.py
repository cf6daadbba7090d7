"""A decision: its head, its table of procedures, what is added and taken out, and where it goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue import proposals, publication
from motcua.catalogue.access import may_publish, may_write_catalogue
from motcua.catalogue.models import Proposal, PublicationDecision
from motcua.catalogue.publication_pages import (
    PAGE,
    done_by,
    entries_of,
    names_of,
    proposal_lines,
    proposals_of,
    published,
)
from motcua.faces.common.formats import local_day
from motcua.faces.desk.catalogue.forms import DecisionForm, head_of
from motcua.faces.desk.catalogue.guard import (
    controller,
    decision_or_404,
    page_asked,
    proposal_named,
    revision_of,
    writer,
)
from motcua.faces.desk.catalogue.present import action_chip
from motcua.law.refusal import Refused
from motcua.papers.queries import open_blob

Stage = PublicationDecision.Stage


@require_safe
@controller
def decision_list(request: HttpRequest) -> HttpResponse:
    """Published decisions, the newest first, or those that words find."""
    words = " ".join(request.GET.get("q", "").split())[:200]
    page = Paginator(published(words), PAGE).get_page(page_asked(request))
    return render(request, "desk/catalogue/decisions.html", {"words": words, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@writer
def new(request: HttpRequest) -> HttpResponse:
    """Begin a decision; with a procedure named in the address, with that procedure in it."""
    code, action = request.GET.get("ma", ""), request.GET.get("viec", Proposal.Action.PUBLISH)
    form = DecisionForm(request.POST, request.FILES) if request.method == "POST" else DecisionForm()
    if form.is_bound and form.is_valid():
        try:
            decision = publication.start_decision(form.head(), actor=request.actor, at=request.now)
        except Refused as refused:
            _refuse(form, refused)
        else:
            if code and action in Proposal.Action.values:
                made = proposals.start_proposal(
                    code, action, actor=request.actor, at=request.now, decision_id=decision.pk
                )
                return redirect("desk:catalogue_edit", made.pk)
            return redirect("desk:catalogue_decision", decision.pk)
    return _head(request, form, {"code": code})


@require_http_methods(["GET", "HEAD", "POST"])
@writer
def head(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Say otherwise what a decision says of itself."""
    decision = decision_or_404(decision_id)
    if request.method != "POST":
        return _head(request, DecisionForm(initial=head_of(decision)), {"decision": decision})
    form = DecisionForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            publication.change_decision(
                decision_id, form.head(), actor=request.actor, at=request.now, revision=revision_of(request)
            )
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, "Đã lưu thông tin quyết định.")
            return redirect("desk:catalogue_decision", decision_id)
    return _head(request, form, {"decision": decision})


def _refuse(form: DecisionForm, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)


def _head(request: HttpRequest, form: DecisionForm, context: dict[str, Any]) -> HttpResponse:
    return render(request, "desk/catalogue/head.html", context | {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@controller
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """A decision with all that it brings, and what can be done with it."""
    row = decision_or_404(decision_id)
    return _page(request, row)


def _page(request: HttpRequest, row: PublicationDecision, refused: Refused | None = None) -> HttpResponse:
    authors = publication.authors_of(row)
    context: dict[str, Any] = {
        "decision": row,
        "entries": entries_of(row),
        "writers": names_of(authors),
        "may_write": may_write_catalogue(request.actor) and row.stage == Stage.WRITING,
        "may_take_back": may_write_catalogue(request.actor) and row.stage == Stage.PROPOSED,
        "may_decide": row.stage == Stage.PROPOSED and may_publish(request.actor, authors),
        "refused": refused,
    }
    if row.stage == Stage.PUBLISHED:
        context["page"] = Paginator(done_by(row), PAGE).get_page(page_asked(request))
    else:
        page = Paginator(proposals_of(row), PAGE).get_page(page_asked(request))
        lines = proposal_lines(page.object_list, row, local_day(request.now))
        context["page"] = page
        context["lines"] = [(line, action_chip(line.action, is_new=line.is_new)) for line in lines]
        context["total"] = page.paginator.count
    status = 200 if refused is None else 409
    return render(request, "desk/catalogue/decision.html", context, status=status)


@require_POST
@writer
def propose(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Send the decision for approval; what is wrong in it is said on its page, all of it."""
    row = decision_or_404(decision_id)
    try:
        publication.propose_decision(decision_id, actor=request.actor, at=request.now, revision=revision_of(request))
    except Refused as refused:
        return _page(request, decision_or_404(row.pk), refused)
    messages.success(request, "Đã trình phê duyệt. Quyết định chờ người phê duyệt xem xét.")
    return redirect("desk:catalogue_decision", decision_id)


@require_POST
@writer
def take_back(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Go on writing a decision that was sent for approval."""
    publication.take_back_decision(decision_id, actor=request.actor, at=request.now)
    messages.success(request, "Đã rút lại quyết định để sửa.")
    return redirect("desk:catalogue_decision", decision_id)


@require_http_methods(["GET", "HEAD", "POST"])
@writer
def discard(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Throw a decision away, after asking."""
    if request.method == "POST":
        publication.discard_decision(decision_id, actor=request.actor)
        messages.success(request, "Đã bỏ quyết định đang soạn; thủ tục đang có hiệu lực không thay đổi.")
        return redirect("desk:catalogue")
    row = decision_or_404(decision_id)
    kept = row.proposals.exclude(origin=Proposal.Origin.EDITOR).count()
    return render(request, "desk/catalogue/discard.html", {"decision": row, "kept": kept})


@require_http_methods(["GET", "HEAD", "POST"])
@writer
def take_out(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Take a procedure out of its decision, after asking; what an import made waits again."""
    proposal = proposal_named(proposal_id)
    if proposal is None:
        messages.info(request, "Nội dung này đã được bỏ trước đó.")
        return redirect("desk:catalogue")
    decision = proposal.decision
    waits_again = decision is not None and proposal.origin != Proposal.Origin.EDITOR
    if request.method != "POST":
        context = {"proposal": proposal, "decision": decision, "waits_again": waits_again}
        return render(request, "desk/catalogue/take_out.html", context)
    proposals.drop_proposal(proposal_id, actor=request.actor, at=request.now)
    more = " ra; đề xuất chờ quyết định khác." if waits_again else "."
    messages.success(request, f"Đã bỏ thủ tục {proposal.code}{more}")
    return redirect("desk:catalogue_decision", decision.pk) if decision else redirect("desk:catalogue_waiting")


@require_safe
@controller
def signed_text(request: HttpRequest, decision_id: int) -> FileResponse:
    """The signed text of a decision, as PDF.

    Raises:
        Http404: none was kept with it.
    """
    row = decision_or_404(decision_id)
    if not row.file:
        raise Http404(f"decision {decision_id} has no file")
    blob, content = open_blob(row.file)
    response = FileResponse(content, content_type=blob.media_type, filename=row.file_name or "quyet-dinh.pdf")
    response["Cache-Control"] = "private, max-age=3600"
    return response
