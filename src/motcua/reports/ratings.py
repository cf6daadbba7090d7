"""Table 6: ratings, a row for each agency and a column for each choice of the questionnaire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from motcua.feedback.queries import questionnaires_of
from motcua.reports.facts import AGENCIES, RATINGS, SCOPE, SPAN, always_shown
from motcua.reports.one_stop import share
from motcua.reports.running import compiled, rows_of
from motcua.reports.span import Span


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of the questionnaire: its name in data files and its words."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class RatingRow:
    """How often each choice was made about an agency, by code of the choice."""

    agency_id: int
    code: str
    name: str
    short_name: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All ratings of the agency."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class RatingsTable:
    """Table 6 of one questionnaire for a span."""

    span: Span
    title: str
    choices: tuple[Choice, ...]
    rows: tuple[RatingRow, ...]

    @property
    def total(self) -> dict[str, int]:
        """How often each choice was made about all agencies shown."""
        return {choice.code: sum(row.counts[choice.code] for row in self.rows) for choice in self.choices}

    @property
    def grand_total(self) -> int:
        """All ratings shown."""
        return sum(self.total.values())

    @property
    def shares(self) -> dict[str, Decimal | None]:
        """The share row: each choice in per cent of all ratings, rounded half up to two decimals."""
        return {code: share(count, self.grand_total) for code, count in self.total.items()}


def ratings(span: Span, agencies: Iterable[int] | None = None) -> tuple[RatingsTable, ...]:
    """The ratings of a span by agency: a table for each questionnaire of the period (two queries).

    Usually one table; none when no questionnaire was in force; two when it changed within the period, because the
    choices of one say nothing about those of another.

    Args:
        agencies: ids of the agencies to show; None for all.
    """
    scope = None if agencies is None else frozenset(agencies)
    found = sorted(rows_of(_sql(scope is not None), span, scope), key=lambda row: row[:2])
    counts = {(row[2], row[5], row[6]): row[7] for row in found if row[5] is not None}
    listed = {row[2]: (row[1], row[3], row[4]) for row in found}
    tables = []
    for questionnaire in questionnaires_of(span.period, also={key[1] for key in counts}):
        choices = tuple(Choice(item["code"], item["label"]) for item in questionnaire.choices)
        rows = tuple(
            RatingRow(
                agency_id,
                code,
                name,
                short_name,
                {choice.code: counts.get((agency_id, questionnaire.pk, choice.code), 0) for choice in choices},
            )
            for agency_id, (code, name, short_name) in listed.items()
        )
        tables.append(RatingsTable(span, questionnaire.title, choices, rows))
    return tuple(tables)


@lru_cache(maxsize=2)
def _sql(scoped: bool) -> str:
    given = RATINGS.cross_join(SPAN).filter(
        lambda t: (t.given_at >= t.period_start) & (t.given_at < t.period_end) & (t.given_at <= t.as_of)
    )
    counts = given.group_by(["agency_id", "questionnaire_id", "choice"]).agg(ratings=given.count())
    listed = AGENCIES.left_join(counts, AGENCIES.id == counts.agency_id)
    if scoped:
        listed = listed.semi_join(SCOPE, listed.id == SCOPE.agency_id)
    shown = listed.filter(always_shown(listed, scoped=scoped) | listed.ratings.notnull())
    return compiled(shown.select("order", "code", "id", "name", "short_name", "questionnaire_id", "choice", "ratings"))
