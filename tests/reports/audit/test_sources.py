"""The tables of the sources agree with themselves, and one changed digit in them is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from motcua.cli import app
from motcua.law.tables.audit import TableAudit, audit_grid
from motcua.law.tables.grid import grid_of_texts
from reports.audit.sources import FILES, plain, printed

SHAPES = {
    "soc-trang-results": "one-stop",
    "soc-trang-ratings": "ratings",
    "binh-dinh-results": "yearly",
    "binh-dinh-fees": "fees",
}
WITH_SHARES = [name for name in FILES if name.startswith("soc-trang")]


def audit(rows: list[list[str]]) -> TableAudit:
    (found,) = audit_grid(grid_of_texts(rows))
    return found


@pytest.mark.parametrize("name", FILES)
def test_the_tables_of_the_sources_are_clean_and_their_shapes_known(name: str) -> None:
    found = audit(plain(name))
    assert found.findings == ()
    assert found.understanding.shape == SHAPES[name]


@pytest.mark.parametrize("name", FILES)
def test_so_they_are_with_total_and_share_row_as_printed(name: str) -> None:
    found = audit(printed(name))
    assert found.findings == ()
    assert found.understanding.shape == SHAPES[name]


@pytest.mark.parametrize("name", FILES)
def test_the_command_finds_nothing_in_the_files_of_the_sources(name: str) -> None:
    result = CliRunner().invoke(app, ["audit-table", str(FILES[name])])
    assert result.exit_code == 0, result.output
    assert "Không thấy mâu thuẫn nào" in result.output


@settings(max_examples=150, deadline=None)
@given(st.data())
@pytest.mark.parametrize("name", WITH_SHARES)
def test_any_changed_digit_is_found_and_the_cell_named(name: str, data: st.DataObject) -> None:
    rows = printed(name)
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(1, len(rows[0]) - 1))
    text = rows[row][column]
    at = data.draw(st.sampled_from([at for at, sign in enumerate(text) if sign.isdigit()]))
    digit = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != text[at]]))
    rows[row][column] = text[:at] + digit + text[at + 1 :]
    found = audit(rows).findings
    assert found
    named = {(spot.row, spot.column): spot for one in found for spot in (one.spot, *one.candidates) if spot}
    assert named[row, column].printed == rows[row][column]
    assert plainly(named[row, column].expected) == plainly(text)


def plainly(number: str) -> str:
    """A number without its separators, to compare `2887` and `2.887`."""
    return number.replace(".", "")


def test_a_digit_changed_where_row_and_column_cross_is_blamed_on_one_cell() -> None:
    rows = printed("soc-trang-results")
    assert rows[9][4] == "3527"
    rows[9][4] = "3257"
    (finding,) = audit(rows).findings
    assert finding.spot is not None
    assert (finding.spot.row, finding.spot.column) == (9, 4)
    assert (finding.spot.printed, finding.spot.expected, finding.spot.slip) == ("3257", "3.527", "swapped")
    assert "Sở Nông nghiệp và PTNT" in finding.sentence
    assert "in 3257, phải là 3.527: đổi chỗ hai chữ số" in finding.sentence
    assert len(finding.rules) == 3
