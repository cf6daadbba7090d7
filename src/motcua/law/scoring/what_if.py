"""What the index would be if more were done: the same formula on changed counts, and the least that wins all points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from motcua.law.refusal import Refused
from motcua.law.scoring.index import Count, Index, Line, Missing, Reading, counted, index_of
from motcua.law.scoring.indicators import INDICATORS, Formula, Indicator
from motcua.law.scoring.rates import in_vietnamese
from motcua.law.scoring.scheme import Scheme

MOST = 1_000_000
"""No change of more is worked out."""


class How(StrEnum):
    """Where the better ones come from."""

    INSTEAD = "instead"
    """Of those that are counted already, so many more are done well."""
    MORE = "more"
    """So many new ones come, all done well."""

    @property
    def label(self) -> str:
        """What people choose."""
        return {How.INSTEAD: "trong số đã có, làm tốt thêm", How.MORE: "phát sinh mới, đều làm tốt"}[self]


@dataclass(frozen=True, slots=True)
class Change:
    """So many more of an indicator are done well."""

    indicator: str
    number: int
    how: How = How.INSTEAD


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The index as it is and as it would be; all that is not changed stays as it is."""

    changes: tuple[Change, ...]
    now: Index
    then: Index

    @property
    def gain(self) -> Decimal:
        """The points that the changes win."""
        return self.then.points - self.now.points

    @property
    def sentence(self) -> str:
        """ "Thêm 40 hồ sơ nộp trực tuyến: +1,20 điểm, thành 71,25 điểm." """
        done = "; ".join(_in_words(INDICATORS[change.indicator], change) for change in self.changes)
        return (
            f"{done}: +{in_vietnamese(self.gain, 2)} điểm, tổng điểm từ {in_vietnamese(self.now.points, 2)} "
            f"thành {in_vietnamese(self.then.points, 2)}."
        )


def what_if(scheme: Scheme, readings: Mapping[str, Reading], changes: Sequence[Change]) -> WhatIf:
    """The index if changes were made, one after the other.

    Raises:
        Refused: ``unknown_indicator``, ``not_counted`` (field ``indicator``); ``change_too_small``,
            ``change_too_large`` (field ``number``).
    """
    changed = dict(readings)
    for change in changes:
        indicator = INDICATORS.get(change.indicator)
        if indicator is None:
            raise Refused("unknown_indicator", "Không có chỉ tiêu này trong Bộ chỉ số 766; hãy chọn lại.", "indicator")
        changed[indicator.key] = _changed(indicator, changed, change)
    return WhatIf(tuple(changes), index_of(scheme, readings), index_of(scheme, changed))


def least_for_full(scheme: Scheme, readings: Mapping[str, Reading], key: str, how: How = How.INSTEAD) -> Change | None:
    """The smallest change of an indicator that wins all its points; None where it has them, or no change does.

    More done well never costs points, so the smallest number is found by halving.
    """
    line = index_of(scheme, readings).line(key)
    if line.full or isinstance(line.reading, Missing):
        return None

    def wins(number: int) -> bool:
        return what_if(scheme, readings, [Change(key, number, how)]).then.line(key).full

    most = line.gap if how is How.INSTEAD else MOST
    if not most or not wins(most):
        return None
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if wins(middle) else (middle + 1, high)
    return Change(key, low, how)


def _changed(indicator: Indicator, readings: Mapping[str, Reading], change: Change) -> Count:
    count = counted(indicator, readings)
    if isinstance(count, Missing):
        raise Refused("not_counted", f"“{indicator.label}” {count.label} nên chưa tính thử được.", "indicator")
    if change.number < 1:
        raise Refused("change_too_small", "Hãy ghi một số từ 1 trở lên.", "number")
    without = indicator.formula is Formula.WITHOUT
    left = count.part if without else count.whole - count.part
    most = MOST if change.how is How.MORE else left
    if change.number > most:
        raise Refused("change_too_large", _too_large(indicator, change, most), "number")
    if change.how is How.MORE:
        return Count(count.part + (0 if without else change.number), count.whole + change.number)
    return Count(count.part + (-change.number if without else change.number), count.whole)


def _too_large(indicator: Indicator, change: Change, most: int) -> str:
    if change.how is How.MORE:
        return f"Hãy ghi một số không quá {in_vietnamese(most)}."
    return f"Chỉ còn {in_vietnamese(most)} {indicator.gap}; hãy ghi một số không lớn hơn."


def _in_words(indicator: Indicator, change: Change) -> str:
    number = in_vietnamese(change.number)
    if indicator.formula is Formula.WITHOUT:
        if change.how is How.INSTEAD:
            return f"Bớt {number} {indicator.gap}"
        return f"Thêm {number} {indicator.unit} không quá hạn, không bị phản ánh"
    new = f"{indicator.unit} mới, đều là " if change.how is How.MORE else ""
    return f"Thêm {number} {new}{indicator.part}"


def winning_sentence(line: Line, change: Change | None) -> str:
    """What the smallest change would be, in words; "" where there is none."""
    if change is None or line.lost is None:
        return ""
    done = _in_words(line.indicator, change)
    return f"{done} thì được trọn {in_vietnamese(line.weight.maximum.number)} điểm (+{in_vietnamese(line.lost, 2)})."
