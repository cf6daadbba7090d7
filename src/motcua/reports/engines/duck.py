"""DuckDB over exported facts: figures are of the moment until which the export knows."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from motcua.law.refusal import Refused
from motcua.reports.engines.base import Question, compiled
from motcua.reports.engines.exported import EXPORTED, Exported
from motcua.reports.engines.manifest import Manifest, read_manifest
from motcua.reports.engines.places import Place
from motcua.reports.span import Span

_SQL = {"int64": "BIGINT", "string": "VARCHAR", "uuid": "VARCHAR", "boolean": "BOOLEAN"}


class DuckDB:
    """DuckDB in this process. Nothing is loaded from a network, and no memory is taken beyond the limit.

    Args:
        memory: limit, as DuckDB writes it ("700MB"); beyond it, work goes to disk.
    """

    name = "duckdb"

    def __init__(self, place: Place, *, memory: str = "700MB") -> None:
        self.place, self.memory = place, memory

    def rows(self, question: Question, spans: Sequence[Span], agencies: Iterable[int] | None) -> list[tuple[Any, ...]]:
        """See `Engine`."""
        # instants are read as UTC that does not say so: DuckDB compares them several times faster
        expression = compiled(question, "duckdb").replace("TIMESTAMPTZ", "TIMESTAMP")
        tables = {"report_span": _spans(spans)}
        if agencies is not None:
            tables["report_scope"] = _scope(agencies)
        tables |= self._tables(expression)
        named = ", ".join(f"{name} AS ({text})" for name, text in tables.items())
        found = self._database.cursor().execute(f"WITH {named} SELECT * FROM ({expression})").fetchall()
        return [tuple(_aware(value) for value in row) for row in found]

    def known_until(self, now: datetime) -> datetime:
        """See `Engine`."""
        return self._manifest().known_until

    def _manifest(self) -> Manifest:
        return manifest_at(self.place)

    def _tables(self, expression: str) -> dict[str, str]:
        """The tables that an expression reads, as queries of their files."""
        manifest = self._manifest()
        return {
            table.name: self._files(table, [part.file for part in manifest.tables.get(table.name, ())])
            for table in EXPORTED
            if f'"{table.name}"' in expression
        }

    def _files(self, table: Exported, names: Sequence[str]) -> str:
        if not names:
            kinds = {name: _SQL.get(str(kind), "TIMESTAMP") for name, kind in table.table.schema().items()}
            columns = ", ".join(f"NULL::{kind} AS {name}" for name, kind in kinds.items())
            return f"SELECT {columns} WHERE false"
        paths = ", ".join(_text(str(self.place.local(name))) for name in names)
        return f"SELECT * FROM read_parquet([{paths}])"

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        config: dict[str, str | bool | int | float | list[str]] = {
            "threads": os.cpu_count() or 1,
            "memory_limit": self.memory,
            "temp_directory": str(Path(tempfile.gettempdir()) / f"motcua-duckdb-{os.getpid()}"),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        return duckdb.connect(":memory:", config=config)


def manifest_at(place: Place) -> Manifest:
    """The newest export at a place.

    Raises:
        Refused: there is none (field ``engine``).
    """
    found = read_manifest(place)
    if found is None:
        raise Refused(
            "no_facts", "Chưa có kho số liệu; hãy chạy “motcua facts export” trước khi lập báo cáo.", field="engine"
        )
    return found


def instant(moment: datetime) -> str:
    """An instant as a constant of SQL, in UTC that does not say so."""
    return f"TIMESTAMP '{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}'"


def _spans(spans: Sequence[Span]) -> str:
    """The table `report_span`, as constants, which the planner sees."""
    rows = (
        f"SELECT CAST({place} AS BIGINT) AS place, "
        + ", ".join(f"{instant(moment)} AS {name}" for name, moment in span.bindings().items())
        for place, span in enumerate(spans)
    )
    return " UNION ALL ".join(rows)


def _scope(agencies: Iterable[int]) -> str:
    listed = [f"SELECT CAST({int(agency)} AS BIGINT) AS agency_id" for agency in sorted(agencies)]
    return " UNION ALL ".join(listed) or "SELECT CAST(0 AS BIGINT) AS agency_id WHERE false"


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
