"""Opening hours out of the work calendar."""

from datetime import date

import pytest

from law.calendars import at
from motcua.agencies.calendars import shipped_calendar
from motcua.faces.portal.opening import opening
from motcua.law.moments import local


def told(when):
    return opening(shipped_calendar(), at(when))


def test_in_a_session_the_centre_is_open_until_its_end():
    assert f"{told('04/03/2019 09:00').until:%H:%M}" == "11:30"


def test_at_the_minute_of_closing_it_is_closed():
    assert told("04/03/2019 11:30").until is None


def test_at_noon_it_opens_again_the_same_day():
    assert told("04/03/2019 12:00").next_opening == local(at("04/03/2019 13:00"))


def test_on_friday_evening_it_opens_again_on_monday():
    assert told("01/03/2019 18:00").next_opening == local(at("04/03/2019 07:30"))


def test_a_day_off_says_why():
    assert told("01/01/2019 09:00").why_closed == "Tết Dương lịch"


def test_the_week_is_told_in_one_line():
    ((days, sessions),) = told("04/03/2019 09:00").week
    assert (days, [str(session) for session in sessions]) == ("Thứ Hai – Thứ Sáu", ["07:30–11:30", "13:00–17:00"])


def test_the_next_holiday_is_announced_with_the_weekend_it_touches():
    change = told("29/01/2019 09:00").changes[0]
    assert (change.first, change.last, change.reopens) == (date(2019, 2, 2), date(2019, 2, 10), date(2019, 2, 11))


def test_a_working_saturday_is_announced_as_open():
    saturday = next(change for change in told("30/04/2019 09:00").changes if change.reopens is None)
    assert (saturday.first, "làm bù" in saturday.words) == (date(2019, 5, 4), True)


def test_the_holiday_of_today_is_not_announced_as_coming():
    assert told("01/01/2019 09:00").changes[0].first > date(2019, 1, 1)


@pytest.mark.parametrize("when", ["31/12/2017 09:00", "04/03/2099 09:00"])
def test_a_year_without_an_approved_calendar_has_no_opening_hours(when):
    assert told(when) is None
