"""Tables of procedures. Rules belong to a version, which never changes: a new one follows it."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from motcua.agencies.models import Agency
from motcua.agencies.ranges import days, same
from motcua.catalogue.models_finding import LifeEvent, LifeEventEntry, Synonym
from motcua.catalogue.models_national import NationalRecord
from motcua.catalogue.models_parts import (
    CHANNELS,
    COMMON_FIRST,
    Case,
    Component,
    Fee,
    Limit,
    OnlineChange,
    OnlineLevel,
)
from motcua.catalogue.models_processes import InternalProcess, ProcessDraft
from motcua.catalogue.models_publication import IntakeSuspension, Proposal, PublicationDecision, PublicationEntry

__all__ = [
    "CHANNELS",
    "COMMON_FIRST",
    "Case",
    "Component",
    "Fee",
    "IntakeSuspension",
    "InternalProcess",
    "LifeEvent",
    "LifeEventEntry",
    "Limit",
    "NationalRecord",
    "OnlineChange",
    "OnlineLevel",
    "Procedure",
    "ProcedureVersion",
    "ProcessDraft",
    "Proposal",
    "PublicationDecision",
    "PublicationEntry",
    "Synonym",
]


class Subject(models.TextChoices):
    """Who may file, in the words of the national portal."""

    CITIZEN = "citizen", "Công dân Việt Nam"
    OVERSEAS = "overseas", "Người Việt Nam định cư ở nước ngoài"
    FOREIGNER = "foreigner", "Người nước ngoài"
    OFFICIAL = "official", "Cán bộ, công chức, viên chức"
    ENTERPRISE = "enterprise", "Doanh nghiệp"
    FOREIGN_INVESTED = "foreign_invested", "Doanh nghiệp có vốn đầu tư nước ngoài"
    COOPERATIVE = "cooperative", "Hợp tác xã"
    ORGANISATION = "organisation", "Tổ chức (không bao gồm doanh nghiệp, HTX)"
    FOREIGN_ORGANISATION = "foreign_organisation", "Tổ chức nước ngoài"
    PARTY_MEMBER = "party_member", "Đảng viên"
    PARTY_ORGANISATION = "party_organisation", "Tổ chức Đảng"


class Level(models.TextChoices):
    """The level of administration that carries a procedure out."""

    MINISTRY = "ministry", "Cấp bộ"
    PROVINCE = "province", "Cấp tỉnh"
    COMMUNE = "commune", "Cấp xã"
    OTHER = "other", "Cơ quan khác"


class Procedure(models.Model):
    """A procedure by its national code. What it asks for is in its versions."""

    code = models.CharField(max_length=40, unique=True)
    """Code as published, such as `1.004238` or `1.000948.H38`."""
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="procedures")
    field = models.CharField(max_length=200)
    filed = models.PositiveIntegerField(default=0)
    """How many dossiers of it were accepted in the last twelve months, counted nightly: what is used ranks first."""

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

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    decision = models.ForeignKey(PublicationDecision, on_delete=models.PROTECT, related_name="versions")
    """The publication decision (quyết định công bố) that brings the version into force."""
    repealed_by = models.ForeignKey(
        PublicationDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="repealed"
    )
    """The decision that ends it without another version in its place."""
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=1200)
    subject = models.TextField(blank=True)
    """Who may file (đối tượng thực hiện), in words."""
    subjects = ArrayField(models.CharField(max_length=24), default=list)
    """The same by the national portal's list, for the filter of the search."""
    levels = ArrayField(models.CharField(max_length=10), default=list)
    executing = models.TextField(blank=True)
    """The agency that carries it out (cơ quan thực hiện), where the publication names it otherwise than ours."""
    competent = models.TextField(blank=True)
    """The agency that decides (cơ quan có thẩm quyền)."""
    coordinating = models.TextField(blank=True)
    """Agencies that take part (cơ quan phối hợp)."""
    address = models.TextField(blank=True)
    """Where dossiers are taken in, where not at the centre."""
    results = models.JSONField(default=list)
    """[{name, code}]: what the applicant gets; `code` is its type in the national list of results."""
    route = models.CharField(max_length=20, choices=Route.choices, default=Route.LOCAL)
    online_level = models.CharField(max_length=10, choices=OnlineLevel.choices, default=OnlineLevel.PARTIAL)
    """The level on its first day; later ones are `online_changes`."""
    channels = ArrayField(models.CharField(max_length=20))
    """In which ways a dossier may be filed."""
    sets = models.PositiveSmallIntegerField(default=1)
    """How many sets of the dossier are handed in."""
    on_the_spot = models.BooleanField(default=False)
    """Received, appraised, approved and returned at the centre (4 tại chỗ)."""
    conditions = models.TextField(blank=True)
    """Requirements (yêu cầu, điều kiện)."""
    legal_bases = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    """How it goes, for the applicant (trình tự thực hiện): sentences in order."""
    sample_url = models.URLField(blank=True)
    """A sample dossier, filled in."""
    video_url = models.URLField(blank=True)
    source = models.JSONField(default=dict)
    """The version as it was published to the system, whole, to tell a repeated load from a changed text."""
    folded_name = models.TextField()
    folded = models.TextField()
    """Everything else the search looks at, without accents: code, field, agency, results."""
    accented_name = models.TextField()
    accented = models.TextField()
    """The same with accents, for those who type them: “nhánh” is not “nhanh”."""
    words = models.GeneratedField(
        expression=SearchVector("folded_name", weight="A", config="simple")
        + SearchVector("folded", weight="C", config="simple")
        + SearchVector("accented_name", weight="B", config="simple")
        + SearchVector("accented", weight="D", config="simple"),
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
                name="procedure_version_subjects", condition=Q(subjects__contained_by=Subject.values)
            ),
            models.CheckConstraint(name="procedure_version_levels", condition=Q(levels__contained_by=Level.values)),
            models.CheckConstraint(
                name="procedure_version_repealed_ends",
                condition=Q(repealed_by__isnull=True) | Q(valid_until__isnull=False),
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
