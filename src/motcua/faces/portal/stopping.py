"""Asking to stop one's dossier (NĐ 118/2025/NĐ-CP Điều 21), with the pair printed on its receipt."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.dossiers.queries import track
from motcua.dossiers.wishes import ask_to_stop
from motcua.faces.portal.forms import StopForm
from motcua.faces.portal.tracking import address_of, ask_again, opened
from motcua.law.refusal import Refused

WRONG_CODE = "Mã tra cứu không khớp với hồ sơ này; xin xem lại trên giấy tiếp nhận."
_FIELD_OF = {"reason": "ly_do"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The form of the wish; once it is noted, back to the dossier. Only where the dossier is open in this browser."""
    lookup_code = opened(request, code)
    found = track(code, lookup_code, now=request.now) if lookup_code else None
    if found is None:
        return ask_again(code, page="dung")
    form = StopForm(request.POST) if request.method == "POST" else StopForm()
    if form.is_valid() and _noted(request, code, form):
        return redirect("portal:dossier", code)
    # where nothing can be stopped any more there is nothing to fill in, but what was typed is told back
    status = 422 if form.is_bound else 409 if found.why_no_stop else 200
    return render(request, "portal/stop.html", {"dossier": found, "form": form}, status=status)


def _noted(request: HttpRequest, code: str, form: StopForm) -> bool:
    """Whether the wish was taken; what stands against it is told in the form."""
    typed = form.cleaned_data
    try:
        right = ask_to_stop(
            code,
            typed["tra_cuu"],
            reason=typed["ly_do"],
            address=address_of(request),
            at=request.now,
            key=typed["key"],
        )
    except Refused as refused:
        form.add_error(_FIELD_OF.get(refused.field or ""), refused.sentence)
        return False
    if not right:
        form.add_error("tra_cuu", WRONG_CODE)
    return right
