"""What complaints and ratings say for the index: complaints in time (5.2), satisfaction (5.4).

Where the centre did not record complaints for the whole period there are no figures at all (`reports.sources`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count as Number
from django.db.models import Q, QuerySet

from motcua.agencies.queries import calendar_for
from motcua.feedback.models import Rating
from motcua.law.scoring.complaints import complaint_due
from motcua.law.scoring.index import Count, Missing
from motcua.reports.models import FactSource, QuestionFact
from motcua.reports.scores.found import Found
from motcua.reports.sources import recorded
from motcua.reports.span import Span

Scope = frozenset[int] | None
COMPLAINTS = (QuestionFact.Kind.COMPLAINT_CONDUCT, QuestionFact.Kind.COMPLAINT_RULE)
NOBODY = 0
"""Stands for the agency of a complaint for which nobody has been made responsible: it counts for the province."""
DISSATISFIED = "dissatisfied"
"""What the codes of the choices begin with that say no."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint that was answered, put aside or due in the period; moments as known at its end."""

    reference: str
    agency: int
    received_at: datetime
    due_at: datetime
    settled_at: datetime | None

    @property
    def in_time(self) -> bool:
        """Whether it was answered, or put aside, when its answer was owed."""
        return self.settled_at is not None and self.settled_at <= self.due_at


def complaints_found(span: Span, progress: Found, agencies: Iterable[int] | None = None) -> dict[str, Found]:
    """All that complaints and ratings say for a period, by key of indicator.

    Args:
        progress: what was found for indicator 2.1: late dossiers make people dissatisfied too.
        agencies: ids of agencies to look at; None for all.

    Raises:
        CalendarNotApproved: the time of a complaint needs a year that was not approved.
    """
    scope = None if agencies is None else frozenset(agencies)
    if not recorded(FactSource.Kind.QUESTIONS, span):
        return {"complaints_on_time": Missing.NO_SOURCE, "satisfied": Missing.NO_SOURCE}
    wholes: defaultdict[int, int] = defaultdict(int)
    parts: defaultdict[int, int] = defaultdict(int)
    for one in complaints(span, scope):
        wholes[one.agency] += 1
        parts[one.agency] += one.in_time
    on_time = {agency: Count(parts[agency], whole) for agency, whole in wholes.items()}
    return {"complaints_on_time": on_time, "satisfied": _satisfied(span, progress, scope)}


def complaints(span: Span, scope: Scope) -> Iterator[Complaint]:
    """The complaints whose answer came, or was owed, in the period."""
    start, horizon = span.period.start, span.horizon
    settled = Q(answered_at__gte=start) | Q(discarded_at__gte=start)
    still_open = Q(answered_at__isnull=True, discarded_at__isnull=True)
    rows = _of(QuestionFact.objects.filter(settled | still_open, kind__in=COMPLAINTS, received_at__lt=horizon), scope)
    for row in rows.order_by("received_at", "reference"):
        agency = row.agency_id or NOBODY
        due_at = complaint_due(row.received_at, row.due_at, calendar_for(agency))
        ended = row.answered_at or row.discarded_at
        settled_at = ended if ended is not None and ended < horizon else None
        if settled_at is not None or due_at < horizon:
            yield Complaint(row.reference, agency, row.received_at, due_at, settled_at)


def _of(rows: QuerySet[QuestionFact], scope: Scope) -> QuerySet[QuestionFact]:
    return rows if scope is None else rows.filter(agency_id__in=scope)


def _satisfied(span: Span, progress: Found, scope: Scope) -> Found:
    """5.4: late dossiers, complaints about conduct and ratings that say no, each once, against the dossiers of 2.1.

    A complaint or a rating does not always name its dossier, so one dossier may cost twice: the rate is never too good.
    """
    if isinstance(progress, Missing):
        return progress
    start, horizon = span.period.start, span.horizon
    conduct = _of(QuestionFact.objects.filter(kind=QuestionFact.Kind.COMPLAINT_CONDUCT), scope)
    faults: defaultdict[int, int] = defaultdict(int)
    for agency, number in _by_agency(conduct.filter(received_at__gte=start, received_at__lt=horizon)):
        faults[agency or NOBODY] += number
    said_no = Rating.objects.filter(given_at__gte=start, given_at__lt=horizon, choice__startswith=DISSATISFIED)
    said_no = said_no if scope is None else said_no.filter(agency_id__in=scope)
    for agency, number in _by_agency(said_no):
        faults[agency] += number
    found = {key: Count(count.whole - count.part + faults.pop(key, 0), count.whole) for key, count in progress.items()}
    return {**found, **{agency: Count(number, 0) for agency, number in faults.items()}}


def _by_agency(rows: Any) -> Iterable[tuple[Any, int]]:
    counted: Iterable[tuple[Any, int]] = rows.order_by().values_list("agency_id").annotate(number=Number("pk"))
    return counted
