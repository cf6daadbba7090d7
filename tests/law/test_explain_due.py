"""The explanation of a dossier's due date: the limit day by day, then each move, and the date they lead to."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from law.calendars import NATIONAL, SPECIMENS, at, calendar_days, days, instants, limits, shown
from law.oracle import Oracle
from motcua.law.explain import explain
from motcua.law.explain_due import DueExplained, explain_due
from motcua.law.lifecycle.clock import due_of
from motcua.law.lifecycle.state import Shift, ShiftKind
from motcua.law.limit import TimeLimit
from motcua.law.worktime import VIETNAM, Calendar, CalendarNotApproved

MINUTE = timedelta(minutes=1)
FRIDAY = at("01/03/2019 08:00")


def stop(since: str, until: str) -> Shift:
    return Shift(ShiftKind.STOP, at(since), at(until))


def extension(working_days: str) -> Shift:
    return Shift(ShiftKind.EXTENSION, FRIDAY, FRIDAY, Decimal(working_days))


@st.composite
def moves(draw: st.DrawFn, start: datetime) -> tuple[Shift, ...]:
    """Up to three stops and extensions, one after the other."""
    made = []
    for _ in range(draw(st.integers(0, 3))):
        start += draw(st.integers(0, 4000)) * MINUTE
        if draw(st.booleans()):
            made.append(Shift(ShiftKind.EXTENSION, start, start, draw(st.sampled_from(list(map(Decimal, "123"))))))
        else:
            until = start + draw(st.integers(0, 6000)) * MINUTE
            made.append(Shift(ShiftKind.STOP, start, until))
            start = until
    return tuple(made)


def dates_in(sentence: str) -> list[datetime]:
    return [
        datetime.strptime(found, "%H giờ %M ngày %d/%m/%Y").replace(tzinfo=VIETNAM).astimezone(UTC)
        for found in re.findall(r"\d\d giờ \d\d ngày \d\d/\d\d/\d{4}", sentence)
    ]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SPECIMENS), instants(), limits(), st.data())
def test_the_sentences_end_with_the_due_date_that_the_clock_gives(
    specimen: tuple[Calendar, Oracle], start: datetime, limit: TimeLimit, data: st.DataObject
) -> None:
    calendar, _ = specimen
    shifts = data.draw(moves(start))
    try:
        told = explain_due(start, limit, shifts, calendar)
        due = due_of(start, limit, shifts, calendar)
    except CalendarNotApproved:
        assume(False)
    assert told.due == due
    assert dates_in(told.sentences[-1])[-1] == due
    assert told.sentences[: len(told.limit.sentences)] == told.limit.sentences


@settings(max_examples=100, deadline=None)
@given(instants(), limits(), st.data())
def test_every_move_starts_from_the_date_that_the_one_before_gave(
    start: datetime, limit: TimeLimit, data: st.DataObject
) -> None:
    assume(2018 <= start.year <= 2025)
    told = explain_due(start, limit, data.draw(moves(start)), NATIONAL)
    given_by = [told.limit.due, *(move.due_at for move in told.moves)]
    assert [move.due_before for move in told.moves] == given_by[:-1]
    assert all(move.due_at >= move.due_before for move in told.moves)


def told_of(*shifts: Shift, limit: TimeLimit | None = None, reasons: tuple[str, ...] = ()) -> DueExplained:
    return explain_due(FRIDAY, limit or days(5), shifts, NATIONAL, reasons)


def test_without_a_move_it_is_the_explanation_of_the_limit() -> None:
    assert told_of().sentences == explain(NATIONAL, FRIDAY, days(5)).sentences


def test_a_stop_tells_from_when_to_when_why_and_what_it_moved() -> None:
    told = told_of(stop("04/03/2019 08:00", "05/03/2019 10:00"), reasons=("chờ nộp nghĩa vụ tài chính",))
    assert told.sentences[-1] == (
        "Dừng tính từ 08 giờ 00 ngày 04/03/2019 đến 10 giờ 00 ngày 05/03/2019 (chờ nộp nghĩa vụ tài chính):"
        " 600 phút làm việc không tính vào thời hạn, hạn lùi đến 10 giờ 00 ngày 11/03/2019."
    )


def test_a_stop_outside_office_hours_moves_nothing_and_says_so() -> None:
    told = told_of(stop("02/03/2019 08:00", "03/03/2019 10:00"))
    assert told.sentences[-1].endswith("ngoài giờ làm việc: hạn vẫn là 08 giờ 00 ngày 08/03/2019.")


def test_an_extension_tells_both_dates() -> None:
    assert told_of(extension("2.5")).sentences[-1] == (
        "Gia hạn thêm 2,5 ngày làm việc: hạn lùi từ 08 giờ 00 ngày 08/03/2019 đến 13 giờ 30 ngày 12/03/2019."
    )


def test_a_limit_that_ends_with_office_hours_ends_so_after_a_stop_too() -> None:
    told = told_of(stop("04/03/2019 08:00", "04/03/2019 10:00"), limit=calendar_days(10))
    assert [shown(move.due_at) for move in told.moves] == ["12/03/2019 17:00"]
