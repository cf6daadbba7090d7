"""What the dashboard shows of this moment: the state of the day, and what is pending by how long it has been here.

All of it is counted live, from what is pending now; what has come and gone is `reports.course`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.reports.ageing import BRACKETS, STOPPED
from motcua.reports.conditions import SOON_DAYS
from motcua.reports.engines import LIVE, Question
from motcua.reports.facts import local_day
from motcua.reports.measures import MEASURES
from motcua.reports.present import pending_now
from motcua.reports.span import Span
from motcua.reports.tallies import count_days


@dataclass(frozen=True, slots=True)
class Day:
    """The state of the day at an instant; `due_today` and `due_soon` are not yet overdue."""

    received: int
    resolved: int
    due_today: int
    due_soon: int
    pending: int
    overdue: int


def pending_at(now: datetime, agencies: Iterable[int] | None = None) -> Mapping[str, int]:
    """What is pending at `now` (UTC), within the agencies (ids; None for all); two queries.

    Returns:
        Counts by key of measure: `pending`, `within`, `overdue`, `due_today`, `due_soon`, those of `reports.ageing`.
    """
    today = local(now).date()
    scope = None if agencies is None else frozenset(agencies)
    span = Span(Period(today, today), now)
    counts: Counter[str] = Counter()
    # two short lists: days of acceptance and due dates together would make a long one
    for day, number in LIVE.rows(Question(_by_acceptance, (scope is not None,)), [span], scope):
        counts.update(dict.fromkeys(_aged((today - day).days), int(number)))
    for day, overdue, number in LIVE.rows(Question(_by_due_date, (scope is not None,)), [span], scope):
        counts.update(dict.fromkeys(_due(None if day is None else (day - today).days, overdue), int(number)))
    return counts


def day_at(now: datetime, agencies: Iterable[int] | None = None) -> Day:
    """The state of the local day of `now` (UTC), within the agencies (ids; None for all); four queries."""
    today = local(now).date()
    scope = None if agencies is None else frozenset(agencies)
    tallies = count_days(today, today, as_of=now, agencies=scope)
    return day_of(pending_at(now, scope), sum(t.received for t in tallies), sum(t.resolved for t in tallies))


def day_of(pending: Mapping[str, int], received: int, resolved: int) -> Day:
    """The state of a day, from what is pending and what came and went that day."""
    return Day(received, resolved, *(pending.get(key, 0) for key in ("due_today", "due_soon", "pending", "overdue")))


def _aged(days: int) -> Iterator[str]:
    """The measures that a dossier accepted so many days ago counts in."""
    yield from (f"aged_{bracket.key}" for bracket in BRACKETS if bracket.holds(days))


def _due(days: int | None, overdue: bool) -> Iterator[str]:
    """The measures that a dossier due in so many days counts in; None: its clock is stopped."""
    yield "pending"
    yield "overdue" if overdue else "within"
    if days is None:
        yield STOPPED.key
    elif overdue:
        yield from (f"overdue_{bracket.key}" for bracket in BRACKETS if bracket.holds(-days))
    else:
        yield from (f"due_in_{bracket.key}" for bracket in BRACKETS if bracket.holds(days))
        if days <= SOON_DAYS:
            yield "due_soon" if days else "due_today"


def _by_acceptance(scoped: bool) -> Any:
    known = pending_now(scoped=scoped)
    return known.group_by(day=local_day(known.accepted_at)).agg(number=known.count())


def _by_due_date(scoped: bool) -> Any:
    known = pending_now(scoped=scoped)
    overdue = MEASURES["overdue"].where(known).fill_null(False)
    return known.group_by(day=local_day(known.due_at), overdue=overdue).agg(number=known.count())
