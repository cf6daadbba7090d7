"""Every single equation, limit and rate between cells that a table must satisfy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from motcua.law.tables.relations import share_of

Key = tuple[int, int]
"""A cell: index of its row in the table, place of its column in the grid."""
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Equation:
    """A cell that is the sum of others and of a known number.

    Attributes:
        code: "row_identity", "column_sum", "section_sum", "carried_over".
        besides: cells that are added to the whole.
        words: the equation for people.
    """

    code: str
    whole: Key
    parts: tuple[Key, ...]
    words: str
    constant: Decimal = ZERO
    besides: tuple[Key, ...] = ()

    @property
    def cells(self) -> tuple[Key, ...]:
        """All cells in it."""
        return (self.whole, *self.besides, *self.parts)

    def on_the_left(self, key: Key) -> bool:
        """Whether a cell is the whole, or stands beside it."""
        return key == self.whole or key in self.besides


@dataclass(frozen=True, slots=True)
class Limit:
    """A cell that is at most another."""

    part: Key
    whole: Key
    words: str

    @property
    def cells(self) -> tuple[Key, ...]:
        """Both cells."""
        return (self.part, self.whole)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A cell that is a share in per cent, rounded half up to `places`.

    Attributes:
        code: "share" in a share row, "rate" in a column of rates.
    """

    code: str
    cell: Key
    parts: tuple[Key, ...]
    wholes: tuple[Key, ...]
    places: int
    words: str

    @property
    def cells(self) -> tuple[Key, ...]:
        """All cells in it."""
        return (self.cell, *self.parts, *self.wholes)


Rule = Equation | Limit | Ratio


@dataclass(slots=True)
class Ledger:
    """The figures of a table and what must hold between them.

    Attributes:
        values: of the cells that hold a number, or nothing (then 0).
        unknown: cells in which words stand, or that say that there are no data.
    """

    values: dict[Key, Decimal] = field(default_factory=dict)
    unknown: set[Key] = field(default_factory=set)
    rules: list[Rule] = field(default_factory=list)
    _of: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(list))
    _residual: dict[int, Decimal] = field(default_factory=dict)
    _blank: dict[int, int] = field(default_factory=dict)

    def add(self, rule: Rule) -> None:
        """Add a rule whose cells are all known to the ledger."""
        at = len(self.rules)
        self.rules.append(rule)
        for key in rule.cells:
            if not self._of[key] or self._of[key][-1] != at:
                self._of[key].append(at)
        if isinstance(rule, Equation):
            parts = sum((self.values.get(key, ZERO) for key in rule.parts), rule.constant)
            left = sum((self.values.get(key, ZERO) for key in (rule.whole, *rule.besides)), ZERO)
            self._residual[at] = left - parts
        self._blank[at] = sum(key in self.unknown for key in rule.cells)

    def of(self, key: Key) -> list[int]:
        """The rules in which a cell stands."""
        return self._of.get(key, [])

    def residual(self, at: int) -> Decimal:
        """By how much the whole of an equation exceeds its parts."""
        return self._residual[at]

    def holds(self, at: int) -> bool:
        """Whether a rule holds; one with a cell that is not known does."""
        if self._blank[at]:
            return True
        rule = self.rules[at]
        if isinstance(rule, Equation):
            return self._residual[at] == 0
        if isinstance(rule, Limit):
            return self.values[rule.part] <= self.values[rule.whole]
        expected = self.ratio(rule)
        return expected is None or self.values[rule.cell] == expected

    def ratio(self, rule: Ratio) -> Decimal | None:
        """What a share must be; None where there is nothing to be a share of."""
        whole = sum((self.values[key] for key in rule.wholes), ZERO)
        return share_of(sum((self.values[key] for key in rule.parts), ZERO), whole, rule.places) if whole else None

    def needed(self, at: int, key: Key) -> Decimal | None:
        """What a cell must be for a rule to hold; None where the rule cannot tell."""
        rule = self.rules[at]
        if isinstance(rule, Equation):
            if self._blank[at] > (key in self.unknown):
                return None
            now = self.values.get(key, ZERO)
            return now - self._residual[at] if rule.on_the_left(key) else now + self._residual[at]
        if isinstance(rule, Ratio) and key == rule.cell and not self._blank[at]:
            return self.ratio(rule)
        return None

    def set(self, key: Key, value: Decimal) -> None:
        """Give a cell another value."""
        change = value - self.values.get(key, ZERO)
        self.values[key] = value
        for at in self.of(key):
            rule = self.rules[at]
            if isinstance(rule, Equation):
                self._residual[at] += change if rule.on_the_left(key) else -change
        if key in self.unknown:
            self.unknown.discard(key)
            for at in self.of(key):
                self._blank[at] -= 1

    def broken(self, among: Iterable[int] | None = None) -> list[int]:
        """The rules that do not hold."""
        return [at for at in (range(len(self.rules)) if among is None else among) if not self.holds(at)]

    def balance(self, changes: dict[Key, Decimal]) -> tuple[frozenset[int], frozenset[int]]:
        """The rules that would be mended, and those that would be broken, by giving cells other values."""
        touched = {at for key in changes for at in self.of(key)}
        before = {at for at in touched if not self.holds(at)}
        old = {key: self.values[key] for key in changes}
        for key, value in changes.items():
            self.set(key, value)
        after = {at for at in touched if not self.holds(at)}
        for key, value in old.items():
            self.set(key, value)
        return frozenset(before - after), frozenset(after - before)
