"""The charts of the dashboard, each from the figures that stand in the table behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from motcua.law.periods import Period
from motcua.reports.ageing import BRACKETS
from motcua.reports.course import AgencyYear, Month
from motcua.reports.holdings import Holding
from motcua.reports.table import share

MOST_UNITS = 10
"""Units drawn in a chart; the table has them all."""
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
Series = dict[str, Any]


def trend(months: tuple[Month, ...], link: Callable[[str, Period], str]) -> dict[str, Any]:
    """Received, resolved and late by month; a point leads to its dossiers."""
    series = [
        _series("Tiếp nhận", [m.received for m in months], "info", [link("new", _month(m)) for m in months]),
        _series(
            "Đã giải quyết", [m.resolved for m in months], "success", [link("resolved", _month(m)) for m in months]
        ),
        _series("Trễ hạn", [m.late for m in months], "danger", [link("late", _month(m)) for m in months]),
    ]
    return {"kind": "line", "categories": [f"{month.first:%m/%Y}" for month in months], "series": series}


def _month(month: Month) -> Period:
    return Period(month.first, month.last)


def shares(years: tuple[AgencyYear, ...], total: int, link: Callable[[str, str], str]) -> dict[str, Any]:
    """Share of each agency in all dossiers of the year, in per cent; the largest first."""
    rows = sorted(years, key=lambda row: -row.total)
    values = [float(share(row.total, total) or 0) for row in rows]
    bars = [_series("Tỷ trọng", values, "info", [link("total", row.code) for row in rows])]
    return _bars([row.short_name for row in rows], bars, unit="%")


def units(rows: list[Holding], link: Callable[[Holding, str], str], *, alone: bool) -> dict[str, Any]:
    """What the units with most overdue hold; with the agency's name unless there is only one."""
    shown = rows[:MOST_UNITS]
    parts = (
        ("Quá hạn", [row.overdue for row in shown], "danger", "qua-han"),
        ("Sắp đến hạn", [row.soon for row in shown], "warning", "sap-den-han"),
        ("Còn hạn", [row.held - row.overdue - row.soon for row in shown], "info", "tat-ca"),
    )
    series = [
        _series(name, values, tone, [link(row, state) for row in shown], stack="all")
        for name, values, tone, state in parts
    ]
    return _bars([row.name if alone else f"{row.agency}: {row.name}" for row in shown], series)


def since_acceptance(counts: Mapping[str, int], link: Callable[[str], str]) -> dict[str, Any]:
    """Pending dossiers by days since their acceptance."""
    keys = [f"aged_{bracket.key}" for bracket in BRACKETS]
    values = [counts.get(key, 0) for key in keys]
    bars = [_series("Đang giải quyết", values, "info", [link(key) for key in keys])]
    return {"kind": "bar", "categories": [bracket.label for bracket in BRACKETS], "series": bars}


def around_due(counts: Mapping[str, int], link: Callable[[str], str]) -> dict[str, Any]:
    """Pending dossiers by days until, or since, their due date."""
    series = []
    for name, kind, tone in (("Còn hạn", "due_in", "success"), ("Quá hạn", "overdue", "danger")):
        keys = [f"{kind}_{bracket.key}" for bracket in BRACKETS]
        series.append(_series(name, [counts.get(key, 0) for key in keys], tone, [link(key) for key in keys]))
    return {"kind": "bar", "categories": [bracket.label for bracket in BRACKETS], "series": series}


def rush(counts: Mapping[tuple[int, int], int], link: Callable[[int, int], str]) -> dict[str, Any]:
    """Received by weekday and hour, over the hours at which anything was."""
    hours = hours_of(counts)
    days = days_of(counts)
    cells = [(x, y, weekday, hour) for y, weekday in enumerate(days) for x, hour in enumerate(hours)]
    return {
        "kind": "heatmap",
        "categories": [f"{hour} giờ" for hour in hours],
        "rows": [WEEKDAYS[day] for day in days],
        "series": [
            {
                "name": "Tiếp nhận",
                "values": [[x, y, counts.get((weekday, hour), 0)] for x, y, weekday, hour in cells],
                "links": [link(weekday, hour) for _, _, weekday, hour in cells],
            }
        ],
    }


def hours_of(counts: Mapping[tuple[int, int], int]) -> list[int]:
    """The local hours from the first to the last at which anything was received."""
    found = [hour for (_, hour), number in counts.items() if number]
    return list(range(min(found), max(found) + 1)) if found else []


def days_of(counts: Mapping[tuple[int, int], int]) -> list[int]:
    """Monday to Friday, and the days of the weekend on which anything was received."""
    found = {day for (day, _), number in counts.items() if number}
    return [day for day in range(7) if day < 5 or day in found]


def _series(name: str, values: list[Any], tone: str, links: list[str], **more: str) -> Series:
    return {"name": name, "values": values, "tone": tone, "links": links, **more}


def _bars(names: list[str], series: list[Series], **more: Any) -> dict[str, Any]:
    return {"kind": "bar", "horizontal": True, "categories": names, "series": series, **more}
