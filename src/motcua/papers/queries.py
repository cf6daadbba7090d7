"""Reads of kept files."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from motcua.papers.models import Blob


def path_of(sha256: str) -> Path:
    """Where the content with this SHA-256 lies; folders of two letters keep each of them small."""
    return Path(settings.PAPERS_FOLDER) / sha256[:2] / sha256[2:4] / sha256


def open_blob(sha256: str) -> tuple[Blob, BinaryIO]:
    """A kept file and its content, opened for reading; the caller closes it.

    Raises:
        Blob.DoesNotExist: nothing is kept under this SHA-256.
    """
    blob = Blob.objects.get(pk=sha256)
    return blob, path_of(blob.sha256).open("rb")
