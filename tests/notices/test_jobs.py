"""The periodic jobs: on the queue of the database, safe to run twice and after an outage of a week."""

from __future__ import annotations

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

import cast
from desk.stage import brought_to, give
from law.calendars import at as moment
from motcua.dossiers.closing import close_unsupplemented
from motcua.dossiers.models import Dossier
from motcua.law.lifecycle import Status
from motcua.notices.jobs import warnings

PERIODIC = {
    "notices.give_warnings",
    "dossiers.close_unsupplemented",
    "dossiers.settle_leavings",
    "dossiers.carry_calendars_on",
    "dossiers.forget_lookups",
    "dossiers.count_uses",
    "accounts.forget",
    "catalogue.settle_procedures",
    "reports.keep_index_days",
    "reports.keep_tallies",
    "reports.look_for_notice_mails",
    "reports.make_monthly_notices",
    "reports.prepare_due",
}


def test_every_periodic_job_is_known_to_the_worker():
    assert {name for name, _ in app.periodic_registry.periodic_tasks} == PERIODIC


def test_a_worker_that_starts_after_a_week_catches_up_on_every_job():
    from procrastinate.periodic import PeriodicDeferrer

    deferrer = PeriodicDeferrer(app.periodic_registry, **app.periodic_defaults)
    found = [task.task.name for task, _ in deferrer.get_previous_tasks(at=1_800_000_000.0)]
    assert sorted(found) == sorted(PERIODIC)


@pytest.mark.django_db
def test_a_job_is_deferred_in_the_transaction_of_the_command_that_defers_it():
    deferred = ProcrastinateJob.objects.filter(task_name="notices.give_warnings")
    before = deferred.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        warnings.defer(timestamp=0)
        raise ZeroDivisionError
    assert deferred.count() == before
    with transaction.atomic():
        warnings.defer(timestamp=0)
    assert deferred.count() == before + 1


@pytest.fixture
def waiting(province: None) -> Dossier:
    """A dossier that waits for a supplement until the end of Tuesday 19/03/2019."""
    cast.load(cast.rules())
    row = brought_to("process")
    give(row, "case_officer", cast.ask(), "04/03/2019 09:00")
    return row


@pytest.mark.django_db
def test_a_dossier_is_not_closed_on_the_last_day_of_its_wait(waiting):
    assert close_unsupplemented(now=moment("19/03/2019 23:59")) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("when", ["20/03/2019 00:01", "27/03/2019 10:00"], ids=["in time", "after an outage"])
def test_a_dossier_that_nobody_supplements_is_closed_once(waiting, when):
    assert close_unsupplemented(now=moment(when)) == 1
    assert close_unsupplemented(now=moment(when)) == 0
    waiting.refresh_from_db()
    assert waiting.status == Status.STOPPED
    assert [line.on_behalf_of for line in waiting.events.order_by("-seq")[:1]] == ["Hệ thống"]


@pytest.mark.django_db
def test_a_dossier_that_was_supplemented_is_not_closed(waiting):
    give(waiting, "receptionist", cast.bring(), "18/03/2019 09:00")
    assert close_unsupplemented(now=moment("27/03/2019 10:00")) == 0


@pytest.mark.django_db
def test_one_dossier_that_cannot_be_closed_does_not_keep_the_others_open(waiting, monkeypatch):
    from motcua.dossiers import closing
    from motcua.law.refusal import Refused

    other = brought_to("process", 1)
    give(other, "case_officer", cast.ask(), "04/03/2019 09:00")
    handle = closing.handle

    def refuse_one(pk, *arguments, **named):
        if pk == waiting.pk:
            raise Refused("thử", "Không được.")
        return handle(pk, *arguments, **named)

    monkeypatch.setattr(closing, "handle", refuse_one)
    assert close_unsupplemented(now=moment("20/03/2019 08:00")) == 1
    other.refresh_from_db()
    assert other.status == Status.STOPPED


@pytest.mark.django_db
def test_what_no_longer_counts_is_forgotten():
    from motcua.accounts.commands import forget_failed_sign_ins
    from motcua.accounts.models import FailedSignIn
    from motcua.dossiers.lookups import forget_attempts
    from motcua.dossiers.models import LookupAttempt

    old, new, now = moment("01/03/2019 06:00"), moment("01/03/2019 07:45"), moment("01/03/2019 08:00")
    for at in (old, new):
        FailedSignIn.objects.create(username="x", at=at)
        LookupAttempt.objects.create(code="x", visitor="x", at=at)
    for _ in range(2):
        forget_failed_sign_ins(now=now)
        forget_attempts(now=now)
    assert [row.at for row in FailedSignIn.objects.all()] == [row.at for row in LookupAttempt.objects.all()] == [new]
