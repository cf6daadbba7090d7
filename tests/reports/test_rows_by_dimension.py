"""Rows of a table by agency, field, procedure, officer, counter, channel, commune."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.accounts.models import Staff
from motcua.agencies.models import Agency
from motcua.catalogue.models import ProcedureVersion
from motcua.law.lifecycle.state import Channel
from motcua.law.refusal import Refused
from motcua.reports.dimensions import DIMENSIONS, UNKNOWN
from motcua.reports.drill import dossiers_behind
from motcua.reports.measures import MEASURES
from motcua.reports.one_stop import KEYS, one_stop
from motcua.reports.span import Span
from reports.histories import FIRST, PERIOD, SECOND, History, counted, history, put
from reports.strategies import histories

pytestmark = pytest.mark.django_db
MARCH = Span(PERIOD, PERIOD.end)
COMMUNES = ("", "Phường 1, thành phố Sóc Trăng", "Xã Lai Hòa, thị xã Vĩnh Châu")
PEOPLE = ("", "vinh.sh", "phuoc.nh")


def keys_of(past: list[History]) -> dict[str, Callable[[History], str]]:
    """What each dimension calls the row of a dossier, told apart from the code."""
    versions = list(ProcedureVersion.objects.order_by("pk").select_related("procedure"))
    return {
        "agency": lambda h: h.agency,
        "field": lambda h: versions[h.procedure].procedure.field,
        "procedure": lambda h: versions[h.procedure].procedure.code,
        "officer": lambda h: h.officer or UNKNOWN,
        "counter": lambda h: UNKNOWN,
        "channel": lambda h: h.channel,
        "commune": lambda h: h.commune or UNKNOWN,
    }


@st.composite
def told_apart(draw: Callable[..., object]) -> History:
    """A dossier of some commune, procedure and officer."""
    one = draw(histories())
    one.commune, one.officer = draw(st.sampled_from(COMMUNES)), draw(st.sampled_from(PEOPLE))
    one.procedure = draw(st.integers(0, 3))
    return one


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(told_apart(), max_size=12))
def test_rows_of_every_kind_equal_a_walk_through_each_dossier(
    province: None, actor: Callable[[str], object], past: list[History]
) -> None:
    with transaction.atomic():
        put(past)
        for by, key_of in keys_of(past).items():
            expected: defaultdict[str, list[History]] = defaultdict(list)
            for one in past:
                expected[key_of(one)].append(one)
            table = one_stop(MARCH, by=by)
            for row in table.rows:
                assert row.counts == counted(expected[row.code], MARCH), (by, row.code)
            assert table.total == counted(past, MARCH)
            shown = next((row for row in table.rows if row.counts["total"]), None)
            if shown is not None:
                for key in KEYS:
                    behind = dossiers_behind(MARCH, MEASURES[key], actor=actor("vinh.sh"), by=by, key=shown.code)
                    assert behind.count() == shown.counts[key], (by, key)
        transaction.set_rollback(True)


def test_every_kind_of_rows_takes_two_queries(province: None, queries: Callable) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00")])
    for by in DIMENSIONS:
        with queries(2):
            one_stop(MARCH, by=by)


def test_channels_stand_in_the_order_of_the_law_and_all_of_them(province: None) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", channel="post")])
    assert [row.code for row in one_stop(MARCH, by="channel").rows] == [channel.value for channel in Channel]


def test_dossiers_that_do_not_say_stand_in_a_row_of_their_own_at_the_end(province: None) -> None:
    named = history("2019-03-04 08:00", "2019-03-12 17:00")
    named.commune = COMMUNES[1]
    put([named, history("2019-03-04 08:00", "2019-03-12 17:00")])
    rows = one_stop(MARCH, by="commune").rows
    assert [(row.name, row.counts["total"]) for row in rows] == [
        ("Phường 1, thành phố Sóc Trăng", 1),
        ("Không ghi xã, phường của người nộp", 1),
    ]


def test_who_accepted_a_dossier_keeps_it_when_another_works_on_it_later(province: None) -> None:
    one = history("2019-03-04 08:00", "2019-03-12 17:00")
    one.officer = "vinh.sh"
    (row,) = put([one])
    before = one_stop(MARCH, by="officer").rows
    row.officer = Staff.objects.get(username="phuoc.nh")
    row.save()
    assert one_stop(MARCH, by="officer").rows == before


def test_the_rows_of_some_agencies_count_their_dossiers_only(province: None) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=code) for code in (FIRST, SECOND, SECOND)])
    second = Agency.objects.get(code=SECOND).pk
    assert one_stop(MARCH, [second], by="field").total["total"] == 2


def test_a_row_of_another_agency_opens_no_dossier(actor: Callable[[str], object]) -> None:
    one = history("2019-03-04 08:00", "2019-03-12 17:00", agency=FIRST)
    put([one])
    field = one_stop(MARCH, by="field").rows[0].code
    leader = actor("phuoc.nh")
    assert dossiers_behind(MARCH, MEASURES["total"], actor=leader, by="field", key=field).count() == 0


def test_a_dimension_or_row_that_does_not_exist_is_refused(actor: Callable[[str], object]) -> None:
    for by, key in (("weather", "sun"), ("procedure", "9.999999")):
        with pytest.raises(Refused):
            dossiers_behind(MARCH, MEASURES["total"], actor=actor("vinh.sh"), by=by, key=key)
