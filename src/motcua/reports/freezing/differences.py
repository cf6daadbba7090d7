"""What a version says otherwise than the one before: which cells, and which dossiers make the difference."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from motcua.reports.drill import OUTCOMES
from motcua.reports.freezing.behind import Behind, row_id
from motcua.reports.measures import EVERY
from motcua.reports.table import Cell, Column, Row, RowKind, Table

_IMPLIED = frozenset({*OUTCOMES, "resolved", "pending"})
"""Measures that the outcome of a dossier says."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that is another.

    Attributes:
        table: place of its table in the report, from 0.
        row, column: of the newer version, or of the older one where the newer has none.
        before, after: None where there was no such row, or no data.
        entered, left: how many dossiers came to the figure and went from it.
    """

    table: int
    row: Row
    column: Column
    before: Cell
    after: Cell
    entered: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dossier stands in a version: key of its row, and the measures that it counts for."""

    row: str
    measures: frozenset[str]

    @property
    def outcome(self) -> str:
        """Key of the one outcome that it has; "" where the table counts none."""
        return next((key for key in OUTCOMES if key in self.measures), "")


@dataclass(frozen=True, slots=True)
class DossierChange:
    """A dossier that counts otherwise; None: it is no part of the version."""

    dossier: UUID
    before: Place | None
    after: Place | None

    def cells_entered(self) -> set[tuple[str, str]]:
        """Row and measure of the figures that it came to; row "" is the total."""
        return _cells(self.after) - _cells(self.before)

    def cells_left(self) -> set[tuple[str, str]]:
        """Row and measure of the figures that it went from."""
        return _cells(self.before) - _cells(self.after)

    def sentence(self, names: Mapping[str, str], version: int) -> str:
        """What has become of it since the version of this number, in Vietnamese.

        Args:
            names: of the rows by key.
        """
        if self.after is None:
            assert self.before is not None
            return f"Có trong bản {version} ({_where(self.before, names)}), nay không còn trong kỳ."
        if self.before is None:
            return f"Không có trong bản {version}, nay được tính ({_where(self.after, names)})."
        told = []
        if self.before.row != self.after.row:
            told.append(f"từ dòng “{_name(self.before, names)}” sang dòng “{_name(self.after, names)}”")
        if self.before.outcome != self.after.outcome:
            told.append(f"từ “{_outcome(self.before)}” thành “{_outcome(self.after)}”")
        if told:
            told[0] = f"chuyển {told[0]}"
        implied = _IMPLIED if told else frozenset()
        told += _gained_and_lost(self.before.measures - implied, self.after.measures - implied)
        sentence = ", ".join(told)
        return f"{sentence[0].upper()}{sentence[1:]}."


def cells_changed(before: Sequence[Table], after: Sequence[Table]) -> list[CellChange]:
    """The cells that differ between two versions, table by table in the order of the newer one, rows that went last.

    Rows and columns are the same when their keys are; names, notes and shares of a row do not count.
    """
    found: list[CellChange] = []
    for place in range(max(len(before), len(after))):
        old = _rows(before[place]) if place < len(before) else {}
        new = _rows(after[place]) if place < len(after) else {}
        for key in [*new, *(key for key in old if key not in new)]:
            row, was = new.get(key), old.get(key)
            columns = {**(was[1] if was else {}), **(row[1] if row else {})}
            for name, (column, _) in columns.items():
                cells = [one[1][name][1] if one and name in one[1] else None for one in (was, row)]
                if cells[0] != cells[1] or (was is None) != (row is None):
                    shown = row or was
                    assert shown is not None
                    found.append(CellChange(place, shown[0], column, cells[0], cells[1]))
    return found


def dossiers_changed(before: Behind, after: Behind) -> list[DossierChange]:
    """The dossiers that count otherwise in the newer version, in the order of their ids.

    A measure that only one of the versions counts is no difference of a dossier.
    """
    common = tuple(key for key in after.measures if key in before.measures)
    old, new = _places(before, common), _places(after, common)
    differ = [dossier for dossier, place in new.items() if old.get(dossier) != place]
    gone = [dossier for dossier in old if dossier not in new]
    return [
        DossierChange(UUID(bytes=dossier), _place(common, old.get(dossier)), _place(common, new.get(dossier)))
        for dossier in sorted([*differ, *gone])
    ]


def with_dossiers(
    cells: Iterable[CellChange], changes: Iterable[DossierChange], tables: Sequence[Table]
) -> list[CellChange]:
    """The changed cells, each with how many dossiers came and went; also those whose figure is the same by chance."""
    entered: Counter[tuple[str, str]] = Counter()
    left: Counter[tuple[str, str]] = Counter()
    for change in changes:
        entered.update(change.cells_entered())
        left.update(change.cells_left())
    found = list(cells)
    known = {(cell.row.kind, row_id(cell.row), cell.column.key) for cell in found if not cell.table}
    for row in tables[0].rows if tables else ():
        for column, figure in zip(tables[0].columns, row.cells, strict=True):
            moved = (row_id(row), column.measure) in entered.keys() | left.keys() and _counts_dossiers(row)
            if moved and (row.kind, row_id(row), column.key) not in known:
                found.append(CellChange(0, row, column, figure, figure))
    return [_with(cell, entered, left) for cell in found]


def _with(cell: CellChange, entered: Counter[tuple[str, str]], left: Counter[tuple[str, str]]) -> CellChange:
    if cell.table or not _counts_dossiers(cell.row):
        return cell
    place = (row_id(cell.row), cell.column.measure)
    return replace(cell, entered=entered[place], left=left[place])


def _counts_dossiers(row: Row) -> bool:
    return row.kind in (RowKind.BODY, RowKind.TOTAL)


_Rows = dict[tuple[RowKind, str, int], tuple[Row, dict[str, tuple[Column, Cell]]]]


def _rows(table: Table) -> _Rows:
    """The rows with their cells; those of the same kind and key are told apart by their order."""
    seen: defaultdict[tuple[RowKind, str], int] = defaultdict(int)
    found: _Rows = {}
    for row in table.rows:
        if row.kind is RowKind.SHARE:
            continue  # says nothing that its counts do not say
        key = (row.kind, row.key)
        seen[key] += 1
        cells = zip(table.columns, row.cells, strict=True)
        found[*key, seen[key]] = (row, {column.key: (column, cell) for column, cell in cells})
    return found


def _places(rows: Behind, measures: tuple[str, ...]) -> dict[bytes, tuple[str, int]]:
    """Each dossier with its row and a bit for each of these measures; dossiers that count for none are left out."""
    bits = {mask: _moved(mask, rows.measures, measures) for mask in set(rows.masks)}
    return {dossier: (rows.rows[place], bits[mask]) for dossier, place, mask in rows.plain() if bits[mask]}


def _moved(mask: int, old: tuple[str, ...], new: tuple[str, ...]) -> int:
    return sum(1 << bit for bit, key in enumerate(new) if mask >> old.index(key) & 1)


def _place(measures: tuple[str, ...], found: tuple[str, int] | None) -> Place | None:
    if found is None:
        return None
    row, mask = found
    return Place(row, frozenset(key for bit, key in enumerate(measures) if mask >> bit & 1))


def _cells(place: Place | None) -> set[tuple[str, str]]:
    if place is None:
        return set()
    return {(row, measure) for measure in place.measures for row in (place.row, "")}


def _where(place: Place, names: Mapping[str, str]) -> str:
    row, outcome = _name(place, names), _outcome(place)
    return f"dòng “{row}”, {outcome}" if outcome else f"dòng “{row}”"


def _name(place: Place, names: Mapping[str, str]) -> str:
    return names.get(place.row, place.row)


def _outcome(place: Place) -> str:
    if not place.outcome:
        return ""
    whole = "đang giải quyết" if place.outcome in ("within", "overdue") else "đã giải quyết"
    return f"{whole}, {EVERY[place.outcome].label.lower()}"


def _gained_and_lost(before: frozenset[str], after: frozenset[str]) -> list[str]:
    told = []
    for words, keys in (("thêm vào", after - before), ("không còn ở", before - after)):
        labels = [EVERY[key].label if key in EVERY else key for key in sorted(keys)]
        if labels:
            told.append(f"{words} {', '.join(f'“{label}”' for label in labels)}")
    return told
