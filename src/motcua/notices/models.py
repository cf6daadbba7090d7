"""Tables of the warnings that were given, and of what applicants have to be told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class DueWarning(models.Model):
    """A warning that something of a dossier falls due, or was due; given once for each due date.

    With a task it is for whoever holds the task, also after it was reassigned or while a stand-in acts; without one
    it is for the head of the agency. A due date that moves leaves the warnings of the old one behind: they are kept
    and shown no more.
    """

    class Kind(models.TextChoices):
        NEAR_DUE_DAY = "near_due_day", "Sắp đến hạn"
        NEAR_DUE_HOURS = "near_due_hours", "Còn ít giờ"
        OVERDUE = "overdue", "Quá hạn"
        STEP_OVERDUE = "step_overdue", "Bước quá hạn"
        EXTENSION_CLOSING = "extension_closing", "Cần quyết định gia hạn"
        INTAKE_ALERT = "intake_alert", "Hồ sơ trực tuyến mới"
        INTAKE_OVERDUE = "intake_overdue", "Quá hạn tiếp nhận"
        SUPPLEMENT_CLOSING = "supplement_closing", "Sắp hết hạn bổ sung"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="+", db_index=False)
    task = models.ForeignKey("dossiers.Task", models.PROTECT, null=True, related_name="+", db_index=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    due_at = models.DateTimeField()
    """The due date that the warning speaks of."""
    act_by = models.DateTimeField(null=True)
    """The last moment at which what the warning advises can still be done."""
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "task", "kind", "due_at"], name="warning_once_per_due_date", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "near_due_day",
                        "near_due_hours",
                        "overdue",
                        "step_overdue",
                        "extension_closing",
                        "intake_alert",
                        "intake_overdue",
                        "supplement_closing",
                    ]
                ),
                name="warning_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(seen_at__isnull=True, seen_by__isnull=True)
                | Q(seen_at__isnull=False, seen_by__isnull=False),
                name="warning_seen_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["task", "kind", "due_at"], name="warning_of_task"),
            models.Index(
                fields=["agency", "created_at"], condition=Q(task__isnull=True), name="warning_of_agency_head"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_at}"


class ApplicantNotice(models.Model):
    """What an applicant has to be told: that the promised date has moved (NĐ 118/2025 Điều 19 khoản 6).

    One for each line of the log that moved it, written in the transaction of that line. It shows on the tracking page
    at once; the one-stop desk tells the applicant and notes that here.
    """

    class Kind(models.TextChoices):
        EXTENDED = "extended", "Gia hạn, kèm văn bản xin lỗi"
        CALENDAR = "calendar", "Lịch làm việc thay đổi"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    """Number of the line of the log."""
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+", db_index=False)
    due_before = models.DateTimeField()
    due_at = models.DateTimeField()
    why = models.TextField()
    """The reason as form 04 prints it, or the calendar that changed."""
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    told_for = models.CharField(max_length=200, blank=True, default="")
    """For whom that person acted, and by which decision; "" in one's own post."""
    key = models.CharField(max_length=64, blank=True, default="")
    """By which a repeat of the command that noted it is recognised."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "seq"], name="applicant_notice_once_per_line"),
            models.CheckConstraint(condition=Q(kind__in=["extended", "calendar"]), name="applicant_notice_kind_known"),
            models.CheckConstraint(
                condition=~Q(due_before=models.F("due_at")), name="applicant_notice_of_another_date"
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True, told_by__isnull=True)
                | Q(told_at__isnull=False, told_by__isnull=False),
                name="applicant_told_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "made_at"], condition=Q(told_at__isnull=True), name="applicant_to_be_told"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_at}"
