"""Instants as people in Vietnam read them."""

from __future__ import annotations

from datetime import datetime

from motcua.law.worktime import VIETNAM


def local(at: datetime) -> datetime:
    """The instant in Vietnamese local time (UTC+7)."""
    return at.astimezone(VIETNAM)


def in_full(at: datetime) -> str:
    """ "08 giờ 15 ngày 05/02/2019": the instant as sentences tell it."""
    return f"{local(at):%H giờ %M ngày %d/%m/%Y}"
