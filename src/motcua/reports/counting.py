"""Counting the measures of spans by whatever the rows of a table are: one expression for every such table."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import ibis

from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.dimensions import DIMENSIONS, MONTH, Value, named
from motcua.reports.engines import LIVE, Engine, Question, known_span
from motcua.reports.facts import facts
from motcua.reports.measures import EVERY, ON_TIME_RATE, broken
from motcua.reports.span import Span
from motcua.reports.table import TOTAL_LABEL, Source, share

MOST_MONTHS = 240
"""Rows by month of one table; each is a span of its own, which takes its time to count."""


@dataclass(frozen=True, slots=True)
class CountedRow:
    """The figures of one row, by key of measure.

    Attributes:
        value: what the row counts, as the facts have it: the id of the agency, the field, …; None: not told.
        code: its name in addresses and data files.
        span: of a row that is counted over a span of its own.
        note: what is printed behind its name.
    """

    value: Value
    code: str
    name: str
    short_name: str
    counts: Mapping[str, int]
    span: Span | None = None
    note: str = ""

    @property
    def agency_id(self) -> int:
        """The agency of the row, where rows are agencies."""
        assert isinstance(self.value, int)
        return self.value


@dataclass(frozen=True, slots=True)
class Counted:
    """Figures of a span.

    Attributes:
        by: key of the dimension of its rows; "month" where each row is a month.
        broken: a sentence for each identity that a row or the total breaks; empty when all figures agree.
    """

    span: Span
    by: str
    rows: tuple[CountedRow, ...]
    total: Mapping[str, int]
    broken: tuple[str, ...]
    source: Source | None = None

    @property
    def on_time_rate(self) -> Decimal | None:
        """(early + on time) ÷ resolved, in per cent."""
        return share(sum(self.total[part] for part in ON_TIME_RATE.parts), self.total[ON_TIME_RATE.whole])


def counted(
    span: Span,
    keys: Iterable[str],
    *,
    by: str = "agency",
    agencies: Iterable[int] | None = None,
    engine: Engine = LIVE,
) -> Counted:
    """The measures of a span, a row for each value of a dimension (two queries).

    Args:
        keys: of the measures.
        by: key of the dimension; "month": a row for each month of the period.
        agencies: ids of the agencies whose dossiers count; None for all.
    """
    if by == MONTH:
        return _by_month(span, keys, agencies, engine)
    return counted_of((span,), keys, by=by, agencies=agencies, engine=engine)[0]


def counted_of(
    spans: Sequence[Span],
    keys: Iterable[str],
    *,
    by: str = "agency",
    agencies: Iterable[int] | None = None,
    engine: Engine = LIVE,
) -> list[Counted]:
    """As `counted`, for several spans at once (two queries): all have the same rows."""
    wanted, scope = tuple(keys), None if agencies is None else frozenset(agencies)
    known = [known_span(span, engine) for span in spans]
    question = Question(_counts, (by, wanted, scope is not None, len(known) > 1))
    found: dict[tuple[int, Value], dict[str, int]] = {}
    for place, value, *counts in engine.rows(question, known, scope):
        found[place, value or None] = dict(zip(wanted, map(int, counts), strict=True))
    names = named(DIMENSIONS[by], (value for _, value in found), scope)
    zeros = dict.fromkeys(wanted, 0)
    return [
        _checked(
            span,
            by,
            tuple(
                CountedRow(value, name.key, name.name, name.short_name, found.get((place, value), zeros))
                for value, name in names.items()
            ),
            wanted,
            Source(engine.name, span.as_of),
        )
        for place, span in enumerate(known)
    ]


def months_of(span: Span) -> list[Span]:
    """The months of the period that have begun, all as of the instant of the span.

    Raises:
        Refused: they are more than `MOST_MONTHS` (field ``by``).
    """
    months = [Span(month, span.as_of) for month in span.period.months if month.start <= span.as_of]
    if len(months) > MOST_MONTHS:
        raise Refused(
            "too_many_months",
            f"Chia dòng theo tháng chỉ dùng cho kỳ không quá {MOST_MONTHS} tháng; hãy chọn kỳ ngắn hơn.",
            field="by",
        )
    return months


def month_names(month: Period) -> tuple[str, str, str]:
    """Key, name and note of the row of a month; the note tells the days of one that is no whole calendar month."""
    named = month.last  # a reporting month is called by its last day
    whole = month.first.day == 1 and month.last == month.first.replace(day=monthrange(named.year, named.month)[1])
    note = "" if whole else f"từ {month.first:%d/%m/%Y} đến {month.last:%d/%m/%Y}"
    return f"{named:%Y-%m}", f"Tháng {named:%m/%Y}", note


def _by_month(span: Span, keys: Iterable[str], agencies: Iterable[int] | None, engine: Engine) -> Counted:
    """The months in their order; the total is that of the whole period, which is not their sum."""
    whole, *months = counted_of((span, *months_of(span)), keys, agencies=agencies, engine=engine)
    rows = []
    for month in months:
        key, name, note = month_names(month.span.period)
        rows.append(CountedRow(key, key, name, f"{month.span.period.last:%m/%Y}", month.total, month.span, note))
    return _checked(whole.span, MONTH, tuple(rows), tuple(whole.total), whole.source, whole.total)


def _checked(
    span: Span,
    by: str,
    rows: tuple[CountedRow, ...],
    keys: tuple[str, ...],
    source: Source | None,
    whole: Mapping[str, int] | None = None,
) -> Counted:
    """With a total, which is the sum of the rows unless it is given as `whole`."""
    total = whole if whole is not None else {key: sum(row.counts[key] for row in rows) for key in keys}
    contradictions = [f"{row.name}: {sentence}" for row in rows for sentence in broken(row.counts)]
    contradictions += [f"{TOTAL_LABEL}: {sentence}" for sentence in broken(total)]
    return Counted(span, by, rows, total, tuple(contradictions), source)


def _counts(by: str, keys: tuple[str, ...], scoped: bool, many: bool) -> Any:
    known = facts(scoped=scoped)
    column = DIMENSIONS[by].column
    groups = ["place", column] if many else [column]
    found = known.group_by(groups).agg(**{key: known.count(where=EVERY[key].where(known)) for key in keys})
    # the number of the only span is no part of the grouping, which one engine would pay for
    return found.select("place" if many else ibis.literal(0).name("place"), column, *keys)
