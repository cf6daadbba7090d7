"""Writing one event on each of many dossiers at once: what `record.append` writes, in a handful of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db import connection

from motcua.dossiers.desk import Wanted, moves, ranked_by
from motcua.dossiers.log import Line, lines
from motcua.dossiers.models import Dossier, DueDate, Event, Task
from motcua.dossiers.moved_dates import tell
from motcua.dossiers.record import Author, due_dates
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.evolve import fold
from motcua.law.process import Process


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A dossier whose lock the caller holds, and what the changed calendar makes of it."""

    row: Dossier
    before: State
    event: e.DueRecomputed
    process: Process


# One JSON text for each statement: far cheaper to hand over than thousands of parameters.
_EVENTS = f"""
INSERT INTO {Event._meta.db_table}
    (dossier_id, seq, kind, data, actor_id, on_behalf_of, at, key, previous_hash, hash)
SELECT id, seq, kind, data, %s, %s, %s, key, decode(previous, 'hex'), decode(hash, 'hex')
FROM jsonb_to_recordset(%s) AS v(id uuid, seq int, kind text, data jsonb, key text, previous text, hash text)
"""
_DUE_DATES = f"""
INSERT INTO {DueDate._meta.db_table} (dossier_id, known_at, seq, due_at)
SELECT id, %s, seq, due_at FROM jsonb_to_recordset(%s) AS v(id uuid, seq int, due_at timestamptz)
"""
_DOSSIERS = f"""
UPDATE {Dossier._meta.db_table} AS d
SET due_at = v.due_at, due_since = %s, state = v.state, events_count = v.seq, last_hash = decode(v.hash, 'hex'),
    calendar = %s
FROM jsonb_to_recordset(%s) AS v(id uuid, due_at timestamptz, state jsonb, seq int, hash text)
WHERE d.id = v.id
"""
_TASKS = f"""
UPDATE {Task._meta.db_table} AS t
SET due_at = v.due_at, dossier_due_at = v.ranked
FROM jsonb_to_recordset(%s) AS v(id uuid, kind text, step text, due_at timestamptz, ranked timestamptz)
WHERE t.dossier_id = v.id AND t.kind = v.kind AND t.step = v.step AND t.closed_at IS NULL
"""
_Rows = list[dict[str, object]]


def append_to_many(found: Sequence[Recomputed], *, calendar: int, author: Author, at: datetime, key: str) -> None:
    """Log the new due dates and carry them over to rows, due dates and open tasks; within a transaction.

    Args:
        calendar: the newest approval with which they were reckoned, to be pinned.
    """
    log, dates, rows, tasks = _Rows(), _Rows(), _Rows(), _Rows()
    for one in found:
        row, events = one.row, (one.event,)
        after = fold(one.before, events, at)
        last = (row.events_count, bytes(row.last_hash))
        (line,) = lines(
            row.pk, events, after=last, actor_id=author.staff_id, on_behalf_of=author.on_behalf_of, at=at, key=key
        )
        log.append(_logged(row, line))
        dates += [{"id": row.pk, "seq": seq, "due_at": due_at} for seq, due_at in due_dates([(line.seq, one.event)])]
        rows.append({"id": row.pk, "due_at": after.due_at, "state": after, "seq": line.seq, "hash": line.hash.hex()})
        tasks += [_task(row, task, after) for task in moves(one.before, after, events, one.process).changed]
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, [author.staff_id, author.on_behalf_of, at, _text(log)])
        cursor.execute(_DUE_DATES, [at, _text(dates)])
        cursor.execute(_DOSSIERS, [at, calendar, _text(rows)])
        cursor.execute(_TASKS, [_text(tasks)])
    tell((one.row.pk, one.row.events_count + 1, one.event) for one in found)


def _text(rows: _Rows) -> str:
    return msgspec.json.encode(rows).decode()


def _logged(row: Dossier, line: Line) -> dict[str, object]:
    return {
        "id": row.pk,
        "seq": line.seq,
        "kind": line.kind,
        "data": line.data,
        "key": line.key,
        "previous": line.previous_hash.hex(),
        "hash": line.hash.hex(),
    }


def _task(row: Dossier, task: Wanted, after: State) -> dict[str, object]:
    return {
        "id": row.pk,
        "kind": str(task.kind),
        "step": task.step,
        "due_at": task.due_at,
        "ranked": ranked_by(task, after),
    }
