"""What every request of every face passes through."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from motcua.faces.common import clock
from motcua.faces.common.formats import local_day
from motcua.law.refusal import Refused

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data: blob:",  # Tabler draws the marks of check boxes from data: addresses
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",  # widths of bars; style sheets come from our own origin only
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
}
UNREADABLE = Refused("unreadable", "Nội dung gửi lên có ký tự không đọc được; hãy xóa ký tự lạ rồi gửi lại.")
OPEN_BEFORE_PASSWORD_CHANGE = ("/doi-mat-khau", "/dang-xuat", "/giao-dien", "/suc-khoe")


class ContentSecurityPolicy:
    """Nothing is loaded from, sent to or framed by another origin, and no inline script runs (TCVN 14423)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Content-Security-Policy" not in response:
            framed = response.get("X-Frame-Options") == "SAMEORIGIN"
            policy = {**POLICY, "frame-ancestors": "'self'" if framed else "'none'"}
            response["Content-Security-Policy"] = "; ".join(f"{name} {value}" for name, value in policy.items())
        return response


class ActorMiddleware:
    """Sets `request.now` (aware, UTC, one instant for the whole request) and `request.actor`.

    `request.actor` is an `agencies.actors.Actor`, read from the database when first used, or None for a
    visitor. Staff who still have the password they were given are sent to change it first.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = clock.now()
        user = request.user
        request.actor = SimpleLazyObject(lambda: _actor(request)) if user.is_authenticated else None
        if (
            user.is_authenticated
            and getattr(user, "must_change_password", False)
            and not request.path.startswith(OPEN_BEFORE_PASSWORD_CHANGE)
        ):
            return HttpResponseRedirect("/doi-mat-khau")
        return self.get_response(request)


def _actor(request: HttpRequest) -> object:
    from motcua.agencies.actors import actor_of

    return actor_of(request.user, local_day(request.now))


class RefusalMiddleware:
    """Shows a refusal (`law.refusal.Refused`) as the sentence it carries; views never catch one.

    A request of htmx gets a notice beside the page that the person is looking at, so that nothing typed is
    lost; any other gets a page with the way back. A refusal of one field answers 422, any other 409; text
    that cannot be kept answers 400 before any view sees it.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """The answer to a request with the character NUL, which nobody types and PostgreSQL keeps in no text."""
        if "\0" in request.path_info:
            return self.process_exception(request, Http404("NUL in the address"))
        sent = chain(request.GET.lists(), request.POST.lists())
        if any("\0" in text for name, values in sent for text in (name, *values)):
            return _told(request, UNREADABLE, status=400)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a refusal, or to a page that does not exist for this person."""
        if isinstance(exception, Refused):
            return _told(request, exception, status=422 if exception.field else 409)
        if isinstance(exception, Http404) and not settings.DEBUG:
            if getattr(request, "htmx", False):
                return notice(request, "Không tìm thấy nội dung này, hoặc bạn không có quyền xem.", status=404)
            return render(request, "404.html", status=404)
        return None


def _told(request: HttpRequest, refused: Refused, *, status: int) -> HttpResponse:
    if getattr(request, "htmx", False):
        return notice(request, refused.sentence, status=status)
    context = {"sentence": refused.sentence, "code": refused.code, "back": _back(request)}
    return render(request, "common/refused.html", context, status=status)


def notice(request: HttpRequest, sentence: str, *, status: int = 200, tone: str = "danger") -> HttpResponse:
    """An answer to htmx that adds one notice to the page and leaves everything else as it is."""
    level = {"danger": messages.ERROR, "success": messages.SUCCESS}.get(tone, messages.INFO)
    context = {"sentence": sentence, "level_tag": messages.DEFAULT_TAGS[level]}
    response = render(request, "common/partials/toast.html", context, status=status)
    response["HX-Retarget"] = "#toasts"
    response["HX-Reswap"] = "beforeend"
    response["HX-Push-Url"] = "false"
    return response


def _back(request: HttpRequest) -> str:
    """Where the person came from, when that is a page of ours; else this page, asked for anew."""
    origin = f"{request.scheme}://{request.get_host()}"
    referrer = request.headers.get("Referer", "")
    return referrer.removeprefix(origin) if referrer.startswith(f"{origin}/") else request.path
