"""Periodic jobs on dossiers."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.config import clock
from motcua.dossiers.closing import close_unsupplemented
from motcua.dossiers.lookups import forget_attempts


@app.periodic(cron="15 * * * *")
@app.task(name="dossiers.close_unsupplemented", queueing_lock="dossiers.close_unsupplemented")
def closing(timestamp: int) -> None:
    """Every hour: dossiers whose supplement did not come within the wait are closed."""
    close_unsupplemented(now=clock.now())


@app.periodic(cron="40 3 * * *")
@app.task(name="dossiers.forget_lookups", queueing_lock="dossiers.forget_lookups")
def forgetting(timestamp: int) -> None:
    """Every night: wrong look-ups that no longer count are forgotten."""
    forget_attempts(now=clock.now())
