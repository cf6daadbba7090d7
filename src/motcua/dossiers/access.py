"""Who may see and do what with a dossier. Asked once, here; what one may not see does not exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from motcua.accounts.roles import Role
from motcua.agencies.actors import BARRED, Actor, Party, Seat
from motcua.dossiers.desk import Wanted, tasks_of
from motcua.dossiers.models import Dossier, Task
from motcua.law.lifecycle import POSSIBLE, Rules
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import Consultation, Status
from motcua.law.lifecycle.table import Commands
from motcua.law.process import Process, StepKind
from motcua.law.refusal import Refused

DESK_ROLES = (Role.RECEPTION, Role.POST_CLERK)

_OF_THE_DESK: Commands = frozenset(
    {
        c.Accept,
        c.Guide,
        c.Refuse,
        c.ReceiveSupplement,
        c.ConfirmPayment,
        c.AskToStop,
        c.ConfirmStop,
        c.ReturnResult,
    }
)
_TAKES_IN: Commands = frozenset({c.Accept, c.Guide, c.Refuse})
"""What a desk whose reception was handed over does no more."""
_OF_A_PARTY: dict[Party, Commands] = {
    Party.APPLICANT: frozenset({c.Submit, c.AskToStop}),
    Party.SYSTEM: frozenset({c.CloseUnsupplemented, c.Recompute, c.ChangeProcess, c.Assign}),
    Party.PAYMENTS: frozenset({c.ConfirmPayment}),
}
_OF_NOBODY: Commands = frozenset({c.Submit, c.CloseUnsupplemented, c.Recompute, c.ChangeProcess})
"""Commands that no member of staff gives."""


@dataclass(frozen=True, slots=True)
class Case:
    """What rights depend on: whose dossier, of which procedure and agency, in which state, on which way."""

    agency_id: int
    procedure: str
    owner: str
    state: State
    process: Process

    @classmethod
    def of(cls, agency_id: int, state: State, rules: Rules) -> Case:
        """The case of a dossier of this agency in this state under these rules."""
        return cls(agency_id, rules.procedure.code, rules.owner_identity, state, rules.process)


def visible_to(actor: Actor) -> QuerySet[Dossier]:
    """The dossiers that the actor may see: all for overseers, else those within the seats held."""
    if actor.sees_everything:
        return Dossier.objects.all()
    parts = [
        Q(agency_id__in=seat.scope, procedure__code__in=seat.procedures) for seat in actor.seats if seat.procedures
    ]
    return Dossier.objects.filter(reduce(or_, parts, Q(agency_id__in=actor.all_agencies)))


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
        Dossier.objects.filter(named)
        .filter(Q(pk__in=visible_to(actor).values("pk")) | _asked(actor))
        .select_related("agency", "procedure", "procedure_version", "applicant", "officer")
        .first()
    )
    if row is None:
        raise Http404(f"no dossier {reference} for {actor.username}")
    return row


def may_read_out_code(actor: Actor, row: Dossier) -> bool:
    """Whether the look-up code is shown: to the agency and its desk, not to those who are only asked for an opinion."""
    return actor.sees_everything or any(seat.acts_on(row.agency_id, row.procedure.code) for seat in actor.seats)


def _asked(actor: Actor) -> Q:
    """The dossiers on which an agency of the actor was asked for its opinion."""
    of_mine = Task.objects.filter(kind=Task.Kind.CONSULT, agency_id__in=actor.all_agencies)
    return Q(pk__in=of_mine.values("dossier"))


def serves(actor: Actor, case: Case, *, takes_in: bool = False) -> bool:
    """Whether the actor sits at the one-stop desk for this dossier.

    Args:
        takes_in: asks for new dossiers, which a desk whose reception was handed over takes in no more.
    """
    return any(_at_the_desk(seat, case, takes_in=takes_in) for seat in actor.seats)


def _at_the_desk(seat: Seat, case: Case, *, takes_in: bool) -> bool:
    if seat.role not in DESK_ROLES or not seat.acts_on(case.agency_id, case.procedure):
        return False
    return not takes_in or seat.handed_over(case.agency_id, case.procedure) is None


def holds(actor: Actor, task: Wanted, case: Case) -> bool:
    """Whether this task lies on one of the actor's desks, and may be done there."""
    return not actor.is_barred(case.owner) and any(_lies_before(seat, actor, task, case) for seat in actor.seats)


def _lies_before(seat: Seat, actor: Actor, task: Wanted, case: Case) -> bool:
    if task.role == Role.RECEPTION:
        return _at_the_desk(seat, case, takes_in=task.kind == Task.Kind.INTAKE)
    if task.role == Role.CENTRE_DIRECTOR:
        return seat.role == Role.CENTRE_DIRECTOR
    if seat.agency_id != (task.agency_id or case.agency_id):
        return False
    if (task.role, task.unit, case.owner) in seat.covers:
        return True  # everybody whose work it is has to keep away
    own = task.assignee_id in (None, actor.staff_id, seat.holder_id)
    return own and (seat.role, seat.unit_code) == (task.role, task.unit)


def _leads(actor: Actor, agency_id: int, units: Collection[str] | None = None) -> bool:
    """Whether the actor heads the agency, or one of these units of it; any unit where None."""
    return any(
        seat.role == Role.LEADER
        and seat.agency_id == agency_id
        and (units is None or not seat.unit_code or seat.unit_code in units)
        for seat in actor.seats
    )


def held_steps(actor: Actor, agency_id: int, state: State, rules: Rules) -> tuple[str, ...]:
    """Ids of the open steps that lie on the actor's desk."""
    return _held(actor, Case.of(agency_id, state, rules))


def _held(actor: Actor, case: Case) -> tuple[str, ...]:
    tasks = tasks_of(case.state, case.process)
    return tuple(task.step for task in tasks if task.kind == Task.Kind.STEP and holds(actor, task, case))


def _takes_back(actor: Actor, case: Case) -> tuple[str, ...]:
    """Ids of the steps that the actor has sent on, and that would lie on the actor's desk again."""
    mine = tuple(sent.step for sent in case.state.sent if sent.by == actor.staff_id)
    return _held(actor, replace(case, state=replace(case.state, steps=mine))) if mine else ()


def asked_of(actor: Actor, state: State) -> tuple[Consultation, ...]:
    """The open consultations that the actor may answer: whoever works in the unit asked, or heads the agency."""
    return tuple(
        asked
        for asked in state.open_consultations
        if any(
            seat.agency_id == asked.agency
            and (seat.unit_code == asked.unit or (seat.role == Role.LEADER and not seat.unit_code) or not asked.unit)
            for seat in (*actor.seats_as(Role.LEADER), *actor.seats_as(Role.CASE_OFFICER))
        )
    )


def may(actor: Actor, command: type[c.Command], case: Case) -> bool:
    """Whether a command of this kind is the actor's to give on this dossier in this state."""
    state, agency_id = case.state, case.agency_id
    if command in _OF_NOBODY or actor.is_barred(case.owner):
        return False  # the applicant's or the system's own; or a matter of one's own
    if command in _OF_THE_DESK:
        served = serves(actor, case, takes_in=command in _TAKES_IN)
        return served and (command is not c.ConfirmStop or state.stop_asked_at is not None)
    if command is c.Note:
        return actor.sees_everything or _is_within(actor, case)
    if command is c.Answer:
        return bool(asked_of(actor, state))
    if command is c.Recall:
        return bool(_takes_back(actor, case))
    if command is c.DecideCorrection:
        return actor.has(Role.CENTRE_DIRECTOR) and state.correction is not None
    if command in (c.Resume, c.AskCorrection, c.CorrectResult):
        return _responsible(actor, case)
    if command is c.Extend:
        return _leads(actor, agency_id, ())
    if command is c.Assign:
        if not _leads(actor, agency_id, case.process.assigning_units):
            return False
        return state.officer is not None or _at(StepKind.ASSIGN, actor, case)
    return _may_with_a_step(actor, command, case)


def _is_within(actor: Actor, case: Case) -> bool:
    """Whether the dossier is within one of the actor's seats."""
    return any(seat.acts_on(case.agency_id, case.procedure) for seat in actor.seats)


def _responsible(actor: Actor, case: Case) -> bool:
    """Whether the actor answers for the dossier in its agency: the officer in charge, or who leads that officer."""
    officer = case.state.officer
    in_charge = officer is not None and any(
        seat.agency_id == case.agency_id and officer in (actor.staff_id, seat.holder_id)
        for seat in actor.seats_as(Role.CASE_OFFICER)
    )
    return in_charge or _leads(actor, case.agency_id, case.process.assigning_units)


def _may_with_a_step(actor: Actor, command: type[c.Command], case: Case) -> bool:
    """The commands that belong to whoever holds an open step."""
    steps = [case.process.step(step) for step in _held(actor, case)]
    if command is c.Finish:
        return any(step.kind is StepKind.HAND_OVER for step in steps)
    if command in (c.Approve, c.Reject):
        return any(step.kind is StepKind.DECIDE for step in steps)
    if command is c.CompleteStep:
        return any(step.kind is StepKind.WORK for step in steps)
    if command is c.ReturnToStep:
        return any(step.id != case.process.start for step in steps)
    if command is c.See:
        return bool(steps)
    if command in (c.RequestSupplement, c.RequestPayment):
        return any(step.role == Role.CASE_OFFICER for step in steps)
    return command in (c.Consult, c.Pause) and any(step.role in (Role.CASE_OFFICER, Role.LEADER) for step in steps)


def _at(kind: StepKind, actor: Actor, case: Case) -> bool:
    return any(case.process.step(step).kind is kind for step in _held(actor, case))


def possible(actor: Actor, agency_id: int, state: State, rules: Rules) -> frozenset[type[c.Command]]:
    """The commands that are possible now and the actor's to give: exactly the buttons of the dossier's page."""
    case = Case.of(agency_id, state, rules)
    return frozenset(command for command in POSSIBLE[state.status] if may(actor, command, case))


def require(actor: Actor | Party, command: c.Command, agency_id: int, state: State, rules: Rules) -> str:
    """Make sure that the command is the actor's to give.

    Returns:
        For whom the actor gives it and by which decision, "" in one's own post.

    Raises:
        Refused: it is not; nothing is said of the dossier that the actor does not see anyway.
    """
    case = Case.of(agency_id, state, rules)
    if isinstance(actor, Party):
        if type(command) not in _OF_A_PARTY[actor]:
            raise _forbidden(command)
        return ""
    if actor.is_barred(case.owner) and (_is_within(actor, case) or asked_of(actor, state)):
        raise conflict(state)
    if type(command) not in POSSIBLE[state.status] or _overtaken(actor, command, case):
        return ""  # the rule itself says why not, in better words
    for seat, behalf in _ways(actor):
        alone = actor.sitting_in(seat)
        if may(alone, type(command), case) and _on_this_one(alone, command, case):
            return behalf
    raise _handed_over(actor, command, case) or _forbidden(command)


def _ways(actor: Actor) -> Iterator[tuple[Seat, str]]:
    """The seats in which the actor may act and for whom: in one's own first, for colleagues who may not last."""
    for seat in actor.seats:
        yield replace(seat, covers=frozenset()), seat.acting_for
    for seat in actor.seats:
        if seat.covers:
            yield seat, seat.acting_for or BARRED


def conflict(state: State) -> Refused:
    """Why the actor does nothing with this dossier: it is the actor's own, or a declared relative's."""
    return Refused(
        "conflict_of_interest",
        "Người nộp hồ sơ này là bạn hoặc người thân bạn đã kê khai, nên bạn không được xử lý hồ sơ "
        "(Điều 23 Luật Phòng, chống tham nhũng 2018); cán bộ khác sẽ làm thay.",
        "identity_number" if state.status is Status.DRAFT else None,
    )


def _handed_over(actor: Actor, command: c.Command, case: Case) -> Refused | None:
    """That new dossiers are taken in by somebody else now, where that is the reason."""
    if type(command) not in _TAKES_IN or not serves(actor, case):
        return None
    found = (seat.handed_over(case.agency_id, case.procedure) for seat in actor.seats if seat.role in DESK_ROLES)
    handed = next(filter(None, found), None)
    return Refused("handed_over", handed.sentence) if handed else None


def _forbidden(command: c.Command) -> Refused:
    return Refused(
        "forbidden",
        f"Bạn không được giao việc {command.label} hồ sơ này; việc này thuộc cán bộ đang giữ hồ sơ.",
    )


def _on_this_one(actor: Actor, command: c.Command, case: Case) -> bool:
    """Whether the step or the consultation that the command names is the actor's, and not only one of its kind."""
    match command:
        case c.CompleteStep() | c.ReturnToStep() | c.See():
            return command.step in _held(actor, case)
        case c.Recall():
            return command.step in _takes_back(actor, case)
        case c.Answer():
            return command.number in {asked.number for asked in asked_of(actor, case.state)}
        case _:
            return True


def _overtaken(actor: Actor, command: c.Command, case: Case) -> bool:
    """Whether the step was left before somebody of the agency could leave it."""
    if isinstance(command, c.Answer):
        return command.number not in {asked.number for asked in case.state.open_consultations}
    if isinstance(command, c.Recall):  # the rule tells who sent it, and whether it was opened
        sent = ((one.step.step, one.by) for one in case.state.sent)
        return (command.step, actor.staff_id) not in sent
    if not isinstance(command, c.CompleteStep | c.ReturnToStep | c.See) or not _is_within(actor, case):
        return False
    return case.state.open_step(command.step) is None
