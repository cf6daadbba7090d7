"""A procedure with cases (trường hợp): time, fee and papers follow the case that a dossier is filed under."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cast
from cast import refused
from motcua.law.lifecycle.rules import ComponentRule, FeeRule, ProcedureRules, stated_limit
from motcua.law.limit import TimeLimit, Unit

FIVE, TEN, TWO = (TimeLimit(Decimal(days), Unit.WORKING_DAY) for days in (5, 10, 2))
RULES = replace(
    cast.PROCEDURE,
    limits=(("", FIVE), ("online_partial", TWO)),
    cases=(("moi", "Cấp mới"), ("lai", "Cấp lại")),
    case_limits=(("lai", "", TEN),),
    components=(*cast.PROCEDURE.components, ComponentRule("bao-mat", "Giấy báo mất", 1, 0, True, "lai")),
    fees=(FeeRule("Phí", 100_000, True), FeeRule("Phí cấp lại", 50_000, True, "lai", online_amount=20_000)),
)
DAY = date(2019, 3, 1)


def test_a_dossier_of_a_procedure_with_cases_must_name_one():
    with refused("case_missing", "case"):
        RULES.for_case("")


@pytest.mark.parametrize("rules", [RULES, cast.PROCEDURE])
def test_a_case_that_does_not_exist_is_refused(rules):
    with refused("case_unknown", "case"):
        rules.for_case("khac")


def test_a_procedure_without_cases_stays_as_it_is():
    assert cast.PROCEDURE.for_case("") is cast.PROCEDURE


def test_a_case_has_its_own_limit_for_every_channel():
    again = RULES.for_case("lai")
    assert [again.limit_for(channel) for channel in ("counter", "online_partial")] == [TEN, TEN]


def test_a_case_without_a_limit_of_its_own_has_the_procedures():
    new = RULES.for_case("moi")
    assert [new.limit_for(channel) for channel in ("counter", "post", "online_partial")] == [FIVE, FIVE, TWO]


def test_a_case_asks_for_its_own_papers_beside_the_common_ones():
    assert [part.key for part in RULES.for_case("moi").components] == ["don", "ban-sao", "uy-quyen"]
    assert [part.key for part in RULES.for_case("lai").components] == ["don", "ban-sao", "uy-quyen", "bao-mat"]


def test_a_case_owes_its_own_fees_beside_the_common_ones():
    assert RULES.for_case("moi").owed_at_intake("counter", DAY) == 100_000
    assert RULES.for_case("lai").owed_at_intake("counter", DAY) == 150_000
    assert RULES.for_case("lai").owed_at_intake("online_full", DAY) == 120_000


def test_a_fee_is_owed_on_the_days_on_which_it_holds():
    dated = (
        FeeRule("Mức cũ", 100_000, True, last=date(2019, 2, 28)),
        FeeRule("Mức mới", 70_000, True, since=date(2019, 3, 1)),
    )
    rules = replace(cast.PROCEDURE, fees=dated)
    assert [rules.owed_at_intake("counter", day) for day in (date(2019, 2, 28), DAY)] == [100_000, 70_000]


def test_the_rules_of_a_case_name_it():
    assert RULES.for_case("lai").case_name == "Cấp lại"


keys = st.sampled_from(["", "a", "b"])
channels = st.sampled_from(["", "counter", "post"])


@given(st.dictionaries(st.tuples(keys, channels), st.integers(1, 9), max_size=9), keys, channels)
def test_what_holds_is_what_a_person_finds_who_looks_in_the_case_first(stated, case, channel):
    """The oracle walks all that is stated and keeps the nearest."""
    fits = [(of, at) for of, at in stated if of in ("", case) and at in ("", channel)]
    nearest = max(
        fits, key=lambda one: (one[0] == case and case != "", one[1] == channel and channel != ""), default=None
    )
    assert stated_limit(stated, case, channel) == (stated[nearest] if nearest else None)


@given(
    st.dictionaries(st.tuples(st.sampled_from(["a", "b"]), channels), st.integers(1, 30), max_size=6),
    st.dictionaries(channels, st.integers(1, 30), min_size=1, max_size=3),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["counter", "post"]),
)
def test_the_rules_of_a_case_state_what_the_table_of_all_cases_states(of_cases, common, case, channel):
    def limit(days: int) -> TimeLimit:
        return TimeLimit(Decimal(days), Unit.WORKING_DAY)

    rules = ProcedureRules(
        "1.900100",
        "Thử",
        (),
        tuple((at, limit(days)) for at, days in common.items()),
        cases=(("a", "A"), ("b", "B")),
        case_limits=tuple((of, at, limit(days)) for (of, at), days in of_cases.items()),
    )
    stated = {("", at): limit(days) for at, days in common.items()} | {key: limit(d) for key, d in of_cases.items()}
    expected = stated_limit(stated, case, channel)
    if expected is None:
        with refused("no_limit"):
            rules.for_case(case).limit_for(channel)
    else:
        assert rules.for_case(case).limit_for(channel) == expected
