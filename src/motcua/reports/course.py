"""What has come and gone until now: the months, the year of each agency, the hours at which people come.

Days that are over come from the tallies (`reports.tallies`), the days since, today among them, are counted live.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, cast

from django.db import connection

from motcua.agencies.models import Agency
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.reports.table import share
from motcua.reports.tallies import Tally, count_days, tallied_until

TREND_MONTHS = 12
RUSH_WEEKS = 12
LONG_AGO = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Month:
    """What was received and resolved in a calendar month, and how much of that was late."""

    first: date
    received: int
    resolved: int
    late: int

    @property
    def last(self) -> date:
        """The last day of the month."""
        return _months_back(self.first, -1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """The calendar year of an agency until now: what was carried over and received, and what was resolved."""

    agency_id: int
    code: str
    name: str
    short_name: str
    total: int
    resolved: int
    in_time: int


@dataclass(frozen=True, slots=True)
class Course:
    """What has come and gone until now.

    Attributes:
        months: the last twelve, the present one last.
        years: of the agencies that had dossiers in the calendar year, in their order.
        rush: received by weekday (0 is Monday) and local hour, in the weeks of `rush_days`.
        received, resolved: today.
    """

    months: tuple[Month, ...]
    years: tuple[AgencyYear, ...]
    rush: Mapping[tuple[int, int], int]
    rush_days: Period
    received: int
    resolved: int

    @property
    def total(self) -> int:
        """Dossiers of the year."""
        return sum(row.total for row in self.years)

    @property
    def resolved_in_year(self) -> int:
        """Dossiers resolved in the year."""
        return sum(row.resolved for row in self.years)

    @property
    def late_in_year(self) -> int:
        """Of these, those that ended late."""
        return sum(row.resolved - row.in_time for row in self.years)

    @property
    def on_time_rate(self) -> Decimal | None:
        """Early and on time, in per cent of what was resolved in the year."""
        return share(sum(row.in_time for row in self.years), self.resolved_in_year)


def course_until(now: datetime, agencies: Iterable[int] | None = None) -> Course:
    """What has come and gone until `now` (UTC), within the agencies (ids; None for all); seven queries at most."""
    today = local(now).date()
    scope = None if agencies is None else frozenset(agencies)
    rush = Period(today - timedelta(days=7 * RUSH_WEEKS), today - timedelta(days=1))
    mark = tallied_until()
    live = count_days(mark + timedelta(days=1) if mark else LONG_AGO, today, as_of=now, agencies=scope)
    kept = _Kept(scope, today, rush) if mark else None
    of_today = [tally for tally in live if tally.day == today]
    return Course(
        _months(live, kept, today),
        _years(live, kept, date(today.year, 1, 1)),
        _rush(live, kept, rush),
        rush,
        sum(tally.received for tally in of_today),
        sum(tally.resolved for tally in of_today),
    )


def months_until(now: datetime, agencies: Iterable[int] | None = None) -> list[Month]:
    """The last twelve calendar months, the present one last and up to `now` (UTC)."""
    return list(course_until(now, agencies).months)


def _months_back(day: date, months: int) -> date:
    """The first day of the month so many months before that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


class _Kept:
    """Sums over the tallies, within a scope; what is tallied lies before today."""

    def __init__(self, scope: frozenset[int] | None, today: date, rush: Period) -> None:
        self.bound: dict[str, Any] = {
            "agencies": None if scope is None else sorted(scope),
            "months": _months_back(today, TREND_MONTHS - 1),
            "year": date(today.year, 1, 1),
            "first": rush.first,
            "last": rush.last,
        }

    def months(self) -> Sequence[tuple[date, int, int, int]]:
        """First day of the month, received, resolved, late."""
        return self._rows(
            "SELECT date_trunc('month', day)::date, sum(received), sum(resolved), sum(late)"
            " FROM reports_daytally WHERE day >= %(months)s AND {scope} GROUP BY 1"
        )

    def years(self) -> Sequence[tuple[int, int, int, int]]:
        """Agency, dossiers of the year, resolved, early or on time; what was pending at its start is carried over."""
        return self._rows(
            "SELECT agency_id, sum(received) - coalesce(sum(resolved) FILTER (WHERE day < %(year)s), 0),"
            " coalesce(sum(resolved) FILTER (WHERE day >= %(year)s), 0),"
            " coalesce(sum(early + on_time) FILTER (WHERE day >= %(year)s), 0)"
            " FROM reports_daytally WHERE {scope} GROUP BY 1"
        )

    def rush(self) -> Sequence[tuple[int, int, int]]:
        """Weekday (0 is Monday), hour, received."""
        return self._rows(
            "SELECT extract(isodow FROM day)::int - 1, hour::int - 1, sum(number)"
            " FROM reports_daytally CROSS JOIN unnest(hours) WITH ORDINALITY AS of_hour (number, hour)"
            " WHERE day BETWEEN %(first)s AND %(last)s AND number > 0 AND {scope} GROUP BY 1, 2"
        )

    def _rows(self, text: str) -> list[tuple[Any, ...]]:
        scope = "TRUE" if self.bound["agencies"] is None else "agency_id = ANY(%(agencies)s)"
        with connection.cursor() as cursor:
            cursor.execute(text.format(scope=scope), self.bound)
            return cast(list[tuple[Any, ...]], cursor.fetchall())


def _months(live: Iterable[Tally], kept: _Kept | None, today: date) -> tuple[Month, ...]:
    firsts = [_months_back(today, back) for back in range(TREND_MONTHS - 1, -1, -1)]
    sums = {first: [0, 0, 0] for first in firsts}
    found = [(tally.day.replace(day=1), tally.received, tally.resolved, tally.late) for tally in live]
    for first, *numbers in (*found, *(kept.months() if kept else ())):
        if first in sums:
            sums[first] = [have + int(more) for have, more in zip(sums[first], numbers, strict=True)]
    return tuple(Month(first, *sums[first]) for first in firsts)


def _years(live: Iterable[Tally], kept: _Kept | None, year: date) -> tuple[AgencyYear, ...]:
    sums: dict[int, list[int]] = {}
    found = [
        (t.agency_id, t.received, t.resolved, t.early + t.on_time)
        if t.day >= year
        else (t.agency_id, t.received - t.resolved, 0, 0)
        for t in live
    ]
    for agency, *numbers in (*found, *(kept.years() if kept else ())):
        sums[agency] = [have + int(more) for have, more in zip(sums.get(agency, [0, 0, 0]), numbers, strict=True)]
    listed = Agency.objects.filter(pk__in=[agency for agency, numbers in sums.items() if numbers[0]])
    return tuple(
        AgencyYear(agency.pk, agency.code, agency.name, agency.short_name, *sums[agency.pk])
        for agency in listed.order_by("order", "code")
    )


def _rush(live: Iterable[Tally], kept: _Kept | None, days: Period) -> Mapping[tuple[int, int], int]:
    sums: Counter[tuple[int, int]] = Counter()
    for tally in live:
        if days.first <= tally.day <= days.last:
            sums.update({(tally.day.weekday(), hour): number for hour, number in enumerate(tally.hours) if number})
    for weekday, hour, number in kept.rush() if kept else ():
        sums[weekday, hour] += int(number)
    return sums
