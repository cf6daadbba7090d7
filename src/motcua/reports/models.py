"""Tables of reports: the monthly notices here; scores, facts and frozen reports in files of their own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from motcua.reports.models_centres import CentreFact
from motcua.reports.models_facts import FactSource, PaymentFact, QuestionFact
from motcua.reports.models_frozen import FrozenReminder, FrozenReport, FrozenStep, FrozenVersion
from motcua.reports.models_mails import NoticeMail
from motcua.reports.models_scores import AgencyScoring, IndexDay, ScoringEntry, ScoringItem, Target
from motcua.reports.models_tallies import DayTally, TallyMark

__all__ = [
    "AgencyScoring",
    "CentreFact",
    "DayTally",
    "FactSource",
    "FrozenReminder",
    "FrozenReport",
    "FrozenStep",
    "FrozenVersion",
    "IndexDay",
    "MonthlyNotice",
    "NoticeMail",
    "PaymentFact",
    "QuestionFact",
    "ScoringEntry",
    "ScoringItem",
    "TallyMark",
    "Target",
]


class MonthlyNotice(models.Model):
    """What one agency is told of one month (NĐ 118/2025 Đ9.3); never changed once made."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    month = models.DateField()
    """The first day of the month."""
    figures = models.JSONField()
    """`MonthFigures` as JSON."""
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "agency"], name="monthly_notice_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="monthly_notice_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.month:%m/%Y}"
