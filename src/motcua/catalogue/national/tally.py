"""Counts what was read and what is left to a person: the figures of the report of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from motcua.catalogue.national.reading import Free, Part, Reading, Stated, Unread, Way
from motcua.catalogue.national.reasons import DOUBTS
from motcua.catalogue.national.ways import structured_limits

NO_TIME, UNREAD_TIME = "none", "unread"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> Fraction:
        """In hundredths, exact; zero of nothing is zero."""
        return Fraction(100 * self.part, self.whole) if self.whole else Fraction(0)


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures of an import.

    Attributes:
        records: how many records were read.
        records_by_unit: records that state a time in the unit, by `TimeUnit` value; ``none``: records that state
            no time at all; ``unread``: records with a time left to a person. A record may count in several.
        ways: rows of the tables of ways.
        ways_by_unit: rows by unit, ``none`` or ``unread``; each row counts once.
        several_times: records with at least two different stated times.
        fees: rows whose fees are ``amount``, ``free``, ``none`` or ``unread``.
        reasons: for each part, how many marks by reason.
        limits: rows with a structured time in days or hours, of all that a naive count of the raw text finds.
        left: for each part, records with something left to a person, of all records. Doubts beside which the value
            is stated nevertheless do not count.
    """

    records: int
    records_by_unit: Mapping[str, int]
    ways: int
    ways_by_unit: Mapping[str, int]
    several_times: int
    fees: Mapping[str, int]
    reasons: Mapping[Part, Mapping[str, int]]
    limits: Share
    left: Mapping[Part, Share]


def tally(readings: Iterable[Reading]) -> Tally:
    """Counts over all readings of an import, in one pass."""
    records = ways = several = structured = counted = 0
    by_unit: Counter[str] = Counter()
    ways_by_unit: Counter[str] = Counter()
    fees: Counter[str] = Counter()
    reasons: dict[Part, Counter[str]] = {part: Counter() for part in Part}
    left: Counter[Part] = Counter()
    for reading in readings:
        records += 1
        ways += len(reading.ways)
        units = [_unit(way) for way in reading.ways]
        ways_by_unit.update(units)
        by_unit.update((set(units) - {NO_TIME}) or {NO_TIME})
        several += len({way.time for way in reading.ways if isinstance(way.time, Stated)}) > 1
        fees.update(_fees(way) for way in reading.ways)
        structured += structured_limits(reading.ways)
        counted += reading.counted_limits
        for mark in reading.marks:
            reasons[mark.part][mark.reason] += 1
        left.update({mark.part for mark in reading.marks if mark.reason not in DOUBTS})
    return Tally(
        records=records,
        records_by_unit=by_unit,
        ways=ways,
        ways_by_unit=ways_by_unit,
        several_times=several,
        fees=fees,
        reasons=reasons,
        limits=Share(structured, counted),
        left={part: Share(left[part], records) for part in Part},
    )


def _unit(way: Way) -> str:
    if isinstance(way.time, Unread):
        return UNREAD_TIME
    return way.time.unit.value if way.time else NO_TIME


def _fees(way: Way) -> str:
    if isinstance(way.fees, Unread):
        return "unread"
    if way.fees is None:
        return "none"
    return "free" if isinstance(way.fees, Free) else "amount"
