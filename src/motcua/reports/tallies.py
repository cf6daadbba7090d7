"""Days that are over, counted once.

Acceptance and the end of a dossier are recorded when they happen and never move; the due date of a dossier that has
ended does not move either. So what was received and resolved on a local day that is over stays as it is, and need not
be counted again each time somebody looks at a year: `verify` proves it by counting anew. The present day is always
counted live, and so is every day that was not tallied yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Min

from motcua.dossiers.models import Dossier
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.reports.engines import LIVE, Question
from motcua.reports.facts import local_day
from motcua.reports.measures import MEASURES
from motcua.reports.models_tallies import DayTally, TallyMark
from motcua.reports.present import accepted_of_late, ended_of_late, hour_of
from motcua.reports.span import Span

SETTLED = timedelta(minutes=15)
"""After midnight the last transactions of the day before may still be on their way."""
FIGURES = ("received", "resolved", "early", "on_time", "late")
_ENDED = FIGURES[1:]
Key = tuple[int, date]


@dataclass(slots=True)
class Tally:
    """What an agency received, by local hour, and resolved on a day."""

    agency_id: int
    day: date
    hours: list[int]
    resolved: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0

    @property
    def received(self) -> int:
        """All that was received that day."""
        return sum(self.hours)


@dataclass(frozen=True, slots=True)
class Difference:
    """A day whose tally is not what counting it anew gives; None where there is no such row."""

    agency_id: int
    day: date
    kept: tuple[int, ...] | None
    counted: tuple[int, ...] | None


def keep_tallies(*, now: datetime) -> int:
    """Tally every day that is over at `now` (UTC) and was not, all in one transaction.

    Run twice, or twice at once, it tallies a day once.

    Returns:
        How many days were tallied.
    """
    last = local(now - SETTLED).date() - timedelta(days=1)
    with transaction.atomic():
        begin = _first_day()
        if begin is None:
            return 0
        before = begin - timedelta(days=1)
        # a second process waits here for the first, and goes on from where that one has come to
        TallyMark.objects.bulk_create([TallyMark(day=before, made_at=now)], ignore_conflicts=True)
        first = TallyMark.objects.select_for_update().get().day + timedelta(days=1)
        if first > last:
            return 0
        TallyMark.objects.update(day=last, made_at=now)
        DayTally.objects.bulk_create((_row(tally) for tally in count_days(first, last)), batch_size=2000)
    return (last - first).days + 1


def forget_tallies() -> None:
    """Throw all tallies away, as after dossiers of past days were loaded; they are made again by `keep_tallies`."""
    with transaction.atomic():
        TallyMark.objects.all().delete()
        DayTally.objects.all().delete()


def verify_tallies() -> list[Difference]:
    """Every tallied day counted anew: the days on which something differs, which nothing in the system can cause."""
    mark = TallyMark.objects.first()
    if mark is None:
        return []
    kept = {(row.agency_id, row.day): _figures(row) for row in DayTally.objects.iterator()}
    first = min([day for _, day in kept] + [_first_day() or mark.day])
    found = {(tally.agency_id, tally.day): _figures(tally) for tally in count_days(first, mark.day)}
    return [
        Difference(agency, day, kept.get((agency, day)), found.get((agency, day)))
        for agency, day in sorted({*kept, *found}, key=lambda key: (key[1], key[0]))
        if kept.get((agency, day)) != found.get((agency, day))
    ]


def tallied_until() -> date | None:
    """The last day that is tallied, all days before it being so too; None: none is."""
    return TallyMark.objects.values_list("day", flat=True).first()


def count_days(
    first: date, last: date, *, as_of: datetime | None = None, agencies: Iterable[int] | None = None
) -> list[Tally]:
    """The days counted live, by agency (two queries); days on which nothing happened are left out.

    Args:
        as_of: an instant in UTC, for the day that is not over.
        agencies: ids; None for all.
    """
    period = Period(first, last)
    span = Span(period, as_of or period.end)
    scope = None if agencies is None else frozenset(agencies)
    found: dict[Key, Tally] = {}
    for agency, day, hour, number in LIVE.rows(Question(_received, (scope is not None,)), [span], scope):
        _of(found, agency, day).hours[int(hour)] += number
    for agency, day, *numbers in LIVE.rows(Question(_resolved, (scope is not None,)), [span], scope):
        tally = _of(found, agency, day)
        tally.resolved, tally.early, tally.on_time, tally.late = map(int, numbers)
    return list(found.values())


def _of(found: dict[Key, Tally], agency: int, day: date) -> Tally:
    return found.setdefault((agency, day), Tally(agency, day, [0] * 24))


def _first_day() -> date | None:
    first = Dossier.objects.aggregate(first=Min("accepted_at"))["first"]
    return local(first).date() if first else None


def _row(tally: Tally) -> DayTally:
    figures = {name: getattr(tally, name) for name in FIGURES}
    return DayTally(agency_id=tally.agency_id, day=tally.day, hours=tally.hours, **figures)


def _figures(row: Tally | DayTally) -> tuple[int, ...]:
    return (*row.hours, *(getattr(row, name) for name in FIGURES))


def _received(scoped: bool) -> Any:
    known = accepted_of_late(scoped=scoped)
    new = known.filter(MEASURES["new"].where(known))
    by_hour = new.group_by(agency=new.agency_id, day=local_day(new.accepted_at), hour=hour_of(new.accepted_at))
    return by_hour.agg(number=new.count())


def _resolved(scoped: bool) -> Any:
    known = ended_of_late(scoped=scoped)
    ended = known.filter(MEASURES["resolved"].where(known))
    by_day = ended.group_by(agency=ended.agency_id, day=local_day(ended.ended_at))
    return by_day.agg(**{key: ended.count(where=MEASURES[key].where(ended)) for key in _ENDED})
