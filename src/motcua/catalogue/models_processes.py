"""Tables of internal processes: approved ones, which never change, and drafts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class InternalProcess(models.Model):
    """The approved internal process of a version; a dossier follows the newest in force at acceptance.

    Rows never change. Those that came with the procedure have no author and no date of decision of their own.
    """

    version = models.ForeignKey("catalogue.ProcedureVersion", on_delete=models.PROTECT, related_name="processes")
    number = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=300)
    decision_date = models.DateField(null=True, blank=True)
    valid_from = models.DateField()
    spec = models.JSONField()
    note = models.TextField(blank=True)
    """What changed against the version before, in the author's words."""
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="internal_process_once"),
            models.UniqueConstraint(fields=["version", "valid_from"], name="internal_process_day_once"),
            models.CheckConstraint(
                name="internal_process_approved_by_another",
                condition=Q(author__isnull=True, approver__isnull=True, approved_at__isnull=True)
                | Q(author__isnull=False, approver__isnull=False, approved_at__isnull=False) & ~Q(author=F("approver")),
            ),
            models.CheckConstraint(
                name="internal_process_decided_before_effect",
                condition=Q(decision_date__isnull=True) | Q(decision_date__lte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} ({self.number})"


class ProcessDraft(models.Model):
    """An internal process that is being written or waits for its approval; no dossier follows it.

    `spec` is what was typed, in the shape of an approved process but not yet checked: nothing typed is lost.
    """

    class Stage(models.TextChoices):
        WRITING = "writing", "Đang soạn"
        PROPOSED = "proposed", "Chờ phê duyệt"

    version = models.OneToOneField("catalogue.ProcedureVersion", on_delete=models.PROTECT, related_name="process_draft")
    based_on = models.ForeignKey(
        InternalProcess, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """The approved process it began as a copy of."""
    spec = models.JSONField()
    note = models.TextField(blank=True)
    """What changes and why, for the one who approves."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.WRITING)
    revision = models.PositiveIntegerField(default=1)
    """Counts the changes: who decides on a draft says which one was looked at."""
    window = models.UUIDField(null=True, blank=True)
    """The window of the browser that saved last; it may save again without reading anew."""
    sent_back = models.TextField(blank=True)
    """Why it was given back to its author, "" when it was not."""
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["-updated_at"]
        constraints = [
            models.CheckConstraint(name="process_draft_stage_known", condition=Q(stage__in=["writing", "proposed"])),
            models.CheckConstraint(name="process_draft_counted", condition=Q(revision__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} ({self.stage})"
