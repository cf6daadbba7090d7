"""Guiding, recalling, pausing, payments, opinions and notes through their forms, without a script."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import cast
from desk.stage import PDF, brought_to, browser, give, page_of, send, state_of, stop_clock, words
from law.calendars import at
from motcua.agencies.models import Agency
from motcua.dossiers.commands import submit
from motcua.dossiers.models import Attachment, Dossier, Event, Task
from motcua.law.lifecycle import Channel

WORK = "/ban-lam-viec/"


@pytest.fixture(autouse=True)
def _world(province: None, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.load(cast.rules())
    stop_clock(monkeypatch)


def filed_online() -> Dossier:
    filing = cast.filing(channel=Channel.ONLINE_PARTIAL)
    return submit(uuid.uuid4(), filing, cast.submit(), at=at("01/03/2019 10:00"))


def at_work() -> Dossier:
    return brought_to("process")


def paused() -> Dossier:
    row = at_work()
    give(row, "case_officer", cast.pause())
    return row


def unpaid() -> Dossier:
    row = at_work()
    give(row, "case_officer", cast.ask_payment())
    return row


def asked() -> Dossier:
    row = at_work()
    agency = Agency.objects.get(code=cast.ASKED)
    give(row, "case_officer", cast.consult(agency.pk, agency.name, unit=cast.ASKED_UNIT, unit_name="Phòng Văn hóa"))
    return row


def desk_of(unit: str = cast.ASKED_UNIT) -> str:
    return f"{Agency.objects.get(code=cast.ASKED).pk}/{unit}"


GUIDANCE = {"papers-don": "Đơn chưa ký tên", "reason": "Điều 9"}
PAYMENT = {"amount": "2.000.000", "what": "lệ phí trước bạ", "basis": "Thông báo số 15/TB-CCT"}
PAID = {"amount": "2.000.000", "reference": "BL 0001234"}
PAUSE = {"cause": "appraisal", "basis": "Điều 10 Luật Giám định", "expected": "khi có kết luận"}
QUESTION = {"content": "Di tích có được tu bổ không?", "working_days": "3", "method": "written"}

CASES: dict[str, tuple[Callable[[], Dossier], str, dict[str, str], str, str]] = {
    "huong-dan": (filed_online, "receptionist", GUIDANCE, "guided", "submitted"),
    "yeu-cau-nop-tien": (at_work, "case_officer", PAYMENT, "payment_requested", "awaiting_payment"),
    "xac-nhan-da-nop": (unpaid, "receptionist", PAID, "payment_confirmed", "processing"),
    "tam-dung": (at_work, "case_officer", PAUSE, "paused", "paused"),
    "tiep-tuc": (paused, "case_officer", {"note": "Đã có kết luận"}, "resumed", "processing"),
    "tra-loi-y-kien": (asked, "asked_head", {"number": "1", "content": "Đồng ý tu bổ."}, "answered", "processing"),
    "ghi-chu": (at_work, "colleague", {"text": "Đã gọi điện cho người nộp."}, "note_added", "processing"),
}
"""Slug → where it begins, who gives it, what is typed, the log line and the status that come of it."""


def kinds(row: Dossier) -> list[str]:
    return list(Event.objects.filter(dossier=row).order_by("seq").values_list("kind", flat=True))


@pytest.mark.parametrize("slug", CASES)
def test_a_command_sent_twice_is_carried_out_once_and_told_in_the_timeline(slug: str) -> None:
    begin, part, typed, kind, status = CASES[slug]
    row, client, key = begin(), browser(part), str(uuid.uuid4())
    assert [send(client, row, slug, key, **typed).status_code for _ in "12"] == [302, 302]
    assert kinds(row).count(kind) == 1
    assert state_of(row) == status
    row.refresh_from_db()
    sentence = next(iter(typed.values())) if slug == "ghi-chu" else ""
    assert sentence in words(client.get(page_of(row)))


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "huong-dan": ({"papers-don": "Đơn chưa ký tên"}, "reason"),
    "yeu-cau-nop-tien": ({"amount": "2.000.000", "what": "lệ phí trước bạ"}, "basis"),
    "xac-nhan-da-nop": ({"amount": "1.500.000", "reference": "BL 0001234"}, "amount"),
    "tam-dung": ({"basis": "Điều 10 Luật Giám định"}, "cause"),
    "tra-loi-y-kien": ({"number": "1", "content": ""}, "content"),
    "ghi-chu": ({"text": " "}, "text"),
}


@pytest.mark.parametrize("slug", WRONG)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(slug: str) -> None:
    begin, part, *_ = CASES[slug]
    typed, field = WRONG[slug]
    row, client = begin(), browser(part)
    before = kinds(row)
    answer = send(client, row, slug, **typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in html
    assert all(text in html for text in typed.values())
    assert kinds(row) == before


@pytest.mark.parametrize("amount", ["0", "-5", "", "hai triệu", "9" * 400])
def test_an_amount_that_is_none_is_refused_beside_the_amount(amount: str) -> None:
    answer = send(browser("case_officer"), at_work(), "yeu-cau-nop-tien", **PAYMENT | {"amount": amount})
    assert answer.status_code == 422
    assert 'id="id_amount_error"' in answer.content.decode()


def test_a_dossier_is_guided_only_once_and_is_then_taken_in_from_its_page() -> None:
    row, client = filed_online(), browser("receptionist")
    send(client, row, "huong-dan", **GUIDANCE)
    page = client.get(page_of(row))
    assert "/huong-dan" not in page.content.decode()
    assert "Cần bổ sung: Đơn chưa ký tên" in words(page)
    assert client.get(page_of(row, "huong-dan")).status_code == 409
    brought = {"papers-don-originals": "1", "papers-ban-sao-copies": "1"}
    assert send(client, row, "tiep-nhan", **brought).status_code == 302
    assert state_of(row) == "accepted"


# Recalling and opening


def test_a_step_just_sent_is_taken_back_by_one_button() -> None:
    row = brought_to("check")
    client = browser("case_officer")
    html = client.get(page_of(row)).content.decode()
    assert 'action="' + page_of(row, "thu-hoi") + '"' in html
    assert send(client, row, "thu-hoi", step="process").status_code == 302
    assert Task.objects.get(dossier=row, closed_at__isnull=True).step == "process"


def test_once_the_receiver_has_opened_the_dossier_it_is_taken_back_no_more() -> None:
    row = brought_to("check")
    browser("unit_head").get(page_of(row))
    client = browser("case_officer")
    assert "/thu-hoi" not in client.get(page_of(row)).content.decode()
    answer = send(client, row, "thu-hoi", step="process")
    assert answer.status_code in (403, 409)
    assert "thu hồi" in words(answer)


def test_opening_is_logged_once_and_told_in_small_print() -> None:
    row, client = brought_to("check"), browser("unit_head")
    for _ in "123":
        page = client.get(page_of(row))
    assert kinds(row).count("step_seen") == 1
    assert f"{cast.person('unit_head').name} đã mở xem 04/03/2019 09:00" in words(page)


@pytest.mark.parametrize(
    ("part", "asking"),
    [
        ("receptionist", {}),
        ("case_officer", {}),
        ("director", {}),
        ("unit_head", {"headers": {"Sec-Purpose": "prefetch;prerender"}}),
    ],
    ids=["reception", "sender", "director", "prefetch"],
)
def test_looking_on_is_not_opening(part: str, asking: dict[str, Any]) -> None:
    row = brought_to("check")
    assert browser(part).get(page_of(row), **asking).status_code == 200
    assert "step_seen" not in kinds(row)


def test_a_browser_that_asks_for_the_head_only_opens_nothing() -> None:
    row = brought_to("check")
    assert browser("unit_head").head(page_of(row)).status_code == 200
    assert "step_seen" not in kinds(row)


# The clock


def test_the_page_says_why_the_clock_stands_and_since_when() -> None:
    page = words(browser("receptionist").get(page_of(paused())))
    assert "Đang tạm dừng tính thời hạn từ 09 giờ 00 ngày 01/03/2019" in page
    assert "Điều 10 Luật Giám định" in page
    assert "Lý do dừng Giám định" in page


def test_resuming_tells_the_new_due_date_beforehand() -> None:
    page = words(browser("case_officer").get(page_of(paused(), "tiep-tuc")))
    assert "ngày hẹn trả mới là 08 giờ 00 ngày 11/03/2019" in page


def test_only_causes_of_the_regime_are_offered_and_taken() -> None:
    row, client = at_work(), browser("case_officer")
    assert "Giám định, kiểm định, thẩm định thực tế" in words(client.get(page_of(row, "tam-dung")))
    answer = send(client, row, "tam-dung", **PAUSE | {"cause": "overload"})
    assert answer.status_code == 422
    assert state_of(row) == "processing"


@pytest.mark.parametrize("begin", [paused, unpaid], ids=["paused", "unpaid"])
def test_what_stands_is_not_overdue_on_the_list(begin: Callable[[], Dossier], monkeypatch: pytest.MonkeyPatch) -> None:
    begin()
    stop_clock(monkeypatch, "25/03/2019 09:00")
    part = "case_officer" if begin is paused else "receptionist"
    page = words(browser(part).get(WORK))
    assert "Quá hạn 0" in page
    assert "Không tính hạn" in page


def test_reception_has_a_tab_for_payments_only_while_one_is_waited_for() -> None:
    client = browser("receptionist")
    assert "Chờ nộp tiền" not in words(client.get(WORK))
    unpaid()
    assert "Chờ nộp tiền 1" in words(client.get(WORK))


# Opinions


def test_an_opinion_is_asked_of_a_unit_and_lies_on_its_desk_by_its_own_date() -> None:
    row, client = at_work(), browser("case_officer")
    form = words(client.get(page_of(row, "lay-y-kien")))
    assert "3 ngày làm việc – trước 09 giờ 00 ngày 07/03/2019" in form
    assert send(client, row, "lay-y-kien", asked=desk_of(), **QUESTION).status_code == 302
    task = Task.objects.get(dossier=row, kind="consult")
    assert task.dossier_due_at == task.due_at == at("07/03/2019 09:00")
    assert page_of(row) in browser("asked_head").get(WORK).content.decode()


@pytest.mark.parametrize("unit", ["khong-co", ""], ids=["unknown", "none"])
def test_an_opinion_is_asked_only_of_a_desk_that_exists(unit: str) -> None:
    typed = QUESTION | ({"asked": desk_of(unit)} if unit else {})
    answer = send(browser("case_officer"), at_work(), "lay-y-kien", **typed)
    assert answer.status_code == 422
    assert 'id="id_asked_error"' in answer.content.decode()
    assert QUESTION["content"] in words(answer)


def test_the_unit_that_works_on_the_dossier_is_not_offered() -> None:
    row = at_work()
    html = browser("case_officer").get(page_of(row, "lay-y-kien")).content.decode()
    assert f'value="{row.agency_id}/{cast.UNIT}"' not in html
    assert f'value="{row.agency_id}/{cast.OTHER_UNIT}"' in html


def test_those_who_are_asked_see_the_dossier_and_can_only_answer() -> None:
    row = asked()
    html = browser("asked_officer").get(page_of(row)).content.decode()
    linked = set(re.findall(r'(?:href|action)="/ban-lam-viec/ho-so/[^/]+/([a-z-]+)(?:\?so=1)?"', html))
    assert linked - {"thoi-han"} == {"tra-loi-y-kien"}
    assert "Xác nhận án tích." in html
    assert browser("stranger").get(page_of(row)).status_code == 404


def test_an_overdue_opinion_and_a_late_answer_are_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    row = asked()
    stop_clock(monkeypatch, "08/03/2019 09:00")
    client = browser("asked_head")
    assert "Quá 2 ngày" in words(client.get(page_of(row)))
    send(client, row, "tra-loi-y-kien", number="1", content="Đồng ý tu bổ.")
    page = words(browser("case_officer").get(page_of(row)))
    assert "Trả lời trễ" in page
    assert "Đồng ý tu bổ." in page


# Notes


def test_a_note_keeps_its_file_which_is_no_result() -> None:
    row, client = at_work(), browser("colleague")
    file = SimpleUploadedFile("bien-ban.pdf", PDF)
    assert send(client, row, "ghi-chu", text="Biên bản làm việc", note_files=file).status_code == 302
    page = words(client.get(page_of(row)))
    assert "Ghi chú: Biên bản làm việc. Kèm 1 tệp." in page
    assert "bien-ban.pdf" in page
    assert "Kết quả giải quyết" not in page
    kept = Attachment.objects.get(dossier=row)
    assert client.get(page_of(row, f"giay-to/{kept.blob_id}")).status_code == 200


def test_a_note_without_text_keeps_the_file_that_came_with_it() -> None:
    answer = send(browser("colleague"), at_work(), "ghi-chu", text="", note_files=SimpleUploadedFile("a.pdf", PDF))
    assert answer.status_code == 422
    assert re.search(r'name="note_files-kept" value="[^"]+" checked', answer.content.decode())
