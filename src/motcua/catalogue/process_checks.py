"""Whether a process can be run where it is meant to: by who holds the posts, within the procedure's time limit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Q

from motcua.accounts.roles import Role
from motcua.agencies.models import Holding
from motcua.agencies.people import held_on
from motcua.catalogue.loading import shortest_hours
from motcua.catalogue.models import Limit, ProcedureVersion
from motcua.catalogue.process_spec import Spec, process_of
from motcua.law.process import Problem, validate

_AT_THE_DESK = (Role.RECEPTION, Role.POST_CLERK)


def holders_of(agency_id: int, on: date) -> frozenset[tuple[str, str]]:
    """(role, code of unit) of every post of an agency that somebody holds on a local day.

    The one-stop desk is one place: whoever takes in for the agency holds the steps of reception.
    """
    held = Holding.objects.filter(held_on(on), Q(post__agency_id=agency_id) | Q(post__serves=agency_id))
    rows = held.values_list("post__role", "post__unit__code")
    return frozenset((Role.RECEPTION, "") if role in _AT_THE_DESK else (role, unit or "") for role, unit in rows)


def problems_of(spec: Spec, version: ProcedureVersion, on: date) -> tuple[Problem, ...]:
    """All that is wrong with what was typed, as somebody who works on `on` would meet it; empty when it can be run."""
    process, unreadable = process_of(spec)
    if process is None:
        return unreadable
    return validate(process, hours_allowed(version), holders_of(version.procedure.agency_id, on))


def hours_allowed(version: ProcedureVersion) -> Decimal | None:
    """The time limit in working hours; None where the procedure has none in working time."""
    return shortest_hours(Limit.objects.filter(version=version))
