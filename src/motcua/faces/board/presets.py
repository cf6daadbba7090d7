"""Periods to choose with one click: those of NĐ 09/2019/NĐ-CP and the calendar year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from motcua.law.periods import Period
from motcua.reports.span import Span

FIRST_YEAR = 2018
"""The one-stop mechanism of NĐ 61/2018/NĐ-CP is in force since 21/06/2018."""
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Preset:
    """One link; `begun` is False for a period that lies in the future and cannot be reported yet."""

    label: str
    title: str
    url: str
    current: bool
    begun: bool


@dataclass(frozen=True)
class Presets:
    """The periods of one year, and the years before and after it that can be looked at."""

    year: int
    before: int | None
    after: int | None
    long: list[Preset]
    months: list[Preset]


def presets_of(year: int, shown: Span | None, now: datetime) -> Presets:
    """The presets of `year`; the one that is `shown` is marked."""

    def preset(label: str, period: Period) -> Preset:
        url = "?" + urlencode({"tu": period.first, "den": period.last})
        return Preset(label, period.label, url, shown is not None and shown.period == period, period.start <= now)

    long = [
        preset(f"Năm {year}", Period.calendar_year(year)),
        preset("Năm báo cáo", Period.year(year)),
        preset("6 tháng đầu", Period.half(year, 1)),
        preset("6 tháng cuối", Period.half(year, 2)),
        preset("9 tháng", Period.nine_months(year)),
        *(preset(f"Quý {ROMAN[number - 1]}", Period.quarter(year, number)) for number in range(1, 5)),
    ]
    months = [preset(f"Tháng {number}", Period.month(year, number)) for number in range(1, 13)]
    return Presets(
        year,
        year - 1 if year > FIRST_YEAR else None,
        year + 1 if Period.calendar_year(year + 1).start <= now else None,
        long,
        months,
    )
