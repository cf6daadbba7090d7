"""An applicant files online: the desk answers within eight working hours; the procedure's own time does not run yet."""

from datetime import date

import cast
from cast import refused
from law.calendars import shown
from motcua.law.lifecycle import Channel, Status
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import PaperReceived


def test_a_filing_lies_before_the_one_stop_unit(world):
    world.give(cast.submit())

    assert world.status is Status.SUBMITTED
    assert world.state.papers == cast.PAPERS


def test_it_is_to_be_answered_within_eight_working_hours(world):
    world.give(cast.submit(), "01/03/2019 15:00")

    assert shown(world.state.answer_by) == "04/03/2019 15:00"


def test_filing_starts_no_clock_and_gives_no_code(world):
    world.give(cast.submit())

    assert (world.state.due_at, world.state.accepted_at, world.state.code) == (None, None, "")


def test_paper_is_not_filed_online(world):
    with refused("not_online"):
        world.give(c.Submit(Channel.COUNTER, cast.PAPERS))


def test_a_filing_without_a_mandatory_component_is_refused(world):
    with refused("component_missing", "papers-ban-sao"):
        world.give(cast.submit((PaperReceived("don", 0, 1),)))


def test_a_filing_while_intake_is_suspended_is_refused(world):
    world.follows(cast.rules(suspensions=((date(2019, 2, 1), None),)))

    with refused("closed", "procedure"):
        world.give(cast.submit())


def test_a_filing_is_made_once(core):
    core.give(cast.submit())

    with refused("submitted_before"):
        core.give(cast.submit())
