"""Reads of the warnings that concern a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.dossiers.worklist import on_desks_of
from motcua.notices.models import DueWarning

PAGE = 50
MANY = 100
"""The count in the navigation goes so far and no further."""

_OF_DOSSIER = (
    DueWarning.Kind.NEAR_DUE_DAY,
    DueWarning.Kind.NEAR_DUE_HOURS,
    DueWarning.Kind.OVERDUE,
)


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One line of the list of warnings; `due_at` is what it speaks of."""

    id: int
    kind: DueWarning.Kind
    reference: str
    code: str
    applicant: str
    procedure: str
    agency: str
    task: str
    due_at: datetime
    act_by: datetime | None
    created_at: datetime
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class WarningPage:
    """One page of the list: warnings nobody has seen first, then by due date."""

    rows: tuple[WarningRow, ...]
    total: int
    unseen: int
    page: int


def concerning(actor: Actor, *, at: datetime) -> QuerySet[DueWarning]:
    """The warnings that still hold and are the actor's to act on: of tasks on the actor's desks, and of the head.

    A warning holds as long as its task is open and its due date is the present one, until a later one about the same
    due date takes its place.
    """
    of_tasks = Q(task__in=on_desks_of(actor)) & (
        Q(kind__in=_OF_DOSSIER, due_at=F("dossier__due_at"))
        | Q(kind=DueWarning.Kind.SUPPLEMENT_CLOSING)
        | ~Q(kind__in=_OF_DOSSIER) & Q(due_at=F("task__due_at"))
    )
    headed = {seat.agency_id for seat in actor.seats_as(Role.LEADER) if not seat.unit_code}
    of_head = Q(
        task__isnull=True,
        agency_id__in=headed,
        dossier__ended_at__isnull=True,
        due_at=F("dossier__due_at"),
    ) & (Q(act_by__isnull=True) | Q(act_by__gt=at))
    later = DueWarning.objects.filter(dossier=OuterRef("dossier"), due_at=OuterRef("due_at"), pk__gt=OuterRef("pk"))
    same_task = Exists(later.filter(task=OuterRef("task")))
    same_head = Exists(later.filter(task__isnull=True))
    return DueWarning.objects.filter(of_tasks & ~same_task | of_head & ~same_head)


def unseen(actor: Actor, *, at: datetime) -> int:
    """How many warnings wait to be looked at, up to `MANY`; one query."""
    return concerning(actor, at=at).filter(seen_at__isnull=True)[:MANY].count()


def warnings_of(actor: Actor, *, at: datetime, page: int = 1) -> WarningPage:
    """The warnings that concern the actor at an instant (UTC), `PAGE` lines at a time; two queries."""
    mine = concerning(actor, at=at)
    figures = _counts(mine)
    pages = max(1, -(-figures["total"] // PAGE))
    page = min(max(page, 1), pages)
    rows = _lines(mine).order_by(F("seen_at").asc(nulls_first=True), "due_at", "id")[(page - 1) * PAGE : page * PAGE]
    return WarningPage(tuple(_row(row) for row in rows), figures["total"], figures["unseen"], page)


def _counts(mine: QuerySet[DueWarning]) -> dict[str, int]:
    return mine.aggregate(total=Count("id"), unseen=Count("id", filter=Q(seen_at__isnull=True)))


def _lines(warnings: QuerySet[DueWarning]) -> QuerySet[DueWarning, Any]:
    return warnings.values(
        "id",
        "kind",
        "dossier_id",
        "due_at",
        "act_by",
        "created_at",
        "seen_at",
        code=F("dossier__code"),
        applicant=F("dossier__applicant_name"),
        procedure=F("dossier__procedure_version__name"),
        agency_name=F("agency__short_name"),
        task_name=F("task__name"),
    )


def _row(row: dict[str, Any]) -> WarningRow:
    return WarningRow(
        id=row["id"],
        kind=DueWarning.Kind(row["kind"]),
        reference=row["code"] or str(row["dossier_id"]),
        code=row["code"] or "",
        applicant=row["applicant"],
        procedure=row["procedure"],
        agency=row["agency_name"],
        task=row["task_name"] or "",
        due_at=row["due_at"],
        act_by=row["act_by"],
        created_at=row["created_at"],
        seen_at=row["seen_at"],
    )
