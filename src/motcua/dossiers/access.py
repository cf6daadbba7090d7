"""Who may see and do what with a dossier. Asked once, here; what one may not see does not exist."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.dossiers.desk import Wanted, tasks_of
from motcua.dossiers.models import Dossier
from motcua.law.lifecycle import POSSIBLE
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import commands as c
from motcua.law.process import Process, StepKind
from motcua.law.refusal import Refused

DESK_ROLES = (Role.RECEPTION, Role.POST_CLERK)

_OF_THE_DESK: frozenset[type[c.Command]] = frozenset(
    {c.Accept, c.Refuse, c.ReceiveSupplement, c.Finish, c.ReturnResult}
)


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """The dossiers that the actor may see: all for overseers, else those of the agencies acted for."""
    if actor.sees_everything:
        return Dossier.objects.all()
    return Dossier.objects.filter(agency_id__in=actor.all_agencies)


def dossier_for(actor: Actor, reference: str) -> Dossier:
    """The dossier with this code (or id, before it has a code), if the actor may see it.

    Raises:
        Http404: it does not exist, or not for this actor.
    """
    try:
        named = Q(pk=UUID(reference))
    except ValueError:
        named = Q(code=reference.replace("\0", ""))  # PostgreSQL has no such character in its texts
    row = (
        visible_to(actor)
        .filter(named)
        .select_related("agency", "procedure", "procedure_version", "applicant", "officer")
        .first()
    )
    if row is None:
        raise Http404(f"no dossier {reference} for {actor.username}")
    return row


def serves(actor: Actor, agency_id: int) -> bool:
    """Whether the actor sits at the one-stop desk for this agency."""
    return any(agency_id in actor.agencies(role) for role in DESK_ROLES)


def holds(actor: Actor, task: Wanted, agency_id: int) -> bool:
    """Whether this task lies on one of the actor's desks."""
    if task.role == Role.RECEPTION:
        return serves(actor, agency_id)
    if task.assignee_id is not None and task.assignee_id != actor.staff_id:
        return False
    return any(
        seat.role == task.role and seat.agency_id == agency_id and seat.unit_code == task.unit for seat in actor.seats
    )


def _leads(actor: Actor, agency_id: int, *, agency_head: bool = False) -> bool:
    return any(
        seat.role == Role.LEADER and seat.agency_id == agency_id and not (agency_head and seat.unit_code)
        for seat in actor.seats
    )


def held_steps(actor: Actor, agency_id: int, state: State, process: Process) -> tuple[str, ...]:
    """Ids of the open steps that lie on the actor's desk."""
    return tuple(task.step for task in tasks_of(state, process) if task.step and holds(actor, task, agency_id))


def may(actor: Actor, command: type[c.Command], agency_id: int, state: State, process: Process) -> bool:
    """Whether a command of this kind is the actor's to give on a dossier of this agency in this state."""
    if command is c.Submit:
        return False  # the applicant's own
    if command in _OF_THE_DESK:
        if not serves(actor, agency_id):
            return False
        return command is not c.Finish or _at(StepKind.HAND_OVER, actor, agency_id, state, process)
    if command is c.Extend:
        return _leads(actor, agency_id, agency_head=True)
    if command is c.Assign:
        return _leads(actor, agency_id) and (
            state.officer is not None or _at(StepKind.ASSIGN, actor, agency_id, state, process)
        )
    if command in (c.Approve, c.Reject):
        return _at(StepKind.DECIDE, actor, agency_id, state, process)
    steps = held_steps(actor, agency_id, state, process)
    if command is c.RequestSupplement:
        return any(process.step(step).role == Role.CASE_OFFICER for step in steps)
    if command is c.CompleteStep:
        return any(process.step(step).kind is StepKind.WORK for step in steps)
    return command is c.ReturnToStep and any(step != process.start for step in steps)


def _at(kind: StepKind, actor: Actor, agency_id: int, state: State, process: Process) -> bool:
    return any(process.step(step).kind is kind for step in held_steps(actor, agency_id, state, process))


def possible(actor: Actor, agency_id: int, state: State, process: Process) -> frozenset[type[c.Command]]:
    """The commands that are possible now and the actor's to give: exactly the buttons of the dossier's page."""
    return frozenset(command for command in POSSIBLE[state.status] if may(actor, command, agency_id, state, process))


def require(actor: Actor | None, command: c.Command, agency_id: int, state: State, process: Process) -> None:
    """Make sure that the command is the actor's to give.

    Args:
        actor: None for the applicant, who may only submit.

    Raises:
        Refused: it is not; nothing is said of the dossier that the actor does not see anyway.
    """
    if actor is None:
        allowed = isinstance(command, c.Submit)
    elif type(command) not in POSSIBLE[state.status] or _overtaken(actor, command, agency_id, state):
        return  # the rule itself says why not, in better words
    else:
        allowed = may(actor, type(command), agency_id, state, process)
    if allowed and actor is not None and isinstance(command, c.CompleteStep | c.ReturnToStep):
        allowed = command.step in held_steps(actor, agency_id, state, process)
    if not allowed:
        raise Refused(
            "forbidden",
            f"Bạn không được giao việc {command.label} hồ sơ này; việc này thuộc cán bộ đang giữ hồ sơ.",
        )


def _overtaken(actor: Actor, command: c.Command, agency_id: int, state: State) -> bool:
    """Whether the step was left before somebody of the agency could leave it."""
    if not isinstance(command, c.CompleteStep | c.ReturnToStep) or agency_id not in actor.all_agencies:
        return False
    return state.open_step(command.step) is None
