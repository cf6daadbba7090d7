"""What the system counts for the scoring of an agency: its dossiers (index 1), and its part in dossiers (index 2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.dossiers.models import Task
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.law.readings import Verdict
from motcua.law.scoring.quality import Tally, by_time, tally
from motcua.reports.counting import counted
from motcua.reports.span import Span


def computed_tallies(agency_id: int, period: Period) -> Mapping[int, Tally]:
    """The computed indices of an agency for a period that is over, by number, as known when it ended."""
    span = Span(period, period.end)
    return {1: _whole_dossiers(agency_id, span), 2: _own_parts(agency_id, span)}


def _whole_dossiers(agency_id: int, span: Span) -> Tally:
    """Dossiers resolved before, on and after their due date: the same figures as in every report."""
    counts = counted(span, ("early", "on_time", "late"), agencies=[agency_id]).total
    return Tally(counts["early"], counts["on_time"], counts["late"])


def _own_parts(agency_id: int, span: Span) -> Tally:
    """The agency's part in each dossier: the worst of the steps and opinions that it ended in the period."""
    ended = Task.objects.filter(
        agency_id=agency_id,
        kind__in=(Task.Kind.STEP, Task.Kind.CONSULT),
        due_at__isnull=False,
        closed_at__gte=span.period.start,
        closed_at__lt=span.period.end,
    )
    worst: dict[Any, int] = {}
    for dossier, closed_at, due_at in ended.values_list("dossier_id", "closed_at", "due_at"):
        assert closed_at is not None
        assert due_at is not None
        worst[dossier] = min(worst.get(dossier, 2), by_time(_verdict(closed_at, due_at)))
    return tally(worst.values())


def _verdict(closed_at: datetime, due_at: datetime) -> Verdict:
    if closed_at > due_at:
        return Verdict.LATE
    return Verdict.EARLY if local(closed_at).date() < local(due_at).date() else Verdict.ON_TIME
