"""The page of a procedure."""

import pytest

import cast
from desk.stage import words
from motcua.catalogue.commands import load_procedures
from sample_procedure import procedure

pytestmark = pytest.mark.django_db


def page(visitor, code="2.000488"):
    return visitor.get(f"/thu-tuc/{code}")


def test_it_tells_papers_time_fee_agency_and_law(visitor):
    text = words(page(visitor))
    for told in (
        "Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp",
        "Mẫu số 03/2013/TT-LLTP",
        "10 ngày làm việc",
        "200.000 đồng",
        "Cơ quan giải quyết Sở Tư pháp",
        "Luật Lý lịch tư pháp số 28/2009/QH12",
    ):
        assert told in text


def test_it_tells_when_the_result_is_due_if_handed_in_now(visitor):
    # 10 working days from Monday 04/03/2019 09:00
    assert "09 giờ 00 Thứ Hai, 18/03/2019" in words(page(visitor))


def test_outside_office_hours_it_says_from_when_time_runs(visitor, clock):
    clock("02/03/2019 09:00")
    text = words(page(visitor))
    assert "17 giờ 00 Thứ Sáu, 15/03/2019" in text
    assert "Bây giờ ngoài giờ làm việc" in text


def test_steps_are_told_with_who_and_how_long(visitor):
    text = words(page(visitor))
    assert "Phân công thụ lý hồ sơ Phòng Hành chính tư pháp · 4 giờ làm việc" in text
    assert "Lãnh đạo Sở xem xét, ký kết quả Lãnh đạo Sở Tư pháp · 8 giờ làm việc" in text


def test_ways_of_filing_with_the_same_limit_are_told_together(visitor):
    cast.load(cast.rules())
    text = words(page(visitor, "1.900100"))
    assert "Nộp tại quầy, nộp qua mạng, gửi qua bưu chính 5 ngày làm việc" in text
    assert "Nộp qua mạng 4 ngày làm việc" in text


def test_a_fee_set_elsewhere_is_not_called_free(visitor):
    load_procedures([procedure()])
    text = words(page(visitor, "1.900001"))
    assert "150.000 đồng Phí thẩm định" in text
    assert "Tùy trường hợp Lệ phí Theo quy định của Bộ Tài chính" in text


def test_no_fee_is_said_in_words(visitor):
    assert "Không thu phí, lệ phí." in words(page(visitor, "1.000028"))


def test_a_suspended_procedure_warns_before_anybody_comes(visitor):
    load_procedures([procedure(suspensions=[{"since": "2019-03-01"}])])
    assert "Đang tạm ngừng tiếp nhận" in words(page(visitor, "1.900001"))


def test_a_procedure_that_is_not_yet_in_force_warns(visitor):
    load_procedures([procedure(valid_from="2020-01-01")])
    assert "Thủ tục này chưa có hiệu lực Nội dung dưới đây có hiệu lực từ ngày 01/01/2020" in words(
        page(visitor, "1.900001")
    )


def test_without_an_approved_calendar_the_page_still_opens(visitor, clock):
    clock("04/03/2099 09:00")
    assert "Lịch làm việc năm 2099 chưa được phê duyệt" in words(page(visitor))


@pytest.mark.parametrize("code", ["9.999999", "x", "2.000488.H99", "%00", "9" * 3000])
def test_a_code_that_does_not_exist_is_not_found(visitor, code):
    assert page(visitor, code).status_code == 404
    assert visitor.get(f"/thu-tuc/{code}/thoi-han").status_code == 404


def test_it_costs_at_most_ten_queries(visitor, queries):
    with queries(10):
        page(visitor)


class TestHowTheDueDateIsReckoned:
    """`/thu-tuc/<code>/thoi-han`."""

    def reckoned(self, visitor, code="2.000488", **typed):
        return visitor.get(f"/thu-tuc/{code}/thoi-han", typed)

    def test_it_starts_with_the_present_moment(self, visitor):
        text = words(self.reckoned(visitor))
        assert "Hẹn trả kết quả 09 giờ 00, Thứ Hai, 18/03/2019" in text
        assert "Thứ Hai 04/03/2019 09:00–11:30, 13:00–17:00, tính 390 phút. 6 giờ 30 phút" in text

    def test_days_off_are_told_with_their_reason(self, visitor):
        text = words(self.reckoned(visitor, ngay="2019-02-01", gio="16:00"))
        assert "Thứ Ba 05/02/2019 Nghỉ Tết Nguyên đán" in text

    def test_a_date_may_be_typed_the_vietnamese_way(self, visitor):
        assert "Tính từ lúc 08 giờ 30 ngày 15/03/2019" in words(self.reckoned(visitor, ngay="15/03/2019", gio="8:30"))

    def test_a_wrong_date_is_told_beside_its_field_and_kept(self, visitor):
        answer = self.reckoned(visitor, ngay="31/02/2019", gio="8:30")
        assert answer.status_code == 422
        assert "Ngày nộp chưa đúng" in words(answer)
        assert 'value="31/02/2019"' in answer.content.decode()

    def test_an_unapproved_year_is_told_and_what_was_typed_is_kept(self, visitor):
        answer = self.reckoned(visitor, ngay="2099-03-04", gio="09:00")
        assert "Lịch làm việc năm 2099 chưa được phê duyệt" in words(answer)
        assert 'value="2099-03-04"' in answer.content.decode()

    def test_the_way_of_filing_chooses_the_limit(self, visitor):
        cast.load(cast.rules())
        text = words(self.reckoned(visitor, "1.900100", cach="online_partial"))
        assert "Thời hạn 4 ngày làm việc" in text

    def test_it_costs_at_most_ten_queries(self, visitor, queries):
        with queries(10):
            self.reckoned(visitor)
