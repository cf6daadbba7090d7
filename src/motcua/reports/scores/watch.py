"""The index kept day by day: from the first of the year to the end of each day, as it was known then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from motcua.agencies.queries import agencies_in_order
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.law.scoring.index import Missing, Reading
from motcua.reports.models import IndexDay
from motcua.reports.scores.index import IndexTable, index_table
from motcua.reports.span import Span

DAYS_BACK = 31
"""After an outage the days before are made up for, so many at most."""
TREND_DAYS = 90


@dataclass(frozen=True, slots=True)
class Day:
    """The index at the end of a day."""

    day: date
    points: Decimal
    measurable: Decimal

    @property
    def share(self) -> Decimal | None:
        """Points in per cent of what could be counted, to one decimal."""
        return round(self.points * 100 / self.measurable, 1) if self.measurable else None


def year_until(day: date) -> Span:
    """The span of a day of the watch: from the first of its year to its end."""
    period = Period(date(day.year, 1, 1), day)
    return Span(period, period.end)


def keep_days(*, now: datetime) -> int:
    """Keep the index of every day that is over at `now` (UTC) and was not kept, the oldest first.

    Returns:
        How many days were kept.
    """
    yesterday = local(now).date() - timedelta(days=1)
    days = [yesterday - timedelta(days=back) for back in range(DAYS_BACK - 1, -1, -1)]
    kept = set(IndexDay.objects.filter(day__in=days, agency__isnull=True).values_list("day", flat=True))
    return sum(_keep(day, now) for day in days if day not in kept)


def _keep(day: date, now: datetime) -> int:
    table = index_table(year_until(day))
    agencies: list[int | None] = [agency.pk for agency in agencies_in_order()]
    # the province last: a day that has it is whole
    IndexDay.objects.bulk_create([_row(table, agency, day, now) for agency in [*agencies, None]], ignore_conflicts=True)
    return 1


def _row(table: IndexTable, agency: int | None, day: date, now: datetime) -> IndexDay:
    index = table.of(agency)
    return IndexDay(
        day=day,
        agency_id=agency,
        scheme_since=table.scheme.since,
        points=index.points,
        measurable=index.measurable,
        counts={key: _stored(reading) for key, reading in table.readings(agency).items()},
        made_at=now,
    )


def _stored(reading: Reading) -> Any:
    return reading.value if isinstance(reading, Missing) else [reading.part, reading.whole]


def trend(agency: int | None, *, until: date, days: int = TREND_DAYS) -> list[Day]:
    """The kept days of an agency (id) or the province (None), the latest last (one query)."""
    rows = IndexDay.objects.filter(agency=agency, day__lte=until, day__gt=until - timedelta(days=days))
    return [Day(*row) for row in rows.order_by("day").values_list("day", "points", "measurable")]


def latest(agencies: Iterable[int], *, until: date) -> dict[int, Day]:
    """The newest kept day of each of these agencies (ids), in one query."""
    rows = IndexDay.objects.filter(agency_id__in=list(agencies), day__lte=until)
    newest = rows.order_by("agency_id", "-day").distinct("agency_id")
    return {row.agency_id: Day(row.day, row.points, row.measurable) for row in newest if row.agency_id is not None}
