"""Table of what the national portal publishes, as it was last imported."""

from __future__ import annotations

from django.db import models


class NationalRecord(models.Model):
    """A procedure as the national portal publishes it: the text verbatim, so that nothing of it is lost."""

    code = models.CharField(max_length=40, unique=True)
    digest = models.CharField(max_length=64)
    """SHA-256 of the record, to tell a changed one from a repeated one."""
    record = models.JSONField()
    first_seen = models.DateTimeField()
    changed_at = models.DateTimeField()
    """When another text than the one before was imported."""

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
