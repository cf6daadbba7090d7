"""Numbering of rows ("A", "I", "1", "1.2", "-"), and the words of totals and shares."""

from __future__ import annotations

import re
from enum import StrEnum

from motcua.law.tables.words import fold


class RowKind(StrEnum):
    """What a row is."""

    BODY = "body"
    """A row of figures, or a section with figures of its own."""
    SECTION = "section"
    """A heading without figures."""
    SUBTOTAL = "subtotal"
    """The sum of the section above."""
    TOTAL = "total"
    SHARE = "share"
    PART = "part"
    """"Trong đó …": some of the row above, in no sum."""


LETTER, ROMAN, NUMBER = 0, 1, 2
BULLET = 9
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_ORDINAL = re.compile(r"\(?(?:[A-HĐ]|[IVX]+|\d{1,3}(?:\.\d{1,3})*)[.)/]*|[-–+*•]")
_IN_LABEL = re.compile(r"((?:[A-HĐ]|[IVX]+)[.)/:-]|\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[-–+•])\s+(?=\S)")
_TOTAL = re.compile(
    r"(?:tong|tong cong|tong so|cong|tong chung|toan tinh|ca tinh|total|grand total|tong hop)"
    r"(?: (?:[ivx]+|[a-d]|\d{1,2}|va|toan|ca|tinh|chung|so|cong|hop|ho so|cac|co quan|don vi|chung toan tinh))*"
)
_SUBTOTAL = re.compile(r"(?:cong|tong|tong cong|tong so)(?: (?:muc|phan|nhom|khoi|cap))* (?:[ivx]+|[a-d])")
_SHARE = re.compile(r"(?:ty le|ti le|co cau|ty trong|share|%|phan tram)")
_GROUP = re.compile(r"(?:cap (?:tinh|huyen|xa)|khoi |nhom |thuoc tham quyen)")


def is_ordinal(text: str) -> bool:
    """Whether a text only numbers a row."""
    return _ORDINAL.fullmatch(text.strip()) is not None


def numbered(text: str) -> tuple[str, str]:
    """A label that begins with its number, in two: "I. Cấp tỉnh" → ("I", "Cấp tỉnh")."""
    found = _IN_LABEL.match(text)
    if not found:
        return "", text
    return found[1].strip(".)/:") or found[1], text[found.end() :]


def level_of(number: str) -> int | None:
    """How deep a row with this number lies; None for a row without a number."""
    plain = number.strip(" .)/(:")
    if not plain:
        return BULLET if number.strip() else None
    if plain[0].isdigit():
        return NUMBER + plain.count(".")
    if plain in "-–+*•":
        return BULLET
    return ROMAN if _ROMAN.fullmatch(plain) and plain else LETTER


def kind_of(label: str, *, has_figures: bool) -> RowKind:
    """What a row is by its label."""
    words = fold(label)
    if _SHARE.match(words):
        return RowKind.SHARE
    if _SUBTOTAL.fullmatch(words):
        return RowKind.SUBTOTAL
    if _TOTAL.fullmatch(words):
        return RowKind.TOTAL
    if words.startswith("trong do"):
        return RowKind.PART
    return RowKind.BODY if has_figures else RowKind.SECTION


def names_a_group(label: str) -> bool:
    """Whether an unnumbered row speaks of a level or group of agencies rather than of one."""
    return _GROUP.match(fold(label)) is not None


def sums_up(label: str, section: str) -> bool:
    """Whether a label is the sum of a section named so: "Cộng cấp tỉnh" of "Cấp tỉnh"."""
    words, name = fold(label), fold(section)
    return bool(name) and bool(re.match(r"(?:cong|tong) ", words)) and words.endswith(name)
