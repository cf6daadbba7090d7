"""What the dashboard and its wall mode are drawn from: figures, charts, and where each figure leads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from motcua.agencies.models import Agency
from motcua.agencies.queries import agencies_in_order
from motcua.faces.board import charts, dashboard_charts
from motcua.faces.board.forms import ALL, DAY, address
from motcua.faces.common.formats import local_day, percent
from motcua.law.periods import Period
from motcua.reports.access import agency_for, scope_of
from motcua.reports.ageing import BRACKETS, STOPPED
from motcua.reports.conditions import SOON_DAYS
from motcua.reports.course import Course, course_until
from motcua.reports.holdings import Holding, State, holdings_at
from motcua.reports.lateness import causes_table
from motcua.reports.nearest import nearest_due
from motcua.reports.overview import Day, day_of, pending_at
from motcua.reports.span import Span


class Chosen:
    """Whose figures are looked at: all that the person may see, or one agency of them (`co_quan`)."""

    def __init__(self, request: HttpRequest) -> None:
        scope = scope_of(request.actor)
        listed = [agency for agency in agencies_in_order() if scope is None or agency.pk in scope]
        code = request.GET.get("co_quan", "")
        self.code = "" if code == ALL else code
        self.one: Agency | None = agency_for(request.actor, self.code) if self.code else None
        self.scope = frozenset({self.one.pk}) if self.one else scope
        self.choices = [(agency.code, agency.name) for agency in listed] if len(listed) > 1 else []
        self.words = self._words(listed, everything=scope is None)

    def _words(self, listed: list[Agency], *, everything: bool) -> str:
        if self.one:
            return f"Số liệu của {self.one.name}"
        if everything:
            return "Số liệu của mọi cơ quan"
        names = "; ".join(agency.name for agency in listed)
        return f"Số liệu của {names}" if names else "Chưa có số liệu thuộc phạm vi của bạn"


class Links:
    """The address of the dossiers behind each figure."""

    def __init__(self, chosen: Chosen, now: datetime) -> None:
        self.agency = chosen.code
        self.today = local_day(now)
        self.year = Period.calendar_year(self.today.year)

    def measure(self, measure: str, period: Period | None = None, agency: str = "", **more: str) -> str:
        """Those of a measure in a period; of today unless given."""
        days = _days(period or Period(self.today, self.today))
        return address(reverse("board:dossiers"), days, chi_tieu=measure, co_quan=agency or self.agency or ALL, **more)

    def of_year(self, measure: str, agency: str = "") -> str:
        """Those of a measure in the calendar year."""
        return self.measure(measure, self.year, agency)

    def cause(self, key: str, agency: str = "") -> str:
        """The dossiers of the year that ended late for a cause."""
        chosen = agency or self.agency
        asked = {"nguyen_nhan": key} | ({"co_quan": chosen} if chosen else {})
        return address(reverse("board:late_dossiers"), _days(self.year), **asked)

    def held(self, row: Holding, state: str) -> str:
        """What a unit holds."""
        return address(reverse("board:held"), {}, co_quan=row.agency_code, don_vi=row.unit, loai=state)


def _days(period: Period) -> dict[str, str]:
    return {"tu": f"{period.first:{DAY}}", "den": f"{period.last:{DAY}}"}


def dashboard_of(request: HttpRequest, chosen: Chosen) -> dict[str, Any]:
    """Everything that the dashboard shows at this moment."""
    now, scope = request.now, chosen.scope
    links = Links(chosen, now)
    pending, course = pending_at(now, scope), course_until(now, scope)
    today = day_of(pending, course.received, course.resolved)
    units = holdings_at(now, scope)
    causes = causes_table(Span(links.year, now), scope)
    return {
        "today": today,
        "stats": stats(today, course, links),
        "course": course,
        "months": _months(course, links),
        "trend": dashboard_charts.trend(course.months, links.measure),
        "years": [(row, links.of_year("total", row.code)) for row in course.years],
        "shares": dashboard_charts.shares(course.years, course.total, links.of_year),
        "units": [(row, [links.held(row, state) for state in State]) for row in units],
        "units_chart": dashboard_charts.units(units, links.held, alone=chosen.one is not None),
        "ages": _ages(pending, links),
        "stopped": (pending.get(STOPPED.key, 0), links.measure(STOPPED.key)),
        "age_chart": dashboard_charts.since_acceptance(pending, links.measure),
        "due_chart": dashboard_charts.around_due(pending, links.measure),
        "causes": [
            (column.label, causes.total[column.key], links.cause(column.key))
            for column in causes.columns
            if column.group and causes.total[column.key]
        ],
        "causes_chart": charts.late_by_cause(causes, links.cause),
        **_rush(course, links),
        "nearest": nearest_due(now, scope),
        "link_within": links.measure("within"),
    }


def stats(today: Day, course: Course, links: Links) -> list[dict[str, Any]]:
    """The figures at the top, the most urgent first."""

    def one(key: str, label: str, value: int, tone: str, icon: str, href: str, note: str = "") -> dict[str, Any]:
        return {"key": key, "label": label, "value": value, "tone": tone, "icon": icon, "href": href, "note": note}

    measure = links.measure
    rate = f"trước và đúng hạn {percent(course.on_time_rate)}"
    return [
        one("overdue", "Quá hạn", today.overdue, "danger", "alert-triangle", measure("overdue"), "đã qua hẹn trả"),
        one("due_today", "Hẹn trả hôm nay", today.due_today, "warning", "clock-exclamation", measure("due_today"),
            "chưa có kết quả"),
        one("due_soon", "Sắp đến hạn", today.due_soon, "", "calendar-due", measure("due_soon"),
            f"trong {SOON_DAYS} ngày tới"),
        one("pending", "Đang giải quyết", today.pending, "info", "progress", measure("pending")),
        one("received", "Tiếp nhận hôm nay", today.received, "", "inbox", measure("new")),
        one("resolved", "Giải quyết hôm nay", today.resolved, "success", "check", measure("resolved")),
        one("year", "Đã giải quyết trong năm", course.resolved_in_year, "success", "checks",
            links.of_year("resolved"), rate),
        one("late", "Trễ hạn trong năm", course.late_in_year, "danger", "clock", links.of_year("late")),
    ]  # fmt: skip


def _months(course: Course, links: Links) -> list[dict[str, Any]]:
    rows = []
    for month in course.months:
        period = Period(month.first, month.last)
        figures = (("new", month.received), ("resolved", month.resolved), ("late", month.late))
        cells = [(number, links.measure(key, period)) for key, number in figures]
        rows.append({"first": month.first, "cells": cells})
    return rows


def _ages(pending: Any, links: Links) -> list[dict[str, Any]]:
    """A row for each bracket: since acceptance, until due, past due."""
    return [
        {
            "label": bracket.label,
            "cells": [
                (pending.get(key, 0), links.measure(key))
                for key in (f"aged_{bracket.key}", f"due_in_{bracket.key}", f"overdue_{bracket.key}")
            ],
        }
        for bracket in BRACKETS
    ]


def _rush(course: Course, links: Links) -> dict[str, Any]:
    def link(weekday: int, hour: int) -> str:
        return links.measure("new", course.rush_days, luc=f"{weekday + 1}-{hour}")

    hours, days = dashboard_charts.hours_of(course.rush), dashboard_charts.days_of(course.rush)
    busiest = max(course.rush, key=lambda cell: course.rush[cell], default=None)
    return {
        "rush": [
            (f"{hour} giờ", [(course.rush.get((day, hour), 0), link(day, hour)) for day in days]) for hour in hours
        ],
        "rush_days": [dashboard_charts.WEEKDAYS[day] for day in days],
        "rush_chart": dashboard_charts.rush(course.rush, link),
        "rush_words": _busiest(busiest),
    }


def _busiest(cell: tuple[int, int] | None) -> str:
    if cell is None:
        return ""
    weekday, hour = cell
    day = dashboard_charts.WEEKDAYS[weekday]
    return f"Đông nhất: {day[0].lower()}{day[1:]}, từ {hour} đến {hour + 1} giờ."
