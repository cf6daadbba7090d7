"""Leaving a post: the open dossiers go to a successor, and who sits nowhere is signed out."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

import cast
from agencies.ordering import AT, MONDAY, TUESDAY, holding, order, seated, staff
from cast import refused
from desk.stage import brought_to, give, stop_clock, words
from motcua.agencies.models import Holding, StandIn
from motcua.agencies.posts import appoint_holder
from motcua.agencies.relatives import declare_relative
from motcua.dossiers.leaving import leave_post, load_of, settle, successors
from motcua.dossiers.models import Dossier, Task
from motcua.law.lifecycle import Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "procedure")]


@pytest.fixture
def procedure(province: None) -> None:
    cast.load(cast.rules())


def leaves(part: str = "case_officer", until: date = MONDAY, successor: str = "colleague", **given) -> int:
    """Have a member of the cast leave the post on Monday; how many dossiers were given on."""
    to = staff(successor).pk if successor else None
    return leave_post(holding(part), until=until, order=order(**given), successor=to)


def officer_of(row: Dossier) -> int | None:
    return Dossier.objects.values_list("officer_id", flat=True).get(pk=row.pk)


def signed_in(part: str) -> Client:
    client = Client()
    client.force_login(staff(part))
    return client


def test_the_open_dossiers_go_to_the_successor():
    rows = [brought_to("process"), brought_to("check", number=1)]
    assert load_of(holding("case_officer")) == 2

    assert leaves() == 2
    assert [officer_of(row) for row in rows] == [staff("colleague").pk] * 2
    assert Task.objects.get(dossier=rows[0], closed_at=None).assignee_id == staff("colleague").pk


def test_the_log_tells_by_whose_order():
    row = brought_to("process")
    leaves()

    last = row.events.order_by("-seq")[0]
    assert (last.actor_id, last.kind) == (None, "officer_assigned")
    assert last.on_behalf_of == "Hệ thống, theo lệnh của Kim Nhật Duy, Quyết định 12/QĐ-STP"


def test_dossiers_that_wait_for_the_applicant_go_too():
    row = brought_to("process")
    give(row, "case_officer", cast.ask())
    assert Dossier.objects.get(pk=row.pk).status == Status.AWAITING_SUPPLEMENT

    assert leaves() == 1
    assert officer_of(row) == staff("colleague").pk


def test_dossiers_that_are_over_stay_as_they_are():
    row = brought_to("returned")

    assert leaves() == 0
    assert officer_of(row) == staff("case_officer").pk


def test_dossiers_of_colleagues_are_not_touched():
    row = brought_to("process")
    leaves("colleague", successor="case_officer")

    assert officer_of(row) == staff("case_officer").pk


def test_who_has_open_dossiers_needs_a_successor():
    brought_to("process")
    with refused("no_successor", "successor") as told:
        leaves(successor="")

    assert "1 hồ sơ" in told.value.sentence
    assert holding("case_officer").until is None


def test_who_has_none_needs_no_successor():
    assert leaves(successor="") == 0
    assert holding("case_officer").until == MONDAY


@pytest.mark.parametrize("part", ["case_officer", "other_unit_officer", "unit_head", "stranger"])
def test_the_successor_is_another_officer_of_the_unit(part):
    brought_to("process")
    with refused("not_a_successor", "successor"):
        leaves(successor=part)

    assert staff(part).pk not in {one.staff_id for one in successors(holding("case_officer"), MONDAY)}


def test_a_dossier_of_a_relative_of_the_successor_goes_to_a_third():
    row = brought_to("process")
    declare_relative(seated("colleague"), name="Lý", number=cast.OWNER, relation="child", at=AT)

    assert leaves() == 1
    assert officer_of(row) not in (staff("colleague").pk, staff("case_officer").pk)


def test_who_leaves_is_signed_out():
    client = signed_in("case_officer")
    leaves()

    assert client.get("/ban-lam-viec/")["Location"].startswith("/dang-nhap")


def test_a_refusal_changes_nothing():
    row = brought_to("process")
    client = signed_in("case_officer")
    with refused("forbidden"):
        leaves(by="agency_head")

    assert officer_of(row) == staff("case_officer").pk
    assert client.get("/ban-lam-viec/").status_code == 200


# a day ahead


def test_until_the_day_comes_everything_stays():
    row = brought_to("process")
    client = signed_in("case_officer")

    assert leaves(until=TUESDAY) == 0
    assert settle(cast.moment("04/03/2019 23:59")) == 0
    assert officer_of(row) == staff("case_officer").pk
    assert client.get("/doi-mat-khau").status_code == 200


@pytest.mark.parametrize("day", ["05/03/2019", "12/03/2019"], ids=["on-the-day", "a-week-late"])
def test_when_the_day_has_come_the_dossiers_go_on(day):
    row = brought_to("process")
    leaves(until=TUESDAY)

    assert settle(cast.moment(f"{day} 00:05")) == 1
    assert officer_of(row) == staff("colleague").pk


def test_when_the_day_has_come_the_sessions_end():
    client = signed_in("case_officer")
    leaves(until=TUESDAY)
    settle(cast.moment("05/03/2019 00:05"))

    assert client.get("/doi-mat-khau")["Location"].startswith("/dang-nhap")


def test_a_stand_in_that_was_overlooked_ends_when_the_day_has_come():
    leaves(until=TUESDAY)
    StandIn.objects.create(
        post=holding("unit_head").post,
        person=staff("case_officer"),
        since=MONDAY,
        until=date(2019, 4, 1),
        **order().recorded(),
    )
    settle(cast.moment("05/03/2019 00:05"))

    assert StandIn.objects.get().until == TUESDAY


def test_settling_twice_changes_nothing():
    row = brought_to("process")
    leaves(until=TUESDAY)
    settle(cast.moment("05/03/2019 00:05"))
    lines = row.events.count()

    assert settle(cast.moment("05/03/2019 00:10")) == 0
    assert row.events.count() == lines


def test_who_comes_back_keeps_the_dossiers_given_since():
    seat = holding("case_officer").post
    leaves()
    appoint_holder(seat, staff("case_officer"), since=TUESDAY, order=order(number="20/QĐ-STP"))
    row = brought_to("assign")
    Dossier.objects.filter(pk=row.pk).update(officer=staff("case_officer"))

    assert settle(cast.moment("06/03/2019 00:05")) == 0
    assert Holding.objects.filter(holder=staff("case_officer")).count() == 2


def test_the_screen_asks_for_the_successor_and_says_what_was_moved(monkeypatch):
    stop_clock(monkeypatch)
    brought_to("process")
    client = signed_in("administrator")
    address = f"/ban-lam-viec/nhan-su/vi-tri/{holding('case_officer').post_id}/thoi-giu"
    assert "1 hồ sơ chưa xong được chuyển sang người này" in words(client.get(address))
    typed = {"until": "2019-03-04", "decision": "12/QĐ-STP", "decided_on": "2019-03-04"}
    assert "hãy chọn người tiếp nhận" in words(client.post(address, typed))
    told = client.post(address, {**typed, "successor": staff("colleague").pk}, follow=True)

    assert "Đã chuyển 1 hồ sơ" in words(told)
