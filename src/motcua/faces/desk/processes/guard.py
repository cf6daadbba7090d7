"""Who gets through to the pages of internal processes."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from motcua.catalogue.access import may_see_processes, may_write_processes
from motcua.catalogue.process_pages import ProcessPage, ProcessVersion, process_page
from motcua.faces.common.formats import local_day
from motcua.faces.desk.decorators import only

controller = only(may_see_processes)
"""Only for those who look after internal processes."""
writer = only(may_write_processes)
"""Only for those who draft them."""


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
