"""Numbers as people print them: `50.229`, `96,99`, `1,234.5`, `12 345`, `–` for nothing.

A dot or comma before exactly three digits says either thousands or decimals. A column of counts has thousands, a
column of rates decimals; elsewhere the signs of the rest of the table decide (`Signs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

from motcua.law.tables.words import fold

_UNIT = re.compile(r"\s*(?:%|đồng|đ|vnđ|vnd|hồ sơ|lượt|\*+)$", re.IGNORECASE)
_NUMBER = re.compile(r"([+\-−–]?)(\d+(?:[.,' \u00a0\u202f\u2009]\d+)*)")
_SEPARATOR = re.compile(r"[.,' \u00a0\u202f\u2009]")
_NOTHING = frozenset({"", "-", "–", "—", "−", "_", ".", "..", "...", "…", "x", "/", "//", "n/a", "null", "none"})
_NO_DATA = frozenset({"khong co so lieu", "khong co du lieu", "khong co", "chua co so lieu", "khong", "no data"})


class Kind(StrEnum):
    """What the figures of a column are."""

    COUNT = "count"
    """Whole and never negative: dossiers, transactions, đồng."""
    RATE = "rate"
    """Per cent."""
    NUMBER = "number"
    """Another number, such as an average; never summed."""
    CHANGE = "change"
    """A difference, which may be negative."""
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Signs:
    """How often the texts of a table show beyond doubt that the decimal sign is a comma, or a dot."""

    comma: int = 0
    dot: int = 0

    @property
    def decimal(self) -> str:
        """The decimal sign; "" where nothing tells."""
        if self.comma == self.dot:
            return ""
        return "," if self.comma > self.dot else "."


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read.

    Attributes:
        places: decimals printed.
        other: the other number that the same signs may mean, where nothing but the kind of column decided.
        odd: whether its separators stand where no separator belongs.
    """

    value: Decimal
    places: int = 0
    other: Decimal | None = None
    odd: bool = False


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no figure: empty, a dash, dots, "không có số liệu"."""
    plain = text.strip().casefold()
    return plain in _NOTHING or (plain.startswith(("k", "c", "n")) and fold(plain) in _NO_DATA)


def is_number(text: str) -> bool:
    """Whether a text is a number in some notation; dates and codes are not."""
    return _match(text) is not None


def signs_of(texts: Iterable[str]) -> Signs:
    """What the texts of a table show about its decimal sign."""
    comma = dot = 0
    for text in texts:
        sign = _certain_sign(text)
        comma += sign == ","
        dot += sign == "."
    return Signs(comma, dot)


def read(text: str, kind: Kind, signs: Signs) -> Number | None:
    """The number that a text means in a column of this kind; None where it is no number."""
    found = _match(text)
    if found is None:
        return None
    negative = found[1] in ("-", "−", "–") or text.strip().startswith("(")
    number = _read(found[2], kind, signs)
    if not negative:
        return number
    other = None if number.other is None else -number.other
    return Number(-number.value, number.places, other, number.odd)


def printed(value: Decimal, places: int | None = None) -> str:
    """A number as Vietnamese documents print it: "50.229", "96,99"."""
    exact = value if places is None else value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = f"{abs(exact):f}".partition(".")
    rest = rest if places is not None else rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{'-' if exact < 0 else ''}{grouped}{',' + rest if rest else ''}"


@lru_cache(maxsize=65_536)
def _match(text: str) -> re.Match[str] | None:
    plain = text.strip()
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    before = ""
    while before != plain:
        before, plain = plain, _UNIT.sub("", plain)
    return _NUMBER.fullmatch(plain)


def _certain_sign(text: str) -> str:
    """The decimal sign that a text shows beyond doubt; "" where it shows none."""
    found = _match(text)
    if found is None:
        return ""
    digits, marks = _SEPARATOR.split(found[2]), _SEPARATOR.findall(found[2])
    kinds = set(marks) & {".", ","}
    if len(kinds) == 2:
        return marks[-1] if marks[-1] in kinds else ""
    if len(kinds) != 1:
        return ""
    (sign,) = kinds
    if len(marks) > 1:
        return "," if sign == "." else "."
    certain = len(digits[-1]) != 3 or len(digits[0]) > 3 or digits[0].startswith("0")
    return sign if certain else ""


def _read(body: str, kind: Kind, signs: Signs) -> Number:
    digits, marks = _SEPARATOR.split(body), _SEPARATOR.findall(body)
    if not marks:
        return Number(Decimal(body))
    thousands = Number(Decimal("".join(digits)), odd=not _grouped(digits))
    last = marks[-1]
    if last not in ".," or marks.count(last) > 1:
        return thousands
    decimal = Number(
        Decimal(f"{''.join(digits[:-1])}.{digits[-1]}"),
        len(digits[-1]),
        odd=len(marks) > 1 and not _grouped(digits[:-1]),
    )
    if len(marks) > 1:
        return thousands if len(set(marks)) == 1 else decimal
    if not _grouped(digits) or digits[0].startswith("0"):
        return decimal
    if kind is Kind.RATE or (kind is not Kind.COUNT and signs.decimal == last):
        return decimal
    doubtful = signs.decimal == last or (kind is not Kind.COUNT and not signs.decimal)
    return Number(thousands.value, other=decimal.value if doubtful else None)


def _grouped(digits: list[str]) -> bool:
    return 1 <= len(digits[0]) <= 3 and all(len(group) == 3 for group in digits[1:])
