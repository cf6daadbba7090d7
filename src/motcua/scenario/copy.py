"""Loading played dossiers with COPY: the same rows as `dossiers.record` writes, thousands at a time."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from motcua.dossiers.codec import to_json
from motcua.dossiers.log import GENESIS, Line, lines
from motcua.dossiers.moved_dates import tell
from motcua.dossiers.numbers import LOOKUP_LENGTH, UNMISTAKABLE
from motcua.dossiers.record import columns_of, due_dates, marks_of
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle.events import Accepted, Event, Extended
from motcua.scenario.play import Play

_ROW_COLUMNS = tuple(columns_of(State()))


@dataclass(frozen=True, slots=True)
class Pinned:
    """What the row of a dossier says besides its state."""

    id: UUID
    procedure_id: int
    version_id: int
    process_id: int
    agency_id: int
    case: str
    regime: str
    applicant_id: int
    applicant_name: str
    commune: str
    wanted_delivery: str
    lookup_code: str


def lookup_code(rng: random.Random) -> str:
    """A look-up code drawn from `rng`, so that the same seed gives the same scenario."""
    return "".join(rng.choice(UNMISTAKABLE) for _ in range(LOOKUP_LENGTH))


class Loader:
    """Collects played dossiers and copies them into their tables; call `flush` at the end."""

    def __init__(self) -> None:
        self.dossiers: list[Sequence[Any]] = []
        self.events: list[Sequence[Any]] = []
        self.tasks: list[Sequence[Any]] = []
        self.due_dates: list[Sequence[Any]] = []
        self.marks: list[Sequence[Any]] = []
        self.moved: list[tuple[UUID, int, Event]] = []

    def add(self, pinned: Pinned, game: Play) -> None:
        """One dossier, with its log, its tasks and its due dates."""
        last_seq, last_hash = 0, GENESIS
        due_since, received_by = None, None
        for told in game.told:
            if any(isinstance(event, Accepted) for event in told.events):
                received_by = told.actor_id
            self.marks.extend((pinned.id, kind, told.at) for kind in sorted(marks_of(told.events)))
            first = last_seq + 1
            for line in _lines(pinned.id, told.events, last_seq, last_hash, told.actor_id, told.at):
                self.events.append(_event_row(pinned.id, line))
                last_seq, last_hash = line.seq, line.hash
            for seq, due_at in due_dates(enumerate(told.events, start=first)):
                self.due_dates.append((pinned.id, told.at, seq, due_at))
                due_since = told.at
            if game.state.ended_at is None and any(isinstance(event, Extended) for event in told.events):
                self.moved.extend((pinned.id, seq, event) for seq, event in enumerate(told.events, start=first))
        columns = columns_of(game.state)
        self.dossiers.append(
            (
                pinned.id, pinned.lookup_code, pinned.procedure_id, pinned.version_id, pinned.process_id,
                pinned.agency_id, pinned.case, pinned.regime, pinned.applicant_id, pinned.applicant_name, "",
                pinned.commune, received_by, due_since, pinned.wanted_delivery, _json(to_json(game.state)), last_seq,
                last_hash,
                *(columns[name] for name in _ROW_COLUMNS),
            )
        )  # fmt: skip
        self.tasks.extend(_task_rows(pinned, game))

    def flush(self) -> None:
        """Copy what was collected, and check foreign keys at once rather than at the end."""
        copy_rows("dossiers_dossier", _DOSSIER, self.dossiers)
        copy_rows("dossiers_event", _EVENT, self.events)
        copy_rows("dossiers_duedate", ("dossier_id", "known_at", "seq", "due_at"), self.due_dates)
        copy_rows("dossiers_mark", ("dossier_id", "kind", "at"), self.marks)
        copy_rows("dossiers_task", _TASK, self.tasks)
        tell(self.moved)
        for rows in (self.dossiers, self.events, self.due_dates, self.marks, self.tasks, self.moved):
            rows.clear()


_DOSSIER = (
    "id", "lookup_code", "procedure_id", "procedure_version_id", "process_id", "agency_id", "case", "regime",
    "applicant_id", "applicant_name", "subject", "commune", "received_by_id", "due_since", "wanted_delivery",
    "state", "events_count", "last_hash",
    *_ROW_COLUMNS,
)  # fmt: skip
_EVENT = (
    "dossier_id", "seq", "kind", "data", "actor_id", "on_behalf_of", "at", "key", "previous_hash", "hash",
)  # fmt: skip
_TASK = (
    "dossier_id", "kind", "step", "name", "agency_id", "role", "unit", "assignee_id", "opened_at", "due_at",
    "dossier_due_at", "closed_at", "closed_by_id", "outcome",
)  # fmt: skip


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a table, in the transaction of Django's connection."""
    with connection.cursor() as cursor:
        names = ", ".join(f'"{column}"' for column in columns)
        with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _lines(
    dossier_id: UUID, events: Any, seq: int, previous: bytes, actor_id: int | None, at: datetime
) -> Iterator[Line]:
    on_behalf = "" if actor_id is not None else "Người nộp hồ sơ"
    key = f"scenario:{seq + 1}"
    return lines(dossier_id, events, after=(seq, previous), actor_id=actor_id, on_behalf_of=on_behalf, at=at, key=key)


def _event_row(dossier_id: UUID, line: Line) -> Sequence[Any]:
    return (
        dossier_id, line.seq, line.kind, _json(line.data), line.actor_id, line.on_behalf_of, line.at, line.key,
        line.previous_hash, line.hash,
    )  # fmt: skip


def _task_rows(pinned: Pinned, game: Play) -> Iterator[Sequence[Any]]:
    for lying in game.tasks:
        task = lying.task
        yield (
            pinned.id, str(task.kind), task.step, task.name, pinned.agency_id, str(task.role), task.unit,
            lying.assignee_id, task.opened_at, task.due_at, lying.dossier_due_at, lying.closed_at,
            lying.closed_by_id, lying.outcome,
        )  # fmt: skip


def _json(data: Any) -> str:
    return msgspec.json.encode(data).decode()
