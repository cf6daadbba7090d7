"""The working calendar: sessions, exceptions, years, adding and measuring."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from law.calendars import NATIONAL, SPECIMENS, WEEK, at, calendar_of, instants, session, shown
from law.oracle import Oracle, UnknownYear
from motcua.law.refusal import Refused
from motcua.law.worktime import (
    VIETNAM,
    Calendar,
    CalendarNotApproved,
    DayException,
    Session,
    WeekPattern,
    YearTable,
)


def closure(day: date, *sessions: Session) -> YearTable:
    return YearTable(day.year, (DayException(day, sessions, "bão số 3", "Quyết định 12/QĐ-UBND"),), "kiểm thử")


def test_overlapping_sessions_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        WeekPattern.monday_to_friday(session("13:00-17:00"), session("07:30-13:01"))
    assert refusal.value.code == "sessions_overlap"
    assert "07:30–13:01" in refusal.value.sentence


def test_an_extra_opening_may_not_overlap_either() -> None:
    with pytest.raises(Refused):
        DayException(date(2021, 3, 1), (session("07:30-11:30"), session("11:00-12:00", counts=False)), "x", "y")


def test_sessions_are_put_in_order() -> None:
    week = WeekPattern.monday_to_friday(session("13:00-17:00"), session("07:30-11:30"))
    assert week == WEEK


@pytest.mark.parametrize("end", [time(7, 30), time(7), time(11, 30, 30)])
def test_a_session_must_end_after_it_starts_and_at_a_whole_minute(end: time) -> None:
    with pytest.raises(Refused, match="không hợp lệ"):
        Session(time(7, 30), end)


def test_a_week_without_working_time_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        WeekPattern.monday_to_friday(session("07:30-11:30", counts=False))
    assert refusal.value.code == "week_malformed"


def test_a_week_has_seven_days() -> None:
    with pytest.raises(Refused):
        WeekPattern(((session("07:30-11:30"),),) * 5)  # type: ignore[arg-type]


def test_a_table_holds_days_of_its_own_year_only() -> None:
    row = DayException(date(2019, 1, 5), (), "x", "y")
    with pytest.raises(Refused) as refusal:
        YearTable(2018, (row,), "y")
    assert refusal.value.code == "day_of_other_year"


def test_a_table_names_a_day_once() -> None:
    row = DayException(date(2019, 1, 5), (), "x", "y")
    with pytest.raises(Refused) as refusal:
        YearTable(2019, (row, row), "y")
    assert refusal.value.code == "day_twice"


def test_a_year_has_one_table() -> None:
    with pytest.raises(Refused) as refusal:
        Calendar(WEEK, [YearTable(2019, (), "a"), YearTable(2019, (), "b")])
    assert refusal.value.code == "year_twice"


def test_a_table_from_before_the_present_time_zone_is_refused() -> None:
    with pytest.raises(Refused):
        YearTable(1974, (), "y")


def test_the_standard_day_is_what_most_weekdays_have() -> None:
    full, half = (session("07:30-11:30"), session("13:00-17:00")), (session("07:30-11:30"),)
    assert WeekPattern((full, full, full, full, half, half, ())).standard_day == 480
    assert WeekPattern((full, half, (), (), (), (), ())).standard_day == 480


def test_an_extra_opening_does_not_lengthen_the_standard_day() -> None:
    week = WeekPattern.monday_to_friday(session("07:30-11:30"), session("11:30-13:00", counts=False))
    assert week.standard_day == 240


def test_legal_time_does_not_run_during_an_extra_opening() -> None:
    weekday = WEEK.days[0]
    week = WeekPattern((*WEEK.days[:5], (session("07:30-11:30", counts=False),), ()))
    calendar = Calendar(week, [YearTable(2021, (), "kiểm thử")])
    assert weekday == week.days[0]
    assert calendar.sessions_on(date(2021, 3, 6)) == (session("07:30-11:30", counts=False),)
    assert not calendar.is_working_day(date(2021, 3, 6))
    assert calendar.add_minutes(at("05/03/2021 16:00"), 90) == at("08/03/2021 08:00")


def test_a_half_day_is_a_working_day_of_its_own_length() -> None:
    calendar = Calendar(WEEK, [closure(date(2021, 3, 1), session("07:30-11:30"))])
    assert calendar.add_minutes(at("01/03/2021 07:30"), 480) == at("02/03/2021 11:30")
    assert calendar.end_of_office(date(2021, 3, 1)) == at("01/03/2021 11:30")


def test_a_closure_by_decision_moves_the_due_date() -> None:
    calendar = Calendar(WEEK, [closure(date(2021, 3, 2))])
    assert calendar.add_minutes(at("01/03/2021 15:20"), 480) == at("03/03/2021 15:20")
    assert calendar.why_off(date(2021, 3, 2)) == "bão số 3"


def test_a_day_off_says_why() -> None:
    assert NATIONAL.why_off(date(2026, 2, 16)) == "Tết Nguyên đán"
    assert NATIONAL.why_off(date(2026, 2, 14)) == "ngày nghỉ hằng tuần"
    assert NATIONAL.why_off(date(2026, 2, 13)) is None


def test_a_make_up_saturday_has_the_sessions_of_monday() -> None:
    assert NATIONAL.sessions_on(date(2019, 5, 4)) == WEEK.days[0]


def test_closing_time_is_not_a_working_instant() -> None:
    assert NATIONAL.first_working_instant(at("01/03/2021 11:30")) == at("01/03/2021 13:00")
    assert NATIONAL.first_working_instant(at("01/03/2021 11:29")) == at("01/03/2021 11:29")
    assert NATIONAL.first_working_instant(at("05/03/2021 17:00")) == at("08/03/2021 07:30")


def test_the_end_of_office_of_a_day_off_is_refused_with_its_reason() -> None:
    with pytest.raises(Refused, match="Tết Nguyên đán"):
        NATIONAL.end_of_office(date(2026, 2, 16))


def test_the_next_working_day_lies_after_the_given_one() -> None:
    assert NATIONAL.next_working_day(date(2019, 4, 26)) == date(2019, 5, 2)
    assert NATIONAL.next_working_day(date(2019, 4, 27)) == date(2019, 5, 2)
    assert NATIONAL.next_working_day(date(2019, 5, 3)) == date(2019, 5, 4)


def test_working_days_are_added_to_the_end_of_office() -> None:
    assert shown(NATIONAL.add_working_days(at("01/03/2021 15:20"), 5)) == "08/03/2021 17:00"


def test_time_between_is_negative_backwards() -> None:
    assert NATIONAL.minutes_between(at("02/03/2021 08:30"), at("01/03/2021 16:30")) == -90


def test_negative_time_cannot_be_added() -> None:
    with pytest.raises(ValueError, match="negative"):
        NATIONAL.add_minutes(at("01/03/2021 08:30"), -1)
    with pytest.raises(ValueError, match="negative"):
        NATIONAL.add_working_days(at("01/03/2021 08:30"), -1)


@pytest.mark.parametrize(
    "ask",
    [
        lambda c: c.is_working_day(date(2020, 7, 1)),
        lambda c: c.sessions_on(date(2020, 7, 1)),
        lambda c: c.why_off(date(2020, 7, 1)),
        lambda c: c.next_working_day(date(2020, 7, 1)),
        lambda c: c.next_working_day(date(2019, 12, 31)),
        lambda c: c.end_of_office(date(2020, 7, 1)),
        lambda c: c.first_working_instant(at("01/07/2020 09:00")),
        lambda c: c.first_working_instant(at("31/12/2019 17:00")),
        lambda c: c.add_minutes(at("31/12/2019 16:00"), 61),
        lambda c: c.minutes_between(at("31/12/2019 16:00"), at("04/01/2021 16:00")),
        lambda c: c.minutes_between(at("04/01/2021 16:00"), at("31/12/2019 16:00")),
        lambda c: c.minutes_between(at("01/07/2020 16:00"), at("04/01/2021 16:00")),
        lambda c: c.add_working_days(at("31/12/2019 09:00"), 1),
    ],
)
def test_whatever_needs_an_unapproved_year_is_refused(ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(CalendarNotApproved) as refusal:
        ask(calendar_of(2019, 2021))
    assert refusal.value.year == 2020


def test_a_calendar_without_years_knows_nothing() -> None:
    with pytest.raises(CalendarNotApproved) as refusal:
        Calendar(WEEK, []).add_minutes(at("01/03/2021 08:00"), 1)
    assert refusal.value.year == 2021


def test_measuring_works_up_to_the_borders_of_the_approved_years() -> None:
    calendar = calendar_of(2021)
    assert calendar.minutes_between(at("01/01/2021 00:00"), at("04/01/2021 17:00")) == 480
    assert calendar.minutes_between(at("31/12/2021 07:30"), at("31/12/2021 23:59")) == 480


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SPECIMENS), instants(), st.timedeltas(timedelta(0), timedelta(days=6)))
def test_measuring_equals_the_oracle(specimen: tuple[Calendar, Oracle], start: datetime, span: timedelta) -> None:
    calendar, oracle = specimen
    end = (start + span).replace(second=0, microsecond=0)
    try:
        expected = oracle.between(start.replace(tzinfo=None), end.replace(tzinfo=None))
    except UnknownYear:
        with pytest.raises(CalendarNotApproved):
            calendar.minutes_between(start, end)
    else:
        assert calendar.minutes_between(start, end) == expected


@given(st.sampled_from(SPECIMENS), instants(), st.integers(1, 6000))
def test_adding_what_was_measured_gives_the_instant_back(
    specimen: tuple[Calendar, Oracle], start: datetime, minutes: int
) -> None:
    calendar, _ = specimen
    try:
        end = calendar.add_minutes(start, minutes)
    except CalendarNotApproved:
        assume(False)
    assert calendar.minutes_between(start, end) == minutes
    assert calendar.add_minutes(start, calendar.minutes_between(start, end)) == end


moments = st.datetimes(datetime(2018, 1, 2), datetime(2025, 12, 30), timezones=st.just(VIETNAM))  # noqa: DTZ001


@given(moments, moments)
def test_any_two_working_instants_are_joined_by_the_time_between_them(a: datetime, b: datetime) -> None:
    a, b = sorted(NATIONAL.first_working_instant(instant) for instant in (a, b))
    # The end of a working minute: at an opening, the same time has already run when the office closed before.
    b += timedelta(minutes=1)
    assert NATIONAL.add_minutes(a, NATIONAL.minutes_between(a, b)) == b


def test_sessions_in_the_lists_never_overlap() -> None:
    for calendar, _ in SPECIMENS:
        lines = calendar.lines
        assert all(earlier <= later for earlier, later in pairwise(lines.starts))
        assert all(earlier < later for earlier, later in pairwise(lines.days))
