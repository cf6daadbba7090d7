"""Reads of one dossier and of applicants, for screens and slips."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import F

from motcua.agencies.actors import Actor
from motcua.dossiers import access
from motcua.dossiers.codec import event_from, state_from
from motcua.dossiers.models import Applicant, Attachment, Dossier, Event, IntakeDraft
from motcua.dossiers.pinned import rules_of
from motcua.law.deadline import in_words, remaining
from motcua.law.identity import identity_number
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import Rules, Status, decide
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.sentences import sentence
from motcua.law.lifecycle.state import StopReason
from motcua.law.refusal import Refused


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of the log as people read it."""

    at: datetime
    who: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of a dossier at an instant.

    Attributes:
        words: "còn 2 ngày 3 giờ" or "quá 1 ngày 2 giờ", in working time; "" when it does not run.
    """

    due_at: datetime | None
    due_original: datetime | None
    words: str
    overdue: bool
    running: bool


@dataclass(frozen=True, slots=True)
class DossierPage:
    """Everything that the page of one dossier shows to one actor."""

    row: Dossier
    state: State
    rules: Rules
    clock: Clock
    possible: frozenset[type[c.Command]]
    my_steps: tuple[str, ...]
    timeline: tuple[TimelineEntry, ...]
    attachments: tuple[Attachment, ...]
    barred: bool = False
    """Whether it is the actor's own or a relative's, so that the actor may not act on it."""


def dossier_page(actor: Actor, reference: str, *, now: datetime) -> DossierPage:
    """The page of a dossier for an actor at `now` (UTC).

    Raises:
        Http404: it does not exist, or not for this actor.
    """
    row = access.dossier_for(actor, reference)
    state, rules = state_from(row.state), rules_of(row)
    return DossierPage(
        row=row,
        state=state,
        rules=rules,
        clock=clock_of(state, rules, now),
        possible=access.possible(actor, row.agency_id, state, rules),
        my_steps=access.held_steps(actor, row.agency_id, state, rules),
        timeline=timeline(row, rules),
        attachments=tuple(Attachment.objects.filter(dossier=row).select_related("blob").order_by("added_at", "id")),
        barred=actor.is_barred(rules.owner_identity),
    )


def clock_of(state: State, rules: Rules, now: datetime) -> Clock:
    """The clock at `now`: what is left, or over, in working time."""
    end = state.ended_at or now
    running = state.due_at is not None and state.ended_at is None and state.accepted_at is not None
    words = ""
    if running and state.due_at is not None:
        minutes = remaining(rules.calendar, now, state.due_at)
        words = in_words(minutes, rules.calendar.standard_day)
    overdue = state.due_at is not None and end > state.due_at
    return Clock(state.due_at, state.due_original, words, overdue, running)


def timeline(row: Dossier, rules: Rules) -> tuple[TimelineEntry, ...]:
    """The log of a dossier as sentences, oldest first."""
    found = Event.objects.filter(dossier=row).order_by("seq")
    return _entries(found.values(*_TOLD, name=F("actor__full_name")), rules)


def told_since(rows: Collection[Dossier], since: datetime) -> Mapping[UUID, tuple[TimelineEntry, ...]]:
    """What the logs of some dossiers say of the time after `since` (UTC), oldest first; those that say nothing are
    left out (a query, and the rules of each dossier that says something).

    Args:
        rows: with what their rules are made of (`select_related("applicant")`).
    """
    by_id = {row.pk: row for row in rows}
    found = Event.objects.filter(dossier__in=by_id, at__gt=since).order_by("dossier_id", "seq")
    lines = found.values("dossier_id", *_TOLD, name=F("actor__full_name")).iterator()
    return {
        dossier: _entries(own, rules_of(by_id[dossier]))
        for dossier, own in groupby(lines, key=lambda line: line["dossier_id"])
    }


_TOLD = ("kind", "data", "at", "on_behalf_of")


def _entries(lines: Iterable[Mapping[str, Any]], rules: Rules) -> tuple[TimelineEntry, ...]:
    return tuple(
        TimelineEntry(
            line["at"],
            ", ".join(filter(None, (line["name"], line["on_behalf_of"]))) or "Hệ thống",
            line["kind"],
            sentence(event_from(line["kind"], line["data"]), rules.process),
        )
        for line in lines
    )


def applicant_with(number: str, kind: str) -> Applicant | None:
    """The applicant with this identity number, or None when unknown or not a number."""
    try:
        return Applicant.objects.filter(identity_number=identity_number(number, kind)).first()
    except Refused:
        return None


def drafts_of(actor: Actor, limit: int = 20) -> list[IntakeDraft]:
    """The actor's unfinished take-in forms, newest first."""
    mine = IntakeDraft.objects.filter(officer_id=actor.staff_id).select_related("procedure")
    return list(mine.order_by("-updated_at")[:limit])


def draft(draft_id: UUID, actor: Actor) -> IntakeDraft | None:
    """One unfinished take-in form of the actor, or None."""
    return IntakeDraft.objects.filter(pk=draft_id, officer_id=actor.staff_id).select_related("procedure").first()


@dataclass(frozen=True, slots=True)
class Tracking:
    """What a tracking page tells about a dossier: no personal data, no names of officers.

    Attributes:
        stands_since: since when the clock stands; None while it runs.
        stands_for: why, where the agency has paused it: what the cause is called; "" else.
        to_pay: đồng that are waited for; 0 when nothing is.
        stop_reason: why it was stopped without a result.
    """

    code: str
    procedure: str
    agency: str
    status: Status
    accepted_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
    clock: Clock
    extended: bool
    supplement: tuple[str, ...]
    supplement_until: str
    steps_done: tuple[str, ...]
    steps_open: tuple[str, ...]
    stands_since: datetime | None = None
    stands_for: str = ""
    to_pay: int = 0
    stop_reason: StopReason | None = None
    stop_asked: bool = False
    stop_asked_at: datetime | None = None
    why_no_stop: str = ""
    """The law's sentence why the applicant cannot ask to stop now; "" where that is possible."""


def track(code: str, lookup_code: str, *, now: datetime) -> Tracking | None:
    """The public state of a dossier for whoever has its code and the second factor printed on the receipt."""
    row = (
        Dossier.objects.filter(code=code.strip().upper(), lookup_code=lookup_code.strip().upper())
        .select_related("agency", "procedure_version", "applicant")
        .first()
    )
    if row is None:
        return None
    state, rules = state_from(row.state), rules_of(row)
    still_open = {step.step for step in state.steps}
    done = [step for step in state.visited if step not in still_open]
    stop = state.stops[-1] if state.due_at is None and state.stops and state.ended_at is None else None
    cause = rules.regime.pause_cause(stop.cause) if stop else None
    return Tracking(
        code=row.code or "",
        procedure=row.procedure_version.name,
        agency=row.agency.name,
        status=state.status,
        accepted_at=state.accepted_at,
        due_at=state.due_at,
        ended_at=state.ended_at,
        returned_at=state.returned_at,
        clock=clock_of(state, rules, now),
        extended=state.extensions > 0,
        supplement=tuple(request.what for request in state.requested),
        supplement_until=f"{state.close_on:%d/%m/%Y}" if state.close_on else "",
        steps_done=tuple(rules.process.step(step).name for step in done),
        steps_open=tuple(rules.process.step(step.step).name for step in state.steps),
        stands_since=stop.since if stop else None,
        stands_for=cause.label if cause else "",
        to_pay=state.fee.amount if state.status is Status.AWAITING_PAYMENT else 0,
        stop_reason=state.stop_reason,
        stop_asked=state.stop_asked_at is not None and state.ended_at is None,
        stop_asked_at=state.stop_asked_at,
        why_no_stop=_why_no_stop(state, rules, now),
    )


def _why_no_stop(state: State, rules: Rules, now: datetime) -> str:
    try:
        decide(state, c.AskToStop("."), rules, now)
    except Refused as refused:
        return refused.sentence
    return ""
