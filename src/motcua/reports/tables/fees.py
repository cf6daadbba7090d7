"""Table 4: fees that were collected, online and at the counter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ibis

from motcua.reports.counting import month_names, months_of
from motcua.reports.dimensions import DIMENSIONS, MONTH, Value, named, row_label
from motcua.reports.engines import Question
from motcua.reports.facts import PAYMENTS, SCOPE, SPAN
from motcua.reports.sources import Sources, sources
from motcua.reports.span import Span
from motcua.reports.table import TOTAL_LABEL, Cell, Column, Kind, Row, RowKind, Source, Table
from motcua.reports.tables.definition import Asked

NAME = "fees"
TITLE = "Phí, lệ phí đã thu"
COLUMNS = (
    Column("online_count", "Số giao dịch", "Trực tuyến"),
    Column("online_amount", "Số tiền (đồng)", "Trực tuyến", Kind.MONEY),
    Column("counter_count", "Số giao dịch", "Tại quầy"),
    Column("counter_amount", "Số tiền (đồng)", "Tại quầy", Kind.MONEY),
)
"""The columns of the printed table; their names are those of its data file."""
NOTHING = (0, 0, 0, 0)

Figures = tuple[int, ...]


def tables(asked: Asked) -> tuple[Table, ...]:
    """The table (three queries); no figures where payments were not recorded from the first day of the period on."""
    months = months_of(asked.span) if asked.by == MONTH else []
    known = sources()
    paid = _paid(asked, [asked.span, *months])
    whole = {agency: figures for (place, agency), figures in paid.items() if place == 0}
    body = _months(paid, months, known) if months else _agencies(asked, whole, known)
    total = _told(known, asked.span, _sum(list(whole.values())))
    return (
        Table(
            name=NAME,
            title=TITLE,
            span=asked.span,
            row_label=row_label(asked.by),
            columns=COLUMNS,
            rows=(*body, Row("", TOTAL_LABEL, total, RowKind.TOTAL)),
            by=asked.by,
            notes=known.notes(["payments"], asked.span),
            source=Source(asked.engine.name, asked.span.as_of),
        ),
    )


def _paid(asked: Asked, spans: Sequence[Span]) -> Mapping[tuple[int, Value], Figures]:
    rows = asked.engine.rows(Question(_sums, (asked.agencies is not None,)), spans, asked.agencies)
    return {(place, agency): tuple(map(int, figures)) for place, agency, *figures in rows}


def _told(known: Sources, span: Span, figures: Figures) -> tuple[Cell, ...]:
    return figures if known.recorded("payments", span) else (None,) * len(COLUMNS)


def _sum(rows: list[Figures]) -> Figures:
    return tuple(sum(cells) for cells in zip(NOTHING, *rows, strict=True))


def _agencies(asked: Asked, found: Mapping[Value, Figures], known: Sources) -> list[Row]:
    return [
        Row(name.key, name.name, _told(known, asked.span, found.get(value, NOTHING)), short_name=name.short_name)
        for value, name in named(DIMENSIONS["agency"], found, asked.agencies).items()
    ]


def _months(paid: Mapping[tuple[int, Value], Figures], months: list[Span], known: Sources) -> list[Row]:
    rows = []
    for number, month in enumerate(months, start=1):
        key, name, note = month_names(month.period)
        figures = _sum([found for (place, _), found in paid.items() if place == number])
        rows.append(Row(key, name, _told(known, month, figures), span=month, note=note, behind=()))
    return rows


def _sums(scoped: bool) -> Any:
    """By span and agency: payments and đồng, online and at the counter."""
    paid = PAYMENTS.cross_join(SPAN).filter(
        lambda t: (t.paid_at >= t.period_start) & (t.paid_at < t.period_end) & (t.paid_at <= t.as_of)
    )
    if scoped:
        paid = paid.semi_join(SCOPE, "agency_id")

    def amount(where: Any) -> Any:
        return ibis.coalesce(paid.amount.sum(where=where), 0)

    return paid.group_by(["place", "agency_id"]).agg(
        online_count=paid.count(where=paid.online),
        online_amount=amount(paid.online),
        counter_count=paid.count(where=~paid.online),
        counter_amount=amount(~paid.online),
    )
