"""PostgreSQL and DuckDB over exported facts give equal figures, for random histories: all measures, rows and scopes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from motcua.agencies.models import Agency
from motcua.feedback.models import Questionnaire, Rating
from motcua.reports.counting import counted_of
from motcua.reports.engines import LIVE
from motcua.reports.engines.base import Engine
from motcua.reports.engines.duck import DuckDB
from motcua.reports.engines.places import Folder
from motcua.reports.measures import EVERY
from motcua.reports.ratings import ratings
from motcua.reports.span import Span
from reports.engines.agreement import ANYTHING_ASKED, export, figures, put_marked, scopes
from reports.histories import FIRST, PERIOD, SECOND, History
from reports.strategies import SLOW, histories

pytestmark = pytest.mark.django_db
GIVEN = st.lists(
    st.tuples(st.sampled_from([FIRST, SECOND]), st.booleans(), st.integers(-60, 60 * 24 * 32)), max_size=12
)


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckDB]:
    """DuckDB over a folder that every example fills anew."""
    with TemporaryDirectory() as folder:
        yield DuckDB(Folder(Path(folder)))


@SLOW
@given(*ANYTHING_ASKED)
def test_all_measures_by_any_dimension_and_scope_are_equal(
    province: None,
    engine: DuckDB,
    past: list[History],
    marked: set[tuple[int, str, int]],
    spans: list[Span],
    by: str,
    scope: int,
) -> None:
    with transaction.atomic():
        put_marked(past, marked)
        export(engine.place)
        asked = [counted_of(spans, EVERY, by=by, agencies=scopes()[scope], engine=e) for e in (LIVE, engine)]
        assert figures(asked[0]) == figures(asked[1])
        transaction.set_rollback(True)


@SLOW
@given(
    st.lists(st.tuples(st.sampled_from([FIRST, SECOND]), st.booleans(), st.integers(-60, 60 * 24 * 32)), max_size=12)
)
def test_ratings_are_equal(province: None, engine: DuckDB, given_: list[tuple[str, bool, int]]) -> None:
    with transaction.atomic():
        choices = ["satisfied", "unsatisfied"]
        questionnaire = Questionnaire.objects.create(
            code="two",
            title="Đánh giá mức độ hài lòng",
            since=PERIOD.first,
            choices=[{"code": code, "label": code} for code in choices],
        )
        agencies = dict(Agency.objects.values_list("code", "pk"))
        Rating.objects.bulk_create(
            Rating(
                questionnaire=questionnaire,
                agency_id=agencies[code],
                choice=choices[0] if happy else choices[-1],
                given_at=PERIOD.start + timedelta(minutes=minutes),
            )
            for code, happy, minutes in given_
        )
        export(engine.place)
        span = Span(PERIOD, PERIOD.end)
        tables = [ratings(span, engine=one) for one in (LIVE, engine)]
        assert [table.rows for table in tables[0]] == [table.rows for table in tables[1]]
        assert tables[1][0].source is not None
        assert tables[1][0].source.engine == "duckdb"
        transaction.set_rollback(True)


@SLOW
@given(st.lists(histories(), min_size=1, max_size=12))
def test_a_span_beyond_the_export_is_cut_back_to_it_and_says_so(
    province: None, engine: DuckDB, past: list[History]
) -> None:
    cut = PERIOD.start + timedelta(days=9, minutes=7)
    with transaction.atomic():
        put_marked(past, set())
        export(engine.place, cut)
        (found,) = counted_of([Span(PERIOD, PERIOD.end)], EVERY, engine=engine)
        assert found.span == Span(PERIOD, cut)
        assert found.source is not None
        assert (found.source.engine, found.source.known_until) == ("duckdb", cut)
        assert figures([found]) == figures(counted_of([Span(PERIOD, cut)], EVERY))
        transaction.set_rollback(True)


def test_engines_name_themselves() -> None:
    engines: list[Engine] = [LIVE, DuckDB(Folder(Path("none")))]
    assert [engine.name for engine in engines] == ["postgresql", "duckdb"]
