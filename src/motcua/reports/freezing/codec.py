"""Tables as JSON and back, to the last digit: what a frozen version keeps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from motcua.reports.span import Span
from motcua.reports.table import Cell, Column, Row, RowKind, Source, Table

_DECIMAL = "decimal"
_APART = ("rows", "every", "columns", "span")


def to_json(table: Table) -> dict[str, Any]:
    """The table in what JSON has: a decimal is an object with its text, so that it is never taken for words."""
    plain = {name: getattr(table, name) for name in Table.__slots__ if name not in _APART}
    found: dict[str, Any] = msgspec.to_builtins(plain)
    found["span"] = msgspec.to_builtins(table.span)
    found["columns"] = msgspec.to_builtins(table.columns)
    found["rows"] = [_row(row) for row in table.all_rows()]
    read: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    return read  # as it comes back from the database: lists, not tuples


def from_json(data: dict[str, Any]) -> Table:
    """The table that `to_json` has written.

    Raises:
        KeyError, TypeError, ValueError: it was written by something else.
    """
    rest: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    rest["span"] = msgspec.convert(data["span"], Span)
    rest["compared"] = msgspec.convert(data.get("compared"), Span | None)
    rest["source"] = msgspec.convert(data["source"], Source | None)
    rest["columns"] = msgspec.convert(data["columns"], tuple[Column, ...])
    rest["rows"] = tuple(_row_from(row) for row in data["rows"])
    return Table(**rest)


def _row(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(row, name) for name in Row.__slots__}
    found["cells"] = [_cell(cell) for cell in row.cells]
    found["kind"] = row.kind.value
    found["span"] = msgspec.to_builtins(row.span)
    return found


def _row_from(data: dict[str, Any]) -> Row:
    cells = tuple(_cell_from(cell) for cell in data["cells"])
    span = msgspec.convert(data["span"], Span | None)
    shared = msgspec.convert(data.get("behind"), tuple[tuple[str, str], ...] | None)
    return Row(**{**data, "cells": cells, "kind": RowKind(data["kind"]), "span": span, "behind": shared})


def _cell(cell: Cell) -> object:
    return {_DECIMAL: str(cell)} if isinstance(cell, Decimal) else cell


def _cell_from(cell: Any) -> Cell:
    if isinstance(cell, dict):
        return Decimal(cell[_DECIMAL])
    if cell is None or isinstance(cell, int | str):
        return cell
    raise TypeError(f"no cell: {cell!r}")
