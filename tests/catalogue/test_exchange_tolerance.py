"""What Excel and people do to a workbook without meaning anything by it is understood."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from catalogue.workbooks import changed, content, opened, place, saved, sentences, typed, wide
from motcua.catalogue.content_form import tidy_content
from motcua.catalogue.import_xlsx import read_xlsx

MIDNIGHT = datetime(2019, 1, 5)  # noqa: DTZ001 - a day of Excel is a moment without a zone


def only(reading):
    assert sentences(reading) == []
    (one,) = reading.contents
    return one


@pytest.mark.parametrize(
    ("cell", "value"), [(5.0, "5"), (5, "5"), ("5", "5"), (" 5 ", "5"), ("2,5", "2.5"), ("2.5", "2.5"), (2.5, "2.5")]
)
def test_a_number_is_understood_however_it_is_typed(cell, value):
    assert only(typed("Thời hạn", "Số", cell, content(process=None))).limits[0].value == Decimal(value)


@pytest.mark.parametrize("cell", [150000, 150000.0, "150.000", "150000", "150 000", "150.000 đồng", "150.000đ"])
def test_an_amount_is_understood_however_it_is_typed(cell):
    assert only(typed("Phí, lệ phí", "Mức thu (đồng)", cell)).fees[0].amount == 150_000


@pytest.mark.parametrize(
    "cell",
    [date(2019, 1, 5), MIDNIGHT, "05/01/2019", "5/1/2019", "5-1-2019", "5.1.2019", "2019-01-05", 43470],
)
def test_a_day_is_understood_however_it_is_typed(cell):
    assert only(typed("Phí, lệ phí", "Áp dụng từ ngày", cell)).fees[0].valid_from == date(2019, 1, 5)


@pytest.mark.parametrize("cell", [time(15, 30), "15:30", "15 giờ 30", "15h30", 0.6458333333333334])
def test_an_hour_is_understood_however_it_is_typed(cell):
    said = content(limits=[{"value": "1", "unit": "same_day"}], process=None)

    assert only(typed("Thời hạn", "Giờ chốt trong ngày", cell, said)).limits[0].cutoff == time(15, 30)


@pytest.mark.parametrize(("cell", "value"), [("có", True), ("X", True), (1, True), (False, False), ("KHÔNG", False)])
def test_yes_and_no_are_understood_however_they_are_typed(cell, value):
    assert only(typed("Thành phần hồ sơ", "Bắt buộc", cell)).components[0].mandatory is value


@pytest.mark.parametrize("cell", ["Tháng", "tháng", "month", " THÁNG "])
def test_a_choice_is_understood_by_its_name_and_by_its_code(cell):
    assert only(typed("Thời hạn", "Đơn vị", cell, content(process=None))).limits[0].unit == "month"


def test_several_choices_are_parted_by_semicolons_or_lines():
    reading = typed("Thủ tục", "Hình thức nộp", "bưu chính công ích;trực tiếp\nonline_full;")

    assert [str(one) for one in only(reading).channels] == ["post", "counter", "online_full"]


@pytest.mark.parametrize(
    ("cell", "code"), [(2.0001, "2.000100"), (2000100, "2.000100"), ("2.000100.h51", "2.000100.H51")]
)
def test_a_code_that_excel_took_for_a_number_is_still_known(cell, code):
    def change(book):
        for title in book.sheetnames[:-1]:
            for row in book[title].iter_rows(min_row=2, max_col=1):
                if row[0].value:
                    row[0].value = cell

    assert only(changed(change, content())).code == code


def test_accents_that_are_typed_apart_are_composed():
    assert only(typed("Thủ tục", "Tên thủ tục", "Ca\u0302\u0301p le\u0323\u0302nh")).name == "Cấp lệnh"


def test_columns_may_change_places_and_stand_under_a_title():
    def change(book):
        sheet = book["Phí, lệ phí"]
        sheet.insert_rows(1, 2)
        sheet["A1"] = "DANH MỤC PHÍ"
        sheet.move_range("A3:A9", cols=20)

    assert only(changed(change, wide())) == tidy_content(wide())


def test_blank_rows_and_blank_sheets_are_passed_over():
    def change(book):
        book["Thành phần hồ sơ"].insert_rows(3, 5)
        book["Thành phần hồ sơ"]["B4"] = "   "
        book.create_sheet("Sheet1")

    assert only(changed(change, content())) == tidy_content(content())


def test_sheets_and_columns_that_nobody_uses_may_be_left_out():
    bare = content(fees=[], process=None)

    def change(book):
        for title in book.sheetnames:
            if title not in ("Thủ tục", "Thành phần hồ sơ", "Thời hạn"):
                del book[title]
        sheet = book["Thủ tục"]
        sheet.delete_cols(place(sheet, "Video hướng dẫn"))

    assert only(changed(change, bare)) == tidy_content(bare)


def test_headings_are_known_with_other_capitals_and_line_breaks():
    def change(book):
        book["Thủ tục"]["A1"] = "MÃ\nTHỦ  TỤC "

    assert only(changed(change, content())) == tidy_content(content())


def test_who_writes_copies_only_means_no_original():
    assert only(typed("Thành phần hồ sơ", "Bản chính", None, row=3)).components[1].originals == 0


def test_a_new_paper_gets_a_key_of_its_own():
    def change(book):
        sheet = book["Thành phần hồ sơ"]
        for heading, value in (
            ("Mã thủ tục", "1.900001"),
            ("Tên giấy tờ", "Đơn"),
            ("Bản chính", 1),
            ("Bắt buộc", "Có"),
        ):
            sheet.cell(4, place(sheet, heading)).value = value

    assert [part.key for part in only(changed(change, content())).components] == ["don", "ban-sao", "don-2"]


def test_a_way_on_without_a_code_gets_the_usual_one():
    reading = typed("Quy trình nội bộ", "Mã hướng đi", None, row=3)

    assert only(reading).process.steps[1]["edges"][0]["outcome"] == "approve"


def test_branches_that_part_and_meet_are_kept():
    step = {"kind": "work", "role": "case_officer", "unit": "", "hours": "1", "join": False}
    on = [{"outcome": "done", "label": "Chuyển", "to": ["meet"]}]
    steps = [
        {**step, "id": "decide", "kind": "decide", "role": "leader", "name": "Ký", "edges": [
            {"outcome": "approve", "label": "Ký", "to": ["hand-over"]},
            {"outcome": "again", "label": "Làm lại", "to": ["part"]},
        ]},
        {**step, "id": "part", "name": "Chia", "edges": [{"outcome": "done", "label": "Chia", "to": ["one", "two"]}]},
        {**step, "id": "one", "name": "Một", "edges": on},
        {**step, "id": "two", "name": "Hai", "edges": on},
        {**step, "id": "meet", "name": "Gộp", "join": True, "edges": [
            {"outcome": "x", "label": "Trình", "to": ["decide"]},
        ]},
        {**step, "id": "hand-over", "kind": "hand_over", "role": "reception", "name": "Trả", "hours": "0", "edges": []},
    ]  # fmt: skip
    said = content(process={"decision": "02/QĐ-UBND", "start": "part", "steps": steps, "number": 3})

    assert only(read_xlsx(saved(opened(said)))) == said


def test_a_workbook_without_procedures_is_a_form_to_fill_in():
    book = opened()

    assert book.sheetnames[0] == "Thủ tục"
    assert sentences(read_xlsx(saved(book))) == ["Sheet “Thủ tục”: không có thủ tục nào."]
