"""Reads “Thành phần hồ sơ”: one or more tables, each with a heading, whose cells run together.

A row is a name, the file names of its forms, and “1 bản chính,2 bản sao”. The quantity always closes a row and is
glued on both sides, which tells it from a quantity that the prose of a name mentions (“nộp 01 bản chính, …”).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.catalogue.national.cells import LOWER, is_nothing
from motcua.catalogue.national.forms import EXTENSION, split_forms
from motcua.catalogue.national.reading import Mark, Part, ReadComponent
from motcua.catalogue.national.reasons import mark

HEADER = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
NO_HEADING = re.compile(r"[\s-]*")
"""A table without a heading shows dashes."""

_QUANTITY = re.compile(r"(?<!\d)(\d+) bản chính(?:,(\d+) bản sao)?")
_ENDS_IN_DATE = re.compile(r"(?:\d{1,2}/\d{1,2}/|năm )(?:19|20)\d\d$")
_ENDS_IN_WORDS = re.compile(rf"[{LOWER}](?:[;.)]+|{EXTENSION})$")
_MORE = re.compile(r"\d+ bản chính")


@dataclass(frozen=True, slots=True)
class _Quantity:
    start: int
    end: int
    digits: str
    copies: int


def read_components(text: str) -> tuple[tuple[ReadComponent, ...], tuple[Mark, ...]]:
    """The rows of all tables, in order, and what is left to a person."""
    if is_nothing(text) or NO_HEADING.fullmatch(text):
        return (), ()
    heading, *tables = text.split(HEADER)
    if not tables:
        return (), (mark(Part.COMPONENTS, "components_not_a_table", text),)
    found: list[ReadComponent] = []
    marks: list[Mark] = []
    for place, table in enumerate(tables, start=1):
        rows, rest = _rows(table)
        group = "" if NO_HEADING.fullmatch(heading) else heading.strip()
        for row, quantity in rows:
            component, doubts = _read_row(group, row, quantity)
            found += [component] if component else []
            marks += doubts
        if not rows and group:
            marks.append(mark(Part.COMPONENTS, "component_without_quantity", heading))
        is_last = place == len(tables)
        if is_last and not NO_HEADING.fullmatch(rest):
            marks.append(mark(Part.COMPONENTS, "component_without_quantity", rest))
        heading = rest
    return tuple(found), tuple(marks)


def _rows(table: str) -> tuple[list[tuple[str, _Quantity]], str]:
    """The rows of one table with their quantities, and what stands after the last: the next table's heading."""
    rows: list[tuple[str, _Quantity]] = []
    start = 0
    for found in _QUANTITY.finditer(table):
        if not _closes_a_row(table, found):
            continue
        quantity = _Quantity(found.start(), found.end(), found.group(1), int(found.group(2) or 0))
        rows.append((table[start : found.start()], quantity))
        start = found.end()
    return rows, table[start:]


def _closes_a_row(table: str, found: re.Match[str]) -> bool:
    """Whether a quantity is the cell that closes a row, not words of a name."""
    before = table[found.start() - 1 : found.start()]
    after = table[found.end() : found.end() + 1]
    is_glued_after = not after.isspace() and (after not in tuple(".,;:)/") or not after)
    if before == "(":
        return False
    if _is_written_out(found.group(1)):
        # prose writes “01 bản chính”; the portal's cells never begin with a zero
        return False
    if before == "" or before.isspace():
        return is_glued_after and not _MORE.match(table, found.end())
    return True


def _is_written_out(digits: str) -> bool:
    return len(digits) == 2 and digits[0] == "0" and digits[1] != "0"


def _read_row(group: str, row: str, quantity: _Quantity) -> tuple[ReadComponent | None, list[Mark]]:
    whole = f"{row}{quantity.digits} bản chính" + (f",{quantity.copies} bản sao" if quantity.copies else "")
    if not row.strip():
        return None, [mark(Part.COMPONENTS, "component_row_unclear", whole)]
    if _is_split_in_doubt(row):
        return None, [mark(Part.COMPONENTS, "component_row_unclear", whole)]
    cell, originals = _originals(row, quantity.digits)
    name, forms = split_forms(cell)
    marks = []
    if originals is None:
        marks.append(mark(Part.COMPONENTS, "component_quantity_glued", whole))
    if forms is None:
        marks.append(mark(Part.COMPONENTS, "component_form_unclear", whole))
    copies = quantity.copies if originals is not None else None
    return ReadComponent(group, name.strip(), forms, originals, copies), marks


def _is_split_in_doubt(row: str) -> bool:
    """Whether a quantity in the middle may close a row after all: glued before it, as cells are."""
    return any(
        not _is_written_out(found.group(1)) and row[found.start() - 1 : found.start()] not in ("", "(", " ")
        for found in _QUANTITY.finditer(row)
    )


def _originals(row: str, digits: str) -> tuple[str, int | None]:
    """The row's text before its quantity, and how many originals; `None` where digits of the name run into it.

    “…ngày 28/8/20201 bản chính” is certain, since a year has four digits; “…Mẫu số 181 bản chính” is not.
    """
    if len(digits) == 1:
        return row, int(digits)
    if digits[0] != "0" and _ENDS_IN_WORDS.search(row):
        return row, int(digits)
    if _ENDS_IN_DATE.search(row + digits[:-1]):
        return row + digits[:-1], int(digits[-1])
    return row + digits, None
