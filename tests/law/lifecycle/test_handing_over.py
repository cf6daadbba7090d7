"""The end: the one-stop unit takes the result over, which decides early, on time or late; then the person has it."""

import dataclasses

import pytest

import cast
from cast import finish, hand_out, refused
from law.calendars import at, shown
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import Delivery, Fee, LateCause, Money, Receiver

DUE, LATE = "08/03/2019 08:00", "08/03/2019 08:01"
PROXY = {"receiver": Receiver.PROXY, "receiver_name": "Trần Văn Ba", "proof": "Giấy ủy quyền 15/UQ"}


@pytest.fixture
def ready(world):
    """A dossier whose result is on its way to the one-stop unit."""
    world.brought_to("hand-over")
    return world


@pytest.fixture
def waiting(ready):
    """A dossier whose result waits for the person."""
    ready.give(finish())
    return ready


# taking the result over


def test_the_dossier_ends_when_the_one_stop_unit_has_the_result(ready):
    ready.give(finish(), "05/03/2019 09:00")

    assert ready.status is Status.FINISHED
    assert (ready.state.ended_at, ready.state.ended_as) == (at("05/03/2019 09:00"), "finished")
    assert ready.open == []


def test_there_must_be_a_result_to_take_over(ready):
    with refused("no_result", "result_papers"):
        ready.give(c.Finish(0))


def test_a_signed_file_is_enough(world):
    world.brought_to("decide")
    world.give(c.Approve("", ("ab" * 32,)))
    world.leave("issue")
    world.give(c.Finish(0))

    assert world.status is Status.FINISHED


def test_a_negative_number_of_results_is_refused(ready):
    with refused("negative", "result_papers"):
        ready.give(c.Finish(-1))


def test_a_result_that_has_not_come_cannot_be_taken_over(core):
    core.brought_to("issue")

    with refused("not_at_hand_over"):
        core.give(finish())


def test_a_result_that_is_not_signed_cannot_be_taken_over(core):
    core.brought_to("check")

    with refused("not_now"):
        core.give(finish())


def test_the_due_minute_itself_is_in_time(ready):
    ready.give(finish(), DUE)

    assert not ready.state.is_late


def test_a_minute_later_is_late_and_needs_a_cause(ready):
    with refused("cause_missing", "late_cause"):
        ready.give(finish(), LATE)


def test_a_late_dossier_keeps_its_cause(ready):
    ready.give(finish(LateCause.TECHNICAL_FAULT), LATE)

    assert ready.state.is_late
    assert ready.state.late_cause is LateCause.TECHNICAL_FAULT


def test_a_cause_is_not_written_on_a_dossier_in_time(ready):
    ready.give(finish(LateCause.TECHNICAL_FAULT), DUE)

    assert ready.state.late_cause is None


def test_an_extended_dossier_in_time_keeps_the_cause_of_the_extension(ready):
    ready.give(cast.extend(cause=LateCause.FORCE_MAJEURE))
    ready.give(finish(), LATE)

    assert not ready.state.is_late
    assert ready.state.late_cause is LateCause.FORCE_MAJEURE


def test_a_dossier_late_in_spite_of_its_extension_tells_why(ready):
    ready.give(cast.extend(cause=LateCause.FORCE_MAJEURE))
    ready.give(finish(LateCause.OVERLOAD), "15/03/2019 09:00")

    assert ready.state.late_cause is LateCause.OVERLOAD


# giving it to the person


def test_the_owner_takes_the_result(waiting):
    waiting.give(hand_out(), "06/03/2019 09:00")

    assert waiting.status is Status.RETURNED
    assert shown(waiting.state.returned_at) == "06/03/2019 09:00"
    assert waiting.state.delivery is Delivery.COUNTER


def test_how_it_ended_is_still_known_after_that(waiting):
    waiting.give(hand_out())

    assert waiting.state.ended_as == "finished"


def test_a_rejection_is_handed_out_too(world):
    world.brought_to("decide")
    world.give(cast.reject())
    world.give(hand_out())

    assert (world.status, world.state.ended_as) == (Status.RETURNED, "rejected")


def test_lateness_never_keeps_a_result_from_the_person(ready):
    ready.give(finish(LateCause.OVERLOAD), LATE)
    ready.give(hand_out(), "20/05/2019 09:00")

    assert ready.status is Status.RETURNED


def test_a_result_is_handed_out_once(waiting):
    waiting.give(hand_out())

    with refused("not_now"):
        waiting.give(hand_out())


def test_somebody_elses_number_is_refused(waiting):
    with refused("not_the_owner", "identity"):
        waiting.give(hand_out("094199000999"))


def test_at_the_counter_a_number_is_shown(waiting):
    with refused("not_written", "identity"):
        waiting.give(hand_out(" "))


def test_a_proxy_shows_an_authorisation(waiting):
    waiting.give(hand_out("094188000555", **PROXY))

    assert waiting.status is Status.RETURNED


@pytest.mark.parametrize("missing", ["receiver_name", "proof"])
def test_a_proxy_without_name_or_authorisation_is_refused(waiting, missing):
    with refused("not_written", missing):
        waiting.give(hand_out("094188000555", **{**PROXY, missing: ""}))


def test_by_post_the_number_of_the_item_is_written_down(waiting):
    with refused("not_written", "proof"):
        waiting.give(hand_out("", delivery=Delivery.POST))


def test_by_post_nobody_shows_a_number(waiting):
    waiting.give(hand_out("", delivery=Delivery.POST, proof="EB123456789VN"))

    assert waiting.state.delivery is Delivery.POST


def test_the_log_does_not_hold_the_owners_name_or_number(waiting):
    events = waiting.give(hand_out(receiver_name="Lý Thị Sà Rươl"))

    assert events == (e.ResultReturned(Delivery.COUNTER, Receiver.OWNER, "", "", None),)


def test_no_event_has_a_place_for_an_identity_number():
    names = {field.name for event in e.KINDS.values() for field in dataclasses.fields(event)}

    assert not {name for name in names if "identity" in name or "phone" in name or "address" in name}


def owing(world):
    """A dossier whose fee is paid with the result."""
    world.give(cast.accept(fee=Fee(150_000, Money.OWED)))
    while world.open:
        world.leave(world.open[0])
    return world


@pytest.mark.parametrize("fee", [None, Fee(150_000, Money.OWED)])
def test_what_is_owed_is_settled_first(world, fee):
    with refused("fee_owed", "fee"):
        owing(world).give(hand_out(fee=fee))


def test_what_is_paid_with_the_result_is_kept(world):
    owing(world).give(hand_out(fee=cast.PAID))

    assert world.state.fee == cast.PAID


def test_a_waiver_with_the_result_needs_a_reason(world):
    with refused("not_written", "fee_reason"):
        owing(world).give(hand_out(fee=Fee(0, Money.WAIVED)))


def test_a_fee_that_was_settled_before_stays_as_it_was(world):
    world.give(cast.accept(fee=cast.PAID))
    while world.open:
        world.leave(world.open[0])
    world.give(hand_out())

    assert world.state.fee == cast.PAID
