"""Jobs: warnings by the clock, and keeping which applicants are to be told that a date has moved."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.config import clock
from motcua.dossiers.moved_dates import TELL
from motcua.notices.applicants import keep_moved
from motcua.notices.commands import TICK, give_warnings


@app.periodic(cron=f"*/{TICK} * * * *")
@app.task(name="notices.give_warnings", queueing_lock="notices.give_warnings")
def warnings(timestamp: int) -> None:
    """Every few minutes, around the clock: who has to act is warned of what is due.

    `timestamp` is the tick of the worker's own clock and is not used: what is due depends on `clock.now()` alone.
    """
    give_warnings(now=clock.now())


@app.task(name=TELL)
def dates_moved(lines: list[tuple[str, int]]) -> None:
    """Once for each command that moves promised dates: whom to tell is kept."""
    keep_moved(lines)
