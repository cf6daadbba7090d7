"""Small counts of a published table cannot be found out: proven by trying every table that it could have been."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.law.disclosure import SMALL, TOTAL, hidden

ALONE = {"online": ()}
OUTCOMES = {
    "resolved": (frozenset({"early", "late"}),),
    "early": (frozenset({"early"}),),
    "late": (frozenset({"late"}),),
}
NESTED = {
    "total": (frozenset({"early", "late", "pending"}),),
    "resolved": (frozenset({"early", "late"}),),
    "early": (frozenset({"early"}),),
    "late": (frozenset({"late"}),),
    "pending": (frozenset({"pending"}),),
}


def row(**leaves: int) -> dict[str, int]:
    """A row of `NESTED` from its smallest columns."""
    return {
        "total": sum(leaves.values()),
        "resolved": leaves["early"] + leaves["late"],
        **leaves,
    }


def possible(rows: list[dict[str, int]], left_out: frozenset[tuple[int, str]], leaves: list[str], most: int):
    """Every table of smallest counts up to `most` that shows the same published figures (slow and obvious)."""
    for values in product(range(most + 1), repeat=len(rows) * len(leaves)):
        tried = [
            row(**dict(zip(leaves, values[n * len(leaves) : (n + 1) * len(leaves)], strict=True)))
            for n in range(len(rows))
        ]
        if all(
            (theirs[column] == ours[column]) if (place, column) not in left_out else theirs[column] > 0
            for place, (ours, theirs) in enumerate(zip(rows, tried, strict=True))
            for column in ours
        ) and all(
            (sum(r[column] for r in tried) == sum(r[column] for r in rows))
            if (TOTAL, column) not in left_out
            else sum(r[column] for r in tried) > 0
            for column in rows[0]
        ):
            yield tried


LEAVES = ["early", "late", "pending"]
COUNTS = st.integers(0, 3)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(LEAVES, COUNTS)), min_size=2, max_size=2))
def test_every_small_count_could_be_another_one(drawn: list[dict[str, int]]) -> None:
    rows = [row(**leaves) for leaves in drawn]
    left_out = hidden(rows, NESTED, k=3)
    tables = list(possible(rows, left_out, LEAVES, most=5))
    for place, one in enumerate(rows):
        for column, count in one.items():
            if 0 < count < 3:
                assert len({table[place][column] for table in tables}) >= 3, (rows, left_out, place, column)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(LEAVES, st.integers(0, 40))), min_size=1, max_size=6))
def test_small_counts_are_hidden_and_zeros_never(drawn: list[dict[str, int]]) -> None:
    rows = [row(**leaves) for leaves in drawn]
    left_out = hidden(rows, NESTED)
    for place, one in enumerate(rows):
        for column, count in one.items():
            if 0 < count < SMALL:
                assert (place, column) in left_out
            if count == 0:
                assert (place, column) not in left_out


def test_a_table_without_small_counts_is_published_whole() -> None:
    assert hidden([row(early=20, late=9, pending=5), row(early=30, late=0, pending=7)], NESTED) == frozenset()


def test_a_small_count_takes_a_second_figure_of_its_row_and_another_row_with_it() -> None:
    rows = [row(early=20, late=2, pending=9), row(early=30, late=8, pending=7), row(early=90, late=70, pending=60)]
    left_out = hidden(rows, NESTED)
    assert {(0, "late"), (0, "early"), (1, "late"), (1, "early")} == left_out


def test_a_column_that_is_no_part_of_a_sum_takes_another_row_with_it() -> None:
    rows = [{"online": 3}, {"online": 12}, {"online": 40}]
    assert hidden(rows, ALONE) == {(0, "online"), (1, "online")}


def test_the_only_figure_of_a_column_hides_the_total_with_it() -> None:
    rows = [{"online": 3}, {"online": 0}]
    assert {(0, "online"), (TOTAL, "online")} <= hidden(rows, ALONE)


def test_an_empty_table_hides_nothing() -> None:
    assert hidden([], NESTED) == frozenset()
