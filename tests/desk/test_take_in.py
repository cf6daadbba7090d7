"""Taking a dossier in at the counter, through the screens."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.stage import PDF, browser, stop_clock
from desk.taking_in import CODE, FIRST_STEP, FRIDAY, MANDATORY, address, said_of, typed
from law.calendars import at as moment
from motcua.dossiers.models import Applicant, Attachment, Dossier, IntakeDraft

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, FRIDAY)


@pytest.fixture
def counter(province: None) -> Client:
    """The browser of who takes in for the Department of Justice; one without a script."""
    return browser("receptionist")


def test_the_first_step_lists_procedures_of_the_agencies_that_one_serves(counter: Client) -> None:
    page = counter.get(FIRST_STEP).content.decode()
    assert CODE in page
    assert "Sở Công Thương" not in page.split("ket-qua")[1]


def test_procedures_are_found_without_accents(counter: Client) -> None:
    page = counter.get(FIRST_STEP, {"q": "ly lich tu phap"}).content.decode()
    assert CODE in page


def test_results_come_alone_as_one_types(counter: Client) -> None:
    page = counter.get(FIRST_STEP, {"q": "luat su"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "luật sư" in page


def test_enter_on_results_that_one_has_seen_opens_the_first(counter: Client) -> None:
    answer = counter.get(FIRST_STEP, {"q": CODE, "da-xem": CODE})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?thu-tuc={CODE}")


def test_those_who_sit_at_no_desk_get_a_403(province: None) -> None:
    assert browser("agency_head").get(FIRST_STEP).status_code == 403


def test_a_visitor_signs_in_first(db: None) -> None:
    answer = Client().get(address())
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap")


def test_the_page_tells_when_the_dossier_would_be_due(counter: Client) -> None:
    page = counter.get(address(), {"thu-tuc": CODE}).content.decode()
    assert "08 giờ 30 ngày 15/03/2019" in page


def test_the_page_needs_few_queries(counter: Client, queries) -> None:  # type: ignore[no-untyped-def]
    counter.get(address(), {"thu-tuc": CODE})
    with queries(17):
        counter.get(address(), {"thu-tuc": CODE})


def test_a_complete_dossier_is_taken_in(counter: Client) -> None:
    draft = uuid.uuid4()
    answer = counter.post(address(draft), typed())
    assert answer.status_code == 302, said_of(answer.content.decode())
    row = Dossier.objects.get(pk=draft)
    assert (row.status, row.applicant_name, row.money) == ("accepted", "Thạch Thị Ngọc Ánh", "paid")
    assert row.accepted_at == moment(FRIDAY)
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
    assert "Thạch Thị" in counter.get(FIRST_STEP).content.decode()


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
    other = browser("stranger")
    assert other.get(address(draft)).status_code == 404
    assert other.post(f"{address(draft)}/nhap", typed()).status_code == 404


def test_the_tick_of_all_papers_ticks_every_mandatory_line(counter: Client) -> None:
    page = counter.post(f"{address()}/giay-to", typed(), headers={"HX-Request": "true"}).content.decode()
    assert len(re.findall(r'name="papers-[^"]+"[^>]*checked', page)) == len(MANDATORY)


def test_a_known_applicant_keeps_one_record(counter: Client) -> None:
    counter.post(address(), typed())
    counter.post(address(), typed(phone="0999999999"))
    assert Applicant.objects.get(identity_number="094090000001").phone == "0999999999"
