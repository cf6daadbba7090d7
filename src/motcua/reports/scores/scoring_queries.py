"""Reads of the scoring of agencies, within what a person may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.http import Http404

from motcua.agencies.actors import Actor
from motcua.agencies.models import Agency
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.law.scoring.quality import QUALITY, QualityIndex, total_of
from motcua.reports.access import scope_of
from motcua.reports.models import AgencyScoring, ScoringEntry, ScoringItem
from motcua.reports.scores.access import may_approve, may_check, may_score

LISTED = 400


@dataclass(frozen=True, slots=True)
class ScoringLine:
    """One index of a scoring."""

    index: QualityIndex
    item: ScoringItem


@dataclass(frozen=True, slots=True)
class ScoringPage:
    """A scoring as a person sees it, and what that person may do with it now.

    Attributes:
        total, most: of the indices that have a score.
    """

    scoring: AgencyScoring
    lines: tuple[ScoringLine, ...]
    history: tuple[ScoringEntry, ...]
    total: Decimal
    most: Decimal
    may_write: bool
    may_check: bool
    may_approve: bool

    @property
    def period(self) -> Period:
        """The quarter."""
        return Period(self.scoring.first, self.scoring.last)


def scorings_for(actor: Actor) -> QuerySet[AgencyScoring]:
    """The scorings that the actor may see: of the own agencies, of all for overseers; the latest period first."""
    scope = scope_of(actor)
    rows = AgencyScoring.objects.select_related("agency", "author", "checker", "approver")
    return rows if scope is None else rows.filter(agency_id__in=scope)


def scoring_page(actor: Actor, scoring_id: int) -> ScoringPage:
    """One scoring with its indices and its history (3 queries).

    Raises:
        Http404: there is none, or not for this actor.
    """
    scoring = scorings_for(actor).filter(pk=scoring_id).first()
    if scoring is None:
        raise Http404(f"no scoring {scoring_id} for {actor.username}")
    lines = tuple(ScoringLine(QUALITY[item.number], item) for item in scoring.items.all())
    total, most = total_of([line.item.score for line in lines])
    return ScoringPage(
        scoring,
        lines,
        tuple(scoring.entries.select_related("actor")),
        total,
        most,
        may_write=scoring.stage == AgencyScoring.Stage.WRITING and may_score(actor, scoring.agency_id),
        may_check=scoring.stage == AgencyScoring.Stage.SENT and may_check(actor, scoring),
        may_approve=scoring.stage == AgencyScoring.Stage.CHECKED and may_approve(actor, scoring),
    )


def agencies_to_score(actor: Actor) -> list[Agency]:
    """The agencies that the actor may score, in order (one query)."""
    own = Agency.objects.filter(pk__in=actor.all_agencies, kind=Agency.Kind.DEPARTMENT)
    return [agency for agency in own if may_score(actor, agency.pk)]


def quarters_over(now: datetime, number: int = 4) -> list[Period]:
    """The last quarters of reports that are over at `now` (UTC), the latest first."""
    today = local(now).date()
    years = (today.year + 1, today.year, today.year - 1, today.year - 2)
    quarters = [Period.quarter(year, quarter) for year in years for quarter in (4, 3, 2, 1)]
    return [quarter for quarter in quarters if quarter.last < today][:number]


def quarter_from(first: str, now: datetime) -> Period | None:
    """The quarter that begins on this day, if it can be scored now."""
    try:
        wanted = date.fromisoformat(first)
    except ValueError:
        return None
    return next((quarter for quarter in quarters_over(now) if quarter.first == wanted), None)
