"""The setting chooses the engine; the export on the command line; tables say where and as of when they were counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from typer.testing import CliRunner

from motcua.cli import app
from motcua.law.refusal import Refused
from motcua.reports.engines import LIVE, chosen
from motcua.reports.engines.duck import DuckDB
from motcua.reports.engines.export import export_from
from motcua.reports.engines.places import Folder
from motcua.reports.exports import lines_above
from motcua.reports.span import Span
from motcua.reports.tables import Asked, make, table_named
from reports.histories import PERIOD, at, history, put

pytestmark = pytest.mark.django_db


def test_the_live_database_counts_unless_another_engine_is_chosen() -> None:
    assert chosen() is LIVE


def test_duckdb_counts_over_the_facts_of_the_settings(settings: Any, tmp_path: Path) -> None:
    settings.REPORTS_ENGINE, settings.FACTS_PLACE = "duckdb", str(tmp_path)
    engine = chosen()
    assert isinstance(engine, DuckDB)
    assert isinstance(engine.place, Folder)
    assert engine.place.root == tmp_path
    assert chosen() is engine


def test_an_engine_that_does_not_exist_is_named(settings: Any) -> None:
    settings.REPORTS_ENGINE = "oracle"
    with pytest.raises(ImproperlyConfigured, match="oracle"):
        chosen()


def test_a_table_says_which_engine_counted_it_and_as_of_when(province: None, tmp_path: Path) -> None:
    put([history("2019-03-05 09:00", "2019-03-20 08:00")])
    engine = DuckDB(Folder(tmp_path))
    export_from(connection.connection, engine.place, known_until=at("2019-03-12 02:29"))
    (table,) = make(table_named("one-stop"), Asked(Span(PERIOD, PERIOD.end), engine=engine))
    assert lines_above(table)[1] == "Số liệu chốt lúc 02 giờ 29 ngày 12/03/2019; nguồn: kho số liệu Parquet (DuckDB)"


def test_a_period_after_the_export_is_refused_and_says_until_when_facts_are_known(
    province: None, tmp_path: Path
) -> None:
    engine = DuckDB(Folder(tmp_path))
    export_from(connection.connection, engine.place, known_until=at("2019-02-12 02:29"))
    with pytest.raises(Refused) as refused:
        make(table_named("one-stop"), Asked(Span(PERIOD, PERIOD.end), engine=engine))
    assert "02 giờ 29 ngày 12/02/2019" in refused.value.sentence


def test_without_an_export_the_report_says_what_to_run(province: None, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        make(table_named("one-stop"), Asked(Span(PERIOD, PERIOD.end), engine=DuckDB(Folder(tmp_path))))
    assert "motcua facts export" in refused.value.sentence


def test_the_command_exports_and_says_until_when_and_how_much(province: None, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["facts", "export", str(tmp_path / "facts")])
    assert told.exit_code == 0, told.output
    assert "Đã xuất số liệu đến" in told.output
    assert (tmp_path / "facts" / "manifest.json").exists()


def test_a_place_that_is_none_ends_the_command_with_a_sentence(province: None) -> None:
    told = CliRunner().invoke(app, ["facts", "export", "ftp://may-chu/facts"])
    assert told.exit_code == 2
    assert "s3://tên-kho" in " ".join(told.output.split())
