"""What each indicator of the 766 index is worth on a day: maxima, targets, bands. Configuration, checked here.

The decision fixes the points of the five groups; of the single indicators only three maxima were found in a source, so
a province enters its own, and each value says whether it was read or is an assumption.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from motcua.law.refusal import Refused
from motcua.law.scoring.indicators import INDICATORS, Group
from motcua.law.scoring.rates import FULL, in_vietnamese


@dataclass(frozen=True, slots=True)
class Value:
    """A number of the configuration, where it comes from, and whether it is an assumption of the province."""

    number: Decimal
    source: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class Weight:
    """What an indicator is worth: its most points, and the rate (per cent) from which they are all given."""

    indicator: str
    maximum: Value
    target: Value


@dataclass(frozen=True, slots=True)
class Band:
    """A grade, from so many points of 100 on."""

    label: str
    at_least: Value


@dataclass(frozen=True, slots=True)
class Scheme:
    """The weights in force from a day on, until another scheme begins.

    Raises:
        Refused: an indicator is missing, named twice or unknown; a number is out of bounds; the maxima of a group do
            not add up to the points of the decision; the bands do not reach down to 0 in falling order.
    """

    since: date
    weights: tuple[Weight, ...]
    bands: tuple[Band, ...]
    note: str = ""

    def __post_init__(self) -> None:
        _require_indicators([weight.indicator for weight in self.weights])
        for weight in self.weights:
            _require_bounds(weight)
        for group in Group:
            _require_sum(group, self.of(group))
        _require_bands([band.at_least.number for band in self.bands])

    @property
    def by_key(self) -> Mapping[str, Weight]:
        """The weights by key of indicator."""
        return {weight.indicator: weight for weight in self.weights}

    def of(self, group: Group) -> tuple[Weight, ...]:
        """The weights of a group."""
        return tuple(weight for weight in self.weights if INDICATORS[weight.indicator].group is group)

    def band_of(self, points: Decimal) -> Band:
        """The grade of so many points of 100."""
        return next(band for band in self.bands if points >= band.at_least.number)


def scheme_on(schemes: Iterable[Scheme], day: date) -> Scheme:
    """The scheme in force on a local day.

    Raises:
        Refused: ``no_scheme``.
    """
    begun = [scheme for scheme in schemes if scheme.since <= day]
    if not begun:
        raise Refused("no_scheme", f"Chưa có bảng điểm của Bộ chỉ số 766 áp dụng cho ngày {day:%d/%m/%Y}.")
    return max(begun, key=lambda scheme: scheme.since)


def _require_indicators(named: Sequence[str]) -> None:
    unknown = [key for key in named if key not in INDICATORS]
    missing = [one.label for key, one in INDICATORS.items() if key not in named]
    if unknown:
        raise Refused("scheme_unknown", f"Bảng điểm 766 có chỉ tiêu không tồn tại: {', '.join(unknown)}.")
    if missing:
        raise Refused("scheme_missing", f"Bảng điểm 766 thiếu chỉ tiêu: {'; '.join(missing)}.")
    if len(set(named)) < len(named):
        raise Refused("scheme_twice", "Bảng điểm 766 ghi một chỉ tiêu hai lần.")


def _require_bounds(weight: Weight) -> None:
    label = INDICATORS[weight.indicator].label
    if weight.maximum.number < 0:
        raise Refused("scheme_bounds", f"Điểm tối đa của “{label}” không được âm.")
    if not 0 < weight.target.number <= FULL:
        raise Refused("scheme_bounds", f"Mức đạt điểm tối đa của “{label}” phải lớn hơn 0% và không quá 100%.")
    if not all(_in_hundredths(value.number) for value in (weight.maximum, weight.target)):
        raise Refused("scheme_bounds", f"Điểm tối đa và mức đạt của “{label}” có không quá hai chữ số thập phân.")


def _in_hundredths(number: Decimal) -> bool:
    return number == round(number, 2)


def _require_sum(group: Group, weights: Iterable[Weight]) -> None:
    total = sum((weight.maximum.number for weight in weights), Decimal(0))
    if total != group.maximum:
        raise Refused(
            "scheme_sum",
            f"Điểm tối đa các chỉ tiêu của nhóm “{group.label}” cộng lại được {in_vietnamese(total)}, "
            f"phải bằng {in_vietnamese(group.maximum)} theo Quyết định 766/QĐ-TTg.",
        )


def _require_bands(bounds: Sequence[Decimal]) -> None:
    falling = all(upper > lower for upper, lower in pairwise(bounds))
    if not bounds or not falling or bounds[-1] != 0:
        raise Refused("scheme_bands", "Các mức xếp loại phải ghi từ cao xuống thấp, mức cuối cùng từ 0 điểm.")
