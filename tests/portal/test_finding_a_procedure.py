"""Finding a procedure."""

import pytest

from desk.stage import words

pytestmark = pytest.mark.django_db


def found(visitor, **typed):
    return visitor.get("/thu-tuc/", typed)


@pytest.mark.parametrize("typed", ["phiếu lý lịch tư pháp", "phieu ly lich tu phap", "pieu ly lich", "2.000488"])
def test_words_are_taken_as_people_type_them(visitor, typed):
    assert "/thu-tuc/2.000488" in found(visitor, q=typed).content.decode()


def test_without_words_all_procedures_are_listed_page_by_page(visitor):
    first, second = words(found(visitor)), words(found(visitor, trang="2"))
    assert "121 thủ tục, trang 1 trong 7" in first
    assert "trang 2 trong 7" in second


def test_a_page_beyond_the_last_shows_the_last(visitor):
    assert "trang 7 trong 7" in words(found(visitor, trang="999"))


def test_an_agency_narrows_the_list(visitor):
    page = words(found(visitor, agency="000.00.12.H51"))
    assert "7 thủ tục trong Sở Tư pháp" in page


def test_an_unknown_agency_narrows_nothing(visitor):
    assert "121 thủ tục" in words(found(visitor, agency="H99"))


def test_what_was_typed_stays_in_the_field(visitor):
    assert 'value="lý lịch &quot;x"' in found(visitor, q='lý lịch "x').content.decode()


def test_nothing_found_offers_what_is_near(visitor):
    page = words(found(visitor, q="phieu ly lich xyzt"))
    assert "Không tìm thấy thủ tục nào cho “phieu ly lich xyzt”" in page
    assert "Có thể bạn cần Cấp Phiếu lý lịch tư pháp" in page


def test_nothing_found_at_one_agency_offers_the_others(visitor):
    page = found(visitor, q="ly lich", agency="000.00.03.H51")
    assert "Bỏ bộ lọc, tìm trong tất cả các thủ tục" in words(page)
    assert "/thu-tuc/2.000488" in page.content.decode()


@pytest.mark.parametrize("typed", ["%", "' OR 1=1", "&|!()", "đ" * 500])
def test_odd_signs_find_nothing_and_break_nothing(visitor, typed):
    assert found(visitor, q=typed).status_code == 200


def test_while_typing_only_the_results_are_sent(visitor):
    page = visitor.get("/thu-tuc/", {"q": "ly lich"}, headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()
    assert "/thu-tuc/2.000488" in page.content.decode()
    assert "HX-Request" in page["Vary"]


@pytest.mark.parametrize(
    "typed", [{}, {"q": "giay phep"}, {"q": "giay phep xyzt"}, {"q": "x", "agency": "000.00.03.H51"}]
)
def test_it_costs_at_most_ten_queries(visitor, queries, typed):
    found(visitor, **typed)  # the vocabulary is read once
    with queries(10):
        found(visitor, **typed)
