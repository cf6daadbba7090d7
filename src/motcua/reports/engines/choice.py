"""Which engine counts the tables of reports: the setting `MOTCUA_REPORTS_ENGINE`."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from motcua.reports.engines.base import Engine
from motcua.reports.engines.postgres import LIVE


def chosen() -> Engine:
    """The engine of the settings.

    Raises:
        Refused: the place of the exported facts is not one.
        ImproperlyConfigured: there is no such engine, or what it needs is not installed.
    """
    return _engine(settings.REPORTS_ENGINE, settings.FACTS_PLACE)


@lru_cache(maxsize=4)
def _engine(name: str, address: str) -> Engine:
    if name == "postgresql":
        return LIVE
    from motcua.reports.engines.places import place_of  # only here: pyarrow and DuckDB take time to load

    place = place_of(address, settings.FACTS_CACHE)
    if name == "duckdb":
        from motcua.reports.engines.duck import DuckDB

        return DuckDB(place, memory=settings.DUCKDB_MEMORY)
    if name == "spark":
        from motcua.reports.engines.spark import Spark

        return Spark(place, address, master=settings.SPARK_MASTER)
    raise ImproperlyConfigured(f"MOTCUA_REPORTS_ENGINE: there is no engine {name}: postgresql, duckdb or spark")
