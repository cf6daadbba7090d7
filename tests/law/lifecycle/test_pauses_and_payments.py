"""The clock stands while the applicant owes money, or while something happens that the law does not count."""

from decimal import Decimal

import pytest

import cast
from cast import refused
from law.calendars import at, shown
from motcua.law.deadline import TimeLimit, Unit
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import Money

MONDAY, WEDNESDAY, THURSDAY = "04/03/2019 08:00", "06/03/2019 10:00", "07/03/2019 10:00"


def test_a_pause_moves_the_due_date_by_the_working_time_that_the_clock_stood(world):
    world.brought_to("process")
    assert shown(world.state.due_at) == "08/03/2019 08:00"
    world.give(cast.pause(), MONDAY)
    assert (world.status, world.state.due_at) == (Status.PAUSED, None)

    world.give(c.Resume("Đã có kết luận giám định."), WEDNESDAY)
    assert world.status is Status.PROCESSING
    assert shown(world.state.due_at) == "12/03/2019 10:00"


def test_a_pause_over_the_days_off_moves_nothing(world):
    world.brought_to("process")
    world.give(cast.pause(), "01/03/2019 18:00")
    world.give(c.Resume(), "03/03/2019 20:00")

    assert shown(world.state.due_at) == "08/03/2019 08:00"


def test_a_pause_moves_the_time_of_the_open_step_as_well(world):
    world.brought_to("process")
    before = world.state.steps[0].due_at
    world.give(cast.pause(), MONDAY)
    world.give(c.Resume(), WEDNESDAY)

    assert (shown(before), shown(world.state.steps[0].due_at)) == ("05/03/2019 08:00", "07/03/2019 10:00")


def test_a_limit_that_ends_with_office_hours_still_ends_with_them_after_a_pause(core):
    monthly = cast.rules(limits=(("", TimeLimit(Decimal(10), Unit.CALENDAR_DAY)),))
    core.brought_to("process", monthly)
    core.give(cast.pause(), MONDAY)
    core.give(c.Resume(), WEDNESDAY)

    assert shown(core.state.due_at) == "14/03/2019 17:00"


def test_the_promise_of_the_receipt_stays_on_record(world):
    world.brought_to("process")
    world.give(cast.pause(), MONDAY)
    world.give(c.Resume(), WEDNESDAY)

    assert shown(world.state.due_original) == "08/03/2019 08:00"


def test_a_pause_needs_a_cause_that_the_regime_knows(world):
    world.brought_to("process")

    with refused("unknown_cause", "cause") as caught:
        world.give(cast.pause("no_time"), MONDAY)
    assert "61/2018" in caught.value.sentence


def test_a_pause_needs_its_basis(core):
    core.brought_to("process")

    with refused("not_written", "basis"):
        core.give(c.Pause("appraisal", "  "), MONDAY)


def test_nothing_is_decided_while_the_clock_stands(world):
    world.brought_to("process")
    world.give(cast.pause(), MONDAY)

    with refused("not_now"):
        world.give(cast.complete("process"), MONDAY)


def test_each_stop_is_kept_with_its_cause_and_its_basis(world):
    world.brought_to("process")
    world.give(cast.pause(), MONDAY)
    world.give(c.Resume(), WEDNESDAY)

    (stop,) = world.state.stops
    assert (stop.cause, stop.basis) == ("appraisal", "Điều 10 Luật Giám định")
    assert (stop.since, stop.until) == (at(MONDAY), at(WEDNESDAY))


def test_what_the_applicant_owes_stops_the_clock_until_it_is_paid(world):
    world.brought_to("process")
    world.give(cast.ask_payment(), MONDAY)
    assert (world.status, world.state.due_at) == (Status.AWAITING_PAYMENT, None)
    assert (world.state.fee.amount, world.state.fee.money) == (2_000_000, Money.OWED)

    world.give(cast.pay(), WEDNESDAY)
    assert (world.status, world.state.fee.money) == (Status.PROCESSING, Money.PAID)
    assert shown(world.state.due_at) == "12/03/2019 10:00"


def test_a_payment_of_another_amount_does_not_count(world):
    world.brought_to("process")
    world.give(cast.ask_payment(), MONDAY)

    with refused("wrong_amount", "amount") as caught:
        world.give(cast.pay(1_999_999), WEDNESDAY)
    assert "2.000.000 đồng" in caught.value.sentence


@pytest.mark.parametrize(("amount", "code"), [(0, "no_amount"), (-1, "no_amount"), (10**13, "amount_too_large")])
def test_an_amount_that_cannot_be_is_refused(core, amount, code):
    core.brought_to("process")

    with refused(code, "amount"):
        core.give(cast.ask_payment(amount), MONDAY)


def test_a_dossier_that_is_overdue_stays_overdue_after_a_pause(core):
    core.brought_to("process")
    core.give(cast.pause(), "11/03/2019 08:00")
    core.give(c.Resume(), "13/03/2019 08:00")

    assert shown(core.state.due_at) == "12/03/2019 08:00"


def test_two_pauses_add_up_and_an_extension_comes_on_top(core):
    core.brought_to("process")
    core.give(cast.pause(), MONDAY)
    core.give(c.Resume(), "05/03/2019 08:00")
    core.give(cast.extend("2"), WEDNESDAY)
    core.give(cast.pause("posting"), THURSDAY)
    core.give(c.Resume(), "08/03/2019 10:00")

    assert shown(core.state.due_at) == "14/03/2019 08:00"


def test_a_supplement_starts_the_limit_again_and_pauses_before_it_count_no_more(core):
    core.brought_to("process")
    core.give(cast.pause(), "01/03/2019 13:00")
    core.give(c.Resume(), MONDAY)
    core.give(cast.ask(), "05/03/2019 08:00")
    core.give(cast.bring(), WEDNESDAY)

    assert shown(core.state.due_at) == "13/03/2019 10:00"
