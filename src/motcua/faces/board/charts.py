"""What `board.js` draws beside a table, from the table's own figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from motcua.law.lifecycle.state import LateCause
from motcua.reports.counting import Counted, CountedRow
from motcua.reports.course import Month
from motcua.reports.lateness import UnitRow
from motcua.reports.table import Column, Row, Table

MOST_ROWS = 20
"""Rows drawn in the chart of a table; the table has them all."""

Link = Callable[[str, str], str]
"""The address of the dossiers behind a measure of an agency."""


def _bars(
    names: list[str], series: list[dict[str, Any]], links: list[str] | None = None, **more: Any
) -> dict[str, Any]:
    chart = {"kind": "bar", "horizontal": True, "categories": names, "series": series, **more}
    return {**chart, "links": links} if links else chart


def _figures(rows: list[CountedRow], *columns: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [
        {"name": name, "values": [row.counts[key] for row in rows], "tone": tone, "stack": "all"}
        for key, name, tone in columns
    ]


def load_of_agencies(table: Counted, link: Link) -> dict[str, Any]:
    """Dossiers of the period by agency: resolved, within time, overdue; the largest first."""
    rows = sorted((row for row in table.rows if row.counts["total"]), key=lambda row: -row.counts["total"])[:MOST_ROWS]
    series = _figures(
        rows,
        ("resolved", "Đã giải quyết", "info"),
        ("within", "Đang giải quyết, còn hạn", "success"),
        ("overdue", "Đang giải quyết, quá hạn", "danger"),
    )
    return _bars([row.short_name for row in rows], series, [link("total", row.code) for row in rows])


def lateness_of_agencies(table: Counted, link: Link) -> dict[str, Any]:
    """Late and overdue dossiers of the agencies that have any; the most first."""

    def late(row: CountedRow) -> int:
        return row.counts["late"] + row.counts["overdue"]

    rows = sorted((row for row in table.rows if late(row)), key=late, reverse=True)[:MOST_ROWS]
    series = _figures(rows, ("late", "Đã giải quyết trễ hạn", "warning"), ("overdue", "Đang quá hạn", "danger"))
    return _bars([row.short_name for row in rows], series, [link("late", row.code) for row in rows])


def late_by_cause(table: Table, link: Link) -> dict[str, Any]:
    """Late dossiers of the period by cause; the most first."""
    total = table.total
    causes = sorted((cause for cause in LateCause if total[cause]), key=lambda cause: -total[cause])  # type: ignore[operator]
    series = [{"name": "Hồ sơ trễ hạn", "values": [total[cause] for cause in causes], "tone": "danger"}]
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


TONES = ("info", "success", "warning", "neutral", "danger")


def of_table(table: Table, link: Callable[[Column, Row], str]) -> dict[str, Any] | None:
    """The first figures of a table that have one unit, by row: the largest first, months in their order.

    None where there is nothing to compare: fewer than two rows with a figure.
    """
    drawn = [column for column in table.columns if column.summed]
    if not drawn or table.by == "":
        return None
    whole = drawn[0]
    place = table.columns.index(whole)
    rows = [row for row in table.body if isinstance(row.cells[place], int) and row.cells[place]]
    if len(rows) < 2:
        return None
    if table.by == "month":
        return {"title": whole.full_label, **_months(table, rows)}
    rows.sort(key=lambda row: -row.cells[place])  # type: ignore[operator]
    rows = rows[:MOST_ROWS]
    series = [{"name": whole.full_label, "values": [row.cells[place] for row in rows], "tone": "info"}]
    names = [row.short_name or row.name for row in rows]
    return {"title": whole.full_label, **_bars(names, series, [link(whole, row) for row in rows])}


def _months(table: Table, rows: list[Row]) -> dict[str, Any]:
    columns = [(place, column) for place, column in enumerate(table.columns) if column.summed][:3]
    return {
        "kind": "line",
        "categories": [row.short_name or row.name for row in rows],
        "series": [
            {"name": column.full_label, "values": [row.cells[place] or 0 for row in rows], "tone": tone}
            for (place, column), tone in zip(columns, TONES, strict=False)
        ],
    }


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


def ratings_of_agencies(table: Table) -> dict[str, Any]:
    """Ratings by agency and choice, for the agencies that have any; the most first."""
    rows = sorted((row for row in table.records() if row[1]["total"]), key=lambda row: -row[1]["total"])
    series = [
        {
            "name": choice.label,
            "values": [figures[choice.key] for _, figures in rows],
            "tone": tone_of(choice.key),
            "stack": "all",
        }
        for choice in table.columns[:-1]
    ]
    return _bars([row.short_name for row, _ in rows], series)


def tone_of(code: str) -> str:
    """Colour of a choice by what its code says."""
    if code.startswith("satisfied"):
        return "info" if "attitude" in code else "success"
    if code.startswith("dissatisfied"):
        return "danger" if "skill" in code else "warning"
    return "neutral"
