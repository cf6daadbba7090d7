"""Taking a dossier in at the counter, through the screens, on PostgreSQL."""

from __future__ import annotations

import io
import re
import uuid
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from motcua.accounts.models import Staff
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Applicant, Attachment, Dossier, IntakeDraft

CODE = "2.000488"
"""Criminal record certificate: 200,000 đồng at intake, two of its five components only in some cases."""
MANDATORY = ("to-khai-yeu-cau-cap-phieu", "ban-sao-giay-chung-minh-nhan", "ban-sao-so-ho-khau-giay")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NOW = datetime(2019, 3, 1, 1, 30, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.faces.common.clock.now", lambda: NOW)


@pytest.fixture
def reception(province: None) -> Staff:
    """Who takes in for the Department of Justice."""
    return Staff.objects.filter(holdings__post__role="reception", holdings__post__serves__code="000.00.12.H51").first()


@pytest.fixture
def counter(reception: Staff) -> Client:
    """The officer's browser; one without a script."""
    client = Client()
    client.force_login(reception)
    return client


def address(draft: uuid.UUID | None = None) -> str:
    return f"/ban-lam-viec/tiep-nhan/{draft or uuid.uuid4()}"


def typed(**changes: object) -> dict[str, object]:
    """What is typed for a complete dossier."""
    said: dict[str, object] = {
        "procedure": CODE,
        "kind": "person",
        "identity_number": "094 090 000 001",
        "name": "Thạch Thị Ngọc Ánh",
        "phone": "0912 345 678",
        "address": "Ấp Phú Lợi, xã Phú Tân, huyện Châu Thành",
        "email": "",
        "found": "",
        "subject": "",
        "channel": "counter",
        "wanted_delivery": "counter",
        "all_papers": "on",
        "fee": "paid",
        "fee_amount": "200.000",
        "fee_reason": "",
        "reason": "",
    }
    said |= {f"originals-{key}": "1" for key in MANDATORY} | {f"copies-{key}": "0" for key in MANDATORY}
    return said | changes


def said_of(html: str) -> str:
    """The words of a page, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_first_step_lists_procedures_of_the_agencies_that_one_serves(counter: Client) -> None:
    page = counter.get("/ban-lam-viec/tiep-nhan/").content.decode()
    assert CODE in page
    assert "Sở Công Thương" not in page.split("ket-qua")[1]


def test_procedures_are_found_without_accents(counter: Client) -> None:
    page = counter.get("/ban-lam-viec/tiep-nhan/", {"q": "ly lich tu phap"}).content.decode()
    assert CODE in page


def test_results_come_alone_as_one_types(counter: Client) -> None:
    page = counter.get("/ban-lam-viec/tiep-nhan/", {"q": "luat su"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "luật sư" in page


def test_enter_on_results_that_one_has_seen_opens_the_first(counter: Client) -> None:
    answer = counter.get("/ban-lam-viec/tiep-nhan/", {"q": CODE, "da-xem": CODE})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?thu-tuc={CODE}")


def test_those_who_sit_at_no_desk_get_a_403(province: None) -> None:
    leader = Staff.objects.filter(holdings__post__role="leader").exclude(holdings__post__role="reception").first()
    client = Client()
    client.force_login(leader)
    assert client.get("/ban-lam-viec/tiep-nhan/").status_code == 403


def test_a_visitor_signs_in_first(db: None) -> None:
    answer = Client().get(address())
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap")


def test_the_page_tells_when_the_dossier_would_be_due(counter: Client) -> None:
    page = counter.get(address(), {"thu-tuc": CODE}).content.decode()
    assert "08 giờ 30 ngày 15/03/2019" in page


def test_the_page_needs_few_queries(counter: Client, queries) -> None:  # type: ignore[no-untyped-def]
    counter.get(address(), {"thu-tuc": CODE})
    with queries(15):
        counter.get(address(), {"thu-tuc": CODE})


def test_a_complete_dossier_is_taken_in(counter: Client, reception: Staff) -> None:
    draft = uuid.uuid4()
    answer = counter.post(address(draft), typed())
    assert answer.status_code == 302, said_of(answer.content.decode())
    row = Dossier.objects.get(pk=draft)
    assert (row.status, row.applicant_name, row.money) == ("accepted", "Thạch Thị Ngọc Ánh", "paid")
    assert row.accepted_at == NOW
    assert [paper["component"] for paper in row.state["papers"]] == list(MANDATORY)
    assert row.applicant.identity_number == "094090000001"


def test_the_confirmation_shows_the_code_and_prints_once(counter: Client) -> None:
    draft = uuid.uuid4()
    first = counter.post(address(draft), typed(), follow=True).content.decode()
    assert Dossier.objects.get(pk=draft).code in first
    assert "data-print" in first
    assert "data-print" not in counter.get(f"{address(draft)}/xong").content.decode()


def test_the_same_button_pressed_twice_makes_one_dossier(counter: Client) -> None:
    draft = uuid.uuid4()
    counter.post(address(draft), typed())
    again = counter.post(address(draft), typed(name="Người khác"))
    assert again["Location"].endswith("/xong")
    assert Dossier.objects.filter(pk=draft).count() == 1
    assert Dossier.objects.get(pk=draft).applicant_name == "Thạch Thị Ngọc Ánh"
    assert not IntakeDraft.objects.exists()


def test_ticked_components_keep_the_numbers_that_were_typed(counter: Client) -> None:
    draft = uuid.uuid4()
    only = {f"papers-{key}": "on" for key in MANDATORY}
    counter.post(address(draft), typed(all_papers="", **only, **{f"copies-{MANDATORY[1]}": "3"}))
    papers = {paper["component"]: paper for paper in Dossier.objects.get(pk=draft).state["papers"]}
    assert papers[MANDATORY[1]]["copies"] == 3


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"identity_number": "12"}, "Số định danh của cá nhân gồm 12 chữ số"),
        ({"identity_number": ""}, "Hãy ghi số định danh"),
        ({"name": " "}, "Hãy ghi họ tên"),
        ({"phone": "không có"}, "Số điện thoại gồm 9 đến 12 chữ số."),
        ({"email": "a@"}, "Địa chỉ email chưa đúng dạng"),
        ({"all_papers": ""}, "Hồ sơ còn thiếu: “Tờ khai"),
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
    other = ProcedureVersion.objects.exclude(procedure__agency__code="000.00.12.H51").select_related("procedure")[0]
    answer = counter.post(address(), typed(procedure=other.procedure.code))
    assert answer.status_code == 422
    assert "Bạn không tiếp nhận hồ sơ của" in said_of(answer.content.decode())


def test_a_closed_procedure_is_refused_with_the_day(counter: Client) -> None:
    ProcedureVersion.objects.filter(procedure__code=CODE).update(intake_closed_from="2019-02-01")
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


def test_several_scans_may_be_attached_to_one_component(counter: Client) -> None:
    draft = uuid.uuid4()
    scans = [SimpleUploadedFile("1.pdf", PDF), SimpleUploadedFile("2.pdf", PDF + b"\n")]
    counter.post(address(draft), typed(**{f"scans-{MANDATORY[0]}": scans}))
    assert Attachment.objects.filter(dossier_id=draft).count() == 2


def test_a_scan_may_be_taken_away(counter: Client) -> None:
    draft = uuid.uuid4()
    counter.post(address(draft), typed(action="upload", **{f"scans-{MANDATORY[0]}": SimpleUploadedFile("1.pdf", PDF)}))
    (held,) = IntakeDraft.objects.get(pk=draft).scans
    counter.post(address(draft), typed(remove=f"{MANDATORY[0]}:{held['sha256']}"))
    assert "1.pdf" not in counter.get(address(draft)).content.decode()
    counter.post(address(draft), typed())
    assert not Attachment.objects.filter(dossier_id=draft).exists()


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


def test_a_known_applicant_is_filled_in_by_identity_number(counter: Client) -> None:
    counter.post(address(), typed())
    answer = counter.post(
        f"{address()}/nguoi-nop",
        {"procedure": CODE, "kind": "person", "identity_number": "094090000001", "name": "", "found": ""},
        headers={"HX-Request": "true"},
    )
    assert answer["HX-Retarget"] == "#nguoi-nop"
    assert 'value="Thạch Thị Ngọc Ánh"' in answer.content.decode()


def test_what_was_mended_by_hand_is_not_filled_in_again(counter: Client) -> None:
    counter.post(address(), typed())
    mended = typed(found="094090000001", phone="0999 999 999", action="find")
    page = counter.post(address(), mended).content.decode()
    assert 'value="0999 999 999"' in page


def test_an_unknown_applicant_leaves_the_fields_alone(counter: Client) -> None:
    answer = counter.post(
        f"{address()}/nguoi-nop",
        {"procedure": CODE, "kind": "person", "identity_number": "094090000999", "found": ""},
        headers={"HX-Request": "true"},
    )
    assert "HX-Retarget" not in answer
    assert "Chưa có trong hệ thống" in answer.content.decode()


def test_a_tax_code_chooses_the_organisation(counter: Client) -> None:
    page = counter.post(address(), typed(identity_number="2200123456", action="find")).content.decode()
    assert re.search(r'value="organisation"[^>]*checked', page)


def test_what_is_typed_is_kept_while_typing(counter: Client) -> None:
    draft = uuid.uuid4()
    counter.post(f"{address(draft)}/nhap", typed(name="Thạch Thị", all_papers=""))
    page = counter.get(address(draft)).content.decode()
    assert 'value="Thạch Thị"' in page
    assert "Thạch Thị" in counter.get("/ban-lam-viec/tiep-nhan/").content.decode()


def test_a_late_autosave_does_not_bring_the_draft_back(counter: Client) -> None:
    draft = uuid.uuid4()
    counter.post(address(draft), typed())
    counter.post(f"{address(draft)}/nhap", typed())
    assert not IntakeDraft.objects.exists()


def test_a_draft_may_be_thrown_away(counter: Client) -> None:
    draft = uuid.uuid4()
    counter.post(address(draft), typed(action="save"))
    counter.post(f"{address(draft)}/bo")
    assert not IntakeDraft.objects.exists()


def test_the_draft_of_another_officer_does_not_exist_for_me(counter: Client) -> None:
    draft = uuid.uuid4()
    counter.post(address(draft), typed(action="save"))
    other = Client()
    other.force_login(
        Staff.objects.filter(holdings__post__role="reception")
        .exclude(holdings__post__serves__code="000.00.12.H51")
        .first()
    )
    assert other.get(address(draft)).status_code == 404
    assert other.post(f"{address(draft)}/nhap", typed()).status_code == 404


def test_the_tick_of_all_papers_ticks_every_mandatory_line(counter: Client) -> None:
    page = counter.post(f"{address()}/giay-to", typed(), headers={"HX-Request": "true"}).content.decode()
    assert len(re.findall(r'name="papers-[^"]+"[^>]*checked', page)) == len(MANDATORY)


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
    other = Client()
    other.force_login(
        Staff.objects.filter(holdings__post__role="reception")
        .exclude(holdings__post__serves__code="000.00.12.H51")
        .first()
    )
    assert other.get(url).status_code == 404


@pytest.mark.parametrize("form", ["tu-choi", "yeu-cau-bo-sung", "xin-loi", "khong-co"])
def test_a_form_that_does_not_apply_does_not_exist(counter: Client, form: str) -> None:
    draft = uuid.uuid4()
    counter.post(address(draft), typed())
    assert counter.get(f"/ban-lam-viec/ho-so/{draft}/phieu/{form}.pdf").status_code == 404


def test_a_known_applicant_keeps_one_record(counter: Client) -> None:
    counter.post(address(), typed())
    counter.post(address(), typed(phone="0999999999"))
    assert Applicant.objects.get(identity_number="094090000001").phone == "0999999999"
