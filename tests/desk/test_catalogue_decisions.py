"""A publication decision on its screens: begun, filled, sent for approval, approved or sent back; by two people."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import cast
from desk.cataloguing import (
    CODE,
    PAGE,
    START,
    begun,
    decision_page,
    edit_page,
    proposed,
    ready,
    whole_sheet,
    with_proposal,
)
from desk.filled_forms import fields_of
from desk.stage import PDF, browser, words
from motcua.catalogue.models import ProcedureVersion, Proposal, PublicationDecision

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "clock")]

NEW = f"{START}quyet-dinh/moi"
HEAD = {"number": "15/QĐ-UBND", "signed_on": "2019-03-01", "issuer": "UBND tỉnh"}


@pytest.fixture
def author():
    return cast.person("procedure_control")


@pytest.fixture
def decision(version, author):
    return begun(author)


def revision(decision):
    decision.refresh_from_db()
    return {"revision": decision.revision}


# The head


def test_a_decision_is_begun_with_its_signed_text_which_is_shown_to_those_who_may(officer, director, version):
    file = SimpleUploadedFile("QĐ 15.pdf", PDF, content_type="application/pdf")

    response = officer.post(NEW, {**HEAD, "title": "Công bố", "file": file})

    decision = PublicationDecision.objects.get(number="15/QĐ-UBND")
    assert response["Location"] == decision_page(decision)
    shown = director.get(decision_page(decision, "ban-ky"))
    assert b"".join(shown.streaming_content) == PDF
    assert shown["Content-Type"] == "application/pdf"
    assert browser("receptionist").get(decision_page(decision, "ban-ky")).status_code == 403


def test_what_is_wrong_with_the_head_stands_beside_its_field_and_nothing_typed_is_lost(officer, version):
    response = officer.post(NEW, {**HEAD, "number": "", "issuer": "", "title": "Công bố thủ tục"})

    assert response.status_code == 422
    assert "Hãy ghi số quyết định, ví dụ 1278/QĐ-UBND." in words(response)
    assert "Công bố thủ tục" in response.content.decode()
    assert "đã ký" in words(officer.post(NEW, {**HEAD, "signed_on": "2019-03-05"}))
    assert "Ngày chưa đúng" in words(officer.post(NEW, {**HEAD, "signed_on": "mồng ba"}))


def test_only_a_pdf_is_kept_as_the_signed_text(officer, version):
    wrong = SimpleUploadedFile("qd.pdf", b"<html>", content_type="application/pdf")

    response = officer.post(NEW, {**HEAD, "file": wrong})

    assert response.status_code == 422
    assert "không phải PDF" in words(response)
    assert not PublicationDecision.objects.filter(number="15/QĐ-UBND").exists()


def test_a_click_twice_begins_one_decision(officer, version):
    assert officer.post(NEW, HEAD)["Location"] == officer.post(NEW, HEAD)["Location"]


def test_the_head_is_changed_and_keeps_its_file(officer, version):
    officer.post(NEW, {**HEAD, "file": SimpleUploadedFile("qd.pdf", PDF)})
    decision = PublicationDecision.objects.get(number="15/QĐ-UBND")
    address = decision_page(decision, "thong-tin")

    officer.post(address, {**fields_of(officer.get(address)), "title": "Trích yếu mới"})

    decision.refresh_from_db()
    assert (decision.title, decision.file_name) == ("Trích yếu mới", "qd.pdf")


def test_a_head_that_another_window_changed_meanwhile_is_not_overwritten(officer, decision):
    address = decision_page(decision, "thong-tin")
    stale = fields_of(officer.get(address))
    officer.post(address, {**stale, "title": "Một"})

    response = officer.post(address, {**stale, "title": "Hai"})

    assert response.status_code == 422
    assert "đã được sửa lúc" in words(response)
    decision.refresh_from_db()
    assert decision.title == "Một"


# What it brings


def test_a_procedure_is_found_by_words_and_added_to_be_repealed(officer, decision):
    address = decision_page(decision, "them")
    assert CODE in words(officer.get(address, {"q": "xac nhan mau"}))

    response = officer.post(address, {"code": CODE, "action": "repeal"})

    assert response["Location"] == edit_page(Proposal.objects.get(code=CODE))
    assert "Bãi bỏ" in words(officer.get(decision_page(decision)))


def test_a_code_that_does_not_exist_yet_begins_a_new_procedure(officer, decision):
    address = decision_page(decision, "them")
    assert "Thủ tục mới 1.900300" in words(officer.get(address, {"q": "1.900300"}))

    officer.post(address, {"code": "1.900300", "action": "publish"})

    assert "Công bố mới" in words(officer.get(decision_page(decision)))


@pytest.mark.parametrize(("code", "action"), [("x", "publish"), (CODE, "burn"), ("1.900300", "repeal"), ("", "")])
def test_what_cannot_be_added_is_refused_in_a_sentence(officer, decision, code, action):
    response = officer.post(decision_page(decision, "them"), {"code": code, "action": action})

    assert response.status_code in (409, 422)
    assert not Proposal.objects.exists()


def test_the_page_of_a_procedure_begins_an_amendment_in_a_decision_that_is_being_written(officer, decision):
    response = officer.post(f"{PAGE}bat-dau", {"action": "publish", "decision": decision.pk})

    assert Proposal.objects.get(code=CODE).decision == decision
    assert response["Location"] == edit_page(Proposal.objects.get(code=CODE))


def test_or_in_a_new_one_which_then_brings_it(officer, version):
    response = officer.post(f"{PAGE}bat-dau", {"action": "suspend", "decision": "moi"})
    begun_with = officer.post(response["Location"], HEAD)

    proposal = Proposal.objects.get(code=CODE)
    assert (proposal.action, proposal.decision.number) == ("suspend", "15/QĐ-UBND")
    assert begun_with["Location"] == edit_page(proposal)


def test_the_table_says_what_is_left_to_do(officer, author, decision):
    with_proposal(author, decision, "1.900300")
    ready(author, decision)

    told = words(officer.get(decision_page(decision)))

    assert "chỗ phải sửa" in told
    assert "Đủ để công bố" in told


def test_a_procedure_is_taken_out_after_asking(officer, author, decision):
    proposal = with_proposal(author, decision)
    assert "Nội dung đã soạn sẽ mất" in words(officer.get(edit_page(proposal, "bo")))

    assert officer.post(edit_page(proposal, "bo"))["Location"] == decision_page(decision)
    assert officer.post(edit_page(proposal, "bo")).status_code == 302  # pressed twice
    assert not Proposal.objects.exists()


def test_a_decision_is_thrown_away_after_asking(officer, author, decision):
    with_proposal(author, decision)
    assert "Thủ tục đang có hiệu lực không thay đổi" in words(officer.get(decision_page(decision, "bo")))

    officer.post(decision_page(decision, "bo"))

    assert not PublicationDecision.objects.filter(pk=decision.pk).exists()
    assert officer.get(decision_page(decision)).status_code == 404


# Sending for approval


def test_what_is_wrong_is_said_all_at_once_and_the_decision_stays(officer, author, decision):
    with_proposal(author, decision, "1.900300")
    with_proposal(author, decision, "1.900301")

    response = officer.post(decision_page(decision, "trinh"), revision(decision))

    assert response.status_code == 409
    told = words(response)
    assert "Thủ tục 1.900300: " in told and "Thủ tục 1.900301: " in told


def test_a_decision_is_sent_for_approval_and_taken_back(officer, author, decision):
    ready(author, decision)

    officer.post(decision_page(decision, "trinh"), revision(decision))
    assert "Chờ phê duyệt" in words(officer.get(decision_page(decision)))

    officer.post(decision_page(decision, "rut-lai"))
    decision.refresh_from_db()
    assert decision.stage == "writing"
    told = words(officer.get(decision_page(decision)))
    assert "Rút lại để sửa." in told and "Trình phê duyệt." in told


# Approval


@pytest.fixture
def waiting(author, decision, clock):
    ready(author, decision, limits=[{"value": "0,5", "unit": "working_day", "counting": "exact"}])
    return proposed(author, decision, clock)


def test_who_wrote_sees_who_may_approve_and_no_button(officer, waiting):
    told = words(officer.get(decision_page(waiting, "phe-duyet")))

    assert "Người đã soạn không tự phê duyệt" in told
    assert "Đồng ý, công bố" not in told


def test_who_wrote_cannot_approve_by_sending_the_form_either(officer, waiting):
    response = officer.post(decision_page(waiting, "phe-duyet"), revision(waiting))

    assert response.status_code == 409
    waiting.refresh_from_db()
    assert waiting.stage == "proposed"


def test_an_amendment_shows_only_what_differs(director, waiting):
    told = words(director.get(decision_page(waiting, "phe-duyet")))

    assert "Thời hạn giải quyết" in told and "0,5 ngày làm việc" in told
    assert "Đơn đề nghị" not in told
    assert "So sánh toàn bộ" in told


def test_a_new_procedure_is_told_whole_a_repeal_in_a_sentence(director, author, decision, clock):
    made = with_proposal(author, decision, "1.900200", **whole_sheet())
    with_proposal(author, decision, CODE, action="repeal", valid_from="2019-04-01")
    proposed(author, decision, clock)

    told = words(director.get(decision_page(decision, "phe-duyet")))

    assert made.name in told and "Nhận kết quả tại quầy." in told
    assert "Thủ tục bị bãi bỏ từ ngày 01/04/2019" in told
    assert "Công bố mới: 1" in told and "Bãi bỏ: 1" in told


def test_a_process_that_no_longer_fits_is_told_before_it_is_approved(director, waiting):
    assert "Quy trình nội bộ dài hơn thời hạn mới" in words(director.get(decision_page(waiting, "phe-duyet")))


def test_dossiers_that_keep_the_version_before_are_counted(director, author, clock):
    cast.load(cast.rules())
    cast.taken_in("01/03/2019 08:00")
    decision = begun(author)
    ready(author, decision, cast.PROCEDURE.code)
    proposed(author, decision, clock)

    told = words(director.get(decision_page(decision, "phe-duyet")))

    assert "1 hồ sơ giữ phiên bản cũ" in told
    assert "1 hồ sơ tiếp nhận từ ngày 01/03/2019 giữ phiên bản cũ." in told


def test_the_director_approves_what_was_looked_at(director, waiting):
    page = director.get(decision_page(waiting, "phe-duyet"))
    seen = fields_of(page, decision_page(waiting, "phe-duyet"))

    response = director.post(decision_page(waiting, "phe-duyet"), seen)

    assert response["Location"] == decision_page(waiting)
    newest = ProcedureVersion.objects.filter(procedure__code=CODE).latest("valid_from")
    assert (newest.number, newest.valid_from) == (2, date(2019, 3, 1))
    told = words(director.get(decision_page(waiting)))
    assert "Sửa đổi, bổ sung" in told and "Phê duyệt công bố: 1 thủ tục sửa đổi, bổ sung." in told
    assert director.post(decision_page(waiting, "phe-duyet"), seen).status_code == 302  # pressed twice
    assert ProcedureVersion.objects.filter(procedure__code=CODE).count() == 2


def test_what_was_changed_since_is_not_approved_and_is_shown(director, officer, author, waiting):
    seen = fields_of(director.get(decision_page(waiting, "phe-duyet")), decision_page(waiting, "phe-duyet"))
    officer.post(decision_page(waiting, "rut-lai"))
    officer.post(decision_page(waiting, "trinh"), revision(waiting))

    response = director.post(decision_page(waiting, "phe-duyet"), seen)

    assert response.status_code == 409
    assert "đã được sửa lúc" in words(response)


def test_a_decision_is_sent_back_with_its_reason(director, officer, waiting):
    fields = fields_of(director.get(decision_page(waiting, "phe-duyet")), decision_page(waiting, "tra-lai"))

    empty = director.post(decision_page(waiting, "tra-lai"), fields)
    assert empty.status_code == 422
    assert "Hãy ghi lý do trả lại" in words(empty)

    director.post(decision_page(waiting, "tra-lai"), fields | {"reason": "Thiếu căn cứ cắt giảm."})
    told = words(officer.get(decision_page(waiting)))
    assert "Người phê duyệt đã trả lại" in told and "Thiếu căn cứ cắt giảm." in told


# Who gets here


@pytest.mark.parametrize("part", ["receptionist", "case_officer", "agency_head", "administrator"])
@pytest.mark.parametrize("what", ["", "phe-duyet", "them", "thong-tin", "bo", "de-xuat"])
def test_other_roles_do_not_see_a_decision(decision, part, what):
    assert browser(part).get(decision_page(decision, what)).status_code == 403


@pytest.mark.parametrize("what", ["trinh", "rut-lai", "bo", "them", "thong-tin"])
def test_the_director_does_not_write(director, decision, what):
    assert director.post(decision_page(decision, what), {}).status_code == 403


@pytest.mark.parametrize("number", ["999999", "99999999999999999999"])
@pytest.mark.parametrize("what", ["", "phe-duyet", "ban-ky", "them", "de-xuat"])
def test_a_decision_that_does_not_exist_is_not_found(officer, number, what):
    assert officer.get(f"{START}quyet-dinh/{number}/{what}").status_code == 404


def test_a_decision_of_forty_procedures_costs_no_more_queries_than_one_of_two(
    officer, author, decision, django_assert_max_num_queries
):
    for number in range(2):
        with_proposal(author, decision, f"1.9003{number:02}")
    officer.get(decision_page(decision))
    with django_assert_max_num_queries(16) as few:
        officer.get(decision_page(decision))
    for number in range(2, 40):
        with_proposal(author, decision, f"1.9003{number:02}")
    with django_assert_max_num_queries(len(few.captured_queries)):
        page = officer.get(decision_page(decision)).content.decode()
    assert len(re.findall(r"1\.9003\d\d</a>", page)) == 40


def test_so_does_its_approval(director, author, decision, clock, django_assert_max_num_queries):
    with_proposal(author, decision, "1.900200", **whole_sheet())
    proposed(author, decision, clock)
    director.get(decision_page(decision, "phe-duyet"))
    with django_assert_max_num_queries(20) as few:
        director.get(decision_page(decision, "phe-duyet"))
    PublicationDecision.objects.filter(pk=decision.pk).update(stage="writing")
    for number in range(1, 40):
        with_proposal(author, decision, f"1.9002{number:02}", **whole_sheet(code=f"1.9002{number:02}"))
    PublicationDecision.objects.filter(pk=decision.pk).update(stage="proposed")
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert director.get(decision_page(decision, "phe-duyet")).status_code == 200
