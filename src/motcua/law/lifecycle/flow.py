"""How work moves through the graph of a process: what leaving a step opens, and what going back undoes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.rules import Rules
from motcua.law.lifecycle.state import Dossier, OpenStep, Status
from motcua.law.process import Edge, Process, StepKind
from motcua.law.worktime import Calendar


def opened(step_id: str, process: Process, calendar: Calendar, at: datetime) -> OpenStep:
    """The step as it comes onto a desk at `at`, with its own due instant."""
    budget = process.step(step_id).budget
    return OpenStep(step_id, at, calendar.add_minutes(at, budget) if budget else None)


def leave(
    dossier: Dossier, step_id: str, edge: Edge, note: str, rules: Rules, at: datetime, *, by: int | None = None
) -> tuple[e.Event, ...]:
    """Events of leaving the open step `step_id` by `edge`: what it opens, and which joins wait or open.

    `by`: who leaves it, where that person may take it back.
    """
    still_open = {step.step for step in dossier.steps} - {step_id}
    waiting = {join for join, _ in dossier.arrivals}
    opens: list[str] = []
    arrives: list[tuple[str, str]] = []
    for target in edge.to:
        if target in still_open:
            continue
        if rules.process.step(target).join:
            waiting.add(target)
            arrives.append((target, step_id))
        else:
            still_open.add(target)
            opens.append(target)
    ready = list(_ready(rules.process, waiting, still_open))
    joined = tuple(pair for pair in (*dossier.arrivals, *arrives) if pair[0] in ready)
    return (
        e.StepCompleted(step_id, edge.outcome, note, by, (*opens, *ready), joined),
        *(e.BranchArrived(*pair) for pair in arrives),
        *(e.StepOpened(opened(target, rules.process, rules.calendar, at)) for target in (*opens, *ready)),
    )


def _ready(process: Process, waiting: set[str], still_open: set[str]) -> Iterator[str]:
    """Joins that come after no open step, and after no other waiting join, any more."""
    for join in sorted(waiting):
        ahead = any(process.brings_to(step_id, join) for step_id in still_open)
        behind = any(
            join in process.after(other) and other not in process.after(join) for other in waiting if other != join
        )
        if not ahead and not behind:
            yield join


def undone_by(dossier: Dossier, to: str, process: Process) -> tuple[str, ...]:
    """What going back to `to` undoes: every step after it that was opened, whether it is done, waits or is open."""
    after = process.after(to)
    return tuple(step_id for step_id in dossier.visited if step_id in after)


def decision_stands(dossier: Dossier, to: str, process: Process) -> bool:
    """Whether a result that was signed stays signed when work goes back to `to`: it was signed before that step."""
    undone = process.after(to) | {to}
    signed = (step.id for step in process.steps if step.kind is StepKind.DECIDE and step.id in dossier.visited)
    return dossier.status is Status.APPROVED and not any(
        step in undone and dossier.open_step(step) is None for step in signed
    )
