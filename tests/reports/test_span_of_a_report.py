"""Which span a report may have, and whose knowledge it shows by default."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.span import span_of
from reports.histories import PERIOD, at


def test_a_past_period_is_shown_as_known_at_its_end() -> None:
    assert span_of(PERIOD, now=at("2019-12-16 08:00")).as_of == PERIOD.end == at("2019-04-01 00:00")


def test_a_running_period_is_shown_as_known_now() -> None:
    now = at("2019-03-15 08:00")
    assert span_of(PERIOD, now=now).as_of == now


def test_a_later_as_of_instant_may_be_chosen() -> None:
    later = at("2019-05-01 00:00")
    assert span_of(PERIOD, now=at("2019-12-16 08:00"), as_of=later).as_of == later


@pytest.mark.parametrize(
    ("as_of", "code"),
    [("2019-12-16 08:01", "as_of_in_future"), ("2019-02-28 23:59", "as_of_before_period")],
)
def test_an_as_of_instant_outside_the_period_and_the_present_is_refused(as_of: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        span_of(PERIOD, now=at("2019-12-16 08:00"), as_of=at(as_of))
    assert (refused.value.code, refused.value.field) == (code, "as_of")


def test_a_period_that_has_not_begun_is_refused_at_its_first_day() -> None:
    tomorrow = Period(date(2019, 12, 17), date(2019, 12, 31))
    with pytest.raises(Refused) as refused:
        span_of(tomorrow, now=at("2019-12-16 08:00"))
    assert (refused.value.code, refused.value.field) == ("period_in_future", "first")


def test_due_dates_of_a_past_period_are_judged_at_its_end_even_when_asked_later() -> None:
    now = PERIOD.end + timedelta(days=90)
    assert span_of(PERIOD, now=now, as_of=now).horizon == PERIOD.end
