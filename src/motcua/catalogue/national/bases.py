"""Reads “Căn cứ pháp lý”: rows of a title and a number, run together.

A number of a legal document (“193/2025/NĐ-CP”) closes its row when it is glued to what follows. Titles mention
numbers, too; those have space around them. Where the two cannot be told apart, all that stands between two
certain ends is left to a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.catalogue.national.cells import LOWER, UPPER, cells_meet_in, is_nothing
from motcua.catalogue.national.reading import Basis, Mark, Part
from motcua.catalogue.national.reasons import mark

HEADER = "Tên văn bản pháp lýMã văn bản"

# Who issues, longest first where one begins another: the suffix runs into the next title (“TT-BTCThông tư”), so
# that only a closed list tells where it ends. Not listed means left to a person.
_ISSUER = (
    r"BNNPTNT|BNN&PTNT|BNNMT|BNN|BTNMT|BTC|BTP|BCA|BXD|BGTVT|NHNN|BKHĐT|BKHCN|BLĐTBXH|BYT|BCT|BNV|BNG|BQP|BVHTTDL|BVHTT"
    r"|BTTTT|BGDĐT|BDTTG|BTM|BTS|TTCP|VPCP|VPQH|UBDT|UBTƯMTTQVN|TANDTC|VKSNDTC|KTNN|HĐND|UBND|CP|TTg|CTN|HĐTP|BHXH"
)
_TYPE = "NĐ|NÐ|ND|NQLT|NQ|QĐ|QÐ|QD|TTLT|TT|CT|VBHN|PL|LCT|L|CV|HD|TB|KH"
_SUFFIX = rf"QH(?:9|1\d)|(?:PL-|NQ-)?UBTVQH(?:9|1\d)|(?:{_TYPE})-(?:{_ISSUER})(?:-(?:{_ISSUER}))*"
_NUMBER = re.compile(rf"(\d+)((?:[A-Za-z]|\.\d{{1,2}})?/(?:(?:19|20)\d\d/)?(?:{_SUFFIX}))")
_KIND = "Thông tư liên tịch|Thông tư|Nghị định|Nghị quyết|Quyết định|Bộ luật|Luật|Pháp lệnh|Chỉ thị|Văn bản hợp nhất"
_PREFIX = re.compile(rf"(?:(?:{_KIND})(?:\s*số)?|Số)\s*:?\s+$", re.IGNORECASE)
_LEADS_TO_A_MENTION = re.compile(
    r"(?:\b(?:của|đổi|sung|theo|tại|thế|và|hoặc|bởi|là|hiện|hành|bỏ|các|về|cho|số)|[,:;(+“\"-])\s*$", re.IGNORECASE
)
_DATE = re.compile(r"(?<!\d)\d{1,2}\s*/\s*\d{1,2}\s*/\s*(?:19|20)\d\d(?!\d)")
# A broken number, or cells that meet: after a full stop, or after a title in capitals.
_NOT_IN_PROSE = re.compile(rf"\d/\d|\.[{UPPER}][{LOWER}]|[{UPPER}]{{3}}[{LOWER}]")
_FOLLOWS_A_MENTION = re.compile(
    r"\s*(?:[,;:.)”]|(?:ngày|của|được|và|hoặc|do|đã|ban hành|năm|thông qua)\b)", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d$")
_QH = re.compile(r"/((?:19|20)\d\d)/QH(\d+)$")
_TERMS = {9: (1992, 1997), 10: (1997, 2002), 11: (2002, 2007), 12: (2007, 2011), 13: (2011, 2016), 14: (2016, 2021),
          15: (2021, 2026), 16: (2026, 2031)}  # fmt: skip
"""The terms of the National Assembly: a law's year must lie in the term its number names."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A number in the text: where it begins and ends, and the words that belong to its cell before it."""

    cell: int
    start: int
    end: int
    number: str
    is_sure: bool


def read_bases(text: str) -> tuple[tuple[Basis, ...], tuple[Mark, ...]]:
    """The legal bases, in order, and what is left to a person."""
    if is_nothing(text):
        return (), ()
    if not text.startswith(HEADER):
        return (), (mark(Part.BASES, "bases_not_a_table", text),)
    body = text[len(HEADER) :]
    numbers = _numbers(body)
    bases: list[Basis] = []
    marks: list[Mark] = []
    start = 0
    for place, found in enumerate(numbers):
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        end = _row_end(body, start, found, following)
        if end is None:
            continue
        row = body[start:end]
        title = body[start : found.cell].strip()
        if found.is_sure and _is_sure_row(body, start, found, numbers[:place]):
            bases.append(Basis(body[found.cell : found.end].strip(), title))
        else:
            marks.append(mark(Part.BASES, "basis_unclear", row))
        start = end
    if body[start:].strip(" .;,\t\n"):
        marks.append(mark(Part.BASES, "basis_unclear", body[start:]))
    return tuple(bases), tuple(marks)


def _numbers(body: str) -> list[_Found]:
    return [_found(body, match) for match in _NUMBER.finditer(body)]


def _found(body: str, match: re.Match[str]) -> _Found:
    digits, suffix = match.groups()
    start, is_sure = match.start(), True
    before = body[:start]
    year = _YEAR_BEFORE.search(digits[:4])
    if year and 4 < len(digits) <= 8 and not before[-1:].isdigit():
        start += 4  # “…sửa đổi năm 202376/2025/QH15”: a title that ends in a year
        digits = digits[4:]
        is_sure = before[-1:] in (" ", "/", "-", ".")
    elif len(digits) > 5:
        is_sure = False
    if year and len(digits) == 4 and suffix.startswith("."):
        start += 5  # “…ngày 28/4/2022.65/2025/TT-BTC”: the dot ends the title
        digits, suffix = "", suffix[1:]
    number = digits + suffix
    prefix = _PREFIX.search(body[max(0, start - 40) : start])
    cell = start - len(prefix.group()) if prefix else start
    return _Found(cell, start, match.end(), number, is_sure and _is_of_its_term(number))


def _is_of_its_term(number: str) -> bool:
    law = _QH.search(number)
    if law is None:
        return True
    first, last = _TERMS.get(int(law.group(2)), (0, 0))
    return first <= int(law.group(1)) <= last


def _row_end(body: str, start: int, found: _Found, following: _Found | None) -> int | None:
    """Where the row ends that `found` closes, or `None` if it is only mentioned in a title."""
    if following is not None and following.start == found.end and not _is_glued_before(body, start, found):
        return None  # “Luật 54/2019/QH14|54/2019/QH14”: the title ends with its number
    is_whole_title = not body[start : found.cell].strip()
    if is_whole_title and following and (following.cell, following.number) == (found.end, found.number):
        return None  # “54/2019/QH14|Luật số 54/2019/QH14”: the number stands in both columns
    rest = body[found.end :]
    if rest.lower().startswith("ngày"):
        return None  # a title goes on with its date, only the space is missing
    junk = re.match(r"[.;,]*\s*", rest)
    skipped = junk.end() if junk else 0
    if skipped == len(rest):
        return len(body)
    if skipped == 0:
        return found.end if rest[0].isalnum() or rest[0] in '“"' else None
    if _is_glued_before(body, start, found) and re.match(rf"[{UPPER}\d“-]", rest[skipped:]):
        return found.end + skipped
    return None


def _is_glued_before(body: str, start: int, found: _Found) -> bool:
    """Whether the number's cell touches the title before it, as cells do and mentions do not."""
    if found.cell <= start:
        return False
    before = body[found.cell - 1]
    if before.isdigit():
        return found.cell == found.start
    return not before.isspace() and before not in "(/-:–"


def _is_sure_row(body: str, start: int, found: _Found, earlier: list[_Found]) -> bool:
    title = body[start : found.cell]
    if not title.strip():
        return False
    mentions = [other for other in earlier if other.start >= start]
    is_repeated = any(other.number == found.number for other in mentions)
    if not _is_glued_before(body, start, found) and not is_repeated:
        return False
    if found.cell < found.start and mentions and mentions[-1].end == found.cell and not is_repeated:
        return False
    return not _holds_two_rows(body, start, found, mentions)


def _holds_two_rows(body: str, start: int, found: _Found, mentions: list[_Found]) -> bool:
    """Whether the title seems to hold a row of its own whose number was not recognised as such."""
    title = body[start : found.cell]
    if any(other.end < found.cell and not _is_prose(body, start, other) for other in mentions):
        return True
    prose = _NUMBER.sub(" ", _DATE.sub(" ", title))
    return cells_meet_in(prose) or _NOT_IN_PROSE.search(prose) is not None


def _is_prose(body: str, start: int, mention: _Found) -> bool:
    """Whether a number inside a title is mentioned by its prose, not a cell with space around it."""
    if not body[start : mention.cell].strip():
        return not body[mention.end].isalnum()  # the title begins with its number
    if _is_glued_before(body, start, mention) or body[mention.end].isalnum():
        return False
    before, after = body[max(0, mention.cell - 20) : mention.cell], body[mention.end : mention.end + 20]
    return bool(_LEADS_TO_A_MENTION.search(before) or _FOLLOWS_A_MENTION.match(after))
