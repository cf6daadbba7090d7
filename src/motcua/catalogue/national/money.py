"""Reads the cell “Phí, lệ phí” of the table of ways, with the words that contradict it."""

from __future__ import annotations

import re

from motcua.catalogue.national.cells import NOTHING, is_nothing, matching_bracket
from motcua.catalogue.national.reading import Free, StatedFee, Unread

FREE = "Miễn phí"
CURRENCIES = ("VNĐ", "Việt Nam Đồng", "VND", "USD", "EUR")
FOREIGN = ("USD", "EUR")
AMOUNT = rf"(?<![\d.,])\d[\d.,]*\s?(?:{'|'.join(CURRENCIES)})"
"""How a fee cell with an amount begins; never in the middle of a run of digits."""

SMALLEST = 1000
"""No fee is smaller, in đồng; smaller numbers are thousands or percentages that were typed into the wrong field."""

_START = re.compile(rf"({FREE})|({NOTHING})|(\d[\d.,]*)\s?({'|'.join(CURRENCIES)})")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})*")
_ENUMERATOR = re.compile(r"\((?:\d{1,2}(?:\.\d{1,2})?|[a-zđ]|[ivx]{1,5})\)")
_SAYS_NOTHING_ELSE = re.compile(
    r"[\s\-(]*(?:không|không có|không thu|không thu (?:phí|lệ phí|phí, lệ phí))[\s.;)]*", re.IGNORECASE
)

_SUM = re.compile(
    r"(?<![\d.,/])(\d[\d.,]*)\s*(tỷ|triệu|nghìn|ngàn|%|phần trăm|USD|EUR|đô la|VNĐ|VND|đồng|đ\b|Việt Nam đồng)?",
    re.IGNORECASE,
)
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}
_SHARES = frozenset({"%", "phần trăm"})
_DONG = frozenset({"vnđ", "vnd", "đồng", "đ", "việt nam đồng"})
_OTHERWISE = re.compile(
    r"miễn|giảm|áp dụng mức|tối thiểu|tối đa|phần trăm|%|hội đồng nhân dân|hđnd|không được quy định|không quy định"
    r"|không thu|chưa bao gồm|kể từ ngày|từ ngày|đến hết|bằng \d|mức thu bằng|USD",
    re.IGNORECASE,
)
_FEE_WORDS = re.compile(r"(?<!miễn )(?<!chi )(?<!kinh )(?<!học )\bphí\b|hội đồng nhân dân|hđnd", re.IGNORECASE)
_FEE_LABEL = re.compile(r"\bphí\s*(?:\(nếu có\)\s*)?:", re.IGNORECASE)
_ONLY_A_RULE = re.compile(r"\s*(?:do|theo|thực hiện theo)\b[^.\n]{0,120}quy định[^.\n]{0,60}\.?\s*", re.IGNORECASE)
_REMISSION = re.compile(r"miễn (?:lệ )?phí|giảm (?:lệ )?phí|áp dụng mức", re.IGNORECASE)

Fees = tuple[StatedFee, ...] | Free | Unread | None


def read_fee_cell(text: str) -> tuple[Fees, str]:
    """Reads what stands after the time of a row: the fee cell and, run together with it, the description.

    Returns:
        The fees, and the description word for word. Where the end of the fee's own note is not certain, all of
        it is kept in both.
    """
    start = _START.match(text)
    if start is None:
        return Unread("fee_malformed", text), text
    rest = text[start.end() :]
    if start.group(2):
        hidden = (_names_an_amount(rest) and _FEE_WORDS.search(rest)) or _FEE_LABEL.search(rest)
        return (Unread("fee_in_note", text) if hidden else None), rest
    words, note, closed = _bracket(rest)
    if not closed:
        return Unread("fee_note_open", text), rest
    if start.group(1):
        return _free(words, note, text), note
    return _amount(start.group(3), start.group(4), words, note, text), note


def _bracket(rest: str) -> tuple[str, str, bool]:
    """The note in brackets at the beginning, what follows it, and whether its end is certain."""
    if not rest.startswith("(") or _ENUMERATOR.match(rest):  # “(1) Trường hợp…” begins a description
        return "", rest, True
    end = matching_bracket(rest)
    if end is None:
        return "", rest, False
    return rest[1:end], rest[end + 1 :], True


def _free(words: str, note: str, text: str) -> Free | Unread:
    says_otherwise = (
        (not is_nothing(words) and not _SAYS_NOTHING_ELSE.fullmatch(words))
        or _FEE_WORDS.search(note)
        or _ONLY_A_RULE.fullmatch(note)
        or _names_an_amount(note)
    )
    return Unread("fee_free_but", text) if says_otherwise else Free(words)


def _amount(number: str, currency: str, words: str, note: str, text: str) -> tuple[StatedFee, ...] | Unread:
    if currency in FOREIGN:
        return Unread("fee_foreign", text)
    if not _GROUPED.fullmatch(number):
        return Unread("fee_malformed", text)
    amount = int(number.replace(",", ""))
    if amount < SMALLEST:
        return Unread("fee_too_small", text)
    if _OTHERWISE.search(words) or _REMISSION.search(note):
        return Unread("fee_contradicted", text)
    if sums_in(words, bare=True) - {amount} or sums_in(note, bare=False) - {amount}:
        return Unread("fee_contradicted", text)
    return (StatedFee(amount, _kind(words or note), words),)


def _kind(words: str) -> str:
    said = words.lower()
    charges = said.count("lệ phí")
    fees = len(re.findall(r"(?<!lệ )(?<!chi )(?<!kinh )\bphí\b", said))
    if charges and not fees:
        return "charge"
    return "fee" if fees and not charges else ""


def sums_in(words: str, *, bare: bool) -> set[int | None]:
    """Sums of money that a text names, in đồng; `None` stands for one that is foreign or malformed.

    With `bare`, as inside a fee's own note, shares and numbers with groups of thousands count, too.
    """
    sums: set[int | None] = set()
    for number, word in _SUM.findall(words):
        unit = word.lower()
        digits = number.rstrip(".,")
        if unit in _SCALES:
            sums.add(_scaled(digits, _SCALES[unit]))
        elif unit in _DONG:
            sums.add(_whole(digits))
        elif unit in _SHARES:
            sums |= {None} if bare else set()
        elif unit:
            sums.add(None)
        elif bare and (len(re.sub(r"\D", "", digits)) >= 5 or re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits)):
            sums.add(_whole(digits))
    return sums


def _whole(digits: str) -> int | None:
    if digits.isdecimal():
        return int(digits)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+", digits):
        return int(re.sub(r"\D", "", digits))
    return None


def _scaled(digits: str, scale: int) -> int | None:
    return int(digits) * scale if digits.isdecimal() else None


def _names_an_amount(note: str) -> bool:
    return any(amount is None or amount >= SMALLEST for amount in sums_in(note, bare=False))
