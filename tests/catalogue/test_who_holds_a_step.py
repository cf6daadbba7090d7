"""Who sits where on a day, as the check of an internal process asks: holders, stand-ins, receptions handed over."""

from __future__ import annotations

import pytest

import cast
from agencies.ordering import MONDAY, TUESDAY, WEDNESDAY, order, post, stands_in
from motcua.accounts.roles import Role
from motcua.agencies.handovers import hand_over_reception
from motcua.agencies.models import Agency, Holding, PostHandover
from motcua.catalogue.process_checks import holders_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

HEAD, DESK = (Role.LEADER, cast.UNIT), (Role.RECEPTION, "")


def justice() -> int:
    return Agency.objects.get(code=cast.JUSTICE).pk


def test_a_post_that_is_held_is_held():
    assert {HEAD, DESK} <= holders_of(justice(), MONDAY)


def test_a_post_without_holder_is_held_by_its_stand_in_on_the_days_of_the_stand_in():
    stands_in("case_officer", "unit_head", since=MONDAY, until=WEDNESDAY)
    Holding.objects.filter(post=post("unit_head")).delete()
    assert HEAD in holders_of(justice(), TUESDAY)
    assert HEAD not in holders_of(justice(), WEDNESDAY)


def only_the_post_takes_in() -> None:
    """Nobody takes in for Sở Tư pháp but by a hand-over."""
    Holding.objects.filter(post__role=Role.RECEPTION).delete()
    post("post_clerk").serves.clear()


@pytest.mark.parametrize(("handed", "asked", "held"), [("", "1.1", True), ("1.1", "1.1", True), ("1.1", "2.2", False)])
def test_a_reception_handed_over_is_held_by_the_post_that_has_it(handed, asked, held):
    hand_over_reception(
        Agency.objects.get(code=cast.JUSTICE), post("post_clerk"), since=MONDAY, procedure="", order=order()
    )
    PostHandover.objects.update(procedure=handed)
    only_the_post_takes_in()
    assert (DESK in holders_of(justice(), MONDAY, asked)) is held
