"""Arithmetic of scores: exact fractions, rounded once, half up, as the national portal prints them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

RATE_PLACES = 2
POINT_PLACES = 2
FULL = Decimal(100)


def rounded(exact: Fraction, places: int) -> Decimal:
    """An exact value that is not negative, rounded half up to so many decimals."""
    scale = 10**places
    return Decimal((2 * exact.numerator * scale + exact.denominator) // (2 * exact.denominator)).scaleb(-places)


def rate(part: int, whole: int, factor: Fraction = Fraction(1)) -> Decimal:
    """`part` in per cent of `whole`, times a factor, to two decimals (QĐ 766: percentages to 2 decimals)."""
    return rounded(Fraction(part * 100, whole) * factor, RATE_PLACES)


def points(rate: Decimal, target: Decimal, maximum: Decimal) -> Decimal:
    """Points for a rate: all of them from the target on, below it maximum × rate ÷ target, to two decimals.

    Args:
        rate, target: per cent; the target is more than 0.
    """
    if rate >= target:
        return maximum
    return rounded(Fraction(maximum) * Fraction(rate) / Fraction(target), POINT_PLACES)


def in_vietnamese(value: Decimal | int, places: int | None = None) -> str:
    """A number as documents write it: 50229 → "50.229", 96.9 → "96,9"; `places` fixes the decimals."""
    exact = Decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = f"{abs(exact):f}".partition(".")
    rest = rest if places is not None else rest.rstrip("0")
    sign = "−" if exact < 0 else ""
    return f"{sign}{f'{int(whole):,}'.replace(',', '.')}{',' + rest if rest else ''}"
