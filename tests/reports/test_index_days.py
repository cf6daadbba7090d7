"""The index kept day by day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from law.calendars import at as moment
from motcua.agencies.models import Agency
from motcua.reports.models import IndexDay
from motcua.reports.scores import watch
from reports.histories import FIRST, history, put

pytestmark = pytest.mark.django_db
NOW = moment("13/03/2019 07:45")


@pytest.fixture(autouse=True)
def few_days(province: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """An outage of three days at most."""
    monkeypatch.setattr(watch, "DAYS_BACK", 3)


def days(agency: int | None = None) -> list[date]:
    return list(IndexDay.objects.filter(agency=agency).order_by("day").values_list("day", flat=True))


def test_every_day_that_is_over_is_kept_for_the_province_and_each_agency() -> None:
    assert watch.keep_days(now=NOW) == 3
    assert days() == [date(2019, 3, 10), date(2019, 3, 11), date(2019, 3, 12)]
    assert days(Agency.objects.get(code=FIRST).pk) == days()


def test_a_second_run_keeps_nothing_anew() -> None:
    watch.keep_days(now=NOW)
    assert watch.keep_days(now=NOW) == 0
    assert watch.keep_days(now=moment("14/03/2019 00:10")) == 1


def test_a_day_is_as_it_was_known_when_it_ended() -> None:
    put([history("2019-03-04 08:00", "2019-03-11 17:00", "2019-03-13 07:00")])
    watch.keep_days(now=NOW)
    counts = {row.day.day: row.counts["on_time"] for row in IndexDay.objects.filter(agency=None)}
    assert counts == {10: [1, 1], 11: [0, 1], 12: [0, 1]}


def test_a_day_keeps_why_an_indicator_could_not_be_counted() -> None:
    watch.keep_days(now=NOW)
    assert IndexDay.objects.filter(agency=None).first().counts["complaints_on_time"] == "no_source"


def test_the_trend_is_of_one_agency_or_the_province() -> None:
    put([history("2019-03-04 08:00", "2019-03-11 17:00")])
    watch.keep_days(now=NOW)
    first = Agency.objects.get(code=FIRST).pk
    trend = watch.trend(first, until=date(2019, 3, 12))
    assert [day.day.day for day in trend] == [10, 11, 12]
    assert trend[0].points > trend[1].points
    assert watch.latest([first], until=date(2019, 3, 12))[first] == trend[-1]


def test_a_share_is_of_what_could_be_counted() -> None:
    assert watch.Day(date(2019, 3, 1), Decimal(30), Decimal(40)).share == 75
    assert watch.Day(date(2019, 3, 1), Decimal(0), Decimal(0)).share is None
