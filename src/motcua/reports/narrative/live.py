"""The report counted live: its tables now, and those of the same days a year before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from motcua.law.refusal import Refused
from motcua.reports.narrative.build import build, year_before
from motcua.reports.narrative.config import Config, config
from motcua.reports.narrative.content import Document
from motcua.reports.narrative.figures import Figures
from motcua.reports.narrative.sources import RESULTS, live_tables, registered
from motcua.reports.span import Span

LONGEST = 5
"""Years of a period."""


def live_figures(span: Span, agencies: Iterable[int] | None = None) -> Figures:
    """The tables of a span, and the results of the same days a year before as known when those ended.

    Args:
        agencies: ids of the agencies to report on; None for all.

    Raises:
        Refused: the period is longer than any report (field ``first``).
    """
    if span.period.last.year - span.period.first.year > LONGEST:
        raise Refused("period_too_long", f"Báo cáo thuyết minh chỉ lập cho kỳ không quá {LONGEST} năm.", field="first")
    scope = None if agencies is None else frozenset(agencies)
    before = year_before(span.period)
    earlier = registered(RESULTS, Span(before, min(before.end, span.as_of)), scope)
    return Figures(live_tables(span, scope), {table.name: table for table in earlier})


def live_report(
    span: Span, agencies: Iterable[int] | None = None, *, told: Config | None = None, written_on: date | None = None
) -> Document:
    """The report of a span, counted now."""
    return build(live_figures(span, agencies), span, told or config(), written_on=written_on)
