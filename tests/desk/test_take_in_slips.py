"""Slips that a dossier prints: which exist, for whom, with what on them."""

from __future__ import annotations

import io
import uuid

import pytest
from django.test import Client
from pypdf import PdfReader

import cast
from desk.stage import brought_to, browser, give, stop_clock
from desk.taking_in import FRIDAY, address, said_of, typed
from motcua.agencies.models import Agency
from motcua.dossiers.models import Dossier
from motcua.papers.printing import long_moment

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, FRIDAY)


@pytest.fixture
def counter(province: None) -> Client:
    """The browser of who takes in for the Department of Justice; one without a script."""
    return browser("receptionist")


def text_of(client: Client, row: Dossier, form: str) -> str:
    """The text of a slip, in one line."""
    pdf = client.get(f"/ban-lam-viec/ho-so/{row.reference}/phieu/{form}.pdf")
    return " ".join(PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text().split())


def test_an_incomplete_dossier_may_be_refused(counter: Client) -> None:
    draft = uuid.uuid4()
    counter.post(address(draft), typed(action="refuse", reason="Thiếu tờ khai.", all_papers="", fee="", fee_amount=""))
    assert Dossier.objects.get(pk=draft).status == "refused"


def test_a_refusal_needs_a_reason_and_prints_form_03(counter: Client) -> None:
    draft = uuid.uuid4()
    without = counter.post(address(draft), typed(action="refuse"))
    assert without.status_code == 422
    assert "Hãy ghi rõ lý do từ chối tiếp nhận." in said_of(without.content.decode())
    page = counter.post(address(draft), typed(action="refuse", reason="Không thuộc thẩm quyền."), follow=True)
    assert "tu-choi.pdf" in page.content.decode()
    pdf = counter.get(f"/ban-lam-viec/ho-so/{draft}/phieu/tu-choi.pdf")
    text = PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()
    assert "Không thuộc thẩm quyền." in text


def test_the_receipt_of_a_dossier_is_a_pdf_for_those_who_may_see_it(counter: Client) -> None:
    draft = uuid.uuid4()
    counter.post(address(draft), typed())
    row = Dossier.objects.get(pk=draft)
    url = f"/ban-lam-viec/ho-so/{row.code}/phieu/giay-tiep-nhan.pdf"
    answer = counter.get(url)
    text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    for words in (row.code, row.lookup_code, "Thạch Thị Ngọc Ánh", "10 ngày làm việc", "200.000 đồng (đã nộp)"):
        assert words in text.replace("\n", " ")
    other = browser("stranger")
    assert other.get(url).status_code == 404


@pytest.mark.parametrize("form", ["tu-choi", "yeu-cau-bo-sung", "xin-loi", "khong-co"])
def test_a_form_that_does_not_apply_does_not_exist(counter: Client, form: str) -> None:
    draft = uuid.uuid4()
    counter.post(address(draft), typed())
    assert counter.get(f"/ban-lam-viec/ho-so/{draft}/phieu/{form}.pdf").status_code == 404


def test_form_02_lists_what_is_asked_for_and_until_when(counter: Client) -> None:
    cast.load(cast.rules())
    row = brought_to("process")
    give(row, "case_officer", cast.ask())
    text = text_of(counter, row, "yeu-cau-bo-sung")
    assert "Ký lại đơn" in text
    assert "Đơn chưa có chữ ký." in text
    assert "ngày 16 tháng 3 năm 2019" in text


def test_after_a_supplement_the_receipt_tells_the_new_due_date(counter: Client) -> None:
    cast.load(cast.rules())
    row = brought_to("process")
    before = row.due_at
    give(row, "case_officer", cast.ask())
    give(row, "receptionist", cast.bring("don"), "06/03/2019 09:00")
    row.refresh_from_db()
    text = text_of(counter, row, "giay-tiep-nhan")
    assert row.due_at != before
    assert "4. Thời gian nhận hồ sơ: 09 giờ 00 phút, ngày 06 tháng 3 năm 2019" in text
    assert f"5. Thời gian trả kết quả giải quyết hồ sơ: {long_moment(row.due_at)}" in text


def test_form_04_tells_the_old_and_the_new_due_date(counter: Client) -> None:
    cast.load(cast.rules())
    row = brought_to("process")
    before = row.due_at
    give(row, "agency_head", cast.extend())
    row.refresh_from_db()
    text = text_of(counter, row, "xin-loi")
    assert f"Thời gian hẹn trả kết quả giải quyết hồ sơ: {long_moment(before)}" in text
    assert f"vào: {long_moment(row.due_at)}" in text
    assert "Cần xác minh thêm tại thực địa." in text


def test_a_rejection_after_appraisal_prints_form_03_of_the_agency(counter: Client) -> None:
    cast.load(cast.rules())
    row = brought_to("decide")
    give(row, "agency_head", cast.reject())
    text = text_of(counter, row, "tu-choi")
    assert "SỞ TƯ PHÁP" in text
    assert "không giải quyết hồ sơ này" in text


def test_above_the_name_of_an_agency_stands_the_one_it_belongs_to(counter: Client) -> None:
    cast.load(cast.rules())
    row = brought_to("decide")
    give(row, "agency_head", cast.reject())
    assert "UBND TỈNH SÓC TRĂNG" in text_of(counter, row, "tu-choi").upper()
    city = Agency.objects.get(level=Agency.Level.DISTRICT)
    Agency.objects.filter(code=cast.JUSTICE).update(parent=city, level=Agency.Level.COMMUNE)
    assert city.name.upper() in text_of(counter, row, "tu-choi").upper()
