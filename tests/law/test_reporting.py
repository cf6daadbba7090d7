"""The calendar of reports of TT 09/2026/TT-BTP: which are due when, and on which form."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.periods import Period
from motcua.law.reporting import (
    Frequency,
    Sender,
    cumulative,
    preceding,
    reports_due,
    reports_of,
    results_form,
)


def test_a_year_has_one_report_for_every_month_end() -> None:
    assert [str(report.period) for report in reports_of(2027)] == [
        "2026-12-15..2027-01-14",
        "2027-01-15..2027-02-14",
        "2026-12-15..2027-03-14",
        "2027-03-15..2027-04-14",
        "2027-04-15..2027-05-14",
        "2026-12-15..2027-06-14",
        "2027-06-15..2027-07-14",
        "2027-07-15..2027-08-14",
        "2027-06-15..2027-09-14",
        "2027-09-15..2027-10-14",
        "2027-10-15..2027-11-14",
        "2026-12-15..2027-12-14",
    ]
    months = {report.period.last.month for report in reports_of(2027) if report.frequency is Frequency.MONTH}
    assert months == {1, 2, 4, 5, 7, 8, 10, 11}


def test_the_unit_sends_by_day_20_and_the_province_by_day_23() -> None:
    first_half = reports_of(2027)[5]
    assert (first_half.due_unit, first_half.due_province) == (date(2027, 6, 20), date(2027, 6, 23))
    year = reports_of(2027)[-1]
    assert (year.due_unit, year.due_province) == (date(2027, 12, 20), date(2027, 12, 23))


def test_the_first_report_under_the_circular_is_that_of_august_2026() -> None:
    assert [report.period for report in reports_of(2026)][:2] == [Period.month(2026, 8), Period.quarter(2026, 3)]
    assert reports_of(2025) == ()
    assert reports_due(date(2026, 7, 20)) == ()


@pytest.mark.parametrize(
    ("on", "period"),
    [
        (date(2026, 11, 14), None),
        (date(2026, 11, 15), Period.month(2026, 11)),
        (date(2026, 11, 23), Period.month(2026, 11)),
        (date(2026, 11, 24), None),
        (date(2026, 12, 15), Period.year(2026)),
        (date(2026, 9, 20), Period.quarter(2026, 3)),
    ],
)
def test_a_report_is_drawn_up_from_the_15th_to_the_23rd(on: date, period: Period | None) -> None:
    assert [report.period for report in reports_due(on)] == ([period] if period else [])


@given(st.dates(date(2026, 8, 1), date(2060, 12, 31)))
def test_every_day_from_the_15th_to_the_23rd_has_one_report_that_ended_yesterday_or_before(on: date) -> None:
    due = reports_due(on)
    assert len(due) == (15 <= on.day <= 23)
    for report in due:
        assert report.period.last == date(on.year, on.month, 14)
        assert report.period.last < on <= report.due_province


def test_complaints_and_centres_are_not_reported_monthly() -> None:
    month, quarter = reports_of(2027)[0], reports_of(2027)[2]
    assert month.forms(Sender.UNIT) == ("07a",)
    assert month.forms(Sender.PROVINCE) == ("03b", "07b")
    assert quarter.forms(Sender.UNIT) == ("06a", "07a", "08b")
    assert quarter.forms(Sender.PROVINCE) == ("03b", "06b", "07b", "08c")


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.month(2027, 1), Period.month(2026, 12)),
        (Period.month(2027, 3), Period.month(2027, 2)),
        (Period.quarter(2027, 1), Period.quarter(2026, 4)),
        (Period.half(2027, 1), Period.half(2026, 2)),
        (Period.year(2027), Period.year(2026)),
        (Period.calendar_year(2027), Period.calendar_year(2026)),
        (Period.nine_months(2027), Period(date(2026, 3, 15), date(2026, 12, 14))),
        (Period(date(2027, 3, 1), date(2027, 3, 10)), Period(date(2027, 2, 19), date(2027, 2, 28))),
        (Period(date(2027, 1, 31), date(2027, 2, 28)), Period(date(2027, 1, 2), date(2027, 1, 30))),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(period: Period, before: Period) -> None:
    assert preceding(period) == before


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_no_day_lies_between_a_period_and_the_one_before(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))
    assert preceding(period).last + timedelta(days=1) == period.first


@pytest.mark.parametrize(
    ("period", "whole"),
    [
        (Period.month(2027, 1), Period.month(2027, 1)),
        (Period.month(2027, 2), Period(date(2026, 12, 15), date(2027, 2, 14))),
        (Period.quarter(2027, 3), Period.nine_months(2027)),
        (Period.half(2027, 2), Period.year(2027)),
        (Period(date(2026, 12, 20), date(2026, 12, 31)), Period(date(2026, 12, 15), date(2026, 12, 31))),
    ],
)
def test_cumulative_figures_begin_with_the_reporting_year(period: Period, whole: Period) -> None:
    assert cumulative(period) == whole


@pytest.mark.parametrize(
    ("period", "unit", "province"),
    [
        (Period.month(2026, 7), "ii-06", "ii-06"),
        (Period.month(2026, 8), "07a", "07b"),
        (Period.year(2026), "07a", "07b"),
        (Period.half(2026, 1), "ii-06", "ii-06"),
        (Period(date(2026, 7, 1), date(2026, 7, 31)), "ii-06", "ii-06"),
        (Period(date(2026, 7, 1), date(2026, 8, 1)), "07a", "07b"),
    ],
)
def test_results_are_reported_on_the_form_in_force_when_the_period_closes(
    period: Period, unit: str, province: str
) -> None:
    assert results_form(period, Sender.UNIT) == unit
    assert results_form(period, Sender.PROVINCE) == province
