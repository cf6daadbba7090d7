"""Which procedures people file most."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count

from motcua.dossiers.models import Dossier

LOOK_BACK = timedelta(days=365)


def uses(now: datetime) -> dict[int, int]:
    """How many dossiers of each procedure were accepted in the year before `now` (UTC), by procedure id."""
    accepted = Dossier.objects.filter(accepted_at__gt=now - LOOK_BACK, accepted_at__lte=now)
    return dict(accepted.values_list("procedure_id").annotate(dossiers=Count("pk")).order_by())


def most_filed(now: datetime, *, limit: int = 8) -> list[int]:
    """Ids of the procedures with the most dossiers accepted in the year before `now` (UTC), the most first."""
    accepted = Dossier.objects.filter(accepted_at__gt=now - LOOK_BACK, accepted_at__lte=now)
    counted = accepted.values("procedure_id").annotate(dossiers=Count("pk")).order_by("-dossiers", "procedure_id")
    return [row["procedure_id"] for row in counted[:limit]]
