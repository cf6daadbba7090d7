"""The files that a report becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from motcua.reports.narrative import pdf
from motcua.reports.narrative.content import Document
from motcua.reports.narrative.word import write


class Maker(Protocol):
    """Makes the file of a report at an instant (UTC)."""

    def __call__(self, document: Document, *, at: datetime) -> bytes:
        """The bytes of the file."""
        ...


@dataclass(frozen=True, slots=True)
class File:
    """A kind of file: how it is made, its media type, and what people call it."""

    make: Maker
    media_type: str
    label: str


MAKERS: Mapping[str, File] = {
    "docx": File(write.as_docx, write.MEDIA_TYPE, "Word (DOCX)"),
    "pdf": File(pdf.as_pdf, pdf.MEDIA_TYPE, "PDF"),
}
"""By the ending of its name."""
