"""Ageing of pending dossiers: for how long they are here, and how far their due date lies ahead or behind.

Distances are in local calendar days, in the brackets of `BRACKETS`; each bracket is a measure, so that its figure leads
to its dossiers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.reports.conditions import Where
from motcua.reports.facts import local_day
from motcua.reports.measures import MEASURES, Measure

SOURCE = "NĐ 118/2025/NĐ-CP Đ9.3"


@dataclass(frozen=True, slots=True)
class Bracket:
    """So many days: from `first` to `last`, both included; None: without end."""

    key: str
    label: str
    first: int
    last: int | None

    def holds(self, days: int) -> bool:
        """Whether so many days lie in it."""
        return days >= self.first and (self.last is None or days <= self.last)


BRACKETS = (
    Bracket("0_1", "0–1 ngày", 0, 1),
    Bracket("2_3", "2–3 ngày", 2, 3),
    Bracket("4_7", "4–7 ngày", 4, 7),
    Bracket("8_15", "8–15 ngày", 8, 15),
    Bracket("16_30", "16–30 ngày", 16, 30),
    Bracket("31", "trên 30 ngày", 31, None),
)


def age_days(f: Any) -> Any:
    """Days from acceptance until the as-of instant."""
    return local_day(f.as_of).delta(local_day(f.accepted_at), unit="day")


def due_days(f: Any) -> Any:
    """Days from the as-of instant until the due date; negative behind it, null while the clock is stopped."""
    return local_day(f.due_at).delta(local_day(f.as_of), unit="day")


def _inside(bracket: Bracket, days: Any) -> Any:
    low = days >= bracket.first
    return low if bracket.last is None else low & (days <= bracket.last)


def _aged(bracket: Bracket) -> Where:
    return lambda f: MEASURES["pending"].where(f) & _inside(bracket, age_days(f))


def _overdue_for(bracket: Bracket) -> Where:
    return lambda f: MEASURES["overdue"].where(f) & _inside(bracket, -due_days(f))


def _due_in(bracket: Bracket) -> Where:
    return lambda f: MEASURES["within"].where(f) & f.due_at.notnull() & _inside(bracket, due_days(f))


def _stopped(f: Any) -> Any:
    return MEASURES["within"].where(f) & f.due_at.isnull()


STOPPED = Measure(
    "stopped",
    "Tạm dừng tính hạn",
    "Hồ sơ đang giải quyết mà thời hạn đang tạm dừng, chưa có ngày hẹn trả mới.",
    "NĐ 118/2025/NĐ-CP Đ19.5",
    _stopped,
)

AGES: Mapping[str, Measure] = {
    measure.key: measure
    for measure in (
        *(
            Measure(
                f"aged_{bracket.key}",
                f"Tiếp nhận đã {bracket.label}",
                f"Hồ sơ đang giải quyết, tính từ ngày tiếp nhận đến ngày chốt số liệu đã {bracket.label}.",
                SOURCE,
                _aged(bracket),
            )
            for bracket in BRACKETS
        ),
        *(
            Measure(
                f"overdue_{bracket.key}",
                f"Quá hạn {bracket.label}",
                f"Hồ sơ đang giải quyết đã quá hạn, tính từ ngày hẹn trả đến ngày chốt số liệu là {bracket.label}.",
                SOURCE,
                _overdue_for(bracket),
            )
            for bracket in BRACKETS
        ),
        *(
            Measure(
                f"due_in_{bracket.key}",
                f"Còn {bracket.label}",
                f"Hồ sơ đang giải quyết còn hạn, tính từ ngày chốt số liệu đến ngày hẹn trả là {bracket.label}.",
                SOURCE,
                _due_in(bracket),
            )
            for bracket in BRACKETS
        ),
        STOPPED,
    )
}
