"""Every table that the system makes itself agrees with itself, as CSV, as a workbook and as printed."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator

import pytest

from motcua.law.refusal import Refused
from motcua.reports.audit.auditing import audit_file, audit_text
from motcua.reports.exports import as_rows, write
from motcua.reports.span import Span
from motcua.reports.table import Table
from motcua.reports.tables import TABLES, Asked, make
from reports.histories import FIRST, PERIOD, SECOND, history, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossiers(province: None) -> None:
    """Sixty dossiers of two agencies, ended in time, late, or not at all."""
    chance = random.Random(5)
    put(
        [
            history(
                f"2019-03-{chance.randint(1, 9):02d} 08:00",
                f"2019-03-{chance.randint(12, 28)} 17:00",
                *([f"2019-03-{chance.randint(11, 29)} 09:00"] if chance.random() < 0.7 else []),
                agency=chance.choice([FIRST, SECOND]),
                channel=chance.choice(["counter", "online_full", "online_partial"]),
            )
            for _ in range(60)
        ]
    )


def every_table() -> Iterator[Table]:
    for definition in TABLES.values():
        for by in definition.dimensions:
            try:
                yield from make(definition, Asked(Span(PERIOD, PERIOD.end), by=by))
            except Refused:
                continue  # a table of something that this period has nothing of


def with_figures(table: Table) -> bool:
    """Whether it counts anything; lists of dossiers are no tables of figures."""
    counts = sum(column.summed for column in table.columns)
    return counts >= 2 and any(isinstance(cell, int) and cell for row in table.rows for cell in row.cells)


def written(table: Table, kind: str) -> bytes:
    stream = io.BytesIO()
    write(table, kind, stream)
    return stream.getvalue()


def test_no_table_of_ours_contradicts_itself(dossiers: None) -> None:
    looked = 0
    for table in every_table():
        if not with_figures(table):
            continue
        looked += 1
        lines = "\n".join("\t".join(row) for row in as_rows(table))
        for kind, audit in (
            ("csv", audit_file(written(table, "csv"))),
            ("xlsx", audit_file(written(table, "xlsx"))),
            ("printed", audit_text(lines)),
        ):
            found = [one.sentence for one in audit.findings if one.code != "repeated_figures"]
            assert found == [], f"{table.name} by {table.by} as {kind}"
            assert any(one.figures for one in audit.tables)
    assert looked >= 8
