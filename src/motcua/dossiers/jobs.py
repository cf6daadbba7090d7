"""Jobs on dossiers: periodic ones, and one that a command defers. Ticks of the worker are counted in UTC."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.catalogue.commands import record_uses
from motcua.config import clock
from motcua.dossiers import recompute
from motcua.dossiers.closing import close_unsupplemented
from motcua.dossiers.leaving import settle
from motcua.dossiers.lookups import forget_attempts
from motcua.dossiers.popular import uses


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


@app.periodic(cron="10 17 * * *")  # 00:10 in Việt Nam
@app.task(name="dossiers.settle_leavings", queueing_lock="dossiers.settle_leavings")
def leavings(timestamp: int) -> None:
    """Early every day: who left a post by today is signed out, the open dossiers go to the successor."""
    settle(clock.now())


@app.periodic(cron="20 18 * * *")  # 01:20 in Việt Nam
@app.task(name="dossiers.count_uses", queueing_lock="dossiers.count_uses")
def counting_uses(timestamp: int) -> None:
    """Every night: how often each procedure was filed in a year, by which the search ranks."""
    record_uses(uses(clock.now()))


@app.task(name=recompute.CARRY_OVER)
def carry_over(order_id: int) -> None:
    """Once for each order: the newest calendars are applied to open dossiers, batch by batch."""
    recompute.advance(order_id, at=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(name="dossiers.carry_calendars_on", queueing_lock="dossiers.carry_calendars_on")
def carrying_on(timestamp: int) -> None:
    """Every few minutes: orders about calendars that were interrupted go on where they stopped."""
    for order in recompute.unfinished():
        recompute.advance(order.pk, at=clock.now())
