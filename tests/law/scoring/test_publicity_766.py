"""When a procedure counts as published and as made public in time (QĐ 766, 1.1 and 1.2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.calendars import NATIONAL
from motcua.law.scoring.publicity import (
    latest_publicising,
    latest_signing,
    publicised_in_time,
    published_in_time,
)


def test_a_province_publishes_five_working_days_ahead() -> None:
    # Friday 15/03/2019: five working days before it is Friday 08/03/2019
    assert published_in_time(date(2019, 3, 8), date(2019, 3, 15), NATIONAL)
    assert not published_in_time(date(2019, 3, 9), date(2019, 3, 15), NATIONAL)


def test_holidays_are_no_working_days_before_an_effect() -> None:
    assert latest_signing(date(2019, 5, 2), NATIONAL) < date(2019, 4, 25)


def test_a_decision_is_made_public_within_five_working_days() -> None:
    assert publicised_in_time(date(2019, 3, 8), date(2019, 3, 15), NATIONAL)
    assert not publicised_in_time(date(2019, 3, 8), date(2019, 3, 16), NATIONAL)


def test_a_decision_of_a_day_off_counts_from_the_next_working_day() -> None:
    assert latest_publicising(date(2019, 3, 9), NATIONAL) == date(2019, 3, 15)


days = st.dates(date(2019, 1, 15), date(2020, 12, 1))


@given(days)
def test_between_the_last_day_of_signing_and_the_effect_lie_five_working_days(effect: date) -> None:
    signed = latest_signing(effect, NATIONAL)
    between = [signed + timedelta(days=n) for n in range((effect - signed).days)]
    assert sum(map(NATIONAL.is_working_day, between)) == 5
    assert NATIONAL.is_working_day(signed)


@given(days)
def test_up_to_the_last_day_of_making_public_lie_five_working_days(signed: date) -> None:
    last = latest_publicising(signed, NATIONAL)
    after = [signed + timedelta(days=n) for n in range(1, (last - signed).days + 1)]
    assert sum(map(NATIONAL.is_working_day, after)) == 5


@pytest.mark.parametrize("late", [1, 2, 30])
def test_later_is_never_in_time_again(late: int) -> None:
    last = latest_publicising(date(2019, 3, 8), NATIONAL)
    assert not publicised_in_time(date(2019, 3, 8), last + timedelta(days=late), NATIONAL)
