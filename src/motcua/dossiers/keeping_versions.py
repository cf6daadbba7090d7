"""Reads of dossiers that keep an earlier version of their procedure than the one in force on the day they came in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db.models import Count, Q

from motcua.dossiers.models import Dossier
from motcua.law.worktime import VIETNAM


def accepted_since(days: Mapping[str, date]) -> dict[str, int]:
    """How many dossiers of procedures were accepted on or after a local day of each; those without any are left out.

    They keep the version they were accepted under, whatever is published afterwards for that day (one query).

    Args:
        days: code of a procedure → first day.
    """
    asked = Q()
    for code, day in days.items():
        asked |= Q(procedure__code=code, accepted_at__gte=datetime.combine(day, time(), VIETNAM))
    if not asked:
        return {}
    counted = Dossier.objects.filter(asked).values_list("procedure__code").annotate(number=Count("pk"))
    return dict(counted.order_by("procedure__code"))
