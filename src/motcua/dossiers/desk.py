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
from motcua.law.lifecycle.state import OpenStep
from motcua.law.process import Process

_AT_WORK = frozenset({Status.ACCEPTED, Status.PROCESSING, Status.APPROVED})


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

    @property
    def identity(self) -> tuple[str, str, datetime]:
        """By what an open task is recognised."""
        return (self.kind, self.step, self.opened_at)


def tasks_of(state: State, process: Process) -> tuple[Wanted, ...]:
    """The tasks that a dossier in this state puts on desks."""
    assert state.last_at is not None
    match state.status:
        case Status.SUBMITTED:
            return (_at_reception(Task.Kind.INTAKE, state.last_at, state.answer_by),)
        case Status.AWAITING_SUPPLEMENT:
            return (_at_reception(Task.Kind.SUPPLEMENT, state.stops[-1].since, None),)
        case Status.FINISHED | Status.REJECTED:
            assert state.ended_at is not None
            return (_at_reception(Task.Kind.RETURN, state.ended_at, None),)
        case status if status in _AT_WORK:
            return tuple(_at_step(step, state, process) for step in state.steps)
        case _:
            return ()


def _at_reception(kind: str, opened_at: datetime, due_at: datetime | None) -> Wanted:
    return Wanted(kind, "", Task.Kind(kind).label, Role.RECEPTION, "", None, opened_at, due_at)


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
            case _:
                pass
    return found


def ranked_by(task: Wanted, state: State) -> datetime | None:
    """The due date by which a work list orders a task: the dossier's, or the task's own before there is one.

    None puts it last: the clock stands still, or the result is ready and only waits for its owner.
    """
    return None if task.kind == Task.Kind.RETURN else state.due_at or task.due_at


@dataclass(frozen=True, slots=True)
class Moves:
    """What a command does to the desks: tasks that leave them (with the outcome), stay, and come onto them."""

    closed: tuple[tuple[Wanted, str], ...]
    kept: tuple[Wanted, ...]
    opened: tuple[Wanted, ...]


def moves(before: State, after: State, events: Iterable[e.Event], process: Process) -> Moves:
    """How the tasks of a dossier move when these events take it from `before` to `after`."""
    had = {task.identity: task for task in tasks_of(before, process)} if before.last_at else {}
    wants = {task.identity: task for task in tasks_of(after, process)}
    left_by = outcomes(events)
    return Moves(
        closed=tuple(
            (task, left_by.get(task.step, after.status)) for identity, task in had.items() if identity not in wants
        ),
        kept=tuple(task for identity, task in wants.items() if identity in had),
        opened=tuple(task for identity, task in wants.items() if identity not in had),
    )
