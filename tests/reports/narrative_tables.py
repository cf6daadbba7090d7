"""Tables for the tests of the narrative report: as the database would give them, from a few numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from motcua.law.lifecycle.state import LateCause
from motcua.law.periods import Period
from motcua.reports.narrative.build import build
from motcua.reports.narrative.config import config
from motcua.reports.narrative.content import Document
from motcua.reports.narrative.figures import Figures
from motcua.reports.narrative.totals import with_total
from motcua.reports.span import Span
from motcua.reports.table import Column, Kind, Row, RowKind, Table

PERIOD = Period(date(2019, 1, 1), date(2019, 12, 15))
SPAN = Span(PERIOD, datetime(2019, 12, 15, 17, 0, tzinfo=UTC))
RESULTS = (
    ("total", "total"), ("carried", "total"), ("new", "total"), ("resolved", "total"), ("early", "resolved"),
    ("on_time", "resolved"), ("late", "resolved"), ("pending", "total"), ("within", "pending"), ("overdue", "pending"),
    ("returned", "total"), ("online", "total"),
)  # fmt: skip
GROUPS = {"total": "Tiếp nhận", "carried": "Tiếp nhận", "new": "Tiếp nhận", "early": "Đã giải quyết"}
CAUSES = tuple(cause.value for cause in LateCause)


@dataclass(frozen=True)
class Work:
    """What an agency did in a period; all other figures of table 1 follow from it."""

    carried: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    within: int = 0
    overdue: int = 0
    returned: int = 0
    online: int = 0

    @property
    def cells(self) -> tuple[int, ...]:
        """The row of table 1."""
        resolved, pending = self.early + self.on_time + self.late, self.within + self.overdue
        total = resolved + pending
        return (
            total, min(self.carried, total), total - min(self.carried, total), resolved, self.early, self.on_time,
            self.late, pending, self.within, self.overdue, min(self.returned, resolved), min(self.online, total),
        )  # fmt: skip


def one_stop(work: Mapping[str, Work]) -> Table:
    """Table 1 of agencies by name."""
    columns = tuple(Column(key, key.capitalize(), GROUPS.get(key, ""), share_of=of) for key, of in RESULTS)
    return table("one-stop", columns, {name: one.cells for name, one in work.items()})


def table(name: str, columns: Sequence[Column], rows: Mapping[str, Sequence[int]], title: str = "Bảng") -> Table:
    """A table with its total; the keys of its rows are "A1", "A2", …"""
    body = tuple(Row(f"A{place}", called, tuple(cells)) for place, (called, cells) in enumerate(rows.items(), start=1))
    return with_total(Table(name, title, SPAN, "Cơ quan", tuple(columns), body, by="agency"))


def late_causes(rows: Mapping[str, Mapping[str, int]], corrected: int = 0) -> Table:
    """Late dossiers: agency → cause → number."""
    columns = [
        Column("total", "Tổng số", share_of="total"),
        *(Column(cause.value, cause.label, "Theo nguyên nhân", share_of="total") for cause in LateCause),
        Column("corrected", "Đã đính chính", share_of="total"),
    ]
    cells = {
        name: (sum(causes.values()), *(causes.get(cause, 0) for cause in CAUSES), corrected)
        for name, causes in rows.items()
    }
    return table("late-causes", columns, cells)


def ratings(rows: Mapping[str, tuple[int, int, int]], name: str = "ratings") -> Table:
    """Ratings: agency → satisfied, dissatisfied, other."""
    keys = (("satisfied", "Hài lòng"), ("dissatisfied_time", "Không hài lòng"), ("comment", "Ý kiến khác"))
    columns = [
        *(Column(key, label, share_of="total") for key, label in keys),
        Column("total", "Tổng", share_of="total"),
    ]
    return table(name, columns, {agency: (*cells, sum(cells)) for agency, cells in rows.items()}, "Phiếu")


def consultations(rows: Mapping[str, tuple[int, int, int]]) -> Table:
    """Opinions: agency → answered in time, answered late, open."""
    of = {"asked": "asked", "answered": "asked", "in_time": "answered", "late": "answered", "open": "asked"}
    columns = [Column(key, key, share_of=whole) for key, whole in of.items()]
    return table("consultations", columns, {name: (a + b + c, a + b, a, b, c) for name, (a, b, c) in rows.items()})


def months(rows: Sequence[tuple[int, int]]) -> Table:
    """Received and online by month, from January on."""
    columns = [Column("new", "Tiếp nhận mới"), Column("online", "Trực tuyến")]
    body = tuple(
        Row(f"2019-{place:02d}", f"Tháng {place:02d}/2019", (new, min(online, new)))
        for place, (new, online) in enumerate(rows, start=1)
    )
    return with_total(Table("months", "Theo tháng", SPAN, "Tháng", tuple(columns), body, by="month"))


def fees(rows: Mapping[str, tuple[int, int, int, int]]) -> Table:
    """Fees: agency → online transactions and đồng, counter transactions and đồng."""
    keys = ("online_count", "online_amount", "counter_count", "counter_amount")
    columns = [Column(key, key, kind=Kind.MONEY if key.endswith("amount") else Kind.COUNT) for key in keys]
    return table("fees", columns, rows)


def channels(rows: Mapping[str, tuple[int, int, int, int]]) -> Table:
    """Channels: agency → new, of which by post, returned, of which by post."""
    of = {"new": "new", "new_post": "new", "returned": "returned", "returned_post": "returned"}
    return table("channels", [Column(key, key, share_of=whole) for key, whole in of.items()], rows)


def procedures(rows: Mapping[str, tuple[int, int, int]]) -> Table:
    """Procedures: agency → full, partial, not online."""
    columns = [Column(key, key, share_of="total") for key in ("total", "full", "partial", "none")]
    return table("procedures", columns, {name: (sum(cells), *cells) for name, cells in rows.items()})


def organisation(**counts: int) -> Table:
    """The facts of the organisation; what is not given is nought."""
    keys = (
        "procedures_first", "added", "amended", "repealed", "decisions", "reception", "post_clerks", "home_agencies",
        "stand_ins", "handed_over",
    )  # fmt: skip
    row = Row("", "Tổng", tuple(counts.get(key, 0) for key in keys), RowKind.TOTAL)
    return Table("organisation", "Tổ chức", SPAN, "", tuple(Column(key, key) for key in keys), (row,))


def report(*tables: Table, before: Sequence[Table] = (), **more: object) -> Document:
    """The report of these tables."""
    return build(figures(*tables, before=before), SPAN, config(), **more)  # type: ignore[arg-type]


def figures(*tables: Table, before: Sequence[Table] = ()) -> Figures:
    """The figures of these tables."""
    return Figures({one.name: one for one in tables}, {one.name: one for one in before})
