"""Which generation of rules a dossier follows."""

from datetime import date

import pytest

from cast import refused
from motcua.law.regimes import REGIMES, form_set_on, regime_named, regime_on


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2018, 6, 21), "2018"),
        (date(2021, 12, 5), "2018"),
        (date(2021, 12, 6), "2021"),
        (date(2025, 6, 30), "2021"),
        (date(2025, 7, 1), "2025"),
        (date(2030, 1, 1), "2025"),
    ],
)
def test_the_day_of_acceptance_decides(day, code):
    assert regime_on(day).code == code


def test_before_the_first_decree_there_is_no_rule():
    with refused("no_regime") as caught:
        regime_on(date(2018, 6, 20))

    assert "20/06/2018" in caught.value.sentence


@pytest.mark.parametrize("regime", REGIMES, ids=lambda regime: regime.code)
def test_a_regime_is_found_by_the_name_pinned_on_a_dossier(regime):
    assert regime_named(regime.code) is regime


def test_regimes_follow_each_other_and_have_names_of_their_own():
    assert [regime.since for regime in REGIMES] == sorted({regime.since for regime in REGIMES})
    assert len({regime.code for regime in REGIMES}) == len(REGIMES)


@pytest.mark.parametrize("regime", REGIMES, ids=lambda regime: regime.code)
def test_every_regime_names_its_source(regime):
    assert "NĐ" in regime.basis or "Nghị định" in regime.basis


@pytest.mark.parametrize(
    ("day", "forms"),
    [
        (date(2018, 6, 21), "TT 01/2018/TT-VPCP"),
        (date(2025, 9, 14), "TT 01/2018/TT-VPCP"),
        (date(2025, 9, 15), "TT 03/2025/TT-VPCP"),
    ],
)
def test_slips_follow_the_forms_of_their_day_and_not_the_regime_of_the_dossier(day, forms):
    assert form_set_on(day) == forms


def test_only_the_decree_of_2025_lets_the_applicant_stop_a_dossier():
    assert [regime.code for regime in REGIMES if regime.stop_on_request] == ["2025"]


def test_a_cause_of_a_pause_is_one_of_a_closed_list():
    regime = regime_on(date(2026, 1, 5))

    assert regime.pause_cause("appraisal") in regime.pause_causes
    assert regime.pause_cause("no_time") is None
