"""A year as twelve small months: every special day by colour, by letter and by word."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.agencies.calendar_queries import DayRow, usual_sessions
from motcua.law.timetable import DayKind, Sessions, counted_minutes

MARKS = {
    DayKind.OFF: ("N", "danger"),
    DayKind.MAKE_UP: ("B", "success"),
    DayKind.HALF: ("½", "warning"),
    DayKind.CLOSED: ("Đ", "neutral"),
    DayKind.COUNTER: ("Q", "info"),
}
"""Letter and tone of each kind of day; its word stands in the legend and in the list."""
WEEKDAYS = (
    ("T2", "Thứ Hai"),
    ("T3", "Thứ Ba"),
    ("T4", "Thứ Tư"),
    ("T5", "Thứ Năm"),
    ("T6", "Thứ Sáu"),
    ("T7", "Thứ Bảy"),
    ("CN", "Chủ Nhật"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month; `mark` is "" for a day that follows the week, `rest` says whether it is a weekly day off."""

    day: date
    rest: bool
    mark: str = ""
    tone: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday to Sunday; None outside of the month."""

    number: int
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list of special days, in words."""

    day: date
    kind: str
    mark: str
    tone: str
    name: str
    hours: str
    source: str


def months_of(year: int, rows: Iterable[DayRow]) -> list[Month]:
    """The twelve months of a year."""
    special = {row.day: row for row in rows}
    rests = [not counted_minutes(sessions) for sessions in usual_sessions()]
    weeks = Weeks()
    return [
        Month(
            number,
            tuple(
                tuple(_cell(day, special, rests) if day.month == number else None for day in week)
                for week in weeks.monthdatescalendar(year, number)
            ),
        )
        for number in range(1, 13)
    ]


def _cell(day: date, special: Mapping[date, DayRow], rests: list[bool]) -> Cell:
    rest = rests[day.weekday()]
    row = special.get(day)
    if row is None:
        return Cell(day, rest)
    mark, tone = MARKS[row.kind]
    return Cell(day, rest, mark, tone, f"{row.kind.label}: {row.name}")


def lines_of(rows: Iterable[DayRow]) -> list[Line]:
    """The special days as a list."""
    return [Line(row.day, row.kind.label, *MARKS[row.kind], row.name, hours(row.sessions), row.source) for row in rows]


def hours(sessions: Sessions) -> str:
    """Sessions as people write them, “07:30–11:30, 13:00–17:00”; those that do not count are said to be so."""
    return ", ".join(f"{session}{'' if session.counts else ' (không tính thời hạn)'}" for session in sessions)


def legend() -> list[tuple[str, str, str]]:
    """Letter, tone and word of each kind of day."""
    return [(*MARKS[kind], kind.label) for kind in DayKind]


def change_lines(changes: Iterable[Any]) -> list[dict[str, object]]:
    """Differences of two tables, each as a day, what it was and is; none where only the document behind it changed."""
    lines = [{"day": one.day, "old": _said(one.old), "new": _said(one.new)} for one in changes]
    return [line for line in lines if line["old"] != line["new"]]


def other_source(changes: Iterable[Any]) -> int:
    """On how many days nothing changed but the document behind them."""
    return sum(one.old is not None and one.new is not None and _said(one.old) == _said(one.new) for one in changes)


def _said(row: DayRow | None) -> str:
    if row is None:
        return "theo tuần làm việc thường"
    return f"{row.kind.label}: {row.name}{f' ({hours(row.sessions)})' if row.sessions else ''}"
