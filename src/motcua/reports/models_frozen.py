"""Tables of frozen reports: the report, its versions with their figures and rows, and the steps of its approval."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q


def _person(**more: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, **more
    )


class FrozenReport(models.Model):
    """A table of a period that is frozen: where it stands, and who brought it there.

    What was counted and what was done are lines of their own that nobody changes; these columns are their sum.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Dự thảo"
        SUBMITTED = "submitted", "Chờ kiểm tra"
        CHECKED = "checked", "Chờ phê duyệt"
        APPROVED = "approved", "Chờ ký"
        SIGNED = "signed", "Đã ký"

    code = models.CharField(max_length=120, unique=True)
    """Made of what the report is of; in addresses and on files."""
    table = models.CharField(max_length=40)
    """Name of the table in `reports.tables`."""
    by = models.CharField(max_length=20)
    """Key of the dimension of its rows."""
    first = models.DateField()
    last = models.DateField()
    as_of = models.DateTimeField(null=True, blank=True)
    """The instant whose knowledge is wanted; null: the end of the period, or of counting while the period runs."""
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """Whose figures it holds; null: all agencies."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.PositiveIntegerField(default=0)
    """Of the newest version."""
    revision = models.PositiveIntegerField(default=0)
    """Counts the steps: who decides says which state was looked at."""
    submitter = _person()
    checker = _person()
    approver = _person()
    signer = _person()
    returned = models.TextField(blank=True)
    """Why it was given back; "" when it was not."""
    due_on = models.DateField(null=True, blank=True)
    """Last local day to send it; null where no rule asks for it."""
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table", "by", "first", "last", "as_of", "agency"],
                nulls_distinct=False,
                name="frozen_report_once",
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="frozen_report_span"),
            models.CheckConstraint(
                condition=Q(state="draft", submitter=None, checker=None, approver=None, signer=None)
                | Q(state="submitted", submitter__isnull=False, checker=None, approver=None, signer=None)
                | Q(state="checked", submitter__isnull=False, approver=None, signer=None)
                | Q(state="approved", submitter__isnull=False, approver__isnull=False, signer=None)
                | Q(state="signed", submitter__isnull=False, approver__isnull=False, signer__isnull=False),
                name="frozen_report_state_has_its_people",
            ),
            models.CheckConstraint(
                condition=(Q(checker=None) | ~Q(checker=F("submitter")))
                & (Q(approver=None) | ~Q(approver=F("submitter")))
                & (Q(signer=None) | ~Q(signer=F("submitter"))),
                name="frozen_report_by_several",
            ),
            # what an agency sends is checked before it is approved; what procedure control draws up itself is not
            models.CheckConstraint(
                condition=~Q(state__in=["checked", "approved", "signed"]) | Q(agency=None) | Q(checker__isnull=False),
                name="frozen_report_of_agency_is_checked",
            ),
        ]
        indexes = [models.Index(fields=["-last", "-first", "code"], name="frozen_report_by_period")]

    def __str__(self) -> str:
        return self.code


class FrozenVersion(models.Model):
    """What was counted once: figures, the dossiers behind them, definitions. A trigger refuses every change.

    `hash` is SHA-256 over the hash of the version before and the canonical form of this one (`freezing.seal`).
    """

    report = models.ForeignKey(FrozenReport, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    as_of = models.DateTimeField()
    """The instant whose knowledge the figures show."""
    figures = models.JSONField()
    """The tables (`freezing.codec`); several where the period has several."""
    definitions = models.PositiveIntegerField()
    engine = models.CharField(max_length=20)
    behind = models.BinaryField(null=True)
    """The dossiers, each with its row and the measures that it counts for (`freezing.behind`); null: not kept."""
    behind_hash = models.BinaryField(max_length=32)
    """SHA-256 of what `behind` says; of nothing where it is null."""
    dossiers = models.PositiveIntegerField(null=True)
    """How many they are; null: not kept."""
    made_at = models.DateTimeField()
    made_by = _person()
    """Null: the system, when the period was over."""
    reason = models.TextField(blank=True)
    previous_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="frozen_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="frozen_version_from_one"),
            models.CheckConstraint(
                condition=Q(behind__isnull=True, dossiers__isnull=True)
                | Q(behind__isnull=False, dossiers__isnull=False),
                name="frozen_version_counts_what_it_keeps",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} bản {self.number}"


class FrozenStep(models.Model):
    """A line of the course of a report. A trigger refuses every change.

    `seal` is SHA-256 over the seal of the line before and the canonical form of this one, which names the hash of the
    version that it speaks of: so a signature is of those figures and no others.
    """

    class Kind(models.TextChoices):
        PREPARED = "prepared", "Lập dự thảo"
        RECOUNTED = "recounted", "Lập bản mới"
        SUBMITTED = "submitted", "Gửi"
        CHECKED = "checked", "Kiểm tra"
        APPROVED = "approved", "Phê duyệt"
        SIGNED = "signed", "Ký"
        RETURNED = "returned", "Trả lại"

    report = models.ForeignKey(FrozenReport, models.PROTECT, related_name="steps", db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveIntegerField()
    """Of the version that the step is about."""
    version_hash = models.BinaryField(max_length=32)
    note = models.TextField(blank=True)
    signature = models.JSONField(null=True)
    """How it was signed (`freezing.signing`); null for other steps."""
    at = models.DateTimeField()
    actor = _person()
    title = models.CharField(max_length=250, blank=True)
    """In which post the person acted; "" for the system."""
    key = models.UUIDField(unique=True)
    """Of the command: the same command twice is done once."""
    previous_seal = models.BinaryField(max_length=32)
    seal = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["report", "seq"], name="frozen_step_once"),
            models.CheckConstraint(
                condition=Q(kind="signed", signature__isnull=False) | ~Q(kind="signed") & Q(signature=None),
                name="frozen_step_signature_when_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.seq} {self.kind}"


class FrozenReminder(models.Model):
    """That those who had to act on a report were reminded of its last day; once for each state and day."""

    report = models.ForeignKey(FrozenReport, models.PROTECT, related_name="reminders", db_index=False)
    state = models.CharField(max_length=10, choices=FrozenReport.State.choices)
    due_on = models.DateField()
    days_left = models.SmallIntegerField()
    """Days from the reminder to the last day; negative once it is over."""
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "state", "due_on", "days_left"], name="frozen_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.state} {self.due_on}"
