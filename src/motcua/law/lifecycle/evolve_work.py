"""How the state changes when work moves between desks."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import Dossier, OpenStep, Sent, Status

WorkEvent = e.StepOpened | e.StepCompleted | e.BranchArrived | e.ReturnedToStep | e.Recalled | e.StepSeen


def moved(dossier: Dossier, event: WorkEvent) -> Dossier:
    """The dossier after `event`."""
    match event:
        case e.StepOpened():
            new = event.step.step
            return replace(
                dossier,
                steps=(*dossier.steps, event.step),
                arrivals=tuple(pair for pair in dossier.arrivals if pair[0] != new),
                visited=dossier.visited if new in dossier.visited else (*dossier.visited, new),
            )
        case e.StepCompleted():
            return _completed(dossier, event)
        case e.BranchArrived():
            return replace(dossier, arrivals=(*dossier.arrivals, (event.join, event.came_from)))
        case e.ReturnedToStep():
            return _returned(dossier, event)
        case e.Recalled():
            return _recalled(dossier, event)
        case e.StepSeen():
            return replace(
                dossier,
                steps=tuple(replace(step, seen=True) if step.step == event.step else step for step in dossier.steps),
                sent=_not_past(dossier.sent, (event.step,)),
            )
        case _:
            assert_never(event)


def _completed(dossier: Dossier, event: e.StepCompleted) -> Dossier:
    """The step leaves the desk; until somebody looks at what followed, its sender may take it back."""
    left = dossier.open_step(event.step)
    used_up = tuple(came_from for _, came_from in event.joined)
    sent = tuple(one for one in _not_past(dossier.sent, (event.step,)) if one.step.step not in used_up)
    if event.by is not None and left is not None:
        fresh = tuple(step for step in event.opens if step not in dossier.visited)
        sent = (*sent, Sent(left, event.by, event.opens, event.joined, fresh))
    return replace(
        dossier,
        status=Status.PROCESSING if dossier.status is Status.ACCEPTED else dossier.status,
        steps=_without(dossier.steps, (event.step,)),
        sent=sent,
    )


def _returned(dossier: Dossier, event: e.ReturnedToStep) -> Dossier:
    undone = (*event.undone, event.step, event.to)
    return replace(
        dossier,
        status=dossier.status if event.signed else Status.PROCESSING,
        steps=_without(dossier.steps, event.undone),
        arrivals=tuple(pair for pair in dossier.arrivals if pair[1] not in event.undone),
        visited=tuple(step for step in dossier.visited if step not in event.undone),
        sent=tuple(one for one in _not_past(dossier.sent, undone) if one.step.step not in undone),
        result_number=dossier.result_number if event.signed else "",
        result_files=dossier.result_files if event.signed else (),
    )


def _recalled(dossier: Dossier, event: e.Recalled) -> Dossier:
    back = event.step.step
    arrivals = tuple(pair for pair in dossier.arrivals if pair[1] != back)
    return replace(
        dossier,
        steps=(*_without(dossier.steps, event.undone), replace(event.step, seen=True)),
        arrivals=(*arrivals, *event.arrivals),
        visited=tuple(step for step in dossier.visited if step not in event.fresh),
        sent=tuple(one for one in dossier.sent if one.step.step != back),
    )


def _not_past(sent: tuple[Sent, ...], steps: tuple[str, ...]) -> tuple[Sent, ...]:
    """What may still be taken back once somebody has laid hands on these steps."""
    return tuple(one for one in sent if not set(one.opened) & set(steps))


def _without(steps: tuple[OpenStep, ...], closed: tuple[str, ...]) -> tuple[OpenStep, ...]:
    return tuple(step for step in steps if step.step not in closed)
