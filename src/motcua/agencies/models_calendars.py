"""Tables of work calendars: approved years, proposals that wait for a second person, and their application."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class CalendarYear(models.Model):
    """The approved table of days off and make-up working days of one year, never changed once written.

    A correction is a new version. Without an agency it is the province's and holds for all.
    """

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    table = models.JSONField()
    source = models.TextField()
    approved_by_name = models.CharField(max_length=120)
    approved_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who wrote the table; null for one that was loaded from a file."""
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["year", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "version"], nulls_distinct=False, name="calendar_year_version_once"
            ),
            models.CheckConstraint(name="calendar_year_sane", condition=Q(year__range=(2000, 2199))),
            models.CheckConstraint(name="calendar_year_sourced", condition=~Q(source="")),
            models.CheckConstraint(name="calendar_year_numbered", condition=Q(version__gte=1)),
            models.CheckConstraint(
                name="calendar_year_by_two",
                condition=Q(proposed_by__isnull=True) | Q(approved_by__isnull=False) & ~Q(proposed_by=F("approved_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} (lần {self.version})"


class CalendarProposal(models.Model):
    """The table of a year as one person wrote it, until another approves it or sends it back."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Chờ phê duyệt"
        WITHDRAWN = "withdrawn", "Đã rút"
        APPROVED = "approved", "Đã phê duyệt"
        RETURNED = "returned", "Trả lại để sửa"

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Whose year it is; null for the province's."""
    year = models.PositiveSmallIntegerField()
    table = models.JSONField()
    source = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True, default="")
    """What the author tells the person who approves."""
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    """Why it was returned."""
    based_on = models.ForeignKey(CalendarYear, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The approved version it was made from; null for the first table of a year."""
    became = models.OneToOneField(
        CalendarYear, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year"],
                condition=Q(status="proposed"),
                nulls_distinct=False,
                name="calendar_proposal_one_open",
            ),
            models.CheckConstraint(name="calendar_proposal_sane", condition=Q(year__range=(2000, 2199))),
            models.CheckConstraint(name="calendar_proposal_sourced", condition=~Q(source="")),
            models.CheckConstraint(
                name="calendar_proposal_by_two",
                condition=~Q(status="approved") | Q(decided_by__isnull=False) & ~Q(decided_by=F("author")),
            ),
            models.CheckConstraint(
                name="calendar_proposal_decided",
                condition=Q(status="proposed", decided_at__isnull=True)
                | ~Q(status="proposed") & Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="calendar_proposal_became_a_version",
                condition=Q(status="approved", became__isnull=False) | ~Q(status="approved") & Q(became__isnull=True),
            ),
            models.CheckConstraint(
                name="calendar_proposal_returned_why", condition=~Q(status="returned") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.get_status_display()}"


class CalendarApplication(models.Model):
    """One order to carry approved calendars over to the open dossiers, and how far it has come."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Whose dossiers; null for those of all agencies."""
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    why = models.CharField(max_length=300)
    newest = models.PositiveIntegerField()
    """The newest approval that there was when it was ordered."""
    total = models.PositiveIntegerField(default=0)
    """Open dossiers to look at."""
    done = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    """How many of them have another due date now."""
    failed = models.JSONField(default=list)
    """[reference of the dossier, why its due date could not be reckoned]"""
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-ordered_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(finished_at__isnull=True),
                nulls_distinct=False,
                name="calendar_application_one_running",
            ),
            models.CheckConstraint(name="calendar_application_counts", condition=Q(moved__lte=F("done"))),
        ]

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"
