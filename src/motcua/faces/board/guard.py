"""Who gets through to a page of the board."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.agencies.actors import Actor

View = Callable[..., HttpResponse]


def staff(view: View) -> View:
    """Only for staff who hold a post today: a visitor signs in first, staff without a post get a 403.

    Everyone sees the figures of the agencies acted for, overseers those of all (`reports.access.scope_of`).
    """
    return require_safe(seated(view))


def seated(view: View) -> View:
    """As `staff`, for pages that take forms too; who may do what the commands say."""
    return _guarded(view, lambda actor: bool(actor.seats))


def sender(view: View) -> View:
    """As `staff`, and they may send something to be looked at; it is kept nowhere."""
    return require_http_methods(["GET", "HEAD", "POST"])(_guarded(view, lambda actor: bool(actor.seats)))


def commanding(view: View) -> View:
    """As `staff`, for what changes something: only by a form that is sent."""
    return require_POST(seated(view))


def overseer(view: View) -> View:
    """Only for those who watch over all agencies; what they send is looked at, and kept nowhere."""
    return require_http_methods(["GET", "HEAD", "POST"])(_guarded(view, lambda actor: actor.sees_everything))


def _guarded(view: View, allowed: Callable[[Actor], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.actor is None:
            return redirect_to_login(request.get_full_path())
        if not allowed(request.actor):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
