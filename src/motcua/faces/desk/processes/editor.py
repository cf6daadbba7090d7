"""The editor of a draft: a table whose buttons send it whole and show it again, with a diagram that follows."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue import processes
from motcua.catalogue.bpmn_import import import_bpmn
from motcua.catalogue.models import ProcessDraft
from motcua.catalogue.process_pages import ProcessPage, checked
from motcua.catalogue.process_spec import Spec, sketch_of, spec_of, tidy
from motcua.faces.common.formats import local_day
from motcua.faces.desk.processes import present, rows
from motcua.faces.desk.processes.forms import ImportForm
from motcua.faces.desk.processes.guard import controller, page_of, writer
from motcua.law.refusal import Refused

GONE = Refused("no_draft", "Thủ tục này không có bản nháp nào: đã được phê duyệt hoặc đã bị bỏ.")


@require_POST
@writer
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a draft: as a copy of the newest version, or empty."""
    page = page_of(request, code)
    empty = request.POST.get("from") == "empty"
    processes.start_draft(page.version.pk, actor=request.actor, at=request.now, empty=empty)
    return redirect("desk:process_draft", page.code)


@require_http_methods(["GET", "HEAD", "POST"])
@controller
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The draft: to its author as a table to fill in, to others to read."""
    page = page_of(request, code)
    draft = page.draft
    if draft is None:
        return _gone(request, page)
    if request.method == "POST":
        return _pressed(request, page, draft)
    if draft.author_id != request.actor.staff_id or draft.stage != ProcessDraft.Stage.WRITING:
        return redirect("desk:process_approve", page.code)
    return _table(request, page, draft, draft.spec, draft.note, window=uuid4())


def _gone(request: HttpRequest, page: ProcessPage) -> HttpResponse:
    """Back to the process, with the sentence that there is no draft any more."""
    messages.info(request, GONE.sentence)
    return redirect("desk:process", page.code)


def _pressed(request: HttpRequest, page: ProcessPage, draft: ProcessDraft) -> HttpResponse:
    """Save what was typed, then do what the button says."""
    spec, note, what = rows.typed(request.POST, draft.spec), request.POST.get("note", ""), request.POST.get("do", "")
    spec, look_at = rows.done(tidy(spec), what)
    try:
        saved = _save(request, draft, spec, note)
        if what == "propose":
            processes.propose(draft.pk, actor=request.actor, at=request.now, revision=saved.revision)
            messages.success(request, "Đã trình phê duyệt. Quy trình chờ người phê duyệt xem xét.")
            return redirect("desk:process", page.code)
    except Refused as refused:
        left = ProcessDraft.objects.filter(pk=draft.pk).first()
        if left is None:  # approved or thrown away since the page was read
            return _gone(request, page)
        return _table(request, page, left, tidy(spec), note, window=_window(request), refused=refused)
    if what == "save":
        messages.success(request, "Đã lưu bản nháp.")
    anchor = f"#buoc-{look_at}" if look_at else ""
    return HttpResponseRedirect(reverse("desk:process_draft", args=[page.code]) + anchor)


@require_POST
@writer
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The diagram and the checks of what is being typed, which is kept in passing."""
    page = page_of(request, code)
    if page.draft is None:
        raise GONE
    spec = tidy(rows.typed(request.POST, page.draft.spec))
    saved = _save(request, page.draft, spec, request.POST.get("note", ""), in_passing=True)
    context = _checked(request, page, spec) | {"revision": saved.revision, "page": page, "kept": True}
    return render(request, "desk/processes/_preview.html", context)


def _save(
    request: HttpRequest, draft: ProcessDraft, spec: Spec, note: str, *, in_passing: bool = False
) -> ProcessDraft:
    revision = request.POST.get("revision", "")
    return processes.save_draft(
        draft.pk,
        actor=request.actor,
        at=request.now,
        spec=spec,
        note=note,
        revision=int(revision) if revision.isdecimal() and len(revision) < 9 else 0,
        window=_window(request),
        in_passing=in_passing,
    )


def _window(request: HttpRequest) -> UUID | None:
    """The window of the browser that the form was opened in."""
    try:
        return UUID(request.POST.get("window", ""))
    except ValueError:
        return None


def _table(
    request: HttpRequest,
    page: ProcessPage,
    draft: ProcessDraft,
    spec: Spec,
    note: str,
    *,
    window: UUID | None,
    refused: Refused | None = None,
) -> HttpResponse:
    """The editor with what was typed, also when it was refused."""
    found = _checked(request, page, spec)
    context = found | {
        "page": page,
        "draft": draft,
        "rows": rows.rows_of(spec, found["checked"].problems),
        "note": note,
        "revision": draft.revision,
        "window": window,
        "refused": refused,
        "kinds": present.KIND_CHOICES,
        "roles": present.ROLE_CHOICES,
        "units": present.unit_choices(page),
        "known_units": page.units,
    }
    return render(request, "desk/processes/editor.html", context, status=409 if refused else 200)


def _checked(request: HttpRequest, page: ProcessPage, spec: Spec) -> dict[str, object]:
    found = checked(page, spec, local_day(request.now))
    return {"checked": found, "diagram": present.diagram_of(sketch_of(spec), page.units)}


@require_http_methods(["GET", "HEAD", "POST"])
@writer
def import_file(request: HttpRequest, code: str) -> HttpResponse:
    """A process drawn elsewhere: it begins the draft, or takes the place of what the draft says."""
    page = page_of(request, code)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        try:
            process = import_bpmn(form.cleaned_data["file"].read())
            draft = processes.start_draft(page.version.pk, actor=request.actor, at=request.now, content=process)
            processes.save_draft(
                draft.pk,
                actor=request.actor,
                at=request.now,
                spec=spec_of(process),
                note=draft.note,
                revision=draft.revision,
            )
        except Refused as refused:
            form.add_error("file", refused.sentence)
        else:
            messages.success(request, "Đã nhập quy trình từ tệp; hãy xem lại vai trò, đơn vị và thời gian từng bước.")
            return redirect("desk:process_draft", page.code)
    status = 422 if form.is_bound else 200
    return render(request, "desk/processes/import.html", {"page": page, "form": form}, status=status)


@require_POST
@writer
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Go on writing a draft that was proposed."""
    page = page_of(request, code)
    if page.draft is None:
        raise GONE
    processes.take_back(page.draft.pk, actor=request.actor, at=request.now)
    return redirect("desk:process_draft", page.code)


@require_http_methods(["GET", "HEAD", "POST"])
@writer
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Throw the draft away, after asking."""
    page = page_of(request, code)
    if request.method == "POST":
        if page.draft:
            processes.discard_draft(page.draft.pk, actor=request.actor)
        messages.success(request, "Đã bỏ bản nháp; quy trình đang áp dụng không thay đổi.")
        return redirect("desk:process", page.code)
    return render(request, "desk/processes/discard.html", {"page": page})
