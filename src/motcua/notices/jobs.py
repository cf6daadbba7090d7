"""Periodic job: warnings."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.config import clock
from motcua.notices.commands import TICK, give_warnings


@app.periodic(cron=f"*/{TICK} * * * *")
@app.task(name="notices.give_warnings", queueing_lock="notices.give_warnings")
def warnings(timestamp: int) -> None:
    """Every few minutes, around the clock: who has to act is warned of what is due.

    `timestamp` is the tick of the worker's own clock and is not used: what is due depends on `clock.now()` alone.
    """
    give_warnings(now=clock.now())
