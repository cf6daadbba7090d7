"""Table 5: how many dossiers were in time, the agencies in sections by level."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

from motcua.agencies.models import Agency
from motcua.reports.building import Rates, built, cells_of
from motcua.reports.counting import Counted, counted
from motcua.reports.measures import ON_TIME_SHARE
from motcua.reports.table import Column, Kind, Row, RowKind, Table
from motcua.reports.tables.definition import Asked

NAME = "on-time"
TITLE = "Tình hình giải quyết hồ sơ đúng hạn"
COLUMNS = (
    Column("total", "Tiếp nhận", measure="total"),
    Column("on_time", "Đúng hạn", measure="early_or_on_time"),
    Column("within", "Còn hạn", measure="within"),
    Column("late", "Trễ hạn", measure="late_or_overdue"),
    Column("rate_on_time", "Tỷ lệ đúng hạn (%)", kind=Kind.RATE),
)
"""Early is in time as well, and pending and overdue is late as well: the three make up what was received."""
RATES = Rates({"rate_on_time": ON_TIME_SHARE})
SECTIONS = (Agency.Level.PROVINCE, Agency.Level.CENTRAL, Agency.Level.DISTRICT, Agency.Level.COMMUNE)
_ROMAN = ("I", "II", "III", "IV")
_KEYS = (*(column.measure for column in COLUMNS if column.measure), ON_TIME_SHARE.whole)


def tables(asked: Asked) -> tuple[Table, ...]:
    """The table (three queries by agency, else two)."""
    found = counted(asked.span, _KEYS, by=asked.by, agencies=asked.agencies, engine=asked.engine)

    def body(rows: list[Row]) -> list[Row]:
        return _in_sections(found, rows) if asked.by == "agency" else rows

    return (built(found, name=NAME, title=TITLE, columns=COLUMNS, rates=RATES, body=body),)


def _in_sections(found: Counted, rows: list[Row]) -> list[Row]:
    """The rows under a heading for each level that has any; a single level needs none."""
    levels = dict(Agency.objects.filter(pk__in=[row.agency_id for row in found.rows]).values_list("pk", "level"))
    members: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(found.rows):
        members[levels[row.agency_id]].append(place)
    if len(members) < 2:
        return rows
    present = [level for level in SECTIONS if level in members]
    return list(
        chain.from_iterable(
            (_heading(found, number, level, members[level]), *(rows[place] for place in members[level]))
            for number, level in zip(_ROMAN, present, strict=False)
        )
    )


def _heading(found: Counted, number: str, level: Agency.Level, places: list[int]) -> Row:
    counts = {key: sum(found.rows[place].counts[key] for place in places) for key in _KEYS}
    return Row("", str(level.label), cells_of(COLUMNS, counts, found.span, RATES), RowKind.SECTION, number)
