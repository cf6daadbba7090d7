"""Reads of the work calendars for those who look after them: years, versions, proposals, days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from motcua.agencies.calendars import shipped_week, week_pattern, year_table
from motcua.agencies.models import Agency, CalendarProposal, CalendarYear
from motcua.law.moments import local
from motcua.law.public_holidays import ProposedDay, propose
from motcua.law.timetable import DayKind, Sessions, counted_minutes

REMINDER = (10, 1)
"""Month and day from which next year's calendar is asked for."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of the province or of an agency, as it stands now.

    Attributes:
        versions: the approved ones, newest first.
        proposal: what waits for a second person, if anything does.
        returned: the newest proposal where it was sent back and nothing came after it.
    """

    year: int
    agency: Agency | None
    versions: tuple[CalendarYear, ...]
    proposal: CalendarProposal | None
    returned: CalendarProposal | None

    @property
    def newest(self) -> CalendarYear | None:
        """The version that holds; None while nothing was approved."""
        return self.versions[0] if self.versions else None


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of a table as it is shown; `source` is the document behind it."""

    day: date
    kind: DayKind
    name: str
    sessions: Sessions
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which two tables differ; None where a table says nothing of it."""

    day: date
    old: DayRow | None
    new: DayRow | None


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """A day that is off by our table, by the library `holidays`, or by both."""

    day: date
    ours: str
    theirs: str


def years_of(agency: Agency | None) -> list[YearRow]:
    """All years of the province (None) or of one agency, newest year first."""
    versions = CalendarYear.objects.filter(agency=agency).order_by("-year", "-version")
    by_year = {year: tuple(rows) for year, rows in groupby(versions, key=lambda row: row.year)}
    proposals: dict[int, list[CalendarProposal]] = {}
    for proposal in proposals_of(agency):
        proposals.setdefault(proposal.year, []).append(proposal)
    return [
        _year_row(year, agency, by_year.get(year, ()), proposals.get(year, []))
        for year in sorted({*by_year, *proposals}, reverse=True)
    ]


def year_row(agency: Agency | None, year: int) -> YearRow:
    """One year of the province (None) or of one agency; without versions when nothing was approved."""
    versions = tuple(CalendarYear.objects.filter(agency=agency, year=year).order_by("-version"))
    return _year_row(year, agency, versions, list(proposals_of(agency).filter(year=year)))


def _year_row(
    year: int, agency: Agency | None, versions: tuple[CalendarYear, ...], proposals: list[CalendarProposal]
) -> YearRow:
    still_open = next((row for row in proposals if row.status == CalendarProposal.Status.PROPOSED), None)
    last = proposals[0] if proposals else None
    returned = last if last and last.status == CalendarProposal.Status.RETURNED else None
    return YearRow(year, agency, versions, still_open, returned)


def proposals_of(agency: Agency | None) -> QuerySet[CalendarProposal]:
    """The proposals of the province (None) or of one agency, newest first."""
    return CalendarProposal.objects.filter(agency=agency).select_related("author", "decided_by", "agency", "based_on")


def waiting_proposals() -> list[CalendarProposal]:
    """All proposals that wait for a second person, oldest first."""
    rows = CalendarProposal.objects.filter(status=CalendarProposal.Status.PROPOSED)
    return list(rows.select_related("author", "agency").order_by("created_at"))


def agencies_with_years() -> list[Agency]:
    """The agencies that have years, or proposals of years, of their own."""
    ids = set(CalendarYear.objects.exclude(agency=None).values_list("agency_id", flat=True))
    ids |= set(CalendarProposal.objects.exclude(agency=None).values_list("agency_id", flat=True))
    return list(Agency.objects.filter(pk__in=ids))


def missing_year(now: datetime) -> int | None:
    """The year whose calendar of the province is missing at `now` (UTC); None while there is time.

    This year's always; next year's from 1 October on: due dates begin to fall into it.
    """
    today = local(now).date()
    wanted = [today.year]
    if (today.month, today.day) >= REMINDER:
        wanted.append(today.year + 1)
    known = set(CalendarYear.objects.filter(agency=None, year__in=wanted).values_list("year", flat=True))
    return next((year for year in wanted if year not in known), None)


def day_rows(table: Mapping[str, Any]) -> list[DayRow]:
    """The days of a kept table, ascending."""
    week = week_pattern(shipped_week())
    kinds = {str(row["day"]): kind for kind in DayKind for row in table.get(kind.value) or []}
    return [
        DayRow(row.day, kinds[row.day.isoformat()], row.name, row.sessions, row.source)
        for row in year_table(table, week).exceptions
    ]


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """The days on which two tables of one year differ, ascending."""
    before = {row.day: row for row in day_rows(old)}
    after = {row.day: row for row in day_rows(new)}
    return [
        Change(day, before.get(day), after.get(day))
        for day in sorted({*before, *after})
        if before.get(day) != after.get(day)
    ]


def usual_sessions() -> tuple[Sessions, ...]:
    """Office hours of a normal week, Monday first."""
    return week_pattern(shipped_week()).days


def proposed_table(year: int) -> dict[str, Any]:
    """A first table of a year, from the law and the lunar calendar, for a person to confirm.

    Raises:
        Refused: ``year_not_proposed``.
    """
    days = propose(year, week_pattern(shipped_week()))
    return {"year": year, "off": [_proposed(day) for day in days], "work": []}


def _proposed(day: ProposedDay) -> dict[str, str]:
    guess = " (ngày cụ thể do Thủ tướng Chính phủ quyết định)" if day.choice else ""
    return {"day": day.day.isoformat(), "name": day.name, "source": f"{day.basis}{guess}"}


def second_opinion(table: Mapping[str, Any]) -> list[SecondOpinion]:
    """The weekdays that are off by a table or by the library `holidays`, ascending."""
    import holidays  # heavy, and only for this page

    year, week = int(table["year"]), usual_sessions()
    library = holidays.country_holidays("VN", years=year, language="vi")
    ours = {
        row.day: row.name for row in day_rows(table) if row.kind in (DayKind.OFF, DayKind.CLOSED) and not row.sessions
    }
    theirs = {day: name for day, name in library.items() if counted_minutes(week[day.weekday()])}
    return [SecondOpinion(day, ours.get(day, ""), theirs.get(day, "")) for day in sorted({*ours, *theirs})]
