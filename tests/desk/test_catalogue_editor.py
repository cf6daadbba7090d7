"""The editor of a procedure, without a script: everything typed comes back, buttons work, windows do not collide."""

from __future__ import annotations

import uuid

import pytest

import cast
from desk.cataloguing import AGENCY, CODE, begun, decision_page, edit_page, press, proposed, ready, with_proposal
from desk.filled_forms import fields_of
from desk.stage import browser, words
from motcua.catalogue import proposals
from motcua.catalogue.models import Proposal
from motcua.catalogue.sheet_fields import MOST_ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "clock")]


@pytest.fixture
def author():
    return cast.person("procedure_control")


@pytest.fixture
def decision(version, author):
    return begun(author)


@pytest.fixture
def proposal(author, decision):
    return with_proposal(author, decision)


def test_opening_a_sheet_and_saving_it_changes_nothing(officer, proposal):
    before = proposal.content

    press(officer, proposal, "save")

    assert proposal.content == before
    assert proposal.revision == 1


def test_what_is_typed_is_kept_right_or_wrong(officer, proposal):
    press(officer, proposal, "save", limits__0__value="hai ngày", name="Tên\r\nmới", channels=["post"])

    assert proposal.content["limits"][0]["value"] == "hai ngày"
    assert proposal.content["name"] == "Tên\nmới"
    assert proposal.content["channels"] == ["post"]
    page = officer.get(edit_page(proposal)).content.decode()
    assert 'value="hai ngày"' in page
    assert "“hai ngày” không phải là số; hãy ghi như 5 hoặc 2,5." in page


def test_a_problem_stands_beside_its_field_and_in_the_list_with_a_way_to_it(officer, proposal):
    press(officer, proposal, "save", components__1__originals="nhiều")

    page = officer.get(edit_page(proposal)).content.decode()
    slot = page.split('id="loi-components-1-originals"')[1].split("</div>")[0]
    assert "“nhiều” không phải là số đếm" in slot
    assert 'href="#o-components-1-originals"' in page


def test_a_day_that_is_none_stays_as_it_was_typed(officer, proposal):
    press(officer, proposal, "save", valid_from="mồng ba")

    page = officer.get(edit_page(proposal)).content.decode()
    assert 'name="valid_from" value="mồng ba"' in page
    assert "“mồng ba” không phải là ngày" in page


def test_a_row_is_added_at_the_end_and_looked_at(officer, proposal):
    response = press(officer, proposal, "add:components", components__0__name="Tờ khai")

    assert [row.get("name", "") for row in proposal.content["components"]] == ["Tờ khai", "Bản sao giấy tờ", ""]
    assert response["Location"].endswith("#thanh-phan-3")


def test_a_row_is_removed(officer, proposal):
    press(officer, proposal, "remove:components.0")

    assert [row["name"] for row in proposal.content["components"]] == ["Bản sao giấy tờ"]


def test_a_row_moves_with_its_key(officer, proposal):
    press(officer, proposal, "down:components.0")

    assert [row["key"] for row in proposal.content["components"]] == ["ban-sao", "don"]
    press(officer, proposal, "up:components.1")
    assert [row["key"] for row in proposal.content["components"]] == ["don", "ban-sao"]


@pytest.mark.parametrize("what", ["remove:components.99", "up:nothing.0", "add:", "down:components.x", "remove:"])
def test_a_button_that_does_not_exist_changes_nothing(officer, proposal, what):
    before = proposal.content

    assert press(officer, proposal, what).status_code == 302
    assert proposal.content == before


def test_sentences_in_order_are_rows_too(officer, proposal):
    press(officer, proposal, "add:steps")
    press(officer, proposal, "add:steps", steps__0__text="Nộp đơn.")
    press(officer, proposal, "up:steps.1", steps__1__text="Nhận kết quả.")

    assert proposal.content["steps"] == ["Nhận kết quả.", "Nộp đơn."]


def test_limits_name_the_case_that_was_just_typed(officer, proposal):
    press(officer, proposal, "add:cases")
    press(officer, proposal, "save", cases__0__name="Cấp lại do mất")

    page = officer.get(edit_page(proposal)).content.decode()
    assert proposal.content["cases"] == [{"name": "Cấp lại do mất", "key": "cap-lai-do-mat"}]
    assert '<option value="cap-lai-do-mat">Cấp lại do mất</option>' in page


def test_an_agency_that_is_called_by_its_name_stays_chosen(officer, proposal):
    assert proposal.content["agency"] == "Sở Tư pháp"
    assert fields_of(officer.get(edit_page(proposal)), edit_page(proposal))["agency"] == ["Sở Tư pháp"]


def test_three_hundred_rows_are_shown_and_sent_back_whole(officer, author, decision):
    rows = [{"key": f"giay-{number}", "name": f"Giấy tờ {number}", "originals": "1"} for number in range(MOST_ROWS)]
    proposal = with_proposal(author, decision, "1.900300", components=rows)

    press(officer, proposal, "up:components.299")

    assert len(proposal.content["components"]) == MOST_ROWS
    assert proposal.content["components"][298]["name"] == "Giấy tờ 299"
    assert "đã đủ số dòng tối đa" in words(officer.get(edit_page(proposal)))


def test_a_process_that_a_file_brought_stays_on_the_sheet(officer, author, decision):
    process = {"decision": "02/QĐ", "start": "a", "steps": [], "number": 1, "valid_from": None}
    proposal = with_proposal(author, decision, "1.900300", process=process)

    press(officer, proposal, "save", name="Thủ tục mới")

    assert proposal.content["process"] == process


# Saving in passing


def passing(client, proposal, window, **typed):
    """What the page sends by itself while somebody types."""
    fields = fields_of(client.get(edit_page(proposal)), edit_page(proposal)) | {"window": window, **typed}
    return client.post(edit_page(proposal, "luu"), fields, headers={"HX-Request": "true"})


def test_typing_is_saved_in_passing_and_says_when_and_what_is_wrong(officer, proposal):
    response = passing(officer, proposal, uuid.uuid4(), name="", wrong=["limits-0-value"])

    proposal.refresh_from_db()
    assert proposal.content["name"] == ""
    told = words(response)
    assert "Đã lưu lúc 09 giờ 00" in told
    assert "Thiếu tên thủ tục." in told
    page = response.content.decode()
    assert 'id="loi-limits-0-value" hx-swap-oob="true"></div>' in page
    assert 'name="revision" value="2"' in page


def test_a_window_may_save_again_without_reading_anew(officer, proposal):
    window = uuid.uuid4()
    fields = fields_of(officer.get(edit_page(proposal)), edit_page(proposal)) | {"window": [str(window)]}
    officer.post(edit_page(proposal, "luu"), fields | {"name": "Tên một"}, headers={"HX-Request": "true"})
    officer.post(edit_page(proposal), fields | {"name": "Tên hai", "do": "save"})

    proposal.refresh_from_db()
    assert proposal.content["name"] == "Tên hai"


def test_another_window_does_not_overwrite_and_what_was_typed_there_stays(officer, proposal):
    stale = fields_of(officer.get(edit_page(proposal)), edit_page(proposal))
    press(officer, proposal, "save", name="Tên của cửa sổ thứ nhất")

    response = officer.post(edit_page(proposal), stale | {"name": "Tên của cửa sổ thứ hai", "do": "save"})

    assert response.status_code == 409
    assert "đã được sửa lúc" in words(response)
    assert "Tên của cửa sổ thứ hai" in response.content.decode()
    proposal.refresh_from_db()
    assert proposal.content["name"] == "Tên của cửa sổ thứ nhất"


def test_a_save_that_is_pressed_after_the_proposal_is_gone_leads_back(officer, author, proposal):
    stale = fields_of(officer.get(edit_page(proposal)), edit_page(proposal))
    proposals.drop_proposal(proposal.pk, actor=author, at=proposal.updated_at)

    response = officer.post(edit_page(proposal), stale | {"do": "save"}, follow=True)

    assert "Nội dung này không còn" in words(response)


@pytest.mark.parametrize("revision", ["", "x", "99999999999999", "-1"])
def test_a_form_with_a_mangled_revision_is_refused_not_broken(officer, proposal, revision):
    stale = fields_of(officer.get(edit_page(proposal)), edit_page(proposal))

    response = officer.post(edit_page(proposal), stale | {"revision": revision, "window": "x", "name": "Tên khác"})

    assert response.status_code == 409


# Marks of an import


def marked(author, decision):
    proposal = with_proposal(author, decision, "1.900300")
    mark = {"section": "thoi-han", "reason": "unit", "sentence": "Không rõ đơn vị.", "verbatim": "Trong 5 <ngày>"}
    Proposal.objects.filter(pk=proposal.pk).update(marks=[mark])
    proposal.refresh_from_db()
    return proposal


def test_what_an_import_could_not_read_stands_verbatim_beside_its_section(officer, author, decision):
    page = officer.get(edit_page(marked(author, decision))).content.decode()

    section = page.split('id="thoi-han"')[1].split('id="phi"')[0]
    assert "Không rõ đơn vị." in section
    assert "Trong 5 &lt;ngày&gt;" in section


def test_a_mark_is_settled_by_whoever_looked_and_what_was_typed_is_kept(officer, author, decision):
    proposal = marked(author, decision)

    response = press(officer, proposal, "seen:0", name="Tên mới")

    assert response["Location"].endswith("#thoi-han")
    assert proposal.content["name"] == "Tên mới"
    assert proposal.marks[0]["settled"].startswith(author.name)
    assert "Đã xem: " in words(officer.get(edit_page(proposal)))


def test_a_sheet_with_marks_that_nobody_has_seen_is_not_called_complete(officer, author, decision):
    proposal = ready(author, decision)
    assert "Nội dung đủ để công bố." in words(officer.get(edit_page(proposal)))

    Proposal.objects.update(marks=[{"section": "phi", "reason": "fee", "sentence": "Không rõ.", "verbatim": "…"}])

    told = words(officer.get(edit_page(proposal)))
    assert "1 chỗ nhập về chưa có người xem" in told and "đủ để công bố" not in told


def test_a_mark_that_does_not_exist_settles_nothing(officer, author, decision):
    proposal = marked(author, decision)

    assert press(officer, proposal, "seen:7").status_code == 302
    assert "settled" not in proposal.marks[0]


# Reading what was written


def test_the_comparison_shows_only_what_changes(officer, author, decision):
    proposal = ready(author, decision, limits=[{"value": "0,5", "unit": "working_day", "counting": "exact"}])

    told = words(officer.get(edit_page(proposal, "so-sanh")))

    assert "0,5 ngày làm việc" in told
    assert "Đơn đề nghị" not in told
    assert "Đơn đề nghị" in words(officer.get(edit_page(proposal, "so-sanh?tat-ca=1")))


def test_an_agency_named_by_its_code_is_called_by_its_name(officer, author, decision):
    proposal = ready(author, decision)

    told = words(officer.get(edit_page(proposal, "so-sanh?tat-ca=1")))

    assert AGENCY not in told


def test_what_cannot_be_read_is_compared_as_it_was_typed(officer, proposal):
    press(officer, proposal, "save", limits__0__value="hai ngày")

    told = words(officer.get(edit_page(proposal, "so-sanh")))
    assert "đúng như đã gõ" in told
    assert "hai ngày" in told


def test_citizens_page_is_shown_before_it_is_published(officer, author, decision):
    proposal = ready(author, decision, name="Xác nhận mẫu thử, bản mới")

    response = officer.get(edit_page(proposal, "xem-truoc"))

    told = words(response)
    assert "Bản xem trước, chưa công bố" in told
    assert "Xác nhận mẫu thử, bản mới" in told
    assert "Đơn đề nghị" in told
    assert 'data-face="portal"' in response.content.decode()


def test_a_sheet_that_cannot_be_read_has_no_page_yet_and_says_why(officer, proposal):
    press(officer, proposal, "preview", limits__0__value="hai ngày")

    assert "Chưa xem trước được" in words(officer.get(edit_page(proposal, "xem-truoc")))


def test_a_new_procedure_without_an_agency_has_no_page_yet(officer, author, decision):
    proposal = with_proposal(author, decision, "1.900300", name="Thủ tục mới")

    assert "Hãy chọn cơ quan giải quyết" in words(officer.get(edit_page(proposal, "xem-truoc")))


def test_the_internal_process_is_no_part_of_an_amendment(officer, author, decision):
    proposal = ready(author, decision)

    assert "Ký duyệt" not in words(officer.get(edit_page(proposal, "so-sanh?tat-ca=1")))


# Repeal and suspension


def test_a_repeal_asks_for_its_day_only(officer, author, decision):
    proposal = with_proposal(author, decision, CODE, action="repeal")

    press(officer, proposal, "close", valid_from="31/12/2019")

    assert proposal.content["valid_from"] == "31/12/2019"
    assert "Đủ để công bố" in words(officer.get(decision_page(decision)))


def test_a_suspension_says_what_is_missing_and_keeps_what_was_typed(officer, author, decision):
    proposal = with_proposal(author, decision, CODE, action="suspend")

    press(officer, proposal, "save", valid_from="2019-04-01", until="2019-03-01", reason="")

    told = words(officer.get(edit_page(proposal)))
    assert "Ngày tiếp nhận trở lại phải sau ngày bắt đầu tạm ngừng." in told
    assert "Hãy ghi lý do tạm ngừng tiếp nhận." in told
    assert proposal.content["until"] == "2019-03-01"


def test_a_repeal_has_no_page_of_its_own(officer, author, decision):
    proposal = with_proposal(author, decision, CODE, action="repeal")

    assert officer.get(edit_page(proposal, "xem-truoc")).status_code == 404
    assert "Thủ tục bị bãi bỏ" in words(officer.get(edit_page(proposal, "so-sanh")))


# Who gets here


@pytest.mark.parametrize("part", ["receptionist", "case_officer", "agency_head", "administrator"])
@pytest.mark.parametrize("what", ["", "so-sanh", "xem-truoc"])
def test_only_those_who_look_after_the_catalogue_see_a_sheet(proposal, part, what):
    assert browser(part).get(edit_page(proposal, what)).status_code == 403


def test_the_director_reads_but_does_not_write(director, proposal):
    assert director.get(edit_page(proposal))["Location"].endswith("so-sanh")
    assert director.post(edit_page(proposal), {"do": "save", "revision": 1}).status_code == 403
    assert director.post(edit_page(proposal, "luu"), {}).status_code == 403
    assert "Soạn tiếp" not in words(director.get(edit_page(proposal, "so-sanh")))


def test_what_waits_for_approval_is_read_not_written(officer, author, decision, clock):
    proposal = ready(author, decision)
    proposed(author, decision, clock)

    assert officer.get(edit_page(proposal))["Location"].endswith("so-sanh")
    assert officer.post(edit_page(proposal, "luu"), {}, headers={"HX-Request": "true"}).status_code == 409


@pytest.mark.parametrize("number", ["999999", "99999999999999999999"])
def test_a_sheet_that_does_not_exist_leads_back_to_the_catalogue(officer, number):
    response = officer.get(f"/ban-lam-viec/thu-tuc/soan/{number}/", follow=True)

    assert "Nội dung này không còn" in words(response)
