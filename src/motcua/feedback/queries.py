"""Reads of ratings and their questionnaires."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from motcua.feedback.models import Questionnaire
from motcua.law.periods import Period


def questionnaires_of(period: Period, *, also: Iterable[int] = ()) -> list[Questionnaire]:
    """The questionnaires that were in force on a day of the period, the oldest first (one query).

    Args:
        also: ids of questionnaires that are wanted whenever they were in force.
    """
    in_force = Q(since__lte=period.last) & (Q(until__isnull=True) | Q(until__gt=period.first))
    return list(Questionnaire.objects.filter(in_force | Q(pk__in=list(also))).order_by("since", "pk"))
