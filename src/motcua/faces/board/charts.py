"""What `board.js` draws beside a table, from the table's own figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from motcua.law.lifecycle.state import LateCause
from motcua.reports.lateness import CausesTable, UnitRow
from motcua.reports.one_stop import AgencyRow, OneStopTable, share
from motcua.reports.overview import Month
from motcua.reports.ratings import RatingsTable

Link = Callable[[str, str], str]
"""The address of the dossiers behind a measure of an agency."""


def _bars(
    names: list[str], series: list[dict[str, Any]], links: list[str] | None = None, **more: Any
) -> dict[str, Any]:
    chart = {"kind": "bar", "horizontal": True, "categories": names, "series": series, **more}
    return {**chart, "links": links} if links else chart


def _figures(rows: list[AgencyRow], *columns: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [
        {"name": name, "values": [row.counts[key] for row in rows], "tone": tone, "stack": "all"}
        for key, name, tone in columns
    ]


def load_of_agencies(table: OneStopTable, link: Link) -> dict[str, Any]:
    """Dossiers of the period by agency: resolved, within time, overdue; the largest first."""
    rows = sorted((row for row in table.rows if row.counts["total"]), key=lambda row: -row.counts["total"])
    series = _figures(
        rows,
        ("resolved", "Đã giải quyết", "info"),
        ("within", "Đang giải quyết, còn hạn", "success"),
        ("overdue", "Đang giải quyết, quá hạn", "danger"),
    )
    return _bars([row.short_name for row in rows], series, [link("total", row.code) for row in rows])


def lateness_of_agencies(table: OneStopTable, link: Link) -> dict[str, Any]:
    """Late and overdue dossiers of the agencies that have any; the most first."""

    def late(row: AgencyRow) -> int:
        return row.counts["late"] + row.counts["overdue"]

    rows = sorted((row for row in table.rows if late(row)), key=late, reverse=True)
    series = _figures(rows, ("late", "Đã giải quyết trễ hạn", "warning"), ("overdue", "Đang quá hạn", "danger"))
    return _bars([row.short_name for row in rows], series, [link("late", row.code) for row in rows])


def share_of_agencies(table: OneStopTable, link: Link) -> dict[str, Any]:
    """Share of each agency in all dossiers of the period, in per cent; the largest first."""
    rows = sorted((row for row in table.rows if row.counts["total"]), key=lambda row: -row.counts["total"])
    values = [float(share(row.counts["total"], table.total["total"]) or 0) for row in rows]
    series = [{"name": "Tỷ trọng", "values": values, "tone": "info"}]
    return _bars([row.short_name for row in rows], series, [link("total", row.code) for row in rows], unit="%")


def late_by_cause(table: CausesTable, link: Link) -> dict[str, Any]:
    """Late dossiers of the period by cause; the most first."""
    causes = sorted((cause for cause in LateCause if table.total[cause]), key=lambda cause: -table.total[cause])
    series = [{"name": "Hồ sơ trễ hạn", "values": [table.total[cause] for cause in causes], "tone": "danger"}]
    return _bars([cause.label for cause in causes], series, [link(cause.value, "") for cause in causes])


MOST_UNITS = 12
"""Units drawn in a chart; the table has them all."""


def late_by_unit(units: list[UnitRow], link: Callable[[UnitRow], str]) -> dict[str, Any]:
    """Late steps of the units that have the most of them."""
    shown = units[:MOST_UNITS]
    series = [
        {"name": "Xong sau hạn của bước", "values": [row.ended for row in shown], "tone": "warning", "stack": "all"},
        {"name": "Đang giữ quá hạn", "values": [row.open for row in shown], "tone": "danger", "stack": "all"},
    ]
    return _bars([row.name for row in shown], series, [link(row) for row in shown])


def trend(months: list[Month]) -> dict[str, Any]:
    """Received and resolved by month."""
    return {
        "kind": "line",
        "categories": [f"{month.first:%m/%Y}" for month in months],
        "series": [
            {"name": "Tiếp nhận", "values": [month.received for month in months], "tone": "info"},
            {"name": "Đã giải quyết", "values": [month.resolved for month in months], "tone": "success"},
            {"name": "Trễ hạn", "values": [month.late for month in months], "tone": "danger"},
        ],
    }


def ratings_of_agencies(table: RatingsTable) -> dict[str, Any]:
    """Ratings by agency and choice, for the agencies that have any; the most first."""
    rows = sorted((row for row in table.rows if row.total), key=lambda row: -row.total)
    tones = [tone_of(choice.code) for choice in table.choices]
    series = [
        {"name": choice.label, "values": [row.counts[choice.code] for row in rows], "tone": tone, "stack": "all"}
        for choice, tone in zip(table.choices, tones, strict=True)
    ]
    return _bars([row.short_name for row in rows], series)


def tone_of(code: str) -> str:
    """Colour of a choice by what its code says."""
    if code.startswith("satisfied"):
        return "info" if "attitude" in code else "success"
    if code.startswith("dissatisfied"):
        return "danger" if "skill" in code else "warning"
    return "neutral"
