"""Lunar dates, and the days off that follow from them: proposals, compared with what was decided."""

import re
from datetime import date

import holidays
import pytest

from motcua.agencies.calendars import shipped_table, shipped_week, shipped_years, week_pattern
from motcua.law.lunar import lunar_new_year, solar_date
from motcua.law.public_holidays import propose
from motcua.law.refusal import Refused

WEEK = week_pattern(shipped_week())
TET = re.findall(
    r"\S+",
    """
2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-17 2008-02-07 2009-01-26 2010-02-14
2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12
2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11
2033-01-31 2034-02-19 2035-02-08
""",
)


def days_off(year):
    return {proposed.day for proposed in propose(year, WEEK)}


@pytest.mark.parametrize("tet", TET)
def test_tet_is_on_its_day(tet):
    assert lunar_new_year(int(tet[:4])) == date.fromisoformat(tet)


def test_tet_of_2007_and_2030_is_a_day_before_the_chinese_new_year():
    assert (lunar_new_year(2007), lunar_new_year(2030)) == (date(2007, 2, 17), date(2030, 2, 2))


@pytest.mark.parametrize("year", range(1995, 2101))
def test_the_library_holidays_has_the_same_lunar_days(year):
    names = {name: day for day, name in holidays.country_holidays("VN", years=year, language="vi").items()}

    assert lunar_new_year(year) == names["Tết Nguyên Đán"]
    assert solar_date(year, 3, 10) == names.get("Ngày Giỗ Tổ Hùng Vương", solar_date(year, 3, 10))


def test_a_leap_month_is_passed_over():
    assert solar_date(2020, 4, 1) == date(2020, 4, 23)
    assert solar_date(2020, 5, 5) == date(2020, 6, 25)  # after the leap fourth month


def test_the_last_months_of_a_lunar_year_lie_in_the_next_gregorian_one():
    assert solar_date(2023, 12, 30) == date(2024, 2, 9)


@pytest.mark.parametrize(("month", "day"), [(0, 1), (13, 1), (1, 0), (1, 31)])
def test_a_day_that_does_not_exist_is_an_error(month, day):
    with pytest.raises(ValueError, match="no "):
        solar_date(2026, month, day)


@pytest.mark.parametrize("year", shipped_years())
def test_the_proposal_is_what_was_decided_but_for_swapped_days(year):
    decided = {date.fromisoformat(row["day"]) for row in shipped_table(year)["off"] if "hoán đổi" not in row["name"]}

    assert days_off(year) == decided


def test_a_holiday_on_a_weekly_day_off_gives_the_next_working_day():
    found = {proposed.day: proposed for proposed in propose(2027, WEEK)}

    assert found[date(2027, 5, 3)].name == "nghỉ bù Ngày Quốc tế Lao động"
    assert found[date(2027, 5, 3)].basis == "Bộ luật Lao động 2019 Đ111.3"


def test_days_that_the_prime_minister_chooses_are_marked_as_guesses():
    guesses = {proposed.day for proposed in propose(2027, WEEK) if proposed.choice}

    assert guesses == {*(date(2027, 2, day) for day in (4, 5, 8, 9, 10)), date(2027, 9, 3)}


def test_the_national_day_has_two_days_since_2021_and_the_culture_day_is_off_since_2026():
    assert date(2020, 9, 3) not in days_off(2020)
    assert {date(2021, 9, 2), date(2021, 9, 3)} <= days_off(2021)
    assert date(2025, 11, 24) not in days_off(2025)
    assert date(2026, 11, 24) in days_off(2026)


def test_years_whose_law_is_not_known_are_refused():
    with pytest.raises(Refused, match="2018"):
        propose(2017, WEEK)
