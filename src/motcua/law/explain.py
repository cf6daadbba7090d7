"""Why a due date is what it is: every day between acceptance and due, as data and as Vietnamese sentences.

The due date comes from `limit.due_minute`, the one computation that `due` also uses; the days are then read
from the same calendar, and the minutes or days they show add up to the limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from motcua.law.limit import TimeLimit, Unit, due_minute, last_day, vietnamese
from motcua.law.timetable import day_title, minute_of_day
from motcua.law.worktime import DAY, VIETNAM, Calendar, from_epoch_day, from_local_minute, local_minute


@dataclass(frozen=True, slots=True)
class DayUsed:
    """What one local day contributes to a time limit.

    Attributes:
        minutes: working minutes used; 0 for limits counted in days or months.
        counted: whether the day adds to the limit.
        sentence: Vietnamese, with the reason and its source.
        source: document behind the day when the approved table has an entry for it, else "".
    """

    day: date
    minutes: int
    counted: bool
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A due date with its reasons.

    Attributes:
        start: the instant from which time runs, UTC; at or after acceptance.
        due: the due instant, UTC; equal to `deadline.due` of the same arguments.
        days: from the day of acceptance to the due day, in order; of a limit in months only the days that
            decide (those up to the start, the last day, and those after it).
        sentences: the whole in Vietnamese, ready to print line by line.
    """

    start: datetime
    due: datetime
    limit: TimeLimit
    days: tuple[DayUsed, ...]
    sentences: tuple[str, ...]


def explain(calendar: Calendar, start: datetime, limit: TimeLimit) -> Explanation:
    """Give a due date with every day that led to it.

    Args:
        calendar: the calendar of the agency.
        start: acceptance, aware, any zone.
        limit: the time limit.

    Raises:
        CalendarNotApproved: the answer needs a year that was not approved.
    """
    accepted = local_minute(start)
    due = due_minute(calendar, accepted, limit)
    first = calendar.first_minute(accepted)
    days = tuple(_Walk(calendar, accepted, first, due, limit).days())
    sentences = (
        f"Tính từ lúc {_moment(accepted)}.",
        *_start_sentence(accepted, first),
        _limit_sentence(limit, calendar.standard_day),
        *(day.sentence for day in days),
        f"Đến hạn lúc {_moment(due)}.",
    )
    return Explanation(from_local_minute(first), from_local_minute(due), limit, days, sentences)


def _moment(minute: int) -> str:
    return f"{from_local_minute(minute).astimezone(VIETNAM):%H giờ %M ngày %d/%m/%Y}"


def _start_sentence(accepted: int, first: int) -> tuple[str, ...]:
    if first == accepted:
        return ()
    return (f"Lúc tiếp nhận không phải giờ làm việc nên thời hạn bắt đầu tính từ {_moment(first)}.",)


def _limit_sentence(limit: TimeLimit, standard_day: int) -> str:
    text = f"Thời hạn: {limit.label}"
    if limit.to_the_minute:
        text += f", tức {vietnamese(Decimal(limit.minutes(standard_day)))} phút làm việc"
        return text + (f" (một ngày làm việc có {standard_day} phút)." if limit.unit is Unit.WORKING_DAY else ".")
    if limit.unit is Unit.WORKING_DAY:
        return text + ", tính tròn ngày, không kể ngày bắt đầu."
    if limit.unit is Unit.SAME_DAY:
        if limit.cutoff is None:
            return text + "."
        return text + f"; tiếp nhận từ {limit.cutoff:%H giờ %M} trở đi thì tính sang ngày làm việc tiếp theo."
    text += ", tính cả ngày nghỉ, không kể ngày bắt đầu"
    return f"{text}; hết hạn vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo."


class _Walk:
    """One pass over the days of a limit whose end is already known."""

    def __init__(self, calendar: Calendar, accepted: int, first: int, due: int, limit: TimeLimit) -> None:
        self.calendar = calendar
        self.first, self.due, self.limit = first, due, limit
        self.accepted_day, self.start_day, self.due_day = accepted // DAY, first // DAY, due // DAY
        by_date = limit.unit in (Unit.CALENDAR_DAY, Unit.MONTH)
        self.last_day = last_day(self.start_day, limit) if by_date else self.due_day
        self.counted = 0

    def days(self) -> Iterator[DayUsed]:
        for number in range(self.accepted_day, self.due_day + 1):
            if self.limit.unit is Unit.MONTH and self.start_day < number < self.last_day:
                continue
            day = from_epoch_day(number)
            minutes, counted, words = self._use(number, day)
            exception = self.calendar.exception_on(day)
            source = exception.source if exception else ""
            yield DayUsed(day, minutes, counted, f"{day_title(day)}: {words}.", source)

    def _use(self, number: int, day: date) -> tuple[int, bool, str]:
        off = self._off(day)
        if number < self.start_day:
            return 0, False, f"{off or 'đã hết giờ làm việc khi tiếp nhận'}, không tính"
        if self.limit.to_the_minute:
            return self._minutes_of(number, day) if off is None else (0, False, f"{off}, không tính")
        if self.limit.unit is Unit.SAME_DAY:
            return self._same_day(number, off)
        if number == self.start_day:
            return 0, False, "ngày bắt đầu, không tính"
        return self._whole_day(number, day, off)

    def _minutes_of(self, number: int, day: date) -> tuple[int, bool, str]:
        spans, minutes = [], 0
        for session in self.calendar.sessions_on(day):
            begin = max(number * DAY + minute_of_day(session.start), self.first)
            end = min(number * DAY + minute_of_day(session.end), self.due)
            if session.counts and begin < end:
                spans.append(f"{_clock(begin)}–{_clock(end)}")
                minutes += end - begin
        return minutes, minutes > 0, f"{self._special(day)}{', '.join([*spans, f'tính {minutes} phút'])}"

    def _same_day(self, number: int, off: str | None) -> tuple[int, bool, str]:
        if number == self.due_day:
            return 0, True, "đến hạn khi hết giờ làm việc"
        return 0, False, f"{off or 'tiếp nhận sau giờ chốt nhận hồ sơ'}, không tính"

    def _whole_day(self, number: int, day: date, off: str | None) -> tuple[int, bool, str]:
        if self.limit.unit is Unit.WORKING_DAY and off is not None:
            return 0, False, f"{off}, không tính"
        if number > self.last_day:
            words = f"{off}, không tính" if off else "ngày làm việc tiếp theo, đến hạn khi hết giờ làm việc"
            return 0, False, words
        self.counted += 1
        words = (
            f"{self._special(day)}ngày thứ {self.counted}" if off is None else f"{off}, vẫn là ngày thứ {self.counted}"
        )
        if self.limit.unit is Unit.MONTH:
            words = f"ngày cuối của thời hạn{f', {off}' if off else ''}"
        return 0, True, words

    def _special(self, day: date) -> str:
        """What a working day in the approved table is, such as a make-up Saturday."""
        exception = self.calendar.exception_on(day)
        return f"{exception.name} (nguồn {exception.source}), " if exception else ""

    def _off(self, day: date) -> str | None:
        """Why legal time does not run that day, with its source; `None` when it runs."""
        if self.calendar.is_working_day(day):
            return None
        exception = self.calendar.exception_on(day)
        if self.calendar.sessions_on(day):
            return "có mở cửa phục vụ nhưng không phải giờ làm việc tính thời hạn"
        if exception is None:
            return "ngày nghỉ hằng tuần"
        name = exception.name if exception.name.lower().startswith("nghỉ") else f"nghỉ {exception.name}"
        return f"{name} (nguồn {exception.source})"


def _clock(minute: int) -> str:
    hour, rest = divmod(minute % DAY, 60)
    return f"{hour:02}:{rest:02}"
