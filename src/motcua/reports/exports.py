"""Tables as files: CSV for programs and other systems, JSON with its definitions, and rows for a terminal.

The XLSX workbook is made in `reports/workbook.py`, documents in `reports/documents.py`; `write` knows all formats.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, BinaryIO

from motcua.law.moments import local
from motcua.reports.measures import IDENTITIES
from motcua.reports.span import Span
from motcua.reports.table import Cell, Column, Kind, Row, RowKind, Table

FORMATS: Mapping[str, tuple[str, str]] = {
    "csv": ("text/csv; charset=utf-8", "CSV"),
    "json": ("application/json", "JSON"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"),
    "pdf": ("application/pdf", "PDF"),
}
"""Media type and what people call it, of each file that `write` makes."""


def write(table: Table, kind: str, stream: BinaryIO) -> None:
    """Write a table in a format of `FORMATS`; text is UTF-8 without a byte order mark, lines end with ``\\n``.

    Raises:
        KeyError: another kind.
        Refused: the table is too long for a document.
    """
    if kind in ("docx", "pdf"):
        from motcua.reports.documents import write_document  # only here: most runs make no document

        write_document(table, kind, stream)
        return
    if kind == "xlsx":
        from motcua.reports.workbook import write_workbook  # only here: most runs make no workbook

        write_workbook(table, stream)
        return
    if kind == "csv":
        for line in csv_lines(table):
            stream.write(line.encode())
        return
    stream.write({"json": as_json}[kind](table).encode())


def lines_above(table: Table) -> tuple[str, ...]:
    """Period, as-of instant and engine in words."""
    known = f"Số liệu chốt lúc {local(table.span.as_of):%H giờ %M ngày %d/%m/%Y}"
    counted = f"; nguồn: {ENGINES.get(table.source.engine, table.source.engine)}" if table.source else ""
    return (table.span.period.label, known + counted)


ENGINES = {
    "postgresql": "cơ sở dữ liệu đang vận hành",
    "duckdb": "kho số liệu Parquet (DuckDB)",
    "spark": "kho số liệu Parquet (Spark)",
}
"""What people call the engines."""


def harmless(cell: Any) -> Any:
    """A cell of a CSV file; words that a spreadsheet would carry out as a formula stand behind an apostrophe.

    What applicants typed is among them: a name that begins with "=" must stay a name.
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def as_csv(table: Table) -> str:
    """Plain figures under the names of the columns, a line for each row of the body and one for the total.

    Nothing stands where there is no data.
    """
    return "".join(csv_lines(table))


def csv_lines(table: Table) -> Iterator[str]:
    """As `as_csv`, line by line: a long list is never held whole."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([table.by or "row", *(column.key for column in table.columns)])
    for row in table.all_rows():
        if row.kind in (RowKind.BODY, RowKind.TOTAL):
            writer.writerow([harmless(row.name), *("" if cell is None else harmless(cell) for cell in row.cells)])
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def as_json(table: Table) -> str:
    """Everything that the table says, for programs: rates are numbers in per cent, null where there is no data."""
    names = [column.key for column in table.columns]
    data: dict[str, object] = {
        "report": table.name,
        "title": table.title,
        "definitions": table.definitions,
        "period": _days(table.span),
        "as_of": local(table.span.as_of).isoformat(),
        "engine": table.source.engine if table.source else None,
        "rows_by": table.by,
        "columns": [_described(column) for column in table.columns],
        "compared_with": _days(table.compared),
        "rows": [_record(row, table.by, names) for row in table.all_rows() if row.kind is RowKind.BODY],
        "total": {key: _plain(cell) for key, cell in table.total.items()},
        "shares": {key: _plain(cell) for key, cell in table.shares.items()},
        "notes": list(table.notes),
    }
    if table.definitions:
        checked = [identity.sentence for identity in IDENTITIES if identity.shown_by(_measured(table))]
        data["identities"] = {"checked": checked, "broken": list(table.broken)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _described(column: Column) -> dict[str, str]:
    number = {"number": column.number} if column.number else {}
    return {
        "name": column.key,
        "label": column.full_label,
        **number,
        "kind": column.kind.value,
        "measure": column.measure,
        "share_of": column.share_of,
    }


def _days(span: Span | None) -> dict[str, str] | None:
    return None if span is None else {"first": str(span.period.first), "last": str(span.period.last)}


def _record(row: Row, by: str, names: list[str]) -> dict[str, object]:
    """A row; `period` and `note` only where it has its own."""
    own = {"period": _days(row.span)} if row.span else {}
    noted = {"note": row.note} if row.note else {}
    return {
        "code": row.key,
        by or "row": row.name,
        **own,
        **noted,
        **dict(zip(names, map(_plain, row.cells), strict=True)),
    }


def _plain(cell: Cell) -> int | float | str | None:
    return float(cell) if isinstance(cell, Decimal) else cell


def _measured(table: Table) -> dict[str, int]:
    """The total by key of measure."""
    total = table.total
    return {
        column.measure: cell
        for column in table.columns
        if column.measure and isinstance(cell := total.get(column.key), int)
    }


def as_rows(table: Table) -> list[tuple[str, ...]]:
    """Rows of words for a terminal: heads and all rows; numbers as Vietnamese documents write them."""
    return [
        (
            " ".join(filter(None, (table.row_label, table.row_number))),
            *(" ".join(filter(None, (column.full_label, column.number))) for column in table.columns),
        ),
        *((named(row), *shown(table, row)) for row in table.rows),
    ]


def named(row: Row) -> str:
    """The name of a row with its number and its note."""
    name = f"{row.number}. {row.name}" if row.number else row.name
    return f"{name} ({row.note})" if row.note else name


def shown(table: Table, row: Row) -> tuple[str, ...]:
    """The cells of a row as documents print them; an en dash where there is no data or nothing to divide by."""
    return tuple(cell_shown(cell, column, row.kind) for column, cell in zip(table.columns, row.cells, strict=True))


def cell_shown(cell: Cell, column: Column, kind: RowKind = RowKind.BODY) -> str:
    """One cell in words: `50.229`, `96,99`, "–"."""
    if cell is None:
        return "" if kind is RowKind.SECTION else "–"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Decimal):
        places = 2 if kind in (RowKind.SHARE, RowKind.TARGET) else column.places
        return f"{cell:,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{cell:,}".replace(",", ".") if column.kind is not Kind.TEXT else str(cell)
