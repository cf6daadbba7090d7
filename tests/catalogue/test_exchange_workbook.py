"""The workbook as whoever works in it finds it."""

import io

import pytest

from catalogue.workbooks import content, opened, place, wide, workbook
from motcua.catalogue.export_xlsx import export_xlsx
from motcua.law.refusal import Refused

SHEETS = [
    "Thủ tục", "Trường hợp", "Thành phần hồ sơ", "Thời hạn", "Phí, lệ phí", "Trình tự", "Căn cứ pháp lý", "Kết quả",
    "Mức trực tuyến", "Quy trình nội bộ", "Hướng dẫn",
]  # fmt: skip


def rules_of(sheet, heading):
    letter = sheet.cell(1, place(sheet, heading)).column_letter
    return [rule for rule in sheet.data_validations.dataValidation if str(rule.sqref).startswith(f"{letter}2")]


def test_there_is_a_sheet_for_each_part_and_one_that_explains():
    assert opened(wide()).sheetnames == SHEETS


def test_headings_stay_in_sight():
    assert {sheet.freeze_panes for sheet in opened(wide()).worksheets[:-1]} == {"B2", "C2"}


def test_codes_are_text_amounts_numbers_and_days_days():
    sheet = opened(wide())["Phí, lệ phí"]

    assert sheet["A2"].number_format == "@"
    assert sheet["A2"].value == "1.900001"
    assert sheet.cell(2, place(sheet, "Mức thu (đồng)")).number_format == "#,##0"
    assert sheet.cell(2, place(sheet, "Mức thu (đồng)")).value == 150000
    assert sheet.cell(3, place(sheet, "Áp dụng từ ngày")).number_format == "dd/mm/yyyy"
    assert sheet.cell(3, place(sheet, "Áp dụng từ ngày")).is_date


def test_a_new_row_of_codes_is_text_before_anything_is_typed():
    book = opened()

    assert book["Thời hạn"].column_dimensions["A"].width > 10
    assert book["Thời hạn"].cell(1, 1).value == "Mã thủ tục"


@pytest.mark.parametrize(
    ("title", "heading", "allowed"),
    [
        ("Thời hạn", "Đơn vị", ["giờ làm việc", "ngày làm việc", "ngày", "tháng", "trong ngày"]),
        ("Phí, lệ phí", "Loại", ["Phí", "Lệ phí"]),
        ("Thành phần hồ sơ", "Bắt buộc", ["Có", "Không"]),
        ("Quy trình nội bộ", "Loại việc", ["Xử lý", "Phân công", "Ký duyệt", "Bàn giao kết quả"]),
    ],
)
def test_a_choice_offers_its_values_from_the_guide(title, heading, allowed):
    book = opened(wide())
    (rule,) = rules_of(book[title], heading)
    sheet, _, cells = rule.formula1.replace("$", "").replace("'", "").partition("!")

    assert rule.type == "list"
    assert sheet == "Hướng dẫn"
    assert [row[0].value for row in book[sheet][cells]] == allowed


def test_parts_offer_the_codes_of_the_procedures():
    (rule,) = rules_of(opened(wide())["Thời hạn"], "Mã thủ tục")

    assert rule.formula1 == "'Thủ tục'!$A$2:$A$100001"


def test_the_guide_explains_every_column_of_every_sheet():
    book = opened()
    explained = {(row[0].value, row[1].value) for row in book["Hướng dẫn"].iter_rows(max_col=2)}
    wanted = {(sheet.title, cell.value) for sheet in book.worksheets[:-1] for cell in sheet[1]}

    assert wanted <= explained


def test_the_other_ways_on_of_a_step_repeat_only_its_id():
    again = {"outcome": "again", "label": "Làm lại", "to": ["intake"]}
    process = content().process
    steps = [dict(step) for step in process.steps]
    steps[1]["edges"] = [*steps[1]["edges"], again]
    sheet = opened(content(process={"decision": "x", "start": "intake", "steps": steps}))["Quy trình nội bộ"]

    assert [sheet.cell(4, place(sheet, heading)).value for heading in ("Mã bước", "Tên bước", "Mã hướng đi")] == [
        "decide", None, "again",
    ]  # fmt: skip


def test_two_versions_of_a_procedure_have_no_room_in_one_workbook():
    with pytest.raises(Refused, match="hai phiên bản"):
        workbook(content(), content())


def test_a_text_longer_than_a_cell_is_refused_with_its_place():
    with pytest.raises(Refused, match="Sheet “Trình tự”, dòng 2, cột “Bước”: nội dung dài hơn một ô Excel"):
        workbook(content(steps=["x" * 32_768]))


def test_a_text_longer_than_two_cells_is_refused_with_its_place():
    with pytest.raises(Refused, match="cột “Yêu cầu, điều kiện”"):
        workbook(content(conditions="x" * 70_000))


def test_the_id_of_a_step_that_cannot_stand_in_a_list_is_refused():
    way = {"outcome": "x", "label": "y", "to": ["b;c"]}
    step = {"id": "a", "name": "A", "kind": "work", "role": "leader", "edges": [way]}
    process = {"decision": "x", "start": "a", "steps": [step]}

    with pytest.raises(Refused, match="dấu chấm phẩy"):
        workbook(content(process=process))


def test_how_many_were_written_is_told():
    assert export_xlsx([content(), content(code="1.900002")], io.BytesIO()) == 2
