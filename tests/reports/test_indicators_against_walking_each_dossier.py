"""What indicators, sums and ways of filing count equals a slow walk through each dossier, as known at the instant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.dossiers.models import Mark
from motcua.reports.counting import counted
from motcua.reports.drill import dossiers_behind
from motcua.reports.measures import BY_WAY, EVERY, INDICATED
from motcua.reports.span import Span
from reports.histories import PERIOD, History, indicated, put
from reports.test_against_walking_each_dossier import SPANS, histories

pytestmark = pytest.mark.django_db
KEYS = (*INDICATED, *BY_WAY, "early_or_on_time", "late_or_overdue", "resolved_or_overdue")
SLOW = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@st.composite
def marked(draw: Callable[..., object]) -> History:
    """A dossier of which some things became true, before it was accepted or long after."""
    one = draw(histories())
    kinds = draw(st.sets(st.sampled_from([kind.value for kind in Mark.Kind])))
    one.marks = {kind: one.accepted + timedelta(hours=draw(st.integers(-5, 1500))) for kind in sorted(kinds)}
    return one


@SLOW
@given(st.lists(marked(), max_size=10), SPANS)
def test_every_measure_equals_the_walk_and_its_list_holds_that_many(
    province: None, actor: Callable[[str], object], past: list[History], span: Span
) -> None:
    with transaction.atomic():
        put(past)
        table = counted(span, KEYS)
        walked = indicated(past, span)
        assert {key: number for key, number in table.total.items() if number} == walked
        assert table.broken == ()
        director = actor("vinh.sh")
        for key in walked:
            assert dossiers_behind(span, EVERY[key], actor=director).count() == walked[key]
        transaction.set_rollback(True)


@SLOW
@given(st.lists(marked(), max_size=8))
def test_what_becomes_true_after_a_period_changes_none_of_its_figures(province: None, past: list[History]) -> None:
    span = Span(PERIOD, PERIOD.end)
    with transaction.atomic():
        put(past)
        before = counted(span, KEYS).total
        there = set(Mark.objects.values_list("dossier_id", "kind"))
        Mark.objects.bulk_create(
            Mark(dossier_id=one.id, kind=kind.value, at=PERIOD.end + timedelta(seconds=1))
            for one in past
            for kind in Mark.Kind
            if (one.id, kind.value) not in there
        )
        assert counted(span, KEYS).total == before
        transaction.set_rollback(True)
