"""Who acts, for which agencies, on which day."""

from datetime import date, timedelta

import pytest

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.actors import actor_of
from motcua.agencies.models import Agency, Holding
from province import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder(province):
    """`holder(role)`: some member of staff whose post has this role."""

    def find(role):
        return Holding.objects.filter(post__role=role).select_related("holder", "post").first()

    return find


def test_an_officer_acts_for_the_agency_of_the_post(holder):
    holding = holder(Role.CASE_OFFICER)
    actor = actor_of(holding.holder, TODAY)

    assert actor.agencies(Role.CASE_OFFICER) == {holding.post.agency_id}
    assert actor.has(Role.CASE_OFFICER)
    assert not actor.sees_everything


def test_a_role_one_does_not_have_gives_no_agency(holder):
    actor = actor_of(holder(Role.CASE_OFFICER).holder, TODAY)

    assert not actor.has(Role.LEADER)
    assert actor.agencies(Role.LEADER) == frozenset()


def test_a_post_clerk_acts_for_the_agencies_served_and_not_for_the_post(holder):
    holding = holder(Role.POST_CLERK)
    actor = actor_of(holding.holder, TODAY)

    assert len(actor.agencies(Role.POST_CLERK)) == 6
    assert holding.post.agency_id not in actor.all_agencies


def test_a_reception_post_that_names_no_agency_serves_its_own(holder):
    holding = holder(Role.RECEPTION)
    holding.post.serves.clear()

    assert actor_of(holding.holder, TODAY).agencies(Role.RECEPTION) == {holding.post.agency_id}


def test_what_a_leader_serves_does_not_widen_the_scope(holder):
    holding = holder(Role.LEADER)
    holding.post.serves.set(Agency.objects.exclude(pk=holding.post.agency_id)[:3])

    assert actor_of(holding.holder, TODAY).agencies(Role.LEADER) == {holding.post.agency_id}


@pytest.mark.parametrize("role", [Role.CENTRE_DIRECTOR, Role.PROCEDURE_CONTROL])
def test_the_centre_sees_everything(holder, role):
    assert actor_of(holder(role).holder, TODAY).sees_everything


def test_an_administrator_does_not_see_dossiers(holder):
    assert not actor_of(holder(Role.ADMINISTRATOR).holder, TODAY).sees_everything


def test_a_seat_knows_its_unit_and_title(holder):
    holding = Holding.objects.filter(post__role=Role.CASE_OFFICER, post__unit__isnull=False).first()
    (seat,) = actor_of(holding.holder, TODAY).seats

    assert (seat.unit_id, seat.unit_code) == (holding.post.unit_id, holding.post.unit.code)
    assert seat.title == holding.post.title


def test_before_the_first_day_and_after_the_last_there_is_no_seat(holder):
    holding = holder(Role.LEADER)
    holding.until = date(2019, 7, 1)
    holding.save()

    assert actor_of(holding.holder, holding.since - timedelta(days=1)).seats == ()
    assert len(actor_of(holding.holder, holding.since).seats) == 1
    assert len(actor_of(holding.holder, date(2019, 6, 30)).seats) == 1
    assert actor_of(holding.holder, date(2019, 7, 1)).seats == ()


def test_two_posts_give_two_seats_and_both_scopes(holder):
    first, second = holder(Role.LEADER), holder(Role.RECEPTION)
    second.holder = first.holder
    second.save()
    actor = actor_of(first.holder, TODAY)

    assert actor.roles == {Role.LEADER, Role.RECEPTION}
    assert actor.all_agencies == actor.agencies(Role.LEADER) | actor.agencies(Role.RECEPTION)


def test_a_person_without_a_post_acts_for_nobody():
    actor = actor_of(Staff.objects.create(username="x", full_name="X"), TODAY)

    assert (actor.seats, actor.title, actor.all_agencies) == ((), "", frozenset())


def test_an_actor_costs_one_query(holder, queries):
    clerk = holder(Role.POST_CLERK).holder

    with queries(1):
        actor_of(clerk, TODAY)
