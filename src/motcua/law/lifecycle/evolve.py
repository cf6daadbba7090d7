"""How each event changes the state of a dossier. No rule is asked here: events carry their results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import Dossier, LateCause, OpenStep, PaperReceived, Status, Stop

SUPPLEMENT = "supplement"


def evolve(dossier: Dossier, event: e.Event, at: datetime) -> Dossier:
    """The dossier after `event`, which happened at the instant `at` (UTC)."""
    return replace(_evolve(dossier, event, at), last_at=at)


def fold(dossier: Dossier, events: Iterable[e.Event], at: datetime) -> Dossier:
    """The dossier after several events of one instant."""
    for event in events:
        dossier = _evolve(dossier, event, at)
    return replace(dossier, last_at=at)


def _evolve(dossier: Dossier, event: e.Event, at: datetime) -> Dossier:
    match event:
        case e.Submitted():
            return _submitted(dossier, event, at)
        case e.Accepted():
            return _accepted(dossier, event, at)
        case e.IntakeRefused():
            return replace(
                dossier,
                status=Status.REFUSED,
                channel=event.channel or dossier.channel,
                submitted_at=dossier.submitted_at or at,
            )
        case e.OfficerAssigned():
            return replace(dossier, officer=event.officer)
        case e.StepOpened() | e.StepCompleted() | e.BranchArrived() | e.ReturnedToStep():
            return _moved(dossier, event)
        case e.SupplementRequested() | e.SupplementReceived() | e.Extended():
            return _clocked(dossier, event, at)
        case e.Approved():
            return replace(dossier, status=Status.APPROVED, result_number=event.result_number, result_files=event.files)
        case e.Rejected():
            return _ended(dossier, Status.REJECTED, event.late_cause, at)
        case e.Finished():
            return _ended(dossier, Status.FINISHED, event.late_cause, at)
        case e.ResultReturned():
            return replace(
                dossier,
                status=Status.RETURNED,
                returned_at=at,
                delivery=event.delivery,
                fee=event.fee or dossier.fee,
            )
        case _:
            assert_never(event)


def _submitted(dossier: Dossier, event: e.Submitted, at: datetime) -> Dossier:
    return replace(
        dossier,
        status=Status.SUBMITTED,
        channel=event.channel,
        submitted_at=at,
        answer_by=event.answer_by,
        papers=event.papers,
    )


def _accepted(dossier: Dossier, event: e.Accepted, at: datetime) -> Dossier:
    return replace(
        dossier,
        status=Status.ACCEPTED,
        code=event.code,
        channel=event.channel,
        submitted_at=dossier.submitted_at or at,
        accepted_at=at,
        clock_from=at,
        due_at=event.due_at,
        due_original=event.due_at,
        papers=event.papers,
        fee=event.fee,
    )


def _ended(dossier: Dossier, status: Status, cause: LateCause | None, at: datetime) -> Dossier:
    return replace(dossier, status=status, ended_at=at, ended_as=status.value, late_cause=cause, steps=(), arrivals=())


def _moved(dossier: Dossier, event: e.StepOpened | e.StepCompleted | e.BranchArrived | e.ReturnedToStep) -> Dossier:
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
            return replace(
                dossier,
                status=Status.PROCESSING if dossier.status is Status.ACCEPTED else dossier.status,
                steps=_without(dossier.steps, (event.step,)),
            )
        case e.BranchArrived():
            return replace(dossier, arrivals=(*dossier.arrivals, (event.join, event.came_from)))
        case e.ReturnedToStep():
            return replace(
                dossier,
                status=dossier.status if event.signed else Status.PROCESSING,
                steps=_without(dossier.steps, event.undone),
                arrivals=tuple(pair for pair in dossier.arrivals if pair[1] not in event.undone),
                visited=tuple(step for step in dossier.visited if step not in event.undone),
                result_number=dossier.result_number if event.signed else "",
                result_files=dossier.result_files if event.signed else (),
            )
        case _:
            assert_never(event)


def _clocked(
    dossier: Dossier, event: e.SupplementRequested | e.SupplementReceived | e.Extended, at: datetime
) -> Dossier:
    match event:
        case e.SupplementRequested():
            return replace(
                dossier,
                status=Status.AWAITING_SUPPLEMENT,
                due_at=None,
                supplement_requests=dossier.supplement_requests + 1,
                requested=event.papers,
                supplement_reason=event.reason,
                close_on=event.close_on,
                stops=(*dossier.stops, Stop(SUPPLEMENT, at, None, event.legal_basis)),
            )
        case e.SupplementReceived():
            return replace(
                dossier,
                status=Status.PROCESSING,
                clock_from=at,
                due_at=event.due_at,
                stops=(*dossier.stops[:-1], replace(dossier.stops[-1], until=at)),
                steps=event.steps,
                papers=merge_papers(dossier.papers, event.papers),
                requested=(),
                close_on=None,
            )
        case e.Extended():
            return replace(dossier, due_at=event.due_at, extensions=dossier.extensions + 1, late_cause=event.cause)
        case _:
            assert_never(event)


def merge_papers(before: tuple[PaperReceived, ...], more: tuple[PaperReceived, ...]) -> tuple[PaperReceived, ...]:
    """Papers of a dossier after more were handed in: counts add up per component, scans are kept once."""
    merged = {paper.component: paper for paper in before}
    for paper in more:
        old = merged.get(paper.component, PaperReceived(paper.component))
        merged[paper.component] = PaperReceived(
            paper.component,
            old.originals + paper.originals,
            old.copies + paper.copies,
            tuple(dict.fromkeys((*old.scans, *paper.scans))),
        )
    return tuple(merged.values())


def _without(steps: tuple[OpenStep, ...], closed: tuple[str, ...]) -> tuple[OpenStep, ...]:
    return tuple(step for step in steps if step.step not in closed)
