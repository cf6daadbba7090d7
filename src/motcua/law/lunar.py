"""The Vietnamese lunisolar calendar: to propose the days of Tết and of Giỗ Tổ, never to compute a due date.

A lunar month begins on the local day (UTC+7) of the new moon. The month that holds the winter solstice is the
eleventh; where thirteen months lie between two of these, the first one in which the sun enters no new sign of 30° is
the leap month. Positions of sun and moon: J. Meeus, *Astronomical Algorithms*, chapters 25 and 49, good to a quarter
of an hour for the sun and a few seconds for the moon. Years before 1976, when the zone was another, are not for this.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from math import floor, radians, sin

_EPOCH = date(2000, 1, 1)
_EPOCH_JD = 2451544.5  # 01/01/2000 00:00 UT
_ZONE = 7 / 24  # Vietnam, in days
_SYNODIC = 29.530588861

# (coefficient in days, power of E, multiples of M, M', F)
_MOON = (
    (-0.40720, 0, 0, 1, 0),
    (0.17241, 1, 1, 0, 0),
    (0.01608, 0, 0, 2, 0),
    (0.01039, 0, 0, 0, 2),
    (0.00739, 1, -1, 1, 0),
    (-0.00514, 1, 1, 1, 0),
    (0.00208, 2, 2, 0, 0),
    (-0.00111, 0, 0, 1, -2),
    (-0.00057, 0, 0, 1, 2),
    (0.00056, 1, 1, 2, 0),
    (-0.00042, 0, 0, 3, 0),
    (0.00042, 1, 1, 0, 2),
    (0.00038, 1, 1, 0, -2),
    (-0.00024, 1, -1, 2, 0),
    (-0.00007, 0, 2, 1, 0),
    (0.00004, 0, 0, 2, -2),
    (0.00004, 0, 3, 0, 0),
    (0.00003, 0, 1, 1, -2),
    (0.00003, 0, 0, 2, 2),
    (-0.00003, 0, 1, 1, 2),
    (0.00003, 0, -1, 1, 2),
    (-0.00002, 0, -1, 1, -2),
    (-0.00002, 0, 1, 3, 0),
    (0.00002, 0, 0, 4, 0),
)
# planetary arguments: (coefficient in days, degrees at k = 0, degrees per month)
_PLANETS = (
    (0.000325, 299.77, 0.107408),
    (0.000165, 251.88, 0.016321),
    (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478),
    (0.000110, 84.66, 18.206239),
    (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732),
    (0.000056, 154.84, 7.306860),
    (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824),
    (0.000040, 291.34, 1.844379),
    (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099),
    (0.000023, 331.55, 3.592518),
)


def lunar_new_year(year: int) -> date:
    """The first day of Tết in a Gregorian year: day 1 of lunar month 1."""
    return solar_date(year, 1, 1)


def solar_date(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of the lunar year that begins with the Tết of `year`; never of its leap month.

    Raises:
        ValueError: there is no such month, or the month has no such day.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"no lunar month {month}")
    # months 11 and 12 lie in the winter that follows: they are counted from the next solstice
    first = _months(year + 1 if month >= 11 else year)[month]
    if not 1 <= day <= _month_after(first).toordinal() - first.toordinal():
        raise ValueError(f"lunar month {month} has no day {day}")
    return first + timedelta(days=day - 1)


@lru_cache(maxsize=256)
def _months(year: int) -> dict[int, date]:
    """First day of the months from the 11th before the Tết of `year` to the 10th after it, leap months left out."""
    first, last = _eleventh(year - 1), _eleventh(year)
    starts = []
    while first < last:
        starts.append(first)
        first = _month_after(first)
    if len(starts) == 13:
        ends = [*starts[1:], last]
        leap = next(place for place in range(1, 13) if _sign(starts[place]) == _sign(ends[place]))
        del starts[leap]
    return {(place + 10) % 12 + 1: start for place, start in enumerate(starts)}


def _eleventh(year: int) -> date:
    """First day of the lunar month in which the winter solstice of `year` falls."""
    k = _number(date(year, 12, 31))
    start = _new_moon(k)
    while _sign(start) >= 9:  # the sun has passed 270° before the month begins
        k -= 1
        start = _new_moon(k)
    return start


def _month_after(start: date) -> date:
    """The first day of the lunar month that follows the one that begins on `start`."""
    return _new_moon(_number(start) + 1)


def _number(day: date) -> int:
    """The number of the last new moon on or before a day, counted from that of 06/01/2000."""
    k = floor((_julian(day) + 1 - 2451550.09766) / _SYNODIC) + 1
    while _new_moon(k) > day:
        k -= 1
    return k


def _julian(day: date) -> float:
    """Julian day of a day's midnight in Vietnam, in Universal Time."""
    return _EPOCH_JD + (day - _EPOCH).days - _ZONE


@lru_cache(maxsize=4096)
def _new_moon(k: int) -> date:
    """The local day of a new moon."""
    t = k / 1236.85
    jde = 2451550.09766 + _SYNODIC * k + 0.00015437 * t**2 - 0.00000015 * t**3 + 0.00000000073 * t**4
    sun = 2.5534 + 29.1053567 * k - 0.0000014 * t**2
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t**2 + 0.00001238 * t**3
    node = 160.7108 + 390.67050284 * k - 0.0016118 * t**2 - 0.00000227 * t**3
    omega = 124.7746 - 1.56375588 * k + 0.0020672 * t**2
    e = 1 - 0.002516 * t - 0.0000074 * t**2
    jde += sum(
        size * e**power * sin(radians(a * sun + b * moon + c * node)) for size, power, a, b, c in _MOON
    ) - 0.00017 * sin(radians(omega))
    jde += sum(size * sin(radians(at + rate * k)) for size, at, rate in _PLANETS)
    return _EPOCH + timedelta(days=floor(jde - _delta_t(jde) - _EPOCH_JD + _ZONE))


def _sign(day: date) -> int:
    """In which of the twelve 30° signs the sun stands when a local day begins: 9 from the winter solstice on."""
    at = _julian(day)
    t = (at + _delta_t(at) - 2451545) / 36525
    anomaly = radians(357.52911 + 35999.05029 * t - 0.0001537 * t**2)
    longitude = 280.46646 + 36000.76983 * t + 0.0003032 * t**2
    longitude += (1.914602 - 0.004817 * t - 0.000014 * t**2) * sin(anomaly)
    longitude += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    longitude -= 0.00569 + 0.00478 * sin(radians(125.04 - 1934.136 * t))
    return int(longitude % 360 // 30)


def _delta_t(julian: float) -> float:
    """Terrestrial minus Universal Time, in days (polynomials of Espenak and Meeus)."""
    t = (julian - 2451545) / 365.25
    if t < 50:
        seconds = 62.92 + 0.32217 * t + 0.005589 * t**2
    else:
        seconds = -20 + 32 * ((t + 180) / 100) ** 2 - 0.5628 * max(150 - t, 0)
    return seconds / 86400
