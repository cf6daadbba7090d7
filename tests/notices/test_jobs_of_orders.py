"""Jobs that carry out what was ordered: calendars over to open dossiers, dossiers of leavers to their successors."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

import cast
from agencies.ordering import MONDAY, holding, order, staff
from desk.stage import brought_to, browser
from dossiers.test_recompute import MOVED, NOW, close_on
from law.calendars import at as moment
from motcua.agencies.models import CalendarApplication
from motcua.dossiers import recompute
from motcua.dossiers.jobs import carry_over, carrying_on, leavings
from motcua.dossiers.leaving import leave_post
from motcua.dossiers.models import Dossier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedure")]

FRIDAY, SUNDAY = date(2019, 3, 1), "03/03/2019 09:00"
IN_TIME, A_WEEK_LATER = "04/03/2019 00:10", "11/03/2019 10:00"


@pytest.fixture
def clock(monkeypatch):
    """`clock("04/03/2019 00:10")`: what the jobs see."""
    return lambda when: monkeypatch.setattr("motcua.config.clock.now", lambda: moment(when))


@pytest.fixture
def ordered(people) -> CalendarApplication:
    """A changed calendar, ordered to be applied to one open dossier."""
    cast.taken_in()
    close_on()
    return recompute.order(None, actor=people.administrator, at=NOW)


def waiting_jobs() -> list[tuple[str, dict]]:
    return list(ProcrastinateJob.objects.values_list("task_name", "args"))


def test_an_order_about_calendars_leaves_a_job(ordered):
    assert waiting_jobs() == [(recompute.CARRY_OVER, {"order_id": ordered.pk})]


def test_ordered_twice_it_is_one_job(ordered, people):
    assert recompute.order(None, actor=people.administrator, at=NOW) == ordered
    assert len(waiting_jobs()) == 1


def test_an_order_that_is_rolled_back_leaves_no_job(people):
    cast.taken_in()
    close_on()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        recompute.order(None, actor=people.administrator, at=NOW)
        raise ZeroDivisionError
    assert waiting_jobs() == []
    assert recompute.unfinished() == []


@pytest.mark.parametrize("job", [lambda pk: carry_over(pk), lambda pk: carrying_on(0)], ids=["at once", "catching up"])
@pytest.mark.parametrize("when", ["04/03/2019 09:01", A_WEEK_LATER], ids=["in time", "after an outage"])
def test_the_job_carries_an_order_out_once(ordered, clock, job, when):
    clock(when)
    for _ in range(2):
        job(ordered.pk)
    ordered.refresh_from_db()
    assert (ordered.done, ordered.moved, ordered.finished_at) == (1, 1, moment(when))
    assert Dossier.objects.get().due_at == MOVED
    assert Dossier.objects.get().events.filter(kind="due_recomputed").count() == 1


def test_without_a_worker_the_page_carries_the_order_out(ordered, monkeypatch):
    monkeypatch.setattr("motcua.faces.common.clock.now", lambda: NOW)
    browser("administrator").post(f"/ban-lam-viec/lich-lam-viec/ap-dung/{ordered.pk}")
    ordered.refresh_from_db()
    assert ordered.finished_at == NOW


def test_whoever_leaves_ahead_keeps_the_dossiers_until_that_day(clock):
    row = brought_to("process")
    leave_post(
        holding("case_officer"),
        until=MONDAY,
        order=order(on=FRIDAY, at=moment(SUNDAY)),
        successor=staff("colleague").pk,
    )
    clock("03/03/2019 23:59")
    leavings(0)
    row.refresh_from_db()
    assert row.officer_id == staff("case_officer").pk


@pytest.mark.parametrize("when", [IN_TIME, A_WEEK_LATER], ids=["in time", "after an outage"])
def test_whoever_has_left_is_signed_out_and_the_successor_has_the_dossiers_once(clock, when):
    row = brought_to("process")
    desk = browser("case_officer")
    leave_post(
        holding("case_officer"),
        until=MONDAY,
        order=order(on=FRIDAY, at=moment(SUNDAY)),
        successor=staff("colleague").pk,
    )
    clock(when)
    for _ in range(2):
        leavings(0)
    row.refresh_from_db()
    assert row.officer_id == staff("colleague").pk
    assert row.events.filter(kind="officer_assigned", actor=None).count() == 1
    assert desk.get("/ban-lam-viec/")["Location"].startswith("/dang-nhap")


def test_the_worker_knows_the_job_by_the_name_under_which_it_is_deferred():
    assert app.tasks[recompute.CARRY_OVER] is carry_over
