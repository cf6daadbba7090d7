"""The 766 index of a period, for the province and for each agency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from motcua.law.refusal import Refused
from motcua.law.scoring.index import Index, Missing, Reading, index_of
from motcua.law.scoring.indicators import INDICATORS
from motcua.law.scoring.scheme import Scheme, scheme_on
from motcua.reports.scores.catalogue import publication_found, services_found
from motcua.reports.scores.complaints import complaints_found
from motcua.reports.scores.found import Found, readings_for
from motcua.reports.scores.marks import marks_found
from motcua.reports.scores.progress import progress
from motcua.reports.scores.schemes import index_schemes
from motcua.reports.span import Span


@dataclass(frozen=True, slots=True)
class IndexTable:
    """What was counted for a span, and the scheme of its last day: the index of the province and of every agency.

    Attributes:
        trial: the period lies before the decision: it is scored by the first scheme, for comparison.
    """

    span: Span
    scheme: Scheme
    found: Mapping[str, Found]
    trial: bool = False

    def readings(self, agency: int | None = None) -> dict[str, Reading]:
        """What was counted for an agency (id), or for all that were asked for."""
        return readings_for(self.found, agency)

    def of(self, agency: int | None = None) -> Index:
        """The index of an agency (id), or of all that were asked for."""
        return index_of(self.scheme, self.readings(agency))


def index_table(span: Span, agencies: Iterable[int] | None = None) -> IndexTable:
    """Count all indicators of a span.

    Args:
        agencies: ids of agencies to look at; None for all.

    Raises:
        Refused: the schemes cannot be read.
    """
    schemes = index_schemes()
    first = min(scheme.since for scheme in schemes)
    scheme = scheme_on(schemes, max(first, span.period.last))
    return IndexTable(span, scheme, found_in(span, agencies), trial=span.period.last < first)


def found_in(span: Span, agencies: Iterable[int] | None = None) -> dict[str, Found]:
    """What every source says, by key of indicator; an indicator that none speaks of has no source."""
    scope = None if agencies is None else frozenset(agencies)
    found: dict[str, Found] = dict.fromkeys(INDICATORS, Missing.NO_SOURCE)
    found["on_time"] = progress(span, scope)
    found |= services_found(span, scope) | marks_found(span, scope)
    for count, keys in (
        (publication_found, ("published_on_time", "publicised_on_time")),
        (partial(complaints_found, progress=found["on_time"]), ("complaints_on_time", "satisfied")),
    ):
        try:
            found |= count(span, agencies=scope)
        except Refused:  # days of a year whose calendar nobody approved cannot be judged
            found |= dict.fromkeys(keys, Missing.NO_SOURCE)
    return found
