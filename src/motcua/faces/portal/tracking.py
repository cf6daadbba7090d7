"""Following a dossier with the pair printed on its receipt; nothing personal is shown.

The pair is posted, never part of an address: addresses stay in histories and logs. A right pair opens the dossier in
this browser for half an hour, and the page can then be read again, printed and left.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.agencies.models import Agency
from motcua.dossiers.lookups import explain_due_date
from motcua.dossiers.lookups import look_up as look_up_dossier
from motcua.dossiers.queries import track
from motcua.faces.portal.due_dates import explained
from motcua.faces.portal.forms import LookUpForm, tidy_code
from motcua.faces.portal.words import how_it_moved, phases, sentence_of, what_next, why_it_stands
from motcua.law.refusal import Refused
from motcua.notices.applicants import moves_of

OPEN_FOR = timedelta(minutes=30)
MOST_OPEN = 10
OPENED = "tra-cuu"
"""Where the session keeps the dossiers that this browser has opened: code → look-up code and until when."""
PAGES = {"thoi-han": "portal:due_date", "dung": "portal:stop"}
"""Pages of a dossier that an address may ask for besides the first."""
WRONG_PAIR = "Mã hồ sơ và mã tra cứu không khớp nhau; xin xem lại cả hai mã trên giấy tiếp nhận."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """The form for the pair.

    A receipt's QR opens it with the dossier code filled in (`?ma=…`), and with the page that is wanted (`&xem=…`).
    """
    if request.method != "POST":
        code = tidy_code(request.GET.get("ma", ""))[:80]
        form = LookUpForm(initial={"ma": code, "xem": request.GET.get("xem", "")[:20]})
        form.fields["tra_cuu" if code else "ma"].widget.attrs["autofocus"] = True
        return render(request, "portal/track.html", {"form": form, "expired": "het-han" in request.GET})
    form, status = LookUpForm(request.POST), 422
    if form.is_valid():
        code, lookup_code = form.cleaned_data["ma"], form.cleaned_data["tra_cuu"]
        try:
            found = look_up_dossier(code, lookup_code, address=address_of(request), now=request.now)
        except Refused as refused:
            form.add_error(None, refused.sentence)
            status = 429
        else:
            if found:
                _open(request, code, lookup_code)
                return redirect(PAGES.get(form.cleaned_data["xem"], "portal:dossier"), code)
            form.add_error(None, WRONG_PAIR)
    return render(request, "portal/track.html", {"form": form}, status=status)


@never_cache
@require_safe
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Where the dossier is, when it falls due, and what to do next."""
    lookup_code = opened(request, code)
    found = track(code, lookup_code, now=request.now) if lookup_code else None
    if found is None:
        return ask_again(code)
    context = {
        "dossier": found,
        "sentence": sentence_of(found),
        "phases": phases(found),
        "next": what_next(found),
        "why_it_stands": why_it_stands(found),
        "moved": how_it_moved(found, moves_of(found.code)),
        "office": Agency.objects.filter(kind=Agency.Kind.CENTRE).first(),
    }
    return render(request, "portal/dossier.html", context)


@never_cache
@require_safe
def due_date(request: HttpRequest, code: str) -> HttpResponse:
    """How the due date of the dossier came about, day by day."""
    lookup_code = opened(request, code)
    found = track(code, lookup_code, now=request.now) if lookup_code else None
    if found is None:
        return ask_again(code, page="thoi-han")
    reasons = explain_due_date(code, lookup_code)
    context = {"dossier": found, "sentence": sentence_of(found), "reasons": reasons}
    if reasons:
        context |= explained(reasons.told.limit, reasons.standard_day)
    return render(request, "portal/due_date.html", context)


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Forget in this browser that the dossier was opened: for screens that others use too."""
    opened = request.session.get(OPENED, {})
    if opened.pop(code, None):
        request.session[OPENED] = opened
    return redirect("portal:track")


def address_of(request: HttpRequest) -> str:
    """The network address of the visitor.

    Where the connection comes from this very machine, a reverse proxy stands before the server, and the address is the
    last one that it has noted down. What a visitor writes into that header himself is never the last.
    """
    remote = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    try:
        behind_proxy = not remote or ip_address(remote).is_loopback
    except ValueError:
        behind_proxy = False
    return forwarded if behind_proxy and forwarded else remote


def _open(request: HttpRequest, code: str, lookup_code: str) -> None:
    opened = request.session.get(OPENED, {})
    opened[code] = [lookup_code, (request.now + OPEN_FOR).isoformat()]
    request.session[OPENED] = dict(list(opened.items())[-MOST_OPEN:])


def opened(request: HttpRequest, code: str) -> str:
    """The look-up code with which this browser opened the dossier; "" when it did not, or too long ago."""
    lookup_code, until = request.session.get(OPENED, {}).get(code, ("", ""))
    return lookup_code if until and request.now < datetime.fromisoformat(until) else ""


def ask_again(code: str, page: str = "") -> HttpResponse:
    """To the form with the code filled in; the same answer whether or not such a dossier exists."""
    wanted = {"ma": code, "het-han": "1"} | ({"xem": page} if page else {})
    return redirect(f"{reverse('portal:track')}?{urlencode(wanted)}")
