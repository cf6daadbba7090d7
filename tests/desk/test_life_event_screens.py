"""Life events at the desk of procedure control."""

import pytest

import cast
from desk.stage import browser, words
from motcua.catalogue import life_events as le
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import LifeEvent
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "clock")]

LIST = "/ban-lam-viec/thu-tuc/su-kien/"
TYPED = {
    "title": "Mất giấy tờ",
    "audience": "citizen",
    "icon": "file-text",
    "intro": "Làm lại từng loại.",
    "lines": "# Của người\n1.001456 | Hộ chiếu.",
}


def test_they_are_listed_with_what_is_no_longer_in_force(officer):
    load_procedures([procedure(valid_until="2019-01-01")])
    le.save_life_event(le.Text("Cũ", "", "1.900001\n1.001456"), actor=cast.person("procedure_control"))
    text = words(officer.get(LIST))
    assert "Sinh con" in text
    assert "Cũ Người dân 2 1.900001" in text


def test_one_is_added_and_stands_on_the_portal(officer):
    answer = officer.post(f"{LIST}moi", TYPED, follow=True)
    assert "Đã thêm trang “Mất giấy tờ”." in words(answer)
    assert "Hộ chiếu." in words(officer.get("/su-kien/mat-giay-to/"))


def test_one_is_changed(officer):
    page = officer.get(f"{LIST}ket-hon/")
    form = page.context["form"]
    assert "1.000894 | " in form["lines"].value()
    officer.post(f"{LIST}ket-hon/", TYPED | {"seen": form["seen"].value()})
    assert LifeEvent.objects.get(slug="ket-hon").title == "Mất giấy tờ"


@pytest.mark.parametrize("path", ["moi", "ket-hon/"])
def test_mistakes_are_told_beside_the_field_and_nothing_typed_is_lost(officer, path):
    answer = officer.post(f"{LIST}{path}", TYPED | {"lines": "1.00\n# \n1.001456 | Hộ chiếu.", "title": ""})
    assert answer.status_code == 422
    assert "Hãy ghi tên sự kiện" in words(answer)
    assert "Dòng 1: Mã thủ tục hành chính “1.00” không đúng dạng" in words(answer)
    assert "Dòng 2: sau dấu # hãy ghi tên nhóm." in words(answer)
    assert 'aria-invalid="true"' in answer.content.decode()
    assert "1.001456 | Hộ chiếu." in answer.content.decode()


def test_a_change_by_somebody_else_is_told_once_and_what_was_typed_stays(officer):
    seen = officer.get(f"{LIST}ket-hon/").context["form"]["seen"].value()
    other = le.Text("Cưới", "", "1.000894")
    le.save_life_event(other, actor=cast.person("procedure_control"), slug="ket-hon", seen=seen)
    answer = officer.post(f"{LIST}ket-hon/", TYPED | {"seen": seen})
    assert "Có người đã sửa sự kiện này" in words(answer)
    assert LifeEvent.objects.get(slug="ket-hon").title == "Cưới"
    again = TYPED | {"seen": answer.context["form"]["seen"].value()}
    assert officer.post(f"{LIST}ket-hon/", again).status_code == 302
    assert LifeEvent.objects.get(slug="ket-hon").title == "Mất giấy tờ"


def test_one_is_deleted_after_a_question(officer):
    assert "Xóa trang “Kết hôn”?" in words(officer.get(f"{LIST}ket-hon/xoa"))
    officer.post(f"{LIST}ket-hon/xoa")
    assert not LifeEvent.objects.filter(slug="ket-hon").exists()
    assert officer.get(f"{LIST}ket-hon/").status_code == 404


def test_the_director_looks_and_does_not_write(director):
    assert "Thêm trang" not in words(director.get(LIST))
    for path in ("moi", "ket-hon/", "ket-hon/xoa"):
        assert director.get(LIST + path).status_code == 403


def test_others_do_not_see_them():
    assert browser("receptionist").get(LIST).status_code == 403


def test_the_list_costs_at_most_nine_queries(officer, queries):
    officer.get(LIST)
    with queries(9):
        officer.get(LIST)
