"""Which slip of hand or eye turns one number into another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from motcua.law.tables.numbers import printed


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip: its code, and what happened in words."""

    code: str
    words: str


_LOOKALIKE = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "B": "8", "Z": "2", "q": "9"})


def slip_between(text: str, value: Decimal | None, wanted: Decimal, places: int = 0) -> Slip | None:
    """The slip by which `text` (read as `value`) stands instead of `wanted`; None where no single one explains it."""
    right = printed(wanted, places or None)
    if value is None:
        return _of_text(text, wanted)
    if value == -wanted:
        return Slip("sign", "thừa hoặc thiếu dấu trừ")
    said, meant = _digits(text) or _digits(printed(value)), _digits(right)
    if places:  # 98 and 98,00 are the same rate
        said = _digits(printed(value, max(places, -int(value.as_tuple().exponent))))
    if said == meant or said.rstrip("0") == meant.rstrip("0") or said.lstrip("0") == meant.lstrip("0"):
        return Slip("separator", "dấu phân cách đặt sai chỗ") if said == meant else _zeros(said, meant)
    return _of_digits(said, meant)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _zeros(said: str, meant: str) -> Slip | None:
    extra = len(said) - len(meant)
    if extra == 1:
        return Slip("digit_extra", "thừa một chữ số 0")
    return Slip("digit_lost", "thiếu một chữ số 0") if extra == -1 else None


def _of_text(text: str, wanted: Decimal) -> Slip | None:
    mended = _digits(text.translate(_LOOKALIKE))
    if mended and mended == _digits(printed(wanted)):
        return Slip("letter", "chữ cái đứng thay chữ số")
    return None


def _of_digits(said: str, meant: str) -> Slip | None:
    if len(said) == len(meant):
        wrong = [at for at, (one, other) in enumerate(zip(said, meant, strict=True)) if one != other]
        if len(wrong) == 1:
            at = wrong[0]
            return Slip("digit", f"một chữ số: {said[at]} thay cho {meant[at]}")
        if len(wrong) == 2 and said[wrong[0]] == meant[wrong[1]] and said[wrong[1]] == meant[wrong[0]]:
            return Slip("swapped", "đổi chỗ hai chữ số")
        return None
    longer, shorter = (said, meant) if len(said) > len(meant) else (meant, said)
    if len(longer) != len(shorter) + 1:
        return None
    for at, digit in enumerate(longer):
        if longer[:at] + longer[at + 1 :] == shorter:
            if longer is said:
                return Slip("digit_extra", f"thừa một chữ số {digit}")
            return Slip("digit_lost", f"thiếu một chữ số {digit}")
    return None
