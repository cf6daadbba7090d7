"""Facts out of the live database as Parquet files: one a table and local month, only those that changed.

All files of an export show the database at one moment. Each is written under a name that follows from its content,
and becomes part of the facts when the manifest is put, last of all: an export that breaks off leaves the facts as they
were, and the next one goes on with the files that are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
from django.db import connection

from motcua.law.refusal import Refused
from motcua.reports.engines.exported import EXPORTED, Exported
from motcua.reports.engines.manifest import FORMAT, NAME, Manifest, Part, put_manifest, read_manifest
from motcua.reports.engines.places import UNFINISHED, Place
from motcua.reports.engines.writing import write_parts

SETTLED = timedelta(minutes=1)
"""A command takes its moment when it is asked for, and its transaction begins at most so much later."""
AT_ONCE = 500_000
"""Rows that one query reads; no more than so many are in memory, and usually far fewer."""
_LOCK = 7_240_761_355_201
"""Of the database, so that two exports do not run at once."""

Told = Callable[[Part, str, int, int], None]
"""Told of each file written: the part, the table, the number of this file and of all that have to be written."""


@dataclass(frozen=True, slots=True)
class Result:
    """What an export did.

    Attributes:
        written, rows: files written, and rows in them.
        kept: files that had not changed.
    """

    manifest: Manifest
    written: int
    rows: int
    kept: int


def export_facts(place: Place, *, now: datetime, everything: bool = False, told: Told = lambda *_: None) -> Result:
    """Bring the facts at a place up to the present state of the database.

    Args:
        now: the instant (UTC) by the clock of the system.
        everything: write all months, changed or not.

    Raises:
        Refused: another export is running, or what lies at the place cannot be read.
    """
    with snapshot(now) as (database, known_until):
        return export_from(database, place, known_until=known_until, everything=everything, told=told)


@contextmanager
def snapshot(now: datetime) -> Iterator[tuple[psycopg.Connection[Any], datetime]]:
    """The database as it is at one moment, on a connection of its own, and until when (UTC) all in it is known.

    A command whose transaction has not ended may write moments that lie before now: what is known ends where the
    oldest transaction begins.
    """
    database: psycopg.Connection[Any] = connection.get_new_connection(connection.get_connection_params())
    try:
        database.autocommit = True
        database.execute("SET TIME ZONE 'UTC'")
        if not database.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone()[0]:  # type: ignore[index]
            raise Refused("export_runs", "Một lần xuất số liệu khác đang chạy; hãy chờ lần đó xong.")
        oldest = database.execute(
            "SELECT coalesce(clock_timestamp() - min(xact_start), '0') FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        ).fetchone()[0]  # type: ignore[index]
        database.autocommit = False
        database.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        database.read_only = True
        yield database, now - max(oldest, timedelta(0)) - SETTLED
    finally:
        database.close()


def export_from(
    database: psycopg.Connection[Any],
    place: Place,
    *,
    known_until: datetime,
    everything: bool = False,
    told: Told = lambda *_: None,
) -> Result:
    """As `export_facts`, from an open transaction whose session is in UTC."""
    before = read_manifest(place)
    there = place.names()
    wanted = {table: _parts(database, table) for table in EXPORTED}
    missing = [
        (table, part)
        for table, parts in wanted.items()
        for part in parts
        if everything or not (part.file in there and _whole(place, part))
    ]
    number = 0
    for table in EXPORTED:
        for group in _groups([part for its, part in missing if its is table]):
            write_parts(database, place, table, group)
            for part in group:
                number += 1
                told(part, table.name, number, len(missing))
    manifest = Manifest(FORMAT, known_until, {table.name: parts for table, parts in wanted.items()})
    if before is not None:
        manifest = Manifest(FORMAT, known_until, manifest.tables, tuple(sorted(before.files - manifest.files)))
    put_manifest(place, manifest)
    _tidy(place, there, manifest)
    kept = len(manifest.files) - len(missing)
    return Result(manifest, len(missing), sum(part.rows for _, part in missing), kept)


def _parts(database: psycopg.Connection[Any], table: Exported) -> tuple[Part, ...]:
    """The months of a table, each with a fingerprint of all values of all its rows.

    The sum of a hash of 64 bits of every row: a change that it does not see has a chance of 1 in 2⁶⁴, and it costs
    less than sending the rows. Should PostgreSQL hash differently one day, all months are written once more.
    """
    month = f"date_trunc('month', row.{table.moment} + interval '7 hours')"
    found = database.execute(
        table.select(f"{month}, count(*), sum(hash_record_extended(row, 0))") + " GROUP BY 1 ORDER BY 1"
    )
    return tuple(_part(table, first.date(), rows, hashes) for first, rows, hashes in found)


def _part(table: Exported, first: date, rows: int, hashes: Any) -> Part:
    fingerprint = sha256(f"{FORMAT} {table.version} {rows} {hashes}".encode()).hexdigest()[:20]
    month = f"{first:%Y-%m}"
    return Part(month, f"{table.name}/{month}.{fingerprint}.parquet", rows, fingerprint)


def _whole(place: Place, part: Part) -> bool:
    """Whether a file is all there: the end of a Parquet file says how many rows it has."""
    try:
        with place.opened(part.file) as stream:
            return bool(pq.read_metadata(stream).num_rows == part.rows)
    except (OSError, pa.ArrowInvalid):
        return False


def _groups(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """The parts in order, so many together as are worth one query, and one at least.

    A query has to find the marks and old due dates of its dossiers among those of all: few large ones are faster. What
    has been written when an export breaks off need not be written again: they must not be too large either.
    """
    group: list[Part] = []
    for part in parts:
        if group and sum(one.rows for one in group) + part.rows > AT_ONCE:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _tidy(place: Place, there: set[str], manifest: Manifest) -> None:
    """Take away what neither this export nor the one before lists, within the folders of facts."""
    needed = manifest.files | set(manifest.superseded)
    folders = tuple(f"{table.name}/" for table in EXPORTED)
    for name in there - needed:
        if (name.startswith(folders) and name.endswith((".parquet", UNFINISHED))) or name == NAME + UNFINISHED:
            place.remove(name)
