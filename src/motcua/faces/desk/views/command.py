"""One page for each command: parse the form, hand it on, say what happened."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from motcua.dossiers.commands import handle
from motcua.dossiers.desk_reads import said
from motcua.dossiers.queries import DossierPage, dossier_page
from motcua.faces.desk import present
from motcua.faces.desk.actions import AT_ANY_TIME, BY_SLUG, Action, label_of
from motcua.faces.desk.decorators import officer, once
from motcua.faces.desk.forms.base import CommandForm
from motcua.law.lifecycle import POSSIBLE
from motcua.law.lifecycle import commands as c
from motcua.law.refusal import Refused

OVERTAKEN = frozenset(
    {"not_now", "step_not_open", "not_at_decision", "not_at_hand_over", "forbidden", "clock_in_past"}
    | {"opened_before", "not_the_sender", "answered_before", "guided_before"}
)
"""Refusals after which the form itself makes no sense any more: somebody else was quicker, or the clock is wrong."""


_STAYS = frozenset({c.Accept, c.Refuse, c.Guide, c.Note, c.Recall, c.Answer, c.ConfirmStop})
"""After these one goes on with the same dossier, even where nothing is left to do."""


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def carry_out(request: HttpRequest, reference: str, command: str) -> HttpResponse:
    """Show the form of a command, or carry the command out."""
    action = BY_SLUG.get(command)
    if action is None:
        raise Http404(f"no command {command}")
    page = dossier_page(request.actor, reference, now=request.now)
    key = request.POST.get("key", "")
    if key and (sentences := said(page.row, page.rules, key)):
        return done(request, action, page.row.reference, sentences)  # the same button twice
    if refused := _impossible(action, page):
        return overtaken(request, action, page, refused)
    form = _form(request, action, page)
    if refused := form.blocked():
        return overtaken(request, action, page, refused)
    if request.method == "POST" and form.is_valid():
        try:
            row = handle(page.row.pk, form.command(), files=form.attached(), **once(request))
        except Refused as refused:
            if refused.code in OVERTAKEN:
                return overtaken(request, action, page, refused)
            form.refuse(refused)
        else:
            return done(request, action, row.reference, said(row, page.rules, key))
    return render(request, "desk/dossier/command.html", _context(request, action, page, form), status=_status(form))


def done(request: HttpRequest, action: Action, reference: str, sentences: tuple[str, ...]) -> HttpResponse:
    """Say what happened, in the words of the log, and go on: to the dossier, or to what is next."""
    address = reverse("desk:dossier", args=(reference,))
    more = _slip_link(reference, action)
    link = format_html('<a href="{}">{}</a>', address, _shown(reference))
    messages.success(request, format_html("{}: {} {}", link, _matter(sentences), more))
    after = dossier_page(request.actor, reference, now=request.now)
    stays = after.possible - AT_ANY_TIME or action.command in _STAYS
    return redirect(address) if stays else redirect("desk:worklist")


def overtaken(request: HttpRequest, action: Action, page: DossierPage, refused: Refused) -> HttpResponse:
    """Why the command is not possible any more; what was typed can still be copied."""
    typed = [
        request.POST[name]
        for name in request.POST
        if name not in ("csrfmiddlewaretoken", "key", "step", "outcome", "number") and len(request.POST[name]) > 2
    ]
    status = 403 if refused.code == "forbidden" else 409
    context = {"action": action, "page": page, "row": page.row, "sentence": refused.sentence, "typed": typed}
    return render(request, "desk/dossier/overtaken.html", context, status=status)


def _impossible(action: Action, page: DossierPage) -> Refused | None:
    """Why this actor cannot give the command now, whatever the form says."""
    command, status = action.command, page.state.status
    if command in page.possible:
        return None
    if command not in POSSIBLE[status]:
        return Refused("not_now", f"Hồ sơ đang ở trạng thái “{status.label}”, không thể {command.label}.")
    return Refused(
        "forbidden",
        f"Việc {command.label} hồ sơ này hiện không nằm trên bàn làm việc của bạn; có thể hồ sơ vừa được chuyển đi.",
    )


def _form(request: HttpRequest, action: Action, page: DossierPage) -> CommandForm:
    common = {"page": page, "actor": request.actor, "now": request.now}
    if request.method == "POST":
        return action.form(request.POST, request.FILES, **common)
    asked_for = {"step": request.GET.get("buoc", ""), "number": request.GET.get("so", "")}
    return action.form(initial=asked_for, **common)


def _status(form: CommandForm) -> int:
    return 422 if form.is_bound else 200


def _context(request: HttpRequest, action: Action, page: DossierPage, form: CommandForm) -> dict[str, object]:
    return {
        "action": action,
        "label": label_of(action, page),
        "page": page,
        "row": page.row,
        "state": page.state,
        "clock": page.clock,
        "minutes": present.minutes_left(page, request.now),
        "standard_day": page.rules.calendar.standard_day,
        "form": form,
    }


def _matter(sentences: tuple[str, ...]) -> str:
    """What was done, and where that led: the first and the last sentence of the log."""
    return " ".join(dict.fromkeys((sentences[0], sentences[-1])))


_PRINTS = {
    c.Accept: ("giay-tiep-nhan", "In giấy tiếp nhận"),
    c.Guide: ("yeu-cau-bo-sung", "In phiếu hướng dẫn"),
    c.ConfirmStop: ("thong-bao-dung", "In thông báo dừng"),
}
"""Commands after which something is printed for the applicant."""


def _slip_link(reference: str, action: Action) -> str:
    if action.command not in _PRINTS:
        return ""
    slip, words = _PRINTS[action.command]
    address = reverse("desk:slip", args=(reference, slip))
    return format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', address, words)


def _shown(reference: str) -> str:
    return reference if "." in reference else "Hồ sơ trực tuyến"
