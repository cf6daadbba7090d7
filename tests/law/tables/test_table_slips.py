"""Which slip explains a wrong number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from motcua.law.tables.slips import slip_between


@pytest.mark.parametrize(
    ("text", "value", "wanted", "code", "words"),
    [
        ("1.432", "1432", "1342", "swapped", "đổi chỗ hai chữ số"),
        ("1.342", "1342", "1542", "digit", "một chữ số: 3 thay cho 5"),
        ("13.342", "13342", "1342", "digit_extra", "thừa một chữ số 3"),
        ("134", "134", "1342", "digit_lost", "thiếu một chữ số 2"),
        ("13.420", "13420", "1342", "digit_extra", "thừa một chữ số 0"),
        ("-5", "-5", "5", "sign", "thừa hoặc thiếu dấu trừ"),
        ("134,2", "134.2", "1342", "separator", "dấu phân cách đặt sai chỗ"),
    ],
)
def test_one_slip_explains(text: str, value: str, wanted: str, code: str, words: str) -> None:
    slip = slip_between(text, Decimal(value), Decimal(wanted))
    assert slip is not None
    assert (slip.code, slip.words) == (code, words)


def test_a_letter_that_looks_like_a_digit_explains() -> None:
    slip = slip_between("l3O", None, Decimal(130))
    assert slip is not None
    assert slip.code == "letter"


@pytest.mark.parametrize(("said", "wanted"), [("1.999", "1342"), ("12", "4567")])
def test_two_slips_explain_nothing(said: str, wanted: str) -> None:
    assert slip_between(said, Decimal(said.replace(".", "")), Decimal(wanted)) is None


def test_rates_are_compared_at_their_decimals() -> None:
    slip = slip_between("98", Decimal(98), Decimal("98.50"), places=2)
    assert slip is not None
    assert slip.code == "digit"
