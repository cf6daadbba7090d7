"""Events and states to JSON and back, typed: what does not fit its type is an error, never a guess."""

from __future__ import annotations

from typing import Any, cast

import msgspec

from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle.events import KIND_OF, KINDS, Event


def to_json(value: Event | State) -> dict[str, Any]:
    """`value` as plain JSON data; instants as ISO 8601 in UTC."""
    return cast(dict[str, Any], msgspec.to_builtins(value))


def kind_of(event: Event) -> str:
    """Stable name of the event in the log."""
    return KIND_OF[type(event)]


def event_from(kind: str, data: dict[str, Any]) -> Event:
    """The event that the log line holds.

    Raises:
        KeyError: a kind that this version of the system does not know.
        msgspec.ValidationError: the data do not fit the kind.
    """
    return cast(Event, msgspec.convert(data, KINDS[kind]))


def state_from(data: dict[str, Any]) -> State:
    """The state that a dossier's row holds."""
    return msgspec.convert(data, State)
