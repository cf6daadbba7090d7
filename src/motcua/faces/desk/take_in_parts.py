"""Parts of the take-in page that change while one types: drafts, applicant, checklist, due date, scans."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue.pages import ComponentLine
from motcua.dossiers import commands, queries
from motcua.faces.desk import take_in_common as common
from motcua.faces.desk.decorators import officer
from motcua.papers.queries import open_blob


@officer
@require_POST
def autosave(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Keep what has been typed so far; once a dossier has come of it there is nothing to keep."""
    if not common.taken_already(draft_id):
        common.store(request, common.desk_for(request, draft_id))
    return HttpResponse(status=204)


@officer
@require_POST
def applicant(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """A known applicant filled in; of an unknown one only a sentence, so that nothing typed meanwhile is replaced."""
    desk = common.desk_for(request, draft_id)
    typed, said = common.applicant_filled(request.POST)
    if typed["found"] or typed.get("kind") != request.POST.get("kind"):
        form = common.TakeInForm(page=desk.page, case=desk.case, draft_id=draft_id, typed=typed.dict())
        response = render(request, "desk/take_in/_applicant.html", {"form": form, "said": said, "desk": desk})
        response["HX-Retarget"] = "#nguoi-nop"
        response["HX-Reswap"] = "outerHTML"
        return response
    return render(request, "desk/take_in/_said.html", {"said": said})


@officer
@require_POST
def checklist(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The checklist with all mandatory components ticked, or none when the tick was taken back."""
    desk = common.desk_for(request, draft_id)
    typed = request.POST.copy()
    for part in desk.page.components:
        if part.mandatory:
            typed[f"papers-{part.key}"] = "on" if typed.get("all_papers") else ""
    request.POST = typed
    desk, _ = common.store(request, desk)
    return render(request, "desk/take_in/_papers.html", {"form": desk.form(), "desk": desk})


@officer
@require_POST
def upload(request: HttpRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Keep scans of one component at once, or take one away; answers with its line of the checklist."""
    desk = common.desk_for(request, draft_id)
    part = _component(desk, key)
    desk, failed = common.store(request, desk, remove=request.POST.get("remove", ""))
    form = desk.form()
    form.failed = {refused.field or "": refused.sentence for refused in failed}
    context = {"row": form.row(part), "desk": desk}
    return render(request, "desk/take_in/_paper.html", context, status=422 if failed else 200)


@officer
@require_safe
def due(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The due date if the dossier were taken in now, for the channel chosen."""
    desk = common.desk_for(request, draft_id)
    shown = common.preview(desk, request.GET.get("channel", ""), request.now)
    return render(request, "desk/take_in/_due.html", {"preview": shown})


@officer
@require_safe
def scan(request: HttpRequest, draft_id: UUID, sha256: str) -> FileResponse:
    """A scan of one's own draft, to look at."""
    held = common.scans_of(queries.draft(draft_id, request.actor))
    if (known := next((one for one in held if one.sha256 == sha256), None)) is None:
        raise Http404(sha256)
    blob, content = open_blob(sha256)
    response = FileResponse(content, content_type=blob.media_type, filename=known.filename)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "frame-ancestors 'none'"
    return response


@officer
@require_POST
def drop(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throw one's own draft away."""
    commands.drop_draft(draft_id, actor=request.actor)
    return HttpResponseRedirect(reverse("desk:take_in"))


def _component(desk: common.Desk, key: str) -> ComponentLine:
    found = next((part for part in desk.page.components if part.key == key), None)
    if found is None:
        raise Http404(key)
    return found
