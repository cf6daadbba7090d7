"""Every table of the registry has the same rows wherever it is counted, for the province and for one agency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import find
from hypothesis import strategies as st

from motcua.agencies.models import Agency
from motcua.law.refusal import Refused
from motcua.reports.engines import LIVE
from motcua.reports.engines.duck import DuckDB
from motcua.reports.engines.places import Folder
from motcua.reports.models import PaymentFact, QuestionFact
from motcua.reports.span import Span
from motcua.reports.table import Table
from motcua.reports.tables import TABLES, Asked, make
from reports.engines.agreement import export, put_marked
from reports.histories import FIRST, PERIOD, SECOND
from reports.strategies import histories

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(province: None, tmp_path: Path) -> Iterator[DuckDB]:
    """DuckDB over a month in which something of every kind happened."""
    past = find(st.lists(histories(), min_size=12, max_size=12), lambda found: len({h.channel for h in found}) == 4)
    put_marked(past, {(number, kind, 3) for number in range(12) for kind in ("fee", "paid_online", "e_result")})
    agencies = dict(Agency.objects.filter(code__in=[FIRST, SECOND]).values_list("code", "pk"))
    PaymentFact.objects.bulk_create(
        PaymentFact(
            agency_id=agencies[[FIRST, SECOND][number % 2]],
            paid_at=PERIOD.start + timedelta(days=number),
            online=number % 3 == 0,
            amount=10_000 * (number + 1),
            reference=f"BL-{number}",
        )
        for number in range(31)
    )
    QuestionFact.objects.bulk_create(
        QuestionFact(
            reference=f"CH-{number}",
            agency_id=[*agencies.values(), None][number % 3],
            kind=QuestionFact.Kind.values[number % 3],
            channel=QuestionFact.Channel.values[number % 6],
            received_at=PERIOD.start + timedelta(days=number),
            due_at=PERIOD.start + timedelta(days=number + 5),
            answered_at=PERIOD.start + timedelta(days=number + 7) if number % 2 else None,
        )
        for number in range(31)
    )
    duck = DuckDB(Folder(tmp_path))
    export(duck.place)
    yield duck


@pytest.mark.parametrize("days", [0, -10])
@pytest.mark.parametrize("name", TABLES)
def test_the_rows_are_equal(engine: DuckDB, name: str, days: int) -> None:
    span = Span(PERIOD, PERIOD.end + timedelta(days=days))
    first = frozenset({Agency.objects.get(code=FIRST).pk})
    asked = [(by, agencies) for by in TABLES[name].dimensions for agencies in (None, first)]
    counted = [pair for by, agencies in asked if (pair := _pair(name, span, by, agencies, engine)) is not None]
    assert counted
    for live, other in counted:
        assert other == live


def _pair(
    name: str, span: Span, by: str, agencies: frozenset[int] | None, engine: DuckDB
) -> tuple[list[object], list[object]] | None:
    """What both engines say; None where the table is not for these agencies."""
    try:
        live, other = (make(TABLES[name], Asked(span, agencies, by, one)) for one in (LIVE, engine))
    except Refused as refused:
        if refused.field == "agency":
            return None
        raise
    return _said(live), _said(other)


def _said(tables: tuple[Table, ...]) -> list[object]:
    return [(table.columns, table.rows, table.notes, table.broken) for table in tables]
