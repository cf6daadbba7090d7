"""How the state changes when the clock stops, runs again, or is moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import assert_never

from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import Dossier, Fee, Money, PaperReceived, Shift, ShiftKind, Status, Stop

SUPPLEMENT = "supplement"
PAYMENT = "payment"
"""Causes of a stop besides those for which a regime lets the agency pause."""


def stood(dossier: Dossier, event: e.SupplementRequested | e.PaymentRequested | e.Paused, at: datetime) -> Dossier:
    """The dossier after its clock was stopped."""
    match event:
        case e.SupplementRequested():
            return replace(
                _stopped(dossier, Status.AWAITING_SUPPLEMENT, Stop(SUPPLEMENT, at, None, event.legal_basis)),
                supplement_requests=dossier.supplement_requests + 1,
                requested=event.papers,
                supplement_reason=event.reason,
                close_on=event.close_on,
            )
        case e.PaymentRequested():
            return replace(
                _stopped(dossier, Status.AWAITING_PAYMENT, Stop(PAYMENT, at, None, event.basis)),
                fee=Fee(event.amount, Money.OWED),
            )
        case e.Paused():
            return _stopped(dossier, Status.PAUSED, Stop(event.cause, at, None, event.basis))
        case _:
            assert_never(event)


def _stopped(dossier: Dossier, status: Status, stop: Stop) -> Dossier:
    return replace(dossier, status=status, due_at=None, stops=(*dossier.stops, stop), sent=())


def ran_again(dossier: Dossier, event: e.SupplementReceived | e.PaymentConfirmed | e.Resumed, at: datetime) -> Dossier:
    """The dossier after its clock was set going again."""
    stop = dossier.stops[-1]
    running = replace(
        dossier,
        status=Status.PROCESSING,
        due_at=event.due_at,
        stops=(*dossier.stops[:-1], replace(stop, until=at)),
        shifts=(*dossier.shifts, Shift(ShiftKind.STOP, stop.since, at)),
        steps=event.steps,
    )
    match event:
        case e.SupplementReceived():
            filled = replace(running, papers=merge_papers(dossier.papers, event.papers), requested=(), close_on=None)
            return replace(filled, clock_from=at, shifts=()) if event.restarted else filled
        case e.PaymentConfirmed():
            return replace(running, fee=Fee(event.amount, Money.PAID))
        case e.Resumed():
            return running
        case _:
            assert_never(event)


def extended(dossier: Dossier, event: e.Extended) -> Dossier:
    """The dossier after its due date was moved with an apology."""
    shift = Shift(ShiftKind.EXTENSION, event.due_before, event.due_at, event.working_days or Decimal(0))
    return replace(
        dossier,
        due_at=event.due_at,
        extensions=dossier.extensions + 1,
        late_cause=event.cause,
        shifts=(*dossier.shifts, shift),
    )


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
