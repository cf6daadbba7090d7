"""The worker on the real queue: a process of its own in production, this one here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

import snapshot
from law.calendars import at as moment
from motcua.config.worker import run_worker
from motcua.notices.jobs import warnings
from motcua.notices.models import DueWarning
from notices.many import fill

pytestmark = pytest.mark.django_db(transaction=True)

NOW = moment("11/03/2019 08:00")


@pytest.fixture(scope="module", autouse=True)
def leave_the_province_as_it_was(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """These tests empty the tables behind them; the tests of other modules find the province again."""
    yield
    with django_db_blocker.unblock():
        snapshot.put_back()


@pytest.fixture(autouse=True)
def overdue(province: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three overdue dossiers, and a clock that says so; connections of the worker's threads end with their job."""
    fill(10, due=3, now=NOW)
    monkeypatch.setattr("motcua.config.clock.now", lambda: NOW)
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    yield
    snapshot.may_be_emptied()


def test_the_worker_carries_out_what_waits_and_sees_the_clock_of_the_system():
    warnings.defer(timestamp=0)
    run_worker(until_empty=True)
    assert DueWarning.objects.filter(kind="overdue").count() == 6  # each to its holder and to the head
    assert not ProcrastinateJob.objects.exists()


def test_a_job_that_waits_already_is_not_queued_again():
    from procrastinate.exceptions import AlreadyEnqueued

    warnings.defer(timestamp=0)
    with pytest.raises(AlreadyEnqueued):
        warnings.defer(timestamp=300)
    run_worker(until_empty=True)
