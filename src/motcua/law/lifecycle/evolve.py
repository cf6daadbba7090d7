"""How each event changes the state of a dossier. No rule is asked here: events carry their results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.asking import answered
from motcua.law.lifecycle.evolve_clock import extended, ran_again, stood
from motcua.law.lifecycle.evolve_work import moved
from motcua.law.lifecycle.state import Correction, Dossier, LateCause, Status


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
        case e.Submitted() | e.Accepted() | e.Guided() | e.IntakeRefused():
            return _came_in(dossier, event, at)
        case e.OfficerAssigned():
            return replace(dossier, officer=event.officer)
        case e.StepOpened() | e.StepCompleted() | e.BranchArrived() | e.ReturnedToStep() | e.Recalled() | e.StepSeen():
            return moved(dossier, event)
        case e.SupplementRequested() | e.PaymentRequested() | e.Paused():
            return stood(dossier, event, at)
        case e.SupplementReceived() | e.PaymentConfirmed() | e.Resumed():
            return ran_again(dossier, event, at)
        case e.Extended():
            return extended(dossier, event)
        case e.Consulted():
            return replace(dossier, consultations=(*dossier.consultations, event.consultation))
        case e.Answered():
            return answered(dossier, event, at)
        case e.NoteAdded():
            return dossier
        case e.DueRecomputed():
            return replace(dossier, due_at=event.due_at, steps=event.steps)
        case e.ProcessChanged():
            return replace(dossier, steps=event.steps, visited=event.visited, arrivals=event.arrivals, sent=())
        case _:
            return _towards_the_end(dossier, event, at)


def _came_in(dossier: Dossier, event: e.Submitted | e.Accepted | e.Guided | e.IntakeRefused, at: datetime) -> Dossier:
    submitted_at = dossier.submitted_at or at
    match event:
        case e.Submitted():
            return replace(
                dossier,
                status=Status.SUBMITTED,
                channel=event.channel,
                submitted_at=submitted_at,
                answer_by=event.answer_by,
                papers=event.papers,
                guided=False,
                requested=(),
            )
        case e.Guided():
            return replace(
                dossier,
                status=Status.SUBMITTED,
                channel=event.channel or dossier.channel,
                submitted_at=submitted_at,
                answer_by=None,
                guided=True,
                requested=event.papers,
                supplement_reason=event.reason,
            )
        case e.IntakeRefused():
            channel = event.channel or dossier.channel
            return replace(dossier, status=Status.REFUSED, channel=channel, submitted_at=submitted_at)
        case e.Accepted():
            return _accepted(dossier, event, at)
        case _:
            assert_never(event)


def _accepted(dossier: Dossier, event: e.Accepted, at: datetime) -> Dossier:
    """The first promise is made, and the clock runs."""
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
        guided=False,
        requested=(),
    )


_LateEvent = (
    e.Approved
    | e.Rejected
    | e.Finished
    | e.ResultReturned
    | e.StopAsked
    | e.Stopped
    | e.CorrectionAsked
    | e.CorrectionDecided
    | e.ResultCorrected
)


def _towards_the_end(dossier: Dossier, event: _LateEvent, at: datetime) -> Dossier:
    match event:
        case e.Approved():
            return replace(dossier, status=Status.APPROVED, result_number=event.result_number, result_files=event.files)
        case e.Rejected():
            return _ended(dossier, Status.REJECTED, event.late_cause, at)
        case e.Finished():
            return _ended(dossier, Status.FINISHED, event.late_cause, at)
        case e.ResultReturned():
            fee = event.fee or dossier.fee
            return replace(dossier, status=Status.RETURNED, returned_at=at, delivery=event.delivery, fee=fee)
        case e.StopAsked():
            return replace(dossier, stop_asked_at=at)
        case e.Stopped():
            ended = _ended(dossier, Status.STOPPED, event.late_cause, at)
            stops = tuple(replace(stop, until=stop.until or at) for stop in dossier.stops)
            return replace(ended, stop_reason=event.reason, stops=stops, requested=(), close_on=None)
        case e.CorrectionAsked():
            return replace(dossier, correction=Correction(event.true_at, event.evidence, event.by, at))
        case e.CorrectionDecided():
            return replace(dossier, correction=None, ended_actual=event.true_at if event.agreed else None)
        case e.ResultCorrected():
            files = event.files or dossier.result_files
            return replace(dossier, result_number=event.result_number, result_files=files)
        case _:
            assert_never(event)


def _ended(dossier: Dossier, status: Status, cause: LateCause | None, at: datetime) -> Dossier:
    return replace(
        dossier,
        status=status,
        ended_at=at,
        ended_as=status.value,
        late_cause=cause,
        steps=(),
        arrivals=(),
        sent=(),
    )
