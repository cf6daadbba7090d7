"""Results and their codes, run together with the words of the page behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.national.reading import Part, Result
from motcua.catalogue.national.results import read_results

TAIL = "Từ khóaKhông có thông tinMô tảKhông có thông tinChọn cơ quan thực hiệnBộ ngànhNộp hồ sơ"


def test_results_end_with_their_codes():
    text = "Giấy phép nuôi ongMã: KQ.G90.000329- Văn bản từ chốiMã: KQ.G90.000330"
    assert read_results(text + TAIL) == (
        (Result("Giấy phép nuôi ong", "KQ.G90.000329"), Result("- Văn bản từ chối", "KQ.G90.000330")),
        (),
        (),
    )


@pytest.mark.parametrize(
    "code", ["KQ.G90.00032", "G90-KQ006096", "000.00.00.G90-KQ0123", "KQ-G90.000004", "TP-G90.0001119"]
)
def test_older_codes_have_their_own_shapes(code):
    text = f"Giấy phép nuôi ongMã: {code}Văn bản từ chốiMã: KQ.G90.000330"
    assert [result.code for result in read_results(text + TAIL)[0]] == [code, "KQ.G90.000330"]


def test_digits_that_could_belong_to_the_code_or_to_the_next_name_are_left_to_a_person():
    text = "Giấy phép nuôi ongMã: G90-KQ00609610. Văn bản từ chốiMã: KQ.G90.000330"
    results, _, (mark,) = read_results(text + TAIL)
    assert (results, mark.part, mark.reason, mark.verbatim) == ((), Part.RESULTS, "result_unclear", text)


@pytest.mark.parametrize("code", ["abc", "78", "Chưa xác định rõ", "Văn bản của xã."])
def test_a_last_code_of_no_known_shape_keeps_the_name_and_states_no_code(code):
    results, _, (mark,) = read_results(f"Giấy phép nuôi ongMã: {code}{TAIL}")
    assert results == (Result("Giấy phép nuôi ong", None),)
    assert (mark.reason, mark.verbatim) == ("result_code_odd", f"Giấy phép nuôi ongMã: {code}")


def test_two_names_before_one_code_are_left_to_a_person():
    text = "Giấy phép nuôi ongVăn bản từ chốiMã: KQ.G90.000330"
    results, _, (mark,) = read_results(text + TAIL)
    assert (results, mark.verbatim) == ((), text)


def test_text_without_any_code_is_left_to_a_person():
    results, _, (mark,) = read_results("Giấy phép nuôi ong")
    assert (results, mark.reason) == ((), "results_not_read")


def test_keywords_and_description_are_kept():
    text = "Giấy phépMã: KQ.G90.000330Từ khóanuôi ong\nMô tảHạn dùng 5 năm.Chọn cơ quan thực hiệnNộp hồ sơ"
    assert read_results(text)[1] == (("tu_khoa", "nuôi ong"), ("mo_ta", "Hạn dùng 5 năm."))


@pytest.mark.parametrize("text", ["", TAIL])
def test_no_result_is_no_mark(text):
    assert read_results(text) == ((), (), ())


names = st.sampled_from(["Giấy phép nuôi ong", "- Văn bản từ chối", "+ thẻ ong", "(1) Thông báo (nếu có)", "văn bản"])
codes = st.integers(0, 999_999).map(lambda number: f"KQ.G90.{number:06}")


@given(st.lists(st.tuples(names, codes), max_size=5))
def test_any_results_run_together_are_read_back_exactly(rows):
    text = "".join(f"{name}Mã: {code}" for name, code in rows)
    assert read_results(text + TAIL) == (tuple(Result(*row) for row in rows), (), ())


@given(st.text())
def test_no_text_crashes(text):
    read_results(text)
    read_results(f"{text}Mã: {text}Từ khóa{text}")
