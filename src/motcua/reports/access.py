"""Whose figures a person may see."""

from __future__ import annotations

from django.http import Http404

from motcua.agencies.actors import Actor
from motcua.agencies.models import Agency


def scope_of(actor: Actor) -> frozenset[int] | None:
    """Ids of the agencies whose figures the person may see; None for all of them (overseers)."""
    return None if actor.sees_everything else actor.all_agencies


def agency_for(actor: Actor, code: str) -> Agency:
    """The agency with this code, if the person may see its figures.

    Raises:
        Http404: it does not exist, or not for this person.
    """
    scope = scope_of(actor)
    agency = Agency.objects.filter(code=code).first()
    if agency is None or (scope is not None and agency.pk not in scope):
        raise Http404(f"no agency {code} for {actor.username}")
    return agency
