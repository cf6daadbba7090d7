"""Which columns must agree with which, and whether the figures themselves bear it out.

Candidates come from what columns mean, from sums that the heading prints ("(3)=(4)+(5)"), from groups whose first
column is their total, and from the figures. A candidate is taken when most rows obey it: a heading that was understood
wrongly must not raise a false alarm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from motcua.law.tables.numbers import Kind
from motcua.law.tables.ordinals import RowKind
from motcua.law.tables.table import Column, ReadTable, Row
from motcua.law.tables.words import fold

SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("total", ("carried", "new")),
    ("total", ("resolved", "pending")),
    ("total", ("resolved", "pending", "sent_back")),
    ("total", ("carried", "online_full", "online_partial", "post", "counter")),
    ("total", ("carried", "online", "counter", "post")),
    ("total", ("carried", "online", "direct_post")),
    ("total", ("carried", "online", "counter")),
    ("total", ("online", "counter", "post")),
    ("total", ("online", "counter")),
    ("total", ("on_time", "within", "late")),
    ("total", ("early_on_time", "within", "late")),
    ("total", ("on_time", "late", "within", "overdue")),
    ("total", ("early", "on_time", "late", "within", "overdue")),
    ("total", ("received_behaviour", "received_regulation")),
    ("new", ("online_full", "online_partial", "post", "counter")),
    ("new", ("online_full", "online_partial", "counter")),
    ("new", ("online", "counter", "post")),
    ("new", ("online", "direct_post")),
    ("new", ("online", "counter")),
    ("online", ("online_full", "online_partial")),
    ("resolved", ("early", "on_time", "late")),
    ("resolved", ("early_on_time", "late")),
    ("resolved", ("on_time", "late")),
    ("resolved", ("resolved_behaviour", "resolved_regulation")),
    ("pending", ("within", "overdue")),
    ("pending", ("pending_behaviour", "pending_regulation")),
    ("all_count", ("online_count", "counter_count")),
    ("all_amount", ("online_amount", "counter_amount")),
)
"""What a column is the sum of, by roles (TT 09/2026/TT-BTP forms 06, 07; TT 01/2020/TT-VPCP II.06)."""
FIRM = frozenset(
    {
        ("total", ("carried", "new")),
        ("total", ("resolved", "pending")),
        ("resolved", ("early", "on_time", "late")),
        ("resolved", ("early_on_time", "late")),
        ("pending", ("within", "overdue")),
        ("all_count", ("online_count", "counter_count")),
        ("all_amount", ("online_amount", "counter_amount")),
    }
)
"""Those that hold by definition: when most rows break one, that is a finding and no misunderstanding."""
MOST = (
    ("online", "new"),
    ("online", "total"),
    ("sent_back", "resolved"),
    ("sent_back", "total"),
    ("published", "resolved"),
)
"""What can be no more than another."""
RATES: tuple[tuple[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]], ...] = (
    (
        "rate_on_time",
        (
            (("early", "on_time"), ("resolved",)),
            (("early_on_time",), ("resolved",)),
            (("on_time",), ("on_time", "late")),
            (("on_time",), ("resolved",)),
            (("early_on_time",), ("early_on_time", "late")),
            (("early", "on_time"), ("early", "on_time", "late")),
            (("early", "on_time"), ("total",)),
            (("on_time",), ("total",)),
        ),
    ),
    ("rate_late", ((("late",), ("resolved",)), (("late",), ("on_time", "late")), (("late",), ("total",)))),
    (
        "rate_online",
        ((("online",), ("new",)), (("online",), ("total",)), (("online_full", "online_partial"), ("new",))),
    ),
    ("rate_resolved", ((("resolved",), ("total",)),)),
    ("rate_electronic", ()),
)
"""What a rate may be a share of; the rows decide which."""
ZERO = Decimal(0)
_LOOKED_AT = 400
_WIDEST = 40
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Sum:
    """A column that is the sum of others (places in the grid); with `besides`, a sum of columns that is."""

    whole: int
    parts: tuple[int, ...]
    besides: tuple[int, ...] = ()

    @property
    def columns(self) -> tuple[int, ...]:
        """All columns in it."""
        return (self.whole, *self.besides, *self.parts)

    def is_like(self, other: Sum) -> bool:
        """Whether it says the same as another."""
        mine = {self.whole, *self.besides}
        return mine == {other.whole, *other.besides} and set(self.parts) == set(other.parts)

    def left(self, row: Row) -> Decimal:
        """What must equal the sum of the parts."""
        return sum((row.value(at) or ZERO for at in (self.whole, *self.besides)), ZERO)

    def right(self, row: Row) -> Decimal:
        """The sum of the parts."""
        return sum((row.value(at) or ZERO for at in self.parts), ZERO)


@dataclass(frozen=True, slots=True)
class Most:
    """A column that is at most another."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A column that is the sum of `parts` in per cent of the sum of `wholes`, at `places` decimals.

    Attributes:
        of_total: whether `wholes` are taken from the row of the total: the share of a row in its column.
    """

    rate: int
    parts: tuple[int, ...]
    wholes: tuple[int, ...]
    places: int
    of_total: bool = False


@dataclass(frozen=True, slots=True)
class Relations:
    """The relations of a table that are checked; `unmet` hold by definition, and most rows break them."""

    sums: tuple[Sum, ...]
    most: tuple[Most, ...]
    rates: tuple[Rate, ...]
    unmet: tuple[Sum, ...] = ()
    stated: int = 0
    detected: int = 0

    @property
    def meant(self) -> tuple[Sum, ...]:
        """The sums that the headings speak of, without those that only the figures show."""
        return self.sums[: len(self.sums) - self.detected]


def relations_of(table: ReadTable) -> Relations:
    """The relations of a table that its figures bear out."""
    rows = [row for row in table.rows if row.kind is not RowKind.SHARE and row.has_figures][:_LOOKED_AT]
    _settle_total(table, rows)
    offered: dict[Sum, tuple[str, bool]] = {}
    for source, candidates in (("role", _by_roles(table)), ("stated", _stated(table)), ("group", _by_groups(table))):
        for candidate, firm in candidates:
            if not any(candidate.is_like(other) for other in offered):
                offered[candidate] = (source, firm)
    held = {one: _held(one, rows) for one in offered}
    taken: dict[Sum, str] = {}
    unmet: list[Sum] = []
    for one, (source, firm) in offered.items():
        right, looked = held[one]
        enough = right * 2 > looked or looked <= 2 if firm else right * 5 >= looked * 4
        if not looked or any(_goes_before(other, one, offered, held) for other in offered):
            continue
        if enough:
            taken[one] = source
        elif firm:
            unmet.append(one)
    detected = list(_detected(table, rows, taken))
    stated = sum(source == "stated" for source in taken.values())
    return Relations(
        (*taken, *detected), tuple(_most(table, rows)), tuple(_rates(table, rows)), tuple(unmet), stated, len(detected)
    )


def _settle_total(table: ReadTable, rows: list[Row]) -> None:
    """Where the "total" received leaves out what was carried over, it is what is new: the figures tell."""
    roles = table.roles
    if "new" in roles or not {"total", "carried", "resolved", "pending"} <= set(roles):
        return
    total, carried, resolved, pending = (roles[role].at for role in ("total", "carried", "resolved", "pending"))
    held, looked = _held(Sum(resolved, (carried, total), (pending,)), rows)
    plain, _ = _held(Sum(resolved, (total,), (pending,)), rows)
    if held * 2 > looked and held > plain:
        roles["total"].role = "new"


def share_of(part: Decimal, whole: Decimal, places: int) -> Decimal:
    """`part` in per cent of `whole`, rounded half up."""
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _goes_before(other: Sum, one: Sum, offered: dict[Sum, tuple[str, bool]], held: dict[Sum, tuple[int, int]]) -> bool:
    """Of two sums of a column, one with the parts of the other and more, one is meant: that which more rows obey."""
    nested = set(other.parts) < set(one.parts) or set(one.parts) < set(other.parts)
    if other.whole != one.whole or not nested:
        return False
    mine = (held[one][0], offered[one][1], len(one.parts))
    return (held[other][0], offered[other][1], len(other.parts)) > mine


def _by_roles(table: ReadTable) -> Iterator[tuple[Sum, bool]]:
    roles = {role: column.at for role, column in table.roles.items() if column.is_summed}
    for whole, parts in SUMS:
        if "resolved" in roles and whole == "total" and "late" in parts:
            continue  # what ended in time is part of what was resolved
        if whole in roles and all(part in roles for part in parts):
            yield Sum(roles[whole], tuple(roles[part] for part in parts)), (whole, parts) in FIRM
    if "total" not in roles and {"carried", "new", "resolved", "pending"} <= set(roles):
        yield Sum(roles["resolved"], (roles["carried"], roles["new"]), (roles["pending"],)), True


def _stated(table: ReadTable) -> Iterator[tuple[Sum, bool]]:
    """The sums that the heading prints."""
    numbers = {column.head.number: column.at for column in table.columns if column.head.number}
    for column in table.figures:
        for parts in column.head.formulas:
            if all(part in numbers for part in parts):
                yield Sum(column.at, tuple(numbers[part] for part in parts)), True


def _by_groups(table: ReadTable) -> Iterator[tuple[Sum, bool]]:
    """Groups of columns that begin or end with their total; and a group "Tổng" beside groups of the same columns."""
    summed = [column for column in table.summed if column.head.path]
    for _, members in groupby(
        summed, key=lambda column: column.head.path[0] if len(column.head.path) > 1 else column.at
    ):
        group = list(members)
        for whole in (group[0], group[-1]):
            parts = tuple(column.at for column in group if column is not whole)
            if len(parts) >= 2 and _is_total(whole.head.path[-1]):
                yield Sum(whole.at, parts), False
    for whole in summed:
        if len(whole.head.path) > 1 and _is_total(whole.head.path[0]):
            same = [c.at for c in summed if c is not whole and c.head.path[-1] == whole.head.path[-1]]
            if len(same) >= 2:
                yield Sum(whole.at, tuple(same)), False
    plain = [column for column in summed if len(column.head.path) == 1]
    for whole in plain:
        others = tuple(column.at for column in summed if column is not whole)
        if _is_total(whole.head.path[0]) and len(others) >= 2:
            yield Sum(whole.at, others), False


def _is_total(words: str) -> bool:
    return fold(words).split()[:1] in (["tong"], ["cong"], ["total"])


def _held(candidate: Sum, rows: Sequence[Row]) -> tuple[int, int]:
    """In how many rows a sum holds, of those in which it says something."""
    held = looked = 0
    for row in rows:
        if row.value(candidate.whole) is None or not any(row.value(at) for at in candidate.columns):
            continue
        looked += 1
        held += candidate.left(row) == candidate.right(row)
    return held, looked


def _detected(table: ReadTable, rows: list[Row], taken: dict[Sum, str]) -> Iterator[Sum]:
    """Sums of neighbouring columns that nobody states but nearly all rows show."""
    columns = [column.at for column in table.summed]
    if len(columns) > _WIDEST or len(rows) < 4:
        return
    wholes = {one.whole for one in taken}
    values = [{at: row.value(at) or Decimal(0) for at in columns} for row in rows]
    known = {column.at for column in table.summed if column.role not in ("", "sum")}
    for index, whole in enumerate(columns):
        if whole in wholes or whole in known:
            continue
        for parts in _windows(columns, index):
            if _shown(whole, parts, values):
                yield Sum(whole, parts)
                break


def _windows(columns: list[int], index: int) -> Iterator[tuple[int, ...]]:
    """The columns behind a column, and those before it, the longest first."""
    for length in range(_LONGEST, 1, -1):
        if index + length < len(columns):
            yield tuple(columns[index + 1 : index + 1 + length])
        if index - length >= 0:
            yield tuple(columns[index - length : index])


def _shown(whole: int, parts: tuple[int, ...], values: list[dict[int, Decimal]]) -> bool:
    said = [line for line in values if line[whole] or any(line[part] for part in parts)]
    held = [line for line in said if line[whole] == sum(line[part] for part in parts)]
    telling = [line for line in held if sum(bool(line[part]) for part in parts) >= 2]
    used = all(any(line[part] for line in values) for part in parts)
    values_of_it = {line[whole] for line in telling}
    missed = len(said) - len(held)
    return used and len(values_of_it) >= 3 and missed * 5 <= len(said)


def _most(table: ReadTable, rows: list[Row]) -> Iterator[Most]:
    roles = {role: column.at for role, column in table.roles.items() if column.is_summed}
    bounded: set[str] = set()
    for part, whole in MOST:
        if part in bounded or part not in roles or whole not in roles:
            continue
        pairs = [(row.value(roles[part]) or Decimal(0), row.value(roles[whole]) or Decimal(0)) for row in rows]
        if sum(less <= more for less, more in pairs) * 2 > len(pairs) or len(pairs) <= 2:
            bounded.add(part)
            yield Most(roles[part], roles[whole])


def _rates(table: ReadTable, rows: list[Row]) -> Iterator[Rate]:
    roles = {role: column.at for role, column in table.roles.items() if column.is_summed}
    meant = dict(RATES)
    every = [pair for _, pairs in RATES for pair in pairs]
    for column in table.figures:
        if column.kind is not Kind.RATE:
            continue
        places = max((n.places for row in rows if (f := row.figures.get(column.at)) and (n := f.number)), default=0)
        pairs = meant.get(column.role, every)
        known = [
            Rate(column.at, tuple(roles[p] for p in parts), tuple(roles[w] for w in wholes), places)
            for parts, wholes in pairs
            if all(role in roles for role in (*parts, *wholes))
        ]
        shares = [Rate(column.at, (c.at,), (c.at,), places, of_total=True) for c in _neighbours(table, column)]
        scored = [(_rate_held(rate, table, rows), rate) for rate in (*known, *shares)]
        fitting = [(held, looked, rate) for (held, looked), rate in scored if held * 2 > looked and held >= 2]
        if fitting:
            yield max(fitting, key=lambda one: one[0])[2]


def _neighbours(table: ReadTable, column: Column) -> list[Column]:
    """The columns of counts that a share of the column may belong to: all where there are few."""
    before = [one for one in table.summed if one.at < column.at]
    return before[-3:]


def _rate_held(rate: Rate, table: ReadTable, rows: list[Row]) -> tuple[int, int]:
    """In how many rows a rate is right; rows of 0 and 100 per cent tell little and are not counted as right."""
    held = looked = 0
    for row in rows:
        expected, said = rate_expected(rate, table, row), row.value(rate.rate)
        if expected is None or said is None:
            continue
        if said == expected and said in (0, 100):
            continue
        looked += 1
        held += said == expected
    return held, looked


def rate_expected(rate: Rate, table: ReadTable, row: Row) -> Decimal | None:
    """What a rate must be in a row; None where there is nothing to be a share of."""
    below = table.rows[next(table.of_kind(RowKind.TOTAL), -1)] if rate.of_total else row
    if rate.of_total and below.kind is not RowKind.TOTAL:
        return None
    part = sum((row.value(at) or Decimal(0) for at in rate.parts), Decimal(0))
    whole = sum((below.value(at) or Decimal(0) for at in rate.wholes), Decimal(0))
    return share_of(part, whole, rate.places) if whole else None
