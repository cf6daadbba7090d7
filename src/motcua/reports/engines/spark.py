"""Spark over exported facts, in this process or on a cluster: the same definitions and files as DuckDB.

Needs the extra `motcua[spark]` and Java.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any, cast

from django.core.exceptions import ImproperlyConfigured

from motcua.reports.engines.over_files import OverFiles
from motcua.reports.engines.places import Place


class Spark(OverFiles):
    """A Spark session of this process.

    Args:
        address: of the place as the executors of a cluster reach it: a folder that all of them see, or
            ``s3://bucket/prefix``, which they read themselves (as ``s3a://``, with the libraries of their cluster).
        master: ``local[*]`` for this process, else the address of the cluster.
    """

    name = "spark"
    dialect = "pyspark"
    utc = "TIMESTAMP_NTZ"

    def __init__(self, place: Place, address: str, *, master: str) -> None:
        super().__init__(place)
        self.address, self.master = address.rstrip("/"), master
        self._views: set[str] = set()

    def _files(self, names: Sequence[str]) -> str:
        """See `OverFiles`. Their names follow from their content, so that Spark looks at them once."""
        view = f"files_{sha256(' '.join(names).encode()).hexdigest()[:16]}"
        if view not in self._views:
            self._session.read.parquet(*map(self._path, names)).createOrReplaceTempView(view)
            self._views.add(view)
        return f"SELECT * FROM {view}"

    def _path(self, name: str) -> str:
        if self.master.startswith("local"):
            return self.place.local(name).resolve().as_uri()
        return f"{self.address.replace('s3://', 's3a://', 1)}/{name}"

    def _run(self, query: str) -> Sequence[Sequence[Any]]:
        return cast(Sequence[Sequence[Any]], self._session.sql(query).collect())

    @cached_property
    def _session(self) -> Any:
        try:
            from pyspark.sql import SparkSession
        except ImportError as missing:
            raise ImproperlyConfigured(
                "MOTCUA_REPORTS_ENGINE is spark and it is not installed: pip install 'motcua[spark]'"
            ) from missing
        settings = {
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.timestampType": "TIMESTAMP_NTZ",
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "8",  # rows of a report are few
        }
        builder = SparkSession.builder.master(self.master).appName("motcua reports")
        for name, value in settings.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()

    def stop(self) -> None:
        """End the session, if there is one."""
        if "_session" in self.__dict__:
            self._session.stop()
            del self._session
            self._views.clear()
