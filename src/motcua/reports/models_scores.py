"""Tables of the scores: days of the 766 index, targets, and the scoring of agencies."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class IndexDay(models.Model):
    """The 766 index of the year until the end of a day, of the province or of one agency; never changed once kept."""

    day = models.DateField()
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """Null for the province."""
    scheme_since = models.DateField()
    """First day of the scheme that it was scored by."""
    points = models.DecimalField(max_digits=6, decimal_places=2)
    measurable = models.DecimalField(max_digits=6, decimal_places=2)
    """The most points of what could be counted."""
    counts = models.JSONField()
    """By key of indicator: [part, whole], or why it could not be counted."""
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "day"], nulls_distinct=False, name="index_day_once"),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=F("measurable"), measurable__lte=100),
                name="index_day_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.agency_id or 'province'}: {self.points}"


class Target(models.Model):
    """What an indicator is to reach in a year, by a decision; a changed one ends and another takes its place."""

    year = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=40)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """Null: the province, and every agency without a target of its own."""
    value = models.DecimalField(max_digits=5, decimal_places=2)
    decision = models.CharField(max_length=100)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    key = models.UUIDField(unique=True)
    """Of the command that set it: the same command twice sets it once."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "indicator", "agency"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="target_one_in_force",
            ),
            models.CheckConstraint(condition=Q(value__gt=0, value__lte=100), name="target_is_a_rate"),
            models.CheckConstraint(condition=~Q(decision=""), name="target_has_a_decision"),
            models.CheckConstraint(condition=Q(year__gte=2018, year__lte=2199), name="target_year_possible"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__gte=F("set_at"), ended_by__isnull=False),
                name="target_ends_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.indicator}: {self.value}"


class AgencyScoring(models.Model):
    """The scoring of an agency for a quarter (TT 01/2018/TT-VPCP): scored by itself, checked, approved."""

    class Stage(models.TextChoices):
        WRITING = "writing", "Cơ quan đang tự chấm"
        SENT = "sent", "Chờ kiểm tra"
        CHECKED = "checked", "Chờ phê duyệt"
        APPROVED = "approved", "Đã phê duyệt"

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.WRITING)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    """Who wrote last before it was sent."""
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    returned = models.TextField(blank=True)
    """Why it was given back, "" when it was not."""
    total = models.DecimalField(max_digits=3, decimal_places=1, null=True, blank=True)
    """Once sent."""
    band = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=1)
    """Counts the changes: who decides says which one was looked at."""
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["-first", "agency__order", "agency__code"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "first", "last"], name="agency_scoring_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="agency_scoring_span"),
            models.CheckConstraint(
                condition=Q(stage__in=["writing", "sent"], checker__isnull=True, approver__isnull=True)
                | Q(stage="checked", checker__isnull=False, approver__isnull=True) & ~Q(checker=F("author"))
                | Q(stage="approved", checker__isnull=False, approver__isnull=False)
                & ~Q(checker=F("author"))
                & ~Q(approver=F("author"))
                & ~Q(approver=F("checker")),
                name="agency_scoring_by_several",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.first}–{self.last}"


class ScoringItem(models.Model):
    """The score of one of the nine indices, and what it rests on."""

    scoring = models.ForeignKey(AgencyScoring, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    score = models.DecimalField(max_digits=2, decimal_places=1, null=True, blank=True)
    tally = models.JSONField(default=list)
    """[dossiers with two points, with one, with none] where the score is computed."""
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["scoring", "number"], name="scoring_item_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=9), name="scoring_item_number"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=2), name="scoring_item_bounds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.score}"


class ScoringEntry(models.Model):
    """A line of the history of a scoring, as a sentence. Never changed."""

    scoring = models.ForeignKey(AgencyScoring, models.CASCADE, related_name="entries")
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    sentence = models.TextField()
    key = models.UUIDField(unique=True)
    """Of the command: the same command twice is done once."""

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.sentence
