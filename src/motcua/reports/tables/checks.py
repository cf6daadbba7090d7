"""What must hold between the columns of a form, and between a period and the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from motcua.reports.table import Cell, Column, Row, RowKind


@dataclass(frozen=True, slots=True)
class Sum:
    """A column is the sum of others, in every row: keys of the columns."""

    whole: str
    parts: tuple[str, ...]


def broken_sums(rows: Iterable[Row], columns: Sequence[Column], sums: Sequence[Sum]) -> Iterator[str]:
    """A sentence for each sum that a row breaks; a sum with a figure that is not there is not asked for."""
    by_key = {column.key: column for column in columns}
    for row in rows:
        if row.kind is RowKind.SHARE:
            continue
        cells = dict(zip(by_key, row.cells, strict=True))
        for one in sums:
            whole, parts = cells[one.whole], [cells[part] for part in one.parts]
            if isinstance(whole, int) and all(isinstance(part, int) for part in parts) and whole != _added(parts):
                words = " + ".join(_called(by_key[part]) for part in one.parts)
                figures = " + ".join(map(str, parts))
                yield f"{row.name}: cột {_called(by_key[one.whole])} = {words}, nhưng {whole} ≠ {figures}."


def _added(cells: Iterable[Cell]) -> int:
    return sum(cell for cell in cells if isinstance(cell, int))


def _called(column: Column) -> str:
    return first_number(column) or f"“{column.full_label}”"


def first_number(column: Column) -> str:
    """The number of a column without the sum that it is: "(3)"."""
    return column.number.partition(" ")[0]


def carried_differs(
    carried: Mapping[str, int],
    pending: Mapping[str, int],
    names: Mapping[str, str],
    *,
    now: str,
    before: str,
) -> Iterator[str]:
    """A sentence for each row whose carried-over figure is not what the period before left pending.

    Args:
        carried: of this period, by key of row; a row that is missing carried nothing over.
        pending: of the period before, as known at its own end, by key of row; likewise.
        names: of the rows by key.
        now, before: numbers of the two columns, such as "(8)" and "(13)".
    """
    for key in dict.fromkeys((*carried, *pending)):
        brought, left = carried.get(key, 0), pending.get(key, 0)
        if brought != left:
            yield (
                f"{names.get(key, key)}: cột {now} kỳ này là {brought}, nhưng cột {before} của kỳ trước "
                f"khi chốt là {left}."
            )
