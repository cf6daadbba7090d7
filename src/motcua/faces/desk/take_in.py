"""Taking a dossier in at the counter: find the procedure, fill in one page, print the receipt."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.queries import ProcedureHit
from motcua.dossiers import access, commands, queries
from motcua.dossiers.codec import state_from
from motcua.dossiers.models import Dossier
from motcua.faces.desk import take_in_common as common
from motcua.faces.desk.decorators import officer
from motcua.faces.desk.slips import fee_words
from motcua.faces.desk.take_in_forms import TakeInForm
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import commands as c
from motcua.law.refusal import Refused

PRINT = "take-in-print"
"""Key of the session: the dossier whose slip is to print by itself, once."""


@officer
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Step one: find the procedure; Enter on a list that one has seen opens its first line."""
    words = request.GET.get("q", "")
    hits = common.found(request.actor, words, request.now)
    if hits and words.strip() and request.GET.get("da-xem") == words and not request.htmx:
        return HttpResponseRedirect(_address(uuid4(), hits[0].code))
    context = {"words": words, "hits": _numbered(hits)}
    if request.htmx:
        return render(request, "desk/take_in/_hits.html", context)
    context["drafts"] = _drafts(request)
    return render(request, "desk/take_in/choose.html", context)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Step two: one page for everything. Buttons are named by `action`; without one it is “take in”."""
    common.served(request.actor)
    if common.taken_already(draft_id):
        return HttpResponseRedirect(reverse("desk:take_in_done", args=[draft_id]))
    try:
        desk = common.desk_for(request, draft_id)
    except Refused as refused:
        return _wrong_procedure(request, refused)
    if request.method != "POST":
        form = desk.form()
        form.fresh = True
        return page(request, desk, form)
    action = "remove" if "remove" in request.POST else request.POST.get("action", "accept")
    return _ACTIONS.get(action, _accept)(request, desk)


def page(
    request: HttpRequest, desk: common.Desk, form: TakeInForm, *, status: int = 200, said: str = ""
) -> HttpResponse:
    """The page of one take-in; `said` is what the search for the applicant found."""
    channel = form["channel"].value()
    context = {
        "desk": desk,
        "form": form,
        "preview": common.preview(desk, channel, request.now),
        "said": said,
        "refusing": bool(form["reason"].value()) or (form.not_taken and not form.guides),
        "guiding": bool(form["guide_reason"].value()) or form.guides,
    }
    return render(request, "desk/take_in/page.html", context, status=status)


def _accept(request: HttpRequest, desk: common.Desk) -> HttpResponse:
    return _finish(request, desk, TakeInForm.accept)


def _refuse(request: HttpRequest, desk: common.Desk) -> HttpResponse:
    return _finish(request, desk, _refusal)


def _guide(request: HttpRequest, desk: common.Desk) -> HttpResponse:
    return _finish(request, desk, TakeInForm.guide)


def _refusal(form: TakeInForm) -> c.Refuse:
    return c.Refuse(form.cleaned_data["reason"])


def _finish(
    request: HttpRequest, desk: common.Desk, command: Callable[[TakeInForm], c.Accept | c.Guide | c.Refuse]
) -> HttpResponse:
    """Carry the command out; whatever stands in its way, what was typed and scanned is kept first."""
    desk, failed = common.store(request, desk)
    form = desk.form(request.POST)
    if command is not TakeInForm.accept:
        form.not_taken_in(guides=command is TakeInForm.guide)
    if form.is_valid() and not failed:
        try:
            row = commands.take_in(
                desk.draft_id,
                form.filing(),
                command(form),
                actor=request.actor,
                at=request.now,
                files=form.attachments(),
            )
        except Refused as refused:
            failed = [refused]
        else:
            request.session[PRINT] = str(row.pk)
            return HttpResponseRedirect(reverse("desk:take_in_done", args=[row.pk]))
    for refused in failed:
        form.blame(refused)
    return page(request, desk, form, status=422)


def _save(request: HttpRequest, desk: common.Desk) -> HttpResponse:
    """Keep the draft and go back to the first step."""
    desk, failed = common.store(request, desk)
    if failed:
        return _again(request, desk, failed)
    return HttpResponseRedirect(reverse("desk:take_in"))


def _stay(request: HttpRequest, desk: common.Desk) -> HttpResponse:
    """Keep what was typed (and take a scan away), and show the page again."""
    desk, failed = common.store(request, desk, remove=request.POST.get("remove", ""))
    if failed:
        return _again(request, desk, failed)
    return HttpResponseRedirect(reverse("desk:take_in_page", args=[desk.draft_id]))


def _find(request: HttpRequest, desk: common.Desk) -> HttpResponse:
    """Fill in a known applicant, for those without a script."""
    request.POST, said = common.applicant_filled(request.POST)
    desk, failed = common.store(request, desk)
    if failed:
        return _again(request, desk, failed)
    return page(request, desk, desk.form(), said=said)


def _again(request: HttpRequest, desk: common.Desk, failed: list[Refused]) -> HttpResponse:
    """The page once more, with what was wrong with the files; the rest is not judged yet."""
    form = desk.form()
    form.failed = {refused.field or "": refused.sentence for refused in failed}
    return page(request, desk, form, status=422)


_ACTIONS = {
    "accept": _accept,
    "guide": _guide,
    "refuse": _refuse,
    "save": _save,
    "upload": _stay,
    "remove": _stay,
    "find": _find,
}


SLIPS = {"refused": "tu-choi", "guided": "yeu-cau-bo-sung", "accepted": "giay-tiep-nhan"}
"""What has come of a take-in → the slip that is printed."""


@officer
@require_safe
def done(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What has come of a take-in: the code, the due date, the slip that prints by itself the first time."""
    row = access.dossier_for(request.actor, str(draft_id))
    state = state_from(row.state)
    if state.status is Status.DRAFT:
        raise Http404("nothing has come of it yet")
    outcome = {Status.REFUSED: "refused", Status.SUBMITTED: "guided"}.get(state.status, "accepted")
    slip = reverse("desk:slip", args=[row.reference, SLIPS[outcome]])
    context = {
        "row": row,
        "state": state,
        "outcome": outcome,
        "slip": slip,
        "fee": fee_words(state.fee),
        "prints": request.session.get(PRINT) == str(row.pk),
    }
    if context["prints"]:
        del request.session[PRINT]
    return render(request, "desk/take_in/done.html", context)


def _wrong_procedure(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Step one again, with the sentence of what was wrong with the procedure."""
    hits = common.found(request.actor, "", request.now)
    context = {"words": "", "hits": _numbered(hits), "drafts": _drafts(request), "wrong": refused.sentence}
    return render(request, "desk/take_in/choose.html", context, status=422)


def _numbered(hits: list[ProcedureHit]) -> list[dict[str, object]]:
    """The lines of the list, each with the address of a take-in of its own."""
    return [{"hit": hit, "url": _address(uuid4(), hit.code)} for hit in hits]


def _drafts(request: HttpRequest) -> list[dict[str, object]]:
    """The officer's unfinished take-ins; one that has become a dossier meanwhile is none."""
    drafts = queries.drafts_of(request.actor)
    taken = set(Dossier.objects.filter(pk__in=[draft.pk for draft in drafts]).values_list("pk", flat=True))
    return [
        {"draft": draft, "name": draft.form.get("procedure_name", ""), "who": draft.form.get("name", "")}
        for draft in drafts
        if draft.pk not in taken
    ]


def _address(draft_id: UUID, code: str) -> str:
    return reverse("desk:take_in_page", args=[draft_id]) + f"?thu-tuc={code}"
