"""Table 6: ratings, a row for each agency and a column for each choice of the questionnaire."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from motcua.feedback.models import Questionnaire
from motcua.feedback.queries import questionnaires_of
from motcua.reports.dimensions import DIMENSIONS, Name, Value, named
from motcua.reports.engines import LIVE, Engine, Question, known_span
from motcua.reports.facts import RATINGS, SCOPE, SPAN
from motcua.reports.span import Span
from motcua.reports.table import TOTAL_LABEL, Column, Row, RowKind, Source, Table, share_row

NAME = "ratings"


def ratings(span: Span, agencies: Iterable[int] | None = None, *, engine: Engine = LIVE) -> tuple[Table, ...]:
    """The ratings of a span by agency: a table for each questionnaire of the period (three queries).

    Usually one table; none when no questionnaire was in force; two when it changed within the period, because the
    choices of one say nothing about those of another.

    Args:
        agencies: ids of the agencies to show; None for all.
    """
    scope = None if agencies is None else frozenset(agencies)
    span = known_span(span, engine)
    found = engine.rows(Question(_given, (scope is not None,)), [span], scope)
    counts = {(agency, questionnaire, choice): int(number) for agency, questionnaire, choice, number in found}
    listed = named(DIMENSIONS["agency"], {agency for agency, _, _ in counts}, scope)
    source = Source(engine.name, span.as_of)
    return tuple(
        _table(span, questionnaire, listed, counts, source)
        for questionnaire in questionnaires_of(span.period, also={key[1] for key in counts})
    )


def _table(
    span: Span,
    questionnaire: Questionnaire,
    listed: dict[Value, Name],
    counts: dict[tuple[Value, int, str], int],
    source: Source,
) -> Table:
    columns = (
        *(Column(choice["code"], choice["label"], share_of="total") for choice in questionnaire.choices),
        Column("total", "Tổng số", share_of="total"),
    )
    rows = []
    for agency, name in listed.items():
        cells = [counts.get((agency, questionnaire.pk, column.key), 0) for column in columns[:-1]]
        rows.append(Row(name.key, name.name, (*cells, sum(cells)), short_name=name.short_name))
    sums = [sum(int(cell or 0) for cell in column) for column in zip(*(row.cells for row in rows), strict=True)]
    total = dict(zip((column.key for column in columns), sums or [0] * len(columns), strict=True))
    return Table(
        name=NAME,
        title=questionnaire.title,
        span=span,
        row_label=DIMENSIONS["agency"].label,
        columns=columns,
        rows=(*rows, Row("", TOTAL_LABEL, tuple(total.values()), RowKind.TOTAL), share_row(columns, total)),
        by="agency",
        source=source,
    )


def _given(scoped: bool) -> Any:
    given = RATINGS.cross_join(SPAN).filter(
        lambda t: (t.given_at >= t.period_start) & (t.given_at < t.period_end) & (t.given_at <= t.as_of)
    )
    if scoped:
        given = given.semi_join(SCOPE, "agency_id")
    return given.group_by(["agency_id", "questionnaire_id", "choice"]).agg(ratings=given.count())
