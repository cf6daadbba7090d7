"""The three readings of a dossier's time: each by itself, against a slow oracle, and how they stand to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from law.calendars import NATIONAL, SPECIMENS, at, days, hours, limits, shown
from law.oracle import MINUTE
from motcua.law.deadline import Counting
from motcua.law.lifecycle.state import Shift, ShiftKind, Stop
from motcua.law.limit import TimeLimit, Unit
from motcua.law.moments import local
from motcua.law.readings import Course, Extension, Reading, Readings, Verdict, Way, readings
from motcua.law.readings_words import Cause, disagreement, sentence_of
from motcua.law.regimes import regime_on

RESTARTS = replace(regime_on(date(2019, 3, 1)), supplement_restarts=True)
EXTENDS = replace(RESTARTS, supplement_restarts=False)
CALENDAR, ORACLE = SPECIMENS[0]

FRIDAY = at("01/03/2019 08:00")
"""Five working days from here end on Friday 08/03/2019 at the same hour."""


def supplement(since: str, until: str | None) -> Stop:
    return Stop("supplement", at(since), at(until) if until else None)


def payment(since: str, until: str | None) -> Stop:
    return Stop("payment", at(since), at(until) if until else None)


def read(*stops: Stop, on: str = "08/03/2019 17:00", regime: Any = RESTARTS, **more: Any) -> Readings:
    """The readings of a dossier with five working days, accepted on that Friday."""
    asked = sum(stop.cause == "supplement" for stop in stops)
    given = {"accepted_at": FRIDAY, "limit": days(5), "stops": stops, "supplement_requests": asked, **more}
    return readings(Course(**given), regime, NATIONAL, at(on))


def extension(when: datetime, working_days: str) -> Extension:
    return Extension(when, Shift(ShiftKind.EXTENSION, when, when, Decimal(working_days)))


def ended(when: str, how: str = "finished", **more: Any) -> dict[str, Any]:
    return {"ended_at": at(when), "ended_as": how, **more}


def dues(found: Readings) -> list[str]:
    return [shown(reading.due_at) if reading.due_at else "" for reading in found.all]


def verdicts(found: Readings) -> list[str]:
    return [reading.verdict.value for reading in found.all]


# One after the other


def test_without_a_stop_all_three_are_the_same() -> None:
    found = read(**ended("06/03/2019 10:00"))
    assert dues(found) == ["08/03/2019 08:00"] * 3
    assert verdicts(found) == ["early"] * 3
    assert disagreement(found) is None


def test_a_supplement_restarts_legally_and_only_adds_its_time_elsewhere() -> None:
    found = read(supplement("04/03/2019 08:00", "06/03/2019 08:00"))
    assert dues(found) == ["13/03/2019 08:00", "12/03/2019 08:00", "12/03/2019 08:00"]
    assert [reading.used for reading in found.all] == [1410, 1890, 1890]


def test_where_the_regime_extends_the_law_reads_as_the_software() -> None:
    found = read(supplement("04/03/2019 08:00", "06/03/2019 08:00"), regime=EXTENDS)
    assert dues(found) == ["12/03/2019 08:00"] * 3


def test_waiting_for_money_extends_but_766_does_not_subtract_it() -> None:
    found = read(payment("05/03/2019 08:00", "06/03/2019 08:00"), **ended("11/03/2019 08:00"))
    assert dues(found) == ["11/03/2019 08:00", "11/03/2019 08:00", "08/03/2019 08:00"]
    assert verdicts(found) == ["on_time", "on_time", "late"]
    assert disagreement(found).causes == (Cause.PAUSE,)


def test_an_extension_moves_all_three() -> None:
    found = read(extensions=(extension(at("05/03/2019 08:00"), "2"),))
    assert dues(found) == ["12/03/2019 08:00"] * 3


def test_an_extension_before_a_restart_is_lost_legally() -> None:
    moved = extension(at("01/03/2019 09:00"), "2")
    found = read(supplement("01/03/2019 10:00", "01/03/2019 15:00"), extensions=(moved,))
    assert dues(found)[:2] == ["08/03/2019 15:00", "12/03/2019 11:30"]


def test_while_the_clock_stands_there_is_no_due_date_and_nothing_is_late() -> None:
    found = read(payment("05/03/2019 08:00", None), on="20/03/2019 08:00")
    assert dues(found) == ["", "", "08/03/2019 08:00"]
    assert verdicts(found) == ["within", "within", "overdue"]
    assert [reading.used for reading in found.all[:2]] == [960, 960]


def test_a_second_supplement_request_is_overdue_by_766_whatever_the_time_used() -> None:
    first = supplement("01/03/2019 09:00", "01/03/2019 10:00")
    found = read(first, supplement("01/03/2019 14:00", "01/03/2019 15:00"), **ended("04/03/2019 08:00"))
    assert verdicts(found) == ["early", "early", "late"]
    assert disagreement(found).causes == (Cause.REPEATED,)


def test_766_judges_who_waits_for_one_supplement_at_the_request() -> None:
    found = read(supplement("05/03/2019 08:00", None), on="20/03/2019 08:00")
    assert found.index_766.judged_at == at("05/03/2019 08:00")
    assert verdicts(found) == ["within", "within", "within"]


def test_766_takes_the_day_of_return_as_the_end_of_a_refused_dossier() -> None:
    end = ended("07/03/2019 08:00", "rejected", returned_at=at("12/03/2019 08:00"))
    found = read(**end)
    assert verdicts(found) == ["early", "early", "late"]
    assert disagreement(found).causes == (Cause.END,)


def test_766_takes_the_end_of_processing_before_the_return_of_a_result() -> None:
    found = read(**ended("07/03/2019 08:00", returned_at=at("12/03/2019 08:00")))
    assert disagreement(found) is None


def test_766_subtracts_nothing_when_nothing_was_supplemented() -> None:
    """The day 16 of a supplement that never came ends the dossier, and its stop with it."""
    for until in (None, "20/03/2019 08:00"):
        found = read(supplement("04/03/2019 08:00", until), **ended("20/03/2019 08:00", "stopped"))
        assert verdicts(found) == ["on_time", "on_time", "late"]
        assert disagreement(found).causes == (Cause.UNANSWERED,)


def test_a_corrected_completion_counts_legally_and_the_recorded_one_elsewhere() -> None:
    found = read(**ended("12/03/2019 08:00", ended_actual=at("07/03/2019 16:00")))
    assert verdicts(found) == ["early", "late", "late"]
    assert disagreement(found).causes == (Cause.CORRECTED,)


def test_each_reading_says_how_it_was_reckoned() -> None:
    found = read(supplement("04/03/2019 08:00", "06/03/2019 08:00"), **ended("12/03/2019 15:00"))
    assert sentence_of(found, Way.LEGAL) == (
        "Tính từ 08 giờ 00 ngày 06/03/2019, thời hạn 5 ngày làm việc: nhận đủ bổ sung thì thời hạn tính lại từ đầu"
        f" (căn cứ: {RESTARTS.basis}). Đến hạn lúc 08 giờ 00 ngày 13/03/2019."
        " Kết thúc lúc 15 giờ 00 ngày 12/03/2019, đã dùng 4 ngày 5 giờ làm việc: trước hạn."
    )
    assert sentence_of(found, Way.SOFTWARE) == (
        "Tính từ 08 giờ 00 ngày 01/03/2019, thời hạn 5 ngày làm việc: mọi lần dừng chỉ cộng thêm thời gian dừng."
        " Cộng 1 lần dừng, tất cả 2 ngày làm việc. Đến hạn lúc 08 giờ 00 ngày 12/03/2019."
        " Kết thúc lúc 15 giờ 00 ngày 12/03/2019, đã dùng 5 ngày 5 giờ làm việc: trễ hạn."
    )


def test_a_disagreement_is_told_with_its_reason() -> None:
    found = read(supplement("04/03/2019 08:00", "06/03/2019 08:00"), **ended("12/03/2019 15:00"))
    assert disagreement(found).sentence == (
        "Theo luật trước hạn, theo thói quen phần mềm trễ hạn, theo Quyết định 766 trễ hạn."
        " Nhận đủ bổ sung lúc 08 giờ 00 ngày 06/03/2019: luật tính lại thời hạn từ đầu,"
        " còn phần mềm và Quyết định 766 chỉ cộng thêm thời gian chờ."
    )


# Against the oracle, and laws


@st.composite
def courses(draw: st.DrawFn, limit: st.SearchStrategy[TimeLimit] | None = None) -> tuple[Course, datetime]:
    """A dossier of 2019 to 2025 with up to three stops and one extension, and the instant at which it is judged."""
    clock = datetime(draw(st.integers(2019, 2025)), draw(st.integers(1, 12)), draw(st.integers(1, 28)), tzinfo=UTC)
    accepted = clock = clock + draw(st.integers(0, 1439)) * MINUTE
    stops, extensions = [], []
    for cause in draw(st.lists(st.sampled_from(["supplement", "payment", "survey"]), max_size=3)):
        since = clock + draw(st.integers(1, 4000)) * MINUTE
        if not extensions and draw(st.booleans()):
            moment = clock + draw(st.integers(0, 60)) * MINUTE
            if moment < since:
                extensions.append(extension(moment, draw(st.sampled_from(["1", "2.5"]))))
        clock = since + draw(st.integers(1, 6000)) * MINUTE
        stops.append(Stop(cause, since, clock))
    if stops and draw(st.booleans()):
        stops[-1] = replace(stops[-1], until=None)
    judged = clock + draw(st.integers(1, 9000)) * MINUTE
    end: dict[str, Any] = {}
    if draw(st.booleans()):
        how = "stopped" if stops and stops[-1].until is None else draw(st.sampled_from(["finished", "rejected"]))
        end = {"ended_at": judged, "ended_as": how}
        if draw(st.booleans()):
            end["returned_at"] = judged + draw(st.integers(0, 9000)) * MINUTE
        if how == "finished" and draw(st.booleans()):
            end["ended_actual"] = max(clock, judged - draw(st.integers(0, 3000)) * MINUTE)
    asked = sum(stop.cause == "supplement" for stop in stops)
    wanted = draw(limits() if limit is None else limit)
    return Course(accepted, wanted, tuple(stops), tuple(extensions), asked, **end), judged


TO_THE_MINUTE = st.one_of(st.builds(days, st.integers(1, 8)), st.builds(hours, st.integers(1, 40)))
"""Limits as procedures promise them, counted to the minute."""


def _naive(instant: datetime) -> datetime:
    return local(instant).replace(tzinfo=None)


def _walked(reading: Reading, course: Course) -> tuple[int, datetime | None]:
    """Working minutes used, and the due date, by walking from minute to minute (naive local times)."""
    counted = {
        Way.LEGAL: lambda stop: True,
        Way.SOFTWARE: lambda stop: True,
        Way.INDEX_766: lambda stop: stop.cause == "supplement" and stop.until is not None,
    }[reading.way]
    end = reading.judged_at
    stands = [
        (_naive(stop.since), _naive(stop.until) if stop.until and stop.until <= end else None)
        for stop in course.stops
        if counted(stop) and stop.since < end
    ]
    start = _naive(course.accepted_at)
    if reading.way is Way.LEGAL:
        restarted = [s.until for s in course.stops if s.cause == "supplement" and s.until and s.until <= end]
        start = max([start, *map(_naive, restarted)])
    used, minute = 0, start
    while minute < _naive(end):
        stopped = any(since <= minute and (until is None or minute < until) for since, until in stands)
        used += ORACLE.runs(minute) and not stopped
        minute += MINUTE
    if any(until is None for _, until in stands):
        return used, None
    due = ORACLE.due(start, course.limit, CALENDAR.standard_day)
    moves = [(since, True, ORACLE.between(since, until)) for since, until in stands if since >= start and until]
    moves += [
        (_naive(one.at), False, int(one.move.working_days * CALENDAR.standard_day))
        for one in course.extensions
        if start <= _naive(one.at) <= _naive(end)
    ]
    by_days = course.limit.unit in (Unit.CALENDAR_DAY, Unit.MONTH) or course.limit.counting is Counting.WHOLE_DAYS
    for _, is_stop, minutes in sorted(moves):
        due = ORACLE.after(due, minutes) if minutes else due
        if is_stop and minutes and by_days:
            due = ORACLE.closing(due.date())
    return used, due


@settings(max_examples=120, deadline=None)
@given(courses())
def test_every_reading_is_what_walking_from_minute_to_minute_finds(found: tuple[Course, datetime]) -> None:
    course, judged = found
    for reading in readings(course, RESTARTS, CALENDAR, judged).all:
        used, due = _walked(reading, course)
        assert (reading.used, reading.due_at and _naive(reading.due_at)) == (used, due), reading.way


@settings(max_examples=300, deadline=None)
@given(courses())
def test_the_law_never_counts_more_time_than_the_software_where_the_regime_restarts(
    found: tuple[Course, datetime],
) -> None:
    course, judged = found
    read = readings(replace(course, ended_actual=None), RESTARTS, CALENDAR, judged)
    assert 0 <= read.legal.used <= read.software.used


@settings(max_examples=300, deadline=None)
@given(courses(TO_THE_MINUTE))
def test_to_the_minute_a_restart_gives_back_what_had_run_and_takes_what_was_granted(
    found: tuple[Course, datetime],
) -> None:
    course, judged = found
    read = readings(replace(course, ended_actual=None), RESTARTS, CALENDAR, judged)
    assume(read.legal.due_at is not None)
    assert read.legal.due_at and read.software.due_at
    run = read.software.used - read.legal.used
    lost = sum(one.move.working_days for one in course.extensions if one.at < read.legal.clock_from)
    gained = run - int(lost * CALENDAR.standard_day)
    assert CALENDAR.minutes_between(read.software.due_at, read.legal.due_at) == gained
    if not lost:
        assert read.legal.due_at >= read.software.due_at
        assert read.software.verdict.is_late or not read.legal.verdict.is_late


@settings(max_examples=200, deadline=None)
@given(courses())
def test_where_the_regime_extends_law_and_software_never_differ(found: tuple[Course, datetime]) -> None:
    course, judged = found
    read = readings(replace(course, ended_actual=None), EXTENDS, CALENDAR, judged)
    assert replace(read.legal, way=Way.SOFTWARE) == read.software


@settings(max_examples=300, deadline=None)
@given(courses(), st.booleans())
def test_a_disagreement_always_has_a_cause_and_agreement_none(found: tuple[Course, datetime], restarts: bool) -> None:
    course, judged = found
    read = readings(course, RESTARTS if restarts else EXTENDS, CALENDAR, judged)
    told = disagreement(read)
    assert (told is None) == (len(set(verdicts(read))) == 1)
    if told is not None:
        assert told.causes
        assert told.sentence.startswith("Theo luật ") and told.sentence.endswith(".")


@settings(max_examples=200, deadline=None)
@given(courses())
def test_a_dossier_never_stopped_and_never_refused_is_read_alike(found: tuple[Course, datetime]) -> None:
    course, judged = found
    plain = replace(course, stops=(), supplement_requests=0, ended_actual=None, returned_at=None)
    read = readings(plain, RESTARTS, CALENDAR, judged)
    assert disagreement(read) is None
    assert len({reading.due_at for reading in read.all}) == 1


@given(courses())
def test_an_ended_dossier_never_changes_its_verdicts(found: tuple[Course, datetime]) -> None:
    course, judged = found
    assume(course.ended_at is not None)
    later = readings(course, RESTARTS, CALENDAR, judged + timedelta(days=30))
    assert later.all == readings(course, RESTARTS, CALENDAR, judged).all
    assert all(reading.verdict not in (Verdict.WITHIN, Verdict.OVERDUE) for reading in later.all)
