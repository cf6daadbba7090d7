"""What the law asks of the publication of a procedure: what must be said, and how versions follow each other.

Source: NĐ 63/2010/NĐ-CP Đ8.2 (the parts without which there is no procedure), as amended by NĐ 92/2017/NĐ-CP; a
publication decision (quyết định công bố) brings a procedure into force, amends it, repeals it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.law.limit import TimeLimit, Unit
from motcua.law.refusal import Refused

EARLIEST = date(2010, 1, 1)
"""Decisions before NĐ 63/2010 published no procedures in this form: a day before is a typing error."""
FURTHEST_YEARS = 5
"""No version takes effect further ahead: a year typed wrong."""


@dataclass(frozen=True, slots=True)
class Stated:
    """How much a procedure says of each part of the national list (NĐ 63/2010 Đ8.2 a–g)."""

    name: bool
    steps: bool
    ways: bool
    components: bool
    sets: bool
    time: bool
    subject: bool
    agency: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the national list that is not said; `letter` is its letter there."""

    letter: str
    part: str
    sentence: str


_LIST = (
    ("a", "name", "Thiếu tên thủ tục."),
    ("b", "steps", "Thiếu trình tự thực hiện: hãy ghi ít nhất một bước."),
    ("c", "ways", "Thiếu cách thức thực hiện: hãy chọn ít nhất một hình thức nộp."),
    ("d", "components", "Thiếu thành phần hồ sơ: hãy ghi ít nhất một giấy tờ, kể cả khi chỉ có đơn hoặc tờ khai."),
    ("d", "sets", "Thiếu số lượng hồ sơ: hãy ghi số bộ phải nộp."),
    ("đ", "time", "Thiếu thời hạn giải quyết, hoặc có hình thức nộp, trường hợp chưa có thời hạn."),
    ("e", "subject", "Thiếu đối tượng thực hiện."),
    ("g", "agency", "Thiếu cơ quan thực hiện."),
)


def gaps(stated: Stated) -> tuple[Gap, ...]:
    """What is missing of the national list, in its order; empty when the publication is complete."""
    return tuple(Gap(letter, part, sentence) for letter, part, sentence in _LIST if not getattr(stated, part))


@dataclass(frozen=True, slots=True)
class Held:
    """The days of a version that is published: from its first day up to, not including, `until`."""

    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a version goes among the others.

    Attributes:
        until: its end, where another one follows it already; None: open end.
        ends: place of the version that ends on its first day, in the order they were given; None for none.
    """

    until: date | None
    ends: int | None


def place(since: date, others: Sequence[Held]) -> Place:
    """Where a version that begins on a local day goes among `others`, which do not overlap.

    The version in force on that day ends; one that follows later stays, and the new one ends before it. A repealed
    procedure can be published again: the gap stays.

    Raises:
        Refused: ``version_same_day``, field ``valid_from``.
    """
    same = next((one for one in others if one.since == since), None)
    if same is not None:
        raise Refused(
            "version_same_day",
            f"Thủ tục đã có phiên bản có hiệu lực từ ngày {since:%d/%m/%Y}; phiên bản mới phải bắt đầu vào ngày khác.",
            field="valid_from",
        )
    later = min((one.since for one in others if one.since > since), default=None)
    ends = next(
        (number for number, one in enumerate(others) if one.since < since and (one.until is None or since < one.until)),
        None,
    )
    return Place(later, ends)


def ended(on: date, others: Sequence[Held]) -> int:
    """The place of the version that a repeal on a local day ends.

    Raises:
        Refused: ``nothing_to_repeal`` when none is in force on the day before and on that day; ``version_follows``
            when another one begins on or after that day; field ``valid_from``.
    """
    coming = next((one for one in others if one.since >= on), None)
    if coming is not None:
        raise Refused(
            "version_follows",
            f"Thủ tục có phiên bản bắt đầu từ ngày {coming.since:%d/%m/%Y}; không thể bãi bỏ từ ngày {on:%d/%m/%Y}.",
            field="valid_from",
        )
    found = next((number for number, one in enumerate(others) if one.until is None or on < one.until), None)
    if found is None:
        raise Refused(
            "nothing_to_repeal",
            f"Thủ tục không còn phiên bản nào có hiệu lực vào ngày {on:%d/%m/%Y} để bãi bỏ.",
            field="valid_from",
        )
    return found


def require_decision_days(signed_on: date, effects: Sequence[date], today: date) -> None:
    """The days of a publication decision against each other and against today.

    Raises:
        Refused: ``decision_in_future``, ``day_out_of_reach`` (field ``signed_on``), ``effect_before_decision``.
    """
    if signed_on > today:
        raise Refused(
            "decision_in_future",
            f"Quyết định ghi ngày {signed_on:%d/%m/%Y}, sau hôm nay {today:%d/%m/%Y}; chỉ nhập quyết định đã ký.",
            field="signed_on",
        )
    if signed_on < EARLIEST:
        raise Refused("day_out_of_reach", f"Ngày ký {signed_on:%d/%m/%Y} không hợp lý; hãy kiểm tra năm.", "signed_on")
    for effect in effects:
        require_effect(signed_on, effect, today)


def require_effect(signed_on: date, effect: date, today: date) -> None:
    """The first day on which something that a decision says holds.

    Raises:
        Refused: ``effect_before_decision`` or ``day_out_of_reach``, field ``valid_from``.
    """
    if effect < signed_on:
        raise Refused(
            "effect_before_decision",
            f"Ngày hiệu lực {effect:%d/%m/%Y} trước ngày ký quyết định {signed_on:%d/%m/%Y}: thủ tục không có hiệu lực"
            " trở về trước.",
            field="valid_from",
        )
    if effect.year > today.year + FURTHEST_YEARS:
        raise Refused(
            "day_out_of_reach", f"Ngày hiệu lực {effect:%d/%m/%Y} quá xa; hãy kiểm tra năm.", field="valid_from"
        )


_HOURS = {Unit.WORKING_HOUR: Decimal(1), Unit.WORKING_DAY: Decimal(8)}
_DAYS = {Unit.CALENDAR_DAY: 1, Unit.MONTH: 28}
"""The fewest days that a month has: what is certain in any calendar."""


def require_reduced(limit: TimeLimit, legal: TimeLimit) -> None:
    """A limit that stands beside the legal one is a reduced one (cắt giảm): never longer, as far as that is certain.

    Raises:
        Refused: ``longer_than_legal``, field ``legal_value``.
    """
    if _certainly_longer(limit, legal):
        raise Refused(
            "longer_than_legal",
            f"Thời hạn {limit.label} dài hơn thời hạn luật định {legal.label}; thời hạn cắt giảm phải ngắn hơn.",
            field="legal_value",
        )


def _certainly_longer(limit: TimeLimit, legal: TimeLimit) -> bool:
    """Whether `limit` is longer in every calendar; where calendars decide it is not certain."""
    if limit.unit is legal.unit:
        return limit.value > legal.value
    if limit.unit in _HOURS and legal.unit in _HOURS:
        return limit.value * _HOURS[limit.unit] > legal.value * _HOURS[legal.unit]
    if legal.unit is Unit.SAME_DAY:
        return limit.unit not in _HOURS or limit.value * _HOURS[limit.unit] > _HOURS[Unit.WORKING_DAY]
    if limit.unit is Unit.MONTH and legal.unit is Unit.CALENDAR_DAY:
        return limit.value * _DAYS[Unit.MONTH] > legal.value
    if limit.unit is Unit.WORKING_DAY and legal.unit is Unit.CALENDAR_DAY:
        return limit.value > legal.value  # n working days never end before n calendar days
    if limit.unit is Unit.WORKING_DAY and legal.unit is Unit.MONTH:
        return limit.value > legal.value * 31
    if limit.unit is Unit.CALENDAR_DAY and legal.unit is Unit.MONTH:
        return limit.value > legal.value * 31
    return False
