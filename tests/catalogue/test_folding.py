"""Text as people type it in a hurry."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.folding import fold, words_of

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Cấp Phiếu lý lịch tư pháp", "cap phieu ly lich tu phap"),
        ("ĐĂNG KÝ đất đai", "dang ky dat dai"),
        ("  nhiều   khoảng\ttrắng ", "nhieu khoang trang"),
        ("Cấp, cấp lại (lần 2) - giấy phép", "cap cap lai lan 2 giay phep"),
        ("mã 1.004238.", "ma 1.004238"),
        ("“Nghị định” số 118/2025/NĐ-CP…", "nghi dinh so 118 2025 nd cp"),
        ("", ""),
    ],
)
def test_accents_capitals_and_punctuation_go(written, folded):
    assert fold(written) == folded


def test_composed_and_decomposed_accents_fold_alike():
    text = "Giấy phép xây dựng nhà ở riêng lẻ"

    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_both_places_of_the_tone_mark_fold_alike():
    assert fold("hoà giải") == fold("hòa giải")


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " "))
def test_vietnamese_folds_to_plain_latin_letters(text):
    assert fold(text).replace(" ", "").isascii()


@given(st.text())
def test_words_are_never_empty(text):
    assert all(words_of(text))


@given(st.text(alphabet=VIETNAMESE + " "), st.text(alphabet=VIETNAMESE + " "))
def test_folding_goes_word_by_word(left, right):
    assert words_of(left + " " + right) == words_of(left) + words_of(right)
