"""What was reached of the targets of a year, until now or the end of the year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from motcua.law.periods import Period
from motcua.law.scoring.index import Index
from motcua.reports.drill import DossierList
from motcua.reports.measures import MEASURES, ON_TIME_RATE
from motcua.reports.models import Target
from motcua.reports.scores.index import IndexTable, index_table
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
    # the whole year of all agencies is counted once
    of_index = any(target.indicator.startswith(("766.", "index_766")) for target in targets)
    table = index_table(span, scope) if of_index else None
    return {target.pk: _value(target, span, table, scope) for target in targets}


def _value(target: Target, span: Span, table: IndexTable | None, scope: frozenset[int] | None) -> Decimal | None:
    agencies = scope if target.agency_id is None else frozenset({target.agency_id})
    if target.indicator == ON_TIME_RATE.key:
        return _on_time(span, agencies)
    if table is None or not target.indicator.startswith(("766.", "index_766")):
        return None
    return _of_index(table.of(target.agency_id), target.indicator)


def _of_index(index: Index, indicator: str) -> Decimal | None:
    return index.share if indicator == "index_766" else index.line(indicator.removeprefix("766.")).rate


def _on_time(span: Span, agencies: frozenset[int] | None) -> Decimal | None:
    counts = {
        key: DossierList(span, MEASURES[key], agencies).count() for key in (*ON_TIME_RATE.parts, ON_TIME_RATE.whole)
    }
    return share(sum(counts[part] for part in ON_TIME_RATE.parts), counts[ON_TIME_RATE.whole])
