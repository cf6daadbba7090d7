"""The leader decides: a signed or registered result, or a written rejection."""

import pytest

import cast
from cast import approve, refused, reject
from law.calendars import at
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import LateCause
from motcua.law.process import Process

TWO_SIGNATURES = Process(
    (
        cast.step("intake", "work", "reception", "decide", hours="2"),
        cast.step("decide", "decide", "leader", "province", hours="8"),
        cast.step("province", "decide", "leader", "hand-over", hours="8"),
        cast.step("hand-over", "hand_over", "reception"),
    ),
    "intake",
)
"""Signed by the department, then by the province."""


def test_an_approved_dossier_goes_to_the_next_desk(world):
    world.brought_to("decide")
    world.give(approve())

    assert world.status is Status.APPROVED
    assert world.open == ["issue"]


def test_the_number_of_the_result_is_kept(world):
    world.brought_to("decide")
    world.give(approve(" 12/KQ "))

    assert world.state.result_number == "12/KQ"


def test_a_signed_file_is_a_result_too(world):
    world.brought_to("decide")
    world.give(c.Approve("", ("ab" * 32,)))

    assert world.state.result_files == ("ab" * 32,)


def test_a_decision_without_a_result_is_refused(world):
    world.brought_to("decide")

    with refused("no_result", "result_number"):
        world.give(approve("  "))


@pytest.mark.parametrize("command", [approve(), reject()], ids=lambda command: type(command).__name__)
def test_nothing_is_decided_before_its_turn(core, command):
    core.brought_to("check")

    with refused("not_at_decision"):
        core.give(command)


def test_a_result_is_signed_once(core):
    core.brought_to("decide")
    core.give(approve())

    with refused("not_at_decision"):
        core.give(approve())


def test_a_process_may_ask_for_two_signatures(world):
    world.brought_to("decide", cast.rules(TWO_SIGNATURES))
    world.give(approve("1/TTr"))
    world.give(approve("2/QĐ-UBND"))

    assert world.open == ["hand-over"]
    assert world.state.result_number == "2/QĐ-UBND"


def test_the_second_signature_may_be_withheld(world):
    world.brought_to("decide", cast.rules(TWO_SIGNATURES))
    world.give(approve("1/TTr"))
    world.give(reject())

    assert world.status is Status.REJECTED


def test_a_rejection_ends_the_dossier(world):
    world.brought_to("decide")
    world.give(reject(), "05/03/2019 09:00")

    assert world.status is Status.REJECTED
    assert (world.state.ended_at, world.state.ended_as) == (at("05/03/2019 09:00"), "rejected")
    assert world.open == []


def test_a_rejection_needs_written_reasons(world):
    world.brought_to("decide")

    with refused("not_written", "reason"):
        world.give(c.Reject(" "))


def test_a_rejection_in_time_has_no_cause_of_lateness(world):
    world.brought_to("decide")
    world.give(reject(LateCause.OVERLOAD), "08/03/2019 08:00")

    assert not world.state.is_late
    assert world.state.late_cause is None


def test_a_late_rejection_needs_a_cause(world):
    world.brought_to("decide")

    with refused("cause_missing", "late_cause"):
        world.give(reject(), "08/03/2019 08:01")


def test_a_late_rejection_keeps_its_cause(world):
    world.brought_to("decide")
    world.give(reject(LateCause.OFFICER_FAULT), "08/03/2019 08:01")

    assert world.state.is_late
    assert world.state.late_cause is LateCause.OFFICER_FAULT


def test_the_log_tells_how_the_decision_was_left(world):
    world.brought_to("decide")
    events = world.give(reject())

    assert events == (e.StepCompleted("decide", "reject", ""), e.Rejected("Không đủ điều kiện theo quy định.", None))


def test_no_supplement_is_asked_for_once_it_is_signed(core):
    core.brought_to("issue")

    with refused("not_now"):
        core.give(cast.ask())
