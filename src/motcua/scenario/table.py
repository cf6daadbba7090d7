"""Reading a table of one-stop results, and refusing one that no dossiers could ever have."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TextIO

from motcua.law.lifecycle.state import LateCause
from motcua.law.refusal import Refused


@dataclass(frozen=True, slots=True)
class Figures:
    """One row: an agency and its counts of dossiers over the period."""

    agency: str
    total: int
    carried: int
    new: int
    resolved: int
    early: int
    on_time: int
    late: int
    pending: int
    within: int
    overdue: int
    returned: int
    online: int


COLUMNS = tuple(field.name for field in fields(Figures))
_COUNTS = COLUMNS[1:]
_SUMS = (
    ("total", ("carried", "new")),
    ("resolved", ("early", "on_time", "late")),
    ("pending", ("within", "overdue")),
    ("total", ("resolved", "pending")),
)
_PARTS = (("returned", "resolved"), ("online", "new"))


def read_results(path: Path) -> tuple[Figures, ...]:
    """The rows of a CSV file with the columns `agency, total, carried, new, …`.

    Raises:
        Refused: a column is missing, a cell is not a count, an agency stands twice, or an identity is broken; the
            sentence names row and column.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return parse_results(stream)


def parse_results(stream: TextIO) -> tuple[Figures, ...]:
    """As `read_results`, from open text."""
    reader = csv.DictReader(stream)
    require_columns(reader, COLUMNS)
    rows = tuple(_row(line) for line in reader)
    if not rows:
        raise Refused("table_empty", "Bảng không có dòng nào.")
    seen: set[str] = set()
    for row in rows:
        if row.agency in seen:
            raise Refused("table_twice", f"Cơ quan “{row.agency}” có hai dòng trong bảng.")
        seen.add(row.agency)
        _check(row)
    return rows


def require_columns(reader: csv.DictReader[str], columns: Iterable[str]) -> None:
    """Make sure that a table has these columns.

    Raises:
        Refused: one is missing; the sentence names it.
    """
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise Refused("table_columns", f"Bảng thiếu cột: {', '.join(missing)}.")


def _row(line: dict[str, str]) -> Figures:
    counts = {column: count(line["agency"], column, line[column]) for column in _COUNTS}
    return Figures(agency=line["agency"].strip(), **counts)


def count(agency: str, column: str, text: str | None) -> int:
    """The count in a cell.

    Raises:
        Refused: it is not a plain number; the sentence names row and column.
    """
    cleaned = (text or "").strip()
    if not cleaned.isdecimal():
        raise Refused("table_cell", f"Dòng “{agency}”, cột “{column}”: “{cleaned}” không phải số đếm.")
    return int(cleaned)


def _check(row: Figures) -> None:
    for whole, parts in _SUMS:
        expected, printed = sum(_values(row, parts)), getattr(row, whole)
        if printed != expected:
            raise Refused(
                "table_identity",
                f"Dòng “{row.agency}”, cột “{whole}”: ghi {printed} nhưng {' + '.join(parts)} = {expected}.",
            )
    for part, whole in _PARTS:
        if getattr(row, part) > getattr(row, whole):
            raise Refused(
                "table_identity",
                f"Dòng “{row.agency}”, cột “{part}”: {getattr(row, part)} lớn hơn cột “{whole}”"
                f" ({getattr(row, whole)}).",
            )


def _values(row: Figures, columns: Iterable[str]) -> list[int]:
    return [getattr(row, column) for column in columns]


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How many of an agency's late dossiers had a cause."""

    agency: str
    cause: LateCause
    count: int


def read_causes(path: Path) -> tuple[CauseCount, ...]:
    """The rows of a CSV file with the columns `agency, cause, count`.

    Raises:
        Refused: a column is missing, a count is none, or a cause is not of the closed list.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        require_columns(reader, ("agency", "cause", "count"))
        return tuple(
            CauseCount(agency, _cause(agency, line["cause"]), count(agency, "count", line["count"]))
            for line in reader
            if (agency := line["agency"].strip())
        )


def _cause(agency: str, text: str | None) -> LateCause:
    cleaned = (text or "").strip()
    if cleaned not in set(LateCause):
        raise Refused("table_cell", f"Dòng “{agency}”, cột “cause”: không có nguyên nhân trễ hạn “{cleaned}”.")
    return LateCause(cleaned)
