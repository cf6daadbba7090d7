"""The commands of the desk through their forms, without a script: who may, what happens, what is refused."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import cast
from desk.stage import PDF, WAY, brought_to, browser, give, page_of, send, state_of, stop_clock, words
from motcua.agencies.models import Agency
from motcua.dossiers.commands import submit
from motcua.dossiers.models import Attachment, Dossier, Event
from motcua.faces.desk.actions import ACTIONS
from motcua.law.lifecycle import Channel

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture(autouse=True)
def _world(province: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.load(cast.rules())
    stop_clock(monkeypatch)


def supplemented() -> Dossier:
    row = brought_to("process")
    give(row, "case_officer", cast.ask())
    row.refresh_from_db()
    return row


def filed_online() -> Dossier:
    from law.calendars import at

    filing = cast.filing(channel=Channel.ONLINE_PARTIAL)
    return submit(uuid.uuid4(), filing, cast.submit(), at=at("01/03/2019 10:00"))


def paused() -> Dossier:
    row = brought_to("process")
    give(row, "case_officer", cast.pause())
    row.refresh_from_db()
    return row


def unpaid() -> Dossier:
    row = brought_to("process")
    give(row, "case_officer", cast.ask_payment())
    row.refresh_from_db()
    return row


def asked() -> Dossier:
    row = brought_to("process")
    agency = Agency.objects.get(code=cast.ASKED)
    give(row, "case_officer", cast.consult(agency.pk, agency.name, unit=cast.ASKED_UNIT))
    row.refresh_from_db()
    return row


WHERE: dict[str, Callable[[], Dossier]] = {
    "online": filed_online,
    **{step: (lambda step=step: brought_to(step)) for step in WAY},
    "supplement": supplemented,
    "paused": paused,
    "unpaid": unpaid,
    "asked": asked,
}

NOTE, STOP_THE_CLOCK = "ghi-chu", {"lay-y-kien", "tam-dung"}
AT_WORK = {"chuyen-buoc", "tra-lai", "yeu-cau-bo-sung", "yeu-cau-nop-tien", NOTE, *STOP_THE_CLOCK}
"""What a case officer may do with a step that lies on the desk."""

MAY = {
    ("online", "receptionist"): {"tiep-nhan", "huong-dan", "tu-choi-tiep-nhan", NOTE},
    ("online", "agency_head"): {NOTE},
    ("intake", "receptionist"): {"chuyen-buoc", NOTE},
    ("intake", "stand_in"): {"chuyen-buoc", NOTE},
    ("intake", "case_officer"): {NOTE},
    ("assign", "unit_head"): {"phan-cong", "tra-lai", NOTE, *STOP_THE_CLOCK},
    ("assign", "other_unit_head"): {NOTE},
    ("process", "case_officer"): AT_WORK,
    ("process", "colleague"): {NOTE},
    ("process", "agency_head"): {"gia-han", "phan-cong", NOTE},
    ("process", "unit_head"): {"phan-cong", NOTE},
    ("process", "receptionist"): {NOTE},
    ("check", "unit_head"): {"chuyen-buoc", "tra-lai", "phan-cong", NOTE, *STOP_THE_CLOCK},
    ("check", "case_officer"): {"thu-hoi", NOTE},
    ("decide", "agency_head"): {
        *("phe-duyet", "tu-choi-giai-quyet", "tra-lai", "gia-han", "phan-cong", NOTE),
        *STOP_THE_CLOCK,
    },
    ("decide", "unit_head"): {"phan-cong", "thu-hoi", NOTE},
    ("issue", "office_clerk"): {"chuyen-buoc", "tra-lai", "lay-y-kien", NOTE},
    ("hand-over", "receptionist"): {"nhan-ket-qua", "tra-lai", NOTE},
    ("hand-over", "office_clerk"): {"thu-hoi", NOTE},
    ("returned", "receptionist"): {"tra-ket-qua", NOTE},
    ("returned", "unit_head"): {"de-nghi-dinh-chinh", "sua-ket-qua", NOTE},
    ("supplement", "receptionist"): {"nhan-bo-sung", NOTE},
    ("supplement", "case_officer"): {NOTE},
    ("paused", "case_officer"): {"tiep-tuc", "lay-y-kien", NOTE},
    ("paused", "agency_head"): {"tiep-tuc", "phan-cong", NOTE},
    ("paused", "colleague"): {NOTE},
    ("unpaid", "receptionist"): {"xac-nhan-da-nop", NOTE},
    ("unpaid", "case_officer"): {NOTE},
    ("asked", "asked_head"): {"tra-loi-y-kien"},
    ("asked", "asked_officer"): {"tra-loi-y-kien"},
    ("asked", "receptionist"): {NOTE},
    ("decide", "director"): {NOTE},
}


@pytest.mark.parametrize(("where", "part"), MAY)
def test_each_role_is_offered_its_commands_and_no_other(where: str, part: str) -> None:
    row, client = WHERE[where](), browser(part)
    opened = {action.slug for action in ACTIONS if client.get(page_of(row, action.slug)).status_code == 200}
    assert opened == MAY[where, part]
    html = client.get(page_of(row)).content.decode()
    linked = set(re.findall(r'(?:href|action)="/ban-lam-viec/ho-so/[^/]+/([a-z-]+)"', html))
    assert linked & {action.slug for action in ACTIONS} == opened


@pytest.mark.parametrize(("where", "part"), MAY)
def test_what_is_not_offered_is_not_carried_out_either(where: str, part: str) -> None:
    row, client = WHERE[where](), browser(part)
    before = Event.objects.filter(dossier=row).count()
    others = [action for action in ACTIONS if action.slug not in MAY[where, part]]
    answers = {send(client, row, action.slug, reason="Không đạt").status_code for action in others}
    assert answers <= {403, 409}
    assert Event.objects.filter(dossier=row).count() == before


def test_one_button_completes_a_step_that_has_one_way_out() -> None:
    row, client = brought_to("intake"), browser("receptionist")
    answer = send(client, row, "chuyen-buoc", step="intake", note="Đủ bản chính")
    assert answer["Location"] == "/ban-lam-viec/"
    assert "Đủ bản chính" in words(client.get("/ban-lam-viec/"))


def test_a_step_with_several_ways_wants_one_of_them() -> None:
    row, client = brought_to("check"), browser("unit_head")
    answer = send(client, row, "chuyen-buoc", step="check", note="Xem lại mục 2")
    assert answer.status_code == 422
    assert "Hãy chọn hướng xử lý." in words(answer)
    assert "Xem lại mục 2" in words(answer)
    assert send(client, row, "chuyen-buoc", step="check", outcome="revise").status_code == 302


def test_a_leader_names_one_of_the_officers_of_the_unit() -> None:
    row, client = brought_to("assign"), browser("unit_head")
    page = words(client.get(page_of(row, "phan-cong")))
    assert cast.person("case_officer").name in page
    assert cast.person("other_unit_officer").name not in page
    stranger = cast.person("other_unit_officer").staff_id
    assert send(client, row, "phan-cong", officer=stranger).status_code == 422
    assert send(client, row, "phan-cong", officer=cast.person("case_officer").staff_id).status_code == 302


def test_work_goes_back_only_to_steps_that_were_done() -> None:
    row, client = brought_to("check"), browser("unit_head")
    page = client.get(page_of(row, "tra-lai")).content.decode()
    assert 'value="process"' in page
    assert 'value="decide"' not in page
    assert send(client, row, "tra-lai", step="check", to="process", reason="Thiếu biên bản").status_code == 302


def test_a_supplement_without_a_reason_is_refused_beside_the_field_and_nothing_typed_is_lost() -> None:
    row, client = brought_to("process"), browser("case_officer")
    answer = send(client, row, "yeu-cau-bo-sung", **{"papers-don": "Đơn chưa ký tên"})
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in answer.content.decode()
    assert "Đơn chưa ký tên" in words(answer)
    assert state_of(row) == "processing"


def test_a_supplement_is_asked_for_and_received_with_its_scan() -> None:
    row = brought_to("process")
    asked = {"papers-don": "Đơn chưa ký tên", "reason": "Điều 9"}
    assert send(browser("case_officer"), row, "yeu-cau-bo-sung", **asked).status_code == 302
    assert state_of(row) == "awaiting_supplement"
    desk = browser("receptionist")
    assert "Cần bổ sung: Đơn chưa ký tên" in words(desk.get(page_of(row, "nhan-bo-sung")))
    scan = SimpleUploadedFile("don.pdf", PDF)
    brought = {"papers-don-originals": "1", "papers-don-scans": scan}
    assert send(desk, row, "nhan-bo-sung", **brought).status_code == 302
    assert state_of(row) == "processing"
    assert Attachment.objects.get(dossier=row).component == "don"


def test_what_was_asked_for_and_not_brought_is_said_beside_its_line() -> None:
    answer = send(browser("receptionist"), supplemented(), "nhan-bo-sung")
    assert answer.status_code == 422
    assert "Chưa bổ sung: “Đơn đề nghị”" in words(answer)


def test_a_file_of_the_wrong_type_is_refused_and_the_right_one_beside_it_is_kept() -> None:
    row, client = supplemented(), browser("receptionist")
    good, bad = SimpleUploadedFile("don.pdf", PDF), SimpleUploadedFile("don.exe", b"MZ" * 50)
    answer = send(client, row, "nhan-bo-sung", **{"papers-don-scans": [good, bad]})
    assert answer.status_code == 422
    assert "không phải PDF" in words(answer)
    token = re.search(r'name="papers-don-kept" value="([^"]+)"', answer.content.decode())
    assert token is not None
    assert send(client, row, "nhan-bo-sung", **{"papers-don-kept": token[1]}).status_code == 302
    assert Attachment.objects.get(dossier=row).filename == "don.pdf"


def test_a_forged_scan_is_not_attached() -> None:
    row = supplemented()
    forged = {"papers-don-originals": "1", "papers-don-kept": "WyJmZiIsImEucGRmIl0:1abc:xyz"}
    assert send(browser("receptionist"), row, "nhan-bo-sung", **forged).status_code == 302
    assert not Attachment.objects.filter(dossier=row).exists()


def test_a_second_request_asks_for_basis_and_approver() -> None:
    row = supplemented()
    give(row, "receptionist", cast.bring())
    client = browser("case_officer")
    assert "Căn cứ pháp lý" in words(client.get(page_of(row, "yeu-cau-bo-sung")))
    assert "Căn cứ pháp lý" not in words(client.get(page_of(brought_to("process", 1), "yeu-cau-bo-sung")))
    asked = {"papers-don": "Ký lại", "reason": "Điều 9", "legal_basis": "Khoản 2", "approver": ""}
    assert send(client, row, "yeu-cau-bo-sung", **asked).status_code == 422


def test_each_choice_of_an_extension_shows_the_new_due_date() -> None:
    row, client = brought_to("process"), browser("agency_head")
    assert "2 ngày làm việc – hẹn trả 08 giờ 00 ngày 12/03/2019" in words(client.get(page_of(row, "gia-han")))
    typed = {"working_days": "2", "cause": "complex_case", "reason": "Cần xác minh"}
    assert send(client, row, "gia-han", **typed).status_code == 302
    row.refresh_from_db()
    assert f"{row.due_at:%d}" == "12"


def test_an_extension_that_comes_too_late_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    row, client = brought_to("process"), browser("agency_head")
    stop_clock(monkeypatch, "08/03/2019 07:45")
    page = client.get(page_of(row))
    assert "/gia-han" not in page.content.decode()
    assert "chậm nhất 01 ngày trước" in words(page)
    assert client.get(page_of(row, "gia-han")).status_code == 409


def test_an_approval_takes_a_signed_file() -> None:
    row = brought_to("decide")
    signed = SimpleUploadedFile("ket-qua.pdf", PDF)
    assert send(browser("agency_head"), row, "phe-duyet", result=signed).status_code == 302
    assert Attachment.objects.get(dossier=row).component == ""


def test_an_approval_with_neither_number_nor_file_is_refused_beside_the_number() -> None:
    answer = send(browser("agency_head"), brought_to("decide"), "phe-duyet")
    assert answer.status_code == 422
    assert 'id="id_result_number_error"' in answer.content.decode()


def test_a_rejection_ends_the_dossier() -> None:
    row = brought_to("decide")
    send(browser("agency_head"), row, "tu-choi-giai-quyet", reason="Không đủ điều kiện")
    assert state_of(row) == "rejected"


def test_a_cause_of_lateness_is_asked_for_only_when_it_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    row, client = brought_to("hand-over"), browser("receptionist")
    assert "Nguyên nhân trễ hạn" not in words(client.get(page_of(row, "nhan-ket-qua")))
    stop_clock(monkeypatch, "11/03/2019 09:00")
    assert "Nguyên nhân trễ hạn" in words(client.get(page_of(row, "nhan-ket-qua")))
    assert send(client, row, "nhan-ket-qua", result_papers="1").status_code == 422
    assert send(client, row, "nhan-ket-qua", result_papers="1", late_cause="overload").status_code == 302


def test_the_result_goes_only_to_its_owner_or_a_proxy() -> None:
    row, client = brought_to("returned"), browser("receptionist")
    given = {"delivery": "counter", "receiver": "owner"}
    wrong = send(client, row, "tra-ket-qua", identity="094199000999", **given)
    assert wrong.status_code == 422
    assert "không khớp với chủ hồ sơ" in words(wrong)
    assert "094199000999" in wrong.content.decode()
    assert send(client, row, "tra-ket-qua", identity=cast.OWNER, **given).status_code == 302
    assert state_of(row) == "returned"


def test_an_online_dossier_is_accepted_and_the_message_leads_to_the_receipt() -> None:
    row, client = filed_online(), browser("receptionist")
    page = client.get(page_of(row, "tiep-nhan")).content.decode()
    assert re.search(r'name="papers-don-originals" value="1"', page)
    typed = {"papers-don-originals": "1", "papers-ban-sao-copies": "1"}
    answer = client.post(page_of(row, "tiep-nhan"), {"key": str(uuid.uuid4()), **typed}, follow=True)
    row.refresh_from_db()
    assert answer.redirect_chain == [(page_of(row), 302)]
    assert f"{row.code}/phieu/giay-tiep-nhan.pdf" in answer.content.decode()


def test_an_online_dossier_is_refused_with_a_reason() -> None:
    row, client = filed_online(), browser("receptionist")
    assert send(client, row, "tu-choi-tiep-nhan").status_code == 422
    assert send(client, row, "tu-choi-tiep-nhan", reason="Sai thẩm quyền").status_code == 302
    assert state_of(row) == "refused"


def test_the_same_button_twice_does_the_thing_once() -> None:
    row, client, key = brought_to("intake"), browser("receptionist"), str(uuid.uuid4())
    first = send(client, row, "chuyen-buoc", key, step="intake")
    lines = Event.objects.filter(dossier=row).count()
    second = send(client, row, "chuyen-buoc", key, step="intake")
    assert (first.status_code, second.status_code) == (302, 302)
    assert Event.objects.filter(dossier=row).count() == lines


def test_of_two_officers_at_once_the_second_reads_why_and_can_copy_what_was_typed() -> None:
    row = brought_to("intake")
    one, other = browser("receptionist"), browser("stand_in")
    assert send(one, row, "chuyen-buoc", step="intake").status_code == 302
    late = send(other, row, "chuyen-buoc", step="intake", note="Hồ sơ có hai bản vẽ")
    assert late.status_code in (403, 409)
    assert "Hồ sơ có hai bản vẽ" in words(late)
    assert page_of(row) in late.content.decode()


def test_of_two_windows_the_one_with_an_old_step_is_refused() -> None:
    row, client = brought_to("process"), browser("case_officer")
    give(row, "case_officer", cast.complete("process"))
    give(row, "unit_head", cast.complete("check", "revise"))
    stale = send(client, row, "chuyen-buoc", step="check", outcome="done")
    assert stale.status_code == 409
    assert "không còn chờ xử lý" in words(stale)


def test_a_clock_set_in_the_past_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    row, client = brought_to("intake"), browser("receptionist")
    stop_clock(monkeypatch, "28/02/2019 09:00")
    answer = send(client, row, "chuyen-buoc", step="intake", note="Ghi chú")
    assert answer.status_code == 409
    assert "Hãy kiểm tra đồng hồ" in words(answer)


def test_a_form_without_its_key_is_refused() -> None:
    row, client = brought_to("intake"), browser("receptionist")
    answer = client.post(page_of(row, "chuyen-buoc"), {"step": "intake"})
    assert "Biểu mẫu không còn hợp lệ" in words(answer)
    assert state_of(row) == "accepted"


def test_a_command_that_does_not_exist_is_a_404() -> None:
    assert browser("receptionist").get(page_of(brought_to("intake"), "xoa-ho-so")).status_code == 404
