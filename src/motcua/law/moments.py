"""Instants as people in Vietnam read them."""

from __future__ import annotations

from datetime import datetime

from motcua.law.worktime import VIETNAM


def local(at: datetime) -> datetime:
    """The instant in Vietnamese local time (UTC+7)."""
    return at.astimezone(VIETNAM)
