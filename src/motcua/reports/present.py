"""The facts of this moment: what is pending now, what ended or was accepted of late.

Asked at the present, the due date that a dossier has now is the one that is known, so the older ones need not be read;
and what is still pending has an index of its own. Where the instant asked for lies in the past, `reports.facts` is
the way to ask.
"""

from __future__ import annotations

from typing import Any

import ibis

from motcua.reports.facts import INSTANT, NEWEST, SCOPE, SPAN, dossiers_known


def pending_now(*, scoped: bool = False) -> Any:
    """The dossiers that are not over, as `reports.facts.facts` gives them."""
    pending = _newest(NEWEST.ended_at.isnull()).filter(lambda t: t.accepted_at <= t.as_of)
    if scoped:
        pending = pending.semi_join(SCOPE, "agency_id")
    # that they have not ended is known, and need not be read from the row: the index of pending ones has the rest
    return pending.mutate(ended_at=ibis.null(INSTANT), ended_as=ibis.literal(""))


def accepted_of_late(*, scoped: bool = False) -> Any:
    """The dossiers accepted in the period."""
    return dossiers_known(_newest(True).filter(lambda t: t.accepted_at >= t.period_start), scoped=scoped)


def ended_of_late(*, scoped: bool = False) -> Any:
    """The dossiers that ended in the period."""
    ended = _newest(NEWEST.ended_at.notnull()).filter(
        lambda t: (t.ended_at >= t.period_start) & (t.ended_at < t.period_end) & (t.ended_at <= t.as_of)
    )
    return dossiers_known(ended, scoped=scoped)


def _newest(where: Any) -> Any:
    return NEWEST.filter(where).cross_join(SPAN)


def hour_of(instant: Any) -> Any:
    """The local hour of an instant, 0 to 23."""
    return (instant + ibis.interval(hours=7)).hour()
