"""The versions of a procedure, and two of them side by side."""

import pytest

from desk.stage import words
from portal.rich import PAGE, load_repealed, load_two_versions

pytestmark = pytest.mark.django_db


def test_versions_are_listed_with_decision_and_days(visitor):
    load_two_versions()
    text = words(visitor.get(f"{PAGE}/phien-ban"))
    assert "Phiên bản 2 Sắp áp dụng 09/QĐ-UBND ngày 20/05/2019 từ 01/06/2019" in text
    assert "Phiên bản 1 Đang áp dụng 01/QĐ-UBND ngày 01/06/2018 từ 01/07/2018 đến trước 01/06/2019" in text


def test_a_repeal_is_in_the_history(visitor):
    load_repealed()
    assert "Bãi bỏ theo 77/QĐ-UBND ngày 20/01/2019" in words(visitor.get(f"{PAGE}/phien-ban"))


def test_what_differs_stands_side_by_side(visitor):
    load_two_versions(limits=[{"value": "2", "unit": "working_day"}])
    text = words(visitor.get(f"{PAGE}/so-sanh?cu=1&moi=2"))
    assert "Thời hạn giải quyết" in text
    assert "Mọi hình thức Sửa 1 ngày làm việc 2 ngày làm việc" in text
    assert "Thành phần hồ sơ" not in text


def test_the_earlier_one_stands_first_whichever_was_named_first(visitor):
    load_two_versions(limits=[{"value": "2", "unit": "working_day"}])
    assert "1 ngày làm việc 2 ngày làm việc" in words(visitor.get(f"{PAGE}/so-sanh?cu=2&moi=1"))


def test_everything_can_be_shown_too(visitor):
    load_two_versions()
    assert "Thành phần hồ sơ" in words(visitor.get(f"{PAGE}/so-sanh?cu=1&moi=2&tat-ca=1"))


def test_versions_that_say_the_same_say_so(visitor):
    load_two_versions()
    assert "Hai phiên bản có nội dung như nhau" in words(visitor.get(f"{PAGE}/so-sanh?cu=1&moi=2"))


@pytest.mark.parametrize("query", ["", "?cu=1", "?cu=1&moi=3", "?cu=x&moi=2", "?cu=0&moi=1", "?cu=%C2%B2&moi=1"])
def test_versions_that_do_not_exist_are_not_found(visitor, query):
    load_two_versions()
    assert visitor.get(f"{PAGE}/so-sanh{query}").status_code == 404


@pytest.mark.parametrize("code", ["9.999999", "x", "1.900001.H99"])
def test_a_procedure_that_does_not_exist_has_no_versions(visitor, code):
    load_two_versions()
    assert visitor.get(f"/thu-tuc/{code}/phien-ban").status_code == 404
    assert visitor.get(f"/thu-tuc/{code}/so-sanh?cu=1&moi=2").status_code == 404


def test_it_costs_few_queries(visitor, queries):
    load_two_versions()
    with queries(1):
        visitor.get(f"{PAGE}/phien-ban")
    with queries(3):
        visitor.get(f"{PAGE}/so-sanh?cu=1&moi=2")
