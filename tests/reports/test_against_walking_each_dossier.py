"""The table equals a slow count that walks each dossier, for random histories; and a past period never changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from motcua.reports.drill import dossiers_behind
from motcua.reports.measures import MEASURES
from motcua.reports.one_stop import KEYS, one_stop
from motcua.reports.span import Span
from reports.histories import PERIOD, History, counted, put
from reports.strategies import SLOW, SPANS, histories

pytestmark = pytest.mark.django_db


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
