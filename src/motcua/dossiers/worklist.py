"""The work list: what lies on a person's desks, ordered by what falls due, with counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor, Seat
from motcua.agencies.models import Agency
from motcua.dossiers.access import DESK_ROLES
from motcua.dossiers.models import Task
from motcua.law.moments import local

PAGE = 50


class Urgency(StrEnum):
    """How near the due date of a dossier is; a result that waits for its owner is due no more."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    READY = "ready"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            Urgency.OVERDUE: "Quá hạn",
            Urgency.TODAY: "Đến hạn hôm nay",
            Urgency.SOON: "Đến hạn trong 3 ngày tới",
            Urgency.LATER: "Còn hạn",
            Urgency.READY: "Có kết quả, chờ trả",
            Urgency.STOPPED: "Đang dừng tính hạn",
        }[self]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of the work list."""

    id: int
    kind: str
    name: str
    reference: str
    code: str
    applicant: str
    procedure: str
    agency: str
    agency_id: int
    """The agency responsible for the dossier: its calendar measures the time left."""
    calendar: int
    """The approval of calendars with which the due date was reckoned; 0: whatever is newest."""
    officer: str
    opened_at: datetime
    step_due_at: datetime | None
    due_at: datetime | None
    urgency: Urgency
    barred: bool = False
    """Whether it is the actor's own or a relative's: somebody else has to do it."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a work list, and how much there is by urgency and by kind."""

    rows: tuple[TaskRow, ...]
    total: int
    by_urgency: dict[Urgency, int]
    by_kind: dict[str, int]
    page: int
    pages: int


def worklist(
    actor: Actor,
    *,
    now: datetime,
    kind: str = "",
    urgency: str = "",
    page: int = 1,
) -> Worklist:
    """What lies on the actor's desks at `now` (UTC), `PAGE` lines at a time, in three queries at the most.

    Args:
        kind: only this kind of task (`Task.Kind`); "" for all.
        urgency: only this urgency; "" for all.
    """
    mine = on_desks_of(actor)
    conditions = _urgencies(now)
    of_kind = Q(kind=kind) if kind in Task.Kind.values else Q()
    figures = mine.aggregate(
        **{f"kind_{name}": Count("id", filter=Q(kind=name)) for name in Task.Kind.values},
        **{f"urgency_{name}": Count("id", filter=condition & of_kind) for name, condition in conditions.items()},
    )
    shown = mine.filter(of_kind)
    if urgency in conditions:
        shown = shown.filter(conditions[Urgency(urgency)])
        total = figures[f"urgency_{urgency}"]
    else:
        total = sum(figures[f"urgency_{name}"] for name in conditions)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    rows = _lines(shown, actor).order_by(F("dossier_due_at").asc(nulls_last=True), "id")[
        (page - 1) * PAGE : page * PAGE
    ]
    return Worklist(
        rows=tuple(_row(row, actor, now) for row in rows),
        total=total,
        by_urgency={name: figures[f"urgency_{name}"] for name in conditions},
        by_kind={name: figures[f"kind_{name}"] for name in Task.Kind.values},
        page=page,
        pages=pages,
    )


def on_desks_of(actor: Actor) -> QuerySet[Task]:
    """The open tasks that lie on the actor's desks."""
    desks = [Q(pk__in=[])]
    for seat in actor.seats:
        if seat.role in DESK_ROLES:
            desks.append(_at_the_desk(seat))
        elif seat.role == Role.CENTRE_DIRECTOR:
            # tasks of the centre lie in no agency; its index begins with the agency, so all of them are named
            desks.append(Q(role=seat.role, agency__in=Agency.objects.values("pk")))
        else:
            own = Q(assignee_id__isnull=True) | Q(assignee_id__in={actor.staff_id, seat.holder_id} - {None})
            desks.append(Q(role=seat.role, agency_id=seat.agency_id, unit=seat.unit_code) & own)
            desks.extend(_covered(seat))
            if seat.role == Role.CASE_OFFICER and seat.unit_code:
                # what their unit is asked for any of them may answer
                asked = Q(kind=Task.Kind.CONSULT, role=Role.LEADER)
                desks.append(asked & Q(agency_id=seat.agency_id, unit=seat.unit_code))
    return Task.objects.filter(reduce(or_, desks), closed_at__isnull=True)


def _at_the_desk(seat: Seat) -> Q:
    """What lies at a one-stop desk; new filings only where its reception was not handed over."""
    desk = Q(role=Role.RECEPTION, agency_id__in=seat.scope)
    if seat.procedures:
        desk &= Q(dossier__procedure__code__in=seat.procedures)
    for handed in seat.given_away:
        new = Q(kind=Task.Kind.INTAKE, agency_id=handed.agency_id)
        if handed.procedure:
            new &= Q(dossier__procedure__code=handed.procedure)
        desk &= ~new
    return desk


def _covered(seat: Seat) -> list[Q]:
    """The work of a leader's people from which all of them have to keep away."""
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for role, unit, number in seat.covers:
        numbers[role, unit].add(number)
    return [
        Q(role=role, unit=unit, agency_id=seat.agency_id, dossier__applicant__identity_number__in=found)
        for (role, unit), found in numbers.items()
    ]


def urgency_of(due_at: datetime | None, now: datetime) -> Urgency:
    """How near a due date is; both instants in UTC, days are local days."""
    if due_at is None:
        return Urgency.STOPPED
    if due_at < now:
        return Urgency.OVERDUE
    days = (local(due_at).date() - local(now).date()).days
    if days == 0:
        return Urgency.TODAY
    return Urgency.SOON if days <= 3 else Urgency.LATER


def _urgencies(now: datetime) -> dict[Urgency, Q]:
    midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow, in_four_days = midnight + timedelta(days=1), midnight + timedelta(days=4)
    waits, works = Q(kind=Task.Kind.RETURN), ~Q(kind=Task.Kind.RETURN)
    return {
        Urgency.OVERDUE: works & Q(dossier_due_at__lt=now),
        Urgency.TODAY: works & Q(dossier_due_at__gte=now, dossier_due_at__lt=tomorrow),
        Urgency.SOON: works & Q(dossier_due_at__gte=tomorrow, dossier_due_at__lt=in_four_days),
        Urgency.LATER: works & Q(dossier_due_at__gte=in_four_days),
        Urgency.READY: waits,
        Urgency.STOPPED: works & Q(dossier_due_at__isnull=True),
    }


def _lines(tasks: QuerySet[Task], actor: Actor) -> QuerySet[Task, Any]:
    # whose it is matters only to those who have declared somebody
    owner = {"owner": F("dossier__applicant__identity_number")} if actor.kin else {}
    return tasks.values(
        "id",
        "kind",
        "name",
        "dossier_id",
        "opened_at",
        "due_at",
        "dossier_due_at",
        code=F("dossier__code"),
        applicant=F("dossier__applicant_name"),
        procedure=F("dossier__procedure_version__name"),
        agency_name=F("dossier__agency__short_name"),
        responsible=F("dossier__agency_id"),
        calendar=F("dossier__calendar"),
        officer=F("dossier__officer__full_name"),
        **owner,
    )


def _row(row: dict[str, Any], actor: Actor, now: datetime) -> TaskRow:
    return TaskRow(
        id=row["id"],
        kind=row["kind"],
        name=row["name"],
        reference=row["code"] or str(row["dossier_id"]),
        code=row["code"] or "",
        applicant=row["applicant"],
        procedure=row["procedure"],
        agency=row["agency_name"],
        agency_id=row["responsible"],
        calendar=row["calendar"],
        officer=row["officer"] or "",
        opened_at=row["opened_at"],
        step_due_at=row["due_at"],
        due_at=row["dossier_due_at"],
        urgency=Urgency.READY if row["kind"] == Task.Kind.RETURN else urgency_of(row["dossier_due_at"], now),
        barred=actor.is_barred(row.get("owner", "")),
    )
