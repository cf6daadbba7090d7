"""The home page."""

import pytest

import cast
from desk.stage import words

pytestmark = pytest.mark.django_db


def test_it_says_in_a_sentence_what_the_centre_is(visitor):
    assert "nhận hồ sơ, hẹn ngày và trả kết quả thay cho 19 cơ quan" in words(visitor.get("/"))


def test_each_agency_leads_to_its_procedures_with_their_number(visitor):
    page = visitor.get("/")
    assert '<a href="/thu-tuc/co-quan/000.00.12.H51/">Sở Tư pháp</a>' in page.content.decode()
    assert "Sở Tư pháp 7 thủ tục" in words(page)


def test_what_is_filed_most_comes_first(visitor):
    cast.load(cast.rules())
    cast.taken_in()
    assert "Nhiều người làm Xác nhận mẫu thử" in words(visitor.get("/"))


def test_before_the_first_dossier_nothing_is_called_popular(visitor):
    assert "Nhiều người làm" not in words(visitor.get("/"))


def test_it_tells_when_the_centre_is_open(visitor, clock):
    assert "Đang mở cửa đến 11 giờ 30" in words(visitor.get("/"))
    clock("02/03/2019 09:00")
    assert "Đang đóng cửa mở lại lúc 07 giờ 30, Thứ Hai, 04/03/2019" in words(visitor.get("/"))


def test_without_an_approved_calendar_it_still_opens(visitor, clock):
    clock("04/03/2099 09:00")
    assert "Lịch làm việc năm nay chưa được công bố" in words(visitor.get("/"))


def test_it_costs_at_most_ten_queries(visitor, queries):
    cast.load(cast.rules())
    cast.taken_in()
    with queries(10):
        visitor.get("/")
