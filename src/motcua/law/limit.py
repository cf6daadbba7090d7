"""A time limit as procedures state it, and where it ends in a calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from motcua.law.refusal import Refused
from motcua.law.timetable import minute_of_day
from motcua.law.worktime import DAY, Calendar, epoch_day, from_epoch_day

LONGEST_YEARS = 5
"""No limit is longer than this; it keeps typing errors out, such as a limit of ten years."""


class Unit(StrEnum):
    """In what a time limit is counted."""

    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    SAME_DAY = "same_day"

    @property
    def label(self) -> str:
        """Its name in Vietnamese."""
        return _LABELS[self]


LONGEST = {
    Unit.WORKING_HOUR: 10_000,
    Unit.WORKING_DAY: 1_250,
    Unit.CALENDAR_DAY: 1_826,
    Unit.MONTH: 60,
    Unit.SAME_DAY: 1,
}
"""`LONGEST_YEARS` in each unit."""

_LABELS = {
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.CALENDAR_DAY: "ngày",
    Unit.MONTH: "tháng",
    Unit.SAME_DAY: "trong ngày",
}


class Counting(StrEnum):
    """How working days are counted; other units are not concerned."""

    EXACT = "exact"
    """to the minute from the start: what centres print on the receipt"""
    WHOLE_DAYS = "whole_days"
    """to the end of the n-th working day, the first day not counted (Bộ luật Dân sự 2015 Đ147.2)"""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit: a value and its unit.

    Zero is allowed and means "at once": the first working instant for limits counted to the minute, the end
    of office hours of the day of the start for limits counted in days or months.

    Attributes:
        value: may have decimals ("2.5") for working hours and for working days counted to the minute; time
            below a minute is rounded up, so that nobody has less than the law gives. For `same_day` 0 or 1,
            which mean the same.
        counting: read for working days only.
        cutoff: for `same_day` only; what is accepted at or after this hour (local time) is due at the end of
            the next working day.

    Raises:
        Refused: ``limit_malformed``, field ``value`` or ``cutoff``.
    """

    value: Decimal
    unit: Unit
    counting: Counting = Counting.EXACT
    cutoff: time | None = None
    to_the_minute: bool = field(init=False, repr=False, compare=False)
    """Whether the limit is a number of working minutes rather than of days or months."""
    _ratio: tuple[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "value", Decimal(self.value))
        put(self, "unit", Unit(self.unit))
        put(self, "counting", Counting(self.counting))
        exact_days = self.unit is Unit.WORKING_DAY and self.counting is Counting.EXACT
        put(self, "to_the_minute", exact_days or self.unit is Unit.WORKING_HOUR)
        self._check()
        put(self, "_ratio", self.value.as_integer_ratio())

    def _check(self) -> None:
        if not (self.value.is_finite() and self.value >= 0):
            raise Refused("limit_malformed", "Thời hạn phải là một số không âm.", "value")
        if not self.to_the_minute and self.value % 1:
            raise Refused("limit_malformed", f"Thời hạn tính theo “{self.unit.label}” phải là số nguyên.", "value")
        if self.unit is Unit.SAME_DAY and self.value > 1:
            raise Refused("limit_malformed", "Thời hạn trong ngày không có số ngày lớn hơn 1.", "value")
        if self.value > (most := LONGEST[self.unit]):
            raise Refused(
                "limit_malformed",
                f"Thời hạn {self.label} là quá dài: hệ thống nhận thời hạn đến {LONGEST_YEARS} năm"
                f" ({vietnamese(Decimal(most))} {self.unit.label}); hãy xem lại quyết định công bố thủ tục.",
                "value",
            )
        if self.cutoff is not None and self.unit is not Unit.SAME_DAY:
            raise Refused("limit_malformed", "Giờ chốt nhận hồ sơ chỉ dùng cho thời hạn trong ngày.", "cutoff")

    @property
    def label(self) -> str:
        """The limit as documents state it: "5 ngày làm việc", "2,5 ngày làm việc", "trong ngày"."""
        if self.unit is Unit.SAME_DAY:
            return self.unit.label
        return f"{vietnamese(self.value)} {self.unit.label}"

    def minutes(self, standard_day: int) -> int:
        """Working minutes of a limit that is counted to the minute, given those of a standard day."""
        upper, lower = self._ratio
        per_unit = 60 if self.unit is Unit.WORKING_HOUR else standard_day
        return -(-upper * per_unit // lower)


def promised(limit: TimeLimit) -> TimeLimit:
    """The limit itself, if a procedure may promise it: a step may take no time, a procedure may not.

    Raises:
        Refused: ``limit_zero``, field ``value``.
    """
    if limit.unit is not Unit.SAME_DAY and not limit.value:
        # NĐ 63/2010/NĐ-CP Đ8.2: the time limit is a part without which there is no procedure
        raise Refused(
            "limit_zero",
            "Thời hạn giải quyết phải lớn hơn 0: thủ tục hành chính phải quy định rõ thời hạn giải quyết"
            " (Nghị định 63/2010/NĐ-CP Điều 8). Việc trả kết quả ngay thì ghi “trong ngày”.",
            "value",
        )
    return limit


def limit_from_words(text: str) -> TimeLimit:
    """A limit as people write it: "1 working_day", "2,5 ngày làm việc", "8 giờ làm việc", "trong ngày".

    Raises:
        Refused: ``limit_malformed``, with what is wrong.
    """
    words = text.strip().lower()
    number, _, unit = words.partition(" ")
    if _unit_named(words) is Unit.SAME_DAY:
        number, unit = "1", words
    named = _unit_named(unit)
    if named is None:
        known = ", ".join(f"“{one.label}” ({one.value})" for one in Unit)
        raise Refused("limit_malformed", f"Không hiểu thời hạn “{text}”: hãy ghi số rồi đơn vị là {known}.", "unit")
    try:
        return TimeLimit(Decimal(number.replace(",", ".")), named)
    except InvalidOperation:
        raise Refused("limit_malformed", f"Không hiểu thời hạn “{text}”: “{number}” không phải là số.") from None


def _unit_named(words: str) -> Unit | None:
    words = words.strip().replace(" ", "_")
    plural = words.removesuffix("s")
    return next((unit for unit in Unit if words == unit.label.replace(" ", "_") or plural == unit.value), None)


def vietnamese(value: Decimal) -> str:
    """A number with the comma before decimals and the point between thousands: "36.500", "2,5"."""
    text = f"{value.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def due_minute(calendar: Calendar, accepted: int, limit: TimeLimit) -> int:
    """Where a limit ends, from acceptance to due, both in local minutes: the one computation of it."""
    if limit.to_the_minute:
        return calendar.minute_after(accepted, limit.minutes(calendar.standard_day))
    start_day = calendar.first_minute(accepted) // DAY
    if limit.unit is Unit.WORKING_DAY:
        return calendar.closing(start_day, int(limit.value))
    if limit.unit is Unit.SAME_DAY:
        return calendar.closing(start_day, 1 if _after_cutoff(accepted, start_day, limit.cutoff) else 0)
    last = last_day(start_day, limit)
    calendar.refuse_between(start_day, last)
    return calendar.closing(last)


def _after_cutoff(accepted: int, start_day: int, cutoff: time | None) -> bool:
    # What came in before the office opened that day was there before its cut-off hour.
    return cutoff is not None and accepted >= start_day * DAY + minute_of_day(cutoff)


def last_day(start_day: int, limit: TimeLimit) -> int:
    """The epoch day on which a limit in calendar days or months ends, working day or not.

    A month ends on the day of the same number, or on the last day of a month that has no such day
    (29/01 and a month: 28/02).
    """
    if limit.unit is Unit.CALENDAR_DAY:
        return start_day + int(limit.value)
    start = from_epoch_day(start_day)
    years, month = divmod(start.month - 1 + int(limit.value), 12)
    year = start.year + years
    return epoch_day(date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])))
