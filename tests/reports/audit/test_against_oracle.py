"""The audit finds something exactly when a slow and obvious oracle does."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.law.tables.audit import audit_grid
from motcua.law.tables.grid import grid_of_texts
from motcua.law.tables.numbers import printed
from reports.audit.oracle import NAMES, agrees

SMALL = st.integers(0, 400)
CHANGE = st.tuples(st.integers(0, 8), st.integers(0, 11), st.integers(-300, 300))
"""Row (the total beyond the last), column, by how much."""
BASES = [0, 0, 0, 0, 3, 3, 3, 0, 7, 7, 0, 0]


@st.composite
def rows_that_agree(draw: st.DrawFn) -> list[int]:
    early, on_time, late, within, overdue = (draw(SMALL) for _ in range(5))
    resolved, pending = early + on_time + late, within + overdue
    whole = resolved + pending
    carried = draw(st.integers(0, whole))
    new = whole - carried
    returned, online = draw(st.integers(0, resolved)), draw(st.integers(0, new))
    return [whole, carried, new, resolved, early, on_time, late, pending, within, overdue, returned, online]


def share_row(total: list[int]) -> list[Decimal]:
    def share(part: int, whole: int) -> Decimal:
        exact = Decimal(part) * 100 / whole if whole else Decimal(0)
        return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)

    return [share(total[at], total[BASES[at]]) for at in range(12)]


Table = tuple[list[list[int]], list[int], list[Decimal]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows = draw(st.lists(rows_that_agree(), min_size=3, max_size=7))
    total = [sum(row[at] for row in rows) for at in range(12)]
    return rows, total, share_row(total)


def finds(table: Table) -> int:
    rows, total, shares = table
    lines = [NAMES, *([f"Sở {at}", *map(str, row)] for at, row in enumerate(rows))]
    lines.append(["Tổng", *(printed(Decimal(value)) for value in total)])
    lines.append(["Tỷ lệ (%)", *(printed(value, 2) for value in shares)])
    (found,) = audit_grid(grid_of_texts(lines))
    # rows with the very same figures are suspicious, but contradict nothing
    return len([finding for finding in found.findings if finding.code != "repeated_figures"])


@settings(max_examples=150, deadline=None)
@given(tables())
def test_nothing_is_found_in_a_table_that_agrees(table: Table) -> None:
    assert agrees(*table)
    assert finds(table) == 0


@settings(max_examples=300, deadline=None)
@given(
    tables(), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 11), st.integers(-300, 300)), min_size=1, max_size=3)
)
def test_something_is_found_exactly_where_the_oracle_disagrees(
    table: Table, changes: list[tuple[int, int, int]]
) -> None:
    rows, total, shares = table
    for row, column, by in changes:
        line = rows[row] if row < len(rows) else total
        line[column] += by
    assert (finds(table) == 0) == agrees(rows, total, shares)
