"""The monthly notice to each agency: what it received and resolved, what was late and why, what is overdue.

The figures are those of the same measures as every other report, as known when the month ended: a notice made a week
late, after an outage, says what it would have said in time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from django.db import transaction
from django.db.models import Count, F, Max, QuerySet
from django.http import Http404

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.dossiers.models import Dossier, Task
from motcua.law.lifecycle.state import LateCause
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.reports import lateness
from motcua.reports.drill import DossierList, Figure
from motcua.reports.mails import write_mails
from motcua.reports.measures import MEASURES
from motcua.reports.models import MonthlyNotice
from motcua.reports.monthly_figures import MonthFigures, OverdueLine, UnitLine
from motcua.reports.one_stop import one_stop
from motcua.reports.span import Span

LISTED = 200
"""Overdue dossiers that a notice names; their number is told in full."""
MONTHS_BACK = 12
"""After a longer outage no older months are made up for."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it is read."""

    agency_code: str
    agency: str
    month: date
    made_at: datetime
    figures: MonthFigures

    @property
    def period(self) -> Period:
        """The month."""
        return Period.month(self.month.year, self.month.month)

    @property
    def causes(self) -> list[tuple[str, int]]:
        """The causes of lateness that occurred, in words, the most frequent first."""
        found = [(LateCause(code).label, number) for code, number in self.figures.causes.items()]
        return sorted(found, key=lambda cause: (-cause[1], cause[0]))


def make_monthly_notices(*, now: datetime) -> int:
    """Make the notices of every month that is over at `now` (UTC) and has none yet.

    The first time only the last month is taken; later every month since the latest notice.

    Returns:
        How many notices were made.
    """
    return sum(_make(month, now) for month in _months_due(local(now).date()))


def _months_due(today: date) -> list[date]:
    last = _before(today.replace(day=1))
    latest = MonthlyNotice.objects.aggregate(latest=Max("month"))["latest"]
    months = [last]
    while latest is not None and months[-1] > latest and len(months) < MONTHS_BACK:
        months.append(_before(months[-1]))
    # the latest month is taken again: an agency may have been left out when a run was cut short
    return [month for month in reversed(months) if latest is None or month >= latest]


def _before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def _make(month: date, now: datetime) -> int:
    made = set(MonthlyNotice.objects.filter(month=month).values_list("agency_id", flat=True))
    period = Period.month(month.year, month.month)
    span = Span(period, period.end)
    rows = [row for row in one_stop(span).rows if row.agency_id not in made]
    if not rows:
        return 0
    causes, units = _causes(period), _units(span)
    notices = [
        MonthlyNotice(
            agency_id=row.agency_id,
            month=month,
            made_at=now,
            figures=msgspec.to_builtins(
                MonthFigures(
                    dict(row.counts),
                    causes[row.agency_id],
                    tuple(units[row.agency_id]),
                    _overdue(span, row.agency_id) if row.counts["overdue"] else (),
                )
            ),
        )
        for row in rows
    ]
    with transaction.atomic():
        MonthlyNotice.objects.bulk_create(notices, ignore_conflicts=True)
        written = MonthlyNotice.objects.filter(month=month, agency_id__in=[row.agency_id for row in rows])
        write_mails(written, at=now)
    return len(notices)


def _causes(period: Period) -> Mapping[int, dict[str, int]]:
    """Agency → cause → dossiers resolved late in the month."""
    late = Dossier.objects.filter(ended_at__gte=period.start, ended_at__lt=period.end, ended_at__gt=F("due_at"))
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for agency, cause, number in late.values_list("agency_id", "late_cause").annotate(number=Count("pk")):
        found[agency][cause] = number
    return found


def _units(span: Span) -> Mapping[int, list[UnitLine]]:
    """Agency → its units with the steps they left in the month; a step is late as `lateness` says, nowhere else."""
    late = _by_unit(lateness.ended_late(span))
    left = _by_unit(lateness.ended(span))
    found: defaultdict[int, list[UnitLine]] = defaultdict(list)
    for agency, unit in sorted(left, key=lambda desk: (desk[0], -late[desk], desk[1])):
        found[agency].append(UnitLine(unit, left[agency, unit], late[agency, unit]))
    return found


def _by_unit(steps: QuerySet[Task]) -> Counter[tuple[int, str]]:
    rows = steps.values_list("agency_id", "unit").annotate(number=Count("pk")).order_by()
    return Counter({(agency, unit): number for agency, unit, number in rows})


def _overdue(span: Span, agency_id: int) -> tuple[OverdueLine, ...]:
    found = DossierList(span, Figure(MEASURES["overdue"]), frozenset({agency_id}))[:LISTED]
    return tuple(OverdueLine(row.code, row.procedure, row.due_at) for row in found if row.due_at is not None)


def readable_agencies(actor: Actor) -> frozenset[int] | None:
    """Ids of the agencies whose notices the actor may read: those headed, all (None) for overseers."""
    if actor.sees_everything:
        return None
    return frozenset(seat.agency_id for seat in actor.seats_as(Role.LEADER))


def notices_for(actor: Actor, *, limit: int = 400) -> list[Notice]:
    """The notices that the actor may read, the latest month first; one query."""
    return [_notice(row) for row in _readable(actor).order_by("-month", "agency__order", "agency__code")[:limit]]


def notice_for(actor: Actor, agency_code: str, month: date) -> Notice:
    """One notice.

    Raises:
        Http404: there is none, or not for this actor.
    """
    row = _readable(actor).filter(agency__code=agency_code, month=month.replace(day=1)).first()
    if row is None:
        raise Http404(f"no notice {agency_code} {month} for {actor.username}")
    return _notice(row)


def _readable(actor: Actor) -> Any:
    rows = MonthlyNotice.objects.select_related("agency")
    scope = readable_agencies(actor)
    return rows if scope is None else rows.filter(agency_id__in=scope)


def _notice(row: MonthlyNotice) -> Notice:
    return Notice(row.agency.code, row.agency.name, row.month, row.made_at, msgspec.convert(row.figures, MonthFigures))
