"""The report counted live: its tables now, and those of the same days a year before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from motcua.reports.narrative.build import build
from motcua.reports.narrative.config import Config, config
from motcua.reports.narrative.content import Document
from motcua.reports.narrative.figures import Figures
from motcua.reports.narrative.sources import figures_of_tables, narrative_tables
from motcua.reports.span import Span
from motcua.reports.tables import Asked


def live_figures(span: Span, agencies: Iterable[int] | None = None) -> Figures:
    """The tables of a span, and the results of the same days a year before as known when those ended.

    The engine is always the live one: what is signed is what the system itself knows.

    Args:
        agencies: ids of the agencies to report on; None for all.

    Raises:
        Refused: the period is longer than any report (field ``first``).
    """
    scope = None if agencies is None else frozenset(agencies)
    return figures_of_tables(narrative_tables(Asked(span, scope)))


def live_report(
    span: Span,
    agencies: Iterable[int] | None = None,
    *,
    told: Config | None = None,
    written_on: date | None = None,
) -> Document:
    """The report of a span, counted now."""
    return build(live_figures(span, agencies), span, told or config(), written_on=written_on)
