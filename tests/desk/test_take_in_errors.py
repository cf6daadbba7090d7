"""Bad input at the counter: one sentence beside the field, and nothing lost."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.stage import PDF, browser, stop_clock
from desk.taking_in import CODE, FRIDAY, JUSTICE, MANDATORY, address, said_of, typed
from motcua.catalogue.models import IntakeSuspension, ProcedureVersion
from motcua.dossiers.models import Attachment, Dossier, IntakeDraft

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, FRIDAY)


@pytest.fixture
def counter(province: None) -> Client:
    """The browser of who takes in for the Department of Justice; one without a script."""
    return browser("receptionist")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"identity_number": "12"}, "Số định danh của cá nhân gồm 12 chữ số"),
        ({"identity_number": ""}, "Hãy ghi số định danh"),
        ({"name": " "}, "Hãy ghi họ tên"),
        ({"phone": "không có"}, "Số điện thoại gồm 9 đến 12 chữ số."),
        ({"email": "a@"}, "Địa chỉ email chưa đúng dạng"),
        ({"all_papers": ""}, "Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp: Còn thiếu giấy tờ bắt buộc này."),
        ({f"originals-{MANDATORY[0]}": "-1"}, "Số bản giấy tờ không thể là số âm."),
        ({f"copies-{MANDATORY[0]}": "hai"}, "hãy ghi bằng chữ số"),
        ({f"originals-{MANDATORY[0]}": "1" * 30}, "nhiều nhất 999"),
        ({"fee": ""}, "thu 200.000 đồng khi tiếp nhận: hãy xác nhận đã thu hoặc ghi căn cứ miễn."),
        ({"fee": "waived"}, "Hãy ghi căn cứ miễn"),
        ({"fee_amount": "-5"}, "Số tiền không thể là số âm."),
        ({"fee_amount": "nhiều"}, "Hãy ghi số tiền bằng chữ số"),
        ({"fee_amount": "0"}, "Hãy ghi số tiền đã thu"),
        ({"channel": "bồ câu"}, "Hãy chọn hình thức nộp."),
        ({"name": "A" * 301}, "dài nhất 300 ký tự"),
    ],
)
def test_bad_input_gets_one_sentence_and_keeps_what_was_typed(
    counter: Client, changes: dict[str, str], sentence: str
) -> None:
    draft = uuid.uuid4()
    answer = counter.post(address(draft), typed(subject="Phiếu số 1, 02 bản", **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in said_of(page)
    assert 'value="Phiếu số 1, 02 bản"' in page
    for name, wrong in changes.items():
        assert wrong.strip() in page or name == "channel"  # a choice that does not exist cannot be shown
    assert not Dossier.objects.filter(pk=draft).exists()
    assert IntakeDraft.objects.get(pk=draft).form["subject"] == "Phiếu số 1, 02 bản"


def test_an_empty_form_is_answered_with_sentences(counter: Client) -> None:
    answer = counter.post(address(), {"procedure": CODE})
    assert answer.status_code == 422
    assert "Hãy ghi số định danh của người nộp." in said_of(answer.content.decode())


def test_an_unknown_procedure_leads_back_to_the_list(counter: Client) -> None:
    answer = counter.get(address(), {"thu-tuc": "9.999999"})
    assert answer.status_code == 422
    assert "Không có thủ tục nào mang mã “9.999999”." in answer.content.decode()


def test_a_procedure_of_an_agency_that_one_does_not_serve_is_not_opened(counter: Client) -> None:
    other = ProcedureVersion.objects.exclude(procedure__agency__code=JUSTICE).select_related("procedure")[0]
    answer = counter.post(address(), typed(procedure=other.procedure.code))
    assert answer.status_code == 422
    assert "Bạn không tiếp nhận hồ sơ của" in said_of(answer.content.decode())


def test_a_closed_procedure_is_refused_with_the_day(counter: Client) -> None:
    own = ProcedureVersion.objects.get(procedure__code=CODE)
    IntakeSuspension.objects.create(procedure=own.procedure, decision=own.decision, starts_on="2019-02-01")
    answer = counter.post(address(), typed())
    assert answer.status_code == 422
    assert "không nhận hồ sơ trong ngày 01/03/2019" in said_of(answer.content.decode())


def test_a_year_without_an_approved_calendar_is_refused(counter: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.faces.common.clock.now", lambda: datetime(2027, 3, 1, 1, 30, tzinfo=UTC))
    assert "2027" in said_of(counter.get(address(), {"thu-tuc": CODE}).content.decode())
    answer = counter.post(address(), typed())
    assert answer.status_code == 422
    assert "năm 2027 chưa được phê duyệt" in said_of(answer.content.decode())


def test_scans_are_kept_although_something_else_is_wrong(counter: Client) -> None:
    draft = uuid.uuid4()
    scan = SimpleUploadedFile("tờ khai.pdf", PDF)
    answer = counter.post(address(draft), typed(name="", **{f"scans-{MANDATORY[0]}": scan}))
    assert answer.status_code == 422
    assert "tờ khai.pdf" in answer.content.decode()
    done = counter.post(address(draft), typed())
    assert done.status_code == 302
    kept = Attachment.objects.get(dossier_id=draft)
    assert (kept.filename, kept.component) == ("tờ khai.pdf", MANDATORY[0])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"MZ\x90\x00 not a scan", "không phải PDF, JPEG, PNG hoặc TIFF"), (b"%PDF-1.7\n" + b" " * 3000, "lớn hơn")],
)
def test_a_file_of_the_wrong_kind_or_size_is_refused_beside_its_component(
    counter: Client,
    settings,
    content: bytes,
    sentence: str,  # type: ignore[no-untyped-def]
) -> None:
    settings.PAPERS_MAX_BYTES = 2000
    draft = uuid.uuid4()
    upload = {f"scans-{MANDATORY[0]}": SimpleUploadedFile("quet.pdf", content)}
    whole = counter.post(address(draft), typed(**upload))
    assert whole.status_code == 422
    assert sentence in said_of(whole.content.decode())
    assert 'value="Thạch Thị Ngọc Ánh"' in whole.content.decode()
    upload = {f"scans-{MANDATORY[0]}": SimpleUploadedFile("quet.pdf", content)}
    line = counter.post(f"{address(draft)}/giay-to/{MANDATORY[0]}", typed(**upload), headers={"HX-Request": "true"})
    assert line.status_code == 422
    assert sentence in said_of(line.content.decode())


def test_everything_that_is_wrong_is_said_at_once(counter: Client) -> None:
    page = said_of(counter.post(address(), typed(name="", fee="", all_papers="")).content.decode())
    assert "Hãy ghi họ tên" in page
    assert "hãy xác nhận đã thu" in page
    assert page.count("Còn thiếu giấy tờ bắt buộc này.") == 2 * len(MANDATORY)  # in the summary, and beside each
