"""The only door to a change of a dossier: each command happens whole, once, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.agencies.actors import Actor
from motcua.agencies.people import case_officers
from motcua.dossiers import access
from motcua.dossiers.applicants import ApplicantDetails, remember
from motcua.dossiers.codec import state_from, to_json
from motcua.dossiers.log import GENESIS
from motcua.dossiers.models import Dossier, Event, IntakeDraft
from motcua.dossiers.numbers import issue_code, new_lookup_code
from motcua.dossiers.pinned import Pins, pins_for, rules_of
from motcua.dossiers.record import File, append, attach, columns_of
from motcua.law.lifecycle import Channel, decide
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.evolve import fold
from motcua.law.moments import local
from motcua.law.process import Process
from motcua.law.refusal import Refused
from motcua.papers.models import Blob


@dataclass(frozen=True, slots=True)
class Filing:
    """What a dossier is about, besides its papers.

    Attributes:
        procedure: national code of the procedure.
        subject: what exactly is asked for, in the applicant's words; may be empty.
        wanted_delivery: how the applicant wants to get the result (`counter`, `post`, `electronic`).
    """

    procedure: str
    applicant: ApplicantDetails
    channel: Channel
    subject: str = ""
    wanted_delivery: str = "counter"


def handle(
    dossier_id: UUID,
    command: c.Command,
    *,
    actor: Actor | None,
    at: datetime,
    key: str,
    files: tuple[File, ...] = (),
) -> Dossier:
    """Carry out `command` once, whole, or not at all.

    Args:
        actor: who gives it; None for the applicant.
        at: when, an instant in UTC.
        key: idempotency key; a key seen before changes nothing and returns the dossier as it is.
        files: files that come with the command, already kept.

    Raises:
        Refused: the command is not possible now, or not the actor's to give.
        Dossier.DoesNotExist: there is no such dossier.
    """
    with transaction.atomic():
        return _carry_out(dossier_id, command, actor=actor, at=at, key=key, files=files)


def _carry_out(
    dossier_id: UUID, command: c.Command, *, actor: Actor | None, at: datetime, key: str, files: tuple[File, ...]
) -> Dossier:
    """As `handle`, inside the caller's transaction."""
    row = Dossier.objects.select_for_update(of=("self",)).select_related("applicant", "agency").get(pk=dossier_id)
    if row.events_count and Event.objects.filter(dossier=row, key=key).exists():
        return row
    state, rules = state_from(row.state), rules_of(row)
    access.require(actor, command, row.agency_id, state, rules.process)
    if isinstance(command, c.Assign):
        _require_case_officer(command, row.agency_id, rules.process, at)
    if isinstance(command, c.Accept):
        command = replace(command, code=issue_code(row.agency.code, at))
    events = decide(state, command, rules, at)
    after = fold(state, events, at)
    append(row, state, after, events, process=rules.process, actor=actor, at=at, key=key)
    attach(row, files, actor=actor, at=at)
    return row


def _require_case_officer(command: c.Assign, agency_id: int, process: Process, at: datetime) -> None:
    """Only a case officer of the unit that works on the dossier can be named responsible."""
    officers = case_officers(agency_id, process.assigning_units, local(at).date())
    if command.officer not in {officer.staff_id for officer in officers}:
        raise Refused(
            "not_an_officer", f"{command.officer_name} không phải chuyên viên của phòng thụ lý.", field="officer"
        )


def take_in(
    dossier_id: UUID,
    filing: Filing,
    command: c.Accept | c.Refuse,
    *,
    actor: Actor,
    at: datetime,
    files: tuple[File, ...] = (),
) -> Dossier:
    """Take a paper dossier in at the counter, or refuse it (form 03), without a draft in between.

    `dossier_id` is the id of the form: sent twice, it makes one dossier.

    Raises:
        Refused: unknown or closed procedure, a component missing, a fee not settled, no approved calendar, …
    """
    with transaction.atomic():
        _open(dossier_id, filing, at)
        row = _carry_out(dossier_id, command, actor=actor, at=at, key=f"take-in:{dossier_id}", files=files)
        IntakeDraft.objects.filter(pk=dossier_id).delete()
    return row


def submit(
    dossier_id: UUID, filing: Filing, command: c.Submit, *, at: datetime, files: tuple[File, ...] = ()
) -> Dossier:
    """File a dossier online, as the applicant. `dossier_id` is the idempotency key.

    Raises:
        Refused: unknown or closed procedure, or a mandatory component missing.
    """
    with transaction.atomic():
        _open(dossier_id, filing, at)
        return _carry_out(dossier_id, command, actor=None, at=at, key=f"submit:{dossier_id}", files=files)


def _open(dossier_id: UUID, filing: Filing, at: datetime) -> None:
    """Make the row on which the first command works; whoever comes second finds the row of the first."""
    if Dossier.objects.filter(pk=dossier_id).exists():
        return
    pins = pins_for(filing.procedure, at)
    applicant = remember(filing.applicant, at=at)
    row = _empty_row(dossier_id, filing, pins)
    row.applicant, row.applicant_name = applicant, applicant.name
    Dossier.objects.bulk_create([row], ignore_conflicts=True)


def _empty_row(dossier_id: UUID, filing: Filing, pins: Pins) -> Dossier:
    state = State(channel=filing.channel)
    return Dossier(
        id=dossier_id,
        lookup_code=new_lookup_code(),
        procedure_id=pins.procedure_id,
        procedure_version_id=pins.version_id,
        process_id=pins.process_id,
        agency_id=pins.agency_id,
        regime=pins.regime,
        subject=filing.subject.strip(),
        wanted_delivery=filing.wanted_delivery,
        state=to_json(state),
        events_count=0,
        last_hash=GENESIS,
        **columns_of(state),
    )


def save_draft(
    draft_id: UUID,
    *,
    actor: Actor,
    at: datetime,
    procedure_id: int,
    form: dict[str, object],
    new_scans: tuple[tuple[str, Blob, str], ...] = (),
) -> IntakeDraft:
    """Keep what an officer has typed into the take-in form, and the scans uploaded so far.

    Args:
        new_scans: (component, kept file, file name) to add to those that the draft already has.
    """
    with transaction.atomic():
        draft, _ = IntakeDraft.objects.select_for_update().get_or_create(
            pk=draft_id,
            officer_id=actor.staff_id,
            defaults={"procedure_id": procedure_id, "updated_at": at},
        )
        draft.form, draft.updated_at = form, at
        known = {(scan["component"], scan["sha256"]) for scan in draft.scans}
        draft.scans += [
            {"component": component, "sha256": blob.pk, "filename": name}
            for component, blob, name in new_scans
            if (component, blob.pk) not in known
        ]
        draft.save()
    return draft


def drop_draft(draft_id: UUID, *, actor: Actor) -> None:
    """Throw away what was typed, because its officer says so."""
    IntakeDraft.objects.filter(pk=draft_id, officer_id=actor.staff_id).delete()
