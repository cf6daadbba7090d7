"""Table 9: the late dossiers of a period one by one: who held them when a step ran out, why, for how long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from motcua.agencies.models import Agency, Unit
from motcua.agencies.queries import calendars_for
from motcua.dossiers.models import Dossier, Event, Task
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import LateCause
from motcua.law.refusal import Refused
from motcua.law.worktime import Calendar
from motcua.notices.models import ApplicantNotice
from motcua.reports.engines import LIVE, Question
from motcua.reports.facts import facts
from motcua.reports.lateness import DESKS
from motcua.reports.measures import MEASURES
from motcua.reports.table import Column, Kind, Row, Table
from motcua.reports.tables.definition import LISTS, Asked, Definition
from motcua.reports.tables.lists import PAGE, day, long_list, moment

TITLE = "Hồ sơ giải quyết trễ hạn, quá hạn"
COLUMNS = (
    Column("procedure", "Thủ tục", kind=Kind.TEXT),
    Column("agency", "Cơ quan", kind=Kind.TEXT),
    Column("state", "Tình trạng", kind=Kind.TEXT),
    Column("cause", "Nguyên nhân", kind=Kind.TEXT),
    Column("due", "Hẹn trả", kind=Kind.TEXT),
    Column("ended", "Kết thúc", kind=Kind.TEXT),
    Column("days_legal", "Ngày làm việc", "Số ngày trễ", Kind.NUMBER, places=1),
    Column("days_clock", "Theo lịch", "Số ngày trễ", Kind.NUMBER, places=1),
    Column("step", "Bước", "Bước quá hạn đầu tiên", Kind.TEXT),
    Column("unit", "Đơn vị giữ hồ sơ", "Bước quá hạn đầu tiên", Kind.TEXT),
    Column("holder", "Người giữ hồ sơ", "Bước quá hạn đầu tiên", Kind.TEXT),
    Column("apology", "Xin lỗi người nộp", kind=Kind.TEXT),
)
NOTES = (
    "Số ngày làm việc trễ tính theo lịch làm việc đã ghim với hồ sơ; hồ sơ chưa kết thúc tính đến lúc chốt số liệu.",
    "Ô bước quá hạn để trống khi không bước nào quá hạn riêng của nó.",
)
_DAY = Decimal(24 * 60 * 60)


@dataclass(frozen=True, slots=True)
class _Late:
    """A late dossier as the report knows it."""

    id: UUID
    agency_id: int
    due_at: datetime
    ended_at: datetime | None


def late(asked: Asked) -> tuple[Table, ...]:
    """The dossiers that ended late in the period, and those overdue at its end, by agency and due date."""
    table = long_list(
        asked, lambda: _lines(asked), name="late", title=TITLE, row_label="Mã hồ sơ", columns=COLUMNS, notes=NOTES
    )
    return (table,)


def _lines(asked: Asked) -> Iterator[Row]:
    question = Question(_late, (asked.agencies is not None,))
    found = [_Late(*line) for line in LIVE.rows(question, [asked.span], asked.agencies)]
    agencies = Agency.objects.in_bulk({one.agency_id for one in found})
    place = {pk: (agency.order, agency.code) for pk, agency in agencies.items()}
    found.sort(key=lambda one: (place[one.agency_id], one.due_at, one.id))
    number = 0
    for first in range(0, len(found), PAGE):
        for row in _Page(found[first : first + PAGE], asked, agencies).rows():
            number += 1
            yield replace(row, number=str(number))


def _late(scoped: bool) -> Any:
    known = facts(scoped=scoped)
    found = known.filter(MEASURES["late"].where(known) | MEASURES["overdue"].where(known))
    ended = found.ended_at < found.period_end
    return found.select("id", "agency_id", "due_at", ended_at=ended.ifelse(found.ended_at, None))


class _Page:
    """What is told of a page of late dossiers, each kind of thing looked up once."""

    def __init__(self, late: Sequence[_Late], asked: Asked, agencies: dict[int, Agency]) -> None:
        self.late, self.asked, self.agencies = late, asked, agencies
        ids = [one.id for one in late]
        columns = ("code", "late_cause", "calendar", "procedure_version__name")
        self.dossiers = {row["id"]: row for row in Dossier.objects.filter(pk__in=ids).values("id", *columns)}
        pins = {(one.agency_id, self.dossiers[one.id]["calendar"]) for one in late}
        self.calendars: dict[tuple[int, int], Calendar] = calendars_for(pins)
        self.steps = _first_late_steps(ids, asked)
        self.units = _units({step["agency_id"] for step in self.steps.values()})
        self.apologies = _apologies(ids, asked)

    def rows(self) -> Iterator[Row]:
        for one in self.late:
            dossier, step = self.dossiers[one.id], self.steps.get(one.id)
            until = one.ended_at or self.asked.span.horizon
            cells = (
                dossier["procedure_version__name"],
                self.agencies[one.agency_id].name,
                "Đã giải quyết trễ hạn" if one.ended_at else "Đang giải quyết, quá hạn",
                LateCause(dossier["late_cause"]).label if one.ended_at and dossier["late_cause"] else None,
                moment(one.due_at),
                moment(one.ended_at),
                self._legal(one, dossier["calendar"], until),
                _rounded(Decimal((until - one.due_at).total_seconds()) / _DAY),
                *((step["name"], self._unit(step), step["who"]) if step else (None, None, None)),
                self.apologies.get(one.id, "Chưa xin lỗi"),
            )
            yield Row(dossier["code"], dossier["code"], cells)

    def _legal(self, one: _Late, pin: int, until: datetime) -> Decimal | None:
        calendar = self.calendars[one.agency_id, pin]
        try:
            minutes = calendar.minutes_between(one.due_at, until)
        except Refused:  # a year that is not approved
            return None
        return _rounded(Decimal(minutes) / Decimal(calendar.standard_day))

    def _unit(self, step: dict[str, Any]) -> str:
        if not step["unit"]:
            return DESKS.get(step["role"], "Cơ quan")
        return self.units.get((step["agency_id"], step["unit"]), str(step["unit"]))


def _rounded(days: Decimal) -> Decimal:
    return days.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _first_late_steps(ids: Iterable[UUID], asked: Asked) -> dict[UUID, dict[str, Any]]:
    """The step of each dossier that was the first to run out, as known: who had it then."""
    judged = asked.span.horizon
    over = Q(closed_at__gt=F("due_at")) | Q(closed_at__isnull=True)
    steps = Task.objects.filter(over, dossier__in=ids, kind__in=(Task.Kind.STEP, Task.Kind.CONSULT))
    rows = steps.filter(opened_at__lte=judged, due_at__lt=judged).order_by("due_at", "id")
    found: dict[UUID, dict[str, Any]] = {}
    for row in rows.values(
        "dossier_id", "name", "agency_id", "unit", "role", "closed_at",
        assigned=F("assignee__full_name"), closed=F("closed_by__full_name"),
    ):  # fmt: skip
        left = row["closed"] if row["closed_at"] and row["closed_at"] <= judged else None
        found.setdefault(row["dossier_id"], {**row, "who": left or row["assigned"]})
    return found


def _units(agencies: Iterable[int]) -> dict[tuple[int, str], str]:
    rows = Unit.objects.filter(agency_id__in=set(agencies)).values_list("agency_id", "code", "name")
    return {(agency, code): name for agency, code, name in rows}


def _apologies(ids: Iterable[UUID], asked: Asked) -> dict[UUID, str]:
    """What is known of the apology: form 04 with the extension, and whether the applicant was told of it."""
    as_of = asked.span.as_of
    kind = e.KIND_OF[e.Extended]
    written = Event.objects.filter(dossier__in=ids, kind=kind, at__lte=as_of).order_by("at").values_list(
        "dossier_id", "at"
    )  # fmt: skip
    told: defaultdict[UUID, list[datetime]] = defaultdict(list)
    notices = ApplicantNotice.objects.filter(dossier__in=ids, kind=ApplicantNotice.Kind.EXTENDED, told_at__lte=as_of)
    for dossier, at in notices.values_list("dossier_id", "told_at"):
        if at is not None:
            told[dossier].append(at)
    found = {dossier: f"Đã lập văn bản ngày {day(at)}, chưa báo" for dossier, at in written}
    for dossier, moments in told.items():
        found[dossier] = f"Đã báo ngày {day(max(moments))}"
    return found


DEFINED = (Definition("late", "9", TITLE, "NĐ 118/2025/NĐ-CP Đ19.6", late, group=LISTS),)
