"""The screens of the work calendars: written by one, approved by another, applied to open dossiers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

import cast
from desk.stage import browser, stop_clock, words
from law.calendars import at
from motcua.agencies.models import CalendarApplication, CalendarProposal, CalendarYear
from motcua.dossiers.models import Dossier

pytestmark = pytest.mark.usefixtures("province")

HOME = "/ban-lam-viec/lich-lam-viec/"
EDIT = f"{HOME}nam/2019/soan"


@pytest.fixture(autouse=True)
def _clock(province: None, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, "04/03/2019 09:00")


def typed(response: Any) -> dict[str, str]:
    """What the form of the editor holds, as a browser would send it."""
    html = response.content.decode()
    found = dict(re.findall(r'name="((?:day|name|hours|basis)-\d+|source|rows)" value="([^"]*)"', html))
    found["rows"] = re.search(r'name="rows" value="(\d+)"', html)[1]
    for place in range(int(found["rows"])):
        part = html.split(f'name="kind-{place}"')[1].split("</select>")[0]
        found[f"kind-{place}"] = re.search(r'value="(\w+)" selected', part)[1]
        for name in ("day", "name", "hours", "basis"):
            hit = re.search(rf'name="{name}-{place}" value="([^"]*)"', html)
            found[f"{name}-{place}"] = hit[1]
    return {**found, "note": "", "confirmed": "1"}


def with_a_closure(client: Client, day: str = "2019-03-05", decision: str = "100/QĐ-UBND") -> dict[str, str]:
    """The form of 2019 with one more day."""
    form = typed(client.post(EDIT, {**typed(client.get(EDIT)), "them": "1"}))
    last = int(form["rows"]) - 1
    more = {f"kind-{last}": "closed", f"day-{last}": day, f"name-{last}": "bão số 3", f"basis-{last}": decision}
    return {**form, **more, "source": "QĐ 100/QĐ-UBND"}


def proposed(client: Client) -> CalendarProposal:
    client.post(EDIT, {**with_a_closure(client), "luu": "1"})
    return CalendarProposal.objects.get()


def decide(client: Client, proposal: CalendarProposal, verdict: str, **more: str) -> Any:
    page = client.get(f"{HOME}bang/{proposal.pk}").content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    return client.post(f"{HOME}bang/{proposal.pk}/{verdict}", {"seen": seen[1] if seen else "", **more})


def approved(part: str = "director") -> CalendarYear:
    """2019 with 05/03 off, approved."""
    decide(browser(part), proposed(browser("administrator")), "phe-duyet")
    return CalendarYear.objects.get(year=2019, version=2)


@pytest.mark.parametrize("part", ["administrator", "director"])
def test_those_who_look_after_calendars_find_them_in_the_navigation(part: str) -> None:
    page = browser(part).get(HOME)

    assert f'href="{HOME}"' in page.content.decode()
    assert "Năm 2019" in words(page)


@pytest.mark.parametrize("part", ["receptionist", "case_officer", "agency_head", "procedure_control"])
def test_for_others_there_are_no_calendars(part: str) -> None:
    for address in (HOME, f"{HOME}nam/2019", EDIT, f"{HOME}ap-dung"):
        assert browser(part).get(address).status_code == 403


def test_a_visitor_signs_in_first() -> None:
    assert Client().get(HOME)["Location"].startswith("/dang-nhap")


def test_a_year_is_shown_as_twelve_months_with_words_for_every_special_day() -> None:
    page = browser("director").get(f"{HOME}nam/2019")

    assert page.content.decode().count("<caption>Tháng") == 12
    assert "Nghỉ lễ, Tết, hoán đổi: Tết Nguyên đán" in words(page)
    assert "Làm bù: làm bù cho Thứ Hai 29/04/2019" in words(page)
    assert "Công văn 6519/VPCP-KGVX" in words(page)


def test_the_second_opinion_stands_beside_the_table() -> None:
    page = words(browser("director").get(f"{HOME}nam/2026"))

    assert "Chỉ bảng này nghỉ" in page
    assert "Cả hai đều nghỉ" in page


def test_a_year_that_does_not_exist_is_not_found() -> None:
    for address in (f"{HOME}nam/2031", f"{HOME}nam/2019?lan=9", f"{HOME}nam/2019?co-quan=X"):
        assert browser("director").get(address).status_code == 404


def test_rows_are_added_and_taken_away_without_a_script_and_nothing_typed_is_lost() -> None:
    client = browser("administrator")
    form = typed(client.get(EDIT))
    more = typed(client.post(EDIT, {**form, "name-0": "Tết Tây", "them": "1"}))
    less = typed(client.post(EDIT, {**more, "bo": "1"}))

    assert int(more["rows"]) == int(form["rows"]) + 1
    assert (more["name-0"], less["name-0"], less["rows"]) == ("Tết Tây", "Tết Tây", form["rows"])
    assert not CalendarProposal.objects.exists()


def test_a_refused_table_comes_back_as_it_was_typed_with_the_reason_beside_each_day() -> None:
    client = browser("administrator")
    form = with_a_closure(client, decision="")
    page = client.post(EDIT, {**form, "day-0": "2019-01-05", "luu": "1"})

    assert page.status_code == 422
    assert "phải ghi số quyết định" in words(page)
    assert "vốn là ngày nghỉ hằng tuần" in words(page)
    assert typed(page) == {**form, "day-0": "2019-01-05"}


def test_the_kept_table_goes_through_the_form_unchanged() -> None:
    client = browser("administrator")
    client.post(EDIT, {**typed(client.get(EDIT)), "note": "không đổi", "luu": "1"})
    page = client.get(f"{HOME}bang/{CalendarProposal.objects.get().pk}")

    assert "Khác bản lần" not in words(page)


def test_an_administrator_proposes_and_the_director_approves() -> None:
    year = approved()

    assert [row["day"] for row in year.table["closed"]] == ["2019-03-05"]
    assert "Đã phê duyệt" in words(browser("director").get(HOME))
    assert "Đóng cửa theo quyết định: bão số 3" in words(browser("director").get(f"{HOME}nam/2019"))
    assert "Khác bản lần 1" in words(browser("director").get(f"{HOME}nam/2019"))


def test_the_author_sees_no_button_to_approve_and_cannot() -> None:
    client = browser("administrator")
    proposal = proposed(client)
    page = client.get(f"{HOME}bang/{proposal.pk}")

    assert "/phe-duyet" not in page.content.decode()
    assert "cần người thứ hai" in words(
        client.post(f"{HOME}bang/{proposal.pk}/phe-duyet", {"seen": "2019-03-04T02:00"})
    )


def test_the_director_writes_no_tables() -> None:
    assert "/soan" not in browser("director").get(HOME).content.decode()
    assert "Chỉ quản trị hệ thống" in words(browser("director").get(EDIT))


def test_a_returned_table_shows_its_reason_to_the_author() -> None:
    proposal = proposed(browser("administrator"))
    decide(browser("director"), proposal, "tra-lai", reason="Bão tan rồi.")

    assert "Bão tan rồi." in words(browser("administrator").get(EDIT))
    assert "Bảng bị trả lại" in words(browser("administrator").get(HOME))


def test_the_author_takes_a_table_back() -> None:
    client = browser("administrator")
    decide(client, proposed(client), "rut")

    assert CalendarProposal.objects.get().status == "withdrawn"


def test_a_new_year_begins_with_what_law_and_moon_suggest(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, "05/10/2026 09:00")
    client = browser("administrator")
    page = client.get(f"{HOME}nam/2027/soan")

    assert "Bảng dự kiến, cần người xác nhận" in words(page)
    assert "2027-02-04" in typed(page).values()
    assert 'id="confirmed" name="confirmed" value="1">' in page.content.decode()


@pytest.mark.parametrize("part", ["administrator", "director"])
def test_from_october_on_a_missing_year_is_warned_of(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    stop_clock(monkeypatch, "05/10/2026 09:00")

    for address in (HOME, "/ban-lam-viec/"):
        assert "năm 2027 chưa được phê duyệt" in words(browser(part).get(address))


def test_before_october_nobody_is_warned(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, "25/09/2026 09:00")

    assert "chưa được phê duyệt" not in words(browser("director").get(HOME))


def test_an_agencys_own_year_starts_from_the_provinces() -> None:
    client = browser("administrator")
    page = client.get(f"{EDIT}?co-quan={cast.JUSTICE}")

    assert "Tết Nguyên đán" in typed(page).values()
    client.post(f"{EDIT}?co-quan={cast.JUSTICE}", {**typed(page), "luu": "1"})
    assert CalendarProposal.objects.get().agency.code == cast.JUSTICE


def test_the_open_dossiers_that_would_move_are_listed_with_both_dates() -> None:
    cast.load(cast.rules())
    row = cast.taken_in()
    approved()
    page = browser("director").get(f"{HOME}ap-dung")

    assert row.reference in words(page)
    assert "1 trong 1 hồ sơ theo lịch cũ sẽ đổi ngày hẹn trả" in words(page)
    assert Dossier.objects.get().due_at == at("08/03/2019 08:00")


def test_applying_moves_them_and_tells_how_far_it_is() -> None:
    cast.load(cast.rules())
    row = cast.taken_in()
    approved()
    client = browser("director")
    address = client.post(f"{HOME}ap-dung")["Location"]

    assert "Làm tiếp" in words(client.get(address))
    client.post(address)
    assert "1 hồ sơ đổi ngày hẹn trả" in words(client.get(address))
    assert "Đã xong" in words(client.get(address))
    row.refresh_from_db()
    assert row.due_at == at("11/03/2019 08:00")


def test_the_page_carries_itself_on_where_scripts_run() -> None:
    cast.load(cast.rules())
    cast.taken_in()
    approved()
    client = browser("director")
    address = client.post(f"{HOME}ap-dung")["Location"]

    assert 'hx-trigger="load' in client.get(address).content.decode()
    part = client.post(address, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "Đã xong" in words(part)


def test_where_nothing_follows_an_older_calendar_there_is_nothing_to_apply() -> None:
    page = browser("director").post(f"{HOME}ap-dung")

    assert "đã theo lịch làm việc mới nhất" in words(page)
    assert not CalendarApplication.objects.exists()
