"""Apologising and naming a new date (form 04): once, at the latest one day before, with a cause."""

import pytest

import cast
from cast import extend, refused
from law.calendars import shown
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import LateCause


def test_it_moves_the_due_date_by_working_days(world):
    world.accepted()
    world.give(extend("2"), "05/03/2019 09:00")

    assert shown(world.state.due_at) == "12/03/2019 08:00"


def test_it_may_be_half_a_day(world):
    world.accepted()
    world.give(extend("0.5"), "05/03/2019 09:00")

    assert shown(world.state.due_at) == "08/03/2019 13:30"


def test_the_first_promise_stays(world):
    world.accepted()
    world.give(extend(), "05/03/2019 09:00")

    assert shown(world.state.due_original) == "08/03/2019 08:00"


def test_the_log_tells_the_date_before_and_after(world):
    world.accepted()
    (extended,) = world.give(extend(), "05/03/2019 09:00")

    assert (shown(extended.due_before), shown(extended.due_at)) == ("08/03/2019 08:00", "12/03/2019 08:00")


def test_its_cause_is_kept(world):
    world.accepted()
    world.give(extend(cause=LateCause.WAITING_OTHER_AGENCY), "05/03/2019 09:00")

    assert world.state.late_cause is LateCause.WAITING_OTHER_AGENCY


def test_it_is_done_once(world):
    world.accepted()
    world.give(extend(), "05/03/2019 09:00")

    with refused("extended_before"):
        world.give(extend(), "06/03/2019 09:00")


def test_a_supplement_gives_no_second_extension(world):
    world.brought_to("process")
    world.give(extend())
    world.give(cast.ask())
    world.give(cast.bring(), "05/03/2019 09:00")

    with refused("extended_before"):
        world.give(extend(), "05/03/2019 10:00")


def test_the_day_before_is_early_enough(world):
    world.accepted()
    world.give(extend(), "07/03/2019 16:59")

    assert world.state.extensions == 1


@pytest.mark.parametrize("when", ["07/03/2019 17:00", "08/03/2019 07:30", "11/03/2019 09:00"])
def test_the_end_of_the_day_before_is_too_late(world, when):
    world.accepted()

    with refused("too_late") as caught:
        world.give(extend(), when)

    assert "17:00 ngày 07/03/2019" in caught.value.sentence


def test_where_the_day_before_is_off_the_working_day_before_it_counts(world):
    world.accepted(when="04/03/2019 08:00")  # due on Monday 11/03

    with refused("too_late") as caught:
        world.give(extend(), "09/03/2019 10:00")

    assert "17:00 ngày 08/03/2019" in caught.value.sentence


@pytest.mark.parametrize("days", ["0", "-1"])
def test_it_must_give_time(world, days):
    world.accepted()

    with refused("no_days", "working_days"):
        world.give(extend(days), "05/03/2019 09:00")


def test_sixty_working_days_are_the_most(world):
    world.accepted()

    with refused("too_many_days", "working_days"):
        world.give(extend("60.5"), "05/03/2019 09:00")


def test_it_needs_a_reason(world):
    world.accepted()

    with refused("not_written", "reason"):
        world.give(c.Extend(extend().working_days, "  ", LateCause.OVERLOAD), "05/03/2019 09:00")


def test_a_signed_result_that_is_still_awaited_can_be_extended(world):
    world.brought_to("issue")
    world.give(extend())

    assert world.status is Status.APPROVED
    assert world.state.extensions == 1


def test_the_work_goes_on_where_it_was(world):
    world.brought_to("process")
    before = world.state.steps
    world.give(extend())

    assert world.state.steps == before
