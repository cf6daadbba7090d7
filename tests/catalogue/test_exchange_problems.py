"""What is wrong in a workbook is said in sentences that name sheet, row and column; nothing of it comes in."""

import pytest

from catalogue.workbooks import changed, content, place, sentences, typed, wide
from motcua.catalogue.file_problems import MOST_PROBLEMS


@pytest.mark.parametrize(
    ("title", "heading", "value", "said"),
    [
        ("Thời hạn", "Số", "năm", "Sheet “Thời hạn”, dòng 2, cột “Số”: “năm” không phải là số; hãy ghi"),
        ("Thời hạn", "Số", 0, "dòng 2, cột “Số”: Thời hạn giải quyết phải lớn hơn 0"),
        ("Thời hạn", "Số", "1.000", "có thể là hàng nghìn hoặc số thập phân"),
        ("Thời hạn", "Số", 2.555, "hai chữ số thập phân"),
        ("Thời hạn", "Đơn vị", "tuần", "cột “Đơn vị”: không có giá trị “tuần”; hãy chọn trong: giờ làm việc;"),
        ("Thời hạn", "Cho trường hợp", "x", "cột “Cho trường hợp”: thủ tục 1.900001 không có trường hợp mang mã “x”."),
        ("Thời hạn", "Luật định: số", 9, "Thời hạn luật định phải có cả số và đơn vị."),
        ("Thành phần hồ sơ", "Bản chính", 0, "hãy ghi số bản chính hoặc bản sao"),
        ("Thành phần hồ sơ", "Bản chính", 1.5, "“1.5” không phải là số nguyên"),
        ("Thành phần hồ sơ", "Bản chính", -1, "phải là số từ 0 đến 32767."),
        ("Thành phần hồ sơ", "Mã giấy tờ", "Đơn 1", "mã “Đơn 1” chỉ gồm chữ không dấu"),
        ("Thành phần hồ sơ", "Mã giấy tờ", "ban-sao", "dòng 3, cột “Mã giấy tờ”: mã “ban-sao” đã ghi"),
        ("Thành phần hồ sơ", "Bắt buộc", "tùy", "hãy ghi “Có” hoặc “Không”"),
        ("Thành phần hồ sơ", "Bắt buộc", None, "cột “Bắt buộc”: chưa ghi."),
        ("Thành phần hồ sơ", "Mẫu đơn, tờ khai", True, "Excel đã đổi nội dung thành đúng/sai"),
        ("Thành phần hồ sơ", "Tệp mẫu", "javascript:alert(1)", "không phải là địa chỉ trang"),
        ("Phí, lệ phí", "Mức thu (đồng)", "theo quy định", "“theo quy định” không phải là số nguyên; hãy ghi như"),
        ("Phí, lệ phí", "Mức thu (đồng)", None, "thu khi tiếp nhận thì phải ghi mức thu."),
        ("Phí, lệ phí", "Áp dụng từ ngày", "31/02/2019", "“31/02/2019” không phải là ngày; hãy ghi như 31/12/2019."),
        ("Phí, lệ phí", "Áp dụng từ ngày", "1/2/19", "không phải là ngày"),
        ("Phí, lệ phí", "Tên khoản thu", "x" * 301, "dài nhất 300 ký tự, đang có 301."),
        ("Thủ tục", "Lĩnh vực", None, "Sheet “Thủ tục”, dòng 2, cột “Lĩnh vực”: chưa ghi."),
        ("Thủ tục", "Hình thức nộp", "Bồ câu", "không có giá trị “Bồ câu”"),
        ("Thủ tục", "Mức trực tuyến", None, "cột “Mức trực tuyến”: chưa ghi."),
        ("Thủ tục", "Quy trình: quyết định phê duyệt", None, "chưa ghi quyết định phê duyệt quy trình."),
        ("Thủ tục", "Mã thủ tục", "1.9", "Mã thủ tục hành chính “1.9” không đúng dạng"),
        ("Quy trình nội bộ", "Đến bước", "nơi khác", "dòng 2: Bước “Tiếp nhận” chuyển đến bước"),
        ("Quy trình nội bộ", "Vai trò", None, "dòng 2, cột “Vai trò”: chưa ghi."),
        ("Quy trình nội bộ", "Số giờ làm việc", 90, "Sheet “Quy trình nội bộ”, dòng"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_and_nothing_comes_in(title, heading, value, said):
    reading = typed(title, heading, value, content())

    assert any(said in sentence for sentence in sentences(reading)), sentences(reading)
    assert reading.contents == ()


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"])
def test_a_formula_is_refused_by_its_place(formula):
    assert sentences(typed("Thời hạn", "Số", formula)) == [
        "Sheet “Thời hạn”, dòng 2, cột “Số”: ô chứa công thức; hãy chép lại rồi dán dạng giá trị"
        " (Paste Special, Values)."
    ]


def test_a_text_that_only_looks_like_a_formula_goes_out_and_comes_back_as_text():
    reading = changed(lambda book: None, content(name="=1+1", conditions="@SUM(A1)"))

    assert [one.name for one in reading.contents] == ["=1+1"]


def test_a_computation_that_failed_is_refused():
    assert "ô báo lỗi #REF!" in sentences(typed("Thời hạn", "Số", "#REF!"))[0]


def test_all_problems_come_at_once_each_with_its_row():
    def change(book):
        book["Thời hạn"]["B3"] = "x"
        book["Thành phần hồ sơ"]["D2"] = "y"
        book["Phí, lệ phí"]["D2"] = "z"

    assert len(sentences(changed(change, wide()))) == 3


def test_more_than_a_hundred_problems_are_counted():
    def change(book):
        sheet = book["Căn cứ pháp lý"]
        for row in range(2, 252):
            sheet.cell(row, 1).value = "9.999999"
            sheet.cell(row, 2).value = "Luật mẫu"

    reading = changed(change, content())

    assert len(reading.problems) == MOST_PROBLEMS
    assert reading.unlisted == 250 - MOST_PROBLEMS


def test_rows_of_a_procedure_that_is_not_listed_are_refused():
    def change(book):
        book["Thời hạn"]["A2"] = "1.900009"

    assert "thủ tục 1.900009 không có ở sheet “Thủ tục”." in sentences(changed(change, content()))[0]


def test_a_row_without_a_code_is_refused():
    def change(book):
        book["Thời hạn"]["A2"] = None

    assert "Sheet “Thời hạn”, dòng 2, cột “Mã thủ tục”: chưa ghi." in sentences(changed(change, content()))


def test_a_procedure_that_stands_twice_is_refused():
    def change(book):
        sheet = book["Thủ tục"]
        for cell in sheet[2]:
            sheet.cell(3, cell.column).value = cell.value

    assert sentences(changed(change, content())) == [
        "Sheet “Thủ tục”, dòng 3, cột “Mã thủ tục”: thủ tục 1.900001 đã ghi ở dòng 2."
    ]


def test_a_column_that_nobody_knows_is_refused_once():
    def change(book):
        sheet = book["Thời hạn"]
        sheet.cell(1, 20).value = "Gía trị"
        sheet.cell(2, 20).value = "5"
        sheet.cell(2, 21).value = "lạc"

    assert sentences(changed(change, content())) == [
        "Sheet “Thời hạn”, dòng 1, cột “T”: cột “Gía trị” không có trong mẫu; hãy sửa tiêu đề hoặc bỏ cột.",
        "Sheet “Thời hạn”, dòng 2, cột “U”: cột này không có tiêu đề; hãy ghi tiêu đề hoặc bỏ nội dung.",
    ]


def test_a_column_that_is_needed_and_missing_is_named():
    def change(book):
        sheet = book["Thời hạn"]
        sheet.delete_cols(place(sheet, "Đơn vị"))

    assert "Sheet “Thời hạn”, dòng 1: thiếu cột “Đơn vị”." in sentences(changed(change, content()))


def test_a_column_that_stands_twice_is_refused():
    def change(book):
        book["Thời hạn"]["T1"] = "Số"

    assert "cột “Số” có hai lần; hãy bỏ một cột." in sentences(changed(change, content()))[0]


def test_a_sheet_that_nobody_knows_is_refused():
    def change(book):
        book["Thời hạn"].title = "Thoi han"

    assert "Sheet “Thoi han”: sheet này không có trong mẫu; hãy sửa tên sheet hoặc xóa đi." in sentences(
        changed(change, content())
    )


def test_a_sheet_without_headings_is_refused():
    def change(book):
        book["Thời hạn"].delete_rows(1)

    assert "không thấy dòng tiêu đề có cột “Mã thủ tục”" in sentences(changed(change, content()))[0]


def test_a_step_that_is_told_twice_must_be_told_the_same():
    def change(book):
        sheet = book["Quy trình nội bộ"]
        for cell in list(sheet[2]):
            sheet.cell(5, cell.column).value = cell.value
        sheet.cell(5, place(sheet, "Số giờ làm việc")).value = 3

    assert sentences(changed(change, content())) == [
        "Sheet “Quy trình nội bộ”, dòng 5, cột “Số giờ làm việc”: khác với dòng 2 của cùng bước;"
        " hãy để trống hoặc ghi giống nhau."
    ]


def test_a_process_without_steps_is_refused():
    def change(book):
        book["Quy trình nội bộ"].delete_rows(2, 9)

    assert "sheet “Quy trình nội bộ” không có bước nào của thủ tục này" in sentences(changed(change, content()))[0]
