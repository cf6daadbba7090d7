"""Ratings: what people say after their visit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Questionnaire(models.Model):
    """The choices that people had during a span of days: they change, and a report shows those of its period."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    choices = models.JSONField()
    """In the order of the table: `[{"code": "satisfied_service", "label": "Hài lòng về …"}, …]`."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="questionnaire_ends_after_start",
                condition=Q(until__isnull=True) | Q(until__gt=models.F("since")),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Rating(models.Model):
    """One choice by one person about one agency; the dossier is known only where the person gave it."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, db_index=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, db_index=False)
    choice = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["given_at", "agency"], name="rating_by_moment")]
        constraints = [models.CheckConstraint(name="rating_says_something", condition=~Q(choice=""))]
