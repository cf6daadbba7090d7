"""Which tasks a dossier puts on which desks, as a function of its state: open tasks are what this says, no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.accounts.roles import Role
from motcua.dossiers.models import Task
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import Consultation, OpenStep
from motcua.law.process import Process

_AT_WORK = frozenset({Status.ACCEPTED, Status.PROCESSING, Status.APPROVED, Status.PAUSED})
_OPEN = _AT_WORK | {Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT}
_ENDED = frozenset({Status.FINISHED, Status.REJECTED, Status.RETURNED})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task that should be open. It is the same task while kind, step and moment of opening are the same."""

    kind: str
    step: str
    name: str
    role: str
    unit: str
    assignee_id: int | None
    opened_at: datetime
    due_at: datetime | None
    agency_id: int | None = None
    """The agency on whose desk it lies; None for the one that is responsible for the dossier."""

    @property
    def identity(self) -> tuple[str, str, datetime]:
        """By what an open task is recognised."""
        return (self.kind, self.step, self.opened_at)


def tasks_of(state: State, process: Process) -> tuple[Wanted, ...]:
    """The tasks that a dossier in this state puts on desks."""
    return (*_main_tasks(state, process), *_tasks_beside(state))


def _main_tasks(state: State, process: Process) -> tuple[Wanted, ...]:
    """What the dossier waits for in its status."""
    match state.status:
        case Status.SUBMITTED:
            assert state.submitted_at is not None
            return (_at_reception(Task.Kind.INTAKE, state.submitted_at, state.answer_by, intake_name(state)),)
        case Status.AWAITING_SUPPLEMENT:
            return (_at_reception(Task.Kind.SUPPLEMENT, state.stops[-1].since, None),)
        case Status.AWAITING_PAYMENT:
            return (_at_reception(Task.Kind.PAYMENT, state.stops[-1].since, None),)
        case Status.FINISHED | Status.REJECTED:
            assert state.ended_at is not None
            return (_at_reception(Task.Kind.RETURN, state.ended_at, None),)
        case status if status in _AT_WORK:
            return tuple(_at_step(step, state, process) for step in state.steps)
        case _:
            return ()


def _tasks_beside(state: State) -> tuple[Wanted, ...]:
    """What others have to do meanwhile: answer an opinion, confirm a stop, decide on a correction."""
    tasks: list[Wanted] = []
    if state.status in _OPEN:
        tasks.extend(_at_asked(asked) for asked in state.open_consultations)
    if state.status in _OPEN - {Status.APPROVED} and state.stop_asked_at is not None:
        tasks.append(_at_reception(Task.Kind.STOP, state.stop_asked_at, None))
    if state.status in _ENDED and state.correction is not None:
        name = Task.Kind.CORRECTION.label
        asked_at = state.correction.asked_at
        tasks.append(Wanted(Task.Kind.CORRECTION, "", name, Role.CENTRE_DIRECTOR, "", None, asked_at, None))
    return tuple(tasks)


def consultation_step(number: int) -> str:
    """What a consultation is called among the tasks of its dossier."""
    return f"consultation-{number}"


def _at_asked(asked: Consultation) -> Wanted:
    return Wanted(
        kind=Task.Kind.CONSULT,
        step=consultation_step(asked.number),
        name=f"{Task.Kind.CONSULT.label}: {asked.content}"[:300],
        role=Role.LEADER,
        unit=asked.unit,
        assignee_id=None,
        opened_at=asked.asked_at,
        due_at=asked.due_at,
        agency_id=asked.agency,
    )


def intake_name(state: State) -> str:
    """What the desk has to do with a filing that is not accepted yet."""
    if state.guided:
        return "Chờ người nộp hoàn thiện hồ sơ"
    online = state.channel is not None and state.channel.online
    return "Tiếp nhận hồ sơ trực tuyến" if online else Task.Kind.INTAKE.label


def _at_reception(kind: str, opened_at: datetime, due_at: datetime | None, name: str = "") -> Wanted:
    return Wanted(kind, "", name or Task.Kind(kind).label, Role.RECEPTION, "", None, opened_at, due_at)


def _at_step(step: OpenStep, state: State, process: Process) -> Wanted:
    rule = process.step(step.step)
    own = rule.role == Role.CASE_OFFICER and rule.unit in process.assigning_units
    officer = state.officer if own else None
    return Wanted(Task.Kind.STEP, step.step, rule.name, rule.role, rule.unit, officer, step.opened_at, step.due_at)


def outcomes(events: Iterable[e.Event]) -> dict[str, str]:
    """How each step that these events closed was left."""
    found: dict[str, str] = {}
    for event in events:
        match event:
            case e.StepCompleted():
                found[event.step] = event.outcome
            case e.ReturnedToStep():
                found.update(dict.fromkeys(event.undone, "returned"))
            case e.Recalled():
                found.update(dict.fromkeys(event.undone, "recalled"))
            case e.Answered():
                found[consultation_step(event.number)] = "answered"
            case _:
                pass
    return found


_NOT_RANKED = frozenset({Task.Kind.RETURN, Task.Kind.CORRECTION})


def ranked_by(task: Wanted, state: State) -> datetime | None:
    """The due date by which a work list orders a task: the dossier's, or the task's own where that is another's.

    None puts it last: the clock stands still, or the result is ready and only waits for its owner.
    """
    if task.kind in _NOT_RANKED:
        return None
    if task.kind == Task.Kind.CONSULT:
        return task.due_at
    return None if state.status is Status.PAUSED else state.due_at or task.due_at


@dataclass(frozen=True, slots=True)
class Moves:
    """What a command does to the desks: tasks that leave them (with the outcome), stay, and come onto them.

    `changed`: of those that stay, the ones that say something else now, or stand elsewhere in the order.
    """

    closed: tuple[tuple[Wanted, str], ...]
    kept: tuple[Wanted, ...]
    changed: tuple[Wanted, ...]
    opened: tuple[Wanted, ...]


def moves(
    before: State, after: State, events: Iterable[e.Event], process: Process, new_process: Process | None = None
) -> Moves:
    """How the tasks of a dossier move when these events take it from `before` to `after`.

    `new_process`: what the dossier follows after them, where that is another version.
    """
    had = {task.identity: task for task in tasks_of(before, process)} if before.last_at else {}
    wants = {task.identity: task for task in tasks_of(after, new_process or process)}
    left_by = outcomes(events)
    return Moves(
        closed=tuple(
            (task, left_by.get(task.step, after.status)) for identity, task in had.items() if identity not in wants
        ),
        kept=tuple(task for identity, task in wants.items() if identity in had),
        changed=tuple(
            task
            for identity, task in wants.items()
            if identity in had and (task, ranked_by(task, after)) != (had[identity], ranked_by(had[identity], before))
        ),
        opened=tuple(task for identity, task in wants.items() if identity not in had),
    )
