"""Legal bases: titles and numbers run together. Titles are invented; their shapes are those of the portal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.national.bases import HEADER, read_bases
from motcua.catalogue.national.reading import Basis, Part


def bases_of(text: str) -> list[tuple[str, str]]:
    return [(basis.number, basis.title) for basis in read_bases(HEADER + text)[0]]


def left_of(text: str) -> list[str]:
    return [mark.verbatim for mark in read_bases(HEADER + text)[1]]


def test_a_number_closes_its_row_where_it_is_glued_to_the_next_title():
    text = "Quy định về nuôi ong12/2031/NĐ-CPLuật Ong mật7/2030/QH15Thông tư hướng dẫn nuôi ong3/2031/TT-BTC"
    assert bases_of(text.replace("2030", "2025")) == [
        ("12/2031/NĐ-CP", "Quy định về nuôi ong"),
        ("7/2025/QH15", "Luật Ong mật"),
        ("3/2031/TT-BTC", "Thông tư hướng dẫn nuôi ong"),
    ]


def test_a_title_that_is_its_number_stands_beside_it():
    assert bases_of("12/2031/NĐ-CP12/2031/NĐ-CPThông tư 3/2031/TT-BTC3/2031/TT-BTC") == [
        ("12/2031/NĐ-CP", "12/2031/NĐ-CP"),
        ("3/2031/TT-BTC", "Thông tư 3/2031/TT-BTC"),
    ]


def test_a_title_that_ends_in_the_number_of_a_law_is_split_after_the_term():
    assert bases_of("Luật 54/2019/QH1454/2019/QH14Luật 8/2014/QH138/2014/QH13") == [
        ("54/2019/QH14", "Luật 54/2019/QH14"),
        ("8/2014/QH13", "Luật 8/2014/QH13"),
    ]


def test_a_title_that_ends_in_a_year_is_split_after_four_digits():
    assert bases_of("Luật Ong mật sửa đổi 202376/2025/QH15Quy định ngày 28/4/2030.65/2030/TT-BTC") == [
        ("76/2025/QH15", "Luật Ong mật sửa đổi 2023"),
        ("65/2030/TT-BTC", "Quy định ngày 28/4/2030."),
    ]


def test_numbers_that_a_title_mentions_close_no_row():
    title = "Sửa đổi Thông tư số 4/2029/TT-BTC ngày 01/02/2029 và Nghị định số 5/2028/NĐ-CP của Chính phủ về nuôi ong"
    assert bases_of(f"{title}12/2031/TT-BTC") == [("12/2031/TT-BTC", title)]


def test_a_number_is_kept_as_written_with_the_words_of_its_cell():
    assert bases_of("Quy định về nuôi ongThông tư số 3/2031/TT-BTCLuật OngLuật số 7/2025/QH15") == [
        ("Thông tư số 3/2031/TT-BTC", "Quy định về nuôi ong"),
        ("Luật số 7/2025/QH15", "Luật Ong"),
    ]


def test_space_after_a_number_is_passed_over_where_the_number_is_glued_to_its_title():
    assert bases_of("Quy định về nuôi ong12/2031/NQ-CP \tNghị quyết về mật66.7/2031/NQ-CP ") == [
        ("12/2031/NQ-CP", "Quy định về nuôi ong"),
        ("66.7/2031/NQ-CP", "Nghị quyết về mật"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Luật Ong mật",  # no number
        "Luật Ong mật7",  # no number that could be told
        "Luật Ong mật7/2040/QH14",  # the year is not in the term of the fourteenth National Assembly
        "Quy định về nuôi ong12/2031/XY-ZZ",  # an issuer that is not known: its end is not known
        "Luật nuôi ong trong rừng 12/2031/NĐ-CP",  # the number may belong to the title
        "Luật Ong mậtNghị định về nuôi ong12/2031/NĐ-CP",  # a row without a number
        "Quy định về nuôi ong118/2031/NĐ-CQuy định về mật12/2031/NĐ-CP",  # a number that breaks off
        "Luật về môi trường 146/2025/QH15 sửa đổi quy định về nuôi ong17/2031/TT-BTC",  # two rows, or a mention
    ],
)
def test_what_cannot_be_split_with_certainty_is_kept_whole(text):
    assert bases_of(text) == []
    assert left_of(text) == [text]


def test_after_a_row_that_is_unclear_reading_goes_on_at_the_next_certain_one():
    text = "Luật Ong mậtNghị định về ong12/2031/NĐ-CPThông tư về mật3/2031/TT-BTC"
    assert left_of(text) == ["Luật Ong mậtNghị định về ong12/2031/NĐ-CP"]
    assert bases_of(text) == [("3/2031/TT-BTC", "Thông tư về mật")]


def test_a_date_that_is_glued_to_a_number_is_still_the_title():
    text = "Nghị định 12/2031/NĐ-CPngày 3/4/2031 của Chính phủ12/2031/NĐ-CP"
    assert (bases_of(text), left_of(text)) == ([], [text])


def test_another_field_in_place_of_the_table_is_left_whole_to_a_person():
    text = ": Thông tư số 3/2031/TT-BTC quy định mức thu."
    bases, (mark,) = read_bases(text)
    assert (bases, mark.part, mark.reason, mark.verbatim) == ((), Part.BASES, "bases_not_a_table", text)


@pytest.mark.parametrize("text", ["", "Không có thông tin"])
def test_no_table_means_no_bases(text):
    assert read_bases(text) == ((), ())


titles = st.sampled_from(
    [
        "Quy định về nuôi ong",
        "Luật Ong mật",
        "sửa đổi, bổ sung một số điều của Thông tư số 4/2029/TT-BTC ngày 01/02/2029 về mật",
        "QUY ĐỊNH MỨC THU PHÍ NUÔI ONG",
        "Hướng dẫn Nghị định số 5/2028/NĐ-CP.",
    ]
)
suffixes = st.sampled_from(["NĐ-CP", "TT-BTC", "TT-BNNMT", "TT-BLĐTBXH", "QĐ-TTg", "NQ-CP", "TTLT-BTC-BTP", "TT-BGTVT"])
numbers = st.builds(lambda number, suffix: f"{number}/2031/{suffix}", st.integers(1, 999), suffixes)
prefixes = st.sampled_from(["", "", "Thông tư số ", "Nghị định "])


@given(st.lists(st.tuples(titles, prefixes, numbers), max_size=6))
def test_any_rows_run_together_are_read_back_exactly(rows):
    text = "".join(title + prefix + number for title, prefix, number in rows)
    bases, marks = read_bases(HEADER + text)
    assert marks == ()
    assert bases == tuple(Basis(prefix + number, title) for title, prefix, number in rows)


@given(st.text())
def test_no_text_crashes(text):
    read_bases(text)
    read_bases(HEADER + text + "12/2031/NĐ-CP" + text)


@given(st.text(alphabet="/0123459QHNĐ-CPTBLuậtThôngưsố .;", max_size=80))
def test_every_letter_stands_in_a_title_a_number_or_a_mark(text):
    bases, marks = read_bases(HEADER + text)
    kept = "".join(f"{basis.title}{basis.number}" for basis in bases) + "".join(mark.verbatim for mark in marks)
    assert all(kept.count(letter) >= text.count(letter) for letter in set(text) - set(" .;"))


@given(st.integers(10_000, 9_999_999), suffixes)
def test_digits_that_run_into_a_number_state_it_only_behind_a_year(digits, suffix):
    (number,) = [number for number, _ in bases_of(f"Nghị định sửa đổi năm {digits}/2031/{suffix}")] or [""]
    if number:
        assert str(digits)[:2] in ("19", "20")
        assert number == f"{str(digits)[4:]}/2031/{suffix}"
