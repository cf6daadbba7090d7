"""The time limits of a procedure in plain words, and the due date of a dossier handed in at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.pages import LimitLine, ProcedurePage
from motcua.law.deadline import due
from motcua.law.explain import Explanation
from motcua.law.lifecycle.rules import stated_limit
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
        value: the first of the channels (and the key of the case), by which an address names this limit.
        channels: ways of filing in words, such as “nộp tại quầy”.
        case: name of the case (trường hợp), "" where the procedure has none.
        legal: the limit in the law, where this one is reduced by `basis`.
        words: how the limit is counted, in a plain sentence.
        due: when the result would be owed for a dossier handed in at the moment asked about, in UTC; None when it
            cannot be told, and then `problem` says why.
    """

    value: str
    channels: tuple[str, ...]
    case: str
    limit: TimeLimit
    words: str
    note: str
    legal: TimeLimit | None
    basis: str
    due: datetime | None
    problem: str

    @property
    def label(self) -> str:
        """The case and the ways of filing in one phrase, its first letter a capital."""
        ways = ", ".join([self.channels[0], *(channel.lower() for channel in self.channels[1:])])
        return f"{self.case}: {ways.lower()}" if self.case else ways


def time_options(page: ProcedurePage, calendar: Calendar, start: datetime) -> tuple[TimeOption, ...]:
    """The different time limits of a procedure, with the due dates for `start`; ways with the same limit together."""
    stated = {(line.case, line.channel): line for line in page.limits}
    same: dict[tuple[str, LimitLine], list[Channel]] = {}
    for case in [case.key for case in page.cases] or [""]:
        for channel in page.channels:
            found = stated_limit(stated, case, channel.value)
            if found:
                same.setdefault((case, found), []).append(channel)
    names = {case.key: case.name for case in page.cases}
    return tuple(
        _option(channels, (case, names.get(case, "")), line, calendar, start) for (case, line), channels in same.items()
    )


def _option(
    channels: list[Channel], case: tuple[str, str], line: LimitLine, calendar: Calendar, start: datetime
) -> TimeOption:
    problem, owed = "", None
    try:
        owed = due(calendar, start, line.limit)
    except CalendarNotApproved as refused:
        problem = refused.sentence
    words = tuple(dict.fromkeys(CHANNEL_WORDS[channel] for channel in channels))
    key, name = case
    return TimeOption(
        value=f"{channels[0].value}.{key}" if key else channels[0].value,
        channels=words,
        case=name,
        limit=line.limit,
        words=how_counted(line.limit),
        note=line.note,
        legal=line.legal,
        basis=line.basis,
        due=owed,
        problem=problem,
    )


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


def reduced(option: TimeOption) -> str:
    """That a limit is shorter than the law's, and by what; "" where it is the law's."""
    if option.legal is None:
        return ""
    basis = f" theo {option.basis}" if option.basis else ""
    return f"Cắt giảm còn {option.limit.label} (luật định {option.legal.label}){basis}."


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
