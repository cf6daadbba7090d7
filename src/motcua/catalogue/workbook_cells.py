"""One cell of the workbook, both ways: what Excel makes of what is typed is understood, what is unclear refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from motcua.catalogue.content_form import tidy_number, tidy_text
from motcua.catalogue.sheet_fields import Field, Kind
from motcua.catalogue.sheet_values import clock_from, day_from
from motcua.catalogue.workbook_shape import NO, YES

Reader = Callable[[Any, Field], Any]
NOTHING: Final = object()
"""The cell is blank."""
FORMULA, ERROR = "f", "e"
"""How openpyxl calls cells that compute, and cells whose computation failed."""
_ESCAPED = re.compile(r"_x(005F|000[0-9A-Da-d]|001[0-9A-Fa-f]|FFF[EF])_")
_NUMBER = re.compile(r"\d{1,9}([.,]\d{1,4})?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}([. ]\d{3})+", re.ASCII)
_AMBIGUOUS = re.compile(r"\d{1,3}\.\d{3}", re.ASCII)
_WHOLE = re.compile(r"\d{1,16}(\.0+)?", re.ASCII)
_MOST = 10**15
_FLAGS = {YES.casefold(): True, NO.casefold(): False, "x": True, "1": True, "0": False, "true": True, "false": False}
_MIDNIGHT = datetime(2000, 1, 1)  # noqa: DTZ001 - an hour of the day has no zone
_DAY = re.compile(r"(\d{1,2})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{4})", re.ASCII)
_FIRST_DAY, _LAST_DAY = 61, 2_958_465
"""Serial numbers of 01/03/1900 (before it Excel counts a day that never was) and of 31/12/9999."""


class Unclear(Exception):
    """A cell cannot be understood; `sentence` says why and what to type, without the place."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def read_cell(value: Any, kind: str, field: Field) -> Any:
    """The value of a cell in our own format; `NOTHING` when it is blank.

    Args:
        value: as openpyxl gives it.
        kind: openpyxl's letter for the type of the cell.

    Raises:
        Unclear: formulas, failed computations, and whatever is no value of this field.
    """
    if kind == FORMULA:
        raise Unclear("ô chứa công thức; hãy chép lại rồi dán dạng giá trị (Paste Special, Values).")
    if kind == ERROR:
        raise Unclear(f"ô báo lỗi {value}; hãy gõ lại giá trị.")
    if isinstance(value, str):
        value = tidy_text(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), value))
    if value is None or value == "":
        return NOTHING
    if field.name == "code" and _is_number(value):
        return _code(value)
    reader: Reader = _READERS.get(field.kind, _text)
    return reader(value, field)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    text = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    return f"“{text if len(text) <= 40 else text[:40] + '…'}”"


def _code(value: float) -> str:
    """A code that Excel took for a number: 2.000100 became 2.0001, or 2000100 where the point parts thousands."""
    return f"{value / 10**6:.6f}" if value >= 10**5 and value == int(value) else f"{value:.6f}"


def _text(value: Any, field: Field) -> str:
    if isinstance(value, str):
        return value
    if _is_number(value):
        return f"{tidy_number(Decimal(repr(value))):f}"
    raise Unclear(
        f"Excel đã đổi nội dung thành {'đúng/sai' if isinstance(value, bool) else 'ngày giờ'} {_shown(value)}; "
        "hãy định dạng ô là Văn bản (Text) rồi gõ lại."
    )


def _number(value: Any, field: Field) -> Decimal:
    if isinstance(value, str):
        if _AMBIGUOUS.fullmatch(value):
            raise Unclear(f"{_shown(value)} có thể là hàng nghìn hoặc số thập phân; hãy gõ lại là số, không phải chữ.")
        if _NUMBER.fullmatch(value):
            return tidy_number(Decimal(value.replace(",", ".")))
    elif _is_number(value) and abs(value) < _MOST:
        return tidy_number(Decimal(repr(value)))
    raise Unclear(f"{_shown(value)} không phải là số; hãy ghi như 5 hoặc 2,5.")


def _count(value: Any, field: Field) -> int:
    """A whole number; text may have points between thousands, since nothing here has decimals."""
    if isinstance(value, str):
        plain = re.sub(r"(?i)\s*(đồng|đ|vnđ|vnd)\.?$", "", value) if field.kind is Kind.MONEY else value
        if _GROUPED.fullmatch(plain):
            return int(re.sub(r"[. ]", "", plain))
        if _WHOLE.fullmatch(plain):
            return int(Decimal(plain))
    elif _is_number(value) and abs(value) <= _MOST and value == int(value):
        return int(value)
    example = "150000" if field.kind is Kind.MONEY else "0, 1, 2"
    raise Unclear(f"{_shown(value)} không phải là số nguyên; hãy ghi như {example}.")


def _day(value: Any, field: Field) -> date:
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date()
    elif isinstance(value, date):
        return value
    elif isinstance(value, str):
        parts = _DAY.fullmatch(value)
        day = day_from("/".join(parts.groups()) if parts else value)
        if day is not None:
            return day
    elif _is_number(value) and _FIRST_DAY <= value <= _LAST_DAY and value == int(value):
        return date(1899, 12, 30) + timedelta(days=int(value))
    raise Unclear(f"{_shown(value)} không phải là ngày; hãy ghi như 31/12/2019.")


def _time(value: Any, field: Field) -> time:
    if isinstance(value, time):
        return value
    if isinstance(value, float) and 0 <= value < 1:
        value = timedelta(seconds=round(value * 86_400))
    if isinstance(value, timedelta) and timedelta() <= value < timedelta(days=1):
        return (_MIDNIGHT + value).time()
    if isinstance(value, str):
        hour = clock_from(value) or _exact_time(value)
        if hour is not None:
            return hour
    raise Unclear(f"{_shown(value)} không phải là giờ; hãy ghi như 15:00.")


def _exact_time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _flag(value: Any, field: Field) -> bool:
    known = value if isinstance(value, bool) else _FLAGS.get(_word(value))
    if known is None:
        raise Unclear(f"{_shown(value)} không rõ; hãy ghi “{YES}” hoặc “{NO}”.")
    return known


def _word(value: Any) -> str:
    """A value as one word to compare: 1.0 is 1, blanks are single, capitals do not count."""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return " ".join(str(value).split()).casefold()


def _choice(value: Any, field: Field) -> str:
    word = _word(value)
    for known, label in field.choices:
        if word in (known, _word(tidy_text(label))):
            return known
    raise Unclear(
        f"không có giá trị {_shown(value)}; hãy chọn trong: {'; '.join(label for _, label in field.choices)}."
    )


def _many(value: Any, field: Field) -> list[str]:
    parts = [part for part in re.split(r"[;\n]", str(value)) if part.strip()]
    return [_choice(part.strip(), field) for part in parts]


_READERS: dict[Kind, Reader] = {
    Kind.NUMBER: _number,
    Kind.COUNT: _count,
    Kind.MONEY: _count,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.MANY: _many,
}


def cell_of(value: Any, field: Field) -> Any:
    """A value of our own format as its cell has it: text, number, day, time, or None for a blank.

    What a number of Excel cannot hold exactly is written as text, so that it comes back the same.
    """
    if value is None or value == "":
        return None
    match field.kind:
        case Kind.FLAG:
            return YES if value else NO
        case Kind.CHOICE:
            return _label(value, field)
        case Kind.MANY:
            return "; ".join(_label(one, field) for one in value) or None
        case Kind.NUMBER | Kind.COUNT | Kind.MONEY:
            plain = tidy_number(Decimal(value))
            return float(plain) if Decimal(repr(float(plain))) == plain and abs(plain) < _MOST else f"{plain:f}"
        case Kind.DAY:
            return value if value >= date(1900, 3, 1) else value.isoformat()
        case Kind.TIME:
            return value.isoformat() if value.microsecond or value.tzinfo else value
        case _:
            return str(value)


def _label(value: Any, field: Field) -> str:
    plain = str(getattr(value, "value", value))
    return next((label for known, label in field.choices if known == plain), plain)
