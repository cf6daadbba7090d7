"""The plain data a working calendar is built from: sessions, the week, and the exceptions of a year.

All times are those of the clock on the wall in Vietnam (UTC+7, the whole year round), in whole minutes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise

from motcua.law.refusal import Refused

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
"""Vietnamese names of the days, Monday first as in ``date.weekday()``."""

# Vietnam has kept UTC+7 without change since 13/06/1975; earlier years would need the tz database.
FIRST_YEAR, LAST_YEAR = 1976, 2199


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One stretch of office hours of a day, from ``start`` up to ``end``.

    Attributes:
        counts: whether legal time runs. ``False`` for an extra opening, such as a counter on Saturday
            morning: people are served, but no time limit moves.

    Raises:
        Refused: ``session_malformed`` when the end is not after the start or a time has seconds.
    """

    start: time
    end: time
    counts: bool = True

    def __post_init__(self) -> None:
        whole = all(not (t.second or t.microsecond or t.tzinfo) for t in (self.start, self.end))
        if not whole or self.end <= self.start:
            raise Refused(
                "session_malformed",
                f"Ca làm việc {self.start}–{self.end} không hợp lệ: giờ kết thúc phải sau giờ bắt đầu, tính tròn phút.",
            )

    @property
    def minutes(self) -> int:
        """Length in minutes, whether or not legal time runs."""
        return minute_of_day(self.end) - minute_of_day(self.start)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.end:%H:%M}"


Sessions = tuple[Session, ...]


def minute_of_day(at: time) -> int:
    """Minutes from midnight to a time of the day."""
    return at.hour * 60 + at.minute


def counted_minutes(sessions: Iterable[Session]) -> int:
    """Minutes of legal time that run in the sessions of one day."""
    return sum(session.minutes for session in sessions if session.counts)


def _in_order(sessions: Iterable[Session], where: str) -> Sessions:
    ordered = tuple(sorted(sessions))
    for earlier, later in pairwise(ordered):
        if later.start < earlier.end:
            raise Refused(
                "sessions_overlap",
                f"{where}: ca {earlier} và ca {later} chồng lên nhau; hãy sửa lại giờ làm việc.",
            )
    return ordered


class DayKind(StrEnum):
    """In what way a day does not follow the week; the value is the section of a table in which it stands."""

    OFF = "off"
    MAKE_UP = "work"
    HALF = "half"
    CLOSED = "closed"
    COUNTER = "counter"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            DayKind.OFF: "Nghỉ lễ, Tết, hoán đổi",
            DayKind.MAKE_UP: "Làm bù",
            DayKind.HALF: "Làm việc một phần ngày",
            DayKind.CLOSED: "Đóng cửa theo quyết định",
            DayKind.COUNTER: "Mở thêm quầy",
        }[self]


@dataclass(frozen=True, slots=True)
class DayException:
    """A day that does not follow the week: off, a make-up day, a half day, a closure.

    Attributes:
        sessions: office hours of that day in any order; empty when it is off.
        name: what the day is, in Vietnamese: "Tết Nguyên đán".
        source: the document it rests on.

    Raises:
        Refused: ``sessions_overlap``.
    """

    day: date
    sessions: Sessions
    name: str
    source: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "sessions", _in_order(self.sessions, day_title(self.day)))


@dataclass(frozen=True, slots=True)
class YearTable:
    """The approved exceptions of one calendar year.

    Raises:
        Refused: ``year_out_of_range``, ``day_of_other_year`` or ``day_twice``.
    """

    year: int
    exceptions: tuple[DayException, ...]
    source: str

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise Refused("year_out_of_range", f"Lịch làm việc chỉ lập cho các năm {FIRST_YEAR}–{LAST_YEAR}.")
        for exception in self.exceptions:
            if exception.day.year != self.year:
                raise Refused(
                    "day_of_other_year",
                    f"Ngày {exception.day:%d/%m/%Y} không thuộc lịch làm việc năm {self.year}.",
                )
        days = Counter(exception.day for exception in self.exceptions)
        for day, times in days.items():
            if times > 1:
                raise Refused("day_twice", f"Ngày {day:%d/%m/%Y} ghi {times} lần trong lịch năm {self.year}.")


@dataclass(frozen=True, slots=True)
class WeekPattern:
    """Office hours of a normal week, Monday first; a day without sessions is a weekly day off.

    Raises:
        Refused: ``week_malformed`` when there are not seven days or legal time runs on none of them;
            ``sessions_overlap``.
    """

    days: tuple[Sessions, Sessions, Sessions, Sessions, Sessions, Sessions, Sessions]

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise Refused("week_malformed", "Tuần làm việc phải gồm đủ bảy ngày, bắt đầu từ Thứ Hai.")
        ordered = tuple(_in_order(day, name) for day, name in zip(self.days, WEEKDAYS, strict=True))
        object.__setattr__(self, "days", ordered)
        if not any(counted_minutes(day) for day in ordered):
            raise Refused("week_malformed", "Tuần làm việc phải có ít nhất một ca tính thời hạn.")

    @classmethod
    def monday_to_friday(cls, *sessions: Session) -> WeekPattern:
        """The usual office week: the same sessions on five days, Saturday and Sunday off."""
        return cls((sessions, sessions, sessions, sessions, sessions, (), ()))

    @property
    def standard_day(self) -> int:
        """Minutes that "one working day" stands for: those of a normal weekday, not a constant 8 hours.

        Where weekdays differ, the length that most of them have; of equally frequent ones the longest.
        """
        lengths = Counter(minutes for day in self.days if (minutes := counted_minutes(day)))
        return max(lengths, key=lambda minutes: (lengths[minutes], minutes))


def require_fit(exception: DayException, kind: DayKind, week: WeekPattern) -> None:
    """Make sure that a day is what it is said to be, against the week that it departs from.

    Raises:
        Refused: ``day_off_already`` for a day off, half day or closure on a weekly day off; ``working_day_already``
            for a make-up day that is a working day; ``not_a_half_day`` when not fewer minutes run than usual;
            ``counter_counts`` when legal time runs in an extra opening; ``no_sessions``.
    """
    usual, day = counted_minutes(week.days[exception.day.weekday()]), day_title(exception.day)
    minutes = counted_minutes(exception.sessions)
    if kind in (DayKind.OFF, DayKind.HALF, DayKind.CLOSED) and not usual:
        raise Refused("day_off_already", f"{day} vốn là ngày nghỉ hằng tuần, không ghi là ngày nghỉ nữa.", "day")
    if kind is DayKind.MAKE_UP and minutes >= usual > 0:
        raise Refused("working_day_already", f"{day} vốn là ngày làm việc, không thể là ngày làm bù.", "day")
    if kind is not DayKind.OFF and kind is not DayKind.CLOSED and not exception.sessions:
        raise Refused("no_sessions", f"{day}: hãy ghi giờ làm việc, ví dụ 07:30-11:30.", "hours")
    if kind is DayKind.MAKE_UP and not minutes:
        raise Refused("no_sessions", f"{day}: ngày làm bù phải có ca tính thời hạn.", "hours")
    if kind in (DayKind.HALF, DayKind.CLOSED) and (minutes >= usual or (kind is DayKind.HALF and not minutes)):
        raise Refused(
            "not_a_half_day",
            f"{day}: giờ làm việc phải ít hơn giờ của ngày thường ({usual} phút tính thời hạn).",
            "hours",
        )
    if kind is DayKind.COUNTER and minutes != usual:
        raise Refused("counter_counts", f"{day}: giờ mở thêm quầy không được tính thời hạn.", "hours")


def day_title(day: date) -> str:
    """A day as documents write it: "Thứ Hai 16/02/2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"
