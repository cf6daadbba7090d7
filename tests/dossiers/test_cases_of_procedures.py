"""A dossier is filed under a case of its procedure, pinned on it like the version."""

from __future__ import annotations

import uuid

import pytest

import cast
from cast import refused
from motcua.catalogue.commands import load_procedures
from motcua.dossiers.commands import take_in
from motcua.dossiers.models import Dossier
from motcua.law.lifecycle.state import Fee, Money, PaperReceived

CASES = [{"key": "moi", "name": "Cấp mới"}, {"key": "lai", "name": "Cấp lại"}]


@pytest.fixture(autouse=True)
def loaded(province):
    """The procedure of the tests with two cases, one of which takes longer, costs something and asks for more."""
    data = cast.as_data(cast.rules())
    data["cases"] = CASES
    data["limits"].append({"value": "8", "unit": "working_day", "case": "lai"})
    data["components"].append({"key": "bao-mat", "name": "Giấy báo mất", "case": "lai"})
    data["fees"] = [{"kind": "fee", "name": "Phí cấp lại", "amount": 50_000, "due_at_intake": True, "case": "lai"}]
    load_procedures([data])


def taken(case: str, *papers: str, fee: Fee = Fee()) -> Dossier:
    more = tuple(PaperReceived(name, 1, 0) for name in papers)
    command = cast.accept((*cast.PAPERS, *more), fee=fee)
    at = cast.moment(cast.OPENING)
    return take_in(uuid.uuid4(), cast.filing(case=case), command, actor=cast.person("receptionist"), at=at)


def test_the_due_date_follows_the_case():
    assert taken("moi").due_at == cast.moment("08/03/2019 08:00")
    assert taken("lai", "bao-mat", fee=Fee(50_000, Money.PAID)).due_at == cast.moment("13/03/2019 08:00")


def test_the_case_is_pinned_on_the_dossier():
    assert Dossier.objects.get(pk=taken("moi").pk).case == "moi"


def test_a_dossier_without_a_case_is_not_taken_in():
    with refused("case_missing", "case"):
        taken("")


def test_what_a_case_asks_for_and_costs_is_checked():
    with refused("component_missing", "papers-bao-mat"):
        taken("lai")
    with refused("fee_due", "fee"):
        taken("lai", "bao-mat")


def test_what_only_another_case_asks_for_is_no_component():
    with refused("unknown_component"):
        taken("moi", "bao-mat")
