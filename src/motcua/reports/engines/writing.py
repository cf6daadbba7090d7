"""The files of some months of a table: one query, whose rows are parted by month as they come."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, date
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from psycopg import sql

from motcua.law.periods import Period
from motcua.reports.engines.exported import Exported
from motcua.reports.engines.manifest import Part
from motcua.reports.engines.places import Place
from motcua.reports.engines.streaming import tables_of

_LOCAL = pa.scalar(7 * 3600 * 1_000_000, pa.duration("us"))
"""Vietnam keeps UTC+7 all year."""


def write_parts(database: psycopg.Connection[Any], place: Place, table: Exported, parts: Sequence[Part]) -> None:
    """Write the files of some parts; all of them are there afterwards, or none of those that were not before."""
    with ExitStack() as files:
        writers = {part.month: _Writer(files, place, table, part) for part in parts}
        for piece in tables_of(database, _query(table, parts), table):
            for month, rows in _by_month(piece, table.moment):
                writers[month].add(rows)
        for writer in writers.values():
            writer.end()


class _Writer:
    """One file: rows are gathered until they fill a row group."""

    def __init__(self, files: ExitStack, place: Place, table: Exported, part: Part) -> None:
        stream = files.enter_context(place.writing(part.file))
        self.part = part
        self.file = files.enter_context(pq.ParquetWriter(stream, table.schema, store_schema=False, **table.encoding))
        self.gathered: list[pa.Table] = []
        self.waiting = self.rows = 0

    def add(self, rows: pa.Table) -> None:
        self.gathered.append(rows)
        self.waiting += rows.num_rows
        if self.waiting >= 122_880:
            self._write()

    def end(self) -> None:
        """All rows are written, and they are as many as the part has in the snapshot, which cannot change."""
        self._write()
        if self.rows != self.part.rows:
            raise RuntimeError(f"{self.part.file}: {self.rows} rows instead of {self.part.rows}")

    def _write(self) -> None:
        if self.waiting:
            self.file.write_table(pa.concat_tables(self.gathered).unify_dictionaries(), row_group_size=122_880)
            self.rows += self.waiting
            self.gathered, self.waiting = [], 0


def _query(table: Exported, parts: Sequence[Part]) -> sql.Composable:
    spans = sql.SQL(" OR ").join(
        sql.SQL(f"({table.moment} >= {{}} AND {table.moment} < {{}})").format(
            sql.Literal(first.start.astimezone(UTC)), sql.Literal(last.end.astimezone(UTC))
        )
        for first, last in _runs([_calendar_month(part.month) for part in parts])
    )
    return sql.SQL(table.select() + " WHERE {}").format(spans)


def _runs(months: Sequence[Period]) -> Iterator[tuple[Period, Period]]:
    """First and last of the months that follow one another without a gap."""
    first = last = months[0]
    for month in months[1:]:
        if month.start != last.end:
            yield first, last
            first = month
        last = month
    yield first, last


def _calendar_month(name: str) -> Period:
    year, month = int(name[:4]), int(name[5:])
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _by_month(rows: pa.Table, moment: str) -> Iterator[tuple[str, pa.Table]]:
    local = pc.add(rows[moment], _LOCAL)
    months = pc.add(pc.multiply(pc.year(local), 12), pc.subtract(pc.month(local), 1))
    found: Mapping[int, int] = {one["values"]: one["counts"] for one in pc.value_counts(months).to_pylist()}
    for month, number in found.items():
        name = f"{month // 12}-{month % 12 + 1:02}"
        yield name, rows if number == rows.num_rows else rows.filter(pc.equal(months, month))
