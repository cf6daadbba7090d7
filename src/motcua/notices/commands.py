"""Giving warnings. Each run looks at what falls due now, never at when the last run was.

So a run may be repeated, may come a week late, and may run beside another: a warning that was given is not given
again, and one whose time has passed is replaced by the one that fits now. Only dossiers and tasks that are due, or
about to be, are read: by the indexes on their due dates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from motcua.agencies.actors import Actor
from motcua.dossiers.models import Dossier, Task
from motcua.law.lifecycle.clocks import last_moment_to_extend
from motcua.law.moments import local
from motcua.law.regimes import REGIMES, regime_named
from motcua.notices.horizons import Horizon, horizons
from motcua.notices.models import DueWarning
from motcua.notices.queries import concerning

TICK = 5
"""Minutes from one run to the next: what is to be told by a moment is told by the run before it."""
CLOSING_DAYS = 3
"""Calendar days before the end of the wait for a supplement at which the one-stop unit is warned."""
_BATCH = 1000
_AT_WORK = Q(kind=Task.Kind.STEP)
_Kind = DueWarning.Kind


@dataclass(frozen=True, slots=True)
class Given:
    """How many warnings of each kind a run has given."""

    by_kind: dict[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_kind.values())


def give_warnings(*, now: datetime) -> Given:
    """Give every warning that is to be given at `now` (UTC) and was not given yet."""
    found: dict[str, int] = {}
    for kind, warnings in _all(now):
        found[kind] = found.get(kind, 0) + _write(warnings)
    return Given(found)


def mark_seen(numbers: Collection[int], *, actor: Actor, at: datetime) -> int:
    """Note that the actor has seen these warnings; those of other desks, or seen before, stay as they are."""
    mine = concerning(actor, at=at).filter(pk__in=numbers, seen_at__isnull=True)
    with transaction.atomic():
        locked = list(
            DueWarning.objects.filter(pk__in=mine.values("pk")).select_for_update().values_list("pk", flat=True)
        )
        return DueWarning.objects.filter(pk__in=locked, seen_at__isnull=True).update(
            seen_at=at, seen_by_id=actor.staff_id
        )


def _all(now: datetime) -> Iterator[tuple[str, Iterable[DueWarning]]]:
    for horizon in horizons():
        yield from _of_due_dates(horizon, now)
        yield from _of_intake(horizon, now)
        yield _Kind.EXTENSION_CLOSING, _extensions_closing(horizon, now)
    yield _Kind.STEP_OVERDUE, _for_tasks(overdue_steps(now), _Kind.STEP_OVERDUE, "due_at", now)
    yield _Kind.SUPPLEMENT_CLOSING, _supplements_closing(now)


def _of_due_dates(horizon: Horizon, now: datetime) -> Iterator[tuple[str, Iterable[DueWarning]]]:
    """To whoever holds the dossier: a day and some hours before it is due, and when it was; then to the head too."""
    hours = horizon.in_working_minutes(now, settings.NEAR_DUE_HOURS * 60)
    days = horizon.in_working_days(now, settings.NEAR_DUE_DAYS)
    spans = [(_Kind.OVERDUE, None, now), (_Kind.NEAR_DUE_HOURS, now, hours), (_Kind.NEAR_DUE_DAY, hours, days)]
    for kind, after, until in spans:
        if until is not None:
            tasks = tasks_due(horizon.agencies, after=after, until=until, kind=kind)
            yield kind, _for_tasks(tasks, kind, "dossier__due_at", now)
    late = dossiers_due(horizon.agencies, after=None, until=now, kind=_Kind.OVERDUE)
    yield _Kind.OVERDUE, (_for_head(row, _Kind.OVERDUE, now) for row in late.iterator(_BATCH))


def _of_intake(horizon: Horizon, now: datetime) -> Iterator[tuple[str, Iterable[DueWarning]]]:
    """To the desk: an online filing that waits for an answer, and one whose answer is late (NĐ 118/2025 Đ17.2)."""
    overdue = intake_due(horizon.agencies, until=now, kind=_Kind.INTAKE_OVERDUE)
    yield _Kind.INTAKE_OVERDUE, _for_tasks(overdue, _Kind.INTAKE_OVERDUE, "due_at", now)
    for minutes, regimes in _minutes_left_at_alert().items():
        until = horizon.in_working_minutes(now, minutes + TICK)
        if until is not None:
            waiting = intake_due(horizon.agencies, after=now, until=until, kind=_Kind.INTAKE_ALERT)
            yield (
                _Kind.INTAKE_ALERT,
                _for_tasks(waiting.filter(dossier__regime__in=regimes), _Kind.INTAKE_ALERT, "due_at", now),
            )


def _minutes_left_at_alert() -> dict[int, list[str]]:
    """Working minutes of the answer's limit that are left when an alert is due → regimes of which that is so."""
    found: dict[int, list[str]] = {}
    for regime in REGIMES:
        found.setdefault((regime.intake_answer_hours - regime.intake_alert_hours) * 60, []).append(regime.code)
    return found


def _extensions_closing(horizon: Horizon, now: datetime) -> Iterator[DueWarning]:
    """To the head: a dossier that can be extended for a short time only (NĐ 118/2025 Đ19.6, form 04).

    The last moment to extend lies a day or more before the due date, so its head is warned that much earlier.
    """
    soon = horizon.in_working_days(now, settings.NEAR_DUE_DAYS)
    far = horizon.in_working_days(now, settings.NEAR_DUE_DAYS + 1 + max(r.extension_notice_days for r in REGIMES))
    if soon is None or far is None:
        return
    kind = _Kind.EXTENSION_CLOSING
    for row in dossiers_due(horizon.agencies, after=now, until=far, kind=kind).iterator(_BATCH):
        assert row.due_at is not None
        regime = regime_named(row.regime)
        act_by = last_moment_to_extend(horizon.calendar, row.due_at, regime.extension_notice_days)
        if row.state["extensions"] < regime.extensions and now < act_by <= soon:
            yield _for_head(row, kind, now, act_by)


def _supplements_closing(now: datetime) -> Iterator[DueWarning]:
    today = local(now).date()
    kind = _Kind.SUPPLEMENT_CLOSING
    waiting = Task.objects.filter(
        kind=Task.Kind.SUPPLEMENT,
        closed_at__isnull=True,
        dossier__close_on__gte=today,
        dossier__close_on__lte=today + timedelta(days=CLOSING_DAYS),
    ).select_related("dossier")
    given = DueWarning.objects.filter(task=OuterRef("pk"), kind=kind)
    for task in waiting.filter(~Exists(given)).iterator(_BATCH):
        assert task.dossier.close_on is not None
        last = local(now).replace(hour=0, minute=0, second=0, microsecond=0) + (
            task.dossier.close_on - today + timedelta(days=1)
        )
        yield DueWarning(
            kind=kind, dossier=task.dossier, task=task, agency_id=task.agency_id, due_at=last, created_at=now
        )


# What is due: each by an index on due dates, without what was warned of.


def tasks_due(agencies: Collection[int], *, after: datetime | None, until: datetime, kind: str) -> QuerySet[Task]:
    """Steps at work on dossiers of these agencies due in (`after`, `until`] whose holders were not warned so."""
    due = Q(dossier__due_at__lte=until) & (Q(dossier__due_at__gt=after) if after else Q())
    pending = Q(dossier__accepted_at__isnull=False, dossier__ended_at__isnull=True, dossier__agency_id__in=agencies)
    given = DueWarning.objects.filter(task=OuterRef("pk"), kind=kind, due_at=OuterRef("dossier__due_at"))
    return Task.objects.filter(_AT_WORK, due, pending, ~Exists(given), closed_at__isnull=True)


def dossiers_due(agencies: Collection[int], *, after: datetime | None, until: datetime, kind: str) -> QuerySet[Dossier]:
    """Pending dossiers of these agencies due in (`after`, `until`] of which the head was not warned so."""
    due = Q(due_at__lte=until) & (Q(due_at__gt=after) if after else Q())
    given = DueWarning.objects.filter(dossier=OuterRef("pk"), task__isnull=True, kind=kind, due_at=OuterRef("due_at"))
    return Dossier.objects.filter(
        due, ~Exists(given), accepted_at__isnull=False, ended_at__isnull=True, agency_id__in=agencies
    ).only("agency_id", "due_at", "regime", "state")


def intake_due(
    agencies: Collection[int], *, until: datetime, kind: str, after: datetime | None = None
) -> QuerySet[Task]:
    """Online filings of these agencies to be answered in (`after`, `until`] of which the desk was not warned so."""
    due = Q(due_at__lte=until) & (Q(due_at__gt=after) if after else Q())
    return _open_tasks(kind, due, Q(kind=Task.Kind.INTAKE, agency_id__in=agencies))


def overdue_steps(now: datetime) -> QuerySet[Task]:
    """Steps and consultations whose own time has run out, of which the holders were not warned."""
    kinds = Q(kind__in=[Task.Kind.STEP, Task.Kind.CONSULT])
    running = Q(dossier_due_at__isnull=False) & (Q(kind=Task.Kind.CONSULT) | Q(dossier_due_at__gte=now))
    return _open_tasks(_Kind.STEP_OVERDUE, Q(due_at__lte=now), kinds & running)


def _open_tasks(kind: str, due: Q, which: Q) -> QuerySet[Task]:
    given = DueWarning.objects.filter(task=OuterRef("pk"), kind=kind, due_at=OuterRef("due_at"))
    return Task.objects.filter(which, due, ~Exists(given), closed_at__isnull=True)


def _for_tasks(tasks: QuerySet[Task], kind: str, due: str, now: datetime) -> Iterator[DueWarning]:
    rows = tasks.values_list("pk", "dossier_id", "agency_id", F(due)).iterator(_BATCH)
    for task, dossier, agency, due_at in rows:
        yield DueWarning(kind=kind, dossier_id=dossier, task_id=task, agency_id=agency, due_at=due_at, created_at=now)


def _for_head(row: Dossier, kind: str, now: datetime, act_by: datetime | None = None) -> DueWarning:
    assert row.due_at is not None
    return DueWarning(kind=kind, dossier=row, agency_id=row.agency_id, due_at=row.due_at, act_by=act_by, created_at=now)


def _write(warnings: Iterable[DueWarning]) -> int:
    """Write warnings in batches, each whole; those that another run has just written are left as they are."""
    wanted = list(warnings)
    DueWarning.objects.bulk_create(wanted, batch_size=_BATCH, ignore_conflicts=True)
    return len(wanted)
