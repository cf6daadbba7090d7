"""The page of a procedure shows everything that a procedure has, and lets a person find his own case."""

import pytest

from desk.stage import words
from motcua.catalogue.commands import load_procedures
from portal.rich import CODE, PAGE, load_repealed, load_rich, load_two_versions
from sample_procedure import procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(visitor):
    """`page("?ngay=…")`: the words of the page of the rich procedure."""
    load_rich()
    return lambda query="": words(visitor.get(PAGE + query))


@pytest.mark.parametrize(
    "told",
    [
        "Bạn thuộc trường hợp nào? Cấp lần đầu 10 ngày làm việc 700.000 đồng 3 loại giấy tờ",
        "Cấp lại do mất 3 ngày làm việc 150.000 đồng 3 loại giấy tờ",
        "Cắt giảm còn 10 ngày làm việc (luật định 15 ngày làm việc) theo Quyết định số 12/QĐ-UBND.",
        "Biểu mẫu: Mẫu 01.",
        "Quầy quét và lưu bản điện tử của giấy này khi nhận hồ sơ (TT 01/2023/TT-VPCP)",
        "Giấy này đã có trong kho dữ liệu của hệ thống thì không phải nộp lại.",
        "Thêm khi: Cấp lại do mất Cam kết mất giấy Chỉ cần khi: Giấy bị mất.",
        "700.000 đồng/lần Phí thẩm định Nộp qua mạng: 630.000 đồng/lần. Miễn, giảm: hộ nghèo.",
        "200.000 đồng Lệ phí mới Áp dụng từ ngày 01/07/2019.",
        "Nộp 2 bộ hồ sơ.",
        "hồ sơ mẫu đã điền",
        "video hướng dẫn",
        "Có địa điểm cố định.",
        "Kết quả nhận được Giấy chứng nhận",
        "Mã loại kết quả KQ.G05.000102",
        "Cơ quan thực hiện Phòng Hành chính",
        "Cơ quan có thẩm quyền Giám đốc Sở Tư pháp",
        "Cơ quan phối hợp UBND cấp xã",
        "Cấp thực hiện Cấp tỉnh, Cấp xã",
        "Mức trực tuyến Một phần; từ ngày 01/09/2019: toàn trình",
        "Tiếp nhận, thẩm định, ký và trả kết quả ngay tại Trung tâm",
        "Nộp hồ sơ. Nhận kết quả.",
    ],
)
def test_it_is_told(page, told):
    assert told in page()


class TestCases:
    """A person finds his own."""

    def test_a_case_chosen_shows_only_what_it_asks_for(self, page):
        text = page("?truong-hop=moi")
        assert "Sơ đồ cơ sở" in text and "Phí thẩm định" in text and "Đơn đề nghị" in text
        assert "Cam kết mất giấy" not in text and "Lệ phí cũ" not in text
        assert "Dưới đây chỉ có phần của trường hợp “Cấp lần đầu”." in text

    def test_a_due_date_is_promised_once_the_case_is_known(self, page):
        assert "Chọn trường hợp của bạn để biết ngày hẹn." in page()
        # 3 working days from Monday 04/03/2019 09:00
        assert "09 giờ 00 Thứ Năm, 07/03/2019" in page("?truong-hop=lai")

    def test_a_case_that_does_not_exist_shows_them_all(self, page):
        assert "Cam kết mất giấy" in page("?truong-hop=khong-co")

    def test_a_case_keeps_the_day_that_is_looked_at(self, visitor, page):
        assert (
            'href="?ngay=2019-07-02&amp;truong-hop=lai#giay-to"'
            in visitor.get(PAGE, {"ngay": "2019-07-02"}).content.decode()
        )


class TestAnotherDay:
    """`?ngay=`: as in force on."""

    def test_it_shows_the_version_of_that_day_and_says_so(self, visitor):
        load_two_versions(name="Xác nhận mẫu thử mới")
        text = words(visitor.get(PAGE, {"ngay": "2019-06-01"}))
        assert "Xác nhận mẫu thử mới" in text
        assert "Đây là nội dung ngày 01/06/2019" in text
        assert "Nộp bây giờ thì bao giờ có?" not in text

    def test_fees_are_those_of_that_day(self, page):
        assert "Lệ phí cũ" in page("?ngay=2019-06-30")
        assert "Lệ phí cũ" not in page("?ngay=2019-07-01")

    def test_a_day_may_be_typed_the_vietnamese_way_and_an_empty_one_is_today(self, page):
        assert "Đây là nội dung ngày 30/06/2019" in page("?ngay=30/06/2019")
        assert "Đây là nội dung" not in page("?ngay=")

    @pytest.mark.parametrize("typed", ["31/02/2019", "x", "2019-13-01", "0000-00-00", "9" * 500])
    def test_a_bad_day_gets_a_sentence_and_todays_page(self, visitor, typed):
        load_rich()
        answer = visitor.get(PAGE, {"ngay": typed})
        assert answer.status_code == 422
        assert "Chưa xem được ngày bạn chọn Ngày chưa đúng; hãy ghi như 31/12/2019." in words(answer)
        assert "Phí thẩm định" in words(answer)

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    def test_days_at_the_end_of_the_calendar_break_nothing(self, visitor, day):
        load_rich()
        assert visitor.get(PAGE, {"ngay": day}).status_code == 200


class TestHowItStands:
    """Repealed, suspended, to come, elsewhere."""

    def test_a_repealed_one_says_since_when_by_which_decision_and_what_came_instead(self, visitor):
        load_repealed()
        answer = visitor.get(PAGE)
        text = words(answer)
        assert "Thủ tục này đã bị bãi bỏ từ ngày 01/02/2019 Theo Quyết định số 77/QĐ-UBND ngày 20/01/2019." in text
        assert "Xác nhận kiểu mới (từ ngày 01/02/2019)" in text
        assert "/thu-tuc/1.900002" in answer.content.decode()
        assert "Nộp bây giờ" not in text

    def test_before_its_repeal_it_was_in_force(self, visitor):
        load_repealed()
        assert "bị bãi bỏ" not in words(visitor.get(PAGE, {"ngay": "2019-01-31"}))

    def test_one_that_ended_without_a_decision_says_since_when(self, visitor):
        load_procedures([procedure(valid_until="2019-02-01")])
        assert "đã hết hiệu lực từ ngày 01/02/2019" in words(visitor.get(PAGE))

    def test_a_version_to_come_is_announced_with_ways_to_it(self, visitor):
        load_two_versions()
        answer = visitor.get(PAGE)
        assert "Từ ngày 01/06/2019 có bản mới" in words(answer)
        assert f'href="{PAGE}?ngay=2019-06-01"' in answer.content.decode()
        assert f'href="{PAGE}/so-sanh?cu=1&amp;moi=2"' in answer.content.decode()

    def test_a_suspension_says_from_when_to_when_and_why(self, visitor):
        span = {"since": "2019-03-01", "until": "2019-04-01", "reason": "Chờ phần mềm của bộ."}
        load_procedures([procedure(suspensions=[span])])
        text = words(visitor.get(PAGE))
        assert "Đang tạm ngừng tiếp nhận từ ngày 01/03/2019, nhận lại từ ngày 01/04/2019" in text
        assert "Lý do: Chờ phần mềm của bộ." in text
        assert "Nộp bây giờ" not in text

    def test_a_suspension_to_come_is_announced(self, visitor):
        load_procedures([procedure(suspensions=[{"since": "2019-05-01", "reason": "Kiểm kê."}])])
        assert "Sẽ tạm ngừng tiếp nhận từ ngày 01/05/2019 Lý do: Kiểm kê." in words(visitor.get(PAGE))

    @pytest.mark.parametrize(
        ("route", "system"), [("ministry_central", "hệ thống của bộ"), ("specialised_system", "phần mềm của ngành")]
    )
    def test_what_is_handled_elsewhere_says_where_and_promises_nothing(self, visitor, route, system):
        load_procedures([procedure(route=route, address="54 Hai Bà Trưng, Hà Nội", process=None)])
        text = words(visitor.get(PAGE))
        assert f"được nhận và theo dõi trên {system}, không tra cứu được ở trang này." in text
        assert "Nơi nhận hồ sơ: 54 Hai Bà Trưng, Hà Nội." in text
        assert "Mang hồ sơ đến nơi nhận hồ sơ" in text
        assert "Nộp bây giờ" not in text


class TestOneAddress:
    """However its code is written."""

    @pytest.mark.parametrize("typed", [f"{CODE}.H51", f"{CODE}.h51", f"{CODE}.000.00.12.H51"])
    @pytest.mark.parametrize("below", ["", "/thoi-han", "/phien-ban", "/niem-yet.pdf"])
    def test_other_spellings_lead_to_it(self, visitor, typed, below):
        load_rich()
        answer = visitor.get(f"/thu-tuc/{typed}{below}?x=1")
        assert (answer.status_code, answer["Location"]) == (301, f"{PAGE}{below}?x=1")

    def test_small_letters_of_a_suffix_that_belongs_to_it_lead_to_it(self, visitor):
        load_rich(code=f"{CODE}.H51")
        assert visitor.get(f"{PAGE}.h51")["Location"] == f"{PAGE}.H51"
        assert visitor.get(PAGE)["Location"] == f"{PAGE}.H51"

    def test_a_slash_too_many_leads_to_it(self, visitor):
        load_rich()
        assert visitor.get(f"{PAGE}/?ngay=2019-03-05")["Location"] == f"{PAGE}?ngay=2019-03-05"

    def test_the_page_names_its_one_address(self, visitor):
        load_rich()
        shown = visitor.get(PAGE, {"truong-hop": "moi"}).content.decode()
        assert f'<link rel="canonical" href="http://testserver{PAGE}">' in shown
        assert '<meta name="robots" content="noindex">' in shown


@pytest.mark.parametrize("query", ["", "?truong-hop=moi", "?ngay=2019-06-01"])
def test_it_costs_at_most_eleven_queries(visitor, queries, query):
    load_rich()
    with queries(11):
        visitor.get(PAGE + query)


def test_a_repealed_one_costs_at_most_twelve_queries(visitor, queries):
    load_repealed()
    with queries(12):
        visitor.get(PAGE)


def test_a_long_page_weighs_little(visitor):
    many = [{"key": f"g{n}", "name": f"Giấy tờ thứ {n} của cơ sở, có xác nhận"} for n in range(80)]
    load_rich(components=many)
    answer = visitor.get(PAGE, headers={"Accept-Encoding": "gzip"})
    assert len(answer.content) < 20_000
