"""Applicants whose date has moved: kept with the move, told on the tracking page, called by the one-stop desk."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

import cast
from cast import refused
from desk.stage import GIVEN, MONDAY, brought_to, browser, give, stop_clock, words
from dossiers.test_recompute import DUE, MOVED, NOW, close_on
from law.calendars import at as moment
from motcua.dossiers import recompute
from motcua.dossiers.models import Dossier
from motcua.dossiers.moved_dates import TELL
from motcua.notices.applicants import keep_moved, mark_told, to_tell, waiting_for
from motcua.notices.jobs import dates_moved
from motcua.notices.models import ApplicantNotice
from notices.many import fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedure")]

PAGE = "/ban-lam-viec/bao-nguoi-nop/"
EXTENDED = moment("12/03/2019 08:00")
TO_THE_END = ("process", "check", "decide", "issue", "hand-over")


@pytest.fixture
def extended() -> Dossier:
    """A dossier that its agency extended by two working days, from Friday 08/03 to Tuesday 12/03/2019."""
    row = brought_to("process")
    give(row, "agency_head", cast.extend(), MONDAY)
    row.refresh_from_db()
    assert row.due_at == EXTENDED
    worker_tells()
    return row


@pytest.fixture
def recomputed(people) -> Dossier:
    """A dossier whose date a changed calendar moved by a day."""
    row = cast.taken_in()
    close_on()
    recompute.apply(None, actor=people.administrator, at=NOW)
    row.refresh_from_db()
    worker_tells()
    return row


def worker_tells() -> None:
    """The worker carries out what the commands have deferred."""
    for args in ProcrastinateJob.objects.filter(task_name=TELL).values_list("args", flat=True):
        dates_moved(**args)


def notice() -> ApplicantNotice:
    return ApplicantNotice.objects.get()


def tell(person, number: int, key: str = "") -> ApplicantNotice:
    return mark_told(number, actor=person, at=NOW, key=key or str(uuid.uuid4()))


def tracked(row: Dossier) -> str:
    """What the tracking page of a dossier says."""
    return words(Client().post("/tra-cuu", {"ma": row.code, "tra_cuu": row.lookup_code}, follow=True))


# what is kept


def test_an_extension_is_kept_with_both_dates_and_the_reason_of_form_04(extended):
    kept = notice()
    assert (kept.dossier_id, kept.kind, kept.due_before, kept.due_at) == (extended.pk, "extended", DUE, EXTENDED)
    assert (kept.why, kept.seq, kept.made_at) == (
        "Cần xác minh thêm tại thực địa.",
        extended.events_count,
        moment(MONDAY),
    )


def test_a_date_that_a_calendar_moved_is_kept_with_the_calendar(recomputed):
    kept = notice()
    assert (kept.kind, kept.due_before, kept.due_at, kept.seq) == ("calendar", DUE, MOVED, recomputed.events_count)
    assert kept.why == "lịch làm việc năm 2019 (lần 2) theo QĐ 100/QĐ-UBND"


def test_a_dossier_whose_date_did_not_move_has_nothing_to_tell(people):
    cast.taken_in()
    close_on("2019-03-20")
    recompute.apply(None, actor=people.administrator, at=NOW)
    assert not ApplicantNotice.objects.exists()


def test_an_extension_that_is_rolled_back_leaves_nothing_to_tell():
    row = brought_to("process")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        give(row, "agency_head", cast.extend(), MONDAY)
        raise ZeroDivisionError
    assert not ApplicantNotice.objects.exists()


def test_a_line_that_is_told_twice_is_kept_once(extended):
    keep_moved([(str(extended.pk), extended.events_count)])
    assert ApplicantNotice.objects.count() == 1


def test_until_the_worker_has_told_nothing_is_kept():
    give(brought_to("process"), "agency_head", cast.extend(), MONDAY)
    assert not ApplicantNotice.objects.exists()
    worker_tells()
    assert ApplicantNotice.objects.count() == 1


# the tracking page


def test_the_tracking_page_tells_of_an_extension_with_both_dates_and_why(extended, monkeypatch):
    stop_clock(monkeypatch)
    told = tracked(extended)
    assert "Ngày hẹn trả đã đổi từ 08 giờ 00 ngày 08/03/2019 sang 08 giờ 00 ngày 12/03/2019" in told
    assert "Lý do ghi trong văn bản xin lỗi: Cần xác minh thêm tại thực địa." in told


def test_the_tracking_page_tells_of_a_changed_calendar(recomputed, monkeypatch):
    stop_clock(monkeypatch)
    told = tracked(recomputed)
    assert "Ngày hẹn trả đã đổi từ 08 giờ 00 ngày 08/03/2019 sang 08 giờ 00 ngày 11/03/2019" in told
    assert "lịch làm việc thay đổi: lịch làm việc năm 2019 (lần 2) theo QĐ 100/QĐ-UBND." in told


def test_the_tracking_page_names_neither_applicant_nor_officer(extended, monkeypatch):
    stop_clock(monkeypatch)
    told = tracked(extended)
    assert extended.applicant_name not in told
    assert cast.person("agency_head").name not in told


def test_a_dossier_with_a_result_tells_no_more_of_moves(extended, monkeypatch):
    stop_clock(monkeypatch)
    assert "Ngày hẹn trả đã đổi" in tracked(extended)
    for step in TO_THE_END:
        give(extended, *GIVEN[step], "05/03/2019 09:00")
    assert "Ngày hẹn trả đã đổi" not in tracked(extended)


# the list of the desk


def test_the_desk_that_took_it_in_has_the_applicant_on_its_list(extended, people):
    (row,) = to_tell(people.receptionist).rows
    assert (row.reference, row.applicant) == (extended.code, extended.applicant_name)
    assert (row.phone, row.due_before, row.due_at) == (extended.applicant.phone, DUE, EXTENDED)


@pytest.mark.parametrize("part", ["case_officer", "unit_head", "agency_head", "director", "stranger"])
def test_nobody_else_has(extended, people, part):
    person = getattr(people, part)
    assert to_tell(person).rows == ()
    with refused("forbidden"):
        tell(person, notice().pk)
    assert notice().told_at is None


def test_the_page_is_for_those_who_take_dossiers_in(extended, monkeypatch):
    stop_clock(monkeypatch)
    assert browser("case_officer").get(PAGE).status_code == 403
    assert Client().get(PAGE)["Location"].startswith("/dang-nhap")
    shown = words(browser("receptionist").get(PAGE))
    assert extended.code in shown and "trước là 08 giờ 00 ngày 08/03/2019" in shown and "12/03/2019" in shown


def test_who_was_told_leaves_the_list_and_it_is_kept_who_told_and_when(extended, people, monkeypatch):
    stop_clock(monkeypatch)
    answer = browser("receptionist").post(
        reverse("desk:told", args=[notice().pk]), {"key": str(uuid.uuid4())}, follow=True
    )
    assert "Đã ghi là đã báo người nộp." in words(answer) and "Không còn ai phải báo" in words(answer)
    assert (notice().told_by_id, notice().told_at) == (people.receptionist.staff_id, moment(MONDAY))


def test_sent_twice_with_one_key_it_is_noted_once(extended, people):
    key = str(uuid.uuid4())
    first = tell(people.receptionist, notice().pk, key)
    assert mark_told(notice().pk, actor=people.receptionist, at=NOW + timedelta(hours=1), key=key).told_at == NOW
    assert first.told_at == NOW


def test_who_was_told_already_is_not_told_anew(extended, people):
    tell(people.receptionist, notice().pk)
    with refused("told_already"):
        tell(people.receptionist, notice().pk)


def test_a_form_without_a_key_is_refused(extended, monkeypatch):
    stop_clock(monkeypatch)
    answer = browser("receptionist").post(reverse("desk:told", args=[notice().pk]), {})
    assert answer.status_code == 422
    assert notice().told_at is None


def test_a_date_that_moved_again_is_told_once_from_the_date_the_applicant_knows(extended, people):
    close_on()
    recompute.apply(None, actor=people.administrator, at=NOW)
    worker_tells()
    (row,) = to_tell(people.receptionist).rows
    assert (row.due_before, row.due_at) == (DUE, moment("13/03/2019 08:00"))
    with refused("moved_again"):
        tell(people.receptionist, ApplicantNotice.objects.order_by("seq")[0].pk)
    tell(people.receptionist, row.id)
    assert to_tell(people.receptionist).rows == ()
    assert not ApplicantNotice.objects.filter(told_at=None).exists()


def test_a_dossier_that_has_ended_is_on_no_list(extended, people):
    for step in TO_THE_END:
        give(extended, *GIVEN[step], "05/03/2019 09:00")
    assert to_tell(people.receptionist).rows == ()


def test_only_untold_applicants_of_the_desk_are_read(people):
    fill(3000, due=10, now=NOW)
    rows = list(Dossier.objects.all())
    ApplicantNotice.objects.bulk_create(
        ApplicantNotice(
            kind="calendar", dossier=row, seq=1, agency_id=row.agency_id, due_before=NOW, due_at=MOVED, why="…",
            made_at=NOW, told_at=None if number < 10 else NOW,
            told_by_id=None if number < 10 else people.receptionist.staff_id,
        )
        for number, row in enumerate(rows)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE notices_applicantnotice")
    plan = json.dumps(json.loads(waiting_for(people.receptionist).explain(format="json")))
    assert "applicant_to_be_told" in plan
