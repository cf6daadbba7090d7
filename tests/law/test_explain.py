"""The explanation of a due date: it adds up, and it reads well."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from law.calendars import (
    NATIONAL,
    SPECIMENS,
    WEEK,
    at,
    calendar_days,
    days,
    hours,
    instants,
    limits,
    months,
    same_day,
    session,
    whole_days,
)
from law.oracle import Oracle
from motcua.law.deadline import Explanation, TimeLimit, Unit, due, explain
from motcua.law.worktime import Calendar, CalendarNotApproved, WeekPattern, YearTable


def explained(accepted: str, limit: TimeLimit, calendar: Calendar = NATIONAL) -> Explanation:
    return explain(calendar, at(accepted), limit)


def sentence_of(explanation: Explanation, day: date) -> str:
    return next(used.sentence for used in explanation.days if used.day == day)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SPECIMENS), instants(), limits())
def test_the_days_add_up_to_the_limit(specimen: tuple[Calendar, Oracle], start: datetime, limit: TimeLimit) -> None:
    calendar, _ = specimen
    try:
        explanation = explain(calendar, start, limit)
    except CalendarNotApproved:
        assume(False)
    assert explanation.due == due(calendar, start, limit)
    assert explanation.start == calendar.first_working_instant(start)
    if limit.to_the_minute:
        assert sum(used.minutes for used in explanation.days) == limit.minutes(calendar.standard_day)
    elif limit.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY):
        assert sum(used.counted for used in explanation.days) == limit.value
    assert all(used.counted for used in explanation.days if used.minutes)
    assert all(used.sentence in explanation.sentences for used in explanation.days)


@given(instants(), limits())
def test_every_day_from_acceptance_to_due_is_named_once(start: datetime, limit: TimeLimit) -> None:
    assume(2018 <= start.year <= 2025 and limit.unit is not Unit.MONTH)
    explanation = explain(NATIONAL, start, limit)
    named = [used.day.toordinal() for used in explanation.days]
    assert named == list(range(named[0], named[-1] + 1))


def test_an_explanation_over_tet_reads_like_this() -> None:
    tet = "nghỉ Tết Nguyên đán (nguồn Thông báo 9441/TB-BNV ngày 16/10/2025), không tính."
    assert explained("13/02/2026 16:00", days(1)).sentences == (
        "Tính từ lúc 16 giờ 00 ngày 13/02/2026.",
        "Thời hạn: 1 ngày làm việc, tức 480 phút làm việc (một ngày làm việc có 480 phút).",
        "Thứ Sáu 13/02/2026: 16:00–17:00, tính 60 phút.",
        "Thứ Bảy 14/02/2026: ngày nghỉ hằng tuần, không tính.",
        "Chủ Nhật 15/02/2026: ngày nghỉ hằng tuần, không tính.",
        f"Thứ Hai 16/02/2026: {tet}",
        f"Thứ Ba 17/02/2026: {tet}",
        f"Thứ Tư 18/02/2026: {tet}",
        f"Thứ Năm 19/02/2026: {tet}",
        f"Thứ Sáu 20/02/2026: {tet}",
        "Thứ Bảy 21/02/2026: ngày nghỉ hằng tuần, không tính.",
        "Chủ Nhật 22/02/2026: ngày nghỉ hằng tuần, không tính.",
        "Thứ Hai 23/02/2026: 07:30–11:30, 13:00–16:00, tính 420 phút.",
        "Đến hạn lúc 16 giờ 00 ngày 23/02/2026.",
    )


def test_an_acceptance_after_hours_says_when_time_begins() -> None:
    explanation = explained("01/03/2021 18:00", days(1))
    assert explanation.sentences[1] == (
        "Lúc tiếp nhận không phải giờ làm việc nên thời hạn bắt đầu tính từ 07 giờ 30 ngày 02/03/2021."
    )
    assert sentence_of(explanation, date(2021, 3, 1)) == (
        "Thứ Hai 01/03/2021: đã hết giờ làm việc khi tiếp nhận, không tính."
    )


def test_a_make_up_saturday_says_what_it_is_and_why() -> None:
    explanation = explained("10/01/2026 07:30", hours(1))
    assert sentence_of(explanation, date(2026, 1, 10)) == (
        "Thứ Bảy 10/01/2026: làm bù cho Thứ Sáu 02/01/2026 (nguồn Công văn 12729/VPCP-KGVX), 07:30–08:30, tính 60 phút."
    )
    assert explanation.days[0].source == "Công văn 12729/VPCP-KGVX"


def test_a_day_that_is_called_off_in_its_name_does_not_say_it_twice() -> None:
    assert "02/01/2026: nghỉ hoán đổi, làm bù" in sentence_of(explained("31/12/2025 16:00", days(1)), date(2026, 1, 2))


def test_an_extra_opening_says_that_time_does_not_run() -> None:
    week = WeekPattern((*WEEK.days[:5], (session("07:30-11:30", counts=False),), ()))
    calendar = Calendar(week, [YearTable(2021, (), "kiểm thử")])
    assert sentence_of(explained("05/03/2021 16:00", days(1), calendar), date(2021, 3, 6)) == (
        "Thứ Bảy 06/03/2021: có mở cửa phục vụ nhưng không phải giờ làm việc tính thời hạn, không tính."
    )


def test_whole_days_are_numbered() -> None:
    sentences = explained("04/03/2021 10:00", whole_days(2)).sentences
    assert "Thứ Năm 04/03/2021: ngày bắt đầu, không tính." in sentences
    assert "Thứ Sáu 05/03/2021: ngày thứ 1." in sentences
    assert "Thứ Hai 08/03/2021: ngày thứ 2." in sentences


def test_calendar_days_count_days_off_and_move_past_them_at_the_end() -> None:
    sentences = explained("26/02/2021 10:00", calendar_days(1)).sentences
    assert "Thứ Bảy 27/02/2021: ngày nghỉ hằng tuần, vẫn là ngày thứ 1." in sentences
    assert "Chủ Nhật 28/02/2021: ngày nghỉ hằng tuần, không tính." in sentences
    assert "Thứ Hai 01/03/2021: ngày làm việc tiếp theo, đến hạn khi hết giờ làm việc." in sentences


def test_a_limit_in_months_names_only_the_days_that_decide() -> None:
    explanation = explained("29/01/2021 10:00", months(1))
    assert [used.day for used in explanation.days] == [date(2021, 1, 29), date(2021, 2, 28), date(2021, 3, 1)]
    assert sentence_of(explanation, date(2021, 2, 28)) == (
        "Chủ Nhật 28/02/2021: ngày cuối của thời hạn, ngày nghỉ hằng tuần."
    )


def test_same_day_after_the_cutoff_says_so() -> None:
    explanation = explained("01/03/2021 15:30", same_day("15:00"))
    assert explanation.sentences[1] == (
        "Thời hạn: trong ngày; tiếp nhận từ 15 giờ 00 trở đi thì tính sang ngày làm việc tiếp theo."
    )
    assert sentence_of(explanation, date(2021, 3, 1)) == (
        "Thứ Hai 01/03/2021: tiếp nhận sau giờ chốt nhận hồ sơ, không tính."
    )


def test_long_limits_write_thousands_as_documents_do() -> None:
    assert "tức 4.800 phút làm việc" in explained("01/03/2021 07:30", days(10)).sentences[1]
