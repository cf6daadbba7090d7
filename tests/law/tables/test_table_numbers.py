"""Reading numbers as people print them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.tables.numbers import Kind, Signs, is_nothing, is_number, printed, read, signs_of

NO_SIGNS = Signs()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("50.229", Kind.COUNT, "50229"),
        ("50,229", Kind.COUNT, "50229"),
        ("50 229", Kind.COUNT, "50229"),
        ("10.998.351.456", Kind.COUNT, "10998351456"),
        ("10,998,351,456", Kind.COUNT, "10998351456"),
        ("96,99", Kind.RATE, "96.99"),
        ("96.99", Kind.RATE, "96.99"),
        ("96,989", Kind.RATE, "96.989"),
        ("96,99 %", Kind.RATE, "96.99"),
        ("1.234,5", Kind.NUMBER, "1234.5"),
        ("1,234.5", Kind.NUMBER, "1234.5"),
        ("-12", Kind.COUNT, "-12"),
        ("(12)", Kind.COUNT, "-12"),
        ("1.000 đồng", Kind.COUNT, "1000"),
        ("12,5", Kind.COUNT, "12.5"),
    ],
)
def test_a_number_is_read_by_the_kind_of_its_column(text: str, kind: Kind, value: str) -> None:
    number = read(text, kind, NO_SIGNS)
    assert number is not None
    assert number.value == Decimal(value)


def test_elsewhere_the_rest_of_the_table_decides() -> None:
    assert read("1.234", Kind.NUMBER, signs_of(["96,99"])).value == 1234  # type: ignore[union-attr]
    assert read("1.234", Kind.NUMBER, signs_of(["96.99"])).value == Decimal("1.234")  # type: ignore[union-attr]


def test_what_nothing_decides_is_named_with_both_readings() -> None:
    number = read("1.234", Kind.NUMBER, NO_SIGNS)
    assert number is not None
    assert (number.value, number.other) == (1234, Decimal("1.234"))
    assert read("1,234", Kind.COUNT, Signs(comma=3)).other == Decimal("1.234")  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", "…", "không có số liệu"])
def test_signs_for_nothing(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["15/12/2019", "1.004238.H01", "245/QĐ-UBND", "Sở Y tế", "#REF!", "12a"])
def test_dates_codes_and_words_are_no_numbers(text: str) -> None:
    assert not is_number(text)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_what_is_printed_is_read_back(value: Decimal) -> None:
    assert read(printed(value, 2), Kind.RATE, NO_SIGNS).value == value  # type: ignore[union-attr]


@given(st.integers(-(10**12), 10**12))
def test_a_printed_count_is_read_back(value: int) -> None:
    assert read(printed(Decimal(value)), Kind.COUNT, NO_SIGNS).value == value  # type: ignore[union-attr]
