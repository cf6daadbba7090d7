"""Printed forms: what stands on them, on which paper, in which fonts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

import pytest

from motcua.papers import printing
from motcua.papers.printing import (
    Apology,
    Asked,
    Head,
    PaperLine,
    Person,
    Receipt,
    Refusal,
    Slip,
    StopNotice,
    SupplementRequest,
    render,
)
from papers.reading import fonts, read
from papers.reading import text_of as words

OLD, NEW = "TT 01/2018/TT-VPCP", "TT 03/2025/TT-VPCP"
AT = datetime(2019, 2, 5, 1, 15, tzinfo=UTC)
EVERY_LETTER = "ă â đ ê ô ơ ư ế ữ ợ ặ ỳ ẵ Ằ Ẫ Ễ Ỗ Ỡ Ữ Ỵ Ỹ ặ Ộ ụ ỉ ỏ ỷ"
MARKUP = "#eval #set *bold* _x_ $y$ @ref <label> `raw` \\ [a](b) // c = d - e"

HEAD = Head("UBND tỉnh Sóc Trăng", "Trung tâm Phục vụ hành chính công", "190205-0007", "TTPVHCC", "Sóc Trăng", AT)
PERSON = Person("Nguyễn Thị Ánh Tuyết", address="Ấp Phú Lợi, huyện Châu Thành", phone="0912 345 678")
PAPERS = (
    PaperLine("Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp", 1, 0),
    PaperLine("Bản sao giấy chứng minh nhân dân, thẻ căn cước công dân hoặc hộ chiếu", 0, 1),
    PaperLine("Bản sao sổ hộ khẩu hoặc giấy chứng nhận thường trú, tạm trú", 0, 1),
)
RECEIPT = Receipt(
    head=HEAD,
    person=PERSON,
    code="000.00.12.H51-190205-0007",
    lookup_code="7KQ4MX",
    address="http://motcua.soctrang.example/tra-cuu?ma=000.00.12.H51-190205-0007&xem=thoi-han",
    look_up_at="http://motcua.soctrang.example/tra-cuu",
    procedure="Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam",
    subject="Phiếu số 1, 02 bản",
    papers=PAPERS,
    limit="10 ngày làm việc",
    received_at=AT,
    due_at=AT + timedelta(days=14),
    collect="Trung tâm Phục vụ hành chính công",
    fee="200.000 đồng (đã nộp)",
    register_number="0007",
    officer="Lâm Thị Hồng Nhung",
    hotline="0299 3822 333",
)
SLIPS: dict[str, Slip] = {
    "receipt": RECEIPT,
    "supplement_request": SupplementRequest(
        HEAD,
        PERSON,
        RECEIPT.code,
        RECEIPT.procedure,
        "",
        (Asked("Tờ khai", "Ký tên ở trang 2."),),
        "Tờ khai chưa ký.\nBản sao mờ.",
        "",
        date(2019, 2, 20),
        "Sở Tư pháp, số điện thoại 0299 3822 333",
        "Trần Huỳnh Quốc Bảo",
    ),
    "refusal": Refusal(
        HEAD, PERSON, "", RECEIPT.procedure, "", "Không thuộc thẩm quyền.", False, "Sở Tư pháp", "Lâm Nhung"
    ),
    "apology": Apology(
        HEAD,
        PERSON,
        RECEIPT.code,
        RECEIPT.procedure,
        AT,
        AT + timedelta(days=14),
        AT + timedelta(days=17),
        "Chờ trả lời tra cứu.",
        "Thủ trưởng cơ quan",
        "Đỗ Phước Thuận",
    ),
    "stop_notice": StopNotice(
        HEAD,
        replace(PERSON, identity="094190000123"),
        RECEIPT.code,
        RECEIPT.procedure,
        "",
        AT,
        AT + timedelta(days=2),
        "Gia đình không còn nhu cầu.",
        "đang giải quyết, ở bước “Thẩm định hồ sơ”",
        AT + timedelta(days=3),
        "Tờ khai: 1 bản chính\nBản sao sổ hộ khẩu: 1 bản sao",
        "200.000 đồng, trả tại quầy thu phí.",
        "Trung tâm Phục vụ hành chính công",
        "Lâm Thị Hồng Nhung",
    ),
}
EVERY_FORM = [(form, form_set) for form_set, form in printing.TITLES]


@pytest.mark.parametrize("form", SLIPS)
def test_every_form_is_one_upright_a5_page(form: str) -> None:
    (page,) = read(render(form, OLD, SLIPS[form])).pages
    size = tuple(round(float(side) * 25.4 / 72) for side in page.mediabox[2:])
    assert size == (148, 210)


@pytest.mark.parametrize(("form", "form_set"), EVERY_FORM)
def test_the_title_is_that_of_the_generation_of_forms(form: str, form_set: str) -> None:
    _, title = printing.TITLES[form_set, form]
    assert title.upper() in words(render(form, form_set, SLIPS[form]))


def test_the_apology_of_2025_asks_for_more_time() -> None:
    assert "sẽ trả kết quả giải quyết hồ sơ vào" in words(render("apology", OLD, SLIPS["apology"]))
    assert "đề nghị gia hạn thời gian giải quyết hồ sơ" in words(render("apology", NEW, SLIPS["apology"]))


def test_a_generation_that_is_not_known_has_no_forms() -> None:
    with pytest.raises(KeyError):
        render("receipt", "TT 99/2099", RECEIPT)


def test_data_of_another_form_are_refused() -> None:
    with pytest.raises(ValueError, match="Receipt is not the data of form 'refusal'"):
        render("refusal", OLD, RECEIPT)


@pytest.mark.parametrize("form", SLIPS)
def test_all_fonts_are_embedded_and_of_one_family(form: str) -> None:
    for font in fonts(render(form, OLD, SLIPS[form])):
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & font.keys()
        assert "LibertinusSerif" in str(font["/FontName"])


def test_every_vietnamese_letter_is_drawn_and_can_be_read_back() -> None:
    assert EVERY_LETTER in words(render("receipt", OLD, replace(RECEIPT, subject=EVERY_LETTER)))


def test_text_that_is_not_composed_is_composed_before_it_is_set() -> None:
    person = replace(PERSON, name="Nguye\u0302\u0303n Thi\u0323")
    assert "Nguyễn Thị" in words(render("receipt", OLD, replace(RECEIPT, person=person)))


@pytest.mark.parametrize("form", SLIPS)
def test_what_a_person_typed_is_text_and_never_markup(form: str) -> None:
    slip = replace(SLIPS[form], procedure=MARKUP, person=replace(PERSON, name=MARKUP, address=MARKUP))
    assert words(render(form, OLD, slip)).count("#eval #set *bold* _x_ $y$ @ref <label>") >= 3


@pytest.mark.parametrize("form", ["supplement_request", "refusal", "apology", "stop_notice"])
def test_reasons_are_text_too_line_by_line(form: str) -> None:
    text = words(render(form, OLD, replace(SLIPS[form], reason=f"{MARKUP}\n\n= Tiêu đề\n+ một")))
    assert "= Tiêu đề + một" in text
    assert "#eval #set *bold*" in text


def test_a_sign_that_no_font_has_becomes_a_box() -> None:
    assert 'Quán □□ số □ "nhà"' in words(render("receipt", OLD, replace(RECEIPT, subject='Quán 日本 số 😀 "nhà"')))


def test_the_same_data_give_the_same_bytes() -> None:
    assert render("receipt", OLD, RECEIPT) == render("receipt", OLD, RECEIPT)


def test_the_file_is_pdf_a() -> None:
    metadata = read(render("receipt", OLD, RECEIPT)).trailer["/Root"]["/Metadata"].get_object().get_data()
    assert b"<pdfaid:part>2</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in metadata


def test_the_receipt_tells_all_that_form_01_asks_for() -> None:
    text = words(render("receipt", OLD, RECEIPT))
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "UBND TỈNH SÓC TRĂNG",
        "Số: 190205-0007/TTPVHCC",
        "Sóc Trăng, ngày 05 tháng 02 năm 2019",
        "Mã hồ sơ: 000.00.12.H51-190205-0007",
        "tiếp nhận hồ sơ của: Nguyễn Thị Ánh Tuyết",
        "Địa chỉ: Ấp Phú Lợi, huyện Châu Thành; Số điện thoại: 0912 345 678",
        "2. Số lượng hồ sơ: 01 (bộ)",
        "3. Thời gian giải quyết hồ sơ theo quy định: 10 ngày làm việc.",
        "4. Thời gian nhận hồ sơ: 08 giờ 15 phút, ngày 05 tháng 02 năm 2019.",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 08 giờ 15 phút, ngày 19 tháng 02 năm 2019.",
        "7. Phí, lệ phí: 200.000 đồng (đã nộp).",
        "Số thứ tự: 0007",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "mã tra cứu: 7KQ4MX",
        "giấy ủy quyền",
    ):
        assert part in text


def test_the_receipt_carries_a_qr_code() -> None:
    assert "Mã QR để tra cứu" not in words(render("receipt", OLD, RECEIPT))  # drawn, not written
    other = replace(RECEIPT, address=RECEIPT.address + "8")
    assert render("receipt", OLD, RECEIPT) != render("receipt", OLD, other)


def test_ten_papers_still_fit_one_page() -> None:
    assert len(read(render("receipt", OLD, replace(RECEIPT, papers=(PAPERS * 4)[:10]))).pages) == 1


def test_a_long_list_flows_on_under_its_repeated_head() -> None:
    pages = read(render("receipt", OLD, replace(RECEIPT, papers=PAPERS * 14))).pages
    assert len(pages) > 1
    for number, page in enumerate(pages[1:], start=2):
        assert f"{RECEIPT.code} – trang {number}" in page.extract_text()
    assert "Tên giấy tờ" in pages[1].extract_text()
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in pages[-1].extract_text()


def test_the_notice_of_a_stop_tells_when_it_was_asked_for_and_what_goes_back() -> None:
    text = words(render("stop_notice", NEW, SLIPS["stop_notice"]))
    for part in (
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Mã hồ sơ: 000.00.12.H51-190205-0007",
        "Thời gian đề nghị dừng giải quyết: 08 giờ 15 phút, ngày 07 tháng 02 năm 2019.",
        "Tình trạng hồ sơ khi đó: đang giải quyết, ở bước “Thẩm định hồ sơ”.",
        "kể từ 08 giờ 15 phút, ngày 08 tháng 02 năm 2019.",
        "Tờ khai: 1 bản chính Bản sao sổ hộ khẩu: 1 bản sao",
        "Phí, lệ phí hoàn trả: 200.000 đồng, trả tại quầy thu phí.",
    ):
        assert part in text


def test_a_stop_without_a_refund_says_so() -> None:
    assert "Phí, lệ phí hoàn trả: không có." in words(
        render("stop_notice", NEW, replace(SLIPS["stop_notice"], refund=""))
    )


def test_form_05_is_one_of_2025_only() -> None:
    numbers = {form_set: number for (form_set, form), (number, _) in printing.TITLES.items() if form == "stop_notice"}
    assert numbers == {OLD: "", NEW: "05"}


def test_a_slip_without_a_number_leaves_dots_to_write_it_in() -> None:
    assert "Số: ...." in words(render("refusal", OLD, replace(SLIPS["refusal"], head=replace(HEAD, number=""))))


@pytest.mark.parametrize("form", SLIPS)
def test_a_slip_is_ready_before_one_notices(form: str) -> None:
    render(form, OLD, SLIPS[form])
    start = perf_counter()
    render(form, OLD, replace(SLIPS[form], procedure="Cấp lại giấy phép"))
    assert perf_counter() - start < 1.5  # 0.3 s on a machine that has nothing else to do
