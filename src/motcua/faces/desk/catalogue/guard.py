"""Who gets through to the pages of the catalogue, and how what they ask for is found."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from motcua.catalogue.access import may_see_catalogue, may_write_catalogue
from motcua.catalogue.catalogue_list import ProcedureHistory, procedure_history
from motcua.catalogue.models import Proposal, PublicationDecision
from motcua.catalogue.publication_pages import decision_named
from motcua.faces.common.formats import local_day
from motcua.faces.desk.decorators import only
from motcua.law.refusal import Refused

GONE = Refused("no_proposal", "Nội dung này không còn: đã được công bố hoặc đã bị bỏ.")


controller = only(may_see_catalogue)
"""Only for those who look after the catalogue."""
writer = only(may_write_catalogue)
"""Only for those who write it."""


def decision_or_404(decision_id: int) -> PublicationDecision:
    """A decision with its author and approver.

    Raises:
        Http404: there is none.
    """
    decision = decision_named(decision_id) if decision_id < 2**31 else None
    if decision is None:
        raise Http404(f"no decision {decision_id}")
    return decision


def proposal_named(proposal_id: int) -> Proposal | None:
    """A proposal with its decision, author and the version it changes; None when there is none (any more)."""
    if proposal_id >= 2**63:
        return None
    related = ("decision__author", "author", "based_on__procedure")
    return Proposal.objects.filter(pk=proposal_id).select_related(*related).first()


def history_or_404(request: HttpRequest, code: str) -> ProcedureHistory:
    """A procedure with its versions as of today.

    Raises:
        Http404: there is none of this code.
    """
    found = procedure_history(code, local_day(request.now))
    if found is None:
        raise Http404(f"no procedure {code}")
    return found


def revision_of(request: HttpRequest) -> int:
    """Which state of a thing the sent form was filled in upon; 0 when it does not say."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0


def window_of(request: HttpRequest) -> UUID | None:
    """The window of the browser that the sent form was opened in."""
    try:
        return UUID(request.POST.get("window", ""))
    except ValueError:
        return None


def page_asked(request: HttpRequest) -> int:
    """The number of the page asked for, from 1; 1 when it is none."""
    typed = request.GET.get("trang", "1")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 1
