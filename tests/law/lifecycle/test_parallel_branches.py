"""Branches side by side: they open together, wait for each other where they meet, and are undone one by one.

`process` opens `visit` (then `report`) and `opinion`, which meet at `merge`; `check` may ask for all of it again.
"""

import cast
from cast import OTHER_UNIT, UNIT, back, bring, complete, refused, to
from law.calendars import shown
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import events as e
from motcua.law.process import Process

BOTH = ["visit", "opinion"]


def parted(world):
    """The dossier at the moment when both branches are open."""
    world.accepted(cast.rules(cast.PARALLEL))
    for step in ("intake", "assign", "process"):
        world.leave(step)


def test_branches_open_side_by_side(world):
    parted(world)

    assert world.open == BOTH


def test_each_branch_has_its_own_clock(world):
    parted(world)

    assert [shown(step.due_at) for step in world.state.steps] == ["04/03/2019 08:00", "04/03/2019 13:30"]


def test_a_branch_that_is_done_waits_for_the_other(world):
    parted(world)
    events = world.leave("opinion")

    assert events[-1] == e.BranchArrived("merge", "opinion")
    assert world.open == ["visit"]


def test_the_meeting_opens_when_the_last_branch_is_done(world):
    parted(world)
    world.leave("opinion")
    world.leave("visit")
    assert world.open == ["report"]

    world.leave("report", "04/03/2019 08:00")

    assert world.open == ["merge"]
    assert world.state.arrivals == ()


def test_the_meeting_has_its_whole_time_from_the_last_arrival(world):
    parted(world)
    world.leave("opinion")
    world.leave("visit")
    world.leave("report", "04/03/2019 08:00")

    assert shown(world.state.steps[0].due_at) == "04/03/2019 13:30"


def test_going_back_within_a_branch_leaves_the_other_alone(world):
    parted(world)
    world.leave("visit")
    world.give(back("report", "visit"))

    assert sorted(world.open) == sorted(BOTH)


def test_going_back_within_a_branch_does_not_forget_the_other(world):
    parted(world)
    world.leave("visit")
    world.give(back("report", "visit"))
    world.leave("visit")
    world.leave("report")

    assert world.open == ["opinion"]


def test_going_back_within_a_branch_keeps_what_the_other_has_done(world):
    parted(world)
    world.leave("opinion")
    world.leave("visit")
    world.give(back("report", "visit"))
    world.leave("visit")
    world.leave("report")

    assert world.open == ["merge"]


def test_a_branch_is_not_sent_into_another(world):
    parted(world)
    world.leave("opinion")

    with refused("not_earlier", "to"):
        world.give(back("visit", "opinion"))


def test_going_back_before_the_parting_closes_every_branch(world):
    parted(world)
    events = world.give(back("opinion", "process"))

    assert world.open == ["process"]
    assert set(events[0].undone) == set(BOTH)


def test_going_back_before_the_parting_undoes_a_branch_that_waits(world):
    parted(world)
    world.leave("opinion")
    world.give(back("visit", "process"))
    for step in ("process", "visit", "report"):
        world.leave(step)

    assert world.open == ["opinion"]


def test_going_back_into_one_branch_from_after_the_meeting_redoes_that_branch_alone(world):
    world.brought_to("check", cast.rules(cast.PARALLEL))
    world.give(back("check", "report"))
    world.leave("report")

    assert world.open == ["merge"]


def test_an_outcome_that_leads_before_the_parting_opens_both_branches_again(world):
    world.brought_to("check", cast.rules(cast.PARALLEL))
    world.give(complete("check", "revise"))
    world.leave("process")

    assert world.open == BOTH


def test_after_going_round_the_meeting_waits_for_both_branches_again(world):
    world.brought_to("check", cast.rules(cast.PARALLEL))
    world.give(complete("check", "revise"))
    for step in ("process", "visit", "report"):
        world.leave(step)

    assert world.open == ["opinion"]


def test_a_supplement_starts_every_open_branch_anew(world):
    parted(world)
    world.give(cast.ask())
    world.give(bring(), "05/03/2019 08:00")

    assert world.open == BOTH
    assert [shown(step.due_at) for step in world.state.steps] == ["06/03/2019 08:00", "06/03/2019 13:30"]


def test_a_supplement_keeps_a_branch_that_waits(world):
    parted(world)
    world.leave("opinion")
    world.give(cast.ask())
    world.give(bring(), "05/03/2019 08:00")
    world.leave("visit", "05/03/2019 08:00")
    world.leave("report", "05/03/2019 08:00")

    assert world.open == ["merge"]


def test_a_dossier_with_branches_comes_to_its_end(world):
    world.brought_to("hand-over", cast.rules(cast.PARALLEL))
    world.leave("hand-over")

    assert world.status is Status.FINISHED


def test_the_others_wait_for_a_branch_that_went_aside_to_mend_something(core):
    aside = Process(
        (
            cast.step("part", "work", "reception", "check", "opinion"),
            cast.step("check", "work", "leader", "meet", to("revise", "mend"), unit=UNIT),
            cast.step("mend", "work", "case_officer", "check", unit=UNIT),
            cast.step("opinion", "work", "case_officer", "meet", unit=OTHER_UNIT),
            cast.step("meet", "work", "leader", "decide", unit=UNIT, join=True),
            cast.step("decide", "decide", "leader", "hand-over"),
            cast.step("hand-over", "hand_over", "reception"),
        ),
        "part",
    )
    core.accepted(cast.rules(aside))
    core.give(cast.complete("part"))
    core.give(cast.complete("check", "revise"))
    core.give(cast.complete("opinion"))
    assert core.open == ["mend"]

    core.give(cast.complete("mend"))
    core.give(cast.complete("check"))
    assert core.open == ["meet"]
