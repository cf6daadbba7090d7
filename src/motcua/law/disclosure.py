"""Publishing a table of counts so that nobody can be found in it: small counts are hidden, and stay hidden.

Hiding a small count is not enough: its row and its column add up, and whoever subtracts has it back. So other counts
are hidden with it, such that the published figures leave at least `k` possible values for each small count. Zero is
published: it is about nobody.

The guarantee is constructive. A *move* adds t to some columns of one row and takes t from others so that every identity
of the row still holds, and does the opposite in another row (or the same in the total), so that every column still adds
up. If all figures that a move changes are hidden, nobody can tell the true table from the moved one; a small count is
safe when such moves give it `k` values or more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

SMALL = 5
"""Counts from 1 up to, not including, this one are small."""

Cell = tuple[int, str]
"""Row and column; the total is row -1."""
TOTAL = -1


@dataclass(frozen=True, slots=True)
class Move:
    """What adding 1 to a column takes with it: column → +1 or -1, whatever keeps the identities of a row."""

    changes: Mapping[str, int]


def hidden(
    rows: Sequence[Mapping[str, int]], parts: Mapping[str, Sequence[frozenset[str]]], *, k: int = SMALL
) -> frozenset[Cell]:
    """The figures that have to be left out of a table.

    Args:
        rows: the counts of each row by column; the total of every column is published too.
        parts: column → the ways in which it is the sum of smallest columns; ``()`` for a column that is no part of
            any sum, `(frozenset({column}),)` for a smallest one.
        k: how many values must stay possible for each small count.

    Returns:
        Cells (place of the row, column); row -1 is the total.
    """
    figures = {(place, column): count for place, row in enumerate(rows) for column, count in row.items()}
    for column in parts:
        figures[TOTAL, column] = sum(row[column] for row in rows)
    small = [cell for cell, count in figures.items() if 0 < count < k]
    left_out = set(small)
    moves = list(_moves(parts))
    for cell in sorted(small, key=lambda one: (figures[one], one)):
        best = min(
            (
                (sum(figures[other] for other in changed if other not in left_out), sorted(changed))
                for changed in _protecting(cell, figures, len(rows), moves, k)
            ),
            default=None,
        )
        if best is None:
            return frozenset(other for other, count in figures.items() if count)  # nothing less would do
        left_out.update(best[1])
    return frozenset(left_out)


def _moves(parts: Mapping[str, Sequence[frozenset[str]]]) -> Iterator[Move]:
    """Every move of one unit from a smallest column to another of the same sum, and of columns that stand alone."""
    leaves = {leaf for ways in parts.values() for way in ways for leaf in way}
    for column, ways in parts.items():
        if not ways:
            yield Move({column: 1})
    for more, less in permutations(sorted(leaves), 2):
        changes: dict[str, int] = {}
        for column, ways in parts.items():
            found = {(more in way) - (less in way) for way in ways}
            if len(found) > 1:  # two ways to sum the column would disagree
                break
            changes[column] = found.pop() if found else 0
        else:
            yield Move({column: change for column, change in changes.items() if change})


def _protecting(
    cell: Cell, figures: Mapping[Cell, int], rows: int, moves: Sequence[Move], k: int
) -> Iterator[set[Cell]]:
    """The sets of figures each of which, left out, leaves `k` values for a cell."""
    row, column = cell
    for move in moves:
        if column not in move.changes:
            continue
        for other in range(TOTAL, rows):
            if other == row:
                continue
            # with the total the same change, with another row the opposite one keeps the sums of the columns
            sign = 1 if TOTAL in (row, other) else -1
            changed = {(row, name): change for name, change in move.changes.items()}
            changed |= {(other, name): sign * change for name, change in move.changes.items()}
            if any(not figures[one] for one in changed):  # a zero is published
                continue
            up = min((figures[one] - 1 for one, change in changed.items() if change < 0), default=k)
            down = min((figures[one] - 1 for one, change in changed.items() if change > 0), default=k)
            if up + down >= k - 1:
                yield set(changed)
