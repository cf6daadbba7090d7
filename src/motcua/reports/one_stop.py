"""Table 1: one-stop results, a row for each agency, a total and a share row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from motcua.reports.facts import AGENCIES, SCOPE, always_shown, facts
from motcua.reports.measures import MEASURES, ON_TIME_RATE, broken
from motcua.reports.running import compiled, rows_of
from motcua.reports.span import Span

TOTAL_LABEL = "Tổng"
SHARE_LABEL = "Tỷ lệ (%)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in data files, its measure, its words and those of its group, what its share is of."""

    name: str
    measure: str
    label: str
    group: str
    share_of: str


COLUMNS = (
    Column("total", "total", "Tổng số", "Tiếp nhận", "total"),
    Column("carried", "carried", "Kỳ trước chuyển sang", "Tiếp nhận", "total"),
    Column("new", "new", "Tiếp nhận mới", "Tiếp nhận", "total"),
    Column("resolved", "resolved", "Tổng số", "Đã giải quyết", "total"),
    Column("early", "early", "Trước hạn", "Đã giải quyết", "resolved"),
    Column("on_time", "on_time", "Đúng hạn", "Đã giải quyết", "resolved"),
    Column("late", "late", "Trễ hạn", "Đã giải quyết", "resolved"),
    Column("pending", "pending", "Tổng số", "Đang giải quyết", "total"),
    Column("within", "within", "Còn hạn", "Đang giải quyết", "pending"),
    Column("overdue", "overdue", "Quá hạn", "Đang giải quyết", "pending"),
    Column("returned", "sent_back", "Bị trả lại", "", "total"),
    Column("online", "online", "Nộp trực tuyến", "", "total"),
)
"""The columns in the order of the printed yearly report of a centre; their names are those of its data file."""

KEYS = tuple(column.measure for column in COLUMNS)


def share(part: int, whole: int, places: int = 2) -> Decimal | None:
    """`part` in per cent of `whole`, rounded half up; None where there is nothing to be a part of."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """The figures of one agency, by key of measure."""

    agency_id: int
    code: str
    name: str
    short_name: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OneStopTable:
    """Table 1 for a span.

    Attributes:
        broken: a sentence for each identity that a row or the total breaks; empty when all figures agree.
    """

    span: Span
    rows: tuple[AgencyRow, ...]
    total: Mapping[str, int]
    broken: tuple[str, ...]

    @property
    def shares(self) -> dict[str, Decimal | None]:
        """The share row: each figure of the total in per cent, from the counts."""
        return {column.measure: share(self.total[column.measure], self.total[column.share_of]) for column in COLUMNS}

    @property
    def on_time_rate(self) -> Decimal | None:
        """(early + on time) ÷ resolved, in per cent."""
        return share(sum(self.total[part] for part in ON_TIME_RATE.parts), self.total[ON_TIME_RATE.whole])


def one_stop(span: Span, agencies: Iterable[int] | None = None) -> OneStopTable:
    """The results of a span by agency, in the order of the agency list (one query).

    Agencies of the province without dossiers have a row of zeros; others have a row once they have dossiers.

    Args:
        agencies: ids of the agencies to show; None for all.
    """
    scope = None if agencies is None else frozenset(agencies)
    found = rows_of(_sql(scope is not None), span, scope)
    rows = tuple(
        AgencyRow(agency_id, code, name, short_name, dict(zip(KEYS, counts, strict=True)))
        for _, code, agency_id, name, short_name, *counts in sorted(found)
    )
    total = {key: sum(row.counts[key] for row in rows) for key in KEYS}
    contradictions = [f"{row.name}: {sentence}" for row in rows for sentence in broken(row.counts)]
    contradictions += [f"{TOTAL_LABEL}: {sentence}" for sentence in broken(total)]
    return OneStopTable(span, rows, total, tuple(contradictions))


@lru_cache(maxsize=2)
def _sql(scoped: bool) -> str:
    known = facts(scoped=scoped)
    counts = known.group_by("agency_id").agg(**{key: known.count(where=MEASURES[key].where(known)) for key in KEYS})
    listed = AGENCIES.left_join(counts, AGENCIES.id == counts.agency_id)
    if scoped:
        listed = listed.semi_join(SCOPE, listed.id == SCOPE.agency_id)
    shown = listed.filter(always_shown(listed, scoped=scoped) | listed.total.notnull())
    return compiled(
        shown.select("order", "code", "id", "name", "short_name", **{key: shown[key].coalesce(0) for key in KEYS})
    )
