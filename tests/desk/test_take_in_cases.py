"""Taking in a dossier of a procedure with cases: what one chooses decides what is asked for, owed and promised."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

import cast
from desk.stage import browser, stop_clock
from desk.taking_in import FRIDAY, address, said_of
from motcua.catalogue.commands import load_procedures
from motcua.dossiers.models import Dossier, IntakeDraft

pytestmark = pytest.mark.usefixtures("loaded")
CODE = cast.PROCEDURE.code


@pytest.fixture
def loaded(province: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The procedure of the tests in two cases; the second takes longer, costs something and asks for more."""
    stop_clock(monkeypatch, FRIDAY)
    data = cast.as_data(cast.rules())
    data["cases"] = [{"key": "moi", "name": "Cấp mới"}, {"key": "lai", "name": "Cấp lại do mất, hỏng"}]
    data["limits"].append({"value": "8", "unit": "working_day", "case": "lai"})
    data["components"].append({"key": "bao-mat", "name": "Giấy báo mất", "case": "lai"})
    data["fees"] = [{"kind": "fee", "name": "Phí cấp lại", "amount": 50_000, "due_at_intake": True, "case": "lai"}]
    load_procedures([data])


@pytest.fixture
def counter() -> Client:
    return browser("receptionist")


def typed(**changes: object) -> dict[str, object]:
    said: dict[str, object] = {
        "procedure": CODE,
        "kind": "person",
        "identity_number": "094090000001",
        "name": "Thạch Thị Ngọc Ánh",
        "channel": "counter",
        "wanted_delivery": "counter",
        "all_papers": "on",
        "fee": "paid",
        "fee_amount": "50.000",
    }
    return said | {f"originals-{key}": "1" for key in ("don", "ban-sao", "bao-mat")} | changes


def test_the_cases_are_offered_and_before_one_is_chosen_only_common_papers_are_asked_for(counter: Client) -> None:
    text = said_of(counter.get(address(), {"thu-tuc": CODE}).content.decode())
    assert "Cấp mới" in text and "Cấp lại do mất, hỏng" in text
    assert "Giấy báo mất" not in text
    assert "có nhiều trường hợp: hãy chọn một." in text


def test_choosing_a_case_keeps_what_was_typed_and_shows_its_papers_fee_and_time(counter: Client) -> None:
    draft = uuid.uuid4()
    answer = counter.post(address(draft), typed(case="lai", action="upload"))
    assert answer.status_code == 302

    page = counter.get(address(draft)).content.decode()
    text = said_of(page)
    assert "Giấy báo mất" in text and "50.000 đồng" in text
    assert "13/03/2019" in text
    assert 'value="Thạch Thị Ngọc Ánh"' in page
    assert IntakeDraft.objects.get(pk=draft).form["case"] == "lai"


def test_a_dossier_is_taken_in_under_its_case_and_its_page_and_receipt_name_it(counter: Client) -> None:
    draft = uuid.uuid4()
    assert counter.post(address(draft), typed(case="lai", action="accept")).status_code == 302

    row = Dossier.objects.get(pk=draft)
    assert (row.case, row.due_at) == ("lai", cast.moment("13/03/2019 08:30"))
    assert "Cấp lại do mất, hỏng" in said_of(counter.get(f"/ban-lam-viec/ho-so/{row.code}/").content.decode())


def test_without_a_case_nothing_is_taken_in_and_the_sentence_stands_beside_the_choice(counter: Client) -> None:
    answer = counter.post(address(), typed(action="accept"))
    assert answer.status_code == 422
    assert "Hãy chọn trường hợp của hồ sơ." in said_of(answer.content.decode())


def test_a_case_that_does_not_exist_is_refused_in_words(counter: Client) -> None:
    answer = counter.post(address(), typed(case="khac", action="accept"))
    assert answer.status_code == 422
    assert "Hãy chọn trường hợp của hồ sơ." in said_of(answer.content.decode())
    assert not Dossier.objects.exists()
