"""The page of a dossier: who sees it, what it tells, the explanation of its clock, its files."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import cast
from desk.stage import PDF, brought_to, browser, give, page_of, send, stop_clock, words
from motcua.dossiers.models import Attachment

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture(autouse=True)
def _world(province: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.load(cast.rules())
    stop_clock(monkeypatch)


def test_the_page_tells_who_what_papers_and_clock() -> None:
    page = words(browser("case_officer").get(page_of(brought_to("process"))))
    for told in ("Lý Thị Sà Rươl", cast.OWNER, "Xác nhận mẫu thử", "Đơn đề nghị", "1 bản chính", "còn 3 ngày"):
        assert told.lower() in page.lower()


def test_the_timeline_tells_the_log_in_sentences_the_newest_first() -> None:
    page = words(browser("case_officer").get(page_of(brought_to("process"))))
    assert page.index("Phân công Lâm Minh Khang thụ lý.") < page.index("Tiếp nhận hồ sơ, cấp mã")


def test_the_open_step_is_marked_and_called_ones_own_work() -> None:
    row = brought_to("process")
    assert "Việc của bạn" in words(browser("case_officer").get(page_of(row)))
    assert "Việc của bạn" not in words(browser("colleague").get(page_of(row)))
    assert 'aria-current="step"' in browser("colleague").get(page_of(row)).content.decode()


def test_sent_back_the_later_steps_lie_ahead_again() -> None:
    row = brought_to("check")
    give(row, "unit_head", cast.back("check", "process"))
    html = browser("case_officer").get(page_of(row)).content.decode()
    assert html.count('data-state="done"') == 2


def test_who_has_nothing_to_do_reads_where_the_dossier_lies() -> None:
    assert "Hồ sơ đang ở bước “Bước process”" in words(browser("receptionist").get(page_of(brought_to("process"))))


def test_a_dossier_of_another_agency_does_not_exist() -> None:
    row = brought_to("process")
    for address in ("", "thoi-han", "chuyen-buoc", "giay-to/" + "0" * 64):
        assert browser("stranger").get(page_of(row, address)).status_code == 404


def test_overseers_see_it_and_can_do_nothing() -> None:
    html = browser("director").get(page_of(brought_to("process"))).content.decode()
    assert 'class="do"' not in html
    assert 'class="do-step"' not in html


def test_a_code_that_does_not_exist_is_a_404() -> None:
    assert browser("receptionist").get("/ban-lam-viec/ho-so/000.00.12.H51-190301-9999/").status_code == 404


def test_a_visitor_signs_in_first() -> None:
    answer = Client().get(page_of(brought_to("intake")))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap?next=/ban-lam-viec/ho-so/")


def test_the_clock_explains_itself_day_by_day() -> None:
    page = words(browser("case_officer").get(page_of(brought_to("process"), "thoi-han")))
    assert "Thứ Bảy, 02/03/2019 Ngày nghỉ hằng tuần, không tính." in page
    assert "5 ngày làm việc, tức 2.400 phút" in page


def test_an_extension_shows_both_due_dates() -> None:
    row = brought_to("process")
    give(row, "agency_head", cast.extend())
    page = words(browser("case_officer").get(page_of(row)))
    assert "Hẹn trả 08 giờ 00 ngày 12/03/2019" in page
    assert "Hẹn trả lúc tiếp nhận 08 giờ 00 ngày 08/03/2019" in page


def test_while_a_supplement_is_awaited_the_page_says_what_and_until_when() -> None:
    row = brought_to("process")
    give(row, "case_officer", cast.ask())
    page = words(browser("receptionist").get(page_of(row)))
    assert "Cần bổ sung: Ký lại đơn" in page
    assert "Thứ Bảy, 16/03/2019" in page


def test_a_scan_is_streamed_to_those_who_may_see_the_dossier() -> None:
    row = brought_to("decide")
    send(browser("agency_head"), row, "phe-duyet", result=SimpleUploadedFile("kết quả.pdf", PDF))
    file = Attachment.objects.get(dossier=row)
    address = page_of(row, f"giay-to/{file.blob_id}")
    answer = browser("receptionist").get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert b"".join(answer.streaming_content) == PDF
    assert browser("stranger").get(address).status_code == 404


def test_a_file_of_another_dossier_is_a_404() -> None:
    row, other = brought_to("decide"), brought_to("intake", 1)
    send(browser("agency_head"), row, "phe-duyet", result=SimpleUploadedFile("a.pdf", PDF))
    blob = Attachment.objects.get(dossier=row).blob_id
    assert browser("receptionist").get(page_of(other, f"giay-to/{blob}")).status_code == 404


@pytest.mark.parametrize(
    ("part", "step"), [("receptionist", "intake"), ("unit_head", "check"), ("agency_head", "decide")]
)
def test_the_page_takes_at_most_twelve_queries_and_eight_more_when_its_holder_opens_it_first(
    part: str,
    step: str,
    queries,  # type: ignore[no-untyped-def]
) -> None:
    row, client = brought_to(step), browser(part)
    with queries(20):
        assert client.get(page_of(row)).status_code == 200
    with queries(12):
        assert client.get(page_of(row)).status_code == 200
