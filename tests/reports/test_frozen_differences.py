"""What a new version changes: found cell by cell and dossier by dossier, as a slow comparison finds it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from motcua.law.periods import Period
from motcua.reports.freezing.behind import Behind
from motcua.reports.freezing.differences import DossierChange, Place, cells_changed, dossiers_changed, with_dossiers
from motcua.reports.span import Span
from motcua.reports.table import TOTAL_LABEL, Column, Row, RowKind, Table

MEASURES = ("total", "within", "late", "online")
ROWS = ("a", "b")
COLUMNS = tuple(Column(measure, measure, measure=measure) for measure in MEASURES)
SPAN = Span(Period(date(2019, 3, 1), date(2019, 3, 31)), datetime(2019, 4, 1, tzinfo=UTC))
Lines = dict[UUID, tuple[str, frozenset[str]]]
LINES: st.SearchStrategy[Lines] = st.dictionaries(
    st.integers(0, 12).map(lambda number: UUID(int=number)),
    st.tuples(st.sampled_from(ROWS), st.sets(st.sampled_from(MEASURES), min_size=1).map(frozenset)),
    max_size=10,
)


def behind(lines: Lines, measures: tuple[str, ...] = MEASURES) -> Behind:
    found = Behind(measures, ROWS)
    for dossier in sorted(lines):
        row, held = lines[dossier]
        found.add(dossier, ROWS.index(row), sum(1 << bit for bit, key in enumerate(measures) if key in held))
    return found


def figure(lines: Lines, row: str, measure: str) -> int:
    return sum(measure in held and row in ("", at) for at, held in lines.values())


def table(lines: Lines) -> Table:
    rows = [Row(row, row.upper(), tuple(figure(lines, row, key) for key in MEASURES)) for row in ROWS]
    total = Row("", TOTAL_LABEL, tuple(figure(lines, "", key) for key in MEASURES), RowKind.TOTAL)
    return Table("x", "X", SPAN, "Dòng", COLUMNS, (*rows, total), by="field")


@given(LINES, LINES)
def test_exactly_the_cells_whose_figures_differ_are_told(before: Lines, after: Lines) -> None:
    found = {
        (cell.row.key, cell.column.key): (cell.before, cell.after)
        for cell in cells_changed([table(before)], [table(after)])
    }
    slow = {}
    for row in (*ROWS, ""):
        for measure in MEASURES:
            was, now = figure(before, row, measure), figure(after, row, measure)
            if was != now:
                slow[row, measure] = (was, now)
    assert found == slow


@given(LINES, LINES)
def test_exactly_the_dossiers_that_count_otherwise_are_told(before: Lines, after: Lines) -> None:
    found = {change.dossier for change in dossiers_changed(behind(before), behind(after))}
    assert found == {dossier for dossier in before | after if before.get(dossier) != after.get(dossier)}


@given(LINES, LINES)
def test_dossiers_that_came_and_went_explain_every_cell(before: Lines, after: Lines) -> None:
    changes = dossiers_changed(behind(before), behind(after))
    cells = with_dossiers(cells_changed([table(before)], [table(after)]), changes, [table(after)])
    told = {(cell.row.key, cell.column.key): cell for cell in cells}
    for row in (*ROWS, ""):
        for measure in MEASURES:
            was = {one for one, (at, held) in before.items() if measure in held and row in ("", at)}
            now = {one for one, (at, held) in after.items() if measure in held and row in ("", at)}
            cell = told.pop((row, measure), None)
            assert (cell is None) == (was == now)
            if cell is not None:
                assert (cell.entered, cell.left) == (len(now - was), len(was - now))
                assert (cell.before, cell.after) == (len(was), len(now))
    assert not told


@given(LINES)
def test_a_measure_that_one_version_does_not_count_is_no_difference_of_a_dossier(lines: Lines) -> None:
    shared = ("late", "total")
    only = {one: (at, held & set(shared)) for one, (at, held) in lines.items() if held & set(shared)}
    assert dossiers_changed(behind(lines), behind(only, shared)) == []


def test_a_row_that_came_and_a_row_that_went_are_told_in_all_their_cells() -> None:
    with_b, without = table({}), Table("x", "X", SPAN, "Dòng", COLUMNS, table({}).rows[:1], by="field")
    gone = cells_changed([with_b], [without])
    assert {(cell.row.name, cell.before, cell.after) for cell in gone} == {("B", 0, None), (TOTAL_LABEL, 0, None)}
    come = cells_changed([without], [with_b])
    assert {(cell.row.name, cell.before, cell.after) for cell in come} == {("B", None, 0), (TOTAL_LABEL, None, 0)}


def test_a_table_that_came_is_told() -> None:
    assert {cell.table for cell in cells_changed([], [table({})])} == {0}


# Sentences

NAMES = {"a": "Đất đai", "b": "Hộ tịch"}


def told(before: tuple[str, ...] | None, after: tuple[str, ...] | None) -> str:
    places = [None if one is None else Place(one[0], frozenset(one[1:])) for one in (before, after)]
    return DossierChange(UUID(int=1), *places).sentence(NAMES, 1)


def test_what_has_become_of_a_dossier_is_a_sentence() -> None:
    within, late = ("a", "total", "pending", "within"), ("a", "total", "resolved", "late")
    assert told(None, within) == "Không có trong bản 1, nay được tính (dòng “Đất đai”, đang giải quyết, còn hạn)."
    assert told(late, None) == "Có trong bản 1 (dòng “Đất đai”, đã giải quyết, trễ hạn), nay không còn trong kỳ."
    assert told(within, late) == "Chuyển từ “đang giải quyết, còn hạn” thành “đã giải quyết, trễ hạn”."
    assert told(within, ("b", *within[1:])) == "Chuyển từ dòng “Đất đai” sang dòng “Hộ tịch”."
    assert told(late, (*late, "online")) == "Thêm vào “Nộp trực tuyến”."
    assert told(("a", "total", "new"), ("a", "total", "carried")) == (
        "Thêm vào “Kỳ trước chuyển sang”, không còn ở “Tiếp nhận mới”."
    )
    assert told((*within, "online"), ("b", "total", "resolved", "late")) == (
        "Chuyển từ dòng “Đất đai” sang dòng “Hộ tịch”, từ “đang giải quyết, còn hạn” thành “đã giải quyết, trễ hạn”, "
        "không còn ở “Nộp trực tuyến”."
    )
