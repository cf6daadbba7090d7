"""Who gets through to the pages of the work calendars, and whose calendars a page is about."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from motcua.agencies.access import sees_calendars
from motcua.agencies.models import Agency
from motcua.faces.desk.decorators import only

PROVINCE = "Toàn tỉnh"


keeper = only(sees_calendars)
"""Only for those who look after the calendars."""


def agency_of(request: HttpRequest) -> Agency | None:
    """The agency that the address names; None for the province.

    Raises:
        Http404: there is no such agency.
    """
    code = request.GET.get("co-quan", "")
    if not code:
        return None
    found = Agency.objects.filter(code=code).first()
    if found is None:
        raise Http404(f"no agency {code}")
    return found


def scope(agency: Agency | None) -> dict[str, object]:
    """What every page says of whose calendars these are."""
    return {
        "agency": agency,
        "whose": agency.name if agency else PROVINCE,
        "query": f"?co-quan={agency.code}" if agency else "",
    }
