"""Table 3: the results of a year with the indicators of NQ 76/NQ-CP, their targets, and whether they were met."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from motcua.law.scoring.rates import in_vietnamese
from motcua.reports.building import Rates, built
from motcua.reports.counting import Counted, counted
from motcua.reports.measures import INDICATORS
from motcua.reports.models import Target
from motcua.reports.scores.targets import met, targets_of
from motcua.reports.sources import sources
from motcua.reports.table import Cell, Column, Kind, Row, RowKind, Table
from motcua.reports.tables.definition import Asked

NAME = "yearly"
TITLE = "Kết quả giải quyết thủ tục hành chính và các chỉ số trong năm"
COLUMNS = (
    Column("total", "Tổng số", "Tiếp nhận", measure="total"),
    Column("newly_received", "Tiếp nhận mới", "Tiếp nhận", measure="new"),
    Column("online", "Trong đó trực tuyến", "Tiếp nhận", measure="new_online"),
    Column("carried_over", "Kỳ trước chuyển sang", "Tiếp nhận", measure="carried"),
    Column("resolved", "Tổng số", "Đã giải quyết", measure="resolved"),
    Column("early_or_on_time", "Trước hạn và đúng hạn", "Đã giải quyết", measure="early_or_on_time"),
    Column("late", "Trễ hạn", "Đã giải quyết", measure="late"),
    Column("pending", "Tổng số", "Đang giải quyết", measure="pending"),
    Column("within", "Còn hạn", "Đang giải quyết", measure="within"),
    Column("overdue", "Quá hạn", "Đang giải quyết", measure="overdue"),
    *(
        Column(rate.key, rate.label.removeprefix("Tỷ lệ ").capitalize(), "Tỷ lệ (%)", Kind.RATE, places=1)
        for rate in INDICATORS
    ),
)
"""The columns in the order of the printed yearly results; their names are those of the data file."""
_COUNTS = tuple(column.measure for column in COLUMNS if column.measure)
_KEYS = tuple(dict.fromkeys((*_COUNTS, *(key for rate in INDICATORS for key in (*rate.parts, rate.whole)))))

Targets = dict[int | None, dict[str, Decimal]]
"""By id of agency, None for the province: key of indicator → per cent."""


def tables(asked: Asked) -> tuple[Table, ...]:
    """The table, with the targets of the year in which the period ends (four queries)."""
    found = counted(asked.span, _KEYS, by=asked.by, agencies=asked.agencies, engine=asked.engine)
    rates = Rates({rate.key: rate for rate in INDICATORS}, sources())
    table = built(found, name=NAME, title=TITLE, columns=COLUMNS, rates=rates)
    targets = _targets(targets_of(asked.span.period.last.year))
    only = next(iter(asked.agencies)) if asked.agencies and len(asked.agencies) == 1 else None
    aimed = {**targets.get(None, {}), **(targets.get(only, {}) if only is not None else {})}
    rows = _target_rows(table, aimed, asked.span.period.last.year)
    notes = _missed(found, table, targets) if asked.by == "agency" else ()
    return (replace(table, rows=(*table.rows, *rows), notes=(*table.notes, *notes)),)


def _targets(rows: list[Target]) -> Targets:
    found: Targets = {}
    for row in rows:
        found.setdefault(row.agency_id, {})[row.indicator] = row.value
    return found


def _target_rows(table: Table, aimed: dict[str, Decimal], year: int) -> list[Row]:
    """What the total is to reach, and in words whether it does; nothing where no target was set."""
    keys = [column.key for column in table.columns]
    if not any(key in aimed for key in keys):
        return []
    reached: list[Cell] = []
    for key in keys:
        value = table.total[key]
        says = met(value if isinstance(value, Decimal) else None, aimed.get(key))
        reached.append(None if says is None else "Đạt" if says else "Chưa đạt")
    return [
        Row("", f"Chỉ tiêu năm {year}", tuple(aimed.get(key) for key in keys), RowKind.TARGET),
        Row("", "So với chỉ tiêu", tuple(reached), RowKind.TARGET),
    ]


def _missed(found: Counted, table: Table, targets: Targets) -> tuple[str, ...]:
    """For each indicator with targets, the agencies that do not reach theirs, as a sentence."""
    notes = []
    for rate in INDICATORS:
        short = []
        for counted_row, row in zip(found.rows, table.body, strict=True):
            value = table.figures(row)[rate.key]
            own = targets.get(counted_row.agency_id, {}).get(rate.key)
            aim = own if own is not None else targets.get(None, {}).get(rate.key)
            if isinstance(value, Decimal) and met(value, aim) is False and aim is not None:
                short.append(f"{row.short_name or row.name} ({in_vietnamese(value)}/{in_vietnamese(aim)})")
        if short:
            notes.append(f"{rate.label}: {len(short)} cơ quan chưa đạt chỉ tiêu: {', '.join(short)}.")
    return tuple(notes)
