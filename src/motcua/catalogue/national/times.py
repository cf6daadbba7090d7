"""Reads the cell “Thời gian” of the table of ways."""

from __future__ import annotations

import re
from decimal import Decimal

from motcua.catalogue.national.cells import is_nothing
from motcua.catalogue.national.reading import Stated, TimeUnit, Unread

UNITS = {
    "Ngày làm việc": TimeUnit.WORKING_DAY,
    "Ngày": TimeUnit.CALENDAR_DAY,
    "Giờ làm việc": TimeUnit.WORKING_HOUR,
    "Giờ": TimeUnit.HOUR,
    "Tháng": TimeUnit.MONTH,
}
"""The portal's words for units, as its cells write them (capital first letter)."""

LARGEST = 2000
"""No number of the portal's time column is larger; it keeps numbers that ran together out."""

_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
_NUMBER_AND_WORDS = re.compile(r"(\d[\d.,]*)\s?([^\d\s].*)", re.DOTALL)
_IN_NOTE = re.compile(
    r"(?<![\d.,/-])0*(\d+)\s*(?:\([^()]{1,30}\)\s*)?(ngày làm việc|ngày|giờ làm việc|giờ|tháng)(?!\s*tháng)",
    re.IGNORECASE,
)


def read_time(cell: str) -> Stated | Unread | None:
    """The time that one cell states; `None` where it states none.

    Only a number and one of the portal's own units is a stated time; prose, a number without a unit and
    anything else is left unread.
    """
    if is_nothing(cell):
        return None
    text = cell.strip()
    if text.isdecimal():
        return Unread("time_without_unit", cell)
    parts = _NUMBER_AND_WORDS.fullmatch(text)
    if parts is None:
        return Unread("time_in_words", cell)
    number, words = parts.groups()
    unit = UNITS.get(words)
    if unit is None:
        return Unread("time_unit_unknown", cell)
    if not _NUMBER.fullmatch(number) or Decimal(number.replace(",", ".")) > LARGEST:
        return Unread("time_malformed", cell)
    value = Decimal(number.replace(",", "."))
    return Stated(value, unit) if value else Unread("time_not_positive", cell)


def unit_differs(time: Stated, note: str) -> bool:
    """Whether the note repeats the number of `time` but only with other units (“2 Ngày” beside “02 ngày làm việc”)."""
    said = {
        UNITS[words.lower().capitalize()] for number, words in _IN_NOTE.findall(note) if Decimal(number) == time.value
    }
    return bool(said) and time.unit not in said
