"""The working calendar: when legal time runs, and adding and measuring it.

A calendar is built once from the week and the approved years into sorted lists of sessions with the working
minutes that precede each; adding time and measuring it are then two binary searches.

Instants go in as aware datetimes of any zone and come out in UTC, in whole minutes (seconds are dropped).
Inside, an instant is a *local minute*: minutes since 01/01/1970 00:00 in Vietnam. Vietnam is a fixed UTC+7
for all years a calendar may have, so no time-zone table is looked up.

A year that is not approved is never guessed. Each stretch of such years stands in the lists as one endless
session, so that whatever needs it lands there and is refused, whether it starts in it, ends in it or
crosses it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

from motcua.law.refusal import Refused
from motcua.law.timetable import (
    DayException,
    Session,
    Sessions,
    WeekPattern,
    YearTable,
    counted_minutes,
    day_title,
    minute_of_day,
)

__all__ = [
    "VIETNAM",
    "Calendar",
    "CalendarNotApproved",
    "DayException",
    "Session",
    "WeekPattern",
    "YearTable",
    "from_local_minute",
    "local_minute",
]

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
DAY = 24 * 60
ENDLESS = 10**12
"""Working minutes given to a stretch of unapproved years: more than any limit can cross."""

_ZERO = datetime(1970, 1, 1, tzinfo=VIETNAM).astimezone(UTC)
_ZERO_DAY = date(1970, 1, 1).toordinal()
_BEFORE_ALL = -4_000_000  # an epoch day before every date that Python knows


class CalendarNotApproved(Refused):
    """The answer depends on a year whose working calendar has not been approved.

    Attributes:
        year: the first such year.
    """

    def __init__(self, year: int) -> None:
        super().__init__(
            "calendar_not_approved",
            f"Lịch làm việc năm {year} chưa được phê duyệt nên chưa tính được thời hạn; "
            f"hãy đề nghị quản trị hệ thống phê duyệt lịch năm {year}.",
        )
        self.year = year


def local_minute(at: datetime) -> int:
    """An aware instant as minutes since 01/01/1970 00:00 in Vietnam, seconds dropped.

    Raises:
        TypeError: the datetime is naive.
    """
    since = at - _ZERO
    return since.days * DAY + since.seconds // 60


def from_local_minute(minute: int) -> datetime:
    """A local minute as an instant in UTC."""
    return _ZERO + timedelta(minutes=minute)


def epoch_day(day: date) -> int:
    """Days since 01/01/1970."""
    return day.toordinal() - _ZERO_DAY


def from_epoch_day(number: int) -> date:
    """The date that is `number` days after 01/01/1970."""
    return date.fromordinal(number + _ZERO_DAY)


@dataclass(slots=True)
class Lines:
    """The sorted lists of a calendar, shared with the bulk computation.

    A stretch of unapproved years is one entry in both groups: an endless session starting on its first
    midnight, and a day (its first) whose `next_gap` is itself.

    Attributes:
        starts, ends: local minutes of each session in which legal time runs.
        before, after: working minutes from the beginning of the calendar to its start and end.
        gaps: index of a session that stands for unapproved years → the first of them.
        days: epoch days on which legal time runs.
        closing: local minute at which the last session of that day ends.
        next_gap: index in `days` of the next stretch of unapproved years.
        gap_days: epoch day on which each such stretch begins.
    """

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    gaps: dict[int, int] = field(default_factory=dict)
    days: list[int] = field(default_factory=list)
    closing: list[int] = field(default_factory=list)
    next_gap: list[int] = field(default_factory=list)
    gap_days: list[int] = field(default_factory=list)

    def add_session(self, start: int, minutes: int) -> None:
        worked = self.after[-1] if self.after else 0
        self.starts.append(start)
        self.ends.append(start + minutes)
        self.before.append(worked)
        self.after.append(worked + minutes)

    def add_day(self, number: int, sessions: Sessions) -> None:
        counted = [session for session in sessions if session.counts]
        if not counted:
            return
        for session in counted:
            self.add_session(number * DAY + minute_of_day(session.start), session.minutes)
        self.days.append(number)
        self.closing.append(self.ends[-1])

    def add_gap(self, number: int, year: int) -> None:
        self.gaps[len(self.starts)] = year
        self.add_session(number * DAY, ENDLESS)
        index = len(self.days)
        self.next_gap.extend([index] * (index + 1 - len(self.next_gap)))
        self.days.append(number)
        self.closing.append(number * DAY)
        self.gap_days.append(number)


class Calendar:
    """When legal time runs, for the years that were approved.

    Every method raises `CalendarNotApproved` when its answer needs another year. A result that falls due
    within the approved years is given even on their last day.

    Attributes:
        standard_day: minutes that "one working day" stands for (see `WeekPattern.standard_day`).
        years: the approved years, ascending.
        version: the number of its approval, set by whoever keeps it; 0 where nobody counts.
        lines: the sorted lists, for `law.bulk`; not to be changed.
    """

    def __init__(self, week: WeekPattern, years: Iterable[YearTable]) -> None:
        """Build the calendar; some milliseconds, so keep it.

        Raises:
            Refused: ``year_twice`` when a year has two tables.
        """
        tables = sorted(years, key=lambda table: table.year)
        self.week = week
        self.years = tuple(table.year for table in tables)
        for earlier, later in pairwise(self.years):
            if earlier == later:
                raise Refused("year_twice", f"Lịch làm việc năm {later} có hai bảng; chỉ được giữ một bảng.")
        self.standard_day = week.standard_day
        self.version = 0
        self._approved = frozenset(self.years)
        self._exceptions = {exception.day: exception for table in tables for exception in table.exceptions}
        self.lines = self._lay_out()

    def _lay_out(self) -> Lines:
        lines = Lines()
        lines.add_gap(_BEFORE_ALL, self.years[0] - 1 if self.years else 1)
        for year in self.years:
            new_year, next_year = epoch_day(date(year, 1, 1)), epoch_day(date(year + 1, 1, 1))
            if year - 1 not in self._approved:
                lines.add_session(new_year * DAY, 0)  # ends the unapproved years before it
            for number in range(new_year, next_year):
                lines.add_day(number, self.sessions_on(from_epoch_day(number)))
            if year + 1 not in self._approved:
                lines.add_gap(next_year, year + 1)
        return lines

    # Days

    def exception_on(self, day: date) -> DayException | None:
        """The entry of the approved table about this day, if there is one."""
        if day.year not in self._approved:
            raise CalendarNotApproved(day.year)
        return self._exceptions.get(day)

    def sessions_on(self, day: date) -> Sessions:
        """Office hours of a local day in order, those included in which legal time does not run."""
        exception = self.exception_on(day)
        return self.week.days[day.weekday()] if exception is None else exception.sessions

    def is_working_day(self, day: date) -> bool:
        """Whether legal time runs on that local day."""
        return counted_minutes(self.sessions_on(day)) > 0

    def why_off(self, day: date) -> str | None:
        """Why legal time does not run that day ("Tết Nguyên đán"); `None` when it does."""
        if self.is_working_day(day):
            return None
        exception = self.exception_on(day)
        return "ngày nghỉ hằng tuần" if exception is None else exception.name

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`, which itself may be off."""
        after = 1 if self.is_working_day(day) else 0
        return from_epoch_day(self.lines.days[self._day_at(epoch_day(day), after)])

    def end_of_office(self, day: date) -> datetime:
        """The instant at which the last session of a working day ends.

        Raises:
            Refused: ``day_off`` when legal time does not run that day.
        """
        if not self.is_working_day(day):
            raise Refused("day_off", f"{day_title(day)} là ngày nghỉ ({self.why_off(day)}), không có giờ làm việc.")
        return from_local_minute(self.closing(epoch_day(day)))

    # Instants

    def first_working_instant(self, at: datetime) -> datetime:
        """The first instant from `at` on at which legal time runs: opening is one, closing is not."""
        return from_local_minute(self.first_minute(local_minute(at)))

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """The earliest instant at which `minutes` of legal time have run since `start`.

        The end of a session comes before the beginning of the next: 07:30 and a whole day give 17:00 of the
        same day. No minutes at all give the first working instant.

        Raises:
            ValueError: `minutes` is negative.
        """
        return from_local_minute(self.minute_after(local_minute(start), minutes))

    def minutes_between(self, a: datetime, b: datetime) -> int:
        """Minutes of legal time from `a` to `b`; negative when `b` comes before `a`."""
        return self.worked(local_minute(a), local_minute(b))

    def add_working_days(self, at: datetime, n: int) -> datetime:
        """The end of office hours of the `n`-th working day after the day on which time starts to run.

        The day of the start is the day of the first working instant and is not counted (Bộ luật Dân sự 2015
        Đ147.2); no days at all give its end.

        Raises:
            ValueError: `n` is negative.
        """
        first = self.first_minute(local_minute(at))
        return from_local_minute(self.closing(first // DAY, n))

    # The same in local minutes and epoch days: what the others are made of

    def first_minute(self, at: int) -> int:
        """`first_working_instant` in local minutes."""
        lines = self.lines
        index = bisect_right(lines.starts, at) - 1
        if index in lines.gaps:
            raise CalendarNotApproved(from_epoch_day(at // DAY).year)
        if at < lines.ends[index]:
            return at
        index += 1
        if index in lines.gaps:
            raise CalendarNotApproved(lines.gaps[index])
        return lines.starts[index]

    def minute_after(self, start: int, minutes: int) -> int:
        """`add_minutes` in local minutes."""
        if minutes <= 0:
            if minutes:
                raise ValueError("minutes must not be negative")
            return self.first_minute(start)
        lines = self.lines
        index = bisect_right(lines.starts, start) - 1
        gaps = lines.gaps
        if index in gaps:
            raise CalendarNotApproved(from_epoch_day(start // DAY).year)
        end = lines.ends[index]
        worked = lines.after[index] + minutes
        if start < end:
            worked -= end - start
            if worked <= lines.after[index]:  # within the session it starts in
                return start + minutes
        # bisect_left: of two sessions that meet at this many minutes, the end of the earlier one
        index = bisect_left(lines.after, worked, index)
        if index in gaps:
            raise CalendarNotApproved(gaps[index])
        return lines.ends[index] - (lines.after[index] - worked)

    def worked(self, a: int, b: int) -> int:
        """`minutes_between` in local minutes."""
        minutes = self._worked_until(b) - self._worked_until(a)
        if not -ENDLESS < minutes < ENDLESS:
            later = bisect_right(self.lines.gap_days, min(a, b) // DAY)
            raise CalendarNotApproved(from_epoch_day(self.lines.gap_days[later]).year)
        return minutes

    def _worked_until(self, at: int) -> int:
        lines = self.lines
        index = bisect_right(lines.starts, at) - 1
        if index in lines.gaps:
            raise CalendarNotApproved(from_epoch_day(at // DAY).year)
        end = lines.ends[index]
        return lines.after[index] - (end - at if at < end else 0)

    def closing(self, number: int, n: int = 0) -> int:
        """Local minute at which the office closes on the `n`-th working day after an epoch day.

        When that day, which must be of an approved year, is off, the first working day after it takes its
        place before counting.
        """
        return self.lines.closing[self._day_at(number, n)]

    def refuse_between(self, first: int, last: int) -> None:
        """Raise `CalendarNotApproved` when unapproved years begin between two epoch days, both included."""
        gap_days = self.lines.gap_days
        later = bisect_right(gap_days, first)
        if later < len(gap_days) and gap_days[later] <= last:
            raise CalendarNotApproved(from_epoch_day(gap_days[later]).year)

    def _day_at(self, number: int, n: int) -> int:
        """Index in `lines.days` of the day `n` working days after an epoch day, as `closing` counts them."""
        if n < 0:
            raise ValueError("the number of days must not be negative")
        lines = self.lines
        index = bisect_left(lines.days, number)
        gap = lines.next_gap[index]
        if index + n >= gap:
            raise CalendarNotApproved(from_epoch_day(lines.days[gap]).year)
        return index + n
