"""The time limits of a procedure in plain words, and the due date of a dossier handed in at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.directory import limits_of
from motcua.catalogue.pages import ProcedurePage
from motcua.law.deadline import due
from motcua.law.explain import Explanation
from motcua.law.lifecycle.state import Channel
from motcua.law.limit import Counting, TimeLimit, Unit
from motcua.law.worktime import Calendar, CalendarNotApproved

CHANNEL_WORDS = {
    Channel.COUNTER: "Nộp tại quầy",
    Channel.POST: "Gửi qua bưu chính",
    Channel.ONLINE_FULL: "Nộp qua mạng",
    Channel.ONLINE_PARTIAL: "Nộp qua mạng",
}
CHANNEL_NOTES = {
    Channel.COUNTER: "Mang hồ sơ đến quầy của Trung tâm, nhận giấy hẹn ngay.",
    Channel.POST: "Gửi hồ sơ tại bưu cục; bưu chính chuyển đến Trung tâm.",
    Channel.ONLINE_FULL: "Làm trọn qua mạng, không phải đến nơi.",
    Channel.ONLINE_PARTIAL: "Khai và gửi qua mạng; có bước phải đến nơi hoặc gửi bản giấy.",
}
CHANNEL_ICONS = {
    Channel.COUNTER: "building-community",
    Channel.POST: "truck-delivery",
    Channel.ONLINE_FULL: "world",
    Channel.ONLINE_PARTIAL: "world",
}


@dataclass(frozen=True, slots=True)
class TimeOption:
    """A time limit and the ways of filing for which it holds.

    Attributes:
        value: the first of the channels, by which an address names this limit.
        channels: ways of filing in words, such as “nộp tại quầy”.
        words: how the limit is counted, in a plain sentence.
        due: when the result would be owed for a dossier handed in at the moment asked about, in UTC; None when it
            cannot be told, and then `problem` says why.
    """

    value: str
    channels: tuple[str, ...]
    limit: TimeLimit
    words: str
    note: str
    due: datetime | None
    problem: str

    @property
    def label(self) -> str:
        """The ways of filing in one phrase, its first letter a capital."""
        return ", ".join([self.channels[0], *(channel.lower() for channel in self.channels[1:])])


def time_options(page: ProcedurePage, calendar: Calendar, start: datetime) -> tuple[TimeOption, ...]:
    """The different time limits of a procedure, with the due dates for `start`; ways with the same limit together."""
    stated = {channel: (limit, note) for channel, limit, note in limits_of(page.version_id)}
    same: dict[tuple[TimeLimit, str], list[Channel]] = {}
    for channel in page.channels:
        found = stated.get(channel.value) or stated.get("")
        if found:
            same.setdefault(found, []).append(channel)
    return tuple(_option(channels, limit, note, calendar, start) for (limit, note), channels in same.items())


def _option(channels: list[Channel], limit: TimeLimit, note: str, calendar: Calendar, start: datetime) -> TimeOption:
    problem, owed = "", None
    try:
        owed = due(calendar, start, limit)
    except CalendarNotApproved as refused:
        problem = refused.sentence
    words = tuple(dict.fromkeys(CHANNEL_WORDS[channel] for channel in channels))
    return TimeOption(channels[0].value, words, limit, how_counted(limit), note, owed, problem)


def how_counted(limit: TimeLimit) -> str:
    """How a limit is counted, in a plain sentence."""
    match limit.unit:
        case Unit.SAME_DAY if limit.cutoff:
            return f"Nộp trước {limit.cutoff:%H giờ %M} thì có kết quả trong ngày, sau đó thì ngày làm việc tiếp theo."
        case Unit.SAME_DAY:
            return "Có kết quả ngay trong ngày nộp."
        case Unit.CALENDAR_DAY | Unit.MONTH:
            return "Tính cả ngày nghỉ; hết hạn vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo."
        case Unit.WORKING_DAY if limit.counting is Counting.WHOLE_DAYS:
            return "Tính từ ngày làm việc sau ngày nộp; không tính thứ Bảy, Chủ nhật và ngày lễ."
        case _:
            return "Chỉ tính giờ làm việc, từ lúc nhận đủ hồ sơ; không tính thứ Bảy, Chủ nhật và ngày lễ."


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day of the arithmetic as a row of a table.

    Attributes:
        title: “Thứ Hai 16/12/2019”.
        words: what the day contributes, and why.
        minutes: working minutes of that day that count, None where the limit is not counted in minutes.
        so_far: working minutes counted up to the end of that day.
    """

    title: str
    words: str
    counted: bool
    minutes: int | None
    so_far: int


def day_lines(told: Explanation) -> tuple[DayLine, ...]:
    """The days of an explanation, with the running total."""
    lines, so_far = [], 0
    for used in told.days:
        so_far += used.minutes
        title, _, words = used.sentence.partition(": ")
        minutes = used.minutes if told.limit.to_the_minute else None
        lines.append(DayLine(title, words[:1].upper() + words[1:], used.counted, minutes, so_far))
    return tuple(lines)


def opening_sentences(told: Explanation) -> tuple[str, ...]:
    """The sentences of an explanation that come before its days: start and limit."""
    days = {used.sentence for used in told.days}
    return tuple(sentence for sentence in told.sentences[:-1] if sentence not in days)
