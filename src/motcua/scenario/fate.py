"""When things happen to an invented dossier, so that it falls into the class that the table wants.

All moments are working instants of the agency's calendar. Each draw is tried until the class fits; what cannot fit for
one procedure (no early end within a limit of one day that begins at 7:30) fits for another draw.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from motcua.law.deadline import TimeLimit, due
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.law.worktime import VIETNAM, Calendar


class Fate(StrEnum):
    """Where a dossier stands at the end of the period."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    WITHIN = "within"
    OVERDUE = "overdue"

    @property
    def resolved(self) -> bool:
        """Whether the dossier has ended."""
        return self in (Fate.EARLY, Fate.ON_TIME, Fate.LATE)


@dataclass(frozen=True, slots=True)
class Moments:
    """When a dossier is accepted, asked for a supplement and completed, due, and ended; instants in UTC.

    `completed_at` is None while a supplement is still awaited.
    """

    accepted_at: datetime
    due_at: datetime
    ended_at: datetime | None
    asked_at: datetime | None = None
    completed_at: datetime | None = None

    @property
    def clock_from(self) -> datetime:
        """From when the present limit is counted."""
        return self.completed_at or self.accepted_at


@dataclass(frozen=True, slots=True)
class Span:
    """The period in the calendar of an agency."""

    calendar: Calendar
    period: Period
    rng: random.Random

    def draw(self, fate: Fate, limit: TimeLimit, *, carried: bool, supplement: bool) -> Moments | None:
        """Moments of a dossier of this fate, or None when this draw does not fit."""
        accepted = self._accepted(fate, limit, carried)
        if accepted is None:
            return None
        asked = completed = None
        if supplement:
            asked = self._after(accepted, 60, 2 * self.calendar.standard_day)
            if fate is Fate.WITHIN:
                # still awaited when the period ends: the clock stands still, so the dossier is within its time
                return (
                    Moments(accepted, due(self.calendar, accepted, limit), None, asked)
                    if asked < self.period.end
                    else None
                )
            completed = self._after(asked, self.calendar.standard_day, 4 * self.calendar.standard_day)
            if completed >= self.period.end:
                return None
        due_at = due(self.calendar, completed or accepted, limit)
        ended = self._ended(fate, completed or accepted, due_at) if fate.resolved else None
        moments = Moments(accepted, due_at, ended, asked, completed)
        return moments if self._fits(fate, moments, carried) else None

    def _accepted(self, fate: Fate, limit: TimeLimit, carried: bool) -> datetime | None:
        start, end = self.period.start, self.period.end
        if carried:
            length = due(self.calendar, start, limit) - start
            return self._between(start - length - timedelta(days=3), start)
        if fate is Fate.WITHIN:
            length = due(self.calendar, start, limit) - start
            return self._between(max(start, end - length - timedelta(days=4)), end)
        if fate is Fate.OVERDUE:
            length = due(self.calendar, start, limit) - start
            return self._between(max(start, end - 2 * length - timedelta(days=60)), end)
        return self._between(start, end)

    def _between(self, a: datetime, b: datetime) -> datetime | None:
        minutes = self.calendar.minutes_between(a, b)
        return self.calendar.add_minutes(a, self.rng.randrange(1, minutes)) if minutes > 1 else None

    def _after(self, at: datetime, least: int, most: int) -> datetime:
        return self.calendar.add_minutes(at, self.rng.randrange(least, most + 1))

    def _ended(self, fate: Fate, start: datetime, due_at: datetime) -> datetime | None:
        if fate is Fate.LATE:
            return self._after(due_at, 30, 6 * self.calendar.standard_day)
        morning = _midnight(local(due_at).date())
        if fate is Fate.ON_TIME:
            opening = max(morning, start)
            minutes = self.calendar.minutes_between(opening, due_at)
            return self.calendar.add_minutes(opening, self.rng.randrange(1, minutes + 1)) if minutes else None
        minutes = self.calendar.minutes_between(start, morning)
        if minutes < 30:
            return None
        worked = int(minutes * (0.25 + 0.75 * self.rng.betavariate(2, 1.5)))
        return self.calendar.add_minutes(start, max(worked, 30))

    def _fits(self, fate: Fate, moments: Moments, carried: bool) -> bool:
        start, end = self.period.start, self.period.end
        if (moments.accepted_at < start) is not carried or moments.accepted_at >= end:
            return False
        if fate is Fate.WITHIN:
            return moments.due_at >= end
        if fate is Fate.OVERDUE:
            return moments.due_at < end
        ended, due_at = moments.ended_at, moments.due_at
        if ended is None or not (start <= ended < end) or ended <= moments.clock_from:
            return False
        day, due_day = local(ended).date(), local(due_at).date()
        return {
            Fate.EARLY: day < due_day,
            Fate.ON_TIME: day == due_day and ended <= due_at,
            Fate.LATE: ended > due_at,
        }[fate]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
