"""DuckDB over exported facts: figures are of the moment until which the export knows."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from motcua.reports.engines.over_files import OverFiles, unreadable
from motcua.reports.engines.places import Place

_LOCAL_DAY = re.compile(r"CAST\((\S+) \+ INTERVAL '7' HOUR AS DATE\)")


class DuckDB(OverFiles):
    """DuckDB in this process. Nothing is loaded from a network, and no memory is taken beyond the limit.

    Instants are read as UTC that does not say so: DuckDB compares them several times faster than those with a zone.

    Args:
        memory: limit, as DuckDB writes it ("700MB"); beyond it, work goes to disk.
    """

    name = dialect = "duckdb"

    def __init__(self, place: Place, *, memory: str = "700MB") -> None:
        super().__init__(place)
        self.memory = memory

    def _files(self, names: Sequence[str]) -> str:
        paths = ", ".join(_text(str(self.place.local(name))) for name in names)
        return f"SELECT * FROM read_parquet([{paths}])"

    def _run(self, query: str) -> list[tuple[Any, ...]]:
        # `facts.local_day`: adding an interval looks at months and days too and takes several times as long
        fast = _LOCAL_DAY.sub(r"CAST(make_timestamp(epoch_us(\1) + 25200000000) AS DATE)", query)
        try:
            return self._database.cursor().execute(fast).fetchall()
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.BinderException):
            raise unreadable() from None

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


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
