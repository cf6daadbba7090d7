"""The clock of the system, for requests and for jobs. Nothing else in the project reads the time; every rule gets it
as an argument.

In a demonstration it is set apart from the real clock by `settings.CLOCK_OFFSET`, the same in all processes, and runs
on at the same speed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings


def now() -> datetime:
    """The present instant, aware, in UTC."""
    offset: timedelta = settings.CLOCK_OFFSET
    return datetime.now(UTC) + offset


def is_demonstration() -> bool:
    """Whether the clock shows another time than the real one."""
    return bool(settings.CLOCK_OFFSET)
