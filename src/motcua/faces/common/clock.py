"""The clock of the system. Nothing else in the project reads the time; every rule gets it as an argument.

In a demonstration `settings.CLOCK_START` names a local moment (Asia/Ho_Chi_Minh) at which the clock of each
process starts; it runs on from there at the speed of the real one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from django.conf import settings

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Vietnam keeps UTC+7 all year, and has since 1975: no time zone database is needed."""


@dataclass
class _Demonstration:
    """Where the demonstration's clock stood (`instant`) when the real one ticked `tick` seconds."""

    configured: str
    instant: datetime
    tick: float

    def now(self) -> datetime:
        return self.instant + timedelta(seconds=time.monotonic() - self.tick)


_demonstration: _Demonstration | None = None


def now() -> datetime:
    """The present instant, aware, in UTC."""
    running = _running()
    return running.now() if running else datetime.now(UTC)


def is_demonstration() -> bool:
    """Whether the clock shows another time than the real one."""
    return bool(settings.CLOCK_START)


def set_floor(instant: datetime) -> None:
    """Make the demonstration's clock show `instant` (aware) at the earliest, so that it never runs behind
    what the log already holds. Without a demonstration the real clock is left alone."""
    running = _running()
    if running and running.now() < instant:
        running.instant, running.tick = instant.astimezone(UTC), time.monotonic()


def _running() -> _Demonstration | None:
    """The demonstration's clock of this process, started on first use; None when the real clock rules."""
    global _demonstration
    configured = settings.CLOCK_START
    if not configured:
        return None
    if _demonstration is None or _demonstration.configured != configured:
        start = datetime.fromisoformat(configured)
        start = start if start.tzinfo else start.replace(tzinfo=VIETNAM)
        _demonstration = _Demonstration(configured, start.astimezone(UTC), time.monotonic())
    return _demonstration
