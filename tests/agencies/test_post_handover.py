"""Reception handed over to the post: who takes in from which day on, and who finishes what was taken in before."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

import cast
from agencies.ordering import MONDAY, TUESDAY, WEDNESDAY, order, post, seated
from cast import refused
from motcua.accounts.models import Staff
from motcua.agencies.actors import actor_of
from motcua.agencies.handovers import end_handover, hand_over_reception
from motcua.agencies.models import Agency, PostHandover
from motcua.agencies.posts import stand_in
from motcua.dossiers import access, commands
from motcua.dossiers.commands import handle, submit
from motcua.dossiers.worklist import worklist
from motcua.law.lifecycle import Channel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

MORNING, NEXT_DAY = "04/03/2019 08:00", "05/03/2019 08:00"


@pytest.fixture(autouse=True)
def _procedure(province: None) -> None:
    cast.load(cast.rules())


def justice() -> Agency:
    return Agency.objects.get(code=cast.JUSTICE)


def handed(procedure: str = "", since: date = MONDAY, **given) -> PostHandover:
    """Hand the reception of Sở Tư pháp over on Monday, or as given."""
    return hand_over_reception(justice(), post("post_clerk"), since=since, procedure=procedure, order=order(**given))


def take_in(part: str, when: str = MORNING, number: int = 0):
    """Have a member of the cast take a dossier in."""
    return cast.taken_in(when, by=seated(part, cast.moment(when).date()), number=number)


def test_from_the_day_on_the_post_clerk_takes_in_and_the_own_desk_does_not():
    handed()

    assert take_in("post_clerk").code.startswith(cast.JUSTICE)
    with refused("handed_over") as told:
        take_in("receptionist", number=1)
    assert "theo Quyết định 12/QĐ-STP ngày 04/03/2019" in told.value.sentence


def test_before_that_day_it_is_the_other_way_round():
    handed(since=TUESDAY)

    assert take_in("receptionist")
    with refused("forbidden"):
        take_in("post_clerk", number=1)


def test_the_log_tells_on_which_decision_the_clerk_takes_in():
    handed()
    first = take_in("post_clerk").events.order_by("seq")[0]

    assert first.on_behalf_of == "nhận bàn giao tiếp nhận của Sở Tư pháp theo Quyết định 12/QĐ-STP ngày 04/03/2019"


def test_the_own_desk_finishes_what_it_has_taken_in():
    row = take_in("receptionist")
    handed(since=TUESDAY)
    own = seated("receptionist", TUESDAY)

    assert [task.reference for task in worklist(own, now=cast.moment(NEXT_DAY)).rows] == [row.code]
    assert handle(row.pk, cast.complete("intake"), actor=own, at=cast.moment(NEXT_DAY), key="k")


def test_an_online_filing_waits_at_the_desk_of_the_clerk():
    handed()
    row = submit(
        uuid4(),
        cast.filing(channel=Channel.ONLINE_PARTIAL),
        cast.submit(),
        at=cast.moment(MORNING),
    )
    now = cast.moment(MORNING)

    assert [task.reference for task in worklist(seated("post_clerk"), now=now).rows] == [str(row.pk)]
    assert worklist(seated("receptionist"), now=now).rows == ()


def test_only_the_procedure_that_was_handed_over_changes_hands():
    other = cast.rules(code="1.900200", name="Thủ tục khác")
    cast.load(other)
    handed(procedure=cast.PROCEDURE.code)
    filing = cast.filing(1, procedure="1.900200")
    at = cast.moment(MORNING)
    row = commands.take_in(uuid4(), filing, cast.accept(), actor=seated("receptionist"), at=at)
    with refused("forbidden"):
        commands.take_in(
            uuid4(), cast.filing(2, procedure="1.900200"), cast.accept(), actor=seated("post_clerk"), at=at
        )
    mine = take_in("post_clerk", number=3)

    seen = set(access.visible_to(seated("post_clerk")).values_list("pk", flat=True))
    assert seen == {mine.pk} and row.pk not in seen
    assert [task.reference for task in worklist(seated("post_clerk"), now=at).rows] == [mine.code]


def test_figures_of_the_agency_do_not_open_by_one_procedure():
    handed(procedure=cast.PROCEDURE.code)

    assert justice().pk not in seated("post_clerk").all_agencies


def test_the_stand_in_of_a_clerk_tells_both_decisions():
    handed()
    person = Staff.objects.create(username="moi", full_name="Người Mới")
    stand_in(post("post_clerk"), person, since=MONDAY, until=WEDNESDAY, order=order(number="5/QĐ-BĐ"))
    row = cast.taken_in(MORNING, by=actor_of(person, MONDAY))

    told = row.events.order_by("seq")[0].on_behalf_of
    assert told.startswith("thay ông/bà Trương Mỹ Tiên theo Quyết định 5/QĐ-BĐ ngày 04/03/2019; nhận bàn giao")


def test_it_is_given_back_on_a_day():
    found = handed()
    end_handover(found, until=WEDNESDAY, order=order())

    assert take_in("post_clerk", NEXT_DAY)
    assert take_in("receptionist", "06/03/2019 08:00", number=1)
    with refused("forbidden"):
        take_in("post_clerk", "06/03/2019 08:00", number=2)


# what is refused


@pytest.mark.parametrize("part", ["agency_head", "receptionist", "director"])
def test_only_an_administrator_hands_over(part):
    with refused("forbidden"):
        handed(by=part)


@pytest.mark.parametrize(("first", "second"), [("", ""), ("", "1.900100"), ("1.900100", ""), ("1.900100", "1.900100")])
def test_nothing_is_handed_over_twice(first, second):
    handed(first)
    with refused("handed_over_already", "since"):
        handed(second, since=TUESDAY)


def test_two_procedures_are_handed_over_by_decisions_of_their_own():
    handed("1.900100")

    assert handed("1.900200", since=TUESDAY).pk
    assert len(seated("post_clerk", TUESDAY).seats) == 2


def test_the_same_button_twice_hands_over_once():
    assert handed() == handed()


def test_only_to_a_post_clerk():
    with refused("not_a_post_clerk", "post"):
        hand_over_reception(justice(), post("receptionist"), since=MONDAY, order=order())


def test_only_of_an_agency_that_decides():
    centre = post("post_clerk").agency
    with refused("not_an_agency", "agency"):
        hand_over_reception(centre, post("post_clerk"), since=MONDAY, order=order())


@pytest.mark.parametrize("code", ["x", "1.9; DROP", "1." + "9" * 40])
def test_a_procedure_has_a_code(code):
    with refused("procedure_code", "procedure"):
        handed(code)


def test_a_decision_is_not_dated_after_its_effect():
    with refused("decided_after_effect", "since"):
        handed(since=date(2019, 3, 1))


@pytest.mark.parametrize(
    ("until", "code"),
    [(MONDAY, "ends_before_start"), (date(2019, 3, 3), "decided_after_effect")],
    ids=["on-the-first-day", "before-the-decision"],
)
def test_it_does_not_end_before_it_began(until, code):
    found = handed()
    with refused(code, "until"):
        end_handover(found, until=until, order=order())


def test_it_does_not_end_twice():
    found = handed()
    end_handover(found, until=WEDNESDAY, order=order())
    with refused("ended_already", "until"):
        end_handover(found, until=TUESDAY, order=order())
