"""Due dates: the agreed vectors, and each rule on its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from law.calendars import (
    NATIONAL,
    SHORT_DAY,
    at,
    calendar_days,
    calendar_of,
    days,
    hours,
    months,
    same_day,
    shown,
    whole_days,
)
from motcua.law.deadline import Counting, TimeLimit, Unit, due, in_words, remaining
from motcua.law.limit import limit_from_words, promised
from motcua.law.refusal import Refused
from motcua.law.worktime import Calendar, CalendarNotApproved

VECTORS = [
    ("01/03/2021 07:30", days(1), "01/03/2021 17:00"),
    ("01/03/2021 18:00", days(1), "02/03/2021 17:00"),
    ("01/03/2021 15:20", days(5), "08/03/2021 15:20"),
    ("30/04/2021 09:00", days(1), "04/05/2021 17:00"),
    ("04/05/2019 09:00", days(1), "06/05/2019 09:00"),
    ("26/04/2019 15:00", days(3), "04/05/2019 15:00"),
    ("13/02/2026 16:00", days(1), "23/02/2026 16:00"),
    ("25/08/2026 10:00", days(10), "11/09/2026 10:00"),
    ("23/11/2026 10:00", days(1), "25/11/2026 10:00"),
    ("31/12/2020 10:00", calendar_days(20), "20/01/2021 17:00"),
    ("29/01/2021 10:00", months(1), "01/03/2021 17:00"),
]


def due_of(accepted: str, limit: TimeLimit, calendar: Calendar = NATIONAL) -> str:
    return shown(due(calendar, at(accepted), limit))


@pytest.mark.parametrize(("accepted", "limit", "expected"), VECTORS)
def test_the_agreed_vectors(accepted: str, limit: TimeLimit, expected: str) -> None:
    assert due_of(accepted, limit) == expected


def test_a_working_day_is_as_long_as_the_office_day_of_the_calendar() -> None:
    assert SHORT_DAY.standard_day == 420
    assert due_of("01/03/2021 08:00", days(10), SHORT_DAY) == "12/03/2021 17:00"


def test_the_due_instant_comes_back_in_utc() -> None:
    assert due(NATIONAL, at("01/03/2021 07:30"), days(1)) == datetime(2021, 3, 1, 10, tzinfo=UTC)
    assert due(NATIONAL, at("01/03/2021 07:30"), days(1)).tzinfo is UTC


def test_an_acceptance_given_in_utc_is_the_same_instant() -> None:
    assert due(NATIONAL, at("01/03/2021 15:20").astimezone(UTC), days(5)) == at("08/03/2021 15:20")


def test_seconds_of_the_acceptance_are_dropped() -> None:
    assert due(NATIONAL, at("01/03/2021 15:20").replace(second=59), days(1)) == at("02/03/2021 15:20")


def test_a_naive_acceptance_is_a_programming_error() -> None:
    with pytest.raises(TypeError):
        due(NATIONAL, datetime(2021, 3, 1, 8), days(1))  # noqa: DTZ001


def test_working_hours_jump_over_the_midday_break() -> None:
    assert due_of("01/03/2021 10:30", hours(2)) == "01/03/2021 14:00"


def test_time_that_ends_with_the_morning_ends_before_the_break() -> None:
    assert due_of("01/03/2021 09:30", hours(2)) == "01/03/2021 11:30"


def test_half_days_are_half_of_the_standard_day() -> None:
    assert due_of("01/03/2021 07:30", days("2.5")) == "03/03/2021 11:30"


def test_a_fraction_of_a_minute_is_rounded_up_for_the_agency() -> None:
    assert due_of("01/03/2021 07:30", hours("0.01")) == "01/03/2021 07:31"


def test_no_time_at_all_is_due_at_the_first_working_instant() -> None:
    assert due_of("01/03/2021 12:00", hours(0)) == "01/03/2021 13:00"
    assert due_of("06/03/2021 12:00", days(0)) == "08/03/2021 07:30"


@pytest.mark.parametrize("limit", [whole_days(0), calendar_days(0), months(0)])
def test_no_days_at_all_end_with_the_office_hours_of_the_start(limit: TimeLimit) -> None:
    assert due_of("05/03/2021 18:00", limit) == "08/03/2021 17:00"


def test_whole_days_do_not_count_the_day_of_the_start() -> None:
    assert due_of("01/03/2021 07:30", whole_days(1)) == "02/03/2021 17:00"
    assert due_of("26/04/2019 15:00", whole_days(3)) == "04/05/2019 17:00"


def test_whole_days_accepted_in_the_evening_start_on_the_next_working_day() -> None:
    assert due_of("01/03/2021 18:00", whole_days(1)) == "03/03/2021 17:00"


def test_calendar_days_that_end_on_a_day_off_end_with_the_next_working_day() -> None:
    assert due_of("26/02/2021 10:00", calendar_days(1)) == "01/03/2021 17:00"


def test_calendar_days_end_on_a_make_up_saturday() -> None:
    assert due_of("26/04/2019 10:00", calendar_days(8)) == "04/05/2019 17:00"


def test_a_month_ends_on_the_last_day_of_a_shorter_month() -> None:
    assert due_of("31/01/2020 10:00", months(1)) == "02/03/2020 17:00"  # 29/02/2020 is a Saturday


def test_months_cross_the_end_of_the_year() -> None:
    assert due_of("15/11/2019 10:00", months(14)) == "15/01/2021 17:00"


def test_same_day_is_due_when_the_office_closes() -> None:
    assert due_of("01/03/2021 16:59", same_day()) == "01/03/2021 17:00"


def test_same_day_accepted_before_the_cutoff_stays_on_that_day() -> None:
    assert due_of("01/03/2021 14:59", same_day("15:00")) == "01/03/2021 17:00"


def test_same_day_accepted_at_the_cutoff_moves_to_the_next_working_day() -> None:
    assert due_of("23/11/2026 15:00", same_day("15:00")) == "25/11/2026 17:00"


def test_same_day_accepted_on_a_day_off_is_before_the_cutoff_of_the_next_working_day() -> None:
    assert due_of("06/03/2021 16:00", same_day("15:00")) == "08/03/2021 17:00"


def test_same_day_accepted_during_the_break_is_judged_by_the_hour_of_acceptance() -> None:
    assert due_of("01/03/2021 12:00", same_day("12:30")) == "01/03/2021 17:00"


@pytest.mark.parametrize("limit", [days(2), hours(20), whole_days(1), calendar_days(3), months(1)])
def test_a_due_date_in_an_unapproved_year_is_refused(limit: TimeLimit) -> None:
    with pytest.raises(CalendarNotApproved) as refusal:
        due_of("31/12/2026 09:00", limit)
    assert refusal.value.year == 2027
    assert "năm 2027 chưa được phê duyệt" in refusal.value.sentence


def test_an_acceptance_in_an_unapproved_year_is_refused() -> None:
    for limit in (days(1), whole_days(1), hours(0), same_day()):
        with pytest.raises(CalendarNotApproved) as refusal:
            due_of("04/01/2027 09:00", limit)
        assert refusal.value.year == 2027


def test_a_limit_that_ends_within_the_last_approved_year_needs_no_other() -> None:
    assert due_of("31/12/2026 07:30", days(1)) == "31/12/2026 17:00"
    assert due_of("30/12/2026 09:00", whole_days(1)) == "31/12/2026 17:00"
    assert due_of("30/12/2026 09:00", calendar_days(1)) == "31/12/2026 17:00"


def test_a_limit_runs_from_one_approved_year_into_the_next() -> None:
    assert due_of("31/12/2020 15:00", days(1), calendar_of(2020, 2021)) == "04/01/2021 15:00"


def test_a_limit_runs_from_the_first_day_of_the_first_approved_year() -> None:
    assert due_of("01/01/2021 09:00", days(1), calendar_of(2021)) == "04/01/2021 17:00"


@pytest.mark.parametrize("limit", [days(600), whole_days(600), calendar_days(800), months(26)])
def test_a_limit_never_jumps_over_an_unapproved_year(limit: TimeLimit) -> None:
    with pytest.raises(CalendarNotApproved) as refusal:
        due_of("02/12/2019 09:00", limit, calendar_of(2019, 2021, 2022))
    assert refusal.value.year == 2020


@pytest.mark.parametrize("value", ["-1", "NaN", "Infinity", "36501"])
def test_a_limit_that_is_no_sensible_number_is_refused(value: str) -> None:
    with pytest.raises(Refused) as refusal:
        days(value)
    assert refusal.value.field == "value"


@pytest.mark.parametrize(
    "longest",
    [hours(10_000), days(1_250), whole_days(1_250), calendar_days(1_826), months(60)],
    ids=lambda it: it.label,
)
def test_five_years_are_the_longest_limit_and_ten_are_refused_with_the_rule(longest: TimeLimit) -> None:
    with pytest.raises(Refused) as refusal:
        replace(longest, value=2 * longest.value)
    assert (refusal.value.code, refusal.value.field) == ("limit_malformed", "value")
    assert "đến 5 năm" in refusal.value.sentence


@pytest.mark.parametrize("limit", [days(0), hours(0), calendar_days(0), months(0)], ids=lambda it: it.label)
def test_a_procedure_cannot_promise_nothing(limit: TimeLimit) -> None:
    with pytest.raises(Refused) as refusal:
        promised(limit)
    assert refusal.value.code == "limit_zero"
    assert "Nghị định 63/2010/NĐ-CP Điều 8" in refusal.value.sentence


@pytest.mark.parametrize("limit", [days("0.5"), hours(1), same_day()], ids=lambda it: it.label)
def test_the_shortest_limits_can_be_promised(limit: TimeLimit) -> None:
    assert promised(limit) is limit


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("1 working_day", days(1)),
        ("10 working_days", days(10)),
        ("2,5 ngày làm việc", days("2.5")),
        ("8 Giờ Làm Việc", hours(8)),
        ("20 ngày", calendar_days(20)),
        ("3 tháng", months(3)),
        ("trong ngày", same_day()),
        ("same_day", same_day()),
    ],
)
def test_a_limit_is_read_as_people_write_it(words: str, limit: TimeLimit) -> None:
    assert limit_from_words(words) == limit


@pytest.mark.parametrize("words", ["", "5", "5 tuần", "năm ngày", "1,2,3 ngày làm việc", "nan ngày", "-1 tháng"])
def test_words_that_are_no_limit_are_refused(words: str) -> None:
    with pytest.raises(Refused) as refusal:
        limit_from_words(words)
    assert refusal.value.code == "limit_malformed"


@pytest.mark.parametrize("unit", [Unit.CALENDAR_DAY, Unit.MONTH])
def test_decimals_are_refused_where_only_whole_days_make_sense(unit: Unit) -> None:
    with pytest.raises(Refused):
        TimeLimit(Decimal("1.5"), unit)
    with pytest.raises(Refused):
        days("1.5", counting=Counting.WHOLE_DAYS)


def test_a_cutoff_belongs_to_same_day_limits_only() -> None:
    with pytest.raises(Refused) as refusal:
        days(1, cutoff=same_day("15:00").cutoff)
    assert refusal.value.field == "cutoff"


@pytest.mark.parametrize(
    ("limit", "label"),
    [
        (days(5), "5 ngày làm việc"),
        (days("2.50"), "2,5 ngày làm việc"),
        (hours(4), "4 giờ làm việc"),
        (calendar_days(1000), "1.000 ngày"),
        (months(10), "10 tháng"),
        (same_day("15:00"), "trong ngày"),
    ],
)
def test_a_limit_is_named_as_documents_name_it(limit: TimeLimit, label: str) -> None:
    assert limit.label == label


def test_remaining_time_is_negative_when_overdue() -> None:
    assert remaining(NATIONAL, at("01/03/2021 16:00"), at("02/03/2021 08:00")) == 90
    assert remaining(NATIONAL, at("02/03/2021 08:00"), at("01/03/2021 16:00")) == -90


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (2 * 480 + 180, "2 ngày 3 giờ"),
        (480, "1 ngày"),
        (480 + 59, "1 ngày"),
        (200, "3 giờ 20 phút"),
        (45, "45 phút"),
        (0, "0 phút"),
        (-540, "1 ngày 1 giờ"),
    ],
)
def test_spans_of_working_time_in_words(minutes: int, words: str) -> None:
    assert in_words(minutes, 480) == words
