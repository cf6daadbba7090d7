"""The lists of the catalogue: what to do next, all procedures, one with its versions, proposals that wait, files."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import cast
from catalogue.publishing import NOW
from desk.cataloguing import (
    AGENCY,
    CODE,
    LIST,
    PAGE,
    START,
    WAITING,
    begun,
    decision_page,
    edit_page,
    proposed,
    ready,
    with_proposal,
)
from desk.filled_forms import fields_of
from desk.stage import browser, words
from motcua.catalogue import publication
from motcua.catalogue.export_json import export_json
from motcua.catalogue.export_versions import export_versions
from motcua.catalogue.models import InternalProcess, Procedure, ProcedureVersion, Proposal
from motcua.catalogue.sheet import empty_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "clock")]

IMPORT = f"{START}nhap-tep"


@pytest.fixture
def author():
    return cast.person("procedure_control")


def wait_for_a_decision(count=3, **changes):
    """Proposals that an import made."""
    for number in range(count):
        code = f"1.9004{number:02}"
        Proposal.objects.create(
            code=code,
            name=f"Thủ tục nhập về số {number}",
            origin="national",
            content={**empty_sheet(code), "name": f"Thủ tục nhập về số {number}", "field": "Hộ tịch"} | changes,
            updated_at=NOW,
        )


# The first screen


def test_the_first_screen_tells_the_director_what_waits_for_approval(officer, director, author, version, clock):
    decision = begun(author)
    ready(author, decision)
    assert "Chờ bạn phê duyệt" not in words(director.get(START))

    proposed(author, decision, clock)

    assert "Chờ bạn phê duyệt" in words(director.get(START))
    assert "Chờ bạn phê duyệt" not in words(officer.get(START))


def test_it_counts_what_waits_by_origin_and_names_procedures_without_a_process(officer, version):
    wait_for_a_decision(2)
    InternalProcess.objects.filter(version=version).delete()

    told = words(officer.get(START))

    assert "Cổng Dịch vụ công quốc gia 2" in told
    assert "Xác nhận mẫu thử" in told


def test_it_announces_versions_that_take_effect_soon(officer, director, author, version, clock):
    decision = begun(author)
    soon = clock.date() + timedelta(days=20)
    ready(author, decision, valid_from=f"{soon:%Y-%m-%d}")
    waiting = proposed(author, decision, clock)
    publication.publish(waiting.pk, actor=cast.person("director"), at=clock, revision=waiting.revision)

    assert f"{soon:%d/%m/%Y}" in words(officer.get(START))


@pytest.mark.parametrize("part", ["receptionist", "case_officer", "agency_head", "administrator"])
@pytest.mark.parametrize("address", [START, LIST, PAGE, WAITING, IMPORT, f"{LIST}.json", f"{START}quyet-dinh/"])
def test_other_roles_do_not_look_after_the_catalogue(version, part, address):
    assert browser(part).get(address).status_code == 403


def test_the_navigation_leads_there_for_those_who_look_after_it(officer, director):
    assert f'href="{START}"' in officer.get(START).content.decode()
    assert f'href="{START}"' not in browser("receptionist").get("/ban-lam-viec/").content.decode()


def test_it_leads_to_what_helps_people_find_procedures(officer):
    page = officer.get(START).content.decode()

    assert f'href="{START}tu-dong-nghia/"' in page
    assert f'href="{START}su-kien/"' in page


# All procedures


def test_the_list_finds_by_words_without_accents_and_by_code(officer, version):
    assert CODE in words(officer.get(LIST, {"q": "xac nhan mau thu"}))
    assert CODE in words(officer.get(LIST, {"q": CODE}))
    assert "Không tìm thấy thủ tục nào" in words(officer.get(LIST, {"q": "zzzzzz"}))


def test_a_procedure_that_has_ended_is_found_too(officer, version):
    ProcedureVersion.objects.filter(pk=version.pk).update(valid_until=date(2019, 1, 1))

    assert "Hết hiệu lực" in words(officer.get(LIST, {"q": "xac nhan mau"}))
    assert CODE in words(officer.get(LIST, {"loc": "het-hieu-luc"}))


@pytest.mark.parametrize("page", ["0", "x", "99999", "-1", ""])
def test_a_page_that_does_not_exist_shows_one_that_does(officer, version, page):
    assert officer.get(LIST, {"trang": page}).status_code == 200


def test_the_list_costs_the_same_for_one_as_for_many(officer, version, django_assert_max_num_queries):
    officer.get(LIST)
    with django_assert_max_num_queries(20) as few:
        officer.get(LIST, {"q": CODE})
    with django_assert_max_num_queries(len(few.captured_queries)):
        officer.get(LIST)


# One procedure


def test_the_history_says_by_which_decision_and_whom(officer, director, author, version, clock):
    decision = begun(author)
    ready(author, decision, limits=[{"value": "3", "unit": "working_day", "counting": "exact"}])
    waiting = proposed(author, decision, clock)
    publication.publish(waiting.pk, actor=cast.person("director"), at=clock, revision=waiting.revision)

    told = words(officer.get(PAGE))

    assert "15/QĐ-UBND ngày 01/03/2019" in told
    assert f"phê duyệt: {cast.person('director').name}" in told
    assert "Đang có hiệu lực" in told and "Đã thay thế" in told
    compared = words(officer.get(f"{PAGE}so-sanh"))
    assert "3 ngày làm việc" in compared and "1 ngày làm việc" in compared


def test_a_code_in_other_letters_leads_to_the_procedure(officer, version):
    Procedure.objects.filter(code=CODE).update(code="1.900001.H51")

    assert officer.get(f"{START}1.900001.h51/")["Location"] == f"{START}1.900001.H51/"


@pytest.mark.parametrize("path", ["9.999999/", "9.999999/so-sanh", "x/"])
def test_a_procedure_that_does_not_exist_is_not_found(officer, path):
    assert officer.get(START + path).status_code == 404


@pytest.mark.parametrize("query", ["", "?cu=1&moi=1", "?cu=9&moi=x"])
def test_versions_that_do_not_exist_are_no_comparison(officer, version, query):
    assert officer.get(f"{PAGE}so-sanh{query}").status_code == 200


def test_the_director_sees_a_procedure_without_what_begins_a_change(director, version):
    assert "Soạn thay đổi" not in words(director.get(PAGE))
    assert director.post(f"{PAGE}bat-dau", {"action": "publish"}).status_code == 403


# Proposals that wait


def test_ticked_proposals_are_taken_into_a_decision_with_the_agency_chosen_for_them(officer, author, version):
    wait_for_a_decision(3)
    decision = begun(author)
    ids = list(Proposal.objects.order_by("code").values_list("pk", flat=True))[:2]

    response = officer.post(f"{WAITING}dua-vao", {"chon": ids, "decision": decision.pk, "agency": AGENCY}, follow=True)

    assert "Đã đưa 2 thủ tục vào quyết định." in words(response)
    assert set(decision.proposals.values_list("content__agency", flat=True)) == {AGENCY}
    again = officer.post(f"{WAITING}dua-vao", {"chon": ids, "decision": decision.pk}, follow=True)
    assert "2 thủ tục đã có người đưa vào trước đó" in words(again)


@pytest.mark.parametrize("typed", [{}, {"chon": "x"}, {"chon": "1"}, {"chon": "1", "decision": "9" * 30}])
def test_nothing_ticked_or_no_decision_is_refused_in_a_sentence(officer, typed):
    assert officer.post(f"{WAITING}dua-vao", typed).status_code == 409


def test_the_list_is_narrowed_by_words_field_origin_and_what_needs_no_look(officer):
    wait_for_a_decision(3)
    Proposal.objects.filter(code="1.900401").update(marks=[{"section": "phi", "sentence": "Không rõ."}])

    assert "Thủ tục nhập về số 1" not in words(officer.get(WAITING, {"ro-rang": "on"}))
    assert "3 đề xuất" in words(officer.get(WAITING, {"linh-vuc": "Hộ tịch", "nguon": "national"}))
    assert "1 đề xuất" in words(officer.get(WAITING, {"q": "1.900402"}))
    assert "Không có đề xuất nào như vậy" in words(officer.get(WAITING, {"linh-vuc": "Khác"}))


def test_all_of_a_page_are_ticked_by_a_link(officer):
    wait_for_a_decision(3)

    ticked = fields_of(officer.get(WAITING, {"chon": "trang"}), f"{WAITING}dua-vao")["chon"]

    assert sorted(ticked) == sorted(str(pk) for pk in Proposal.objects.values_list("pk", flat=True))


def test_fifty_stand_on_a_page_and_cost_no_more_queries_than_one(officer, django_assert_max_num_queries):
    wait_for_a_decision(1)
    officer.get(WAITING)
    with django_assert_max_num_queries(14) as few:
        officer.get(WAITING)
    Proposal.objects.all().delete()
    wait_for_a_decision(60)
    with django_assert_max_num_queries(len(few.captured_queries)):
        page = officer.get(WAITING).content.decode()
    assert page.count('name="chon"') == 50


def test_a_waiting_proposal_is_edited_before_any_decision_has_it(officer):
    wait_for_a_decision(1)
    proposal = Proposal.objects.get()

    assert officer.get(edit_page(proposal)).status_code == 200


# Files


def exported():
    return b"".join(export_json(export_versions(ProcedureVersion.objects.filter(procedure__code=CODE))))


def upload(client, content, name="thu-tuc.json"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def test_a_file_that_says_what_the_catalogue_says_proposes_nothing(officer, version):
    told = words(upload(officer, exported()))

    assert "0 đề xuất" in told
    assert not Proposal.objects.exists()


def test_what_a_file_changes_waits_for_a_decision(officer, version):
    changed = json.loads(exported())
    changed[0]["name"] = "Xác nhận mẫu thử, sửa trong tệp"

    told = words(upload(officer, json.dumps(changed).encode()))

    proposal = Proposal.objects.get(code=CODE)
    assert "1 đề xuất" in told
    assert (proposal.origin, proposal.name) == ("file", "Xác nhận mẫu thử, sửa trong tệp")
    assert "1 đề xuất" in words(officer.get(WAITING, {"nguon": "file"}))


def test_what_is_wrong_with_a_file_is_said_with_its_place_and_nothing_is_taken(officer, version):
    broken = json.loads(exported())
    broken[0]["limits"][0]["value"] = "hai"

    response = upload(officer, json.dumps(broken).encode())

    assert response.status_code == 422
    assert "Thủ tục thứ 1" in words(response)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("name", ["thu-tuc.docx", "thu-tuc", "thu-tuc.xlsm", "thu-tuc.xlsx"])
def test_another_kind_of_file_is_refused_in_a_sentence(officer, name):
    assert upload(officer, b"PK\x03\x04 nothing of the kind", name).status_code == 422


def test_no_file_at_all_is_refused_in_a_sentence(officer):
    assert "Hãy chọn tệp." in words(officer.post(IMPORT, {}))


def test_what_the_list_shows_goes_out_as_json_and_as_a_workbook(director, version):
    sent = b"".join(director.get(f"{LIST}.json", {"q": CODE}).streaming_content)
    assert [one["code"] for one in json.loads(sent)] == [CODE]

    book = director.get(f"{LIST}.xlsx", {"q": CODE})
    assert b"".join(book.streaming_content).startswith(b"PK")
    assert book["Content-Disposition"].endswith('.xlsx"')
    assert director.get(f"{LIST}.csv").status_code == 404


def test_a_workbook_goes_round_without_a_change(officer, version):
    book = b"".join(officer.get(f"{LIST}.xlsx", {"q": CODE}).streaming_content)

    assert "0 đề xuất" in words(upload(officer, book, "thu-tuc.xlsx"))


def test_each_procedure_goes_out_once_in_the_version_that_is_nearest(officer, author, version, clock):
    decision = begun(author)
    ready(author, decision, valid_from="2019-04-01", name="Bản sau")
    waiting = proposed(author, decision, clock)
    publication.publish(waiting.pk, actor=cast.person("director"), at=clock, revision=waiting.revision)

    sent = json.loads(b"".join(officer.get(f"{LIST}.json", {"q": CODE}).streaming_content))

    assert [(one["code"], one["name"]) for one in sent] == [(CODE, "Xác nhận mẫu thử")]


def test_published_decisions_are_listed_and_found(officer, version):
    told = words(officer.get(f"{START}quyet-dinh/", {"q": "01/QĐ"}))

    assert "01/QĐ-UBND" in told
    assert "Không tìm thấy quyết định nào" in words(officer.get(f"{START}quyet-dinh/", {"q": "zzz"}))
    assert "Công bố mới" in words(officer.get(decision_page(version.decision)))


def test_a_proposal_is_named_on_the_page_of_its_procedure(officer, author, version):
    with_proposal(author, begun(author))

    assert "Công bố: trong quyết định 15/QĐ-UBND" in words(officer.get(PAGE))
