"""Publication of procedures: what must be said, how versions follow each other, how decisions are dated."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import refused
from law.calendars import NATIONAL
from law.calendars import at as moment
from motcua.law.deadline import due
from motcua.law.limit import TimeLimit, Unit
from motcua.law.publication import (
    Held,
    Place,
    Stated,
    ended,
    gaps,
    place,
    require_decision_days,
    require_reduced,
)
from motcua.law.refusal import Refused

ALL = Stated(*[True] * 8)
TODAY = date(2019, 3, 1)
FIRST, SECOND = Held(date(2018, 1, 1), date(2019, 1, 1)), Held(date(2019, 1, 1), None)


def test_a_procedure_that_says_everything_has_no_gap():
    assert gaps(ALL) == ()


@pytest.mark.parametrize(
    ("part", "letter"),
    [
        ("name", "a"),
        ("steps", "b"),
        ("ways", "c"),
        ("components", "d"),
        ("sets", "d"),
        ("time", "đ"),
        ("subject", "e"),
        ("agency", "g"),
    ],
)
def test_each_part_of_the_national_list_is_missed_by_its_letter(part, letter):
    (gap,) = gaps(replace(ALL, **{part: False}))

    assert (gap.part, gap.letter) == (part, letter)
    assert gap.sentence.startswith("Thiếu") and gap.sentence.endswith(".")


def test_gaps_come_in_the_order_of_the_list():
    assert [gap.letter for gap in gaps(Stated(*[False] * 8))] == ["a", "b", "c", "d", "d", "đ", "e", "g"]
    assert len(fields(Stated)) == 8


def test_the_first_version_ends_nothing():
    assert place(TODAY, []) == Place(None, None)


def test_a_version_ends_the_one_in_force_on_its_first_day():
    assert place(TODAY, [FIRST, SECOND]) == Place(None, 1)


def test_a_version_between_two_ends_before_the_later_one():
    assert place(date(2018, 7, 1), [FIRST, SECOND]) == Place(date(2019, 1, 1), 0)


def test_a_version_before_all_others_ends_before_them():
    assert place(date(2017, 1, 1), [FIRST, SECOND]) == Place(date(2018, 1, 1), None)


def test_two_versions_cannot_begin_on_one_day():
    with refused("version_same_day", "valid_from"):
        place(date(2019, 1, 1), [FIRST, SECOND])


def test_a_repealed_procedure_can_be_published_again_and_the_gap_stays():
    assert place(TODAY, [Held(date(2018, 1, 1), date(2018, 6, 1))]) == Place(None, None)


def test_a_repeal_ends_the_version_in_force():
    assert ended(TODAY, [FIRST, SECOND]) == 1


def test_what_is_not_in_force_cannot_be_repealed():
    with refused("nothing_to_repeal", "valid_from"):
        ended(TODAY, [FIRST])


def test_a_procedure_with_a_version_to_come_cannot_be_repealed_before_it():
    with refused("version_follows", "valid_from"):
        ended(TODAY, [FIRST, SECOND, Held(date(2019, 6, 1), None)])


days = st.dates(date(2018, 1, 1), date(2020, 12, 31))


@given(st.lists(days, unique=True, max_size=8))
def test_placed_one_by_one_in_any_order_versions_cover_all_days_from_the_first_without_overlap(firsts):
    placed: list[Held] = []
    for since in firsts:
        where = place(since, placed)
        if where.ends is not None:
            placed[where.ends] = replace(placed[where.ends], until=since)
        placed.append(Held(since, where.until))

    in_order = sorted(placed, key=lambda held: held.since)
    assert [held.until for held in in_order] == [*sorted(firsts)[1:], None][: len(firsts)]


def test_a_decision_is_entered_after_it_was_signed():
    with refused("decision_in_future", "signed_on"):
        require_decision_days(TODAY + timedelta(days=1), [], TODAY)


def test_nothing_takes_effect_before_the_decision():
    with refused("effect_before_decision", "valid_from"):
        require_decision_days(TODAY, [TODAY, TODAY - timedelta(days=1)], TODAY)


def test_a_year_typed_wrong_is_found():
    with refused("day_out_of_reach", "valid_from"):
        require_decision_days(TODAY, [date(2091, 3, 1)], TODAY)
    with refused("day_out_of_reach", "signed_on"):
        require_decision_days(date(1019, 3, 1), [], TODAY)


def test_a_decision_may_take_effect_on_the_day_it_was_signed_or_later():
    require_decision_days(TODAY, [TODAY, TODAY + timedelta(days=400)], TODAY)


limits = st.builds(
    TimeLimit,
    st.integers(1, 40).map(Decimal),
    st.sampled_from([Unit.WORKING_HOUR, Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH]),
)


@given(st.integers(1, 20).map(Decimal), st.integers(1, 20).map(Decimal), st.sampled_from([Unit.WORKING_DAY]))
def test_of_two_limits_in_one_unit_the_reduced_is_not_the_longer(value, legal, unit):
    longer = value > legal
    try:
        require_reduced(TimeLimit(value, unit), TimeLimit(legal, unit))
    except Refused as wrong:
        assert longer and wrong.code == "longer_than_legal"
    else:
        assert not longer


@given(limits, limits, st.sampled_from(["04/01/2019 08:00", "06/03/2019 13:30", "11/04/2019 16:30"]))
def test_a_limit_is_called_longer_only_where_it_ends_later_in_a_real_calendar(limit, legal, start):
    try:
        require_reduced(limit, legal)
    except Refused:
        # the same day at the earliest: limits in days end with office hours, limits in hours before
        ends = [due(NATIONAL, moment(start), one) for one in (limit, legal)]
        assert ends[0].date() >= ends[1].date()
