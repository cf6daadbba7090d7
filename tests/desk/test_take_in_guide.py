"""At the counter: telling the applicant what is missing, on form 02, before the dossier is taken in."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from desk.stage import browser, stop_clock
from desk.taking_in import FRIDAY, MANDATORY, address, said_of, typed
from motcua.dossiers.models import Dossier, IntakeDraft

WANTED = {f"guide-{MANDATORY[0]}": "Tờ khai chưa ký tên", "guide_reason": "Điều 45 Luật Lý lịch tư pháp"}
INCOMPLETE = {"all_papers": "", "fee": "", "fee_amount": ""}


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, FRIDAY)


@pytest.fixture
def counter(province: None) -> Client:
    return browser("receptionist")


def guided(counter: Client, draft: uuid.UUID, **changes: object):  # type: ignore[no-untyped-def]
    return counter.post(address(draft), typed(**INCOMPLETE | WANTED | changes, action="guide"))


def test_what_is_missing_is_told_once_and_no_clock_starts(counter: Client) -> None:
    draft = uuid.uuid4()
    answers = [guided(counter, draft) for _ in "12"]
    assert [answer["Location"] for answer in answers] == [f"{address(draft)}/xong"] * 2
    row = Dossier.objects.get(pk=draft)
    assert (row.status, row.code, row.accepted_at, row.events_count) == ("submitted", None, None, 1)
    assert not IntakeDraft.objects.filter(pk=draft).exists()


def test_form_02_prints_by_itself_and_tells_what_is_missing(counter: Client) -> None:
    draft = uuid.uuid4()
    guided(counter, draft)
    html = counter.get(f"{address(draft)}/xong").content.decode()
    slip = f"/ban-lam-viec/ho-so/{draft}/phieu/yeu-cau-bo-sung.pdf"
    assert f'src="{slip}" data-print' in html
    assert "Đã hướng dẫn bổ sung" in html
    assert counter.get(slip).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"guide_reason": ""}, "Hãy ghi rõ lý do yêu cầu bổ sung."),
        ({f"guide-{MANDATORY[0]}": ""}, "Hãy nêu ít nhất một nội dung cần bổ sung."),
    ],
    ids=["reason", "what"],
)
def test_guidance_says_what_and_why_and_nothing_typed_is_lost(
    counter: Client, missing: dict[str, str], sentence: str
) -> None:
    draft = uuid.uuid4()
    answer = guided(counter, draft, **missing)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in said_of(html)
    assert "Thạch Thị Ngọc Ánh" in html
    kept = next(text for name, text in WANTED.items() if name not in missing)
    assert kept in html
    assert not Dossier.objects.filter(pk=draft, events_count__gt=0).exists()


def test_what_was_typed_of_a_guidance_is_in_the_draft(counter: Client) -> None:
    draft = uuid.uuid4()
    counter.post(address(draft), typed(**INCOMPLETE | WANTED, action="save"))
    assert "Tờ khai chưa ký tên" in counter.get(address(draft)).content.decode()


def test_a_guided_dossier_waits_at_the_desk_and_is_taken_in_from_its_page(counter: Client) -> None:
    draft = uuid.uuid4()
    guided(counter, draft)
    assert f"/ho-so/{draft}/" in counter.get("/ban-lam-viec/?loai=intake").content.decode()
    brought = {f"papers-{key}-originals": "1" for key in MANDATORY}
    paid = {"fee_money": "paid", "fee": "200.000", "key": str(uuid.uuid4())}
    answer = counter.post(f"/ban-lam-viec/ho-so/{draft}/tiep-nhan", brought | paid)
    assert answer.status_code == 302
    assert Dossier.objects.get(pk=draft).code
