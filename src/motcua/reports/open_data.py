"""Figures for everybody: the results of closed years by agency, without the small counts that tell of people.

Tables of several periods together could give a hidden count back: a year less three of its quarters, or what was
carried over against what was pending a year before. So only whole reporting years are published, and of what came in
only the total: no figure of one year follows from those of another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Min

from motcua.dossiers.models import Dossier
from motcua.law.disclosure import SMALL, TOTAL, hidden
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.reports.one_stop import COLUMNS, one_stop, table_of
from motcua.reports.span import Span
from motcua.reports.table import Row, RowKind, Table, share_row

_OUTCOMES = frozenset({"early", "on_time", "late", "within", "overdue"})
PARTS: Mapping[str, Sequence[frozenset[str]]] = {
    "total": (_OUTCOMES,),
    "resolved": (frozenset({"early", "on_time", "late"}),),
    "early": (frozenset({"early"}),),
    "on_time": (frozenset({"on_time"}),),
    "late": (frozenset({"late"}),),
    "pending": (frozenset({"within", "overdue"}),),
    "within": (frozenset({"within"}),),
    "overdue": (frozenset({"overdue"}),),
    "returned": (),
    "online": (),
}
"""The columns that are published, by the ways in which each is a sum of smallest ones."""
PUBLISHED = tuple(column for column in COLUMNS if column.key in PARTS)

NOTE = (
    f"Ô để trống: số từ 1 đến {SMALL - 1}, hoặc số khác phải ẩn cùng để không ai tính ngược ra được; "
    "số 0 được ghi đầy đủ."
)


def closed_periods(now: datetime) -> list[Period]:
    """The reporting years that were over at `now` (UTC), the newest first; from the first dossier on."""
    first = Dossier.objects.aggregate(first=Min("accepted_at"))["first"]
    if first is None:
        return []
    years = (Period.year(year) for year in range(local(now).year + 1, local(first).year - 1, -1))
    return [year for year in years if first < year.end <= now]


def results_for_all(period: Period) -> Table:
    """The results of a closed period by agency, as known when it ended, small counts left out."""
    table = table_of(one_stop(Span(period, period.end)), columns=PUBLISHED)
    left_out = hidden([_counts(table, row) for row in table.body], PARTS)
    place = iter(range(len(table.body)))
    rows = [
        _without(table, row, left_out, TOTAL if row.kind is RowKind.TOTAL else next(place))
        for row in table.rows
        if row.kind in (RowKind.BODY, RowKind.TOTAL)
    ]
    total = dict(zip((column.key for column in table.columns), rows[-1].cells, strict=True))
    return replace(table, rows=(*rows, share_row(table.columns, total)), notes=(NOTE,) if left_out else ())


def _counts(table: Table, row: Row) -> dict[str, int]:
    return {key: int(cell or 0) for key, cell in table.figures(row).items()}


def _without(table: Table, row: Row, left_out: frozenset[tuple[int, str]], place: int) -> Row:
    cells = tuple(
        None if (place, column.key) in left_out else cell for column, cell in zip(table.columns, row.cells, strict=True)
    )
    return replace(row, cells=cells)
