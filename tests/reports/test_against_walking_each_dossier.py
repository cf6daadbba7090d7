"""The table equals a slow count that walks each dossier, for random histories; and a past period never changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.reports.drill import dossiers_behind
from motcua.reports.measures import MEASURES
from motcua.reports.one_stop import KEYS, one_stop
from motcua.reports.span import Span
from reports.histories import FIRST, PERIOD, SECOND, History, counted, put

pytestmark = pytest.mark.django_db
FROM = datetime(2019, 1, 25, tzinfo=UTC)
# hours, and the minutes around local midnight and the end of office, where figures turn
HOURS = st.integers(0, 100 * 24).map(lambda hours: FROM + timedelta(hours=hours))
EDGES = st.sampled_from([-1, 0, 1, 599, 600, 601]).map(lambda minutes: timedelta(minutes=minutes))
MOMENTS = st.builds(lambda moment, edge: moment + edge, HOURS, EDGES)


@st.composite
def histories(draw: Callable[..., object]) -> History:
    """A dossier with up to three changes of its due date, ended in any way or not at all."""
    accepted = draw(MOMENTS)
    due: list[tuple[datetime, datetime | None]] = [(accepted, accepted + timedelta(hours=draw(st.integers(1, 900))))]
    for _ in range(draw(st.integers(0, 3))):
        known = due[-1][0] + timedelta(hours=draw(st.integers(0, 300)))
        stopped = draw(st.booleans())
        due.append((known, None if stopped else known + timedelta(hours=draw(st.integers(1, 900)))))
    ended = None
    if draw(st.integers(0, 3)):
        exactly_due = draw(st.booleans()) and due[-1][1] is not None and due[-1][1] >= due[-1][0]
        ended = due[-1][1] if exactly_due else due[-1][0] + timedelta(hours=draw(st.integers(0, 700)))
    how = draw(st.sampled_from(["finished", "finished", "rejected", "stopped"])) if ended else ""
    channel = draw(st.sampled_from(["counter", "online_full", "online_partial", "post"]))
    return History(accepted, due, ended, how, draw(st.sampled_from([FIRST, SECOND])), channel)


SPANS = st.one_of(
    st.just(Span(PERIOD, PERIOD.end)),
    st.integers(0, 90 * 24 * 60).map(lambda minutes: Span(PERIOD, PERIOD.start + timedelta(minutes=minutes))),
)
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@SLOW
@given(st.lists(histories(), max_size=12), SPANS)
def test_the_table_equals_a_walk_through_each_dossier(province: None, past: list[History], span: Span) -> None:
    with transaction.atomic():
        put(past)
        table = one_stop(span)
        for row in table.rows:
            assert row.counts == counted((h for h in past if h.agency == row.code), span)
        assert table.total == counted(past, span)
        assert table.broken == ()
        transaction.set_rollback(True)


@SLOW
@given(st.lists(histories(), min_size=1, max_size=12), SPANS)
def test_the_list_behind_each_figure_holds_exactly_that_many_dossiers(
    province: None, actor: Callable[[str], object], past: list[History], span: Span
) -> None:
    with transaction.atomic():
        put(past)
        table = one_stop(span)
        for key in KEYS:
            behind = dossiers_behind(span, MEASURES[key], actor=actor("vinh.sh"))
            assert behind.count() == len(behind[0:50]) == table.total[key]
        transaction.set_rollback(True)


@SLOW
@given(st.lists(histories(), max_size=12), st.lists(histories(), max_size=6))
def test_a_past_period_keeps_its_figures_whatever_happens_afterwards(
    province: None, past: list[History], more: list[History]
) -> None:
    span = Span(PERIOD, PERIOD.end)
    known = [_as_known_at(history, span.as_of) for history in past if history.accepted <= span.as_of]
    with transaction.atomic():
        put(known)
        before = one_stop(span).total
        transaction.set_rollback(True)
    with transaction.atomic():
        put([*past, *(history for history in more if history.accepted > span.as_of)])
        assert one_stop(span).total == before
        transaction.set_rollback(True)


def _as_known_at(history: History, instant: datetime) -> History:
    ended = history.ended if history.ended and history.ended <= instant else None
    due = [(known, due) for known, due in history.due if known <= instant]
    return History(history.accepted, due, ended, history.ended_as if ended else "", history.agency, history.channel)
