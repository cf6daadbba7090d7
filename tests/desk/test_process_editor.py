"""The screens of internal processes, without a script: list, editor, approval."""

import pytest

from desk.processing import CODE, DRAFT, LIST, PAGE, fields, names, press
from desk.stage import browser, words
from motcua.catalogue import processes
from motcua.catalogue.models import InternalProcess, ProcessDraft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "clock")]


# Who gets here


@pytest.mark.parametrize("part", ["receptionist", "case_officer", "agency_head", "administrator"])
def test_only_those_who_look_after_processes_see_them(version, part):
    assert browser(part).get(LIST).status_code == 403
    assert browser(part).get(PAGE).status_code == 403


def test_the_director_reads_but_does_not_write(version, director):
    assert director.get(PAGE).status_code == 200
    assert director.post(f"{PAGE}soan/bat-dau").status_code == 403
    assert "Soạn phiên bản mới" not in words(director.get(PAGE))


@pytest.mark.parametrize("path", ["9.999999/", "9.999999/soan", f"{CODE}/phien-ban/7/", f"{CODE}/phien-ban/7.bpmn"])
def test_what_does_not_exist_is_not_found(version, officer, path):
    assert officer.get(LIST + path).status_code == 404


# List and page


def test_the_list_finds_a_procedure_and_says_which_version_is_followed(version, officer):
    told = words(officer.get(LIST, {"q": "xac nhan mau thu"}))

    assert CODE in told
    assert "Phiên bản 1 từ 01/07/2018" in told


def test_the_list_shows_the_drafts_that_wait(draft, officer):
    assert CODE in words(officer.get(LIST, {"nhap": "dang-soan"}))
    assert "Không có bản nháp nào" in words(officer.get(LIST, {"nhap": "cho-duyet"}))


def test_the_page_shows_steps_diagram_and_reserve(version, officer):
    response = officer.get(PAGE)

    told = words(response)
    assert "2. Ký duyệt" in told
    assert "8 giờ theo đường dài nhất, thời hạn của thủ tục 8 giờ , dự phòng 0 giờ" in told
    assert b"<svg" in response.content


def test_a_version_is_downloaded_as_bpmn(version, officer):
    response = officer.get(f"{PAGE}phien-ban/1.bpmn")

    assert response["Content-Disposition"] == f'attachment; filename="quy-trinh-{CODE}-1.bpmn"'
    assert b"userTask" in response.content


@pytest.mark.parametrize("code", ["2.000488", "1.002010"])
def test_a_shipped_process_has_a_page_and_can_be_run(officer, code):
    response = officer.get(f"{LIST}{code}/")

    assert response.status_code == 200
    assert "không chạy được" not in words(response)


# The editor


def test_the_editor_shows_a_row_for_each_step(draft, officer):
    page = officer.get(DRAFT).content.decode()

    assert page.count('class="step-row') == 3
    assert 'name="s0e0-to" value="2"' in page


def test_what_is_typed_is_kept_when_a_button_of_the_table_is_pressed(draft, officer):
    press(officer, draft, "add:0", **{"s1-name": "Ký và đóng dấu", "s1-hours": "bốn"})

    assert names(draft) == ["Tiếp nhận", "", "Ký và đóng dấu", "Trả kết quả"]
    assert draft.spec["steps"][2]["hours"] == "bốn"


def test_a_new_step_stands_between_its_neighbours(draft, officer):
    press(officer, draft, "add:0")

    first, new, last, _ = draft.spec["steps"]
    assert first["edges"][0]["to"] == [new["id"]]
    assert new["edges"][0]["to"] == [last["id"]]


def test_a_step_is_removed_and_its_neighbours_meet(draft, officer):
    press(officer, draft, "add:0")
    press(officer, draft, "remove:1")

    assert names(draft) == ["Tiếp nhận", "Ký duyệt", "Trả kết quả"]
    assert draft.spec["steps"][0]["edges"][0]["to"] == ["decide"]


def test_the_last_step_is_never_removed(draft, officer):
    for _ in range(4):
        press(officer, draft, "remove:0")

    assert len(draft.spec["steps"]) == 1


def test_a_step_that_moves_keeps_its_ways(draft, officer):
    press(officer, draft, "down:0")

    assert names(draft) == ["Ký duyệt", "Tiếp nhận", "Trả kết quả"]
    assert draft.spec["steps"][1]["edges"][0]["to"] == ["decide"]
    press(officer, draft, "up:1")
    assert names(draft) == ["Tiếp nhận", "Ký duyệt", "Trả kết quả"]


def test_ways_are_added_and_removed(draft, officer):
    press(officer, draft, "edge:1", **{"s1-kind": "work"})
    assert len(draft.spec["steps"][1]["edges"]) == 2
    press(officer, draft, "unedge:1.0")
    assert len(draft.spec["steps"][1]["edges"]) == 1


def test_several_numbers_open_several_steps(draft, officer):
    press(officer, draft, "save", **{"s0e0-to": "2; 3"})

    assert draft.spec["steps"][0]["edges"][0]["to"] == ["decide", "hand-over"]


def test_a_number_without_a_row_is_kept_and_named(draft, officer):
    press(officer, draft, "save", **{"s0e0-to": "9"})

    told = officer.get(DRAFT)
    assert 'name="s0e0-to" value="9"' in told.content.decode()
    assert "Bước “Tiếp nhận” chuyển đến bước “9” không tồn tại." in words(told)


@pytest.mark.parametrize("what", ["add:99", "add:-1", "remove:x", "up:", "boom:1", "unedge:0", "add:0.0.0"])
def test_a_button_that_does_not_exist_breaks_nothing(draft, officer, what):
    assert press(officer, draft, what).status_code == 302
    assert len(draft.spec["steps"]) in (3, 4)


@pytest.mark.parametrize("count", ["99999999", "-3", "x", ""])
def test_a_wrong_count_of_rows_breaks_nothing(draft, officer, count):
    assert press(officer, draft, "save", steps=count).status_code == 302
    assert officer.get(DRAFT).status_code == 200


def test_a_process_of_two_hundred_steps_is_saved_whole(draft, officer):
    row = {"kind": "work", "role": "leader", "unit": "", "hours": "1", "join": False}
    way = {"outcome": "done", "label": "Chuyển"}
    ids = [f"b-{number}" for number in range(200)]
    steps = [
        {
            **row,
            "id": step,
            "name": f"Bước {step}",
            "edges": [{**way, "to": [after]}, {**way, "outcome": "x", "to": []}],
        }
        for step, after in zip(ids, [*ids[1:], ids[0]], strict=True)
    ]
    draft.spec = {"start": ids[0], "steps": steps}
    response = officer.post(DRAFT, fields(draft, do="save"))

    draft.refresh_from_db()
    assert response.status_code == 302
    assert [step["edges"][0]["to"] for step in draft.spec["steps"]] == [[after] for after in [*ids[1:], ids[0]]]


def test_the_preview_answers_with_diagram_and_checks_and_keeps_the_draft(draft, officer):
    typed = fields(draft, **{"s1-hours": "30"})
    response = officer.post(f"{DRAFT}/xem-thu", typed, headers={"HX-Request": "true"})

    draft.refresh_from_db()
    assert "vượt thời hạn 8 giờ của thủ tục" in words(response)
    assert f'name="revision" value="{draft.revision}"' in response.content.decode()
    assert draft.spec["steps"][1]["hours"] == "30"


def test_a_second_window_does_not_overwrite_the_first_and_loses_nothing(draft, officer):
    first, second = fields(draft, do="save"), fields(draft, do="save")
    officer.post(DRAFT, first | {"s1-hours": "5"})
    response = officer.post(DRAFT, second | {"s1-hours": "4"})

    draft.refresh_from_db()
    assert response.status_code == 409
    assert 'value="4"' in response.content.decode()
    assert draft.spec["steps"][1]["hours"] == "5"


def test_a_draft_that_cannot_be_run_is_not_proposed_but_kept(draft, officer):
    response = press(officer, draft, "propose", **{"s1-hours": "30"})

    assert response.status_code == 409
    assert "vượt thời hạn 8 giờ" in words(response)
    assert (draft.stage, draft.spec["steps"][1]["hours"]) == ("writing", "30")


def test_a_draft_is_thrown_away_after_asking(draft, officer):
    assert "Bỏ bản nháp này?" in words(officer.get(f"{DRAFT}/bo"))
    officer.post(f"{DRAFT}/bo")

    assert not ProcessDraft.objects.exists()
    assert officer.get(DRAFT).status_code == 302


def test_a_draft_that_is_thrown_away_while_its_form_is_sent_is_told_to_be_gone(draft, officer, monkeypatch):
    save = processes.save_draft

    def thrown_away_before(pk, **given):
        processes.discard_draft(pk, actor=given["actor"])
        return save(pk, **given)

    monkeypatch.setattr(processes, "save_draft", thrown_away_before)
    response = officer.post(DRAFT, fields(draft, do="save"), follow=True)

    assert response.redirect_chain == [(PAGE, 302)]
    assert "không có bản nháp nào: đã được phê duyệt hoặc đã bị bỏ" in words(response)


# Approval

DECISION = {"number": "15/QĐ-UBND", "signed_on": "2019-03-04", "valid_from": "2019-03-05"}


@pytest.fixture
def proposed(draft, officer):
    assert press(officer, draft, "propose", **{"s1-hours": "4", "note": "Rút ngắn bước ký."}).status_code == 302
    return draft


def test_the_director_sees_what_changes_and_approves(proposed, director):
    told = words(director.get(f"{PAGE}phe-duyet"))
    assert "Rút ngắn bước ký." in told
    assert "6 giờ thành 4 giờ" in told

    response = director.post(f"{PAGE}phe-duyet", {**DECISION, "revision": proposed.revision})
    assert response.status_code == 302
    assert InternalProcess.objects.get(version=proposed.version, number=2).decision == "15/QĐ-UBND"
    assert "Sắp áp dụng" in words(director.get(PAGE))


def test_the_author_is_offered_no_approval_and_refused_one(proposed, officer):
    assert "Rút lại để sửa" in words(officer.get(f"{PAGE}phe-duyet"))

    response = officer.post(f"{PAGE}phe-duyet", {**DECISION, "revision": proposed.revision})
    assert response.status_code == 422
    assert "không được tự phê duyệt" in words(response)


def test_a_decision_after_its_effect_is_refused_beside_the_day_and_keeps_what_was_typed(proposed, director):
    typed = {**DECISION, "valid_from": "2019-03-01", "revision": proposed.revision}
    response = director.post(f"{PAGE}phe-duyet", typed)

    assert response.status_code == 422
    assert "không thể có hiệu lực từ ngày 01/03/2019" in words(response)
    assert 'value="15/QĐ-UBND"' in response.content.decode()


def test_an_approval_of_something_else_than_was_seen_is_refused(proposed, director):
    response = director.post(f"{PAGE}phe-duyet", {**DECISION, "revision": proposed.revision - 1})

    assert response.status_code == 422
    assert "sau khi bạn mở" in words(response)


def test_approving_twice_makes_one_version(proposed, director):
    typed = {**DECISION, "revision": proposed.revision}
    director.post(f"{PAGE}phe-duyet", typed)

    assert director.post(f"{PAGE}phe-duyet", typed).status_code == 302
    assert InternalProcess.objects.filter(version=proposed.version).count() == 2


def test_a_draft_sent_back_tells_its_author_why(proposed, director, officer):
    director.post(f"{PAGE}tra-lai", {"reason": "Bước ký quá ngắn.", "revision": proposed.revision})

    assert "Bước ký quá ngắn." in words(officer.get(DRAFT))


def test_sending_back_without_a_reason_is_refused(proposed, director):
    response = director.post(f"{PAGE}tra-lai", {"reason": "", "revision": proposed.revision})

    assert response.status_code == 422
    assert "Hãy ghi lý do trả lại" in words(response)


def test_the_author_takes_the_draft_back(proposed, officer):
    officer.post(f"{DRAFT}/rut-lai")

    proposed.refresh_from_db()
    assert proposed.stage == "writing"
