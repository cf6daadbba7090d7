"""Who holds a post, who stands in for the holder, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

import cast
from agencies.ordering import AT, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, holding, order, post, seated, staff, stands_in
from cast import refused
from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.actors import actor_of
from motcua.agencies.models import Agency, Holding, Post, StandIn
from motcua.agencies.orders import may_send_stand_in
from motcua.agencies.posts import appoint_holder, end_holding, end_stand_in, stand_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def test_a_stand_in_sits_in_the_post_from_the_first_day_to_the_last():
    stands_in("colleague", "unit_head")
    days = [MONDAY - timedelta(days=1), MONDAY, TUESDAY, WEDNESDAY]

    assert [seated("colleague", day).has(Role.LEADER) for day in days] == [False, True, True, False]


def test_the_seat_tells_for_whom_and_by_which_decision():
    stands_in("colleague", "unit_head")
    own, standing = seated("colleague").seats

    assert own.acting_for == ""
    assert standing.acting_for == "thay ông/bà Huỳnh Quốc Trung theo Quyết định 12/QĐ-STP ngày 04/03/2019"
    assert (standing.role, standing.unit_code) == (Role.LEADER, cast.UNIT)


def test_the_holder_keeps_the_post():
    stands_in("colleague", "unit_head")

    assert seated("unit_head").has(Role.LEADER)


def test_what_is_assigned_to_the_holder_is_done_in_the_seat_of_the_stand_in():
    stands_in("colleague", "case_officer")

    assert [seat.holder_id for seat in seated("colleague").seats] == [staff("colleague").pk, staff("case_officer").pk]


def test_a_vacant_post_has_a_stand_in_too():
    end_holding(holding("unit_head"), until=MONDAY, order=order())
    stands_in("colleague", "unit_head")

    (_, standing) = seated("colleague").seats
    assert standing.acting_for == "thay vị trí đang khuyết theo Quyết định 12/QĐ-STP ngày 04/03/2019"


def test_the_head_of_the_agency_and_of_the_unit_send_a_stand_in():
    assert stands_in("colleague", "unit_head", by="agency_head")
    assert stands_in("colleague", "case_officer", by="unit_head")


@pytest.mark.parametrize("part", ["other_unit_head", "case_officer", "receptionist", "director", "stranger"])
def test_nobody_else_does(part):
    with refused("forbidden"):
        stands_in("colleague", "unit_head", by=part)


def test_the_holder_does_not_stand_in_for_himself():
    with refused("holder_himself", "person"):
        stands_in("unit_head", "unit_head")


@pytest.mark.parametrize("part", ["administrator", "agency_head"])
def test_nobody_sends_himself(part):
    other = "receptionist" if part == "agency_head" else "director"
    with refused("sends_himself", "person"):
        stands_in(part, other, by=part)


@pytest.mark.parametrize("part", ["administrator", "director", "procedure_control"])
def test_only_the_administrator_sends_stand_ins_to_posts_of_the_whole_system(part):
    centre = post(part)
    vacant = Post.objects.create(agency=centre.agency, code="leader.99", role=Role.LEADER, title="Giám đốc")
    appoint_holder(vacant, staff("colleague"), since=MONDAY, order=order())

    assert not may_send_stand_in(seated("colleague"), centre)
    assert may_send_stand_in(seated("colleague"), vacant)
    assert may_send_stand_in(seated("administrator"), centre)


def test_there_is_one_stand_in_at_a_time():
    stands_in("colleague", "unit_head")
    with refused("stand_in_already", "since"):
        stands_in("case_officer", "unit_head", since=TUESDAY, until=THURSDAY)

    assert stands_in("case_officer", "unit_head", since=WEDNESDAY, until=THURSDAY)


def test_the_table_itself_refuses_two_stand_ins_at_once():
    first = stands_in("colleague", "unit_head")
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_somebody_of_another_agency_does_not_stand_in():
    with refused("other_agency", "person"):
        stands_in("stranger", "receptionist")


def test_a_closed_account_does_not_stand_in():
    Staff.objects.filter(pk=staff("colleague").pk).update(is_active=False)
    with refused("inactive_account", "person"):
        stands_in("colleague", "unit_head")


def test_a_newcomer_without_a_post_stands_in():
    newcomer = Staff.objects.create(username="moi", full_name="Người Mới")

    assert stand_in(post("unit_head"), newcomer, since=MONDAY, until=WEDNESDAY, order=order())


def test_who_has_left_every_post_does_not_stand_in():
    end_holding(holding("colleague"), until=MONDAY, order=order())
    with refused("holds_no_post", "person") as told:
        stands_in("colleague", "unit_head")

    assert "không giữ vị trí nào vào ngày 04/03/2019" in told.value.sentence


def test_who_is_to_leave_stands_in_until_then_only():
    end_holding(holding("colleague"), until=WEDNESDAY, order=order())
    with refused("holds_no_post", "person"):
        stands_in("colleague", "unit_head", until=date(2019, 3, 8))

    assert stands_in("colleague", "unit_head", until=WEDNESDAY)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"on": TUESDAY, "since": TUESDAY, "until": THURSDAY}, "decision_in_future", "decided_on"),
        ({"since": MONDAY - timedelta(days=3)}, "decided_after_effect", "since"),
        ({"since": MONDAY, "until": MONDAY}, "ends_before_start", "until"),
        ({"since": MONDAY, "until": date(2091, 3, 8)}, "day_out_of_reach", "until"),
        ({"number": "  "}, "no_decision", "decision"),
        ({"number": "Quyết định số"}, "no_decision", "decision"),
        ({"number": "1" * 61}, "decision_too_long", "decision"),
    ],
    ids=["decision-to-come", "decided-after-effect", "no-day", "far-away", "blank", "only-words", "long"],
)
def test_days_and_decision_must_be_possible(given, code, field):
    with refused(code, field):
        stands_in("colleague", "unit_head", **given)


@pytest.mark.parametrize("written", ["12/QĐ-STP", "Quyết định số 12/QĐ-STP", " QĐ số: 12/QĐ-STP "])
def test_the_number_is_kept_as_it_is_signed(written):
    assert stands_in("colleague", "unit_head", number=written).decision == "12/QĐ-STP"


def test_a_stand_in_ends_earlier():
    standing = stands_in("colleague", "unit_head", until=date(2019, 4, 1))
    end_stand_in(standing, until=TUESDAY, by=seated("agency_head"), today=MONDAY)

    assert [len(seated("colleague", day).seats) for day in (MONDAY, TUESDAY)] == [2, 1]


def test_one_that_has_not_begun_leaves_no_trace():
    standing = stands_in("colleague", "unit_head", since=WEDNESDAY, until=THURSDAY)
    end_stand_in(standing, until=TUESDAY, by=seated("agency_head"), today=MONDAY)

    assert not StandIn.objects.exists()


@pytest.mark.parametrize(
    ("until", "today", "code"),
    [(WEDNESDAY, MONDAY, "ends_already"), (MONDAY, TUESDAY, "ended_in_past")],
    ids=["not-earlier", "in-the-past"],
)
def test_it_ends_neither_later_nor_in_the_past(until, today, code):
    standing = stands_in("colleague", "unit_head", since=date(2019, 3, 3), until=WEDNESDAY, on=date(2019, 3, 1))
    with refused(code, "until"):
        end_stand_in(standing, until=until, by=seated("agency_head"), today=today)


# holders


def test_who_is_appointed_holds_the_post_from_that_day():
    seat = post("unit_head")
    end_holding(holding("unit_head"), until=TUESDAY, order=order())
    appoint_holder(seat, staff("colleague"), since=TUESDAY, order=order())

    assert [seated("colleague", day).has(Role.LEADER) for day in (MONDAY, TUESDAY)] == [False, True]
    assert [seated("unit_head", day).has(Role.LEADER) for day in (MONDAY, TUESDAY)] == [True, False]


def test_a_post_that_is_held_is_not_given_to_another():
    with refused("post_is_held", "since"):
        appoint_holder(post("unit_head"), staff("colleague"), since=TUESDAY, order=order())


def test_a_stand_in_is_not_appointed_to_the_same_post():
    seat = post("unit_head")
    end_holding(holding("unit_head"), until=MONDAY, order=order())
    stands_in("colleague", "unit_head")
    with refused("stands_in_there", "person"):
        appoint_holder(seat, staff("colleague"), since=TUESDAY, order=order())


@pytest.mark.parametrize("part", ["agency_head", "director", "unit_head"])
def test_only_an_administrator_appoints_and_takes_out_of_a_post(part):
    with refused("forbidden"):
        appoint_holder(post("unit_head"), staff("colleague"), since=TUESDAY, order=order(part))
    with refused("forbidden"):
        end_holding(holding("unit_head"), until=TUESDAY, order=order(part))


def test_nobody_leaves_twice_or_before_the_first_day():
    with refused("ends_before_start", "until"):
        end_holding(holding("unit_head"), until=date(2018, 6, 1), order=order(on=date(2018, 5, 2)))
    end_holding(holding("unit_head"), until=TUESDAY, order=order())
    with refused("left_already", "until"):
        end_holding(holding("unit_head"), until=WEDNESDAY, order=order())


def test_the_only_administrator_does_not_leave():
    with refused("last_administrator", "until"):
        end_holding(holding("administrator"), until=TUESDAY, order=order())


def test_an_administrator_leaves_when_there_is_another():
    centre = post("administrator")
    other = Post.objects.create(agency=centre.agency, code="administrator.9", role=Role.ADMINISTRATOR, title="Phó")
    appoint_holder(other, staff("procedure_control"), since=MONDAY, order=order())

    assert end_holding(holding("administrator"), until=TUESDAY, order=order()).until == TUESDAY


def signed_in(part):
    client = Client()
    client.force_login(staff(part))
    return client


def test_who_leaves_the_only_post_is_signed_out_everywhere():
    browsers = [signed_in("unit_head"), signed_in("unit_head")]
    end_holding(holding("unit_head"), until=MONDAY, order=order())

    for browser in browsers:
        assert browser.get("/ban-lam-viec/")["Location"].startswith("/dang-nhap")


def test_nobody_else_is_signed_out():
    browser = signed_in("colleague")
    end_holding(holding("unit_head"), until=MONDAY, order=order())

    assert browser.get("/ban-lam-viec/").status_code == 200


def test_who_leaves_the_only_post_stands_in_for_nobody_from_that_day():
    stands_in("unit_head", "case_officer", until=date(2019, 4, 1))
    end_holding(holding("unit_head"), until=WEDNESDAY, order=order())

    assert [len(seated("unit_head", day).seats) for day in (MONDAY, TUESDAY, WEDNESDAY)] == [2, 2, 0]
    assert StandIn.objects.get().until == WEDNESDAY


def test_a_stand_in_to_come_of_who_leaves_leaves_no_trace():
    stands_in("unit_head", "case_officer", since=WEDNESDAY, until=THURSDAY)
    end_holding(holding("unit_head"), until=TUESDAY, order=order())

    assert not StandIn.objects.exists()


def test_who_is_entered_late_as_gone_has_stood_in_until_then():
    stands_in("unit_head", "case_officer", since=MONDAY, until=THURSDAY)
    late = order(at=AT + timedelta(days=2))
    end_holding(holding("unit_head"), until=TUESDAY, order=late)

    assert StandIn.objects.get().until == WEDNESDAY


def test_who_keeps_another_post_goes_on_standing_in():
    other = Post.objects.create(agency=post("unit_head").agency, code="leader.99", role=Role.LEADER, title="Phó")
    appoint_holder(other, staff("unit_head"), since=MONDAY, order=order())
    stands_in("unit_head", "case_officer")
    end_holding(Holding.objects.get(holder=staff("unit_head"), since__lt=MONDAY), until=MONDAY, order=order())

    assert StandIn.objects.get().until == WEDNESDAY


def test_who_still_sits_somewhere_stays_signed_in():
    other = Post.objects.create(agency=post("unit_head").agency, code="leader.99", role=Role.LEADER, title="Phó")
    left = holding("unit_head")
    appoint_holder(other, staff("unit_head"), since=MONDAY, order=order())
    browser = signed_in("unit_head")
    end_holding(left, until=MONDAY, order=order())
    browser.get("/ban-lam-viec/")

    assert browser.session.get("_auth_user_id") == str(staff("unit_head").pk)


def test_who_has_left_signs_in_again_and_sits_nowhere():
    end_holding(holding("unit_head"), until=MONDAY, order=order())
    browser = signed_in("unit_head")

    assert actor_of(staff("unit_head"), MONDAY).seats == ()
    assert browser.get("/doi-mat-khau").status_code == 200


def test_a_leader_costs_two_queries_with_any_number_of_stand_ins(queries):
    stands_in("unit_head", "case_officer")
    stands_in("unit_head", "colleague")
    head = Staff.objects.get(username=cast.CAST["unit_head"])

    with queries(2):
        assert len(actor_of(head, MONDAY).seats) == 3


def test_orders_are_recorded_with_who_entered_them():
    standing = stands_in("colleague", "unit_head", by="agency_head")

    assert (standing.recorded_by_id, standing.recorded_at) == (staff("agency_head").pk, AT)
    assert Agency.objects.filter(pk=standing.post.agency_id, code=cast.JUSTICE).exists()
