"""Tables of publication decisions: what they bring into force, end or suspend, and what waits to become one."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from motcua.agencies.ranges import days, same


class PublicationDecision(models.Model):
    """A publication decision (quyết định công bố): brings versions into force, repeals, suspends intake.

    Written by one person, approved by another; what is published never changes. One that was loaded from a file has
    neither author nor approver.
    """

    class Stage(models.TextChoices):
        WRITING = "writing", "Đang soạn"
        PROPOSED = "proposed", "Chờ phê duyệt"
        PUBLISHED = "published", "Đã công bố"

    number = models.CharField(max_length=100)
    signed_on = models.DateField()
    issuer = models.CharField(max_length=200, blank=True)
    title = models.TextField(blank=True)
    file = models.CharField(max_length=64, blank=True)
    """SHA-256 of the signed text, kept among the papers."""
    file_name = models.CharField(max_length=255, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.WRITING)
    note = models.TextField(blank=True)
    """What changes and why, for the one who approves."""
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_back = models.TextField(blank=True)
    """Why it was given back to its author, "" when it was not."""
    revision = models.PositiveIntegerField(default=1)
    """Counts the changes, those of its proposals too: who decides says which one was looked at."""
    updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-signed_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["number", "signed_on", "issuer"], name="publication_decision_once"),
            models.CheckConstraint(name="publication_decision_numbered", condition=~Q(number="")),
            models.CheckConstraint(
                name="publication_decision_stage_known", condition=Q(stage__in=["writing", "proposed", "published"])
            ),
            models.CheckConstraint(
                name="publication_decision_by_two",
                condition=~Q(stage="published")
                | Q(author__isnull=True, approver__isnull=True)
                | Q(author__isnull=False, approver__isnull=False, approved_at__isnull=False) & ~Q(author=F("approver")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ngày {self.signed_on:%d/%m/%Y}"


class PublicationEntry(models.Model):
    """A line of the log of publications: who did what with a decision, as a sentence. Never changed."""

    decision = models.ForeignKey(PublicationDecision, on_delete=models.CASCADE, related_name="entries")
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    sentence = models.TextField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.sentence


class Proposal(models.Model):
    """What a decision is to do with one procedure, as it is being written: nothing typed is lost.

    Without a decision it waits for one: so it is with what an import proposes.
    """

    class Action(models.TextChoices):
        PUBLISH = "publish", "Công bố"
        REPEAL = "repeal", "Bãi bỏ"
        SUSPEND = "suspend", "Tạm ngừng tiếp nhận"

    class Origin(models.TextChoices):
        EDITOR = "editor", "Soạn trên hệ thống"
        NATIONAL = "national", "Cổng Dịch vụ công quốc gia"
        FILE = "file", "Tệp nhập vào"

    decision = models.ForeignKey(
        PublicationDecision, on_delete=models.CASCADE, null=True, blank=True, related_name="proposals"
    )
    code = models.CharField(max_length=40)
    action = models.CharField(max_length=10, choices=Action.choices, default=Action.PUBLISH)
    name = models.TextField(blank=True)
    """The name of the procedure, for lists."""
    based_on = models.ForeignKey(
        "catalogue.ProcedureVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """The version it changes, null for a new procedure."""
    content = models.JSONField(default=dict)
    """The sheet as typed (see `catalogue.sheet`)."""
    marks = models.JSONField(default=list)
    """What an import left to a person (see `catalogue.sheet.Mark`)."""
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.EDITOR)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """Who wrote or last changed it; null while nobody has touched what an import made."""
    writers = ArrayField(models.BigIntegerField(), default=list)
    """Ids of all who have written of it: none of them approves it."""
    revision = models.PositiveIntegerField(default=1)
    window = models.UUIDField(null=True, blank=True)
    """The window of the browser that saved last; it may save again without reading anew."""
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "action"]
        indexes = [models.Index(fields=["origin", "code"], name="proposal_by_origin")]
        constraints = [
            models.UniqueConstraint(fields=["code", "action"], name="proposal_once"),
            models.CheckConstraint(
                name="proposal_action_known", condition=Q(action__in=["publish", "repeal", "suspend"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.action})"


class IntakeSuspension(models.Model):
    """A span of days on which dossiers of a procedure are not taken in, by a decision."""

    procedure = models.ForeignKey("catalogue.Procedure", on_delete=models.PROTECT, related_name="suspensions")
    decision = models.ForeignKey(PublicationDecision, on_delete=models.PROTECT, related_name="suspensions")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    """First day on which dossiers are taken in again; null: not known yet."""
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                name="intake_suspension_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
            ExclusionConstraint(
                name="intake_suspension_one_at_a_time",
                expressions=[
                    (same("procedure"), RangeOperators.OVERLAPS),
                    (days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.starts_on}"
