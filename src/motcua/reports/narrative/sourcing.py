"""The report that a document was made from, found again by what the document tells of its origin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from motcua.reports.narrative.build import build
from motcua.reports.narrative.config import config
from motcua.reports.narrative.content import Document
from motcua.reports.narrative.figures import Figures
from motcua.reports.narrative.frozen import found_again
from motcua.reports.narrative.live import live_figures
from motcua.reports.narrative.origin import Told
from motcua.reports.narrative.verify import Checked, Source, verify


def made_from(agencies: Iterable[int] | None = None) -> Source:
    """How a document's figures are found again, within the agencies (ids; None: all)."""
    scope = None if agencies is None else frozenset(agencies)

    def find(told: Told) -> tuple[Figures, Document]:
        if told.frozen is not None:
            return found_again(told.frozen)
        figures = live_figures(told.span, scope)
        return figures, build(figures, told.span, config())

    return find


def check(stream: BinaryIO, agencies: Iterable[int] | None = None) -> Checked:
    """Check an edited Word document against the report that it was made from.

    Args:
        agencies: ids of the agencies whose report it is; None for all.

    Raises:
        Refused: it is no such document, or its origin is not to be found.
    """
    return verify(stream, made_from(agencies))
