"""Reads the table “Cách thức thực hiện”: one row per channel, its four cells run together."""

from __future__ import annotations

import re

from motcua.catalogue.national.cells import NOTHING, UPPER, is_nothing
from motcua.catalogue.national.money import AMOUNT, FREE, read_fee_cell
from motcua.catalogue.national.reading import Channel, Mark, Part, Stated, Unread, Way
from motcua.catalogue.national.reasons import mark
from motcua.catalogue.national.times import UNITS, read_time, unit_differs

HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"

CHANNELS = {"Trực tiếp": Channel.COUNTER, "Trực tuyến": Channel.ONLINE, "Dịch vụ bưu chính": Channel.POST}

_CHANNEL = "|".join(CHANNELS)
# In this order: an empty time is tried before digits, so that digits which could belong to the time or to the
# fee (“125 VNĐ”) stay in one piece, and the whole word “Không có thông tin” before an empty cell.
_TIME = "|".join(
    (
        NOTHING,
        r"\d+(?:[.,]\d+)? (?:" + "|".join(UNITS) + ")",
        "",
        r"\d[^\n(]{0,40}?",
        rf"(?![ ])[{UPPER}][^\n\d(,;:]{{0,80}}?",
    )
)
_ROW = re.compile(rf"({_CHANNEL})({_TIME})(?={FREE}|{NOTHING}|{AMOUNT})")
_COUNTED = re.compile(r"\d ?(?:Ngày|Giờ)")


def read_ways(text: str) -> tuple[tuple[Way, ...], tuple[Mark, ...]]:
    """The rows of the table, in order, and what is left to a person."""
    if is_nothing(text):
        return (), ()
    rows = list(_ROW.finditer(text))
    if not rows or rows[0].start() != len(HEADER) or not text.startswith(HEADER):
        return (), (mark(Part.WAYS, "ways_not_a_table", text),)
    ends = [row.start() for row in rows[1:]] + [len(text)]
    ways: list[Way] = []
    marks: list[Mark] = []
    for place, (row, end) in enumerate(zip(rows, ends, strict=True), start=1):
        way = _read_row(row.group(1), row.group(2), text[row.end() : end])
        ways.append(way)
        marks += _marks(way, f"Dòng {place} ({row.group(1)})", text[row.start() : end])
    return tuple(ways), tuple(marks)


def count_limits(text: str) -> int:
    """How many times in days or hours the raw table seems to state: a naive count, independent of `read_ways`.

    It counts a digit before the portal's capital “Ngày” or “Giờ”, wherever it stands.
    """
    return len(_COUNTED.findall(text))


def _read_row(channel: str, time_cell: str, rest: str) -> Way:
    fees, note = read_fee_cell(rest)
    time = read_time(time_cell)
    if time_cell == "" and rest[:1].isdecimal():
        time = Unread("digits_glued", rest)
        fees = time
    return Way(CHANNELS[channel], time, fees, note)


def _marks(way: Way, where: str, row: str) -> list[Mark]:
    marks: list[Mark] = []
    if isinstance(way.time, Unread):
        marks.append(mark(Part.TIMES, way.time.reason, row, where=where))
    elif isinstance(way.time, Stated) and unit_differs(way.time, way.note):
        marks.append(mark(Part.TIMES, "time_unit_differs", row, where=where))
    if isinstance(way.fees, Unread):
        marks.append(mark(Part.FEES, way.fees.reason, row, where=where))
    return marks


def structured_limits(ways: tuple[Way, ...]) -> int:
    """How many of the rows have a stated time in days or hours: the numerator beside `count_limits`."""
    return sum(isinstance(way.time, Stated) and way.time.unit.value != "month" for way in ways)
