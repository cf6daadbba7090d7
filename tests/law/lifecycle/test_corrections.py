"""What was recorded wrongly or too late is put right by two persons, beside what was recorded."""

import pytest

import cast
from cast import refused
from law.calendars import at
from motcua.law.lifecycle.state import LateCause

FINISHED, LATER = "11/03/2019 10:00", "11/03/2019 14:00"


@pytest.fixture
def late(world):
    """A dossier that was ready on Thursday and recorded on Monday, after its due date of Friday."""
    world.brought_to("hand-over", when="07/03/2019 09:00", rules=cast.rules())
    return world


def finish(world):
    world.give(cast.finish(LateCause.RECORDED_LATE), "14/03/2019 10:00")


def test_both_moments_are_kept_when_a_second_person_agrees(late):
    finish(late)
    late.give(cast.ask_correction("13/03/2019 16:00"), "14/03/2019 11:00")
    late.give(cast.decide_correction(), "14/03/2019 14:00")

    assert (late.state.ended_actual, late.state.ended_at) == (at("13/03/2019 16:00"), at("14/03/2019 10:00"))


def test_nothing_is_corrected_when_the_second_person_does_not_agree(late):
    finish(late)
    late.give(cast.ask_correction("13/03/2019 16:00"), "14/03/2019 11:00")
    with refused("not_written", "note"):
        late.give(
            cast.decide_correction(agree=False).__class__(False, ""),
            "14/03/2019 14:00",
        )
    late.give(cast.decide_correction(agree=False), "14/03/2019 14:00")

    assert (late.state.ended_actual, late.state.correction) == (None, None)


def test_nobody_agrees_to_a_correction_of_ones_own(core):
    core.brought_to("hand-over")
    finish(core)
    core.give(cast.ask_correction("13/03/2019 16:00"), "14/03/2019 11:00", by="unit_head")

    with refused("same_person"):
        core.give(cast.decide_correction(), "14/03/2019 14:00", by="unit_head")


@pytest.mark.parametrize("moment", ["28/02/2019 10:00", "14/03/2019 10:00", "15/03/2019 10:00"])
def test_the_true_moment_lies_between_acceptance_and_what_was_recorded(core, moment):
    core.brought_to("hand-over")
    finish(core)

    with refused("impossible_moment", "true_at"):
        core.give(cast.ask_correction(moment), "14/03/2019 11:00")


def test_a_correction_is_asked_for_once_at_a_time(late):
    finish(late)
    late.give(cast.ask_correction("13/03/2019 16:00"), "14/03/2019 11:00")

    with refused("asked_before"):
        late.give(cast.ask_correction("13/03/2019 15:00"), "14/03/2019 12:00")


def test_what_is_corrected_is_not_corrected_again(late):
    finish(late)
    late.give(cast.ask_correction("13/03/2019 16:00"), "14/03/2019 11:00")
    late.give(cast.decide_correction(), "14/03/2019 14:00")

    with refused("corrected_before"):
        late.give(cast.ask_correction("12/03/2019 15:00"), "14/03/2019 15:00")


def test_an_error_in_a_result_is_put_right_within_three_working_days(late):
    finish(late)
    (mended,) = late.give(cast.correct_result("15/03/2019 10:00"), "20/03/2019 10:00")

    assert (mended.in_time, late.state.result_number) == (True, "12a/KQ")


def test_an_error_put_right_later_says_why(late):
    finish(late)
    with refused("too_late", "late_reason"):
        late.give(cast.correct_result("15/03/2019 10:00"), "20/03/2019 10:01")

    (mended,) = late.give(cast.correct_result("15/03/2019 10:00", late_reason="Chờ phôi."), "20/03/2019 10:01")
    assert not mended.in_time


def test_a_rejection_has_no_result_to_put_right(core):
    core.brought_to("decide")
    core.give(cast.reject())

    with refused("not_now"):
        core.give(cast.correct_result(cast.OPENING), cast.OPENING)
