"""The dossiers behind the figures of a frozen version: for each its row and the measures that it counts for.

Kept in columns and compressed: 16 bytes of id, 4 of the place of the row, 8 of a bit for each measure. A hundred
thousand dossiers are 2.8 MB, or about 1.7 MB compressed.
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import ibis
import msgspec

from motcua.reports.access import agencies_at
from motcua.reports.dimensions import DIMENSIONS, Value, named
from motcua.reports.engines import LIVE, Question
from motcua.reports.facts import facts
from motcua.reports.measures import EVERY
from motcua.reports.span import Span
from motcua.reports.table import Row, RowKind, Table

_ID = 16


@dataclass(slots=True)
class Behind:
    """Dossiers in the order of their ids.

    Attributes:
        measures: keys; the bit of a measure is its place here.
        rows: keys of the rows of the table, in its order.
        ids: 16 bytes a dossier.
        places: of its row in `rows`.
        masks: the measures that it counts for.
    """

    measures: tuple[str, ...]
    rows: tuple[str, ...]
    ids: bytearray = field(default_factory=bytearray)
    places: array[int] = field(default_factory=lambda: array("I"))
    masks: array[int] = field(default_factory=lambda: array("Q"))

    def __len__(self) -> int:
        return len(self.places)

    def add(self, dossier: UUID, place: int, mask: int) -> None:
        """One dossier more."""
        self.ids += dossier.bytes
        self.places.append(place)
        self.masks.append(mask)

    def __iter__(self) -> Iterator[tuple[UUID, int, int]]:
        return ((UUID(bytes=dossier), place, mask) for dossier, place, mask in self.plain())

    def plain(self) -> Iterator[tuple[bytes, int, int]]:
        """As iterating, with the ids as bytes, of which a hundred thousand are made sooner."""
        ids = bytes(self.ids)
        for number, (place, mask) in enumerate(zip(self.places, self.masks, strict=True)):
            yield ids[number * _ID : (number + 1) * _ID], place, mask

    def of(self, measure: str, row: str = "") -> list[UUID]:
        """The dossiers of a figure.

        Args:
            row: as `row_id` calls it; "" for the total.
        """
        if measure not in self.measures:
            return []
        bit = 1 << self.measures.index(measure)
        wanted = {place for place, one in enumerate(self.rows) if not row or one == row or _in_section(one, row)}
        return [UUID(bytes=dossier) for dossier, at, mask in self.plain() if mask & bit and at in wanted]

    def counts(self) -> Mapping[tuple[str, str], int]:
        """Figures by row and measure, counted from the dossiers."""
        found: Counter[tuple[int, int]] = Counter(zip(self.places, self.masks, strict=True))
        counted: Counter[tuple[str, str]] = Counter()
        for (place, mask), number in found.items():
            for bit, measure in enumerate(self.measures):
                if mask >> bit & 1:
                    counted[self.rows[place], measure] += number
        return counted

    def packed(self) -> tuple[bytes, bytes]:
        """The compressed form, and SHA-256 of the form before compression."""
        head = msgspec.json.encode({"measures": self.measures, "rows": self.rows, "dossiers": len(self)})
        blocks = b"\n".join([head, b"".join((bytes(self.ids), _little(self.places), _little(self.masks)))])
        return zlib.compress(blocks, 6), hashlib.sha256(blocks).digest()


def _in_section(row: str, section: str) -> bool:
    return section.endswith(":") and row.startswith(section)


def unpacked(data: bytes) -> tuple[Behind, bytes]:
    """What `packed` has written, and the hash of what it says.

    Raises:
        ValueError: it was written by something else.
    """
    try:
        blocks = zlib.decompress(bytes(data))
        head, _, rest = blocks.partition(b"\n")
        told = msgspec.json.decode(head)
        number = int(told["dossiers"])
        found = Behind(tuple(told["measures"]), tuple(told["rows"]), bytearray(rest[: number * _ID]))
        found.places = _from_little("I", rest[number * _ID : number * (_ID + 4)])
        found.masks = _from_little("Q", rest[number * (_ID + 4) :])
    except (zlib.error, msgspec.MsgspecError, KeyError, TypeError) as problem:
        raise ValueError(f"not the rows of a frozen version: {problem}") from problem
    if not len(found.ids) == number * _ID or not len(found.places) == len(found.masks) == number:
        raise ValueError("not the rows of a frozen version: cut short")
    return found, hashlib.sha256(blocks).digest()


def _little(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _from_little(code: str, data: bytes) -> array[int]:
    numbers = array(code)
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def behind(table: Table, agencies: Iterable[int] | None) -> Behind | None:
    """The dossiers behind a table, counted from the live facts; inside a transaction.

    Args:
        agencies: ids that the table is limited to; None for all.

    Returns:
        None for a table whose figures are not measures of dossiers by row, such as ratings.
    """
    measures = tuple(dict.fromkeys(column.measure for column in table.columns if column.measure in EVERY))
    rows = tuple(row_id(row) for row in table.body)
    if not measures or table.by not in DIMENSIONS or len(set(rows)) != len(rows):
        return None
    found = Behind(measures, rows)
    parts: defaultdict[tuple[Span, str], dict[str, int]] = defaultdict(dict)
    for place, row in enumerate(table.body):
        parts[row.span or table.span, row.level][row.key] = place
    scope = None if agencies is None else frozenset(agencies)
    for (span, level), wanted in parts.items():
        _add(found, table.by, span, agencies_at(level, scope) if level else scope, wanted)
    whole = found if len(parts) < 2 else _sorted(found)
    return whole if _agrees(table, whole) else None


def row_id(row: Row) -> str:
    """What a row is called in `Behind`: its key, where a table has it for several levels with the level; "" the total.

    The heading of a section of a level is called by the level alone.
    """
    if row.kind is RowKind.SECTION:
        return f"{row.level}:" if row.level else ""
    if row.kind is not RowKind.BODY:
        return ""
    return f"{row.level}:{row.key}" if row.level else row.key


def _add(found: Behind, by: str, span: Span, scope: frozenset[int] | None, wanted: Mapping[str, int]) -> None:
    values: dict[Value, int] = {}
    lines = LIVE.stream(Question(_masks, (by, found.measures, scope is not None)), span, scope, tail="ORDER BY id")
    first = len(found)
    for dossier, value, mask in lines:
        found.add(dossier, values.setdefault(value or None, len(values)), mask)
    names = named(DIMENSIONS[by], values, scope)
    places = {at: wanted.get(names[value].key) if value in names else None for value, at in values.items()}
    _place(found, first, places.__getitem__)


def _place(found: Behind, first: int, place_of: Callable[[int], int | None]) -> None:
    """Give the dossiers from `first` on the places of their rows; those without one stand in no row of the table."""
    kept = Behind(found.measures, found.rows, found.ids[: first * _ID], found.places[:first], found.masks[:first])
    for number in range(first, len(found)):
        place = place_of(found.places[number])
        if place is not None:
            kept.ids += found.ids[number * _ID : (number + 1) * _ID]
            kept.places.append(place)
            kept.masks.append(found.masks[number])
    found.ids, found.places, found.masks = kept.ids, kept.places, kept.masks


def _sorted(found: Behind) -> Behind:
    again = Behind(found.measures, found.rows)
    for line in sorted(found, key=lambda line: line[0].bytes):
        again.add(*line)
    return again


def _agrees(table: Table, found: Behind) -> bool:
    """Whether the dossiers give the figures of the table, cell by cell."""
    counts = found.counts()
    return all(
        cell == counts.get((row_id(row), column.measure), 0)
        for row in table.rows
        if row.kind is RowKind.BODY
        for column, cell in zip(table.columns, row.cells, strict=True)
        if column.measure in found.measures
    )


def _masks(by: str, measures: tuple[str, ...], scoped: bool) -> Any:
    known = facts(scoped=scoped)
    bits = [
        ibis.ifelse(EVERY[key].where(known), ibis.literal(1 << bit, "int64"), ibis.literal(0, "int64"))
        for bit, key in enumerate(measures)
    ]
    mask = bits[0]
    for bit in bits[1:]:
        mask = mask + bit
    return known.select(known.id, known[DIMENSIONS[by].column].name("row_value"), mask.name("mask"))
