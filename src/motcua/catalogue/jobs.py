"""Periodic job of the catalogue."""

from __future__ import annotations

from procrastinate.contrib.django import app

from motcua.catalogue.publishing import settle_procedures
from motcua.config import clock
from motcua.law.moments import local


@app.periodic(cron="5 17 * * *")  # 00:05 in Việt Nam
@app.task(name="catalogue.settle_procedures", queueing_lock="catalogue.settle_procedures")
def taking_effect(timestamp: int) -> None:
    """Early every day: procedures whose new version names another agency or field go over to it on its first day."""
    settle_procedures(local(clock.now()).date())
