"""What a frozen version keeps comes back exactly: tables as JSON, dossiers as compressed columns."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.periods import Period
from motcua.reports.freezing.behind import Behind, unpacked
from motcua.reports.freezing.codec import from_json, to_json
from motcua.reports.span import Span
from motcua.reports.table import Cell, Column, Kind, Row, RowKind, Source, Table

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
DAYS = st.dates(date(2018, 1, 1), date(2030, 1, 1))
MOMENTS = st.integers(0, 10**15).map(lambda after: datetime(2018, 1, 1, tzinfo=UTC) + timedelta(microseconds=after))
CELLS: st.SearchStrategy[Cell] = (
    st.none() | st.integers(-(10**15), 10**15) | WORDS | st.decimals(allow_nan=False, allow_infinity=False)
)
SPANS = st.builds(
    lambda first, days, at: Span(Period(first, first + timedelta(days)), at), DAYS, st.integers(0, 400), MOMENTS
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Any table."""
    columns = draw(
        st.lists(
            st.builds(Column, WORDS, WORDS, WORDS, st.sampled_from(Kind), WORDS, WORDS, st.integers(0, 4)),
            max_size=4,
        )
    )
    cells = st.tuples(*(CELLS for _ in columns))
    rows = st.builds(Row, WORDS, WORDS, cells, st.sampled_from(RowKind), WORDS, st.none() | SPANS, WORDS, WORDS)
    return Table(
        name=draw(WORDS),
        title=draw(WORDS),
        span=draw(SPANS),
        row_label=draw(WORDS),
        columns=tuple(columns),
        rows=tuple(draw(st.lists(rows, max_size=5))),
        by=draw(WORDS),
        notes=tuple(draw(st.lists(WORDS, max_size=2))),
        broken=tuple(draw(st.lists(WORDS, max_size=2))),
        source=draw(st.none() | st.builds(Source, WORDS, MOMENTS)),
        definitions=draw(st.integers(0, 99)),
    )


def shown(cell: Cell) -> tuple[str, str]:
    """A cell with its kind: 1 is not "1", and 1.50 is not 1.5."""
    return type(cell).__name__, str(cell)


@given(tables())
def test_a_table_comes_back_from_json_exactly(table: Table) -> None:
    back = from_json(json.loads(json.dumps(to_json(table))))
    assert back == table
    assert [[shown(cell) for cell in row.cells] for row in back.rows] == [
        [shown(cell) for cell in row.cells] for row in table.rows
    ]


@given(tables())
def test_what_is_kept_is_what_the_database_gives_back(table: Table) -> None:
    kept = to_json(table)
    assert json.loads(json.dumps(kept)) == kept


def test_a_cell_that_is_none_of_these_is_not_read() -> None:
    table = to_json(Table("x", "x", Span(Period(date(2019, 1, 1), date(2019, 1, 2)), datetime.now(UTC)), "x", (), ()))
    with pytest.raises(TypeError):
        from_json({**table, "rows": [{"cells": [1.5], "kind": "body", "span": None}]})


LINES = st.dictionaries(st.uuids(), st.tuples(st.integers(0, 2), st.integers(0, 2**4 - 1)), max_size=30)


def filled(lines: dict[UUID, tuple[int, int]]) -> Behind:
    found = Behind(("total", "new", "late", "pending"), ("a", "b", "ở đây"))
    for dossier in sorted(lines, key=lambda one: one.bytes):
        found.add(dossier, *lines[dossier])
    return found


@given(LINES)
def test_dossiers_come_back_with_their_row_and_measures(lines: dict[UUID, tuple[int, int]]) -> None:
    packed, digest = filled(lines).packed()
    back, again = unpacked(packed)
    assert {dossier: (place, mask) for dossier, place, mask in back} == lines
    assert (back.measures, back.rows, again) == (filled(lines).measures, filled(lines).rows, digest)


@given(LINES)
def test_a_figure_is_the_number_of_its_dossiers(lines: dict[UUID, tuple[int, int]]) -> None:
    found = filled(lines)
    counts = found.counts()
    for place, row in enumerate(found.rows):
        for bit, measure in enumerate(found.measures):
            slow = [one for one, (at, mask) in lines.items() if at == place and mask & 2**bit]
            assert sorted(found.of(measure, row)) == sorted(slow)
            assert counts.get((row, measure), 0) == len(slow)
    for bit, measure in enumerate(found.measures):
        assert set(found.of(measure)) == {one for one, (_, mask) in lines.items() if mask & 2**bit}


def test_a_figure_that_is_not_there_has_no_dossiers() -> None:
    assert filled({UUID(int=1): (0, 1)}).of("sent_back") == filled({UUID(int=1): (0, 1)}).of("total", "c") == []


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_damaged_rows_are_not_read(damage: bytes | None) -> None:
    packed, _ = filled({UUID(int=1): (0, 1)}).packed()
    with pytest.raises(ValueError, match="not the rows"):
        unpacked(packed[:-3] if damage is None else damage)
