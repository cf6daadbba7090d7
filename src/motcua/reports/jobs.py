"""Periodic jobs of reports."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.config import clock
from motcua.reports.monthly import make_monthly_notices
from motcua.reports.scores.watch import keep_days


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
