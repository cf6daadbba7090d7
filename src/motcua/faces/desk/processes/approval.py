"""Deciding on a draft: what it changes, whether it can be run, by which decision it takes effect."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue import processes
from motcua.catalogue.access import may_approve_process
from motcua.catalogue.models import ProcessDraft
from motcua.catalogue.process_pages import ProcessPage, checked
from motcua.catalogue.process_spec import sketch_of
from motcua.faces.common.formats import day, local_day
from motcua.faces.desk.processes import present
from motcua.faces.desk.processes.editor import GONE
from motcua.faces.desk.processes.forms import ApprovalForm, ReturnForm
from motcua.faces.desk.processes.guard import controller, page_of
from motcua.law.refusal import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@controller
def approve(request: HttpRequest, code: str) -> HttpResponse:
    """The draft to read; to whoever may decide, with the decision to fill in."""
    page = page_of(request, code)
    draft = page.draft
    if draft is None:
        messages.info(request, GONE.sentence)
        return redirect("desk:process", page.code)
    if request.method != "POST":
        return _page(request, page, draft, ApprovalForm(initial={"revision": draft.revision}))
    form = ApprovalForm(request.POST)
    if form.is_valid():
        try:
            row = processes.approve_process(
                draft.pk,
                actor=request.actor,
                at=request.now,
                revision=form.cleaned_data["revision"] or 0,
                decision=form.decision(),
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        else:
            said = f"Đã phê duyệt phiên bản {row.number}, áp dụng cho hồ sơ tiếp nhận từ ngày {day(row.valid_from)}."
            messages.success(request, said)
            return redirect("desk:process_version", page.code, row.number)
    return _page(request, page, draft, form)


@require_POST
@controller
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """Give the draft back to its author."""
    page = page_of(request, code)
    if page.draft is None:
        raise GONE
    form = ReturnForm(request.POST)
    form.is_valid()
    try:
        processes.send_back(
            page.draft.pk,
            actor=request.actor,
            at=request.now,
            revision=form.cleaned_data.get("revision") or 0,
            reason=form.cleaned_data.get("reason", ""),
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
        first = ApprovalForm(initial={"revision": page.draft.revision})
        return _page(request, page, page.draft, first, returned=form)
    messages.success(request, f"Đã trả lại {page.draft.author.full_name} để sửa.")
    return redirect("desk:process", page.code)


def _page(
    request: HttpRequest, page: ProcessPage, draft: ProcessDraft, form: Form, returned: ReturnForm | None = None
) -> HttpResponse:
    found = checked(page, draft.spec, local_day(request.now))
    waits = draft.stage == ProcessDraft.Stage.PROPOSED
    context = {
        "page": page,
        "draft": draft,
        "waits": waits,
        "is_author": draft.author_id == request.actor.staff_id,
        "may_decide": waits and may_approve_process(request.actor, draft.author_id),
        "form": form,
        "return_form": returned or ReturnForm(initial={"revision": draft.revision}, auto_id="tra_lai_%s"),
        "checked": found,
        "diagram": present.diagram_of(sketch_of(draft.spec), page.units),
        "lines": present.lines(found.process, page.units) if found.process and found.hours is not None else (),
    }
    wrong = form.is_bound or (returned is not None)
    return render(request, "desk/processes/approve.html", context, status=422 if wrong else 200)
