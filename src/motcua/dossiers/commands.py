"""The only door to a change of a dossier: each command happens whole, once, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.agencies.actors import Actor, Party
from motcua.agencies.people import case_officers, has_desk
from motcua.dossiers import access
from motcua.dossiers.applicants import ApplicantDetails, remember
from motcua.dossiers.codec import state_from, to_json
from motcua.dossiers.log import GENESIS
from motcua.dossiers.models import Dossier, Event, IntakeDraft
from motcua.dossiers.numbers import issue_code, new_lookup_code
from motcua.dossiers.pinned import Pins, pins_for, rules_of
from motcua.dossiers.record import Author, File, append, attach, columns_of
from motcua.law.addresses import commune_of
from motcua.law.lifecycle import Channel, Rules, decide
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
        case: key of the case (trường hợp) of the procedure; "" where it has none.
        subject: what exactly is asked for, in the applicant's words; may be empty.
        wanted_delivery: how the applicant wants to get the result (`counter`, `post`, `electronic`).
    """

    procedure: str
    applicant: ApplicantDetails
    channel: Channel
    subject: str = ""
    case: str = ""
    wanted_delivery: str = "counter"


def handle(
    dossier_id: UUID,
    command: c.Command,
    *,
    actor: Actor | Party,
    at: datetime,
    key: str,
    files: tuple[File, ...] = (),
    on_order_of: str = "",
) -> Dossier:
    """Carry out `command` once, whole, or not at all.

    Args:
        actor: who gives it: a member of staff, or a party without an account, such as the applicant.
        at: when, an instant in UTC.
        key: idempotency key; a key seen before changes nothing and returns the dossier as it is.
        files: files that come with the command, already kept.
        on_order_of: who ordered what the system carries out, and by which decision; told in the log.

    Raises:
        Refused: the command is not possible now, or not the actor's to give.
        Dossier.DoesNotExist: there is no such dossier.
    """
    with transaction.atomic():
        return _carry_out(dossier_id, command, actor=actor, at=at, key=key, files=files, on_order_of=on_order_of)


def _carry_out(
    dossier_id: UUID,
    command: c.Command,
    *,
    actor: Actor | Party,
    at: datetime,
    key: str,
    files: tuple[File, ...],
    on_order_of: str = "",
) -> Dossier:
    """As `handle`, inside the caller's transaction."""
    row = Dossier.objects.select_for_update(of=("self",)).select_related("applicant", "agency").get(pk=dossier_id)
    if row.events_count and Event.objects.filter(dossier=row, key=key).exists():
        return row
    state, rules = state_from(row.state), rules_of(row)
    behalf = access.require(actor, command, row.agency_id, state, rules)
    command = _completed(row, command, rules, actor, at)
    events = decide(state, command, rules, at)
    after = fold(state, events, at)
    author = author_of(actor, on_order_of or behalf)
    new_process = None
    if isinstance(command, c.ChangeProcess):
        row.process_id, new_process = command.process_id, command.process
    if isinstance(command, c.Accept):
        row.calendar = rules.calendar.version
    append(row, state, after, events, process=rules.process, new_process=new_process, author=author, at=at, key=key)
    attach(row, files, author=author, at=at)
    return row


def author_of(actor: Actor | Party, on_order_of: str = "") -> Author:
    """How the log names who gave a command."""
    if isinstance(actor, Party):
        return Author(None, f"{actor.value}, {on_order_of}" if on_order_of else actor.value)
    return Author(actor.staff_id, on_order_of)


def _completed(row: Dossier, command: c.Command, rules: Rules, actor: Actor | Party, at: datetime) -> c.Command:
    """The command with what only the system knows: who gives it, the next code, whether the persons named exist."""
    match command:
        case c.Assign():
            _require_case_officer(command, row.agency_id, rules, actor, at)
        case c.Accept():
            return replace(command, code=issue_code(row.agency.code, at))
        case c.Consult():
            _require_other_desk(command, row.agency_id, rules.process)
        case c.CompleteStep() | c.Recall() | c.AskCorrection() | c.DecideCorrection():
            return replace(command, by=None if isinstance(actor, Party) else actor.staff_id)
        case _:
            pass
    return command


def _require_other_desk(command: c.Consult, agency_id: int, process: Process) -> None:
    """An opinion is asked of a unit that exists, and does not work on the dossier itself."""
    if not has_desk(command.agency, command.unit):
        raise Refused("no_such_desk", "Hãy chọn cơ quan, đơn vị cần lấy ý kiến trong danh sách.", field="asked")
    if command.agency == agency_id and (not command.unit or command.unit in process.assigning_units):
        raise Refused("own_desk", "Không lấy ý kiến của chính đơn vị đang thụ lý hồ sơ.", field="asked")


def _require_case_officer(command: c.Assign, agency_id: int, rules: Rules, actor: Actor | Party, at: datetime) -> None:
    """Only a case officer of the unit that works on the dossier can be named responsible, and none with an interest.

    Where every officer of the unit has one, whoever names takes the dossier.
    """
    officers = case_officers(agency_id, rules.process.assigning_units, local(at).date(), rules.owner_identity)
    chosen = next((officer for officer in officers if officer.staff_id == command.officer), None)
    if chosen is None:
        all_barred = bool(officers) and all(officer.barred for officer in officers)
        if all_barred and isinstance(actor, Actor) and command.officer == actor.staff_id:
            return
        raise Refused(
            "not_an_officer", f"{command.officer_name} không phải chuyên viên của phòng thụ lý.", field="officer"
        )
    if chosen.barred:
        raise Refused(
            "officer_barred",
            f"{chosen.name} có xung đột lợi ích với hồ sơ này (Điều 23 Luật Phòng, chống tham nhũng 2018); "
            "hãy phân công người khác.",
            field="officer",
        )


def take_in(
    dossier_id: UUID,
    filing: Filing,
    command: c.Accept | c.Guide | c.Refuse,
    *,
    actor: Actor,
    at: datetime,
    files: tuple[File, ...] = (),
) -> Dossier:
    """Take a paper dossier in at the counter, guide its applicant (form 02) or refuse it (form 03), in one go.

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
        return _carry_out(dossier_id, command, actor=Party.APPLICANT, at=at, key=f"submit:{dossier_id}", files=files)


def _open(dossier_id: UUID, filing: Filing, at: datetime) -> None:
    """Make the row on which the first command works; whoever comes second finds the row of the first."""
    if Dossier.objects.filter(pk=dossier_id).exists():
        return
    pins = pins_for(filing.procedure, at)
    applicant = remember(filing.applicant, at=at)
    row = _empty_row(dossier_id, filing, pins)
    row.applicant, row.applicant_name = applicant, applicant.name
    row.commune = commune_of(applicant.address)
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
        case=filing.case,
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
