"""Table of kept files."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Blob(models.Model):
    """The content of a file, known by its SHA-256; the same content is kept once, whatever its names."""

    class MediaType(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"
        TIFF = "image/tiff", "TIFF"

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    """Length in bytes."""
    media_type = models.CharField(max_length=40, choices=MediaType.choices)
    stored_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="blob_sha256_shape", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="blob_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="blob_media_type_known",
                condition=Q(media_type__in=["application/pdf", "image/jpeg", "image/png", "image/tiff"]),
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]
