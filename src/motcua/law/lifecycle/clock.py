"""The due date of a dossier and of its steps: one computation for promising, moving, explaining and checking them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from motcua.law.deadline import Counting, TimeLimit, Unit, due
from motcua.law.lifecycle.rules import Rules
from motcua.law.lifecycle.state import Dossier, OpenStep, Shift, ShiftKind
from motcua.law.moments import local
from motcua.law.process import Process
from motcua.law.worktime import Calendar

_BY_DAYS = frozenset({Unit.CALENDAR_DAY, Unit.MONTH})


def due_of(clock_from: datetime, limit: TimeLimit, shifts: Iterable[Shift], calendar: Calendar) -> datetime:
    """The instant at which `limit` has run since `clock_from` (UTC), moved by each shift in turn."""
    due_at = due(calendar, clock_from, limit)
    for shift in shifts:
        due_at = shifted(due_at, shift, limit, calendar)
    return due_at


def shifted(due_at: datetime, shift: Shift, limit: TimeLimit, calendar: Calendar) -> datetime:
    """A due date moved by one shift.

    A stop moves it by the working time for which the clock stood; where the limit ends with a day's office hours, so
    does the moved date. An extension moves it by its working days.
    """
    if shift.kind is ShiftKind.EXTENSION:
        if not shift.working_days:  # logged before the days were
            return later_by(due_at, calendar.minutes_between(shift.since, shift.until), calendar)
        return due(calendar, due_at, TimeLimit(shift.working_days, Unit.WORKING_DAY))
    moved = later_by(due_at, calendar.minutes_between(shift.since, shift.until), calendar)
    if moved != due_at and (limit.unit in _BY_DAYS or limit.counting is Counting.WHOLE_DAYS):
        return calendar.end_of_office(local(moved).date())
    return moved


def later_by(at: datetime, minutes: int, calendar: Calendar) -> datetime:
    """The instant at which so many working minutes have run since `at`; `at` itself for none."""
    return calendar.add_minutes(at, minutes) if minutes else at


def dossier_due(dossier: Dossier, shifts: Iterable[Shift], rules: Rules) -> datetime:
    """The due date of an accepted dossier, as these shifts and the calendar of the rules give it."""
    assert dossier.clock_from is not None and dossier.channel is not None
    return due_of(dossier.clock_from, rules.procedure.limit_for(dossier.channel), shifts, rules.calendar)


def step_due(step: OpenStep, process: Process, shifts: Iterable[Shift], calendar: Calendar) -> datetime | None:
    """The due instant of an open step: its budget since it opened, and the stops since then; None without a budget."""
    budget = process.step(step.step).budget
    if not budget:
        return None
    due_at = calendar.add_minutes(step.opened_at, budget)
    for shift in shifts:
        if shift.kind is ShiftKind.STOP and shift.since >= step.opened_at:
            due_at = later_by(due_at, calendar.minutes_between(shift.since, shift.until), calendar)
    return due_at
