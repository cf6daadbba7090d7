"""Tables by which people find procedures: synonyms of the search, and life events."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Synonym(models.Model):
    """What people type, and the words by which the catalogue calls it: “sổ đỏ” → “quyền sử dụng đất”."""

    typed = models.CharField(max_length=100, unique=True)
    """In lower case, with its accents: “chùa” is not “chưa”."""
    folded = models.CharField(max_length=100, db_index=True)
    """The same without accents, as many people type it."""
    means = models.CharField(max_length=300)
    """Words of the catalogue; several ways to say it are parted by a semicolon."""

    class Meta:
        ordering = ["typed"]
        constraints = [models.CheckConstraint(name="synonym_says_something", condition=~Q(typed="") & ~Q(means=""))]

    def __str__(self) -> str:
        return f"{self.typed} → {self.means}"


class LifeEvent(models.Model):
    """An occasion in life or business (sự kiện) with the procedures it calls for, in the order people need them."""

    class Audience(models.TextChoices):
        CITIZEN = "citizen", "Người dân"
        BUSINESS = "business", "Doanh nghiệp, tổ chức"

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    intro = models.TextField(blank=True)
    icon = models.CharField(max_length=40, default="file-text")
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.CITIZEN)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["audience", "order", "title"]

    def __str__(self) -> str:
        return self.title


class LifeEventEntry(models.Model):
    """A procedure of a life event; one that is not in force on a day is not shown on it."""

    event = models.ForeignKey(LifeEvent, on_delete=models.CASCADE, related_name="entries")
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120, blank=True)
    """Begins a group of entries, such as “Trước khi sinh”."""
    code = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    """When somebody needs it, in a sentence."""

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["event", "order"], name="life_event_entry_order_once"),
            models.UniqueConstraint(fields=["event", "code"], name="life_event_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.code}"
