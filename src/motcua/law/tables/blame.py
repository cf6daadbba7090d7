"""Which cell is wrong: the one whose change mends the most of what is broken, and breaks nothing.

Row identity and column sum cross in one cell. A person who compares them by hand finds it in this way; so does this,
one wrong cell after another, until everything holds or nothing more can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from motcua.law.tables.ledger import Equation, Key, Ledger, Ratio

_AT_ONCE = 300
"""Broken rules that are looked at together; in a table with more, the first ones tell enough."""
_PAIRS = 30
_LONG = 2_000
"""In a longer column only cells that are wrong in their row too are looked at."""
Slips = Callable[[Key, Decimal], bool]
"""Whether a single slip explains that the cell is not the value."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell and what it must be."""

    key: Key
    value: Decimal


@dataclass(frozen=True, slots=True)
class Verdict:
    """What explains some broken rules.

    Attributes:
        kind: "cell" for one wrong cell, "exchange" for two that stand in each other's place, "undecided" when one of
            several cells is wrong, "unexplained" when no cell can be told.
        changes: the cell and its value; both cells of an exchange; all candidates.
        mended: the rules that this explains.
    """

    kind: str
    changes: tuple[Change, ...]
    mended: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    change: Change
    mended: frozenset[int]
    score: int
    slip: bool


def verdicts(ledger: Ledger, slips: Slips, whole: Callable[[Key], bool], odd: frozenset[Key]) -> Iterator[Verdict]:
    """Explain what is broken, the most telling first; the values of the ledger are mended on the way.

    Args:
        whole: whether a cell holds a count, which is never negative or fractional.
        odd: cells that look wrong by themselves.
    """
    told: set[int] = set()
    while broken := [at for at in ledger.broken() if at not in told][:_AT_ONCE]:
        found = _candidates(ledger, broken, told, slips, whole, odd)
        best = max((one.score for one in found), default=0)
        if best < 4 and (pair := _exchange(ledger, broken, told)):
            for change in pair.changes:
                ledger.set(change.key, change.value)
            yield pair
            continue
        if not found:
            told |= set(broken)
            yield from (Verdict("unexplained", (), (at,)) for at in broken)
            return
        verdict = _decide(found, best)
        if verdict.kind == "cell":
            ledger.set(verdict.changes[0].key, verdict.changes[0].value)
        # a rule that this cell did not mend after all is not asked again and again
        told |= set(verdict.mended) if verdict.kind != "cell" else {at for at in verdict.mended if not ledger.holds(at)}
        yield verdict


def _decide(found: list[_Candidate], best: int) -> Verdict:
    """The best candidate, or the several that are as good for the same rules."""
    tops = [one for one in found if one.score == best]
    first = max(tops, key=lambda one: (one.slip, len(one.mended)))
    rivals = [one for one in tops if one.change.key != first.change.key and one.mended & first.mended]
    if any(one.slip for one in rivals):
        rivals = [one for one in rivals if one.slip]
    elif first.slip:
        rivals = []
    if not rivals:
        return Verdict("cell", (first.change,), tuple(sorted(first.mended)))
    changes = tuple(one.change for one in sorted((first, *rivals), key=lambda one: one.change.key))
    mended = frozenset.union(first.mended, *(one.mended for one in rivals))
    return Verdict("undecided", changes, tuple(sorted(mended)))


def _candidates(
    ledger: Ledger, broken: list[int], told: set[int], slips: Slips, whole: Callable[[Key], bool], odd: frozenset[Key]
) -> list[_Candidate]:
    wanted: dict[Key, dict[Decimal, None]] = {}
    among = set(broken)
    for at in broken:
        for key in _cells(ledger, at, among):
            value = ledger.needed(at, key)
            if value is not None and value != ledger.values.get(key):
                wanted.setdefault(key, {})[value] = None
    found = []
    for key, values in wanted.items():
        for value in values:
            if whole(key) and (value < 0 or value != value.to_integral_value()):
                continue
            mended, harmed = ledger.balance({key: value})
            score = 2 * (len(mended - told) - len(harmed)) + (key in odd)
            if score > 0 and mended:
                found.append(_Candidate(Change(key, value), mended, score, slips(key, value)))
    return _best_of_each(found)


def _cells(ledger: Ledger, at: int, broken: set[int]) -> tuple[Key, ...]:
    rule = ledger.rules[at]
    if isinstance(rule, Equation):
        if len(rule.cells) <= _LONG:
            return rule.cells
        crossing = tuple(key for key in rule.parts if sum(other in broken for other in ledger.of(key)) > 1)
        return (rule.whole, *crossing)
    return (rule.cell,) if isinstance(rule, Ratio) else ()


def _best_of_each(found: list[_Candidate]) -> list[_Candidate]:
    best: dict[Key, _Candidate] = {}
    for one in found:
        other = best.get(one.change.key)
        if other is None or (one.score, one.slip) > (other.score, other.slip):
            best[one.change.key] = one
    return list(best.values())


def _exchange(ledger: Ledger, broken: list[int], told: set[int]) -> Verdict | None:
    """Two cells of a row or of a column that stand in each other's place, when only one pair mends everything."""
    equations = [at for at in broken if isinstance(ledger.rules[at], Equation)][:_PAIRS]
    found: dict[frozenset[Key], Verdict] = {}
    for index, first in enumerate(equations):
        for second in equations[index + 1 :]:
            if abs(ledger.residual(first)) != abs(ledger.residual(second)):
                continue
            for one, other in _pairs(ledger, first, second):
                mended, harmed = ledger.balance({one: ledger.values[other], other: ledger.values[one]})
                if len(mended - told) >= 2 and not harmed:
                    changes = (Change(one, ledger.values[other]), Change(other, ledger.values[one]))
                    found[frozenset((one, other))] = Verdict("exchange", changes, tuple(sorted(mended)))
    most = max((len(verdict.mended) for verdict in found.values()), default=0)
    best = [verdict for verdict in found.values() if len(verdict.mended) == most]
    return best[0] if len(best) == 1 else None


def _pairs(ledger: Ledger, first: int, second: int) -> Iterator[tuple[Key, Key]]:
    ones, others = ledger.rules[first].cells, ledger.rules[second].cells
    size = abs(ledger.residual(first))
    by_row = {key[0]: key for key in others}
    by_column = {key[1]: key for key in others}
    for one in ones:
        for other in (by_row.get(one[0]), by_column.get(one[1])):
            if other is None or other == one or one not in ledger.values or other not in ledger.values:
                continue
            if abs(ledger.values[one] - ledger.values[other]) == size:
                yield one, other
