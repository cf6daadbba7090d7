"""An export that lost a file or holds a damaged one is told in a sentence, never as a fault of the system."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from motcua.law.refusal import Refused
from motcua.reports.engines.duck import DuckDB
from motcua.reports.engines.places import Folder
from motcua.reports.one_stop import one_stop
from motcua.reports.span import Span
from reports.engines.agreement import export
from reports.histories import PERIOD, history, put

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"half")], ids=["missing", "damaged"])
def test_files_that_are_not_as_listed_are_refused(
    province: None, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00")])
    export(Folder(tmp_path))
    engine = DuckDB(Folder(tmp_path))
    assert one_stop(Span(PERIOD, PERIOD.end), engine=engine).total["new"] == 1
    for file in tmp_path.rglob("*.parquet"):
        damage(file)
    with pytest.raises(Refused) as refused:
        one_stop(Span(PERIOD, PERIOD.end), engine=DuckDB(Folder(tmp_path)))
    assert "facts export --all" in refused.value.sentence
