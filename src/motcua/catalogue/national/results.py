"""Reads “Kết quả xử lý”: names and codes of results, run together, and the words of the page behind them."""

from __future__ import annotations

import re

from motcua.catalogue.national.cells import LOWER, UPPER, is_nothing
from motcua.catalogue.national.reading import Mark, Part, Result
from motcua.catalogue.national.reasons import mark

KEYWORDS, DESCRIPTION, BUTTONS = "Từ khóa", "Mô tả", "Chọn cơ quan thực hiện"
"""What follows the results on the portal's page; the buttons carry no information."""

_LABEL = "Mã: "
# Six digits are the rule (KQ.G15.000329); older codes have their own shapes, all ending in digits.
_USUAL = re.compile(r"KQ[.-][A-Z]\d\d\.\d{6}(?!\d)")
_OTHER = re.compile(
    r"(?:KQ[.-][A-Z]\d\d\.\d+|TP-G\d\d\.\d+|KQ-G\d\d-KQ-?\d+|G\d\d-(?:KQ\d+|TP\d\d\.\d+)|BQP-CCS\.KQ\d+"
    r"|\d{3}\.\d\d\.\d\d\.(?:G\d\d-KQ\.?\d+|KQ-\d+)|KQ\d{1,3}(?:\.\d\d){2}(?:\.G\d\d)?-\d+)(?!\d)"
)
_MEETING = re.compile(rf"[{LOWER}][.;]?[{UPPER}][{LOWER}]")


def read_results(text: str) -> tuple[tuple[Result, ...], tuple[tuple[str, str], ...], tuple[Mark, ...]]:
    """The results in order, the keywords and description of the procedure, and what is left to a person."""
    table, separator, rest = text.partition(KEYWORDS)
    if is_nothing(table):
        return (), _others(rest), ()
    if _LABEL not in table:
        return (), _others(rest), (mark(Part.RESULTS, "results_not_read", table),)
    results: list[Result] = []
    marks: list[Mark] = []
    position = 0
    while position < len(table):
        result, end, doubts = _read_one(table, position)
        results += [result] if result else []
        marks += doubts
        position = end
    return tuple(results), _others(rest) if separator else (), tuple(marks)


def _read_one(table: str, start: int) -> tuple[Result | None, int, list[Mark]]:
    label = table.find(_LABEL, start)
    if label < 0:
        rest = table[start:]
        return None, len(table), [mark(Part.RESULTS, "result_unclear", rest)] if rest.strip() else []
    name = table[start:label].strip()
    place = label + len(_LABEL)
    code = _USUAL.match(table, place) or _OTHER.match(table, place)
    if code is None or not _ends_there(table, code):
        return _odd(table, start, name, place)
    if not name or _MEETING.search(name.replace("VNeID", "")):
        return None, code.end(), [mark(Part.RESULTS, "result_unclear", table[start : code.end()])]
    return Result(name, code.group()), code.end(), []


def _ends_there(table: str, code: re.Match[str]) -> bool:
    """Whether no digit of the next name can belong to the code: “…0003291. Giấy phép” is left to a person."""
    after = table[code.end() : code.end() + 1]
    return code.re is _USUAL or not after or after.isalpha()


def _odd(table: str, start: int, name: str, place: int) -> tuple[Result | None, int, list[Mark]]:
    """A code of no known shape: certain only if it is the last, as nothing can follow it."""
    if _LABEL in table[place:]:
        return None, len(table), [mark(Part.RESULTS, "result_unclear", table[start:])]
    whole = table[start:]
    if not name or _MEETING.search(name.replace("VNeID", "")):
        return None, len(table), [mark(Part.RESULTS, "result_unclear", whole)]
    return Result(name, None), len(table), [mark(Part.RESULTS, "result_code_odd", whole)]


def _others(rest: str) -> tuple[tuple[str, str], ...]:
    keywords, _, description = rest.partition(DESCRIPTION)
    description = description.partition(BUTTONS)[0]
    pairs = (("tu_khoa", keywords), ("mo_ta", description))
    return tuple((key, words.strip()) for key, words in pairs if not is_nothing(words))
