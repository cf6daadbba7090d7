"""The screens of posts, stand-ins, hand-overs and relatives: by whom they are used, and what they say."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

import cast
from agencies.ordering import MONDAY, holding, post, seated, staff, stands_in
from desk.stage import browser, stop_clock, words
from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.models import Agency, Post, PostHandover, Relative, StandIn

pytestmark = pytest.mark.usefixtures("province")

PEOPLE, RELATIVES = "/ban-lam-viec/nhan-su/", "/ban-lam-viec/nguoi-than"
AGENCY = f"{PEOPLE}co-quan/{cast.JUSTICE}/"


@pytest.fixture(autouse=True)
def _clock(province: None, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch)


def page_of(part: str, last: str = "") -> str:
    """The address of a member's post, or of an order about it."""
    return f"{PEOPLE}vi-tri/{post(part).pk}/{last}"


def decided(**more: Any) -> dict[str, Any]:
    """A form with its decision filled in."""
    return {"decision": "12/QĐ-STP", "decided_on": "2019-03-04", **more}


def standing(**more: Any) -> dict[str, Any]:
    """The form of a stand-in for the unit's head, filled in."""
    given = {"person": staff("colleague").pk, "since": "2019-03-04", "until": "2019-03-05"}
    return decided(**{**given, **more})


def test_the_administrator_sees_every_agency_and_goes_to_its_posts() -> None:
    client = browser("administrator")
    assert AGENCY in client.get(PEOPLE).content.decode()
    page = client.get(AGENCY)
    assert "Huỳnh Quốc Trung" in words(page)
    assert page_of("unit_head") in page.content.decode()


def test_a_leader_goes_straight_to_the_own_agency() -> None:
    assert browser("unit_head").get(PEOPLE)["Location"] == AGENCY


def test_the_posts_of_another_agency_do_not_exist_for_a_leader() -> None:
    for address in (f"{PEOPLE}co-quan/{cast.PRESS}/", page_of("stranger"), page_of("stranger", "phan-cong-thay")):
        assert browser("agency_head").get(address).status_code == 404


@pytest.mark.parametrize("part", ["receptionist", "case_officer", "director", "procedure_control"])
def test_nobody_else_gets_in(part: str) -> None:
    client = browser(part)
    assert client.get(PEOPLE).status_code == 403
    assert PEOPLE not in client.get("/ban-lam-viec/").content.decode()


@pytest.mark.parametrize("part", ["administrator", "agency_head"])
def test_the_navigation_leads_there(part: str) -> None:
    assert "Nhân sự, ủy quyền" in words(browser(part).get("/ban-lam-viec/"))


def test_a_stand_in_is_sent_and_shown() -> None:
    client = browser("agency_head")
    done = client.post(page_of("unit_head", "phan-cong-thay"), standing(), follow=True)
    assert "thay tại vị trí Trưởng phòng từ 04/03/2019 đến hết 05/03/2019" in words(done)
    assert seated("colleague", MONDAY).has(Role.LEADER)
    assert "Nguyễn Hữu Thịnh" in words(client.get(AGENCY))


def test_the_same_button_twice_makes_one_stand_in() -> None:
    client = browser("agency_head")
    for _ in range(2):
        assert client.post(page_of("unit_head", "phan-cong-thay"), standing()).status_code == 302
    assert StandIn.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"person": ""}, "Hãy chọn người thay"),
        ({"decision": ""}, "Hãy ghi số quyết định"),
        ({"decided_on": "5/3/19x"}, "Ngày chưa đúng"),
        ({"decided_on": "2019-03-05"}, "Ngày ký quyết định không thể sau hôm nay"),
        ({"since": "2019-03-01"}, "ngày hiệu lực không được trước ngày ký"),
        ({"until": "2019-03-01"}, "Ngày cuối không được trước ngày bắt đầu"),
    ],
    ids=["nobody", "no-decision", "no-date", "decision-to-come", "decided-after-effect", "ends-before"],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(typed: dict[str, Any], told: str) -> None:
    answer = browser("agency_head").post(page_of("unit_head", "phan-cong-thay"), standing(**typed))
    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="2019-03-0' in answer.content.decode()
    assert not StandIn.objects.exists()


def test_only_people_of_the_agency_or_without_a_post_are_offered_as_stand_ins() -> None:
    Staff.objects.create(username="moi", full_name="Người Mới")
    offered = words(browser("agency_head").get(page_of("unit_head", "phan-cong-thay")))
    assert "khang.lm" in offered and "moi" in offered
    assert cast.CAST["stranger"] not in offered


def test_a_unit_leader_sends_stand_ins_for_the_own_unit_only() -> None:
    client = browser("unit_head")
    assert client.get(page_of("case_officer", "phan-cong-thay")).status_code == 200
    assert client.get(page_of("other_unit_officer", "phan-cong-thay")).status_code == 403
    assert "Phân công người thay" not in words(client.get(page_of("other_unit_officer")))


def test_a_stand_in_is_ended_earlier() -> None:
    found = stands_in("colleague", "unit_head")
    client = browser("agency_head")
    address = f"{PEOPLE}thay/{found.pk}/ket-thuc"
    assert address in client.get(page_of("unit_head")).content.decode()
    client.post(address, {"until": "2019-03-05"})
    found.refresh_from_db()
    assert f"{found.until}" == "2019-03-05"


def test_a_holder_leaves_and_another_is_appointed() -> None:
    client = browser("administrator")
    client.post(page_of("unit_head", "thoi-giu"), decided(until="2019-03-04"))
    address = f"{PEOPLE}vi-tri/{Post.objects.get(holdings__holder=staff('unit_head')).pk}/"
    assert "Đang khuyết" in words(client.get(address))
    client.post(f"{address}bo-nhiem", decided(person=staff("colleague").pk, since="2019-03-04"))
    history = words(client.get(address))
    assert "Nguyễn Hữu Thịnh, từ 04/03/2019" in history
    assert "thôi giữ: 12/QĐ-STP" in history


@pytest.mark.parametrize("order", ["bo-nhiem", "thoi-giu"])
def test_a_leader_neither_appoints_nor_lets_leave(order: str) -> None:
    assert browser("agency_head").get(page_of("unit_head", order)).status_code == 403


def test_a_reception_is_handed_over_and_given_back() -> None:
    client = browser("administrator")
    clerk = post("post_clerk")
    client.post(f"{AGENCY}ban-giao", decided(post=clerk.pk, procedure="tat-ca", since="2019-03-04"))
    found = PostHandover.objects.get()
    page = client.get(AGENCY)
    assert "Mọi thủ tục" in words(page)
    assert f"{PEOPLE}ban-giao/{found.pk}/ket-thuc" in page.content.decode()
    client.post(f"{PEOPLE}ban-giao/{found.pk}/ket-thuc", decided(until="2019-03-11"))
    assert "đến hết 10/03/2019" in words(client.get(AGENCY))


def test_only_the_administrator_hands_over() -> None:
    client = browser("agency_head")
    assert client.get(f"{AGENCY}ban-giao").status_code == 403
    assert "Bàn giao tiếp nhận cho bưu điện" not in words(client.get(AGENCY))


def test_relatives_are_declared_shown_masked_and_taken_back() -> None:
    client = browser("case_officer")
    typed = {"name": "Lâm Thị Sô Phia", "relation": "child", "identity_number": "094 210 000 123"}
    client.post(RELATIVES, typed)
    page = client.get(RELATIVES)
    assert "0942******23" in words(page)
    assert "094210000123" not in page.content.decode()
    (address,) = re.findall(rf"{RELATIVES}/\d+/rut-lai", page.content.decode())
    client.post(address)
    assert "Chưa kê khai người thân nào" in words(client.get(RELATIVES))
    assert Relative.objects.get().withdrawn_at is not None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"identity_number": "12"}, "Số định danh của cá nhân gồm 12 chữ số"),
        ({"relation": "organisation"}, "mã số thuế"),
        ({"relation": "friend"}, "Hãy chọn quan hệ"),
        ({"name": " "}, "Hãy ghi họ tên người thân"),
    ],
    ids=["no-number", "no-tax-code", "no-relation", "no-name"],
)
def test_a_declaration_that_is_not_whole_is_refused(typed: dict[str, str], told: str) -> None:
    whole = {"name": "Lâm Thị Sô Phia", "relation": "child", "identity_number": "09421000012", **typed}
    answer = browser("case_officer").post(RELATIVES, whole)
    assert answer.status_code == 422
    assert told in words(answer)


def test_ones_own_number_is_written_down_masked() -> None:
    client = browser("case_officer")
    client.post(RELATIVES, {"own": "1", "own-identity_number": "094199000777"})
    page = client.get(RELATIVES)
    assert "0941******77" in words(page)
    assert "094199000777" not in page.content.decode()


def test_the_number_of_another_account_is_refused() -> None:
    Staff.objects.filter(pk=staff("colleague").pk).update(identity_number="094199000777")
    answer = browser("case_officer").post(RELATIVES, {"own": "1", "own-identity_number": "094199000777"})
    assert "đã được ghi cho một tài khoản khác" in words(answer)


def test_ones_own_number_is_asked_for_once() -> None:
    client = browser("case_officer")
    client.post(RELATIVES, {"own": "1", "own-identity_number": "094199000777"})
    page = client.get(RELATIVES)
    assert "Số này sai thì báo quản trị hệ thống sửa" in words(page)
    assert 'name="own-identity_number"' not in page.content.decode()
    answer = client.post(RELATIVES, {"own": "1", "own-identity_number": "094199000888"})
    assert answer.status_code == 422
    assert "chỉ quản trị hệ thống sửa được" in words(answer)


def test_an_administrator_puts_the_number_of_a_holder_right() -> None:
    Staff.objects.filter(pk=staff("case_officer").pk).update(identity_number="094199000777")
    client, address = browser("administrator"), page_of("case_officer", "so-dinh-danh")
    assert address in client.get(page_of("case_officer")).content.decode()
    assert "đang ghi 0941******77" in words(client.get(address))
    done = client.post(address, {"identity_number": "094199000888"}, follow=True)
    assert "Đã ghi số định danh của Lâm Minh Khang" in words(done)
    assert staff("case_officer").identity_number == "094199000888"


def test_what_is_no_identity_number_is_said_beside_its_field() -> None:
    answer = browser("administrator").post(page_of("case_officer", "so-dinh-danh"), {"identity_number": "12"})
    assert answer.status_code == 422
    assert "Số định danh của cá nhân gồm 12 chữ số" in words(answer)


def test_a_leader_does_not_put_numbers_right() -> None:
    client = browser("agency_head")
    assert client.get(page_of("case_officer", "so-dinh-danh")).status_code == 403
    assert "Sửa số định danh" not in words(client.get(page_of("case_officer")))


def test_who_sends_and_who_has_left_are_not_offered_as_stand_ins() -> None:
    left = holding("other_unit_officer")
    left.until = MONDAY
    left.save(update_fields=["until"])
    offered = words(browser("agency_head").get(page_of("unit_head", "phan-cong-thay")))
    assert cast.CAST["agency_head"] not in offered
    assert cast.CAST["other_unit_officer"] not in offered


def test_nobody_takes_back_what_another_declared() -> None:
    browser("colleague").post(RELATIVES, {"name": "Nguyễn An", "relation": "child", "identity_number": "094210000123"})
    found = Relative.objects.get()
    browser("case_officer").post(f"{RELATIVES}/{found.pk}/rut-lai")
    found.refresh_from_db()
    assert found.withdrawn_at is None


def test_the_account_menu_leads_to_the_relatives() -> None:
    assert RELATIVES in browser("receptionist").get("/ban-lam-viec/").content.decode()


def test_a_visitor_signs_in_first() -> None:
    for address in (PEOPLE, AGENCY, RELATIVES):
        assert Client().get(address)["Location"].startswith("/dang-nhap")


def test_the_list_of_an_agency_costs_the_same_for_many_posts(queries) -> None:  # type: ignore[no-untyped-def]
    client = browser("administrator")
    client.get(AGENCY)
    agency = Agency.objects.get(code=cast.JUSTICE)
    Post.objects.bulk_create(
        Post(agency=agency, code=f"leader.{n}", role=Role.LEADER, title="Phó Giám đốc") for n in range(20, 40)
    )
    with queries(8):
        client.get(AGENCY)


def test_what_was_before_is_in_the_history() -> None:
    stands_in("colleague", "unit_head")
    page = words(browser("administrator").get(page_of("unit_head")))
    assert f"{holding('unit_head').since:%d/%m/%Y}" in page
    assert "Thay" in page and "12/QĐ-STP" in page
