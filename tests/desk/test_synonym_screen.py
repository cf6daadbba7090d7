"""Synonyms at the desk of procedure control."""

import pytest

from desk.stage import browser, words
from motcua.catalogue.models import Synonym

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "clock")]

LIST = "/ban-lam-viec/thu-tuc/tu-dong-nghia/"
TYPED = {"typed": "Zabc", "means": "lý lịch tư pháp; giấy phép lái xe"}


def page_of(typed: str) -> str:
    return f"{LIST}{Synonym.objects.get(typed=typed).pk}/"


def test_they_are_listed_page_by_page_and_searched(officer):
    assert "?trang=2" in officer.get(LIST).content.decode()
    text = words(officer.get(LIST, {"q": "gplx"}))
    assert "gplx giấy phép lái xe" in text
    assert "bhxh" not in text


def test_nothing_found_is_said(officer):
    assert "Không có từ nào như vậy" in words(officer.get(LIST, {"q": "zzzz"}))


def test_one_is_added_and_shows_what_it_finds(officer):
    text = words(officer.post(f"{LIST}moi", TYPED, follow=True))
    assert "Đã thêm: “zabc” được hiểu là “lý lịch tư pháp; giấy phép lái xe”." in text
    assert "2.000488" in text and "1.002809" in text


def test_a_meaning_that_no_procedure_uses_is_pointed_out(officer):
    text = words(officer.post(f"{LIST}moi", TYPED | {"means": "xuymau"}, follow=True))
    assert "Không thủ tục nào có “xuymau”" in text


def test_one_is_changed(officer):
    address = page_of("gplx")
    assert officer.get(address).context["form"]["means"].value() == "giấy phép lái xe"
    officer.post(address, {"typed": "gplx", "means": "bằng lái"})
    assert Synonym.objects.get(typed="gplx").means == "bằng lái"


@pytest.mark.parametrize("address", ["moi", "gplx"])
def test_mistakes_are_told_beside_the_field_and_nothing_typed_is_lost(officer, address):
    path = f"{LIST}moi" if address == "moi" else page_of("gplx")
    answer = officer.post(path, {"typed": "bhxh" if address == "gplx" else "GPLX", "means": "lương tri"})
    assert answer.status_code == 422
    assert "Danh sách đã có" in words(answer)
    assert "lương tri" in answer.content.decode()


def test_one_is_deleted_after_a_question(officer):
    address = page_of("gplx")
    assert "không còn được hiểu là" in words(officer.get(f"{address}xoa"))
    assert "Đã xóa từ đồng nghĩa “gplx”." in words(officer.post(f"{address}xoa", follow=True))
    assert officer.get(address).status_code == 404


def test_the_shipped_ones_that_are_missing_are_added_by_one_button(officer):
    Synonym.objects.filter(typed__in=["gplx", "bhxh"]).delete()
    assert "Hệ thống có sẵn 2 từ" in words(officer.get(LIST))
    assert "Đã thêm 2 từ" in words(officer.post(f"{LIST}mac-dinh", follow=True))
    assert "Hệ thống có sẵn" not in words(officer.get(LIST))


@pytest.mark.parametrize("part", ["director", "receptionist", "administrator"])
def test_others_do_not_get_in(part):
    client = browser(part)
    for address in (LIST, f"{LIST}moi", page_of("gplx"), f"{page_of('gplx')}xoa"):
        assert client.get(address).status_code == 403
    assert client.post(f"{LIST}mac-dinh").status_code == 403


def test_what_does_not_exist_is_not_found(officer):
    assert officer.get(f"{LIST}999999999/").status_code == 404


def test_the_list_costs_at_most_ten_queries(officer, queries):
    officer.get(LIST)  # the vocabulary is read once
    with queries(10):
        officer.get(LIST)
