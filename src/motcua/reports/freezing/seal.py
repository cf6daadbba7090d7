"""What makes a change of a frozen report show: each version and each step is sealed together with the one before it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import msgspec

from motcua.reports.models import FrozenStep, FrozenVersion

GENESIS = bytes(32)
"""What the first version and the first step of every report are sealed with."""
NOTHING = hashlib.sha256(b"").digest()
"""The hash of rows that are not kept."""


def hash_of(code: str, version: FrozenVersion) -> bytes:
    """SHA-256 over the hash of the version before and the canonical form (JSON, sorted keys, UTC) of this one."""
    return _sealed(
        bytes(version.previous_hash),
        [
            code,
            version.number,
            _moment(version.as_of),
            version.figures,
            version.definitions,
            version.engine,
            version.dossiers,
            bytes(version.behind_hash).hex(),
            _moment(version.made_at),
            version.made_by_id,
            version.reason,
        ],
    )


def seal_of(code: str, step: FrozenStep) -> bytes:
    """SHA-256 over the seal of the step before and the canonical form of this one."""
    return _sealed(
        bytes(step.previous_seal),
        [
            code,
            step.seq,
            step.kind,
            step.number,
            bytes(step.version_hash).hex(),
            step.note,
            step.signature,
            _moment(step.at),
            step.actor_id,
            step.title,
            str(step.key),
        ],
    )


def _sealed(previous: bytes, content: list[Any]) -> bytes:
    return hashlib.sha256(previous + msgspec.json.encode(content, order="deterministic")).digest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
