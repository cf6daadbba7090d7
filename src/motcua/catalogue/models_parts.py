"""Tables of the parts of a version: cases, components, time limits, fees, changes of the online level."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from motcua.law.lifecycle.state import Channel

CHANNELS = [channel.value for channel in Channel]
COMMON_FIRST = (F("case__order").asc(nulls_first=True), "channel")
"""Order of limits: first what holds for every case."""
UNITS = ["working_hour", "working_day", "calendar_day", "month", "same_day"]


class OnlineLevel(models.TextChoices):
    """How far a procedure can be done online (NĐ 42/2022 Đ11)."""

    FULL = "full", "Toàn trình"
    PARTIAL = "partial", "Một phần"
    NONE = "none", "Chưa nộp trực tuyến"


class Case(models.Model):
    """A case (trường hợp) of a version with its own time, fees or components; a dossier is filed under one of them."""

    version = models.ForeignKey("catalogue.ProcedureVersion", on_delete=models.CASCADE, related_name="cases")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="case_key_once"),
            models.UniqueConstraint(fields=["version", "order"], name="case_order_once"),
        ]

    def __str__(self) -> str:
        return self.name


class OnlineChange(models.Model):
    """From a day on a version in force can be filed online to another degree than it began with."""

    version = models.ForeignKey("catalogue.ProcedureVersion", on_delete=models.CASCADE, related_name="online_changes")
    since = models.DateField()
    level = models.CharField(max_length=10, choices=OnlineLevel.choices)

    class Meta:
        ordering = ["since"]
        constraints = [models.UniqueConstraint(fields=["version", "since"], name="online_change_day_once")]

    def __str__(self) -> str:
        return f"{self.since}: {self.level}"


class Component(models.Model):
    """A component of the dossier (thành phần hồ sơ) and how many originals and copies of it are asked for."""

    version = models.ForeignKey("catalogue.ProcedureVersion", on_delete=models.CASCADE, related_name="components")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(default=1)
    copies = models.PositiveSmallIntegerField(default=0)
    mandatory = models.BooleanField(default=True)
    form_code = models.CharField(max_length=60, blank=True)
    condition = models.TextField(blank=True)
    """When the component is asked for, where it is not always."""
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    """The case that asks for it; null: every case."""
    form_url = models.URLField(blank=True)
    paper_type = models.CharField(max_length=40, blank=True)
    """Code of the type of paper: what was handed in or issued once is used again (NĐ 118/2025 Đ17.1.b)."""
    must_digitise = models.BooleanField(default=False)
    """Whether it has to be digitised (TT 01/2023/TT-VPCP Đ5); `digitise_reason` says by which rule."""
    digitise_reason = models.TextField(blank=True)

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

    version = models.ForeignKey("catalogue.ProcedureVersion", on_delete=models.CASCADE, related_name="limits")
    channel = models.CharField(max_length=20, blank=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    """The case it holds for; null: every case without one of its own."""
    value = models.DecimalField(max_digits=7, decimal_places=2)
    unit = models.CharField(max_length=20)
    counting = models.CharField(max_length=20, default="exact")
    cutoff = models.TimeField(null=True, blank=True)
    """Local hour after which a same-day limit ends on the next working day."""
    note = models.TextField(blank=True)
    legal_value = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    """The limit in the law, where `value` is a reduced one (cắt giảm); with `legal_unit`."""
    legal_unit = models.CharField(max_length=20, blank=True)
    reduction_basis = models.TextField(blank=True)

    class Meta:
        ordering = COMMON_FIRST
        constraints = [
            models.UniqueConstraint(
                fields=["version", "case", "channel"], nulls_distinct=False, name="limit_channel_once"
            ),
            models.CheckConstraint(name="limit_not_negative", condition=Q(value__gte=0)),
            models.CheckConstraint(
                name="limit_channel_known",
                condition=Q(channel__in=["", *CHANNELS]),
            ),
            models.CheckConstraint(
                name="limit_unit_known",
                condition=Q(unit__in=UNITS),
            ),
            models.CheckConstraint(
                name="limit_legal_whole",
                condition=Q(legal_value__isnull=True, legal_unit="") | Q(legal_value__gt=0, legal_unit__in=UNITS),
            ),
            models.CheckConstraint(name="limit_counting_known", condition=Q(counting__in=["exact", "whole_days"])),
        ]


class Fee(models.Model):
    """A fee (phí) or charge (lệ phí)."""

    class Kind(models.TextChoices):
        FEE = "fee", "Phí"
        CHARGE = "charge", "Lệ phí"

    version = models.ForeignKey("catalogue.ProcedureVersion", on_delete=models.CASCADE, related_name="fees")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=300)
    amount = models.PositiveBigIntegerField(null=True, blank=True)
    """In đồng; null where another text sets it case by case."""
    condition = models.TextField(blank=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    per = models.CharField(max_length=60, blank=True)
    """What one amount is for: hồ sơ, giấy phép, bản, …"""
    online_amount = models.PositiveBigIntegerField(null=True, blank=True)
    """In đồng for what is filed online, where that is less."""
    exemption = models.TextField(blank=True)
    """Who pays nothing or less (miễn, giảm)."""
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    """First day on which the amount no longer holds."""
    due_at_intake = models.BooleanField(default=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="fee_order_once"),
            models.CheckConstraint(name="fee_kind_known", condition=Q(kind__in=["fee", "charge"])),
            # what is asked for before acceptance must be a number
            models.CheckConstraint(
                name="fee_online_is_less",
                condition=Q(online_amount__isnull=True) | Q(online_amount__lte=F("amount")),
            ),
            models.CheckConstraint(
                name="fee_ends_after_start",
                condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(name="fee_due_is_known", condition=Q(amount__isnull=False) | Q(due_at_intake=False)),
        ]

    def __str__(self) -> str:
        return self.name
