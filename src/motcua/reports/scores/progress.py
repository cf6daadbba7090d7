"""Indicator 2.1: dossiers in time, as QĐ 766 reads it.

Every dossier of the period is judged by its due date (one query); those whose clock was ever touched are few, and are
judged again one by one in the reading of QĐ 766.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count as Number
from django.db.models import F, Q, QuerySet

from motcua.dossiers.models import Dossier
from motcua.law.readings import Way, readings
from motcua.law.readings_words import sentence_of
from motcua.law.refusal import Refused
from motcua.law.regimes import regime_named
from motcua.law.scoring.index import Count
from motcua.law.scoring.progress import known_at, plain_sentence, plainly_late
from motcua.reports.courses import Courses, read_differently, rows_of_courses, within
from motcua.reports.span import Span


def of_the_period(span: Span, agencies: Iterable[int] | None) -> QuerySet[Dossier]:
    """The dossiers received or resolved in the period, as known at its horizon."""
    start, horizon = span.period.start, span.horizon
    received = Q(accepted_at__gte=start, accepted_at__lt=horizon)
    resolved = Q(accepted_at__lt=start, ended_at__gte=start, ended_at__lt=horizon)
    return within(Dossier.objects.filter(received | resolved), agencies)


def late_plainly(horizon: datetime) -> Q:
    """Those that are late by their due date alone, as known at an instant."""
    ended = Q(ended_at__lte=horizon, ended_at__gt=F("due_at"))
    return ended | (Q(ended_at__isnull=True) | Q(ended_at__gt=horizon)) & Q(due_at__lt=horizon)


@dataclass(frozen=True, slots=True)
class Judged:
    """A dossier whose clock was touched: whether it is late by its due date alone, and by QĐ 766; why, in words."""

    id: Any
    agency_id: int
    plainly: bool
    late: bool
    why: str


def judged_again(span: Span, agencies: Iterable[int] | None) -> list[Judged]:
    """Those whose clock was touched, each in the reading of QĐ 766.

    Where the calendar of a year that it needs was not approved, a dossier keeps its plain verdict.
    """
    rows = rows_of_courses(read_differently(of_the_period(span, agencies)), "due_at")
    courses = Courses(rows)
    return [_judge(row, courses, span.horizon) for row in rows]


def _judge(row: dict[str, Any], courses: Courses, at: datetime) -> Judged:
    plainly = plainly_late(row["due_at"], row["ended_at"], at)
    try:
        course = known_at(courses.of(row), at)
        read = readings(course, regime_named(row["regime"]), courses.calendar(row), at)
    except Refused:
        why = plain_sentence(row["due_at"], row["ended_at"], at) if plainly else ""
        return Judged(row["id"], row["agency_id"], plainly, plainly, why)
    late = read.index_766.verdict.is_late
    return Judged(row["id"], row["agency_id"], plainly, late, sentence_of(read, Way.INDEX_766) if late else "")


def progress(span: Span, agencies: Iterable[int] | None = None) -> dict[int, Count]:
    """Dossiers in time of those received or resolved in the period, by id of agency.

    Args:
        agencies: ids of agencies to look at; None for all.
    """
    scope = None if agencies is None else frozenset(agencies)
    dossiers = of_the_period(span, scope).order_by()
    counted = dossiers.values_list("agency_id").annotate(
        whole=Number("pk"), late=Number("pk", filter=late_plainly(span.horizon))
    )
    late: defaultdict[int, int] = defaultdict(int)
    whole: dict[int, int] = {}
    for agency, number, plainly in counted:
        whole[agency], late[agency] = number, plainly
    for one in judged_again(span, scope):
        late[one.agency_id] += one.late - one.plainly
    return {agency: Count(number - late[agency], number) for agency, number in whole.items()}
