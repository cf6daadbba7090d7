"""Who gets through to a page of the desk, and what every command of the desk carries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TypedDict
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from motcua.agencies.actors import Actor
from motcua.law.refusal import Refused

View = Callable[..., HttpResponse]


class Once(TypedDict):
    """Who commands, when, and by which key a repeat is recognised."""

    actor: Actor
    at: datetime
    key: str


def officer(view: View) -> View:
    """Only for staff who hold a post today: a visitor signs in first, staff without a post get a 403."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.actor is None:
            return redirect_to_login(request.get_full_path())
        if not request.actor.seats:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def only(may: Callable[[Actor], bool]) -> Callable[[View], View]:
    """Only for officers of whom `may` says so; others get a 403."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not may(request.actor):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return officer(guarded)

    return guard


def once(request: HttpRequest) -> Once:
    """`actor`, `at` and `key` of the command in this request; the key is the hidden field of its form.

    Raises:
        Refused: the form has no key, so a double click could not be told from a second wish.
    """
    try:
        key = str(UUID(request.POST.get("key", "")))
    except ValueError as wrong:
        raise Refused("no_key", "Biểu mẫu không còn hợp lệ. Hãy mở lại trang hồ sơ rồi thực hiện lại.") from wrong
    return Once(actor=request.actor, at=request.now, key=key)
