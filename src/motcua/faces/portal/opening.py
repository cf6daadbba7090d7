"""When the centre is open, out of its work calendar; pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from motcua.law.moments import local
from motcua.law.timetable import WEEKDAYS, Sessions
from motcua.law.worktime import Calendar, CalendarNotApproved

LOOK_AHEAD = 120
"""Days that are looked through for the next closures."""
MOST_CHANGES = 2


@dataclass(frozen=True, slots=True)
class Change:
    """Days that differ from the week: closed for a holiday, or open on a day that is off as a rule.

    Attributes:
        reopens: the first open day after a closure; None for a day that is open.
        words: what the days are.
    """

    first: date
    last: date
    words: str
    reopens: date | None


@dataclass(frozen=True, slots=True)
class Opening:
    """Opening hours as the home page tells them.

    Attributes:
        today: sessions of the present local day.
        until: local end of the session that runs now; None while the centre is closed.
        next_opening: local start of the next session, when the centre is closed; None when unknown.
        why_closed: why the whole day is off, "" on an open day.
        week: name of days and their sessions, such as “Thứ Hai – Thứ Sáu”.
    """

    today: Sessions
    until: datetime | None
    next_opening: datetime | None
    why_closed: str
    week: tuple[tuple[str, Sessions], ...]
    changes: tuple[Change, ...]


def opening(calendar: Calendar, now: datetime) -> Opening | None:
    """Opening hours at an instant; None when the calendar of that year is not approved."""
    here = local(now)
    try:
        today = calendar.sessions_on(here.date())
        why = "" if today else calendar.why_off(here.date()) or ""
    except CalendarNotApproved:
        return None
    running = next((s for s in today if s.start <= here.time() < s.end), None)
    return Opening(
        today=today,
        until=datetime.combine(here, running.end, here.tzinfo) if running else None,
        next_opening=None if running else _next_opening(calendar, here),
        why_closed=why,
        week=_week(calendar.week.days),
        changes=tuple(_changes(calendar, here.date()))[:MOST_CHANGES],
    )


def _next_opening(calendar: Calendar, here: datetime) -> datetime | None:
    for day, sessions in _days(calendar, here.date()):
        for session in sessions:
            start = datetime.combine(day, session.start, here.tzinfo)
            if start > here:
                return start
    return None


def _days(calendar: Calendar, first: date) -> Iterator[tuple[date, Sessions]]:
    """Days from `first` on with their sessions, as far as calendars are approved."""
    for ahead in range(LOOK_AHEAD):
        day = first + timedelta(days=ahead)
        try:
            yield day, calendar.sessions_on(day)
        except CalendarNotApproved:
            return


def _changes(calendar: Calendar, today: date) -> Iterator[Change]:
    """What differs from the week after today; a closure includes the weekend it touches."""
    runs = groupby(_days(calendar, today + timedelta(days=1)), key=lambda found: bool(found[1]))
    for is_open, run in runs:
        days = [day for day, _sessions in run]
        unusual = [(day, exception) for day in days if (exception := calendar.exception_on(day))]
        if is_open:
            yield from (Change(day, day, exception.name, None) for day, exception in unusual)
        elif unusual:
            names = dict.fromkeys(exception.name for _day, exception in unusual)
            yield Change(days[0], days[-1], ", ".join(names), days[-1] + timedelta(days=1))


def _week(days: tuple[Sessions, ...]) -> tuple[tuple[str, Sessions], ...]:
    """The week with neighbouring days of the same hours told together; days off are left out."""
    told = []
    for sessions, run in groupby(range(7), key=lambda number: days[number]):
        numbers = list(run)
        if sessions:
            names = [WEEKDAYS[numbers[0]], *([WEEKDAYS[numbers[-1]]] if len(numbers) > 1 else [])]
            told.append((" – ".join(names), sessions))
    return tuple(told)
