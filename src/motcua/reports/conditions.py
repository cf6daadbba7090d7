"""What must be true of a dossier for a measure to count it: boolean expressions over `reports.facts.facts()`.

None of them is ever null.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ibis

from motcua.law.lifecycle.state import Channel, Status
from motcua.reports.facts import local_day

SOON_DAYS = 3
"""A pending dossier is near its due date when it falls on one of so many days after today."""

Where = Callable[[Any], Any]
ONLINE = tuple(channel.value for channel in Channel if channel.online)

# The facts hold exactly the dossiers accepted before the end of the period and not ended before its beginning: what is
# true of all of them is not asked again, since every measure would ask it of every dossier.


def total(f: Any) -> Any:
    """All of them."""
    return f.accepted_at.notnull()


def carried(f: Any) -> Any:
    """Accepted before the period."""
    return f.accepted_at < f.period_start


def new(f: Any) -> Any:
    """Accepted in the period."""
    return f.accepted_at >= f.period_start


def resolved(f: Any) -> Any:
    """Ended before the end of the period."""
    return f.ended_at.notnull() & (f.ended_at < f.period_end)


def early(f: Any) -> Any:
    """Ended on a day before that of the due date."""
    return resolved(f) & f.due_at.notnull() & (local_day(f.ended_at) < local_day(f.due_at))


def late(f: Any) -> Any:
    """Ended after the due date."""
    return resolved(f) & f.due_at.notnull() & (f.ended_at > f.due_at)


def on_time(f: Any) -> Any:
    """Ended on the day of the due date, not after it."""
    same_day = (f.ended_at <= f.due_at) & (local_day(f.ended_at) == local_day(f.due_at))
    # ended while the clock was stopped (NĐ 118/2025 Đ19.5): no due date was running that it could have missed
    return resolved(f) & (f.due_at.isnull() | same_day)


def pending(f: Any) -> Any:
    """Not ended before the end of the period."""
    return f.ended_at.isnull() | (f.ended_at >= f.period_end)


def overdue(f: Any) -> Any:
    """Pending, and due before the horizon."""
    return pending(f) & f.due_at.notnull() & (f.due_at < f.horizon)


def within(f: Any) -> Any:
    """Pending, and not due before the horizon."""
    return pending(f) & (f.due_at.isnull() | (f.due_at >= f.horizon))


def sent_back(f: Any) -> Any:
    """Ended without what was asked for."""
    return resolved(f) & f.ended_as.isin([Status.REJECTED.value, Status.STOPPED.value])


def online(f: Any) -> Any:
    """Filed online."""
    return f.channel.isin(ONLINE)


def new_online(f: Any) -> Any:
    """Accepted in the period, filed online."""
    return new(f) & f.channel.isin(ONLINE)


def marked(of: Where, *marks: str) -> Where:
    """Dossiers of which all these marks were there at the as-of instant."""

    def where(f: Any) -> Any:
        found = of(f)
        for mark in marks:
            found = found & f[f"{mark}_at"].notnull() & (f[f"{mark}_at"] <= f.as_of)
        return found

    return where


def due_today(f: Any) -> Any:
    """Due later on the day of the as-of instant."""
    return within(f) & f.due_at.notnull() & (local_day(f.due_at) == local_day(f.as_of))


def due_soon(f: Any) -> Any:
    """Due on one of the next days."""
    last = local_day(f.as_of + ibis.interval(days=SOON_DAYS))
    return within(f) & f.due_at.notnull() & (local_day(f.due_at) > local_day(f.as_of)) & (local_day(f.due_at) <= last)


def new_by(channel: Channel) -> Where:
    """Accepted in the period, filed through this channel."""
    return lambda f: new(f) & (f.channel == channel.value)
