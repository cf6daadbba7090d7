"""Reading one field of a sheet: a text as people type it, to a value of our own format."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, Final
from urllib.parse import urlsplit

from motcua.catalogue.sheet_fields import Field, Kind

NOTHING: Final = object()
"""Nothing was typed."""
_NUMBER = re.compile(r"\d{1,6}([.,]\d{1,2})?", re.ASCII)
_COUNT = re.compile(r"\d{1,3}", re.ASCII)
_MONEY = re.compile(r"\d{1,3}(?:[. ]\d{3})+|\d{1,13}", re.ASCII)


class Unreadable(Exception):
    """What was typed is no value of its field; `sentence` says what to type instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_value(typed: Any, one: Field) -> Any:
    """The value of a field; `NOTHING` where nothing was typed.

    Raises:
        Unreadable: with the sentence for whoever typed it.
    """
    if one.kind is Kind.FLAG:
        return bool(typed)
    if one.kind is Kind.MANY:
        return _many(typed or [], one)
    text = " ".join(str(typed or "").split()) if one.kind is not Kind.LONG else str(typed or "").strip()
    if not text:
        if one.kind is Kind.CHOICE and not one.none:
            raise Unreadable(f"{one.label}: hãy chọn một giá trị.")
        return NOTHING
    if len(text) > one.longest:
        raise Unreadable(f"{one.label}: dài nhất {one.longest} ký tự, đang có {len(text)}.")
    return _READERS.get(one.kind, _text)(text, one)


def _text(text: str, one: Field) -> str:
    return text


def _many(typed: Any, one: Field) -> list[str]:
    known = dict(one.choices)
    for value in typed:
        if value not in known:
            raise Unreadable(f"{one.label}: không có lựa chọn “{str(value)[:40]}”.")
    return [value for value in known if value in typed]


def _choice(text: str, one: Field) -> str:
    if text not in dict(one.choices):
        raise Unreadable(f"{one.label}: không có lựa chọn “{text[:40]}”.")
    return text


def _number(text: str, one: Field) -> str:
    if not _NUMBER.fullmatch(text):
        raise Unreadable(f"{one.label}: “{text[:40]}” không phải là số; hãy ghi như 5 hoặc 2,5.")
    return text.replace(",", ".")


def _count(text: str, one: Field) -> int:
    if not _COUNT.fullmatch(text):
        raise Unreadable(f"{one.label}: “{text[:40]}” không phải là số đếm; hãy ghi từ 0 đến 999.")
    return int(text)


def _money(text: str, one: Field) -> int:
    plain = re.sub(r"(?i)\s*(đồng|đ|vnđ|vnd)\.?$", "", text)
    if not _MONEY.fullmatch(plain):
        raise Unreadable(f"{one.label}: “{text[:40]}” không phải là số tiền; hãy ghi như 150.000.")
    return int(re.sub(r"[. ]", "", plain))


def _day(text: str, one: Field) -> str:
    day = day_from(text)
    if day is None:
        raise Unreadable(f"{one.label}: “{text[:40]}” không phải là ngày; hãy ghi như 31/12/2019.")
    return day.isoformat()


def _time(text: str, one: Field) -> str:
    hour = clock_from(text)
    if hour is None:
        raise Unreadable(f"{one.label}: “{text[:40]}” không phải là giờ; hãy ghi như 15:00.")
    return hour.isoformat()


def _url(text: str, one: Field) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or " " in text:
        raise Unreadable(
            f"{one.label}: “{text[:60]}” không phải là địa chỉ trang; hãy ghi như https://vidu.gov.vn/mau."
        )
    return text


_READERS = {
    Kind.CHOICE: _choice,
    Kind.NUMBER: _number,
    Kind.COUNT: _count,
    Kind.MONEY: _money,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.URL: _url,
}


def day_from(text: str) -> date | None:
    """A day as typed (2019-12-31 or 31/12/2019); None when it is none."""
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), shape).date()  # noqa: DTZ007 - a local day has no zone
        except ValueError:
            continue
    return None


def clock_from(text: str) -> time | None:
    """An hour as typed (16:00 or 16 giờ 00); None when it is none."""
    for shape in ("%H:%M", "%H giờ %M", "%H giờ", "%Hh%M", "%H:%M:%S"):
        try:
            return datetime.strptime(text.strip(), shape).time()  # noqa: DTZ007 - an hour of the day
        except ValueError:
            continue
    return None
