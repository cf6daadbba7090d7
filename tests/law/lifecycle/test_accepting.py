"""Taking a dossier in: papers and fee are checked, the code is issued, the clock starts. Or it is refused (form 03)."""

from datetime import date
from decimal import Decimal

import pytest

import cast
from cast import refused
from law.calendars import at, shown
from motcua.law.deadline import TimeLimit, Unit
from motcua.law.lifecycle import Channel, Status
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import Fee, Money, PaperReceived

ONLINE = Channel.ONLINE_PARTIAL


def test_acceptance_starts_the_clock(world):
    world.accepted()

    assert world.status is Status.ACCEPTED
    assert world.state.accepted_at == world.state.clock_from == at(cast.OPENING)
    assert shown(world.state.due_at) == "08/03/2019 08:00"


def test_the_first_due_date_is_the_promise(world):
    world.accepted()

    assert world.state.due_original == world.state.due_at


def test_acceptance_issues_the_code_of_agency_and_day(world):
    world.accepted()

    assert world.state.code == f"{cast.JUSTICE}-190301-0001"


def test_acceptance_opens_the_first_step_with_a_clock_of_its_own(world):
    world.accepted()

    assert world.open == ["intake"]
    assert shown(world.state.steps[0].due_at) == "01/03/2019 10:00"


def test_a_step_without_hours_has_no_clock(core):
    core.brought_to("hand-over")

    assert core.state.steps[0].due_at is None


def test_what_comes_in_on_a_day_off_starts_with_the_next_working_day(world):
    world.accepted(when="02/03/2019 10:00")

    assert shown(world.state.due_at) == "08/03/2019 17:00"


def test_each_channel_has_its_own_limit(world):
    world.give(cast.submit())
    world.give(cast.accept(channel=ONLINE), "01/03/2019 09:00")

    assert shown(world.state.due_at) == "07/03/2019 09:00"


def test_an_online_filing_keeps_the_moment_of_filing(world):
    world.give(cast.submit())
    world.give(cast.accept(channel=ONLINE), "01/03/2019 09:00")

    assert shown(world.state.submitted_at) == cast.OPENING


def test_what_comes_in_at_the_counter_was_filed_at_that_moment(world):
    world.accepted()

    assert world.state.submitted_at == world.state.accepted_at


def test_a_channel_without_a_limit_is_refused(world):
    world.follows(cast.rules(limits=(("post", TimeLimit(Decimal(5), Unit.WORKING_DAY)),)))

    with refused("no_limit"):
        world.give(cast.accept())


def test_everything_that_is_missing_is_said_at_once(world):
    with refused("component_missing", "papers-don") as caught:
        world.give(cast.accept(()))

    assert "“Đơn đề nghị”; “Bản sao giấy tờ”" in caught.value.sentence


def test_an_optional_component_may_be_absent(world):
    world.give(cast.accept(cast.PAPERS))

    assert "uy-quyen" not in {paper.component for paper in world.state.papers}


def test_a_component_of_which_nothing_was_handed_in_is_missing(world):
    with refused("component_missing", "papers-don"):
        world.give(cast.accept((PaperReceived("don"), PaperReceived("ban-sao", 0, 1))))


def test_a_scan_alone_is_handed_in(world):
    world.give(cast.accept((PaperReceived("don", scans=("ab" * 32,)), PaperReceived("ban-sao", 0, 1))))

    assert world.status is Status.ACCEPTED


def test_a_component_that_the_procedure_does_not_know_is_refused(world):
    with refused("unknown_component"):
        world.give(cast.accept((*cast.PAPERS, PaperReceived("giay-la", 1))))


def test_a_negative_number_of_papers_is_refused(world):
    with refused("negative", "papers-don"):
        world.give(cast.accept((PaperReceived("don", -1, 2), PaperReceived("ban-sao", 0, 1))))


@pytest.mark.parametrize("fee", [Fee(), Fee(150_000, Money.OWED)])
def test_a_fee_due_at_intake_must_be_settled_first(world, fee):
    world.follows(cast.rules(fees=cast.with_fee()))

    with refused("fee_due", "fee") as caught:
        world.give(cast.accept(fee=fee))

    assert "150.000 đồng" in caught.value.sentence


def test_a_fee_paid_at_intake_is_kept(world):
    world.follows(cast.rules(fees=cast.with_fee()))
    world.give(cast.accept(fee=cast.PAID))

    assert world.state.fee == cast.PAID


def test_a_fee_is_waived_with_a_reason(world):
    world.follows(cast.rules(fees=cast.with_fee()))
    world.give(cast.accept(fee=Fee(0, Money.WAIVED, "Người có công với cách mạng")))

    assert world.state.fee.money is Money.WAIVED


def test_a_fee_is_not_waived_without_a_reason(world):
    with refused("waiver_reason", "fee_reason"):
        world.give(cast.accept(fee=Fee(0, Money.WAIVED, "  ")))


def test_a_negative_fee_is_refused(world):
    with refused("negative_fee", "fee"):
        world.give(cast.accept(fee=Fee(-1, Money.PAID)))


@pytest.mark.parametrize(
    "span",
    [
        {"intake_from": date(2019, 3, 2)},
        {"intake_until": date(2019, 2, 28)},
        {"suspensions": ((date(2019, 3, 1), None),)},
        {"suspensions": ((date(2019, 2, 1), date(2019, 3, 1)),)},
    ],
    ids=str,
)
def test_nothing_is_taken_in_outside_the_days_of_intake(core, span):
    core.follows(cast.rules(**span))

    with refused("closed", "procedure"):
        core.give(cast.accept())


@pytest.mark.parametrize(
    "span",
    [
        {"intake_from": date(2019, 3, 1)},
        {"intake_until": date(2019, 3, 1)},
        {"suspensions": ((date(2019, 3, 2), None),)},
        {"suspensions": ((date(2019, 2, 1), date(2019, 2, 28)),)},
    ],
    ids=str,
)
def test_the_days_at_the_edge_of_intake_are_open(core, span):
    core.accepted(cast.rules(**span))

    assert core.status is Status.ACCEPTED


def test_a_due_date_in_a_year_without_an_approved_calendar_is_refused(world):
    with refused("calendar_not_approved") as caught:
        world.accepted(when="28/12/2026 08:00")

    assert "2027" in caught.value.sentence


def test_a_dossier_is_accepted_once(core):
    core.accepted()

    with refused("not_now"):
        core.give(cast.accept())


def test_a_refusal_ends_the_filing_without_receiving_it(world):
    world.give(c.Refuse("Không thuộc thẩm quyền của Sở."))

    assert world.status is Status.REFUSED
    assert (world.state.accepted_at, world.state.code, world.state.due_at) == (None, "", None)


def test_an_online_filing_can_be_refused(world):
    world.give(cast.submit())
    world.give(c.Refuse("Không thuộc thẩm quyền của Sở."), "01/03/2019 09:00")

    assert world.status is Status.REFUSED
    assert shown(world.state.submitted_at) == cast.OPENING


def test_a_refusal_needs_a_reason(world):
    with refused("not_written", "reason"):
        world.give(c.Refuse("  "))
