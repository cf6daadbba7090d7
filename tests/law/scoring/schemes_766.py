"""Schemes and counts of the 766 index for tests, and a slow way to score them: one question after the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import strategies as st

from motcua.law.scoring.index import Count, Missing, Reading
from motcua.law.scoring.indicators import INDICATORS, Formula, Group, indicators_of
from motcua.law.scoring.scheme import Band, Scheme, Value, Weight

BANDS = {"Xuất sắc": 90, "Tốt": 80, "Khá": 70, "Trung bình": 50, "Yếu": 0}


def value(number: object) -> Value:
    return Value(Decimal(str(number)), "", False)


def bands() -> tuple[Band, ...]:
    return tuple(Band(label, value(bound)) for label, bound in BANDS.items())


def scheme_of(maxima: Mapping[str, object], targets: Mapping[str, object] | None = None) -> Scheme:
    """A scheme with these maxima and targets, 100 where none is given."""
    weights = (Weight(key, value(maxima.get(key, 0)), value((targets or {}).get(key, 100))) for key in INDICATORS)
    return Scheme(date(2022, 6, 23), tuple(weights), bands())


PLAIN = scheme_of(
    {"publicised_on_time": 18, "on_time": 20, "digitised": 22, "online_filed": 22, "satisfied": 18},
    {"digitised": 80, "online_filed": 50, "satisfied": 90},
)
"""One indicator a group has all its points."""


def _shares(whole: int, cuts: list[int]) -> list[int]:
    """A whole cut at these thousandths of it."""
    places = [0, *sorted(whole * cut // 1000 for cut in cuts), whole]
    return [upper - lower for lower, upper in pairwise(places)]


def _scheme(cuts: list[int], targets: list[int]) -> Scheme:
    maxima: dict[str, Decimal] = {}
    for group in Group:
        keys = [one.key for one in indicators_of(group)]
        parts = _shares(int(group.maximum * 100), cuts[: len(keys) - 1])
        maxima |= {key: Decimal(part) / 100 for key, part in zip(keys, parts, strict=True)}
    return scheme_of(maxima, {key: Decimal(target) / 100 for key, target in zip(INDICATORS, targets, strict=True)})


def _listed(low: int, high: int, number: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(low, high), min_size=number, max_size=number)


def schemes() -> st.SearchStrategy[Scheme]:
    """Any scheme that can be: the points of each group shared out in hundredths, any targets."""
    return st.builds(_scheme, _listed(0, 1000, 6), _listed(1, 10_000, len(INDICATORS)))


def _readings(drawn: list[tuple[int, int, int]]) -> dict[str, Reading]:
    """Of each indicator nothing at all, a reason, or counts that it can have."""
    found: dict[str, Reading] = {}
    reasons = list(Missing)
    for key, (kind, whole, part) in zip(INDICATORS, drawn, strict=True):
        if kind in (1, 2, 3):
            found[key] = reasons[kind - 1]
        elif kind:
            most = whole * 2 if INDICATORS[key].formula is Formula.WITHOUT else whole
            found[key] = Count(most * part // 1000, whole)
    return found


def readings() -> st.SearchStrategy[dict[str, Reading]]:
    """Something or nothing for each indicator."""
    one = st.tuples(st.integers(0, 9), st.integers(0, 3_000), st.integers(0, 1000))
    return st.lists(one, min_size=len(INDICATORS), max_size=len(INDICATORS)).map(_readings)


def half_up(exact: Fraction) -> Fraction:
    """An exact value to hundredths by trying: the hundredth that is nearest, the upper of two."""
    below = Fraction(int(exact * 100), 100)
    above = below + Fraction(1, 100)
    return above if exact - below >= above - exact else below


def slow_points(scheme: Scheme, found: Mapping[str, Reading]) -> dict[str, Fraction]:
    """The points of each indicator that can be counted."""
    points = {}
    for weight in scheme.weights:
        reading = found.get(weight.indicator)
        if not isinstance(reading, Count) or reading.whole == 0:
            continue
        rate = Fraction(reading.part, reading.whole)
        if weight.indicator == "satisfied":
            rate = 1 - rate if rate < 1 else Fraction(0)
        synced = found.get("synced")
        if weight.indicator == "online_filed" and isinstance(synced, Count) and synced.whole:
            rate = rate * synced.part / synced.whole
        per_cent, target = half_up(rate * 100), Fraction(weight.target.number)
        maximum = Fraction(weight.maximum.number)
        points[weight.indicator] = maximum if per_cent >= target else half_up(maximum * per_cent / target)
    return points
