"""Reporting periods: cut-off on the 14th, both ends included, local days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.calendars import at
from motcua.law.periods import Period
from motcua.law.refusal import Refused


@pytest.mark.parametrize(
    ("period", "first", "last", "name"),
    [
        (Period.month(2019, 2), date(2019, 1, 15), date(2019, 2, 14), "Tháng 02/2019"),
        (Period.month(2019, 1), date(2018, 12, 15), date(2019, 1, 14), "Tháng 01/2019"),
        (Period.quarter(2019, 1), date(2018, 12, 15), date(2019, 3, 14), "Quý I năm 2019"),
        (Period.quarter(2019, 4), date(2019, 9, 15), date(2019, 12, 14), "Quý IV năm 2019"),
        (Period.half(2019, 1), date(2018, 12, 15), date(2019, 6, 14), "6 tháng đầu năm 2019"),
        (Period.half(2019, 2), date(2019, 6, 15), date(2019, 12, 14), "6 tháng cuối năm 2019"),
        (Period.nine_months(2019), date(2018, 12, 15), date(2019, 9, 14), "9 tháng năm 2019"),
        (Period.year(2019), date(2018, 12, 15), date(2019, 12, 14), "Năm báo cáo 2019"),
        (Period.calendar_year(2019), date(2019, 1, 1), date(2019, 12, 31), "Năm 2019"),
    ],
)
def test_the_periods_of_the_decree(period: Period, first: date, last: date, name: str) -> None:
    assert (period.first, period.last) == (first, last)
    assert period.label == f"{name} (từ {first:%d/%m/%Y} đến {last:%d/%m/%Y})"


def test_a_period_of_other_days_is_named_by_them() -> None:
    assert Period(date(2019, 1, 1), date(2019, 12, 15)).label == "Từ 01/01/2019 đến 15/12/2019"
    assert Period(date(2019, 1, 15), date(2019, 4, 14)).label == "Từ 15/01/2019 đến 14/04/2019"


def test_a_period_begins_and_ends_at_local_midnight() -> None:
    period = Period.month(2019, 2)
    assert period.start == datetime(2019, 1, 14, 17, tzinfo=UTC)
    assert period.end == datetime(2019, 2, 14, 17, tzinfo=UTC)


def test_both_ends_are_included() -> None:
    period = Period.month(2019, 2)
    assert at("15/01/2019 00:00") in period
    assert at("14/02/2019 23:59") in period
    assert at("14/01/2019 23:59") not in period
    assert at("15/02/2019 00:00") not in period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2019-02", Period.month(2019, 2)),
        ("2019-Q3", Period.quarter(2019, 3)),
        ("2019-h2", Period.half(2019, 2)),
        ("2019-9M", Period.nine_months(2019)),
        (" 2019 ", Period.year(2019)),
        ("2019-01-01..2019-12-31", Period.calendar_year(2019)),
        ("2019-01-01/2019-12-31", Period.calendar_year(2019)),
        ("01/01/2019–31/12/2019", Period.calendar_year(2019)),
        ("1/1/2019 - 31/12/2019", Period.calendar_year(2019)),
    ],
)
def test_periods_are_read_as_people_and_addresses_write_them(text: str, period: Period) -> None:
    assert Period.parse(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2019-13",
        "2019-Q5",
        "19",
        "0000",
        "2019-02-30..2019-03-01",
        "2019-03-01..2019-02-01",
        "31/2/2019-1/3/2019",
    ],
)
def test_other_periods_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        Period.parse(text)
    assert refusal.value.code == "period_malformed"


@given(st.integers(2000, 2100))
def test_months_quarters_and_halves_tile_the_reporting_year(year: int) -> None:
    for parts in (
        [Period.month(year, n) for n in range(1, 13)],
        [Period.quarter(year, n) for n in range(1, 5)],
        [Period.half(year, n) for n in (1, 2)],
    ):
        assert parts[0].first == Period.year(year).first
        assert parts[-1].last == Period.year(year).last
        assert all(a.end == b.start for a, b in pairwise(parts))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 1000))
def test_a_period_is_read_back_as_it_was_written(first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("2019-01-01..2019-03-31", ["2019-01-01..2019-01-31", "2019-02-01..2019-02-28", "2019-03-01..2019-03-31"]),
        ("2019-01-20..2019-02-10", ["2019-01-20..2019-01-31", "2019-02-01..2019-02-10"]),
        ("2019-Q1", ["2018-12-15..2019-01-14", "2019-01-15..2019-02-14", "2019-02-15..2019-03-14"]),
        ("2019-01-15..2019-02-15", ["2019-01-15..2019-01-31", "2019-02-01..2019-02-15"]),
        ("2019-05-04..2019-05-04", ["2019-05-04..2019-05-04"]),
    ],
)
def test_a_period_is_made_of_calendar_months_or_of_reporting_months(period: str, months: list[str]) -> None:
    assert [str(month) for month in Period.parse(period).months] == months


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_the_months_of_a_period_cover_it_without_gap_or_overlap(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))
    months = period.months
    assert (months[0].first, months[-1].last) == (period.first, period.last)
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(months))


@pytest.mark.parametrize(
    ("period", "last_year", "previous"),
    [
        ("2019-01-01..2019-12-15", "2018-01-01..2018-12-15", "2018-01-17..2018-12-31"),
        ("2020-02-01..2020-02-29", "2019-02-01..2019-02-28", "2020-01-01..2020-01-31"),
        ("2021-02-01..2021-02-28", "2020-02-01..2020-02-29", "2021-01-01..2021-01-31"),
        ("2019-01-01..2019-12-31", "2018-01-01..2018-12-31", "2018-01-01..2018-12-31"),
        ("2019-Q1", "2017-12-15..2018-03-14", "2018-09-15..2018-12-14"),
        ("2019-03-05..2019-03-11", "2018-03-05..2018-03-11", "2019-02-26..2019-03-04"),
        ("2020-02-29..2020-03-01", "2019-02-28..2019-03-01", "2020-02-27..2020-02-28"),
    ],
)
def test_periods_to_compare_with(period: str, last_year: str, previous: str) -> None:
    read = Period.parse(period)
    assert (str(read.year_before), str(read.before)) == (last_year, previous)


@pytest.mark.parametrize("text", ["0001-01-01..2019-12-31", "2019-01-01..9999-12-31", "1899-12-31..2019-12-31"])
def test_a_year_that_is_a_slip_of_the_pen_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        Period.parse(text)
    assert "1900–2999" in refused.value.sentence
