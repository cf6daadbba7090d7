"""What was reached of the targets of a year, until now or the end of the year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from motcua.law.periods import Period
from motcua.reports.counting import Counted, counted
from motcua.reports.measures import Rate
from motcua.reports.models import Target
from motcua.reports.scores.index import IndexTable, index_table
from motcua.reports.scores.targets import OF_INDEX, RATES, TOTAL
from motcua.reports.sources import Sources, sources
from motcua.reports.span import Span, span_of
from motcua.reports.table import share


def reached_in(
    year: int, targets: Sequence[Target], *, now: datetime, scope: frozenset[int] | None
) -> dict[int, Decimal | None]:
    """The value of each target's indicator in its year, by id of the target; None where there are no figures.

    Of a target of the province, who sees some agencies only sees what these reach together.

    Args:
        now: UTC.
        scope: ids of the agencies whose figures may be seen; None for all.
    """
    period = Period.calendar_year(year)
    if period.start > now or not targets:
        return {}
    span = span_of(period, now=now)
    reached = _Reached(span, scope)
    return {target.pk: reached.value(target) for target in targets}


class _Reached:
    """Values of a span, each part counted once and only when it is asked for."""

    def __init__(self, span: Span, scope: frozenset[int] | None) -> None:
        self.span, self.scope = span, scope

    @cached_property
    def table(self) -> IndexTable:
        """The index of all agencies."""
        return index_table(self.span, self.scope)

    @cached_property
    def sources(self) -> Sources:
        """Since when each kind of fact is recorded."""
        return sources()

    @cached_property
    def counts(self) -> Counted:
        """The measures that the rates of the yearly results are made of, by agency."""
        keys = {key for rate in RATES.values() for key in (*rate.parts, rate.whole)}
        return counted(self.span, sorted(keys), agencies=self.scope)

    def value(self, target: Target) -> Decimal | None:
        """What a target's indicator has come to."""
        if target.indicator in RATES:
            return self._rate(RATES[target.indicator], target.agency_id)
        index = self.table.of(target.agency_id)
        return index.share if target.indicator == TOTAL else index.line(target.indicator.removeprefix(OF_INDEX)).rate

    def _rate(self, rate: Rate, agency: int | None) -> Decimal | None:
        if not self.sources.recorded(rate.recorded, self.span):
            return None
        rows = {row.value: row.counts for row in self.counts.rows}
        counts = self.counts.total if agency is None else rows.get(agency, {})
        return share(sum(counts.get(part, 0) for part in rate.parts), counts.get(rate.whole, 0))
