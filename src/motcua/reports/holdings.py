"""Which unit holds what: dossiers that lie on the desks of units now, how many near their due date, how many past it.

A dossier on whose next steps two units work at once is counted at each of them, and a unit that was asked for its
opinion holds the dossier too: the figures of units do not add up to what is pending.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from motcua.agencies.models import Agency, Unit
from motcua.dossiers.models import Task
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.reports.conditions import SOON_DAYS
from motcua.reports.lateness import DESKS, of_unit

KINDS = (Task.Kind.STEP, Task.Kind.CONSULT, Task.Kind.SUPPLEMENT, Task.Kind.PAYMENT, Task.Kind.STOP)
"""Tasks of dossiers that are accepted and not over."""


class State(StrEnum):
    """Which of the dossiers that a unit holds."""

    ALL = "tat-ca"
    SOON = "sap-den-han"
    OVERDUE = "qua-han"

    @property
    def label(self) -> str:
        """What people call it."""
        return {"tat-ca": "Đang giữ", "sap-den-han": "Sắp đến hạn", "qua-han": "Quá hạn"}[self.value]


@dataclass(frozen=True, slots=True)
class Holding:
    """The dossiers that lie at one unit, or at a desk of the agency that belongs to no unit.

    Attributes:
        unit: code of the unit, or "-" and the role of the desk; with the agency it names the row.
        soon: due today or in the days that count as near, and not past it.
    """

    agency_code: str
    agency: str
    unit: str
    name: str
    held: int
    soon: int
    overdue: int


def held(agencies: Iterable[int] | None = None) -> QuerySet[Task]:
    """The tasks by which dossiers lie on desks."""
    tasks = Task.objects.filter(closed_at__isnull=True, kind__in=KINDS)
    return tasks if agencies is None else tasks.filter(agency_id__in=sorted(agencies))


def in_state(state: State, now: datetime) -> Q:
    """The tasks of dossiers in this state at `now` (UTC); not while the clock of the dossier stands."""
    if state is State.ALL:
        return Q()
    if state is State.OVERDUE:
        return Q(dossier_due_at__lt=now)
    return Q(dossier_due_at__gte=now, dossier_due_at__lt=_soon_until(now))


def _soon_until(now: datetime) -> datetime:
    last = local(now).date() + timedelta(days=SOON_DAYS)
    return Period(last, last).end


def holdings_at(now: datetime, agencies: Iterable[int] | None = None) -> list[Holding]:
    """What each unit holds at `now` (UTC), most overdue first, then most (three queries).

    Args:
        agencies: ids of those whose desks are shown; None for all.
    """
    bound: dict[str, Any] = {
        "agencies": agencies and sorted(agencies),
        "now": now,
        "soon": _soon_until(now),
        "kinds": list(KINDS),
    }
    with connection.cursor() as cursor:
        cursor.execute(_HOLDINGS.format(scope="TRUE" if agencies is None else "agency_id = ANY(%(agencies)s)"), bound)
        sums = {(agency, unit): counts for agency, unit, *counts in cursor.fetchall()}
    named = Agency.objects.in_bulk({agency for agency, _ in sums})
    units = _unit_names(named)
    rows = [
        Holding(named[agency].code, named[agency].short_name, unit, _name(units, agency, unit), *counts)
        for (agency, unit), counts in sums.items()
    ]
    return sorted(rows, key=lambda row: (-row.overdue, -row.held, row.agency_code, row.unit))


_HOLDINGS = """
SELECT agency_id, desk, count(*), count(*) FILTER (WHERE due >= %(now)s AND due < %(soon)s),
  count(*) FILTER (WHERE due < %(now)s)
FROM (
  SELECT agency_id, CASE WHEN unit = '' THEN '-' || role ELSE unit END AS desk, min(dossier_due_at) AS due
  FROM dossiers_task WHERE closed_at IS NULL AND kind = ANY(%(kinds)s) AND {scope}
  GROUP BY agency_id, desk, dossier_id
) AS held GROUP BY agency_id, desk
"""
"""A dossier counts once at a desk, however many tasks it has there."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A dossier that a unit holds: what it has to do, since when, and until when the dossier is promised."""

    code: str
    reference: str
    procedure: str
    agency: str
    unit: str
    task: str
    since: datetime
    due_at: datetime | None
    overdue: bool


def held_by(unit: str, state: State, now: datetime, agencies: Iterable[int] | None = None) -> QuerySet[Task]:
    """The tasks behind a figure: those of one unit ("" for all) in one state, one a dossier, nearest due first."""
    same = {name: OuterRef(name) for name in ("dossier", "agency", "unit")}
    before = held().filter(**same, id__lt=OuterRef("id")).filter(~Q(unit="") | Q(role=OuterRef("role")))
    tasks = of_unit(held(agencies), unit).filter(in_state(state, now)).exclude(Exists(before))
    return tasks.order_by(F("dossier_due_at").asc(nulls_last=True), "id")


def held_lines(tasks: QuerySet[Task], *, now: datetime) -> list[HeldLine]:
    """The tasks as lines, in the order given (two queries)."""
    rows: list[Any] = list(
        tasks.values(
            "agency_id", "unit", "role", "name", "opened_at", "dossier_due_at", "dossier_id",
            code=F("dossier__code"), procedure=F("dossier__procedure_version__name"), short=F("agency__short_name"),
        )
    )  # fmt: skip
    units = _unit_names({row["agency_id"] for row in rows})
    return [
        HeldLine(
            code=row["code"] or "",
            reference=row["code"] or str(row["dossier_id"]),
            procedure=row["procedure"],
            agency=row["short"],
            unit=_name(units, row["agency_id"], row["unit"] or f"-{row['role']}"),
            task=row["name"],
            since=row["opened_at"],
            due_at=row["dossier_due_at"],
            overdue=row["dossier_due_at"] is not None and row["dossier_due_at"] < now,
        )
        for row in rows
    ]


def _unit_names(agencies: Iterable[int]) -> dict[tuple[int, str], str]:
    rows = Unit.objects.filter(agency_id__in=list(agencies)).values_list("agency_id", "code", "name").order_by()
    return {(agency, code): name for agency, code, name in rows}


def _name(units: dict[tuple[int, str], str], agency: int, unit: str) -> str:
    return DESKS.get(unit[1:], "Cơ quan") if unit.startswith("-") else units.get((agency, unit), unit)
