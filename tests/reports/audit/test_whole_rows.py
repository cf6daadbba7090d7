"""Errors that are more than one wrong cell: rows left out or repeated, exchanges, shares, bounds, carried over."""

from __future__ import annotations

import pytest

from motcua.law.tables.audit import audit_grid, tables_of
from motcua.law.tables.findings import Finding
from motcua.law.tables.grid import grid_of_texts
from reports.audit.invented import ONE_STOP, Lines
from reports.audit.layouts import LAYOUTS


def layout(name: str) -> Lines:
    return LAYOUTS[name][0]()


def row_of(lines: Lines, label: str) -> int:
    return next(at for at, line in enumerate(lines) if any(label in cell for cell in line[:2]))


def findings(lines: Lines) -> list[Finding]:
    return [finding for table in audit_grid(grid_of_texts(lines)) for finding in table.findings]


def the(lines: Lines) -> Finding:
    (finding,) = findings(lines)
    return finding


WITH_TOTAL = ["one-stop", "letterhead and notes", "sections with sums below", "form 07a", "form II.06", "ratings"]


@pytest.mark.parametrize("name", WITH_TOTAL)
def test_a_row_that_stands_twice_is_told_and_that_the_total_does_not_hold_it(name: str) -> None:
    lines = layout(name)
    at = next(at for at, line in enumerate(lines) if line and line[0] == "2" and len(line[1]) > 3)
    lines.insert(at, list(lines[at]))
    codes = {finding.code: finding for finding in findings(lines)}
    assert "repeated_row" in codes
    assert f"“{lines[at][1]}” đứng 2 lần, với cùng số liệu" in codes["repeated_row"].sentence
    assert set(codes) == {"repeated_row", "total_rows"}


@pytest.mark.parametrize("name", WITH_TOTAL)
def test_a_row_that_is_missing_shows_in_the_total(name: str) -> None:
    lines = layout(name)
    at = next(at for at, line in enumerate(lines) if line and line[0] == "2" and len(line[1]) > 3)
    gone = lines.pop(at)
    found = findings(lines)
    assert {finding.code for finding in found} == {"total_rows"}
    assert all("như thiếu một dòng" in finding.sentence for finding in found)
    assert gone[2] in found[0].sentence


def test_the_figures_of_one_row_copied_to_another_are_told() -> None:
    lines = layout("without total")
    lines[4][2:] = lines[3][2:]
    finding = the(lines)
    assert finding.code == "repeated_figures"
    assert lines[3][1] in finding.sentence
    assert lines[4][1] in finding.sentence


def test_two_cells_of_a_row_that_changed_places_are_told_together() -> None:
    lines = layout("one-stop")
    row = row_of(lines, "Sở Tư pháp")
    early, late = lines[row][6], lines[row][8]
    lines[row][6], lines[row][8] = late, early
    finding = the(lines)
    assert finding.code == "exchanged_cells"
    assert {(spot.column, spot.expected) for spot in finding.candidates} == {(6, early), (8, late)}


def test_two_cells_of_a_column_that_changed_places_are_told_together() -> None:
    lines = layout("form 07a")
    one, other = row_of(lines, "Hộ tịch"), row_of(lines, "Chứng thực")
    lines[one][9], lines[other][9] = lines[other][9], lines[one][9]
    finding = the(lines)
    assert finding.code == "exchanged_cells"
    assert {spot.row for spot in finding.candidates} == {one, other}


def test_two_headings_that_changed_places_are_told_once() -> None:
    lines = layout("total on top")
    heads = lines[1]
    heads[5], heads[9] = heads[9], heads[5]
    finding = the(lines)
    assert finding.code == "exchanged_columns"
    assert "Tổng số hồ sơ đã giải quyết" in finding.sentence
    assert "Tổng số hồ sơ đang giải quyết" in finding.sentence


def test_two_wrong_cells_are_two_findings() -> None:
    lines = layout("one-stop")
    first, second = row_of(lines, "Sở Y tế"), row_of(lines, "Sở Nội vụ")
    right = lines[first][5], lines[second][9]
    lines[first][5] = lines[first][5] + "1"
    lines[second][9] = str(int(lines[second][9].replace(".", "")) + 100)
    found = findings(lines)
    named = {(one.spot.row, one.spot.column): one.spot.expected for one in found if one.spot}
    assert named == {(first, 5): right[0], (second, 9): right[1]}


def test_a_wrong_share_is_told_with_the_right_one_half_up() -> None:
    lines = layout("one-stop")
    right = lines[-1][6]
    lines[-1][6] = right[:-1] + str((int(right[-1]) + 1) % 10)
    finding = the(lines)
    assert finding.code == "share"
    assert finding.spot is not None
    assert finding.spot.expected == right


def test_a_share_is_compared_at_the_decimals_that_are_printed() -> None:
    head = ["Cơ quan", "Tổng số", "Đã giải quyết", "Đang giải quyết", "Tỷ lệ giải quyết (%)"]
    rows = [["Sở A", "8", "7", "1", "87,5"], ["Sở B", "3", "2", "1", "66,7"], ["Sở C", "7", "3", "4", "42,9"]]
    assert findings([head, *rows]) == []
    rows[1][4] = "66,6"  # 66,666… rounds half up
    assert [one.spot.expected for one in findings([head, *rows]) if one.spot] == ["66,7"]


def test_rates_beyond_0_and_100_are_told() -> None:
    lines = layout("yearly")
    row = row_of(lines, "Sở Y tế")
    lines[row][14] = "875"
    finding = the(lines)
    assert (finding.code, finding.spot and finding.spot.column) == ("rate_range", 14)


def test_a_fraction_of_a_dossier_is_told() -> None:
    lines = layout("without total")
    lines[3][12] = "2,5"
    finding = the(lines)
    assert finding.code == "fractional_count"
    assert "số nguyên" in finding.sentence


def test_less_than_no_dossier_is_told() -> None:
    lines = layout("without total")
    lines[3][12] = "-3"
    assert the(lines).code == "negative_count"


def test_more_filed_online_than_filed_is_told() -> None:
    lines = layout("without total")
    row = row_of(lines, "Sở Y tế")
    lines[row][13] = lines[row][2].replace(".", "") + "9"
    finding = the(lines)
    assert finding.code == "part_exceeds_whole"
    assert {spot.column for spot in finding.candidates} == {4, 13}


def test_an_amount_without_a_transaction_is_told() -> None:
    head = ["Cơ quan", "online_count", "online_amount", "counter_count", "counter_amount"]
    head[0] = "agency"
    finding = the([head, ["Sở A", "3", "9000", "0", "500"], ["Sở B", "1", "20", "2", "30"]])
    assert finding.code == "amount_without_count"
    assert finding.spot is not None
    assert (finding.spot.row, finding.spot.column) == (1, 4)


def test_a_number_with_other_signs_than_its_neighbours_is_told_when_it_can_be_misread() -> None:
    lines = layout("one-stop")
    row = row_of(lines, "Sở Y tế")
    lines[row][6] = lines[row][6].replace(".", ",")
    finding = the(lines)
    assert finding.code == "separator"
    assert finding.spot is not None
    assert (finding.spot.row, finding.spot.column) == (row, 6)


def test_a_section_that_is_not_the_sum_of_its_rows_is_told() -> None:
    lines = layout("sections with figures")
    row = row_of(lines, "Cấp huyện")
    lines[row][2], right = "9" + lines[row][2], lines[row][2]
    finding = the(lines)
    assert finding.spot is not None
    assert (finding.spot.row, finding.spot.expected) == (row, right)
    assert any("là tổng của 4 dòng" in rule for rule in finding.rules)


def test_what_was_carried_over_is_what_was_pending() -> None:
    before, now = layout("form 07a"), layout("form 07a")
    names = ["Đất đai", "Hộ tịch", "Chứng thực", "Bảo trợ xã hội", "Xây dựng", "Tổng số"]
    for name in names:
        before[_last(before, name)][12] = now[_last(now, name)][7]
    # only the column of what was pending matters of the table before
    previous = tables_of(grid_of_texts(before))
    assert [f for t in audit_grid(grid_of_texts(now), previous) for f in t.findings] == []
    row = _last(before, "Hộ tịch")
    before[row][12] = before[row][12] + "1"
    (finding,) = [f for t in audit_grid(grid_of_texts(now), tables_of(grid_of_texts(before))) for f in t.findings]
    assert finding.code == "carried_over"
    assert "kỳ trước" in finding.sentence
    assert "Hộ tịch" in finding.sentence


def test_a_slip_in_what_was_carried_over_is_blamed_on_the_cell_by_row_column_and_the_period_before() -> None:
    before, now = layout("form 07a"), layout("form 07a")
    for name in ["Đất đai", "Hộ tịch", "Chứng thực", "Bảo trợ xã hội", "Xây dựng", "Tổng số"]:
        before[_last(before, name)][12] = now[_last(now, name)][7]
    row = _last(now, "Chứng thực")
    right = now[row][7]
    now[row][7] = right + "4"
    (finding,) = [f for t in audit_grid(grid_of_texts(now), tables_of(grid_of_texts(before))) for f in t.findings]
    assert finding.spot is not None
    assert (finding.spot.row, finding.spot.column, finding.spot.expected) == (row, 7, right)
    assert len(finding.rules) == 3


def test_rows_that_only_one_of_the_two_periods_has_are_told() -> None:
    before, now = layout("form 07a"), layout("form 07a")
    for name in ["Đất đai", "Hộ tịch", "Chứng thực", "Bảo trợ xã hội", "Xây dựng", "Tổng số"]:
        before[_last(before, name)][12] = now[_last(now, name)][7]
    row = _last(before, "Xây dựng")
    before[row][1] = "Giao thông"
    found = [f for t in audit_grid(grid_of_texts(now), tables_of(grid_of_texts(before))) for f in t.findings]
    assert {f.code for f in found} == {"carried_over"}
    assert sorted("Giao thông" in f.sentence for f in found) == [False, True]


def _last(lines: Lines, name: str) -> int:
    return max(at for at, line in enumerate(lines) if name in line[:2])


def test_a_table_of_one_row_is_audited_too() -> None:
    names = ["total", "carried", "new", *ONE_STOP[3:10], "returned", "online"]
    lines = [["agency", *names], ["Sở A", "10", "1", "9", "8", "5", "2", "1", "2", "1", "1", "0", "3"]]
    assert findings(lines) == []
    lines[1][4] = "9"
    assert the(lines).spot is not None
