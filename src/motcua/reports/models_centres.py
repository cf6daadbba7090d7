"""What a centre says of itself once a year: points of intake, staff, equipment; nothing in the system tells these."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

COUNTS = ("points", "staff_own", "staff_seconded", "staff_contract")
EQUIPMENT = ("staff_computers", "online_computers", "scanners", "touch_screens")


class CentreFact(models.Model):
    """The declaration of a centre for a reporting year; a corrected one ends and another takes its place."""

    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    """The centre, or the commune whose one-stop unit it is."""
    year = models.PositiveSmallIntegerField()
    points = models.PositiveIntegerField(null=True, blank=True)
    """Points of intake. Null here and below: not declared."""
    staff_own = models.PositiveIntegerField(null=True, blank=True)
    staff_seconded = models.PositiveIntegerField(null=True, blank=True)
    staff_contract = models.PositiveIntegerField(null=True, blank=True)
    staff_computers = models.BooleanField(null=True, blank=True)
    online_computers = models.BooleanField(null=True, blank=True)
    """For people who file online at the centre."""
    scanners = models.BooleanField(null=True, blank=True)
    touch_screens = models.BooleanField(null=True, blank=True)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """Null: the administrator of the system, on the command line."""
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["agency", "year", "declared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year"], condition=Q(ended_at__isnull=True), name="centre_fact_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("declared_at")), name="centre_fact_ends_after"
            ),
            models.CheckConstraint(condition=Q(year__gte=2018, year__lte=2199), name="centre_fact_year_possible"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year}"
