"""Periodic job on accounts."""

from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app

from motcua.accounts.commands import forget_failed_sign_ins
from motcua.config import clock


@app.periodic(cron="50 3 * * *")
@app.task(name="accounts.forget", queueing_lock="accounts.forget")
def forgetting(timestamp: int) -> None:
    """Every night: wrong passwords that no longer count and sessions that have run out are forgotten."""
    forget_failed_sign_ins(now=clock.now())
    SessionStore.clear_expired()
