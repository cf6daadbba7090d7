"""Tables in the layouts of many offices: no false alarm on what agrees, and every planted error found in its cell."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from motcua.law.tables.audit import TableAudit, audit_grid
from motcua.law.tables.findings import Finding
from motcua.law.tables.grid import grid_of_texts
from reports.audit.invented import Lines
from reports.audit.layouts import CROSSINGS, LAYOUTS
from reports.audit.more_layouts import side_by_side


def audits(lines: Lines) -> list[TableAudit]:
    return audit_grid(grid_of_texts(lines))


def findings(lines: Lines) -> list[Finding]:
    return [finding for table in audits(lines) for finding in table.findings]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_whose_figures_agree_raises_no_alarm_and_is_known(name: str) -> None:
    make, shape = LAYOUTS[name]
    found = audits(make())
    assert [finding.sentence for table in found for finding in table.findings] == []
    assert {table.understanding.shape for table in found} == {shape}
    assert all(table.understanding.reasons for table in found)


def test_a_known_shape_is_sure_and_an_unknown_one_is_not() -> None:
    certain = {name: min(one.understanding.certainty for one in audits(make())) for name, (make, _) in LAYOUTS.items()}
    assert certain["one-stop"] == 1
    assert certain["form 07b"] >= 0.9
    assert certain["nobody knows it"] <= 0.5


def swapped(text: str) -> str:
    for at in range(len(text) - 1):
        if text[at].isdigit() and text[at + 1].isdigit() and text[at] != text[at + 1]:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    raise AssertionError(f"{text} has no two digits to swap")


def another_digit(text: str) -> str:
    at = next(at for at, sign in enumerate(text) if sign.isdigit())
    return text[:at] + str(int(text[at]) % 9 + 1) + text[at + 1 :]


def extra_digit(text: str) -> str:
    return text + "7"


def lost_digit(text: str) -> str:
    return text[:-1]


def sign(text: str) -> str:
    return f"-{text}"


def separator(text: str) -> str:
    digits = "".join(letter for letter in text if letter.isdigit())
    return f"{digits[:-1]},{digits[-1]}"


def letter(text: str) -> str:
    return text.translate(str.maketrans("0158", "OlSB")) if set("0158") & set(text) else f"{text}x"


def nothing(_: str) -> str:
    return ""


SLIPS: dict[str, Callable[[str], str]] = {
    "swapped": swapped,
    "digit": another_digit,
    "digit_extra": extra_digit,
    "digit_lost": lost_digit,
    "sign": sign,
    "separator": separator,
    "letter": letter,
    "nothing": nothing,
}


def with_slip(name: str, slip: str) -> tuple[Lines, int, int, str]:
    """The table with the slip in it, where it is, and what stood there."""
    lines = LAYOUTS[name][0]()
    label, column = CROSSINGS[name]
    row = next(at for at, line in enumerate(lines) if any(label in cell for cell in line[:2]))
    right = lines[row][column]
    lines[row][column] = SLIPS[slip](right)
    return lines, row, column, right


def plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("name", CROSSINGS)
def test_a_slip_is_found_blamed_on_its_cell_and_mended(name: str, slip: str) -> None:
    lines, row, column, right = with_slip(name, slip)
    (finding,) = findings(lines)
    assert finding.spot is not None, finding.sentence
    assert (finding.spot.row, finding.spot.column) == (row, column)
    assert plain(finding.spot.expected) == plain(right)
    assert finding.spot.expected in finding.sentence


@pytest.mark.parametrize("slip", ["swapped", "digit", "digit_extra", "digit_lost", "sign"])
@pytest.mark.parametrize("name", CROSSINGS)
def test_a_slip_is_called_by_its_name(name: str, slip: str) -> None:
    lines, _, _, right = with_slip(name, slip)
    (finding,) = findings(lines)
    assert finding.spot is not None
    meant = {slip, "swapped"} if len(plain(right)) == 2 else {slip}
    assert finding.spot.slip in meant
    assert finding.spot.explanation in finding.sentence


@pytest.mark.parametrize("name", CROSSINGS)
def test_every_changed_digit_of_a_layout_is_found_where_figures_are_tied(name: str) -> None:
    """Thirty digits of each layout; those of columns that nothing ties to another cannot be told, and are left out."""
    chance = random.Random(name)
    lines = LAYOUTS[name][0]()
    free = {"yearly": {14}, "hand-over": {14}}.get(name, set())
    places = [
        (row.at, column.at)
        for table in audits(lines)
        for row in table.table.rows
        for column in table.table.figures
        if row.figures[column.at].number and column.at not in free
    ]
    for row, column in chance.sample(places, 30):
        text = lines[row][column]
        at = chance.choice([at for at, letter in enumerate(text) if letter.isdigit()])
        digit = chance.choice([digit for digit in "0123456789" if digit != text[at]])
        changed = [list(line) for line in lines]
        changed[row][column] = text[:at] + digit + text[at + 1 :]
        named = {
            (spot.row, spot.column)
            for finding in findings(changed)
            for spot in (finding.spot, *finding.candidates)
            if spot
        }
        assert (row, column) in named, f"{lines[row][:2]}, column {column}: {text} -> {changed[row][column]}"


def test_two_tables_side_by_side_are_two_tables() -> None:
    left, right = audits(side_by_side())
    assert (left.understanding.shape, right.understanding.shape) == ("ratings", "generic")
    assert left.findings == right.findings == ()
    assert left.name != right.name


def test_three_tables_below_each_other_are_three_each_named_by_its_title() -> None:
    found = audits(LAYOUTS["three channels"][0]())
    assert ["Tất cả hồ sơ" in found[0].name, "trực tuyến" in found[1].name, "bưu chính" in found[2].name] == [True] * 3
