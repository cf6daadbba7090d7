"""Periodic jobs of reports."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from motcua.config import clock
from motcua.reports.freezing.reminding import prepare_due, remind
from motcua.reports.mails import SEND, send_mails
from motcua.reports.monthly import make_monthly_notices
from motcua.reports.scores.watch import keep_days
from motcua.reports.tallies import keep_tallies

log = logging.getLogger(__name__)


@app.periodic(cron="30 * * * *")
@app.task(name="reports.make_monthly_notices", queueing_lock="reports.make_monthly_notices")
def monthly_notices(timestamp: int) -> None:
    """Every hour: the notices of a month that is over are made, if they were not; so they lie there on the first."""
    make_monthly_notices(now=clock.now())


@app.periodic(cron="45 * * * *")
@app.task(name="reports.keep_index_days", queueing_lock="reports.keep_index_days")
def index_days(timestamp: int) -> None:
    """Every hour: the 766 index of each day that is over is kept, if it was not."""
    keep_days(now=clock.now())


@app.periodic(cron="15 * * * *")
@app.task(name="reports.prepare_due", queueing_lock="reports.prepare_due")
def due_reports(timestamp: int) -> None:
    """Every hour: from the 15th on the drafts of the report that is due are made, and who has to act is reminded."""
    now = clock.now()
    prepared = prepare_due(now=now)
    remind(now=now)
    for sentence in prepared.failed:
        log.warning("a report that is due could not be prepared: %s", sentence)


@app.periodic(cron="20 * * * *")
@app.task(name="reports.keep_tallies", queueing_lock="reports.keep_tallies")
def day_tallies(timestamp: int) -> None:
    """Every hour: what was received and resolved on the days that are over is counted, if it was not."""
    keep_tallies(now=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="reports.look_for_notice_mails", queueing_lock="reports.look_for_notice_mails")
def waiting_mails(timestamp: int) -> None:
    """Every few minutes: e-mails of notices that wait for another attempt, or were left by a process that died."""
    send_mails(now=clock.now())


@app.task(name=SEND)
def notice_mails() -> None:
    """When notices were made: their e-mails are sent at once."""
    send_mails(now=clock.now())
