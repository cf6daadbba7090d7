"""Applicants to be told that their date has moved: whom to call, what to say, and that it was said."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from motcua.faces.desk.decorators import officer, once
from motcua.faces.desk.forms.base import new_key
from motcua.law.refusal import Refused
from motcua.notices.applicants import DESKS, PAGE, mark_told
from motcua.notices.applicants import to_tell as all_to_tell

View = Callable[..., HttpResponse]


def _at_the_desk(view: View) -> View:
    """Only for those who take dossiers in."""

    @officer
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not DESKS & request.actor.roles:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@_at_the_desk
def to_tell(request: HttpRequest) -> HttpResponse:
    """The list, the longest waiting first."""
    return _page(request)


@require_POST
@_at_the_desk
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that an applicant was told."""
    try:
        mark_told(pk, **once(request))
    except Refused as refused:
        return _page(request, refused, status=403 if refused.code == "forbidden" else 422)
    messages.success(request, "Đã ghi là đã báo người nộp.")
    return redirect("desk:to_tell")


def _page(request: HttpRequest, refused: Refused | None = None, *, status: int = 200) -> HttpResponse:
    asked = request.GET.get("trang", "1")
    found = all_to_tell(request.actor, page=int(asked) if asked.isdecimal() and len(asked) < 6 else 1)
    context = {
        "lines": [(row, new_key()) for row in found.rows],
        "page": Paginator(range(found.total), PAGE).page(found.page),
        "several_agencies": len(request.actor.all_agencies) > 1,
        "refused": refused,
    }
    return render(request, "desk/to_tell.html", context, status=status)
