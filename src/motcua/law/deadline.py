"""Due dates: from acceptance and a time limit to the instant at which the result is owed.

Source: the table of vectors agreed for the system, Bộ luật Dân sự 2015 Đ147–148, and what centres print on
the receipt (hour and day). `docs/explanation/due-date.md` works through the cases.
"""

from __future__ import annotations

from datetime import datetime

from motcua.law.explain import DayUsed, Explanation, explain
from motcua.law.limit import Counting, TimeLimit, Unit, due_minute
from motcua.law.worktime import Calendar, from_local_minute, local_minute

__all__ = [
    "Counting",
    "DayUsed",
    "Explanation",
    "TimeLimit",
    "Unit",
    "due",
    "explain",
    "in_words",
    "remaining",
]


def due(calendar: Calendar, start: datetime, limit: TimeLimit) -> datetime:
    """The earliest instant, in UTC, at which the time limit has run.

    Args:
        calendar: the calendar of the agency, as pinned on the dossier.
        start: acceptance, aware, any zone; seconds are dropped. Time starts to run at the first working
            instant at or after it, whatever the unit.
        limit: working hours and exactly counted working days run to the minute; all others end with the
            office hours of their last day, or of the next working day when that is off.

    Raises:
        CalendarNotApproved: the answer needs a year that was not approved.
        TypeError: `start` is naive.
    """
    return from_local_minute(due_minute(calendar, local_minute(start), limit))


def remaining(calendar: Calendar, now: datetime, due: datetime) -> int:
    """Working minutes left until `due`; negative when overdue.

    In the hours between two sessions the figure stands still, so 0 does not tell whether `due` has passed:
    compare the instants for that.
    """
    return calendar.minutes_between(now, due)


def in_words(minutes: int, standard_day: int) -> str:
    """A span of working time as people say it: "2 ngày 3 giờ", "3 giờ 20 phút", "0 phút".

    Args:
        minutes: working minutes; the sign is not shown, since "còn" or "quá" goes before.
        standard_day: working minutes of a day in that calendar.

    From one day on, minutes are left out (rounded down).
    """
    days, rest = divmod(abs(minutes), standard_day)
    hours, rest = divmod(rest, 60)
    parts = [(days, "ngày"), (hours, "giờ"), (0 if days else rest, "phút")]
    return " ".join(f"{number} {name}" for number, name in parts if number) or "0 phút"
