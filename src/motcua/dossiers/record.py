"""Writing what happened: log lines, the dossier's row, its tasks and its due dates, from the same events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.dossiers.codec import to_json
from motcua.dossiers.desk import Moves, moves, ranked_by
from motcua.dossiers.log import Line, lines
from motcua.dossiers.models import Attachment, Dossier, DueDate, Event, Mark, Task
from motcua.dossiers.moved_dates import tell
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import events as e
from motcua.law.process import Process

_STOPS = (e.SupplementRequested, e.PaymentRequested, e.Paused)
_DUE_CHANGES = (
    e.Accepted,
    e.SupplementReceived,
    e.PaymentConfirmed,
    e.Resumed,
    e.Extended,
    e.DueRecomputed,
)


NOTE = "@note"
"""To what the files of a note belong: no component of a procedure is called so."""


@dataclass(frozen=True, slots=True)
class File:
    """A file kept for a component of a dossier ("" for the result, `NOTE` for a note): its content and its name."""

    sha256: str
    filename: str
    component: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Who gave a command, as the log tells it: a member of staff, or a party without an account.

    `on_behalf_of`: for whom, by which delegation or order; of a party without an account, its name.
    """

    staff_id: int | None
    on_behalf_of: str = ""


def columns_of(state: State) -> dict[str, Any]:
    """The columns of a dossier's row that lists and reports use, as told by its state."""
    return {
        "code": state.code or None,
        "channel": state.channel or "",
        "officer_id": state.officer,
        "status": state.status,
        "money": state.fee.money,
        "submitted_at": state.submitted_at,
        "accepted_at": state.accepted_at,
        "due_at": state.due_at,
        "due_original": state.due_original,
        "ended_at": state.ended_at,
        "ended_actual": state.ended_actual,
        "close_on": state.close_on,
        "ended_as": state.ended_as,
        "returned_at": state.returned_at,
        "late_cause": state.late_cause or "",
    }


def due_dates(numbered: Iterable[tuple[int, e.Event]]) -> list[tuple[int, datetime | None]]:
    """(number of the log line, due date known from then on) of the events that set, stop or move the due date."""
    return [
        (seq, event.due_at if isinstance(event, _DUE_CHANGES) else None)
        for seq, event in numbered
        if isinstance(event, _DUE_CHANGES + _STOPS)
    ]


def marks_of(events: Iterable[e.Event]) -> set[Mark.Kind]:
    """What the events make true of a dossier besides its course."""
    found = set()
    for event in events:
        match event:
            case e.Accepted(fee=fee, papers=papers):
                found |= {Mark.Kind.FEE} if fee.amount else set()
                found |= {Mark.Kind.DIGITISED} if any(paper.scans for paper in papers) else set()
            case e.SupplementReceived(papers=papers) if any(paper.scans for paper in papers):
                found.add(Mark.Kind.DIGITISED)
            case e.Approved(files=files) if files:
                found.add(Mark.Kind.E_RESULT)
            case e.PaymentRequested():
                found.add(Mark.Kind.FEE)
            case _:
                pass
    return found


def mark(dossier_id: UUID, kinds: Iterable[Mark.Kind], *, at: datetime) -> None:
    """Note that something has become true of a dossier at `at` (UTC); the first moment stays."""
    wanted = [Mark(dossier_id=dossier_id, kind=kind, at=at) for kind in sorted(kinds)]
    if wanted:
        Mark.objects.bulk_create(wanted, ignore_conflicts=True)


def append(
    row: Dossier,
    before: State,
    after: State,
    events: tuple[e.Event, ...],
    *,
    process: Process,
    new_process: Process | None = None,
    author: Author,
    at: datetime,
    key: str,
) -> None:
    """Write the events of one command and all that follows from them; the caller holds the row's lock.

    `process`: what the dossier followed before the command; `new_process`: what it follows after it, if another.
    """
    numbered = list(enumerate(events, start=row.events_count + 1))
    last = (row.events_count, bytes(row.last_hash))
    who, behalf = author.staff_id, author.on_behalf_of
    written = list(lines(row.pk, events, after=last, actor_id=who, on_behalf_of=behalf, at=at, key=key))
    Event.objects.bulk_create(_event_row(row, line) for line in written)
    for column, value in columns_of(after).items():
        setattr(row, column, value)
    row.state, row.events_count, row.last_hash = to_json(after), written[-1].seq, written[-1].hash
    moved = due_dates(numbered)
    row.due_since = at if moved else row.due_since
    if any(isinstance(event, e.Accepted) for event in events):
        row.received_by_id = who
    row.save(force_update=True)
    DueDate.objects.bulk_create(DueDate(dossier=row, known_at=at, seq=seq, due_at=due_at) for seq, due_at in moved)
    mark(row.pk, marks_of(events), at=at)
    _move_tasks(row, moves(before, after, events, process, new_process), after, closed_by=who, at=at)
    tell((row.pk, seq, event) for seq, event in numbered)


def _event_row(row: Dossier, line: Line) -> Event:
    return Event(
        dossier_id=row.pk,
        seq=line.seq,
        kind=line.kind,
        data=line.data,
        actor_id=line.actor_id,
        on_behalf_of=line.on_behalf_of,
        at=line.at,
        key=line.key,
        previous_hash=line.previous_hash,
        hash=line.hash,
    )


def _move_tasks(row: Dossier, moved: Moves, after: State, *, closed_by: int | None, at: datetime) -> None:
    """Close the tasks that are done, open those that are new, and tell the open ones what has changed."""
    open_tasks = Task.objects.filter(dossier=row, closed_at__isnull=True)
    for task, outcome in moved.closed:
        open_tasks.filter(kind=task.kind, step=task.step).update(closed_at=at, closed_by_id=closed_by, outcome=outcome)
    for task in moved.changed:
        open_tasks.filter(kind=task.kind, step=task.step).update(
            name=task.name,
            role=task.role,
            unit=task.unit,
            assignee_id=task.assignee_id,
            due_at=task.due_at,
            dossier_due_at=ranked_by(task, after),
        )
    Task.objects.bulk_create(
        Task(
            dossier=row,
            kind=task.kind,
            step=task.step,
            name=task.name,
            agency_id=task.agency_id or row.agency_id,
            role=task.role,
            unit=task.unit,
            assignee_id=task.assignee_id,
            opened_at=task.opened_at,
            due_at=task.due_at,
            dossier_due_at=ranked_by(task, after),
        )
        for task in moved.opened
    )


def attach(row: Dossier, files: tuple[File, ...], *, author: Author, at: datetime) -> None:
    """Tie kept files to the dossier; the same file for the same component is tied once."""
    Attachment.objects.bulk_create(
        (
            Attachment(
                dossier=row,
                blob_id=file.sha256,
                component=file.component,
                filename=file.filename[:255],
                added_at=at,
                added_by_id=author.staff_id,
            )
            for file in files
        ),
        ignore_conflicts=True,
    )
