"""Telling that promised dates have moved: a job for `motcua.notices`, deferred in the transaction that moves them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from motcua.law.lifecycle import events as e

TELL = "notices.dates_moved"
"""The job that keeps whom to tell (`motcua.notices.jobs`); it is given (dossier, number of the log line) pairs."""


def tell(lines: Iterable[tuple[UUID, int, e.Event]]) -> None:
    """Tell which of these lines of the log (dossier, number, event) have moved a promised date, if any have.

    That is an extension with apology or a changed calendar. A date that is set anew after a stop is told with what
    ends the stop.
    """
    moved: list[JSONValue] = [[str(dossier), seq] for dossier, seq, event in lines if _moves(event)]
    if moved:
        app.configure_task(TELL).defer(lines=moved)


def _moves(event: e.Event) -> bool:
    if not isinstance(event, e.Extended | e.DueRecomputed) or event.due_before is None:
        return False
    return event.due_at not in (None, event.due_before)
