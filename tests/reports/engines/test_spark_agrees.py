"""Spark over the same files gives the figures of the live database. Needs Java and the extra `motcua[spark]`."""

from __future__ import annotations

import importlib.util
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import given, settings

from motcua.reports.counting import counted_of
from motcua.reports.engines import LIVE
from motcua.reports.engines.places import Folder
from motcua.reports.measures import EVERY
from motcua.reports.one_stop import one_stop
from motcua.reports.ratings import ratings
from motcua.reports.span import Span
from reports.engines.agreement import ANYTHING_ASKED, export, figures, put_marked, scopes
from reports.histories import PERIOD, History
from reports.strategies import SLOW

MISSING = [
    name
    for name, there in (("Java", shutil.which("java")), ("pyspark", importlib.util.find_spec("pyspark")))
    if not there
]
if MISSING:
    warnings.warn(f"Spark is not tested here: {' and '.join(MISSING)} missing", stacklevel=1)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(bool(MISSING), reason=f"Spark is not tested here: {' and '.join(MISSING)} missing"),
]


@pytest.fixture(scope="module")
def engine() -> Iterator[object]:
    """Spark in this process over a folder that every example fills anew."""
    from motcua.reports.engines.spark import Spark

    with TemporaryDirectory() as folder:
        spark = Spark(Folder(Path(folder)), folder, master="local[2]")
        yield spark
        spark.stop()


@settings(SLOW, max_examples=12)
@given(*ANYTHING_ASKED)
def test_all_measures_by_any_dimension_and_scope_are_equal(
    province: None,
    engine: object,
    past: list[History],
    marked: set[tuple[int, str, int]],
    spans: list[Span],
    by: str,
    scope: int,
) -> None:
    with transaction.atomic():
        put_marked(past, marked)
        export(engine.place)  # type: ignore[attr-defined]
        found, live = (
            counted_of(spans, EVERY, by=by, agencies=scopes()[scope], engine=one)  # type: ignore[arg-type]
            for one in (engine, LIVE)
        )
        assert figures(found) == figures(live)
        transaction.set_rollback(True)


def test_tables_without_any_fact_are_empty_not_broken(province: None, engine: object) -> None:
    export(engine.place)  # type: ignore[attr-defined]
    span = Span(PERIOD, PERIOD.end)
    assert one_stop(span, engine=engine).total["total"] == 0  # type: ignore[arg-type]
    live = [table.rows for table in ratings(span)]
    assert [table.rows for table in ratings(span, engine=engine)] == live  # type: ignore[arg-type]
