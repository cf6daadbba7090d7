"""Carrying changed work calendars over to open dossiers: looked at first, then done in batches, each whole.

A dossier keeps the calendars with which its due date was promised (`Dossier.calendar`) until somebody orders that the
newest ones are applied. What was carried over is not looked at again, so an order that was interrupted goes on where
it stopped, and one that is given twice does nothing the second time. Closed dossiers and those of other agencies are
not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from procrastinate.contrib.django import app

from motcua.agencies.access import require_may_apply
from motcua.agencies.actors import Actor, Party
from motcua.agencies.models import Agency, CalendarApplication, CalendarYear
from motcua.agencies.queries import calendar_for, newest_calendar
from motcua.catalogue.rules import rules_of as catalogue_rules
from motcua.dossiers.codec import state_from
from motcua.dossiers.commands import author_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.record_many import Recomputed, append_to_many
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import ProcedureRules, Rules, decide
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.process import Process
from motcua.law.refusal import Refused
from motcua.law.regimes import regime_named
from motcua.law.worktime import Calendar

CARRY_OVER = "dossiers.carry_calendar_over"
"""The job of the worker that carries an order out (`motcua.dossiers.jobs`)."""
BATCH = 500
"""Dossiers that are carried over together: all or none."""
_OPEN = Q(accepted_at__isnull=False, ended_at__isnull=True)
_STATE: msgspec.json.Decoder[State] = msgspec.json.Decoder(State)


@dataclass(frozen=True, slots=True)
class Moved:
    """An open dossier whose due date is another by the newest calendars, or cannot be reckoned with them.

    Attributes:
        due_at: the new due date; None while the clock stands, or where there is none.
        why_not: why it cannot be reckoned; "" where it can.
    """

    id: UUID
    reference: str
    applicant: str
    agency: str
    due_before: datetime | None
    due_at: datetime | None
    why_not: str = ""


Pinned = tuple[int, int, str]
"""Ids of a version and a process, key of a case."""
Progress = Callable[[int], None]
"""Told how many dossiers were looked at so far."""


def waiting(agency: Agency | None) -> int:
    """How many open dossiers still follow older calendars than there are."""
    return sum(rows.count() for rows, _ in _scopes(agency))


def preview(agency: Agency | None, *, at: datetime) -> list[Moved]:
    """The open dossiers whose due date would move if the newest calendars were applied now, by their present one.

    Args:
        agency: whose dossiers; None for those of all agencies.
        at: now, UTC.
    """
    found: list[Moved] = []
    for rows, agency_id in _scopes(agency):
        reckoner = _Reckoner(calendar_for(agency_id))
        columns = rows.annotate(json=Cast("state", TextField())).values_list(
            "id",
            "code",
            "applicant_name",
            "agency__short_name",
            "regime",
            "procedure_version_id",
            "process_id",
            "case",
            "json",
        )
        for pk, code, applicant, name, regime, version, process, case, text in columns.iterator(chunk_size=2000):
            state = _STATE.decode(text)
            about = (pk, code or str(pk), applicant, name, state.due_at)
            try:
                event = reckoner.event(state, (version, process, case), regime, at)
            except Refused as refused:
                found.append(Moved(*about, None, refused.sentence))
                continue
            if event is not None and event.due_at != state.due_at:
                found.append(Moved(*about, event.due_at))
    return sorted(found, key=lambda moved: (moved.due_before is None, moved.due_before or at, moved.reference))


def order(agency: Agency | None, *, actor: Actor, at: datetime) -> CalendarApplication:
    """Order that the newest calendars be applied to open dossiers; `advance` carries it out.

    The worker is told in the same transaction; without a worker whoever looks on carries it out.

    Returns:
        The order; the one that is being carried out, where there is one.

    Raises:
        Refused: not the actor's right, or every open dossier follows the newest calendars already.
    """
    require_may_apply(actor)
    running = CalendarApplication.objects.filter(agency=agency, finished_at__isnull=True)
    if found := running.first():
        return found
    total = waiting(agency)
    if not total:
        raise Refused("nothing_to_apply", "Mọi hồ sơ đang giải quyết đã theo lịch làm việc mới nhất.")
    concerned = Q() if agency is None else Q(agency__isnull=True) | Q(agency=agency)
    newest = CalendarYear.objects.filter(concerned).latest("pk")
    why = f"lịch làm việc năm {newest.year} (lần {newest.version}) theo {newest.source}"
    try:
        with transaction.atomic():
            given = CalendarApplication.objects.create(
                agency=agency, ordered_by_id=actor.staff_id, ordered_at=at, why=why[:300], newest=newest.pk, total=total
            )
            app.configure_task(CARRY_OVER, queueing_lock=f"{CARRY_OVER}:{given.pk}").defer(order_id=given.pk)
            return given
    except IntegrityError:  # somebody ordered it at the same moment; it may be carried out by now
        return running.first() or CalendarApplication.objects.filter(agency=agency).latest("pk")


def advance(
    order_id: int,
    *,
    at: datetime,
    at_most: int | None = None,
    progress: Progress = lambda _: None,
) -> CalendarApplication:
    """Carry an order on; it is finished when no open dossier is left that follows older calendars.

    Safe to call from several places at once, and again after it was interrupted.

    Args:
        at: now, UTC.
        at_most: about how many dossiers to look at in this call; None for all.
        progress: told after each batch.
    """
    looked_at = 0
    order = CalendarApplication.objects.select_related("ordered_by", "agency").get(pk=order_id)
    if order.finished_at is not None:
        return order
    failed = {UUID(row[0]) for row in order.failed}
    for rows, agency_id in _scopes(order.agency):
        left = [pk for pk in rows.order_by("pk").values_list("pk", flat=True) if pk not in failed]
        newest, reckoner = newest_calendar(agency_id), _Reckoner(calendar_for(agency_id))
        for place in range(0, len(left), BATCH):
            if at_most is not None and looked_at >= at_most:
                return CalendarApplication.objects.get(pk=order_id)
            batch = left[place : place + BATCH]
            looked_at += len(batch)
            _carry_over(order, batch, newest, reckoner, at)
            progress(looked_at)
    CalendarApplication.objects.filter(pk=order_id, finished_at__isnull=True).update(finished_at=at)
    return CalendarApplication.objects.get(pk=order_id)


def apply(
    agency: Agency | None,
    *,
    actor: Actor,
    at: datetime,
    progress: Progress = lambda _: None,
) -> CalendarApplication:
    """Order and carry out in one go.

    Raises:
        Refused: as `order`.
    """
    return advance(order(agency, actor=actor, at=at).pk, at=at, progress=progress)


def unfinished() -> list[CalendarApplication]:
    """The orders that are not carried out yet, oldest first."""
    rows = CalendarApplication.objects.filter(finished_at__isnull=True)
    return list(rows.select_related("agency", "ordered_by").order_by("ordered_at"))


def _scopes(agency: Agency | None) -> Iterator[tuple[QuerySet[Dossier], int]]:
    """The open dossiers that follow older calendars, by groups of agencies that share one; with one agency of each."""
    wanted = [agency.pk] if agency else list(Dossier.objects.filter(_OPEN).values_list("agency", flat=True).distinct())
    groups: dict[tuple[int, int | None], list[int]] = {}
    own = set(CalendarYear.objects.filter(agency__in=wanted).values_list("agency_id", flat=True))
    shared: int | None = None
    for agency_id in wanted:
        if agency_id in own:
            groups[newest_calendar(agency_id), agency_id] = [agency_id]
            continue
        shared = newest_calendar(agency_id) if shared is None else shared
        groups.setdefault((shared, None), []).append(agency_id)
    for (newest, _), agencies in groups.items():
        yield Dossier.objects.filter(_OPEN, agency__in=agencies, calendar__lt=newest), agencies[0]


@dataclass(slots=True)
class _Reckoner:
    """What one calendar makes of dossiers; rules are looked up once for all that are pinned alike."""

    calendar: Calendar
    rules: dict[Pinned, tuple[ProcedureRules, Process]] = field(default_factory=dict)

    def event(self, state: State, pinned: Pinned, regime: str, at: datetime, why: str = "") -> e.DueRecomputed | None:
        """What would be logged; None where nothing moves.

        Raises:
            Refused: the new dates cannot be reckoned.
        """
        procedure, steps = self.of(pinned)
        rules = Rules(procedure=procedure, process=steps, calendar=self.calendar, regime=regime_named(regime))
        try:
            (event,) = decide(state, c.Recompute(why), rules, at)
        except Refused as refused:
            if refused.code == "nothing_moves":
                return None
            raise
        assert isinstance(event, e.DueRecomputed)
        return event

    def of(self, pinned: Pinned) -> tuple[ProcedureRules, Process]:
        """Rules of a pinned version, process and case."""
        if pinned not in self.rules:
            self.rules[pinned] = catalogue_rules(*pinned)
        return self.rules[pinned]


def _carry_over(
    order: CalendarApplication,
    batch: Sequence[UUID],
    newest: int,
    reckoner: _Reckoner,
    at: datetime,
) -> None:
    """Recompute a batch: whole, or not at all."""
    with transaction.atomic():
        # one batch of an order at a time: the worker and whoever looks on may carry it on at once
        failed_before = CalendarApplication.objects.select_for_update().get(pk=order.pk).failed
        # still open and not carried over, now that nobody else may change them
        rows = Dossier.objects.filter(_OPEN, pk__in=batch, calendar__lt=newest).order_by("pk")
        rows = rows.exclude(pk__in=[row[0] for row in failed_before])
        found, failed, stay = _reckon(list(rows.select_for_update(of=("self",))), reckoner, order.why, at)
        author = author_of(Party.SYSTEM, f"theo yêu cầu của {order.ordered_by.full_name}"[:180])
        append_to_many(found, calendar=newest, author=author, at=at, key=f"recompute:{order.pk}")
        Dossier.objects.filter(pk__in=stay).update(calendar=newest)
        moved = sum(one.event.due_at != one.event.due_before for one in found)
        CalendarApplication.objects.filter(pk=order.pk).update(
            done=F("done") + len(found) + len(stay) + len(failed),
            moved=F("moved") + moved,
            failed=failed_before + failed,
        )


def _reckon(
    rows: Sequence[Dossier], reckoner: _Reckoner, why: str, at: datetime
) -> tuple[list[Recomputed], list[list[str]], list[UUID]]:
    """What moves, what cannot be reckoned, and what stays as it is."""
    found: list[Recomputed] = []
    failed: list[list[str]] = []
    stay: list[UUID] = []
    for row in rows:
        state, pinned = state_from(row.state), (row.procedure_version_id, row.process_id, row.case)
        try:
            event = reckoner.event(state, pinned, row.regime, at, why)
        except Refused as refused:
            failed.append([str(row.pk), row.reference, refused.sentence])
            continue
        if event is None:
            stay.append(row.pk)
            continue
        found.append(Recomputed(row, state, event, reckoner.of(pinned)[1]))
    return found, failed, stay
