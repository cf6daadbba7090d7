"""Sheets of an XLSX workbook as grids: merged and hidden cells are known, formulas are told, nothing is executed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl

from motcua.catalogue.workbook_safety import EXCEL, require_office
from motcua.law.refusal import Refused
from motcua.law.tables.grid import EMPTY, Cell, Grid, Merge
from motcua.law.tables.numbers import printed
from motcua.reports.audit.limits import MOST_CELLS, MOST_ROWS, require_size

_MOST_PLACES = 10
"""Decimals of a number without a format; beyond them a float says nothing."""
_LONGEST_SHEET = 60 * 1024 * 1024
"""In a longer sheet merged and hidden cells are not looked for; its headings are read as they stand."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def grids_of_workbook(data: bytes) -> list[Grid]:
    """The sheets of a workbook that hold anything, hidden sheets too.

    Raises:
        Refused: the file is no plain workbook (`workbook_safety`), or ``table_too_large``.
    """
    require_office(data, EXCEL)
    try:
        return _grids(data)
    except Refused:
        raise
    except Exception as wrong:  # whatever part of the library stumbles over a broken file
        raise EXCEL.broken from wrong


def _grids(data: bytes) -> list[Grid]:
    values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sources = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    drawn = _drawn(data)
    grids = []
    try:
        sheets = values.worksheets
        for sheet, source in zip(sheets, sources.worksheets, strict=True):
            sheet.reset_dimensions()  # what a file says of its size need not be so
            source.reset_dimensions()
            rows = _rows(sheet, source)
            if not rows:
                continue
            look = drawn.get(sheet.title, _Look())
            state = " (bị ẩn)" if sheet.sheet_state != "visible" else ""
            name = f"trang tính “{sheet.title}”{state}" if len(sheets) > 1 else ""
            grids.append(
                Grid(
                    tuple(rows),
                    name,
                    lettered=True,
                    merges=look.merges,
                    hidden_rows=look.hidden_rows,
                    hidden_columns=look.hidden_columns,
                )
            )
    finally:
        values.close()
        sources.close()
    return grids


def _rows(sheet: Any, source: Any) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    cells = last = 0
    for number, (stored, written) in enumerate(zip(sheet.iter_rows(), source.iter_rows(), strict=False), start=1):
        row = [_cell(one, other) for one, other in zip(stored, written, strict=False)]
        while row and not row[-1].text:
            row.pop()
        rows.append(tuple(row))
        cells += len(row)
        last = number if row else last
        require_size(last, cells)
        if number > MOST_ROWS + 1 and number > last + MOST_ROWS:
            break  # nothing but empty rows
    assert cells <= MOST_CELLS
    return rows[:last]


def _cell(stored: Any, written: Any) -> Cell:
    value = stored.value
    formula = getattr(written, "data_type", "") == "f"
    if value is None and formula:
        # nothing stored is also how an empty result is stored: a formula that can give one has given it
        source = f"={str(written.value).lstrip('=')}"
        return Cell("" if '""' in source else source, formula=True)
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return Cell("đúng" if value else "sai", formula=formula)
    if isinstance(value, int | float):
        return _number(value, stored.number_format or "General", formula=formula)
    if isinstance(value, datetime | date):
        return Cell(f"{value:%d/%m/%Y}", formula=formula)
    if isinstance(value, time):
        return Cell(f"{value:%H:%M}", formula=formula)
    return Cell(" ".join(str(value).split()), formula=formula)


def _number(value: float, shown_as: str, *, formula: bool) -> Cell:
    exact = Decimal(repr(value))
    plain = shown_as.split(";")[0]
    if "%" in plain:
        exact *= 100
    exact = exact.quantize(Decimal(1).scaleb(-_MOST_PLACES), ROUND_HALF_UP) if abs(exact) < 10**15 else exact
    decimals = re.search(r"\.([0#?]+)", plain)
    if decimals:
        places = len(decimals[1])
    elif re.search(r"[0#]", plain):
        places = 0
    else:
        places = max(0, -int(exact.normalize().as_tuple().exponent))
    return Cell(printed(exact, places), exact, places, formula)


@dataclass(frozen=True, slots=True)
class _Look:
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def _drawn(data: bytes) -> dict[str, _Look]:
    """What streaming the values does not tell, by the title of the sheet."""
    found = {}
    with ZipFile(io.BytesIO(data)) as archive:
        sizes = {part.filename: part.file_size for part in archive.infolist()}
        for title, path in _parts(archive):
            if sizes.get(path, _LONGEST_SHEET + 1) <= _LONGEST_SHEET:
                with archive.open(path) as stream:
                    found[title] = _look(stream)
    return found


def _parts(archive: ZipFile) -> Iterator[tuple[str, str]]:
    if "xl/_rels/workbook.xml.rels" not in archive.namelist() or "xl/workbook.xml" not in archive.namelist():
        return
    targets = {
        one.get("Id"): str(one.get("Target"))
        for one in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_NS}sheet"):
        target = targets.get(sheet.get(_REL), "")
        yield str(sheet.get("name")), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _look(stream: Any) -> _Look:
    merges: list[Merge] = []
    rows: set[int] = set()
    columns: set[int] = set()
    for _, part in ElementTree.iterparse(stream):
        name = part.tag.removeprefix(_NS)
        if name == "mergeCell" and (found := _REFERENCE.fullmatch(part.get("ref", ""))) and found[3]:
            merges.append(Merge(int(found[2]) - 1, _column(found[1]), int(found[4]) - 1, _column(found[3])))
        elif name == "row":
            if part.get("hidden") in ("1", "true") and part.get("r", "").isdigit():
                rows.add(int(part.get("r", "0")) - 1)
            part.clear()
        elif name == "col" and part.get("hidden") in ("1", "true"):
            first, last = int(part.get("min", "1")), min(int(part.get("max", "1")), 16_384)
            columns |= set(range(first - 1, last))
    return _Look(tuple(merges), frozenset(rows), frozenset(columns))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
