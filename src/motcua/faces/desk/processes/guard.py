"""Who gets through to the pages of internal processes."""

from __future__ import annotations

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from motcua.catalogue.access import may_see_processes, may_write_processes
from motcua.catalogue.process_pages import ProcessPage, ProcessVersion, process_page
from motcua.faces.common.formats import local_day
from motcua.faces.desk.decorators import View, officer


def controller(view: View) -> View:
    """Only for those who look after internal processes."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_see_processes(request.actor):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return officer(guarded)


def writer(view: View) -> View:
    """Only for those who draft them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_write_processes(request.actor):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return controller(guarded)


def page_of(request: HttpRequest, code: str) -> ProcessPage:
    """The processes of a procedure as of today.

    Raises:
        Http404: there is no such procedure.
    """
    page = process_page(code, local_day(request.now))
    if page is None:
        raise Http404(f"no procedure {code}")
    return page


def version_of(page: ProcessPage, number: int) -> ProcessVersion:
    """One approved version of a procedure's process, by its number.

    Raises:
        Http404: there is no such version.
    """
    found = next((one for one in page.versions if one.row.number == number), None)
    if found is None:
        raise Http404(f"no process {number} of {page.code}")
    return found
