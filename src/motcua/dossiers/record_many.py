"""Writing one event on each of many dossiers at once: what `record.append` writes, in a handful of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db import connection

from motcua.dossiers.codec import to_json
from motcua.dossiers.desk import Wanted, moves, ranked_by
from motcua.dossiers.log import lines
from motcua.dossiers.models import Dossier, DueDate, Event, Task
from motcua.dossiers.record import Author, due_dates, event_row
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


_DOSSIERS = f"""
UPDATE {Dossier._meta.db_table} AS d
SET due_at = v.due_at, state = v.state::jsonb, events_count = v.seq, last_hash = v.hash, calendar = %s
FROM unnest(%s::uuid[], %s::timestamptz[], %s::text[], %s::int[], %s::bytea[]) AS v(id, due_at, state, seq, hash)
WHERE d.id = v.id
"""
_TASKS = f"""
UPDATE {Task._meta.db_table} AS t
SET due_at = v.due_at, dossier_due_at = v.ranked
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::timestamptz[], %s::timestamptz[])
    AS v(dossier_id, kind, step, due_at, ranked)
WHERE t.dossier_id = v.dossier_id AND t.kind = v.kind AND t.step = v.step AND t.closed_at IS NULL
"""


def append_to_many(found: Sequence[Recomputed], *, calendar: int, author: Author, at: datetime, key: str) -> None:
    """Log the new due dates and carry them over to rows, due dates and open tasks; within a transaction.

    Args:
        calendar: the newest approval with which they were reckoned, to be pinned.
    """
    log: list[Event] = []
    dates: list[DueDate] = []
    rows: list[tuple[object, ...]] = []
    tasks: list[tuple[object, ...]] = []
    for one in found:
        row, events = one.row, (one.event,)
        after = fold(one.before, events, at)
        last = (row.events_count, bytes(row.last_hash))
        (line,) = lines(
            row.pk, events, after=last, actor_id=author.staff_id, on_behalf_of=author.on_behalf_of, at=at, key=key
        )
        log.append(event_row(row, line))
        dates += [
            DueDate(dossier_id=row.pk, known_at=at, seq=seq, due_at=due_at)
            for seq, due_at in due_dates([(line.seq, one.event)])
        ]
        rows.append((row.pk, after.due_at, msgspec.json.encode(to_json(after)).decode(), line.seq, line.hash))
        tasks += [_task(row, task, after) for task in moves(one.before, after, events, one.process).changed]
    Event.objects.bulk_create(log)
    DueDate.objects.bulk_create(dates)
    with connection.cursor() as cursor:
        if rows:
            cursor.execute(_DOSSIERS, [calendar, *map(list, zip(*rows, strict=True))])
        if tasks:
            cursor.execute(_TASKS, [*map(list, zip(*tasks, strict=True))])


def _task(row: Dossier, task: Wanted, after: State) -> tuple[object, ...]:
    return (row.pk, str(task.kind), task.step, task.due_at, ranked_by(task, after))
