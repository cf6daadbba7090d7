"""What the first screen of the board shows: the state of the day, and received and resolved by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import ibis

from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.reports.engines import LIVE, Question
from motcua.reports.facts import dossiers_received, facts, local_day
from motcua.reports.measures import EVERY, MEASURES
from motcua.reports.span import Span

TREND_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Day:
    """The state of the day at an instant; `due_today` and `due_soon` are not yet overdue."""

    received: int
    resolved: int
    due_today: int
    due_soon: int
    pending: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Month:
    """What was received and resolved in a calendar month, and how much of that was late."""

    first: date
    received: int
    resolved: int
    late: int


def day_at(now: datetime, agencies: Iterable[int] | None = None) -> Day:
    """The state of the local day of `now` (UTC), within the agencies (ids; None for all); one query."""
    today = local(now).date()
    span = Span(Period(today, today), now)
    scope = None if agencies is None else frozenset(agencies)
    return Day(*LIVE.rows(Question(_day, (scope is not None,)), [span], scope)[0])


def months_until(now: datetime, agencies: Iterable[int] | None = None) -> list[Month]:
    """The last twelve calendar months, the present one last and up to `now` (UTC); one query."""
    span = Span(Period(_months_back(local(now).date(), TREND_MONTHS - 1), local(now).date()), now)
    scope = None if agencies is None else frozenset(agencies)
    found = LIVE.rows(Question(_months, (scope is not None,)), [span], scope)
    sums = {(year, month): tuple(map(int, counts)) for year, month, *counts in found}
    firsts = [_months_back(local(now).date(), back) for back in range(TREND_MONTHS - 1, -1, -1)]
    return [Month(first, *sums.get((first.year, first.month), (0, 0, 0))) for first in firsts]


def _months_back(day: date, months: int) -> date:
    """The first day of the month so many months before that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def _day(scoped: bool) -> Any:
    known = facts(scoped=scoped)
    keys = ("new", "resolved", "due_today", "due_soon", "pending", "overdue")
    return known.aggregate(**{key: known.count(where=EVERY[key].where(known)) for key in keys})


def _months(scoped: bool) -> Any:
    known = facts(scoped=scoped)
    accepted = dossiers_received(scoped=scoped)
    received = accepted.filter(MEASURES["new"].where(accepted))
    resolved = known.filter(MEASURES["resolved"].where(known))
    # a dossier may be received in one month and resolved in another: two lists of moments, counted together
    moments = received.select(day=local_day(received.accepted_at), received=1, resolved=0, late=0).union(
        resolved.select(
            day=local_day(resolved.ended_at),
            received=0,
            resolved=1,
            late=ibis.ifelse(MEASURES["late"].where(resolved), 1, 0),
        )
    )
    by_month = moments.group_by(year=moments.day.year(), month=moments.day.month())
    return by_month.agg(**{name: moments[name].sum() for name in ("received", "resolved", "late")})
