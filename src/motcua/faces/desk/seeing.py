"""Opening a dossier is a command too: once its holder has seen it, the sender cannot take it back any more."""

from __future__ import annotations

from contextlib import suppress
from uuid import uuid5

from django.http import HttpRequest

from motcua.dossiers.commands import handle
from motcua.dossiers.queries import DossierPage
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import OpenStep
from motcua.law.refusal import Refused


def mark_seen(request: HttpRequest, page: DossierPage) -> None:
    """Tell the dossier that the holder of its open steps has opened it; asks nothing when that is known already."""
    if request.method != "GET" or _only_fetched(request) or c.See not in page.possible:
        return
    for step in page.state.steps:
        if step.step in page.my_steps and not step.seen and not _sent_by_oneself(request, page, step):
            key = str(uuid5(page.row.pk, f"see:{step.step}:{step.opened_at.isoformat()}"))
            with suppress(Refused):  # somebody else was quicker, or has taken it back
                handle(page.row.pk, c.See(step.step), actor=request.actor, at=request.now, key=key)


def _only_fetched(request: HttpRequest) -> bool:
    """Whether the browser fetches the page before anybody asked for it."""
    return "prefetch" in f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}"


def _sent_by_oneself(request: HttpRequest, page: DossierPage, step: OpenStep) -> bool:
    """Whether the actor has sent the step to a desk of one's own: it may still be taken back."""
    return any(sent.by == request.actor.staff_id and step.step in sent.opened for sent in page.state.sent)
