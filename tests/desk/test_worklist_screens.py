"""The first screen of each role, and finding dossiers."""

from __future__ import annotations

import pytest
from django.test import Client

import cast
from catalogue.publishing import begun, proposed, whole_sheet, with_proposal
from desk.stage import brought_to, browser, give, page_of, stop_clock, words
from motcua.accounts.models import Staff

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture(autouse=True)
def _world(province: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.load(cast.rules())
    stop_clock(monkeypatch)


def test_the_list_shows_what_lies_on_ones_desk_and_leads_to_it() -> None:
    mine, not_mine = brought_to("process"), brought_to("intake", 1)
    html = browser("case_officer").get("/ban-lam-viec/").content.decode()
    assert page_of(mine) in html
    assert page_of(not_mine) not in html


def test_urgency_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    brought_to("process")
    stop_clock(monkeypatch, "12/03/2019 09:00")
    page = words(browser("case_officer").get("/ban-lam-viec/"))
    assert "Quá hạn 1" in page
    assert "Quá 2 ngày" in page


def test_the_figures_filter_the_list() -> None:
    brought_to("process")
    client = browser("case_officer")
    assert "1 việc theo bộ lọc" in words(client.get("/ban-lam-viec/?han=later"))
    assert "Không có việc nào theo bộ lọc này" in words(client.get("/ban-lam-viec/?han=overdue"))


def test_reception_has_tabs_by_kind_and_a_case_officer_has_none() -> None:
    row = brought_to("process")
    give(row, "case_officer", cast.ask())
    html = browser("receptionist").get("/ban-lam-viec/?loai=supplement").content.decode()
    assert page_of(row) in html
    assert 'aria-label="Loại việc"' in html
    assert 'aria-label="Loại việc"' not in browser("case_officer").get("/ban-lam-viec/").content.decode()


@pytest.mark.parametrize("query", ["?trang=0", "?trang=99999", "?trang=x", "?loai=khac", "?han=khac"])
def test_an_address_typed_wrong_shows_the_list_all_the_same(query: str) -> None:
    assert browser("receptionist").get(f"/ban-lam-viec/{query}").status_code == 200


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("director", "Mở bảng điều hành"),
        ("procedure_control", "Quyết định chưa công bố"),
        ("administrator", "Tài khoản cán bộ"),
        ("case_officer", "Không còn việc nào đang chờ"),
        ("post_clerk", "Tiếp nhận hồ sơ"),
    ],
)
def test_everybody_has_a_first_screen_of_use(part: str, told: str) -> None:
    assert told in words(browser(part).get("/ban-lam-viec/", follow=True))


def test_the_director_finds_the_decisions_that_wait() -> None:
    client, author = browser("director"), cast.person("procedure_control")
    assert "Chờ bạn phê duyệt" not in words(client.get("/ban-lam-viec/"))
    decision = begun(author)
    with_proposal(author, decision, "1.900200", **whole_sheet())
    proposed(author, decision)
    assert "Chờ bạn phê duyệt 1 quyết định công bố" in words(client.get("/ban-lam-viec/"))


def test_the_director_finds_the_corrections_that_wait() -> None:
    row, client = brought_to("returned"), browser("director")
    assert "đề nghị đính chính" not in words(client.get("/ban-lam-viec/"))
    give(row, "unit_head", cast.ask_correction("01/03/2019 08:30"), "04/03/2019 08:00")
    assert "1 đề nghị đính chính chờ bạn quyết định" in words(client.get("/ban-lam-viec/"))
    assert page_of(row) in client.get("/ban-lam-viec/?loai=correction").content.decode()


def test_staff_without_a_post_get_a_designed_403() -> None:
    client = Client()
    client.force_login(Staff.objects.create(username="moi", full_name="Người Mới", must_change_password=False))
    answer = client.get("/ban-lam-viec/")
    assert answer.status_code == 403
    assert "Quyền đi theo vị trí công tác" in words(answer)


@pytest.mark.parametrize("part", ["receptionist", "case_officer", "agency_head", "post_clerk"])
def test_the_list_takes_at_most_seven_queries(part: str, queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(3):
        brought_to(("intake", "process", "decide")[number], number)
    client = browser(part)
    client.get("/ban-lam-viec/")
    with queries(8 if part == "agency_head" else 7):  # for whom a leader acts is one more
        client.get("/ban-lam-viec/")


@pytest.mark.parametrize("typed", ["{code}", "{end}", " {lower} "])
def test_a_code_opens_its_dossier_at_once(typed: str) -> None:
    row = brought_to("intake")
    assert row.code is not None
    typed = typed.format(code=row.code, end=row.code.partition("-")[2], lower=row.code.lower())
    answer = browser("receptionist").get("/ban-lam-viec/mo", {"ma": typed})
    assert answer["Location"] == page_of(row)


def test_a_code_that_is_unknown_or_of_another_agency_is_a_404_with_a_sentence() -> None:
    row = brought_to("intake")
    for part, code in (("stranger", row.code), ("receptionist", "000.00.12.H51-190301-9999")):
        answer = browser(part).get("/ban-lam-viec/mo", {"ma": code})
        assert answer.status_code == 404
        assert "Không tìm thấy hồ sơ nào" in words(answer)


@pytest.mark.parametrize(
    "typed", ["ly thi sa ruol", "Lý Thị Sà", "sa ru", cast.OWNER, "094 199 000 123", "000.00.12.H51", "190301"]
)
def test_dossiers_are_found_by_name_number_and_part_of_the_code(typed: str) -> None:
    row = brought_to("intake")
    html = browser("receptionist").get("/ban-lam-viec/tra-cuu", {"q": typed}).content.decode()
    assert page_of(row) in html


@pytest.mark.parametrize("typed", ["tran van khong co", "094199000999", "' | !", "190302", "%", "a" * 500])
def test_what_is_not_there_is_not_found(typed: str) -> None:
    brought_to("intake")
    answer = browser("receptionist").get("/ban-lam-viec/tra-cuu", {"q": typed})
    assert answer.status_code == 200
    assert "Không tìm thấy hồ sơ nào" in words(answer)


def test_dossiers_of_other_agencies_are_not_found() -> None:
    row = brought_to("intake")
    assert page_of(row) not in browser("stranger").get("/ban-lam-viec/tra-cuu", {"q": "ly thi"}).content.decode()
    assert page_of(row) in browser("director").get("/ban-lam-viec/tra-cuu", {"q": "ly thi"}).content.decode()
