"""Another agency is asked for its opinion: it has a clock of its own, the dossier's goes on."""

import pytest

import cast
from cast import refused
from law.calendars import at, shown
from motcua.law.lifecycle import Status

AT_TEN = "01/03/2019 10:00"


def test_an_opinion_has_a_clock_of_its_own_and_stops_nothing(world):
    world.brought_to("process")
    world.give(world.consultation(days="3"), AT_TEN)

    (asked,) = world.state.open_consultations
    assert shown(asked.due_at) == "06/03/2019 10:00"
    assert (world.status, shown(world.state.due_at)) == (Status.PROCESSING, "08/03/2019 08:00")


def test_an_answer_closes_it(world):
    world.brought_to("process")
    world.give(world.consultation(), AT_TEN)
    world.give(cast.answer(), "05/03/2019 09:00")

    (asked,) = world.state.consultations
    assert (asked.answered_at, asked.answer) == (at("05/03/2019 09:00"), "Không có án tích.")
    assert world.state.open_consultations == ()


def test_an_opinion_is_given_once(world):
    world.brought_to("process")
    world.give(world.consultation(), AT_TEN)
    world.give(cast.answer(), AT_TEN)

    with refused("answered_before"):
        world.give(cast.answer(), AT_TEN)


def test_the_same_unit_is_not_asked_twice_at_a_time(world):
    world.brought_to("process")
    world.give(world.consultation(), AT_TEN)

    with refused("asked_already", "asked"):
        world.give(world.consultation(), AT_TEN)


@pytest.mark.parametrize("days", ["0", "-1", "30.5"])
def test_the_time_for_an_opinion_is_a_time_that_can_be(core, days):
    core.brought_to("process")

    with refused("bad_days", "working_days"):
        core.give(core.consultation(days), AT_TEN)


def test_work_goes_on_without_the_answer_and_may_end_without_it(world):
    world.brought_to("process")
    world.give(world.consultation(), AT_TEN)
    for step in ("process", "check", "decide", "issue", "hand-over"):
        world.leave(step, AT_TEN)

    assert world.status is Status.FINISHED


def test_a_note_changes_nothing_but_the_log(world):
    world.brought_to("process")
    before = world.state
    (added,) = world.give(cast.note("  Đã gọi điện. "), AT_TEN)

    assert added.text == "Đã gọi điện."
    assert (world.state.steps, world.state.due_at) == (before.steps, before.due_at)


def test_an_empty_note_is_refused(core):
    core.brought_to("process")

    with refused("not_written", "text"):
        core.give(cast.note("  "), AT_TEN)
