"""Who was late, and why: dossiers that ended late by agency and cause, steps that ended after their own due by unit.

A dossier is late when it was recorded as ended after its due date; the cause was stated when it ended (closed list of
`LateCause`). Where the recorded moment was corrected and the true one was in time, the dossier is counted as corrected
beside it: both are reported. A step is late when it left its unit after its own due instant; one that came back, taken
back or after a payment, counts where it was late first, so that a past period never changes. Consultations count for
the unit that was asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from motcua.agencies.models import Agency, Unit
from motcua.agencies.queries import calendars_for
from motcua.dossiers.models import Dossier, Task
from motcua.law.lifecycle.state import LateCause
from motcua.law.refusal import Refused
from motcua.law.worktime import Calendar
from motcua.reports.engines import LIVE
from motcua.reports.span import Span
from motcua.reports.table import TOTAL_LABEL, Column, Row, RowKind, Source, Table, share_row

CORRECTED = "corrected"
KEYS = ("total", *(cause.value for cause in LateCause), CORRECTED)
"""Figures of a row of causes: late dossiers, by cause, and those whose true moment was in time."""
CORRECTED_LABEL = "Thực tế đúng hạn (đã đính chính)"

_COUNTED = (Task.Kind.STEP, Task.Kind.CONSULT)
DESKS = {"reception": "Một cửa", "leader": "Lãnh đạo cơ quan"}
"""Desks of an agency that belong to none of its units."""


COLUMNS = (
    Column("total", "Tổng số", share_of="total"),
    *(Column(cause.value, cause.label, "Theo nguyên nhân", share_of="total") for cause in LateCause),
    Column(CORRECTED, CORRECTED_LABEL, share_of="total"),
)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """Late steps of one unit, or of a desk of the agency that belongs to no unit.

    Attributes:
        unit: code of the unit, or "-" and the role of the desk; with the agency it names the row.
        ended: steps that left the unit in the period after their own due.
        open: steps that lie there now after their own due.
        delay: median delay of the ended ones in minutes of legal time; None where none ended, or no calendar tells.
        standard_day: minutes of a working day of the agency.
    """

    agency_code: str
    agency: str
    unit: str
    name: str
    ended: int
    open: int
    delay: int | None
    standard_day: int


@dataclass(frozen=True, slots=True)
class StepLine:
    """A late step: who held it, for how long over its own due (`delay`, minutes of legal time; None: no calendar)."""

    code: str
    reference: str
    procedure: str
    agency: str
    unit: str
    step: str
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None
    delay: int | None
    standard_day: int


def causes_table(span: Span, agencies: Iterable[int] | None = None) -> Table:
    """Late dossiers of the span by agency and cause, in the order of the agency list; agencies with none are left out.

    Two queries.

    Args:
        agencies: ids of the agencies to show; None for all.
    """
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    grouped = late_dossiers(span, agencies).values_list("agency_id", "late_cause")
    in_time = Count("pk", filter=Q(ended_actual__lte=F("due_at")))
    for agency_id, cause, number, corrected in grouped.annotate(number=Count("pk"), corrected=in_time).order_by():
        found[agency_id].update({"total": number, cause: number, CORRECTED: corrected})
    rows = [
        Row(agency.code, agency.name, tuple(found[agency.pk][key] for key in KEYS), short_name=agency.short_name)
        for agency in Agency.objects.filter(pk__in=found).order_by("order", "code")
    ]
    total = {key: sum(found[agency][key] for agency in found) for key in KEYS}
    return Table(
        name="late-causes",
        title="Hồ sơ giải quyết trễ hạn theo nguyên nhân",
        span=span,
        row_label="Cơ quan",
        columns=COLUMNS,
        rows=(*rows, Row("", TOTAL_LABEL, tuple(total.values()), RowKind.TOTAL), share_row(COLUMNS, total)),
        by="agency",
        source=Source(LIVE.name, span.as_of),
    )


def late_dossiers(
    span: Span, agencies: Iterable[int] | None = None, cause: LateCause | None = None, *, corrected: bool = False
) -> QuerySet[Dossier]:
    """The dossiers that ended late in the span, as known at its end; `corrected`: truly in time only."""
    late = Dossier.objects.filter(_within("ended_at", span), ended_at__gt=F("due_at"))
    if agencies is not None:
        late = late.filter(agency_id__in=sorted(agencies))
    if cause is not None:
        late = late.filter(late_cause=cause.value)
    return late.filter(ended_actual__lte=F("due_at")) if corrected else late


def ended(span: Span) -> QuerySet[Task]:
    """The steps and consultations that left their unit in the span, late or not."""
    return Task.objects.filter(_within("closed_at", span), kind__in=_COUNTED)


def ended_late(span: Span, agencies: Iterable[int] | None = None) -> QuerySet[Task]:
    """The steps that left their unit in the span after their own due, each where it was late first."""
    same = {name: OuterRef(name) for name in ("dossier", "kind", "step", "opened_at")}
    before = Task.objects.filter(**same, id__lt=OuterRef("id"), closed_at__gt=F("due_at"))
    late = Task.objects.filter(_within("closed_at", span), closed_at__gt=F("due_at"), kind__in=_COUNTED)
    late = late.exclude(Exists(before))
    return late if agencies is None else late.filter(agency_id__in=sorted(agencies))


def _within(moment: str, span: Span) -> Q:
    """That this moment lies in the period, and was known at the as-of instant."""
    period = span.period
    return Q(**{f"{moment}__gte": period.start, f"{moment}__lt": period.end, f"{moment}__lte": span.as_of})


def open_late(now: datetime, agencies: Iterable[int] | None = None) -> QuerySet[Task]:
    """The steps that lie on a desk at `now` (UTC) after their own due; not while the clock of the dossier stands."""
    runs = Q(kind=Task.Kind.CONSULT) | Q(dossier__due_at__isnull=False)
    late = Task.objects.filter(runs, closed_at__isnull=True, due_at__lt=now, kind__in=_COUNTED)
    return late if agencies is None else late.filter(agency_id__in=sorted(agencies))


def of_unit(steps: QuerySet[Task], unit: str) -> QuerySet[Task]:
    """Those of one unit, or desk, as a row of the table names it; all where it is ""."""
    if not unit:
        return steps
    return steps.filter(unit="", role=unit[1:]) if unit.startswith("-") else steps.filter(unit=unit)


def units_table(span: Span, agencies: Iterable[int] | None = None, *, now: datetime) -> list[UnitRow]:
    """Late steps by unit, the most first (five queries).

    Args:
        now: an instant in UTC; what is open is told as it is now, whatever the span.
    """
    columns = ("agency_id", "unit", "role", "due_at", "closed_at")
    ended = list(ended_late(span, agencies).values_list(*columns))
    lying = open_late(now, agencies).values_list("agency_id", "unit", "role").annotate(number=Count("pk")).order_by()
    still: Counter[tuple[int, str]] = Counter()
    for agency, unit, role, number in lying:  # several desks may lie in one unit
        still[agency, unit or f"-{role}"] += number
    reader = _Reader({agency for agency, *_ in (*ended, *still)})
    delays: defaultdict[tuple[int, str], list[int | None]] = defaultdict(list)
    for agency, unit, role, due_at, closed_at in ended:
        delays[agency, unit or f"-{role}"].append(reader.delay(agency, due_at, closed_at))
    rows = [
        UnitRow(
            agency_code=reader.agencies[agency].code,
            agency=reader.agencies[agency].name,
            unit=unit,
            name=reader.unit(agency, unit),
            ended=len(delays[agency, unit]),
            open=still[agency, unit],
            delay=_median(delays[agency, unit]),
            standard_day=reader.standard_day(agency),
        )
        for agency, unit in {*delays, *still}
    ]
    return sorted(rows, key=lambda row: (-row.ended - row.open, row.agency_code, row.unit))


def step_lines(steps: QuerySet[Task], *, now: datetime) -> list[StepLine]:
    """The steps as lines, in the order given (four queries); of those still open, the delay until `now` (UTC)."""
    rows: list[Any] = list(
        steps.values(
            "name", "agency_id", "unit", "role", "opened_at", "due_at", "closed_at", "dossier_id",
            code=F("dossier__code"), procedure=F("dossier__procedure_version__name"),
        )
    )  # fmt: skip
    reader = _Reader({row["agency_id"] for row in rows})
    return [reader.line(row, now) for row in rows]


def late_steps_of(dossiers: Iterable[Any], *, now: datetime) -> dict[str, list[StepLine]]:
    """Code of dossier → its late steps in the order in which they were opened: who held it when a step ran out."""
    rows = Task.objects.filter(dossier__in=list(dossiers), kind__in=_COUNTED)
    over = Q(closed_at__gt=F("due_at")) | Q(closed_at__isnull=True, due_at__lt=now)
    found: defaultdict[str, list[StepLine]] = defaultdict(list)
    for line in step_lines(rows.filter(over).order_by("opened_at", "id"), now=now):
        found[line.code].append(line)
    return found


class _Reader:
    """Names and calendars of agencies, looked up once for many rows."""

    def __init__(self, agencies: set[int]) -> None:
        self.agencies = Agency.objects.in_bulk(agencies)
        units = Unit.objects.filter(agency_id__in=agencies).values_list("agency_id", "code", "name")
        self.units = {(agency, code): name for agency, code, name in units}
        self.calendars = calendars_for({(agency, 0) for agency in agencies})

    def unit(self, agency: int, unit: str) -> str:
        if unit.startswith("-"):
            return DESKS.get(unit[1:], "Cơ quan")
        return self.units.get((agency, unit), unit)

    def standard_day(self, agency: int) -> int:
        return self._calendar(agency).standard_day

    def delay(self, agency: int, due_at: datetime, until: datetime) -> int | None:
        try:
            return self._calendar(agency).minutes_between(due_at, until)
        except Refused:  # a year that is not approved
            return None

    def _calendar(self, agency: int) -> Calendar:
        return self.calendars[agency, 0]

    def line(self, row: dict[str, Any], now: datetime) -> StepLine:
        agency = row["agency_id"]
        return StepLine(
            code=row["code"] or "",
            reference=row["code"] or str(row["dossier_id"]),
            procedure=row["procedure"],
            agency=self.agencies[agency].short_name,
            unit=self.unit(agency, row["unit"] or f"-{row['role']}"),
            step=row["name"],
            opened_at=row["opened_at"],
            due_at=row["due_at"],
            closed_at=row["closed_at"],
            delay=self.delay(agency, row["due_at"], row["closed_at"] or now),
            standard_day=self.standard_day(agency),
        )


def _median(delays: Iterable[int | None]) -> int | None:
    known = [delay for delay in delays if delay is not None]
    return int(median(known)) if known else None
