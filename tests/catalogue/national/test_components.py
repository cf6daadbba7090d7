"""The tables of components, their cells run together. The texts are invented; their shapes are the portal's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.national.components import HEADER, read_components
from motcua.catalogue.national.forms import split_forms
from motcua.catalogue.national.reading import Part, ReadComponent


def rows_of(*rows: str) -> tuple[ReadComponent, ...]:
    return read_components(f"--{HEADER}{''.join(rows)}")[0]


def reasons_of(*rows: str) -> list[str]:
    return [mark.reason for mark in read_components(f"--{HEADER}{''.join(rows)}")[1]]


def test_rows_end_with_their_quantities():
    assert rows_of(
        "Đơn xin nuôi ong1 bản chính", "Bản vẽ chuồng0 bản chính,2 bản sao", "- Sổ tay;3 bản chính,1 bản sao"
    ) == (
        ReadComponent("", "Đơn xin nuôi ong", (), 1, 0),
        ReadComponent("", "Bản vẽ chuồng", (), 0, 2),
        ReadComponent("", "- Sổ tay;", (), 3, 1),
    )


def test_each_table_has_its_heading_and_dashes_are_none():
    text = f"--{HEADER}Đơn1 bản chínhTrường hợp mất thẻ:{HEADER}Giấy báo mất1 bản chính--{HEADER}Ảnh2 bản chính"
    assert [row.group for row in read_components(text)[0]] == ["", "Trường hợp mất thẻ:", ""]


def test_a_heading_without_rows_is_left_to_a_person():
    text = f"Giấy tờ phải nộp:{HEADER}Giấy tờ xuất trình:{HEADER}Thẻ1 bản chính"
    (row,), (mark,) = read_components(text)
    assert row.group == "Giấy tờ xuất trình:"
    assert (mark.reason, mark.verbatim) == ("component_without_quantity", "Giấy tờ phải nộp:")


@pytest.mark.parametrize(
    "name",
    [
        "Đơn (01 bản chính) có dấu",
        "Tờ khai: 02 bản chính;",
        "Nộp 01 bản chính",
        "nộp 1 bản chính và ảnh",
        "Giấy (3 bản chính)",
    ],
)
def test_a_quantity_that_a_name_mentions_ends_no_row(name):
    assert rows_of(f"{name}1 bản chính") == (ReadComponent("", name, (), 1, 0),)


def test_a_row_may_begin_with_a_written_out_quantity():
    assert rows_of("Đơn0 bản chính,1 bản sao", "01 bản chính Biên bản1 bản chính") == (
        ReadComponent("", "Đơn", (), 0, 1),
        ReadComponent("", "01 bản chính Biên bản", (), 1, 0),
    )


@pytest.mark.parametrize("row", ["Đơn theo Mẫu số 181 bản chính", "Đơn theo Mẫu số 031 bản chính", "Mẫu A11 bản chính"])
def test_digits_of_a_name_that_run_into_the_quantity_are_never_split(row):
    (component,) = rows_of(row)
    assert (component.originals, component.copies) == (None, None)
    assert component.name == row.removesuffix(" bản chính")
    assert reasons_of(row) == ["component_quantity_glued"]


def test_a_year_has_four_digits_so_the_fifth_is_the_quantity():
    row = "Giấy phép cấp ngày 03/7/20211 bản chính,1 bản sao"
    assert rows_of(row) == (ReadComponent("", "Giấy phép cấp ngày 03/7/2021", (), 1, 1),)


def test_ten_originals_are_read_after_a_full_stop():
    assert rows_of("Bản vẽ ngôi nhà.10 bản chính") == (ReadComponent("", "Bản vẽ ngôi nhà.", (), 10, 0),)


def test_a_heading_row_with_nothing_asked_is_a_row():
    assert rows_of("Hồ sơ lần đầu:0 bản chính") == (ReadComponent("", "Hồ sơ lần đầu:", (), 0, 0),)


def test_what_stands_behind_the_last_quantity_is_left_to_a_person():
    _, (mark,) = read_components(f"--{HEADER}Đơn1 bản chínhHồ sơ nộp một lần.")
    assert (mark.part, mark.reason, mark.verbatim) == (
        Part.COMPONENTS,
        "component_without_quantity",
        "Hồ sơ nộp một lần.",
    )


@pytest.mark.parametrize("text", ["", "--", "----", "Không có thông tin"])
def test_no_table_means_no_components(text):
    assert read_components(text) == ((), ())


def test_prose_in_place_of_a_table_is_left_whole_to_a_person():
    text = "và nộp cho đơn vị.\nBước 2. Tiếp nhận."
    components, (mark,) = read_components(text)
    assert components == ()
    assert (mark.reason, mark.verbatim) == ("components_not_a_table", text)


# forms


@pytest.mark.parametrize(
    ("cell", "name", "forms"),
    [
        ("Đơn xin nuôi ong", "Đơn xin nuôi ong", ()),
        ("Đơn gửi kèm tệp ong.docx cho xã", "Đơn gửi kèm tệp ong.docx cho xã", ()),
        ("Đơn xin nuôi ong theo mẫuMau 7.docx", "Đơn xin nuôi ong theo mẫu", ("Mau 7.docx",)),
        ("Đơn theo mẫu;Mẫu số 7 (1).doc", "Đơn theo mẫu;", ("Mẫu số 7 (1).doc",)),
        ("Đơn theo Nghị định số 9/2031/NĐ-CPMẫu số 3.docx", "Đơn theo Nghị định số 9/2031/NĐ-CP", ("Mẫu số 3.docx",)),
        ("Bản khai theo mẫuToKhaiOng.docxToKhaiMat.pdf", "Bản khai theo mẫu", ("ToKhaiOng.docx", "ToKhaiMat.pdf")),
        ("Phiếu ghi mậtPhụ lục 2.1.docx.docx", "Phiếu ghi mật", ("Phụ lục 2.1.docx.docx",)),
    ],
)
def test_a_form_begins_where_cells_can_only_meet_once(cell, name, forms):
    assert split_forms(cell) == (name, forms)


@pytest.mark.parametrize(
    "cell",
    [
        "Đơn xin nuôi ong theo mẫumẩu giấy ong.docx",
        "Đơn theo quy định;Bản sao kèm theo Thông tư số 1/2031/TT-BXYabc.docx",
        "Phiếuong.docxban hai.docx",
    ],
)
def test_a_form_whose_beginning_is_uncertain_stays_with_the_name(cell):
    name, forms = split_forms(cell)
    assert (name, forms) == (cell, None)


# properties

names = st.sampled_from(
    [
        "Đơn xin nuôi ong",
        "- Bản vẽ chuồng;",
        "(2) Sơ đồ",
        "Giấy phép (nếu có).",
        "a) Ảnh 4x6 cm nền trắng",
        "Nộp 02 bản chính;",
    ]
)
headings = st.sampled_from(["--", "Trường hợp mất thẻ:", "* Giấy tờ phải nộp"])
quantities = st.tuples(st.integers(0, 9), st.integers(0, 30))
files = st.lists(st.sampled_from(["Mẫu số 1.docx", "Mau 02.doc", "Phụ lục 3.1.pdf", "MAU 4.xlsx"]), max_size=3)
tables = st.lists(
    st.tuples(headings, st.lists(st.tuples(names, files, quantities), min_size=1, max_size=4)), max_size=3
)


def written(quantity: tuple[int, int]) -> str:
    originals, copies = quantity
    return f"{originals} bản chính" + (f",{copies} bản sao" if copies else "")


@given(tables)
def test_any_tables_run_together_are_read_back_exactly(written_tables):
    text = "".join(
        heading + HEADER + "".join(name + "".join(forms) + written(quantity) for name, forms, quantity in rows)
        for heading, rows in written_tables
    )
    components, marks = read_components(text)
    assert marks == ()
    assert components == tuple(
        ReadComponent("" if heading == "--" else heading, name, tuple(forms), *quantity)
        for heading, rows in written_tables
        for name, forms, quantity in rows
    )


@given(st.text())
def test_no_text_crashes(text):
    read_components(text)
    read_components(f"--{HEADER}{text}1 bản chính")
    split_forms(text + ".docx")


@given(st.integers(10, 99_999), st.sampled_from(["Mẫu ", "số ", "Phụ lục", "A", "-"]))
def test_two_or_more_digits_after_a_name_state_no_quantity(number, end):
    (component,) = rows_of(f"Đơn theo {end}{number} bản chính")
    assert component.originals is None
    assert component.name.endswith(str(number))


@given(st.text(alphabet="01290 bảnchísaoMẫu.docx,;()", max_size=50))
def test_no_letter_of_a_table_is_lost(text):
    components, marks = read_components(f"--{HEADER}{text}")
    kept = "".join(row.name + "".join(row.forms or ()) for row in components) + "".join(mark.verbatim for mark in marks)
    rest = text
    for word in ("bản chính", "bản sao"):
        rest = rest.replace(word, " ")
    assert all(kept.count(letter) >= rest.count(letter) for letter in "Mẫudocx")
