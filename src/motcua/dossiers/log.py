"""The hash chain of a dossier's log: each line is sealed together with the one before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from motcua.dossiers.codec import kind_of, to_json
from motcua.law.lifecycle.events import Event

GENESIS = bytes(32)
"""What the first line of every dossier is sealed with."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log as it is stored."""

    seq: int
    kind: str
    data: dict[str, Any]
    actor_id: int | None
    on_behalf_of: str
    at: datetime
    key: str | None
    previous_hash: bytes
    hash: bytes


def seal(previous: bytes, dossier_id: UUID, line: tuple[int, str, Any, int | None, str, datetime, str | None]) -> bytes:
    """SHA-256 over the previous hash and the canonical form (JSON, sorted keys, UTC) of a line."""
    seq, kind, data, actor_id, on_behalf_of, at, key = line
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    canonical = msgspec.json.encode(
        [str(dossier_id), seq, kind, data, actor_id, on_behalf_of, moment, key], order="deterministic"
    )
    return hashlib.sha256(previous + canonical).digest()


def lines(
    dossier_id: UUID,
    events: Iterable[Event],
    *,
    after: tuple[int, bytes],
    actor_id: int | None,
    on_behalf_of: str,
    at: datetime,
    key: str | None,
) -> Iterator[Line]:
    """The lines of events of one command; the first carries the idempotency key.

    Args:
        after: number and hash of the dossier's last line; (0, GENESIS) for a new one.
    """
    seq, previous = after
    for event in events:
        seq += 1
        kind, data = kind_of(event), to_json(event)
        sealed = seal(previous, dossier_id, (seq, kind, data, actor_id, on_behalf_of, at, key))
        yield Line(seq, kind, data, actor_id, on_behalf_of, at, key, previous, sealed)
        previous, key = sealed, None
