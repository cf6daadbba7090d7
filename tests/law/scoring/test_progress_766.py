"""A dossier as the index knew it at an instant: what came later is not there yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from law.calendars import NATIONAL, at
from law.test_readings import FRIDAY, RESTARTS, courses, days, ended, extension, payment, supplement
from motcua.law.readings import Course, readings
from motcua.law.scoring.progress import known_at, plain_sentence, plainly_late

COURSE = Course(
    accepted_at=FRIDAY,
    limit=days(5),
    stops=(supplement("04/03/2019 08:00", "06/03/2019 08:00"), payment("07/03/2019 08:00", "08/03/2019 08:00")),
    extensions=(extension(at("06/03/2019 09:00"), "2"),),
    supplement_requests=1,
    returned_at=at("13/03/2019 08:00"),
    **ended("12/03/2019 08:00"),
)


def test_a_stop_that_ends_later_is_still_open() -> None:
    known = known_at(COURSE, at("05/03/2019 08:00"))
    assert [(stop.cause, stop.until) for stop in known.stops] == [("supplement", None)]
    assert known.extensions == ()


def test_a_request_that_comes_later_was_not_made() -> None:
    known = known_at(COURSE, at("03/03/2019 08:00"))
    assert (known.stops, known.supplement_requests) == ((), 0)


def test_an_end_or_a_return_that_comes_later_is_not_known() -> None:
    known = known_at(COURSE, at("12/03/2019 07:59"))
    assert (known.ended_at, known.ended_as, known.returned_at) == (None, "", None)
    assert known_at(COURSE, at("12/03/2019 08:00")).ended_as == "finished"


def test_afterwards_all_is_known() -> None:
    assert known_at(COURSE, at("13/03/2019 08:00")) == COURSE


def test_without_a_due_date_nothing_is_late() -> None:
    assert not plainly_late(None, None, at("13/03/2019 08:00"))


def test_a_plain_dossier_is_late_by_a_minute_and_says_so() -> None:
    due, end = at("08/03/2019 08:00"), at("08/03/2019 08:01")
    assert plainly_late(due, end, end)
    assert not plainly_late(due, due, end)
    assert plain_sentence(due, end, end) == "Xong lúc 08 giờ 01 ngày 08/03/2019, sau hẹn trả 08 giờ 00 ngày 08/03/2019."
    assert plain_sentence(due, end, due) == "Quá hẹn trả 08 giờ 00 ngày 08/03/2019 mà chưa xong."


@given(courses(), st.timedeltas(timedelta(0), timedelta(days=40)), st.timedeltas(timedelta(0), timedelta(days=40)))
def test_the_verdict_of_an_instant_does_not_change_with_what_is_learned_later(
    drawn: tuple[Course, datetime], first: timedelta, later: timedelta
) -> None:
    course, _ = drawn
    then = course.accepted_at + first
    early, late = known_at(known_at(course, then + later), then), known_at(course, then)
    assert early == late
    verdicts = [readings(one, RESTARTS, NATIONAL, then).index_766.verdict for one in (early, late)]
    assert verdicts[0] is verdicts[1]
