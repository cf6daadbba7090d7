"""Replay of the log: every dossier is folded again from its events and compared with its row, seal by seal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import msgspec
from django.db import connection, transaction

from motcua.dossiers.codec import event_from, state_from
from motcua.dossiers.log import GENESIS, seal
from motcua.dossiers.models import Dossier
from motcua.dossiers.record import columns_of
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import evolve

_EVENTS = """
SELECT dossier_id, seq, kind, data::text, actor_id, on_behalf_of, at, key, previous_hash, hash
FROM dossiers_event ORDER BY dossier_id, seq
"""
_COLUMNS = tuple(columns_of(State()))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a dossier: its code (or id) and a Vietnamese sentence."""

    dossier: str
    sentence: str


def verify_log(progress: Callable[[int], None] = lambda _: None) -> Iterator[Fault]:
    """Faults of all dossiers, in no order; none when log and rows agree.

    One pass in one snapshot, in constant memory: dossiers and events are read side by side, ordered by id.

    Args:
        progress: told how many dossiers were checked since it was last told.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        fields = ("id", *_COLUMNS, "state", "events_count", "last_hash")
        rows = Dossier.objects.order_by("id").values(*fields).iterator(chunk_size=2000)
        logs = groupby(_stream(), key=lambda line: line[0])
        log = next(logs, None)
        for row in rows:
            while log is not None and log[0] < row["id"]:
                yield Fault(str(log[0]), "Nhật ký có sự kiện nhưng không có hồ sơ.")
                log = next(logs, None)
            events: Iterator[tuple[Any, ...]] = iter(())
            if log is not None and log[0] == row["id"]:
                events = log[1]
            yield from _faults(row, events)
            if log is not None and log[0] == row["id"]:
                log = next(logs, None)
            progress(1)


def _stream() -> Iterator[tuple[Any, ...]]:
    assert connection.connection is not None
    with connection.connection.cursor(name="verify_log") as cursor:
        cursor.itersize = 5000
        cursor.execute(_EVENTS)
        yield from cursor


def _faults(row: dict[str, Any], events: Iterator[tuple[Any, ...]]) -> Iterator[Fault]:
    name = row["code"] or str(row["id"])
    state, previous, count = State(), GENESIS, 0
    for _, seq, kind, text, actor_id, on_behalf_of, at, key, stored_previous, stored in events:
        count += 1
        data = msgspec.json.decode(text)
        sealed = seal(previous, row["id"], (seq, kind, data, actor_id, on_behalf_of, at, key))
        if seq != count or bytes(stored_previous) != previous or bytes(stored) != sealed:
            yield Fault(name, f"Sự kiện số {seq} đã bị thay đổi, hoặc chuỗi niêm phong bị đứt trước nó.")
            return
        try:
            state = evolve(state, event_from(kind, data), at)
        except (KeyError, msgspec.ValidationError) as problem:
            yield Fault(name, f"Sự kiện số {seq} không đọc được: {problem}.")
            return
        previous = sealed
    if count != row["events_count"] or bytes(row["last_hash"]) != previous:
        yield Fault(name, f"Nhật ký có {count} sự kiện, hồ sơ ghi {row['events_count']}: phần cuối bị mất hoặc thêm.")
    elif count:
        yield from _differences(name, row, state)


def _differences(name: str, row: dict[str, Any], state: State) -> Iterator[Fault]:
    wrong = [column for column, value in columns_of(state).items() if row[column] != value]
    if wrong:
        yield Fault(name, f"Hồ sơ không khớp nhật ký ở: {', '.join(wrong)}.")
    elif state_from(row["state"]) != state:
        yield Fault(name, "Trạng thái lưu của hồ sơ không khớp nhật ký.")
