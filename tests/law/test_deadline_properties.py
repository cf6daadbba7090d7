"""Due dates against the minute-walking oracle, and the laws of arithmetic that must hold."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from law.calendars import NATIONAL, SPECIMENS, at, days, hours, instants, limits
from law.oracle import Oracle, UnknownYear
from motcua.law.bulk import due_many
from motcua.law.deadline import Counting, TimeLimit, Unit, due
from motcua.law.worktime import VIETNAM, Calendar, CalendarNotApproved

specimens = st.sampled_from(SPECIMENS)


def outcome(calendar: Calendar, start: datetime, limit: TimeLimit) -> datetime | int:
    """The due instant, or the year that was refused."""
    try:
        return due(calendar, start, limit)
    except CalendarNotApproved as refusal:
        return refusal.year


def walked(oracle: Oracle, start: datetime, limit: TimeLimit, standard_day: int) -> datetime | int:
    try:
        return oracle.due(start.replace(tzinfo=None), limit, standard_day).replace(tzinfo=VIETNAM)
    except UnknownYear as unknown:
        return unknown.year


@settings(max_examples=400, deadline=None)
@given(specimens, instants(), limits())
def test_due_equals_the_oracle(specimen: tuple[Calendar, Oracle], start: datetime, limit: TimeLimit) -> None:
    calendar, oracle = specimen
    assert outcome(calendar, start, limit) == walked(oracle, start, limit, calendar.standard_day)


@given(specimens, instants(), st.timedeltas(timedelta(0), timedelta(days=9)), limits())
def test_a_later_start_is_never_due_earlier(
    specimen: tuple[Calendar, Oracle], start: datetime, later: timedelta, limit: TimeLimit
) -> None:
    first, second = outcome(specimen[0], start, limit), outcome(specimen[0], start + later, limit)
    assume(isinstance(first, datetime) and isinstance(second, datetime))
    assert first <= second


@given(specimens, instants(), limits(), st.integers(0, 9))
def test_a_longer_limit_is_never_due_earlier(
    specimen: tuple[Calendar, Oracle], start: datetime, limit: TimeLimit, more: int
) -> None:
    assume(limit.unit is not Unit.SAME_DAY)
    longer = TimeLimit(limit.value + more, limit.unit, limit.counting)
    first, second = outcome(specimen[0], start, limit), outcome(specimen[0], start, longer)
    assume(isinstance(first, datetime) and isinstance(second, datetime))
    assert first <= second


@given(instants(), st.integers(1, 5000), st.integers(1, 5000))
def test_limits_add_up(start: datetime, a: int, b: int) -> None:
    assume(2018 <= start.year <= 2025)
    halfway = NATIONAL.add_minutes(start, a)
    assert NATIONAL.add_minutes(halfway, b) == NATIONAL.add_minutes(start, a + b)


@settings(deadline=None)
@given(st.sampled_from(range(len(SPECIMENS))), st.lists(instants(), min_size=1, max_size=30), limits(60))
def test_bulk_equals_one_by_one(which: int, starts: list[datetime], limit: TimeLimit) -> None:
    calendar = SPECIMENS[which][0]
    singles = [(start, outcome(calendar, start, limit)) for start in starts]
    known = [(start, found) for start, found in singles if isinstance(found, datetime)]
    if len(known) < len(singles):
        with pytest.raises(CalendarNotApproved) as refusal:
            due_many(calendar, _utc(starts), limit)
        assert refusal.value.year in {found for _, found in singles}
    found = due_many(calendar, _utc([start for start, _ in known]), limit)
    assert found.tolist() == _utc([instant for _, instant in known]).tolist()


def _utc(instants: list[datetime]) -> np.ndarray:
    minutes = [int(instant.timestamp()) // 60 for instant in instants]
    return np.array(minutes, dtype=np.int64).astype("datetime64[m]")


def test_bulk_keeps_shape_and_drops_seconds() -> None:
    starts = np.array([["2021-03-01T08:20:59", "2021-03-01T08:20:01"]], dtype="datetime64[s]")
    found = due_many(NATIONAL, starts, days(5))
    assert found.dtype == np.dtype("datetime64[m]")
    assert found.tolist() == np.array([["2021-03-08T08:20", "2021-03-08T08:20"]], dtype="datetime64[m]").tolist()


def test_bulk_of_nothing_is_nothing() -> None:
    assert due_many(NATIONAL, np.array([], dtype="datetime64[m]"), hours(4)).size == 0


def test_bulk_refuses_a_missing_instant() -> None:
    with pytest.raises(ValueError, match="NaT"):
        due_many(NATIONAL, np.array(["2021-03-01", "NaT"], dtype="datetime64[m]"), hours(4))


def test_bulk_names_the_first_unapproved_year() -> None:
    starts = _utc([at("31/12/2026 15:00"), at("01/03/2021 15:00")])
    with pytest.raises(CalendarNotApproved) as refusal:
        due_many(NATIONAL, starts, days(1, counting=Counting.WHOLE_DAYS))
    assert refusal.value.year == 2027
