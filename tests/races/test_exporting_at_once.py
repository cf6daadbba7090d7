"""Exports beside commands: the database of one moment, and nothing said to be known that is not in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import psycopg
import pytest
from django.db import connection

from motcua.dossiers.models import Dossier
from motcua.law.refusal import Refused
from motcua.reports.engines.export import SETTLED, export_facts, snapshot
from motcua.reports.engines.manifest import read_manifest
from motcua.reports.engines.places import Folder
from reports.histories import AFTERWARDS, history, put

pytestmark = pytest.mark.django_db(transaction=True)
MONTHS = [history(f"2019-0{month}-05 08:00", f"2019-0{month}-15 08:00") for month in (1, 2, 3)]


@pytest.fixture
def place(tmp_path: Path) -> Folder:
    """An empty folder of facts."""
    return Folder(tmp_path / "facts")


def _communes(place: Folder) -> set[str]:
    manifest = read_manifest(place)
    assert manifest is not None
    files = [str(place.root / name) for name in manifest.files]
    return {row[0] for row in duckdb.sql(f"SELECT commune FROM read_parquet({files})").fetchall()}


def test_a_change_while_the_export_runs_is_not_in_it_but_in_the_next(place: Folder) -> None:
    put(MONTHS)

    def change(part: object, table: str, number: int, total: int) -> None:
        Dossier.objects.update(commune=f"Phường {number}")

    export_facts(place, now=AFTERWARDS, told=change)
    assert _communes(place) == {""}
    export_facts(place, now=AFTERWARDS)
    assert _communes(place) == {"Phường 3"}


def test_what_is_known_ends_before_the_oldest_open_transaction(place: Folder) -> None:
    now = datetime.now(UTC)
    with psycopg.connect(**_parameters()) as other:
        began = other.execute("SELECT now()").fetchone()[0]  # type: ignore[index]
        with snapshot(now) as (_, known_until):
            assert known_until <= began - SETTLED + (datetime.now(UTC) - now)
            assert known_until > began - SETTLED - timedelta(seconds=60)


def test_two_exports_do_not_run_at_once(place: Folder) -> None:
    with snapshot(AFTERWARDS), pytest.raises(Refused) as refused:
        export_facts(place, now=AFTERWARDS)
    assert refused.value.code == "export_runs"


def _parameters() -> dict[str, object]:
    told = connection.get_connection_params()
    return {name: told[name] for name in ("dbname", "user", "host", "port", "password") if told.get(name)}
