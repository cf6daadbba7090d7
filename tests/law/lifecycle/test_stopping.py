"""A dossier that ends without a result: not supplemented in time, or stopped as the applicant asked."""

import pytest

import cast
from cast import refused
from law.calendars import at
from motcua.law.lifecycle import Channel, Status
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import LateCause, StopReason

IN_2026 = "05/01/2026 08:00"
"""A Monday under Decree 118/2025."""


@pytest.fixture
def today(world):
    """A dossier of 2026, at work."""
    world.brought_to("process", cast.rules(on="05/01/2026"), IN_2026)
    return world


def test_a_dossier_that_is_not_supplemented_is_closed_on_the_sixteenth_day(world):
    world.brought_to("process")
    world.give(cast.ask(), "01/03/2019 10:00")
    world.give(c.CloseUnsupplemented(), "17/03/2019 00:05")

    assert (world.status, world.state.stop_reason) == (Status.STOPPED, StopReason.UNSUPPLEMENTED)
    assert (world.state.ended_as, world.state.late_cause) == ("stopped", None)
    assert world.state.stops[0].until == at("17/03/2019 00:05")


def test_on_the_fifteenth_day_it_may_still_be_supplemented(world):
    world.brought_to("process")
    world.give(cast.ask(), "01/03/2019 10:00")

    with refused("too_early") as caught:
        world.give(c.CloseUnsupplemented(), "16/03/2019 23:59")
    assert "16/03/2019" in caught.value.sentence


def test_the_applicant_asks_and_the_one_stop_unit_stops(today):
    today.give(cast.ask_to_stop(), "06/01/2026 08:00")
    assert today.status is Status.PROCESSING

    today.give(cast.confirm_stop(), "06/01/2026 09:00")
    assert (today.status, today.state.stop_reason) == (Status.STOPPED, StopReason.ON_REQUEST)


def test_nobody_stops_what_the_applicant_did_not_ask_to_stop(core):
    core.brought_to("process", cast.rules(on="05/01/2026"), IN_2026)

    with refused("not_asked"):
        core.give(cast.confirm_stop(), "06/01/2026 09:00")


def test_a_stop_is_asked_for_once(today):
    today.give(cast.ask_to_stop(), "06/01/2026 08:00")

    with refused("asked_before"):
        today.give(cast.ask_to_stop(), "06/01/2026 08:30")


def test_what_is_signed_is_not_stopped(core):
    core.brought_to("process", cast.rules(on="05/01/2026"), IN_2026)
    core.give(cast.ask_to_stop(), "06/01/2026 08:00")
    for step in ("process", "check", "decide"):
        core.leave(step, "06/01/2026 09:00")

    with refused("not_now"):
        core.give(cast.confirm_stop(), "06/01/2026 10:00")


def test_the_decree_of_2018_knew_no_stop_on_request(world):
    world.brought_to("process")

    with refused("no_stop_on_request") as caught:
        world.give(cast.ask_to_stop(), "04/03/2019 08:00")
    assert "Điều 21 Nghị định 118/2025/NĐ-CP" in caught.value.sentence


def test_a_dossier_that_is_overdue_when_it_is_stopped_has_a_cause(today):
    today.give(cast.ask_to_stop(), "20/01/2026 08:00")
    with refused("cause_missing", "late_cause"):
        today.give(cast.confirm_stop(), "20/01/2026 09:00")

    today.give(cast.confirm_stop(LateCause.OVERLOAD), "20/01/2026 09:00")
    assert today.state.late_cause is LateCause.OVERLOAD


def test_while_the_clock_stands_a_dossier_is_stopped_as_well(today):
    today.give(cast.pause(), "06/01/2026 08:00")
    today.give(cast.ask_to_stop(), "06/01/2026 09:00")
    today.give(cast.confirm_stop(), "06/01/2026 10:00")

    assert today.status is Status.STOPPED
    assert all(stop.until for stop in today.state.stops)


def test_who_files_online_is_told_once_what_is_missing_and_files_again(world):
    world.give(cast.submit())
    world.give(cast.guide())
    assert (world.status, world.state.guided, world.state.answer_by) == (Status.SUBMITTED, True, None)
    with refused("guided_before"):
        world.give(cast.guide())

    world.give(cast.submit(), "04/03/2019 08:00")
    assert (world.state.guided, world.state.requested) == (False, ())
    assert world.state.answer_by is not None


def test_who_is_guided_at_the_counter_comes_back_and_is_taken_in(world):
    world.give(cast.guide())
    world.give(cast.accept(on="190304"), "04/03/2019 08:00")

    assert (world.status, world.state.channel) == (Status.ACCEPTED, Channel.COUNTER)
