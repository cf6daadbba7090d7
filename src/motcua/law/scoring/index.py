"""The 766 index of counts: rate, points, groups, total and grade, and what stays unknown.

Every rate is rounded to two decimals before it earns points; points are rounded to two decimals, and groups and total
are sums of the rounded points, so that what is printed adds up. An indicator that cannot be counted is never zero: it
has no points, and the total is also told as a part of the points that could be counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from motcua.law.refusal import Refused
from motcua.law.scoring.indicators import INDICATORS, Formula, Group, Indicator
from motcua.law.scoring.rates import FULL, POINT_PLACES, points, rate, rounded
from motcua.law.scoring.scheme import Band, Scheme, Weight


class Missing(StrEnum):
    """Why an indicator has no rate."""

    NO_SOURCE = "no_source"
    NOTHING = "nothing"
    PROVINCE_ONLY = "province_only"

    @property
    def label(self) -> str:
        """What people read in the place of the points."""
        return {
            Missing.NO_SOURCE: "không có số liệu",
            Missing.NOTHING: "không phát sinh",
            Missing.PROVINCE_ONLY: "chỉ tính cho cả tỉnh",
        }[self]


@dataclass(frozen=True, slots=True)
class Count:
    """The two counts of an indicator.

    Raises:
        Refused: ``count_impossible``: one is negative.
    """

    part: int
    whole: int

    def __post_init__(self) -> None:
        if self.part < 0 or self.whole < 0:
            raise Refused("count_impossible", "Số đếm không được âm.")


Reading = Count | Missing
"""What was found for an indicator."""


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator, scored.

    Attributes:
        reading: its counts, or why it has none.
        factor: rate of the indicator that it is multiplied by; None where there is none, or it could not be counted.
        rate, points: None where it could not be counted.
    """

    indicator: Indicator
    weight: Weight
    reading: Reading
    factor: Decimal | None
    rate: Decimal | None
    points: Decimal | None

    @property
    def lost(self) -> Decimal | None:
        """The points that it costs."""
        return None if self.points is None else self.weight.maximum.number - self.points

    @property
    def full(self) -> bool:
        """Whether it has all its points."""
        return self.lost == 0

    @property
    def gap(self) -> int:
        """How many of what it counts cost points."""
        if isinstance(self.reading, Missing):
            return 0
        without = self.indicator.formula is Formula.WITHOUT
        return self.reading.part if without else self.reading.whole - self.reading.part


@dataclass(frozen=True, slots=True)
class GroupScore:
    """A group: its points, the most it could have of what was counted (`measurable`), and its lines."""

    group: Group
    lines: tuple[Line, ...]

    @property
    def points(self) -> Decimal:
        """The points of what could be counted."""
        return _sum(line.points for line in self.lines)

    @property
    def measurable(self) -> Decimal:
        """The most points of what could be counted."""
        return _sum(line.weight.maximum.number for line in self.lines if line.points is not None)


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a period."""

    scheme: Scheme
    groups: tuple[GroupScore, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All indicators, in order."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def points(self) -> Decimal:
        """The points of what could be counted."""
        return _sum(group.points for group in self.groups)

    @property
    def measurable(self) -> Decimal:
        """The most points of what could be counted, of 100."""
        return _sum(group.measurable for group in self.groups)

    @property
    def complete(self) -> bool:
        """Whether every indicator could be counted."""
        return self.measurable == FULL

    @property
    def share(self) -> Decimal | None:
        """The points in per cent of those that could be counted; None where nothing could."""
        if not self.measurable:
            return None
        return rounded(Fraction(self.points) * 100 / Fraction(self.measurable), POINT_PLACES)

    @property
    def band(self) -> Band | None:
        """The grade; of what could be counted only, and so provisional, while not `complete`."""
        return None if self.share is None else self.scheme.band_of(self.share)

    def line(self, key: str) -> Line:
        """The line of an indicator.

        Raises:
            Refused: ``unknown_indicator``, field ``indicator``.
        """
        found = next((line for line in self.lines if line.indicator.key == key), None)
        if found is None:
            raise Refused("unknown_indicator", "Không có chỉ tiêu này trong Bộ chỉ số 766; hãy chọn lại.", "indicator")
        return found


def index_of(scheme: Scheme, readings: Mapping[str, Reading]) -> Index:
    """Score what was counted.

    Args:
        readings: by key of indicator; one that is not named has no source.

    Raises:
        Refused: ``count_impossible``: a share whose part is more than its whole.
    """
    weights = scheme.by_key
    lines = [_line(one, weights[one.key], readings) for one in INDICATORS.values()]
    return Index(scheme, tuple(GroupScore(group, _within(group, lines)) for group in Group))


def _within(group: Group, lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.indicator.group is group)


def _line(indicator: Indicator, weight: Weight, readings: Mapping[str, Reading]) -> Line:
    reading = counted(indicator, readings)
    if isinstance(reading, Missing):
        return Line(indicator, weight, reading, None, None, None)
    other = _factor(indicator, readings)
    of_it = _rate(indicator, reading, Fraction(1) if other is None else other)
    shown = None if other is None else rounded(other * 100, 2)
    return Line(indicator, weight, reading, shown, of_it, points(of_it, weight.target.number, weight.maximum.number))


def counted(indicator: Indicator, readings: Mapping[str, Reading]) -> Reading:
    """What was found for an indicator; where there was nothing to count it says so.

    Raises:
        Refused: ``count_impossible``: a share whose part is more than its whole.
    """
    reading = readings.get(indicator.key, Missing.NO_SOURCE)
    if isinstance(reading, Missing):
        return reading
    if indicator.formula is Formula.SHARE and reading.part > reading.whole:
        raise Refused(
            "count_impossible",
            f"“{indicator.label}”: {reading.part} {indicator.part} nhiều hơn {reading.whole} tổng số.",
        )
    return reading if reading.whole else Missing.NOTHING


def _factor(indicator: Indicator, readings: Mapping[str, Reading]) -> Fraction | None:
    """The exact rate that an indicator is multiplied by; None for none that is known."""
    if not indicator.times:
        return None
    other = counted(INDICATORS[indicator.times], readings)
    return None if isinstance(other, Missing) else Fraction(other.part, other.whole)


def _rate(indicator: Indicator, count: Count, factor: Fraction) -> Decimal:
    if indicator.formula is Formula.SHARE:
        return rate(count.part, count.whole, factor)
    return rate(max(0, count.whole - count.part), count.whole, factor)


def _sum(numbers: Iterable[Decimal | None]) -> Decimal:
    return sum((number for number in numbers if number is not None), Decimal(0))
