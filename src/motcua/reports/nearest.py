"""The dossiers that fall due next: the few that a director looks at first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from motcua.dossiers.models import Dossier

NEAREST = 8


@dataclass(frozen=True, slots=True)
class NearLine:
    """A dossier that is not yet overdue."""

    code: str
    procedure: str
    agency: str
    applicant_name: str
    due_at: datetime


def nearest_due(now: datetime, agencies: Iterable[int] | None = None, *, limit: int = NEAREST) -> list[NearLine]:
    """The dossiers whose due date comes next after `now` (UTC), within the agencies (ids; None for all); one query."""
    found = Dossier.objects.filter(
        accepted_at__isnull=False, accepted_at__lte=now, ended_at__isnull=True, due_at__gte=now
    )
    if agencies is not None:
        found = found.filter(agency_id__in=sorted(agencies))
    rows = found.order_by("due_at", "code").values_list(
        "code", "procedure_version__name", "agency__short_name", "applicant_name", F("due_at")
    )
    return [NearLine(code or "", *more) for code, *more in rows[:limit]]
