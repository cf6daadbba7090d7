"""Reading printed files back."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader


def read(pdf: bytes) -> PdfReader:
    """The file."""
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The text of all pages, in one line."""
    return " ".join(" ".join(page.extract_text().split()) for page in read(pdf).pages)


def fonts(pdf: bytes) -> list[dict[str, Any]]:
    """Descriptors of the fonts of all pages."""
    found = []
    for page in read(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            (part,) = font.get_object()["/DescendantFonts"].get_object()
            found.append(part.get_object()["/FontDescriptor"].get_object())
    return found
