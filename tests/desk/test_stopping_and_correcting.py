"""Stopping a dossier as its applicant asks, and putting right what was recorded, through the screens of the desk."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

import cast
from desk.stage import GIVEN, PDF, WAY, browser, give, page_of, send, state_of, stop_clock, words
from law.calendars import at as moment
from motcua.dossiers.models import Attachment, Dossier, Event, Task
from motcua.law.lifecycle import commands as c

pytestmark = pytest.mark.usefixtures("province")

MORNING, NOW = "04/08/2025 08:00", "05/08/2025 09:00"
"""A Monday on which the decree of 2025 is in force and its forms are not yet, and the day on which it is looked at."""
LATE = "18/08/2025 09:00"
PARTS = (
    "receptionist",
    "post_clerk",
    "case_officer",
    "colleague",
    "unit_head",
    "agency_head",
    "office_clerk",
    "director",
)
SLUGS = ("de-nghi-dung", "xac-nhan-dung", "de-nghi-dinh-chinh", "quyet-dinh-dinh-chinh", "sua-ket-qua")


@pytest.fixture(autouse=True)
def show(province: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """The clock of the screens; `show(LATE)` sets it anew."""
    cast.load(cast.rules())
    stop_clock(monkeypatch, NOW)
    return lambda when: stop_clock(monkeypatch, when) and None


def brought_to(step: str, day: str = MORNING) -> Dossier:
    """A dossier taken in on a day that waits at this step."""
    row = cast.taken_in(day)
    for passed in WAY[: WAY.index(step)]:
        if passed == "assign":
            give(row, "unit_head", c.Assign(cast.person("case_officer").staff_id, "Lâm Minh Khang"), day)
        else:
            give(row, *GIVEN[passed], day)
    row.refresh_from_db()
    return row


def wanted_to_stop() -> Dossier:
    row = brought_to("process")
    give(row, "receptionist", cast.ask_to_stop(), MORNING)
    row.refresh_from_db()
    return row


def finished(when: str = NOW) -> Dossier:
    """A dossier whose result came to the desk at this moment."""
    row = brought_to("hand-over")
    give(row, "receptionist", cast.finish(), when)
    row.refresh_from_db()
    return row


def to_be_corrected() -> Dossier:
    row = finished()
    give(row, "case_officer", cast.ask_correction("04/08/2025 16:00"), NOW)
    row.refresh_from_db()
    return row


def offered(part: str, row: Dossier) -> set[str]:
    """The commands of this page that a person is offered and can open."""
    client = browser(part)
    html = client.get(page_of(row)).content.decode()
    linked = {slug for slug in SLUGS if f"/{slug}" in html}
    opened = {slug for slug in SLUGS if client.get(page_of(row, slug)).status_code == 200}
    assert linked == opened
    return opened


WHO = {
    "in work": (lambda: brought_to("process"), {"receptionist": {"de-nghi-dung"}}),
    "asked to stop": (wanted_to_stop, {"receptionist": {"xac-nhan-dung"}}),
    "finished": (
        finished,
        {part: {"de-nghi-dinh-chinh", "sua-ket-qua"} for part in ("case_officer", "unit_head", "agency_head")},
    ),
    "correction asked for": (
        to_be_corrected,
        {
            "director": {"quyet-dinh-dinh-chinh"},
            **{part: {"sua-ket-qua"} for part in ("case_officer", "unit_head", "agency_head")},
        },
    ),
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("where", WHO)
def test_each_command_is_offered_to_its_role_and_to_no_other(where: str, part: str) -> None:
    make, may = WHO[where]
    if part == "post_clerk":  # serves other agencies only: the dossier does not exist for this person
        assert browser(part).get(page_of(make())).status_code == 404
    else:
        assert offered(part, make()) == may.get(part, set())


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_not_offered_is_not_carried_out_either(slug: str) -> None:
    row, client = to_be_corrected(), browser("office_clerk")
    before = Event.objects.filter(dossier=row).count()
    assert send(client, row, slug, reason="x", agree="yes", what="x").status_code in (403, 409)
    assert Event.objects.filter(dossier=row).count() == before


def test_a_dossier_of_the_older_decree_cannot_be_stopped_on_request() -> None:
    row = brought_to("process", "30/06/2025 08:00")
    assert "de-nghi-dung" not in offered("receptionist", row)
    answer = send(browser("receptionist"), row, "de-nghi-dung", reason="Không còn nhu cầu")
    assert answer.status_code == 409
    assert "Điều 21 Nghị định 118/2025/NĐ-CP" in words(answer)


def test_a_wish_to_stop_is_noted_at_the_counter_and_lies_on_the_desk() -> None:
    row, client = brought_to("process"), browser("receptionist")
    assert send(client, row, "de-nghi-dung", reason="Không còn nhu cầu").status_code == 302
    page = words(client.get(page_of(row)))
    assert "Người nộp đề nghị dừng giải quyết lúc 09 giờ 00 ngày 05/08/2025" in page
    assert "Không còn nhu cầu" in page
    assert Task.objects.filter(dossier=row, kind="stop", closed_at=None).exists()
    assert state_of(row) == "processing"


def test_a_wish_without_a_reason_is_refused_beside_the_field() -> None:
    answer = send(browser("receptionist"), brought_to("process"), "de-nghi-dung", reason="  ")
    assert answer.status_code == 422
    assert "Hãy ghi lý do đề nghị dừng giải quyết." in words(answer)


def test_the_papers_to_give_back_are_filled_in() -> None:
    page = browser("receptionist").get(page_of(wanted_to_stop(), "xac-nhan-dung")).content.decode()
    assert "Đơn đề nghị: 1 bản chính\nBản sao giấy tờ: 1 bản sao</textarea>" in page


def text_of(client: Client, row: Dossier, form: str) -> str:
    answer = client.get(f"/ban-lam-viec/ho-so/{row.reference}/phieu/{form}.pdf")
    assert answer.status_code == 200
    return " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())


@pytest.mark.parametrize("day", [NOW, LATE], ids=["in time", "late"])
def test_a_stop_returns_the_papers_and_prints_its_notice(show: Callable[[str], None], day: str) -> None:
    row, client = wanted_to_stop(), browser("receptionist")
    show(day)
    typed = {"papers_returned": "Đơn đề nghị: 1 bản chính", "note": "Không thu phí nên không hoàn trả"}
    late = {"late_cause": "waiting_other_agency"} if day == LATE else {}
    answer = send(client, row, "xac-nhan-dung", **typed, **late)
    assert answer["Location"] == page_of(row)
    assert state_of(row) == "stopped"
    page = client.get(page_of(row))
    assert "/phieu/thong-bao-dung.pdf" in page.content.decode()
    text = text_of(client, row, "thong-bao-dung")
    assert "Thời gian đề nghị dừng giải quyết: 08 giờ 00 phút, ngày 04 tháng 8 năm 2025." in text
    assert "Tình trạng hồ sơ khi đó: đang giải quyết, ở bước “Bước process”." in text
    assert "Đơn đề nghị: 1 bản chính" in text
    assert "Không thu phí nên không hoàn trả" in text


def test_a_stop_after_the_due_date_wants_a_cause_and_keeps_what_was_typed(show: Callable[[str], None]) -> None:
    row, client = wanted_to_stop(), browser("receptionist")
    assert "Nguyên nhân trễ hạn" not in words(client.get(page_of(row, "xac-nhan-dung")))
    show(LATE)
    answer = send(client, row, "xac-nhan-dung", papers_returned="Đơn, bản chính", note="150.000 đồng")
    assert answer.status_code == 422
    assert "hãy chọn nguyên nhân trễ hạn" in words(answer)
    html = answer.content.decode()
    assert "Đơn, bản chính</textarea>" in html
    assert "150.000 đồng</textarea>" in html


def test_the_same_button_twice_stops_once() -> None:
    row, client, key = wanted_to_stop(), browser("receptionist"), str(uuid.uuid4())
    answers = [send(client, row, "xac-nhan-dung", key, papers_returned="Đơn") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Event.objects.filter(dossier=row, kind="stopped").count() == 1


def test_a_dossier_that_was_not_stopped_on_request_has_no_notice() -> None:
    row = brought_to("process")
    answer = browser("receptionist").get(f"/ban-lam-viec/ho-so/{row.reference}/phieu/thong-bao-dung.pdf")
    assert answer.status_code == 404


TRUE_MOMENT = {"true_day": "2025-08-04", "true_time": "16:00", "evidence": "Sổ ký nhận số 12, trang 3"}


def test_the_true_moment_is_decided_by_a_second_person_and_stands_beside_the_recorded_one() -> None:
    row = finished()
    assert send(browser("case_officer"), row, "de-nghi-dinh-chinh", **TRUE_MOMENT).status_code == 302
    director = browser("director")
    page = words(director.get(page_of(row)))
    assert "Chờ quyết định đính chính thời điểm hoàn thành" in page
    assert "đề nghị ghi thực tế 16 giờ 00 ngày 04/08/2025" in page
    assert "Sổ ký nhận số 12, trang 3" in words(director.get(page_of(row, "quyet-dinh-dinh-chinh")))
    assert send(director, row, "quyet-dinh-dinh-chinh", agree="yes").status_code == 302
    page = words(director.get(page_of(row)))
    assert "phần mềm ghi nhận 09 giờ 00 ngày 05/08/2025 thực tế 16 giờ 00 ngày 04/08/2025" in page
    row.refresh_from_db()
    assert (row.ended_at, row.ended_actual) == (moment(NOW), moment("04/08/2025 16:00"))


def test_who_says_no_says_why() -> None:
    row, director = to_be_corrected(), browser("director")
    answer = send(director, row, "quyet-dinh-dinh-chinh", agree="no")
    assert answer.status_code == 422
    assert "Hãy ghi lý do không đồng ý đính chính." in words(answer)
    assert send(director, row, "quyet-dinh-dinh-chinh", agree="no", note="Sổ không ghi giờ").status_code == 302
    row.refresh_from_db()
    assert row.ended_actual is None


def test_a_decision_has_to_be_chosen() -> None:
    answer = send(browser("director"), to_be_corrected(), "quyet-dinh-dinh-chinh", note="Đã xem sổ")
    assert answer.status_code == 422
    assert "Hãy chọn đồng ý hay không đồng ý." in words(answer)
    assert "Đã xem sổ" in words(answer)


def test_the_director_is_told_whether_the_dossier_is_late_all_the_same(show: Callable[[str], None]) -> None:
    row = brought_to("hand-over")
    give(row, "receptionist", cast.finish(c.LateCause.RECORDED_LATE), LATE)
    give(row, "case_officer", cast.ask_correction("11/08/2025 07:45"), LATE)
    show(LATE)
    page = words(browser("director").get(page_of(row, "quyet-dinh-dinh-chinh")))
    assert "Theo thời điểm thực tế, hồ sơ xong trong hạn" in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"true_day": "2025-08-01"}, "true_day"),
        ({"true_day": "2025-08-05", "true_time": "09:00"}, "true_day"),
        ({"true_day": "31/02/2025"}, "true_day"),
        ({"true_time": "25:00"}, "true_time"),
        ({"true_day": ""}, "true_day"),
        ({"evidence": " "}, "evidence"),
    ],
    ids=["before acceptance", "not before the record", "no such day", "no such time", "no day", "no evidence"],
)
def test_a_wrong_true_moment_is_told_beside_the_field_and_nothing_is_lost(typed: dict[str, str], field: str) -> None:
    row, client = finished(), browser("case_officer")
    answer = send(client, row, "de-nghi-dinh-chinh", **TRUE_MOMENT | typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in html
    if "evidence" not in typed:
        assert "Sổ ký nhận số 12, trang 3" in html
    assert Task.objects.filter(dossier=row, kind="correction").count() == 0


def test_a_second_correction_is_not_offered(show: Callable[[str], None]) -> None:
    row = to_be_corrected()
    give(row, "director", cast.decide_correction(), NOW)
    assert "de-nghi-dinh-chinh" not in offered("case_officer", row)


WRONG = {"known_day": "2025-08-05", "known_time": "09:30", "what": "Năm sinh ghi 1958, sửa thành 1985"}


def test_an_error_in_a_result_is_put_right_with_the_new_file(show: Callable[[str], None]) -> None:
    row, client = finished(), browser("case_officer")
    show("06/08/2025 10:00")
    scan = SimpleUploadedFile("kết quả đã sửa.pdf", PDF)
    assert send(client, row, "sua-ket-qua", **WRONG, result_number="12a/KQ", result=scan).status_code == 302
    page = words(client.get(page_of(row)))
    assert "Kết quả đã được sửa sai lúc 10 giờ 00 ngày 06/08/2025" in page
    assert "Kết quả sau khi sửa: số 12a/KQ." in page
    assert Attachment.objects.get(dossier=row).filename == "kết quả đã sửa.pdf"


def test_an_error_mended_too_late_wants_a_reason_and_keeps_the_file(show: Callable[[str], None]) -> None:
    row, client = finished(), browser("case_officer")
    show(LATE)
    answer = send(client, row, "sua-ket-qua", **WRONG, result=SimpleUploadedFile("sửa.pdf", PDF))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Sai sót phải được sửa trong 3 ngày làm việc" in words(answer)
    assert 'id="id_late_reason_error"' in html
    assert "sửa.pdf (đã tải lên)" in words(answer)
    kept = html.partition('name="result-kept" value="')[2].partition('"')[0]
    again = send(client, row, "sua-ket-qua", **WRONG, **{"result-kept": kept}, late_reason="Chờ đối chiếu sổ gốc")
    assert again.status_code == 302
    assert Attachment.objects.filter(dossier=row).count() == 1


@pytest.mark.parametrize("known", ["2025-08-04", "2025-08-06"], ids=["before the result", "in the future"])
def test_an_impossible_moment_of_finding_is_told_beside_the_day(known: str) -> None:
    answer = send(browser("case_officer"), finished(), "sua-ket-qua", **WRONG | {"known_day": known})
    assert answer.status_code == 422
    assert 'id="id_known_day_error"' in answer.content.decode()
    assert "Năm sinh ghi 1958" in words(answer)


def test_the_same_correction_twice_is_one() -> None:
    row, client, key = finished(), browser("case_officer"), str(uuid.uuid4())
    early = WRONG | {"known_time": "09:00"}
    answers = [send(client, row, "sua-ket-qua", key, **early) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Event.objects.filter(dossier=row, kind="result_corrected").count() == 1


def test_what_was_asked_for_before_acceptance_is_printed_as_form_02() -> None:
    row_id = uuid.uuid4()
    from motcua.dossiers.commands import take_in

    take_in(row_id, cast.filing(), cast.guide(), actor=cast.person("receptionist"), at=moment(MORNING))
    row, client = Dossier.objects.get(pk=row_id), browser("receptionist")
    assert "/phieu/yeu-cau-bo-sung.pdf" in client.get(page_of(row)).content.decode()
    text = text_of(client, row, "yeu-cau-bo-sung")
    assert "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ" in text
    assert "Ký lại đơn" in text
    assert "Đơn chưa có chữ ký." in text
    assert "Thời hạn giải quyết được tính lại từ đầu" not in text
