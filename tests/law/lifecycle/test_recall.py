"""Who has sent a dossier on may take it back, as long as nobody has opened it."""

import cast
from cast import refused
from law.calendars import shown
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import commands as c

AT_TEN, AT_ELEVEN = "01/03/2019 10:00", "01/03/2019 11:00"


def test_a_step_that_nobody_has_opened_is_taken_back_with_the_time_it_had(world):
    world.brought_to("process")
    due_at = world.state.steps[0].due_at
    world.give(cast.complete("process"), AT_TEN)

    world.give(c.Recall("process"), AT_ELEVEN, by="case_officer")
    assert (world.open, world.state.steps[0].due_at) == (["process"], due_at)
    assert "check" not in world.state.visited


def test_what_the_receiver_has_opened_is_taken_back_no_more(world):
    world.brought_to("process")
    world.give(cast.complete("process"), AT_TEN)
    world.give(c.See("check"), AT_TEN)

    with refused("opened_before"):
        world.give(c.Recall("process"), AT_ELEVEN, by="case_officer")


def test_what_the_receiver_has_done_is_taken_back_no_more(world):
    world.brought_to("process")
    world.give(cast.complete("process"), AT_TEN)
    world.give(cast.complete("check"), AT_TEN)

    with refused("opened_before"):
        world.give(c.Recall("process"), AT_ELEVEN, by="case_officer")


def test_nobody_takes_back_what_another_has_sent(world):
    world.brought_to("process")
    world.give(cast.complete("process"), AT_TEN)

    with refused("not_the_sender"):
        world.give(c.Recall("process"), AT_ELEVEN, by="colleague")


def test_a_step_is_seen_once(world):
    world.brought_to("process")
    world.give(c.See("process"))

    with refused("seen_before"):
        world.give(c.See("process"))


def test_a_branch_that_has_come_in_is_taken_back_while_the_others_are_waited_for(core):
    core.brought_to("process", cast.rules(cast.PARALLEL))
    core.give(cast.complete("process"))
    core.give(cast.complete("opinion"), AT_TEN)
    assert core.state.arrivals == (("merge", "opinion"),)

    core.give(c.Recall("opinion"), AT_ELEVEN, by="other_unit_officer")
    assert (set(core.open), core.state.arrivals) == ({"visit", "opinion"}, ())


def test_the_last_branch_is_taken_back_and_the_others_wait_again(core):
    core.brought_to("process", cast.rules(cast.PARALLEL))
    for step in ("process", "opinion", "visit", "report"):
        core.give(cast.complete(step))
    assert core.open == ["merge"]

    core.give(c.Recall("report"), AT_TEN, by="case_officer")
    assert (core.open, core.state.arrivals) == (["report"], (("merge", "opinion"),))


def test_a_step_that_was_gone_through_before_stays_on_the_way_of_the_dossier(core):
    core.brought_to("check")
    core.give(cast.complete("check", "revise"), AT_TEN)
    core.give(c.Recall("check"), AT_ELEVEN, by="unit_head")

    assert core.state.visited == ("intake", "assign", "process", "check")


def test_taking_back_gives_the_dossier_no_new_time(world):
    world.brought_to("process")
    world.give(cast.complete("process"), AT_TEN)
    world.give(c.Recall("process"), AT_ELEVEN, by="case_officer")

    assert (world.status, shown(world.state.due_at)) == (Status.PROCESSING, "08/03/2019 08:00")
