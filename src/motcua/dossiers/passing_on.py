"""Dossiers that must go to another officer: the one in charge leaves the post, or has an interest of his own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor, Party
from motcua.agencies.people import Officer, case_officers
from motcua.dossiers.codec import state_from
from motcua.dossiers.commands import handle
from motcua.dossiers.desk_reads import open_steps_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.pinned import rules_of
from motcua.law.lifecycle import commands as c
from motcua.law.moments import local
from motcua.law.process import StepKind

CONFLICT = "chuyển người thụ lý vì cán bộ thụ lý có xung đột lợi ích"


def in_charge_of(officer_id: int, agency_id: int, unit: str) -> list[Dossier]:
    """The open dossiers for which an officer answers in a unit; not those that wait for a leader to name somebody."""
    rows = Dossier.objects.filter(
        officer_id=officer_id, agency_id=agency_id, accepted_at__isnull=False, ended_at__isnull=True
    )
    return [row for row in rows.select_related("applicant", "agency").order_by("due_at", "pk") if _lies_in(row, unit)]


def _lies_in(row: Dossier, unit: str) -> bool:
    process, state = rules_of(row).process, state_from(row.state)
    waits = any(process.step(opened.step).kind is StepKind.ASSIGN for opened in state.steps)
    return unit in process.assigning_units and not waits


def give_to_another(
    row: Dossier, *, unit: str, not_to: Collection[int], first: int | None, at: datetime, key: str, why: str
) -> bool:
    """Name another officer of the unit for a dossier; whether there was anybody who may.

    Args:
        not_to: ids of the officers who do not get it.
        first: who gets it if that person may; else the officer with the least to do.
        why: by whose order or for what reason; told in the log.
    """
    officers = case_officers(row.agency_id, [unit], local(at).date(), row.applicant.identity_number)
    able = [one for one in officers if not one.barred and one.staff_id not in not_to]
    if not able:
        return False
    chosen = _chosen(able, first)
    command = c.Assign(chosen.staff_id, chosen.name)
    handle(row.pk, command, actor=Party.SYSTEM, at=at, key=key, on_order_of=why)
    return True


def _chosen(able: list[Officer], first: int | None) -> Officer:
    busy = open_steps_of([one.staff_id for one in able])
    return min(able, key=lambda one: (one.staff_id != first, busy.get(one.staff_id, 0), one.name))


def pass_on_own(actor: Actor, at: datetime) -> tuple[int, int]:
    """Give the actor's open dossiers from which the actor must keep away to other officers.

    What nobody else of the unit may take stays where it is: the unit's leader acts on it.

    Returns:
        How many were given away, and how many stay.
    """
    given = stay = 0
    kin = _kin(actor)
    for seat in actor.seats_as(Role.CASE_OFFICER):
        if seat.holder_id != actor.staff_id:
            continue
        for row in in_charge_of(actor.staff_id, seat.agency_id, seat.unit_code):
            if row.applicant.identity_number not in kin:
                continue
            key = f"conflict:{actor.staff_id}:{row.events_count}"
            why = CONFLICT
            moved = give_to_another(
                row, unit=seat.unit_code, not_to={actor.staff_id}, first=None, at=at, key=key, why=why
            )
            given, stay = given + moved, stay + (not moved)
    return given, stay


def _kin(actor: Actor) -> set[str]:
    """From whom the actor keeps away as declared by now; the actor may have been read before."""
    person = Staff.objects.get(pk=actor.staff_id)
    declared = person.relatives.filter(withdrawn_at__isnull=True).values_list("identity_number", flat=True)
    return {person.identity_number, *declared} - {""}
