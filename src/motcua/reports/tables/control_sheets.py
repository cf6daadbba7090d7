"""Control sheets (form 05 of TT 01/2018/TT-VPCP, 06 of TT 03/2025/TT-VPCP): every hand-over of a dossier.

They are made from the log of hand-overs, never typed: when a desk was given the dossier and by whom, when it was opened
there, who left it, and whether before its own due.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from motcua.agencies.models import Agency, Unit
from motcua.dossiers.models import Event, Task
from motcua.law.lifecycle import events as e
from motcua.law.moments import local
from motcua.law.regimes import CONTROL_SHEET, FORM_NUMBERS, form_set_on
from motcua.reports.lateness import DESKS
from motcua.reports.table import Cell, Column, Kind, Row, RowKind, Table
from motcua.reports.tables.definition import LISTS, Asked, Definition
from motcua.reports.tables.lists import Record, accepted, known, long_list, moment

COLUMNS = (
    Column("step", "Thủ tục; bước", kind=Kind.TEXT),
    Column("given_at", "Giao", "Thời gian giao, nhận hồ sơ", Kind.TEXT),
    Column("given_by", "Người giao", "Thời gian giao, nhận hồ sơ", Kind.TEXT),
    Column("taken_at", "Nhận", "Thời gian giao, nhận hồ sơ", Kind.TEXT),
    Column("taken_by", "Người nhận", "Thời gian giao, nhận hồ sơ", Kind.TEXT),
    Column("due", "Hạn của bước", "Kết quả giải quyết", Kind.TEXT),
    Column("left_at", "Xong lúc", "Kết quả giải quyết", Kind.TEXT),
    Column("result", "Trước hạn / đúng hạn / quá hạn", "Kết quả giải quyết", Kind.TEXT),
)
_SEEN = e.KIND_OF[e.StepSeen]


def control_sheets(asked: Asked) -> tuple[Table, ...]:
    """The hand-overs of the dossiers accepted in the period, a section for each dossier."""
    forms = form_set_on(asked.span.period.last)
    table = long_list(
        asked,
        lambda: _lines(asked),
        name="control-sheets",
        title=f"Phiếu kiểm soát quá trình giải quyết hồ sơ (mẫu số {FORM_NUMBERS[forms, CONTROL_SHEET]}, {forms})",
        row_label="Hồ sơ, cơ quan, đơn vị",
        columns=COLUMNS,
    )
    return (table,)


def _lines(asked: Asked) -> Iterator[Row]:
    agencies = dict(Agency.objects.values_list("pk", "short_name"))
    units = {(agency, code): name for agency, code, name in Unit.objects.values_list("agency_id", "code", "name")}
    number = 0
    for page in accepted(asked, "procedure_version__name", "received_by__full_name"):
        ids = [record["id"] for record in page]
        tasks, seen = _tasks(ids, asked), _seen(ids, asked)
        for record in page:
            number += 1
            heading = (record["procedure_version__name"], *(None,) * (len(COLUMNS) - 1))
            yield Row(record["code"], record["code"], heading, RowKind.SECTION, str(number))
            own = tasks[record["id"]]
            for task in own:
                unit = _unit(task, agencies, units)
                yield Row(record["code"], unit, _cells(task, own, record, seen, asked))


def _unit(task: Record, agencies: Mapping[int, str], units: Mapping[tuple[int, str], str]) -> str:
    desk = units.get((task["agency_id"], task["unit"]), task["unit"]) or DESKS.get(task["role"], "")
    return ", ".join(filter(None, (desk, agencies[task["agency_id"]])))


def _cells(
    task: Record, own: Sequence[Record], record: Record, seen: Mapping[tuple[UUID, str], list[datetime]], asked: Asked
) -> tuple[Cell, ...]:
    left = known(task["closed_at"], asked)
    opened = seen.get((record["id"], task["step"]), [])
    taken = next((at for at in opened if at >= task["opened_at"] and (left is None or at <= left)), None)
    return (
        task["name"],
        moment(task["opened_at"]),
        _giver(task, own, record),
        moment(taken),
        task["closed"] if left else task["assigned"],
        moment(task["due_at"]),
        moment(left),
        _result(task["due_at"], left),
    )


def _giver(task: Record, own: Sequence[Record], record: Record) -> str | None:
    """Who left the step before at the very moment in which this one was opened; at first who accepted the dossier."""
    for other in own:
        if other is not task and other["closed_at"] == task["opened_at"] and other["closed"]:
            return str(other["closed"])
    accepted_by: str | None = record["received_by__full_name"]
    return accepted_by if task["opened_at"] == record["accepted_at"] else None


def _result(due_at: datetime | None, left: datetime | None) -> str | None:
    """As dossiers are judged: early is a day before."""
    if due_at is None or left is None:
        return None
    if left > due_at:
        return "Quá hạn"
    return "Trước hạn" if local(left).date() < local(due_at).date() else "Đúng hạn"


def _tasks(ids: list[UUID], asked: Asked) -> defaultdict[UUID, list[Record]]:
    kinds = (Task.Kind.STEP, Task.Kind.CONSULT)
    rows = Task.objects.filter(dossier__in=ids, kind__in=kinds, opened_at__lte=asked.span.as_of)
    found: defaultdict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.order_by("opened_at", "id").values(
        "dossier_id", "step", "name", "agency_id", "role", "unit", "opened_at", "due_at", "closed_at",
        assigned=F("assignee__full_name"), closed=F("closed_by__full_name"),
    ):  # fmt: skip
        found[row["dossier_id"]].append(dict(row))
    return found


def _seen(ids: list[UUID], asked: Asked) -> Mapping[tuple[UUID, str], list[datetime]]:
    """When a step was opened by who has to do it, by dossier and step."""
    rows = Event.objects.filter(dossier__in=ids, kind=_SEEN, at__lte=asked.span.as_of).order_by("seq")
    found: defaultdict[tuple[UUID, str], list[datetime]] = defaultdict(list)
    for dossier, data, at in rows.values_list("dossier_id", "data", "at"):
        found[dossier, data["step"]].append(at)
    return found


DEFINED = (
    Definition(
        "control-sheets",
        "11",
        "Phiếu kiểm soát quá trình giải quyết hồ sơ",
        "TT 03/2025/TT-VPCP mẫu 06; TT 01/2018/TT-VPCP mẫu 05",
        control_sheets,
        group=LISTS,
    ),
)
