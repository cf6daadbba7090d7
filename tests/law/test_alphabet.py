"""The order in which names stand."""

from __future__ import annotations

import doctest
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from motcua.law import addresses, alphabet
from motcua.law.addresses import commune_of
from motcua.law.alphabet import in_alphabet


def test_the_examples_hold() -> None:
    for module in (alphabet, addresses):
        assert doctest.testmod(module).failed == 0


def test_each_letter_stands_after_the_one_before() -> None:
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(letters, key=in_alphabet) == letters


def test_a_tone_matters_only_where_the_letters_are_the_same() -> None:
    assert sorted(["má", "mả", "ma", "mạ", "mà", "mã", "mác"], key=in_alphabet) == [
        "ma", "mà", "mả", "mã", "má", "mạ", "mác",
    ]  # fmt: skip


def test_figures_stand_before_letters_and_communes_count_up() -> None:
    assert sorted(["Xã A", "Phường 10", "Phường 2"], key=in_alphabet) == ["Phường 2", "Phường 10", "Xã A"]


@given(st.text(max_size=20))
def test_composed_and_decomposed_writing_sort_alike(text: str) -> None:
    one, other = (in_alphabet(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert one[:2] == other[:2]


def test_an_address_names_its_commune_with_the_district_where_there_is_one() -> None:
    found = {
        "Hẻm 5 đường Lê Lợi, phường 1, thị xã Ngã Năm, tỉnh Sóc Trăng": "Phường 1, thị xã Ngã Năm",
        "Ấp Chợ, Thị trấn Mỹ Xuyên, huyện Mỹ Xuyên": "Thị trấn Mỹ Xuyên, huyện Mỹ Xuyên",
        "12 Lê Lợi, P. Ninh Kiều, TP. Cần Thơ": "P. Ninh Kiều, TP. Cần Thơ",
        "Đặc khu Phú Quốc, tỉnh An Giang": "Đặc khu Phú Quốc",
        "Thị xã Vĩnh Châu, tỉnh Sóc Trăng": "",
        "": "",
    }
    assert {address: commune_of(address) for address in found} == found


@given(st.text(max_size=300))
def test_whatever_is_typed_as_an_address_is_read(text: str) -> None:
    assert len(commune_of(text)) <= 120
