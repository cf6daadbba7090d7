"""Counting the measures of spans by whatever the rows of a table are: one expression for every such table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import ibis

from motcua.reports.dimensions import DIMENSIONS, Value, named
from motcua.reports.engines import LIVE, Engine, Question, known_span
from motcua.reports.facts import facts
from motcua.reports.measures import EVERY, ON_TIME_RATE, broken
from motcua.reports.span import Span
from motcua.reports.table import TOTAL_LABEL, Source, share


@dataclass(frozen=True, slots=True)
class CountedRow:
    """The figures of one row, by key of measure.

    Attributes:
        value: what the row counts, as the facts have it: the id of the agency, the field, …; None: not told.
        code: its name in addresses and data files.
    """

    value: Value
    code: str
    name: str
    short_name: str
    counts: Mapping[str, int]

    @property
    def agency_id(self) -> int:
        """The agency of the row, where rows are agencies."""
        assert isinstance(self.value, int)
        return self.value


@dataclass(frozen=True, slots=True)
class Counted:
    """Figures of a span.

    Attributes:
        by: key of the dimension of its rows.
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
        by: key of the dimension.
        agencies: ids of the agencies whose dossiers count; None for all.
    """
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


def _checked(span: Span, by: str, rows: tuple[CountedRow, ...], keys: tuple[str, ...], source: Source) -> Counted:
    total = {key: sum(row.counts[key] for row in rows) for key in keys}
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
