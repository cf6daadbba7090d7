"""The pages of the catalogue, and what is pressed on them as a browser sends it."""

from __future__ import annotations

from typing import Any

from catalogue.publishing import CODE, begun, head, typed_into, whole_sheet, with_proposal
from desk.filled_forms import fields_of
from motcua.catalogue import publication
from motcua.catalogue.models import Proposal, PublicationDecision

START = "/ban-lam-viec/thu-tuc/"
LIST = f"{START}danh-muc"
WAITING = f"{START}de-xuat/"
PAGE = f"{START}{CODE}/"
AGENCY = "000.00.12.H51"
__all__ = [
    "AGENCY",
    "CODE",
    "LIST",
    "PAGE",
    "START",
    "WAITING",
    "begun",
    "decision_page",
    "edit_page",
    "head",
    "press",
    "proposed",
    "ready",
    "typed_into",
    "whole_sheet",
    "with_proposal",
]


def decision_page(decision: PublicationDecision, what: str = "") -> str:
    """The address of a decision, or of something about it."""
    return f"{START}quyet-dinh/{decision.pk}/{what}"


def edit_page(proposal: Proposal, what: str = "") -> str:
    """The address of a proposal's editor, or of something about it."""
    return f"{START}soan/{proposal.pk}/{what}"


def press(client: Any, proposal: Proposal, do: str, **typed: Any) -> Any:
    """Open the editor, type over these fields (`components-0-name` as `components_0_name`), press a button."""
    address = edit_page(proposal)
    fields = fields_of(client.get(address), address)
    fields |= {name.replace("__", "-"): value for name, value in typed.items()} | {"do": [do]}
    response = client.post(address, fields)
    if Proposal.objects.filter(pk=proposal.pk).exists():
        proposal.refresh_from_db()
    return response


def ready(author: Any, decision: PublicationDecision, code: str = CODE, /, **typed: Any) -> Proposal:
    """An amendment of a procedure of the tests with everything that a publication asks for."""
    proposal = with_proposal(author, decision, code)
    kept = {name: value for name, value in whole_sheet().items() if name in ("steps", "results", "subject", "levels")}
    return typed_into(author, proposal, **{**kept, "agency": AGENCY, **typed})


def proposed(author: Any, decision: PublicationDecision, at: Any) -> PublicationDecision:
    """The decision, waiting for its approval."""
    decision.refresh_from_db()
    return publication.propose_decision(decision.pk, actor=author, at=at, revision=decision.revision)
