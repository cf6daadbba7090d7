"""Tables of procedures. Rules belong to a version, which never changes: a new one follows it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from motcua.agencies.models import Agency
from motcua.agencies.ranges import days, same
from motcua.law.lifecycle.state import Channel

CHANNELS = [channel.value for channel in Channel]


class Procedure(models.Model):
    """A procedure by its national code. What it asks for is in its versions."""

    code = models.CharField(max_length=40, unique=True)
    """Code as published, such as `1.004238` or `1.000948.H38`."""
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="procedures")
    field = models.CharField(max_length=200)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="procedure_code_shape",
                condition=Q(code__regex=r"^[0-9]\.[0-9]{6}(\.([0-9]{3}\.[0-9]{2}\.[0-9]{2}\.)?[A-Y][0-9]{2})?$"),
            )
        ]

    def __str__(self) -> str:
        return self.code


class ProcedureVersion(models.Model):
    """What a procedure asks for from `valid_from` up to, not including, `valid_until`."""

    class Route(models.TextChoices):
        LOCAL = "local", "Giải quyết trên hệ thống của tỉnh"
        MINISTRY = "ministry_central", "Giải quyết trên hệ thống của bộ"
        SPECIALISED = "specialised_system", "Giải quyết trên phần mềm chuyên ngành"

    class OnlineLevel(models.TextChoices):
        FULL = "full", "Toàn trình"
        PARTIAL = "partial", "Một phần"
        NONE = "none", "Chưa nộp trực tuyến"

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=100)
    """Number of the publication decision (quyết định công bố) that brings the version into force."""
    decision_date = models.DateField()
    decision_title = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=600)
    subject = models.TextField(blank=True)
    """Who may file (đối tượng thực hiện)."""
    result = models.TextField(blank=True)
    route = models.CharField(max_length=20, choices=Route.choices, default=Route.LOCAL)
    online_level = models.CharField(max_length=10, choices=OnlineLevel.choices, default=OnlineLevel.PARTIAL)
    channels = ArrayField(models.CharField(max_length=20))
    """In which ways a dossier may be filed."""
    legal_bases = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    """How it goes, for the applicant (trình tự thực hiện): sentences in order."""
    intake_closed_from = models.DateField(null=True, blank=True)
    intake_closed_until = models.DateField(null=True, blank=True)
    """First day on which the version is taken in again; null = not known yet."""
    source = models.JSONField(default=dict)
    """The version as it was published to the system, whole, to tell a repeated load from a changed text."""
    folded_name = models.TextField()
    folded = models.TextField()
    """Everything the search looks at, without accents: name, code, field, agency, result."""
    words = models.GeneratedField(
        expression=SearchVector("folded_name", weight="A", config="simple")
        + SearchVector("folded", weight="C", config="simple"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["procedure", "number"]
        indexes = [GinIndex(fields=["words"], name="procedure_words")]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_once"),
            models.CheckConstraint(
                name="procedure_version_ends_after_start",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="procedure_version_channels",
                condition=Q(channels__len__gt=0) & Q(channels__contained_by=CHANNELS),
            ),
            models.CheckConstraint(
                name="procedure_version_closing",
                condition=Q(intake_closed_until__isnull=True)
                | Q(intake_closed_from__isnull=False, intake_closed_until__gt=F("intake_closed_from")),
            ),
            ExclusionConstraint(
                name="procedure_one_version_at_a_time",
                expressions=[
                    (same("procedure"), RangeOperators.OVERLAPS),
                    (days("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Component(models.Model):
    """A component of the dossier (thành phần hồ sơ) and how many originals and copies of it are asked for."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="components")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(default=1)
    copies = models.PositiveSmallIntegerField(default=0)
    mandatory = models.BooleanField(default=True)
    form_code = models.CharField(max_length=60, blank=True)
    condition = models.TextField(blank=True)
    """When the component is asked for, where it is not always."""

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="component_key_once"),
            models.UniqueConstraint(fields=["version", "order"], name="component_order_once"),
            models.CheckConstraint(name="component_asks_something", condition=Q(originals__gt=0) | Q(copies__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class Limit(models.Model):
    """The time limit for a channel; an empty channel holds for every channel without a limit of its own."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="limits")
    channel = models.CharField(max_length=20, blank=True)
    value = models.DecimalField(max_digits=7, decimal_places=2)
    unit = models.CharField(max_length=20)
    counting = models.CharField(max_length=20, default="exact")
    cutoff = models.TimeField(null=True, blank=True)
    """Local hour after which a same-day limit ends on the next working day."""
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["channel"]
        constraints = [
            models.UniqueConstraint(fields=["version", "channel"], name="limit_channel_once"),
            models.CheckConstraint(name="limit_not_negative", condition=Q(value__gte=0)),
            models.CheckConstraint(
                name="limit_channel_known",
                condition=Q(channel__in=["", *CHANNELS]),
            ),
            models.CheckConstraint(
                name="limit_unit_known",
                condition=Q(unit__in=["working_hour", "working_day", "calendar_day", "month", "same_day"]),
            ),
            models.CheckConstraint(name="limit_counting_known", condition=Q(counting__in=["exact", "whole_days"])),
        ]


class Fee(models.Model):
    """A fee (phí) or charge (lệ phí)."""

    class Kind(models.TextChoices):
        FEE = "fee", "Phí"
        CHARGE = "charge", "Lệ phí"

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="fees")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=300)
    amount = models.PositiveBigIntegerField(null=True, blank=True)
    """In đồng; null where another text sets it case by case."""
    condition = models.TextField(blank=True)
    due_at_intake = models.BooleanField(default=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="fee_order_once"),
            models.CheckConstraint(name="fee_kind_known", condition=Q(kind__in=["fee", "charge"])),
            # what is asked for before acceptance must be a number
            models.CheckConstraint(name="fee_due_is_known", condition=Q(amount__isnull=False) | Q(due_at_intake=False)),
        ]

    def __str__(self) -> str:
        return self.name


class InternalProcess(models.Model):
    """The approved internal process of a version; a dossier follows the newest in force at acceptance.

    Rows never change. Those that came with the procedure have no author and no date of decision of their own.
    """

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="processes")
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

    version = models.OneToOneField(ProcedureVersion, on_delete=models.PROTECT, related_name="process_draft")
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
