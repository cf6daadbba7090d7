"""Whether a process can be run where it is meant to: by who holds the posts, within the procedure's time limit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from motcua.accounts.roles import Role
from motcua.agencies.models import Holding, Post, PostHandover, StandIn
from motcua.agencies.seats import running
from motcua.catalogue.loading import shortest_hours
from motcua.catalogue.models import Limit, ProcedureVersion
from motcua.catalogue.process_spec import Spec, process_of
from motcua.law.process import Problem, validate

_AT_THE_DESK = (Role.RECEPTION, Role.POST_CLERK)


def holders_of(agency_id: int, on: date, procedure: str = "") -> frozenset[tuple[str, str]]:
    """(role, code of unit) of every post of an agency in which somebody sits on a local day, as holder or stand-in.

    The one-stop desk is one place: whoever takes in for the agency holds the steps of reception, also where reception
    was handed over to that post, for the whole agency or for this procedure (national code).
    """
    manned = Exists(Holding.objects.filter(running(on), post=OuterRef("pk"))) | Exists(
        StandIn.objects.filter(running(on), post=OuterRef("pk"))
    )
    handed = PostHandover.objects.filter(running(on), agency_id=agency_id, procedure__in={"", procedure})
    at_work = Q(agency_id=agency_id) | Q(serves=agency_id) | Q(pk__in=handed.values("post"))
    rows = Post.objects.filter(manned, at_work).values_list("role", "unit__code")
    return frozenset((Role.RECEPTION, "") if role in _AT_THE_DESK else (role, unit or "") for role, unit in rows)


def problems_of(spec: Spec, version: ProcedureVersion, on: date) -> tuple[Problem, ...]:
    """All that is wrong with what was typed, as somebody who works on `on` would meet it; empty when it can be run."""
    process, unreadable = process_of(spec)
    if process is None:
        return unreadable
    procedure = version.procedure
    return validate(process, hours_allowed(version), holders_of(procedure.agency_id, on, procedure.code))


def hours_allowed(version: ProcedureVersion) -> Decimal | None:
    """The time limit in working hours; None where the procedure has none in working time."""
    return shortest_hours(Limit.objects.filter(version=version))
