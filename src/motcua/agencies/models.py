"""Tables of agencies, their units, posts and holders, and the approved work calendars."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from motcua.accounts.roles import Role
from motcua.agencies.models_calendars import CalendarApplication, CalendarProposal, CalendarYear
from motcua.agencies.models_posts import PostHandover, Relative, StandIn
from motcua.agencies.ranges import days, same

__all__ = [
    "Agency",
    "CalendarApplication",
    "CalendarProposal",
    "CalendarYear",
    "Holding",
    "Post",
    "PostHandover",
    "Relative",
    "StandIn",
    "Unit",
]


class Agency(models.Model):
    """An agency (sở, ban, ngành, UBND), the centre itself, or the post enterprise."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", "Cơ quan chuyên môn"
        CENTRE = "centre", "Trung tâm phục vụ hành chính công"
        POST = "post", "Doanh nghiệp bưu chính"

    class Level(models.TextChoices):
        CENTRAL = "central", "Cơ quan ngành dọc"
        PROVINCE = "province", "Cấp tỉnh"
        DISTRICT = "district", "Cấp huyện"
        COMMUNE = "commune", "Cấp xã"

    code = models.CharField(max_length=35, unique=True)
    """Identification code, such as `H51.11` (QĐ 20/2020/QĐ-TTg)."""
    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    level = models.CharField(max_length=20, choices=Level.choices, default=Level.PROVINCE)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.DEPARTMENT)
    order = models.PositiveSmallIntegerField(default=0)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True, default="", db_default="")
    """Where the agency as such is written to, besides its heads."""

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(name="agency_code_shape", condition=Q(code__regex=r"^[A-Z0-9]+(\.[A-Z0-9]+)*$")),
            models.CheckConstraint(name="agency_not_own_parent", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit (phòng chuyên môn) of an agency."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="unit_code_once"),
            # what a composite foreign key points at, so that a post's unit is of the post's agency
            models.UniqueConstraint(fields=["id", "agency"], name="unit_with_agency"),
            models.CheckConstraint(name="unit_code_named", condition=~Q(code="")),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A position with a role, held by one person at a time."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    """The unit the post belongs to; null for a post of the agency as a whole."""
    code = models.CharField(max_length=60)
    role = models.CharField(max_length=20, choices=Role.choices)
    title = models.CharField(max_length=200)
    serves = models.ManyToManyField(Agency, blank=True, related_name="served_by")
    """Agencies whose dossiers a reception or post-clerk post takes in; none = its own agency."""

    class Meta:
        ordering = ["agency", "code"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="post_code_once"),
            models.CheckConstraint(name="post_role_known", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return self.title


class Holding(models.Model):
    """Who held a post from `since` up to, not including, `until`."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=60, blank=True, default="")
    """Number of the decision that appointed the holder; "" where it was loaded with the agencies."""
    decided_on = models.DateField(null=True, blank=True)
    end_decision = models.CharField(max_length=60, blank=True, default="")
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who takes over the open dossiers of a holder who leaves."""
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who entered that the holder leaves."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="holding_ends_after_start", condition=Q(until__isnull=True) | Q(until__gt=F("since"))
            ),
            ExclusionConstraint(
                name="post_one_holder_at_a_time",
                expressions=[
                    (same("post"), RangeOperators.OVERLAPS),
                    (days("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
