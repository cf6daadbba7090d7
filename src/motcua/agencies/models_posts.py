"""Tables of who acts for whom: stand-ins, receptions handed over, relatives whose dossiers one keeps away from.

Days run from `since` up to, not including, `until`, as those of a holding do.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from motcua.agencies.ranges import days, same, same_text


class Decided(models.Model):
    """What rests on a written decision, and who entered it when."""

    decision = models.CharField(max_length=60)
    """Number of the decision, such as `12/QĐ-STP`."""
    decided_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class StandIn(Decided):
    """Who acts for the holder of a post from `since` up to, not including, `until`; the holder may act as well."""

    post = models.ForeignKey("agencies.Post", on_delete=models.PROTECT, related_name="stand_ins")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stand_ins")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="stand_in_ends_after_start", condition=Q(until__gt=F("since"))),
            models.CheckConstraint(name="stand_in_decided_before", condition=Q(decided_on__lte=F("since"))),
            models.CheckConstraint(name="stand_in_decided", condition=~Q(decision="")),
            ExclusionConstraint(
                name="post_one_stand_in_at_a_time",
                expressions=[
                    (same("post"), RangeOperators.OVERLAPS),
                    (days("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class PostHandover(Decided):
    """The reception of an agency, or of one procedure of it, handed over to a post of the post enterprise."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="handovers")
    procedure = models.CharField(max_length=30, blank=True, default="")
    """National code of the procedure; "" for all of the agency."""
    post = models.ForeignKey("agencies.Post", on_delete=models.PROTECT, related_name="handovers")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    end_decision = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handover_ends_after_start", condition=Q(until__isnull=True) | Q(until__gt=F("since"))
            ),
            models.CheckConstraint(name="handover_decided_before", condition=Q(decided_on__lte=F("since"))),
            models.CheckConstraint(name="handover_decided", condition=~Q(decision="")),
            ExclusionConstraint(
                name="reception_handed_over_once",
                expressions=[
                    (same("agency"), RangeOperators.OVERLAPS),
                    (same_text("procedure"), RangeOperators.OVERLAPS),
                    (days("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Relative(models.Model):
    """A person or organisation whose dossiers a member of staff keeps away from, as declared by that member."""

    class Relation(models.TextChoices):
        SPOUSE = "spouse", "Vợ, chồng"
        PARENT = "parent", "Cha, mẹ"
        CHILD = "child", "Con"
        SIBLING = "sibling", "Anh, chị, em ruột"
        IN_LAW = "in_law", "Cha, mẹ, anh, chị, em của vợ hoặc chồng; con dâu, con rể"
        ORGANISATION = "organisation", "Tổ chức, doanh nghiệp do bản thân hoặc người thân đứng đầu"

    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="relatives")
    identity_number = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    relation = models.CharField(max_length=20, choices=Relation.choices)
    declared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "identity_number"],
                condition=Q(withdrawn_at__isnull=True),
                name="relative_declared_once",
            ),
            models.CheckConstraint(name="relative_known", condition=~Q(identity_number="") & ~Q(name="")),
        ]
