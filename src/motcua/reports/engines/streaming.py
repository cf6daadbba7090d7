"""Rows of a query as tables of Arrow, in pieces: COPY sends them as CSV, which Arrow reads in bulk.

The rows of one piece are taken from the connection while the piece before it is read; no more than that is in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pyarrow as pa
from psycopg import sql
from pyarrow import csv

from motcua.reports.engines.exported import Exported

PIECE = 65_536
"""Rows of a piece, which become one row group of the file."""


def tables_of(database: psycopg.Connection[Any], query: sql.Composable, table: Exported) -> Iterator[pa.Table]:
    """The rows of a query, which has the columns of the table in their order."""
    with ThreadPoolExecutor(1) as reader:
        before = None
        for lines in _pieces(database, query):
            piece = reader.submit(_read, lines, table)
            if before is not None:
                yield before.result()
            before = piece
        if before is not None:
            yield before.result()


def _pieces(database: psycopg.Connection[Any], query: sql.Composable) -> Iterator[bytes]:
    copy = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(query)
    with database.cursor() as cursor, cursor.copy(copy) as rows:
        lines: list[Any] = []
        for line in rows:
            lines.append(bytes(line))
            if len(lines) == PIECE:
                yield b"".join(lines)
                lines = []
        if lines:
            yield b"".join(lines)


def _read(lines: bytes, table: Exported) -> pa.Table:
    columns = table.columns
    found = csv.read_csv(
        pa.BufferReader(lines),
        read_options=csv.ReadOptions(column_names=list(columns), block_size=4 << 20),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=columns,
            null_values=[""],
            true_values=["t"],
            false_values=["f"],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            timestamp_parsers=[csv.ISO8601],
        ),
    )
    # the instants stay what they are: UTC, of which nothing is said any more
    return found.unify_dictionaries().cast(table.schema)
