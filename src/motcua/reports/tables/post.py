"""Table 2: receptions handed over to the post, each over its own span: from its decision to the end of the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from motcua.agencies.models import PostHandover
from motcua.agencies.queries import calendar_for
from motcua.catalogue.directory import procedure_id, procedure_names
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.building import Rates, cells_of
from motcua.reports.counting import Counted, CountedRow, counted_of
from motcua.reports.measures import DEFINITIONS
from motcua.reports.one_stop import COLUMNS as RESULTS
from motcua.reports.one_stop import KEYS
from motcua.reports.span import Span
from motcua.reports.table import TOTAL_LABEL, Cell, Column, Kind, Row, RowKind, Source, Table, share_row
from motcua.reports.tables.definition import Asked

NAME = "post"
TITLE = "Kết quả bàn giao tiếp nhận hồ sơ cho bưu điện"
COLUMNS = (*RESULTS, Column("per_day", "Hồ sơ mới bình quân mỗi ngày làm việc", kind=Kind.NUMBER))
NOTE = (
    "Mỗi dòng tính trong thời gian riêng của lần bàn giao; dòng tổng cộng các dòng, bình quân tính trên một ngày làm "
    "việc của một vị trí nhân viên bưu điện."
)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A hand-over with its span; `value` is what its dossiers have in the dimension `by`."""

    handover: PostHandover
    span: Span
    by: str
    value: int | None
    name: str

    @property
    def note(self) -> str:
        """Decision and span, in words."""
        period, decided = self.span.period, self.handover
        return (
            f"Quyết định {decided.decision} ngày {decided.decided_on:%d/%m/%Y}; "
            f"từ {period.first:%d/%m/%Y} đến {period.last:%d/%m/%Y}"
        )

    @property
    def behind(self) -> tuple[tuple[str, str], ...]:
        """What its dossiers have in common."""
        of_agency = (("agency", self.handover.agency.code),)
        return of_agency if self.by == "agency" else (*of_agency, ("procedure", self.handover.procedure))


def tables(asked: Asked) -> tuple[Table, ...]:
    """The table; none where nothing is handed over in the period (at most five queries and one for each post)."""
    handed = _handed_over(asked)
    if not handed:
        return ()
    counts = _counted(asked, handed)
    days = [_working_days(one.handover.post.agency_id, one.span) for one in handed]
    rows = _told_apart([_row(one, row, worked) for one, row, worked in zip(handed, counts, days, strict=True)])
    summed = {key: sum(row.counts[key] for row in counts) for key in KEYS}
    total = (*cells_of(RESULTS, summed, asked.span, Rates()), _per_day(summed["new"], _days_of_posts(handed)))
    named = dict(zip((column.key for column in COLUMNS), total, strict=True))
    return (
        Table(
            name=NAME,
            title=TITLE,
            span=asked.span,
            row_label="Cơ quan, thủ tục bàn giao",
            columns=COLUMNS,
            # the dossiers of the total lie in several spans: no list holds them all
            rows=(*rows, Row("", TOTAL_LABEL, total, RowKind.TOTAL, behind=None), share_row(COLUMNS, named)),
            by="handover",
            notes=(NOTE,),
            source=Source(asked.engine.name, asked.span.as_of),
            definitions=DEFINITIONS,
        ),
    )


def _handed_over(asked: Asked) -> list[HandedOver]:
    """The hand-overs that hold on some day of the period, in the order of the agencies."""
    period = asked.span.period
    still = Q(until__isnull=True) | Q(until__gt=period.first)
    rows = PostHandover.objects.filter(still, since__lte=period.last).select_related("agency", "post__agency")
    if asked.agencies is not None:
        rows = rows.filter(agency_id__in=sorted(asked.agencies))
    return [
        _with_span(row, asked.span)
        for row in rows.order_by("agency__order", "agency__code", "procedure", "since")
        if Period(row.decided_on, row.decided_on).start <= asked.span.as_of
    ]


def _with_span(row: PostHandover, span: Span) -> HandedOver:
    last = span.period.last if row.until is None else min(span.period.last, row.until - timedelta(days=1))
    own = Span(Period(row.decided_on, last), span.as_of)
    if not row.procedure:
        return HandedOver(row, own, "agency", row.agency_id, row.agency.name)
    found = procedure_id(row.procedure)
    names = procedure_names([found]) if found is not None else {}
    title = f"{row.procedure} – {names[found][1]}" if found in names else row.procedure
    return HandedOver(row, own, "procedure", found, f"{row.agency.name}: thủ tục {title}")


def _counted(asked: Asked, handed: list[HandedOver]) -> list[CountedRow]:
    """The counts of each, in the same order; one question for agencies and one for procedures."""
    found: dict[int, CountedRow] = {}
    for by in ("agency", "procedure"):
        places = [place for place, one in enumerate(handed) if one.by == by]
        if not places:
            continue
        agencies = {handed[place].handover.agency_id for place in places}
        spans = [handed[place].span for place in places]
        counted = counted_of(spans, KEYS, by=by, agencies=agencies, engine=asked.engine)
        found |= {place: _of(one, handed[place]) for place, one in zip(places, counted, strict=True)}
    return [found[place] for place in range(len(handed))]


def _of(counted: Counted, one: HandedOver) -> CountedRow:
    nothing = CountedRow(one.value, "", one.name, "", dict.fromkeys(KEYS, 0))
    row = next((row for row in counted.rows if row.value == one.value), nothing)
    return replace(row, span=Span(one.span.period, counted.span.as_of))


def _row(one: HandedOver, row: CountedRow, days: int | None) -> Row:
    cells = (*cells_of(RESULTS, row.counts, one.span, Rates()), _per_day(row.counts["new"], days))
    agency = one.handover.agency
    key = f"{agency.code}/{one.handover.procedure}" if one.handover.procedure else agency.code
    short = f"{agency.short_name}: {one.handover.procedure}" if one.handover.procedure else agency.short_name
    return Row(key, one.name, cells, span=row.span, note=one.note, short_name=short, behind=one.behind)


def _told_apart(rows: list[Row]) -> list[Row]:
    """The rows, each with a key of its own: the same reception may be handed over again after it was given back."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        seen[row.key] += 1
        found.append(row if seen[row.key] == 1 else replace(row, key=f"{row.key}/{seen[row.key]}"))
    return found


def _per_day(number: int, days: int | None) -> Cell:
    return (Decimal(number) / days).quantize(Decimal("0.01"), ROUND_HALF_UP) if days else None


def _days_of_posts(handed: list[HandedOver]) -> int | None:
    """Working days of all posts together, each from its first hand-over to its last day."""
    spans: dict[int, list[HandedOver]] = {}
    for one in handed:
        spans.setdefault(one.handover.post_id, []).append(one)
    worked = [
        _working_days(
            members[0].handover.post.agency_id,
            Span(
                Period(min(one.span.period.first for one in members), max(one.span.period.last for one in members)),
                members[0].span.as_of,
            ),
        )
        for members in spans.values()
    ]
    known = [days for days in worked if days is not None]
    return sum(known) if len(known) == len(worked) else None


def _working_days(agency_id: int, span: Span) -> int | None:
    """Working days of the post in the span, up to the as-of instant; None where a year has no approved calendar."""
    calendar = calendar_for(agency_id)
    last = min(span.period.last, local(span.as_of - timedelta(microseconds=1)).date())
    length = (last - span.period.first).days + 1
    try:
        return sum(calendar.is_working_day(day) for day in _days(span.period.first, length))
    except Refused:
        return None


def _days(first: date, number: int) -> list[date]:
    return [first + timedelta(days=count) for count in range(number)]
