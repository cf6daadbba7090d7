"""A slow and obvious second computation of legal time: it looks at every minute, or every day, in turn.

It shares nothing with the calendar but the tables of sessions; local times are naive here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_CEILING, Decimal

from motcua.law.deadline import Counting, TimeLimit, Unit
from motcua.law.worktime import WeekPattern, YearTable

MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)


class UnknownYear(Exception):
    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class Oracle:
    def __init__(self, week: WeekPattern, tables: Iterable[YearTable]) -> None:
        self.week = week
        self.tables = {table.year: {row.day: row.sessions for row in table.exceptions} for table in tables}
        self._running: dict[date, frozenset[int]] = {}

    def running_minutes(self, day: date) -> frozenset[int]:
        """The minutes of that day during which legal time runs."""
        if day not in self._running:
            if day.year not in self.tables:
                raise UnknownYear(day.year)
            sessions = self.tables[day.year].get(day, self.week.days[day.weekday()])
            self._running[day] = frozenset(
                minute
                for session in sessions
                if session.counts
                for minute in range(
                    session.start.hour * 60 + session.start.minute, session.end.hour * 60 + session.end.minute
                )
            )
        return self._running[day]

    def runs(self, moment: datetime) -> bool:
        """Whether legal time runs in the minute that begins at a local moment."""
        return moment.hour * 60 + moment.minute in self.running_minutes(moment.date())

    def first(self, moment: datetime) -> datetime:
        while not self.runs(moment):
            moment += MINUTE
        return moment

    def after(self, moment: datetime, minutes: int) -> datetime:
        moment = self.first(moment)
        while minutes:
            minutes -= self.runs(moment)
            moment += MINUTE
        return moment

    def between(self, a: datetime, b: datetime) -> int:
        self.runs(a), self.runs(b)
        count = 0
        while a < b:
            count += self.runs(a)
            a += MINUTE
        return count

    def closing(self, day: date) -> datetime:
        return datetime.combine(day, time()) + (max(self.running_minutes(day)) + 1) * MINUTE

    def next_open(self, day: date) -> date:
        while not self.running_minutes(day):
            day += ONE_DAY
        return day

    def due(self, moment: datetime, limit: TimeLimit, standard_day: int) -> datetime:
        start = self.first(moment)
        if limit.unit is Unit.WORKING_HOUR:
            return self.after(moment, _rounded_up(limit.value * 60))
        if limit.unit is Unit.WORKING_DAY and limit.counting is Counting.EXACT:
            return self.after(moment, _rounded_up(limit.value * standard_day))
        if limit.unit is Unit.WORKING_DAY:
            return self.closing(self._working_days_later(start.date(), int(limit.value)))
        if limit.unit is Unit.SAME_DAY:
            late = limit.cutoff is not None and moment >= datetime.combine(start.date(), limit.cutoff)
            return self.closing(self._working_days_later(start.date(), int(late)))
        last = self._last_day(start.date(), limit)
        day = start.date()
        while day <= last:  # every year on the way must be approved
            self.running_minutes(day)
            day += ONE_DAY
        return self.closing(self.next_open(last))

    def _working_days_later(self, day: date, n: int) -> date:
        while n:
            day = self.next_open(day + ONE_DAY)
            n -= 1
        return day

    def _last_day(self, start: date, limit: TimeLimit) -> date:
        if limit.unit is Unit.CALENDAR_DAY:
            return start + int(limit.value) * ONE_DAY
        year, month = start.year, start.month
        for _ in range(int(limit.value)):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day = start.day
        while True:
            try:
                return date(year, month, day)
            except ValueError:
                day -= 1


def _rounded_up(minutes: Decimal) -> int:
    return int(minutes.to_integral_value(ROUND_CEILING))
