"""Tables of what the dashboard counts once: the days that are over."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class DayTally(models.Model):
    """What one agency received and resolved on one local day that is over; such a day never changes again."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    received = models.PositiveIntegerField(default=0)
    hours = ArrayField(models.PositiveIntegerField(), size=24)
    """Received in each local hour, from 0 to 23."""
    resolved = models.PositiveIntegerField(default=0)
    early = models.PositiveIntegerField(default=0)
    on_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "day"], name="day_tally_once"),
            models.CheckConstraint(condition=Q(hours__len=24), name="day_tally_has_24_hours"),
            models.CheckConstraint(
                condition=Q(resolved=F("early") + F("on_time") + F("late")), name="day_tally_resolved_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.day}"


class TallyMark(models.Model):
    """Up to which day (included) all days are tallied: one row, or none while nothing is."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    day = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_tally_mark")]

    def __str__(self) -> str:
        return f"{self.day}"
