"""Who gets through to the pages of posts: administrators to all, leaders to those of their own agency."""

from __future__ import annotations

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from motcua.accounts.roles import Role
from motcua.agencies import orders
from motcua.agencies.models import Agency, Post
from motcua.faces.desk.decorators import View, officer


def manager(view: View) -> View:
    """Only for those who say who holds a post or stands in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.actor.roles & {Role.ADMINISTRATOR, Role.LEADER}:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return officer(guarded)


def agency_for(request: HttpRequest, code: str) -> Agency:
    """The agency with this code, if the actor looks after it.

    Raises:
        Http404: it does not exist, or not for this actor.
    """
    found = Agency.objects.filter(code=code).first()
    if found is None or not orders.may_look_at(request.actor, found):
        raise Http404(f"no agency {code}")
    return found


def post_for(request: HttpRequest, pk: int) -> Post:
    """The post with this id, if the actor looks after its agency.

    Raises:
        Http404: it does not exist, or not for this actor.
    """
    found = Post.objects.select_related("agency", "unit").filter(pk=pk).first()
    if found is None or not orders.may_look_at(request.actor, found.agency):
        raise Http404(f"no post {pk}")
    return found


def allow(allowed: bool) -> None:
    """Stop whoever may look but not order.

    Raises:
        PermissionDenied: not allowed.
    """
    if not allowed:
        raise PermissionDenied
