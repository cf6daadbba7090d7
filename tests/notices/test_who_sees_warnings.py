"""Who sees which warnings, on the screen and as a number in the navigation."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

import cast
from desk.stage import brought_to, browser, give, stop_clock, words
from law.calendars import at as moment
from motcua.law.lifecycle import commands as c
from motcua.notices.models import DueWarning
from motcua.notices.queries import unseen, warnings_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedure")]

NEAR, LATE = "07/03/2019 08:00", "08/03/2019 08:01"
PAGE = "/ban-lam-viec/canh-bao/"


@pytest.fixture
def dossier():
    """A dossier at its case officer's, due on Friday 08/03/2019 at 08:00."""
    row = brought_to("process")
    row.tasks.filter(closed_at=None).update(due_at=moment("29/03/2019 08:00"))
    return row


def kinds(person, when: str) -> list[str]:
    """What the list of a person says at a moment."""
    return [row.kind for row in warnings_of(person, at=moment(when)).rows]


def test_the_holder_sees_the_warning_and_nobody_else_of_the_unit(dossier, people, warn):
    warn(NEAR)
    assert kinds(people.case_officer, NEAR) == ["near_due_day"]
    assert kinds(people.colleague, NEAR) == []
    assert kinds(people.stranger, NEAR) == []


def test_the_head_of_the_agency_sees_what_is_overdue_and_what_can_still_be_extended(dossier, people, warn):
    warn("06/03/2019 17:00")
    assert kinds(people.agency_head, "06/03/2019 17:00") == ["extension_closing"]
    warn(LATE)
    assert kinds(people.agency_head, LATE) == ["overdue"]
    assert kinds(people.unit_head, LATE) == []


def test_an_advice_that_can_no_longer_be_followed_is_gone(dossier, people, warn):
    warn("06/03/2019 17:00")
    assert kinds(people.agency_head, "07/03/2019 17:01") == []


def test_a_later_warning_of_the_same_due_date_takes_the_place_of_the_earlier(dossier, people, warn):
    warn(NEAR)
    warn(LATE)
    assert kinds(people.case_officer, LATE) == ["overdue"]


def test_a_warning_is_gone_when_the_work_is_done(dossier, people, warn):
    warn(NEAR)
    give(dossier, "case_officer", cast.complete("process"), NEAR)
    assert kinds(people.case_officer, NEAR) == []


def test_a_warning_is_gone_when_the_due_date_has_moved(dossier, people, warn):
    warn("07/03/2019 07:59")
    warn(NEAR)
    give(dossier, "agency_head", cast.extend(), NEAR)
    assert kinds(people.case_officer, NEAR) == []
    assert kinds(people.agency_head, NEAR) == []


def test_a_warning_goes_with_the_work_to_the_new_officer(dossier, people, warn):
    warn(NEAR)
    give(dossier, "unit_head", c.Assign(people.colleague.staff_id, people.colleague.name), NEAR)
    assert kinds(people.case_officer, NEAR) == []
    assert kinds(people.colleague, NEAR) == ["near_due_day"]


def test_the_number_of_unseen_warnings_stands_in_the_navigation_with_words(dossier, people, warn, monkeypatch):
    warn(NEAR)
    stop_clock(monkeypatch, NEAR)
    assert "Cảnh báo 1 chưa xem" in words(browser("case_officer").get("/ban-lam-viec/"))
    assert "chưa xem" not in words(browser("colleague").get("/ban-lam-viec/"))


def test_what_was_seen_is_no_longer_counted_and_stays_on_the_list(dossier, people, warn, monkeypatch):
    warn(NEAR)
    stop_clock(monkeypatch, NEAR)
    desk = browser("case_officer")
    shown = DueWarning.objects.get(task__isnull=False)
    answer = desk.post(reverse("desk:warnings_seen"), {"mot": shown.pk}, follow=True)
    assert "Đã đánh dấu 1 cảnh báo là đã xem." in words(answer)
    shown.refresh_from_db()
    assert (shown.seen_at, shown.seen_by_id) == (moment(NEAR), people.case_officer.staff_id)
    assert unseen(people.case_officer, at=moment(NEAR)) == 0
    assert kinds(people.case_officer, NEAR) == ["near_due_day"]


def test_a_whole_page_is_marked_at_once(dossier, people, warn, monkeypatch):
    warn(NEAR)
    stop_clock(monkeypatch, NEAR)
    desk = browser("case_officer")
    listed = re.findall(r'name="canh_bao" value="(\d+)"', desk.get(PAGE).content.decode())
    assert len(listed) == 1
    desk.post(reverse("desk:warnings_seen"), {"canh_bao": listed})
    assert unseen(people.case_officer, at=moment(NEAR)) == 0


def test_nobody_marks_the_warnings_of_another_desk(dossier, people, warn, monkeypatch):
    warn(NEAR)
    stop_clock(monkeypatch, NEAR)
    ids = list(DueWarning.objects.values_list("pk", flat=True))
    browser("colleague").post(reverse("desk:warnings_seen"), {"canh_bao": [*ids, "x", "9" * 30]})
    assert not DueWarning.objects.filter(seen_at__isnull=False).exists()


def test_the_list_says_until_when_an_extension_is_possible_and_leads_to_it(dossier, warn, monkeypatch):
    warn("06/03/2019 17:00")
    stop_clock(monkeypatch, "06/03/2019 17:00")
    page = browser("agency_head").get(PAGE)
    assert "gia hạn kèm phiếu xin lỗi phải làm trước 17 giờ 00 ngày 07/03/2019" in words(page)
    assert f"/ban-lam-viec/ho-so/{dossier.code}/gia-han" in page.content.decode()


def test_the_list_costs_the_same_for_one_warning_and_for_many(people, warn, queries):
    for number in range(3):
        brought_to("process", number)
    warn(NEAR)
    with queries(2):
        found = warnings_of(people.case_officer, at=moment(NEAR))
    assert len(found.rows) == 6  # of each the due date is near and the step's own time is over
    with queries(1):
        assert unseen(people.case_officer, at=moment(NEAR)) == 6


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(PAGE).status_code == 302
