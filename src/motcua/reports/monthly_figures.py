"""The content of a monthly notice, as it is kept."""

from __future__ import annotations

from datetime import datetime

import msgspec


class OverdueLine(msgspec.Struct, frozen=True):
    """An overdue dossier, as it was when the month ended."""

    code: str
    procedure: str
    due_at: datetime


class UnitLine(msgspec.Struct, frozen=True):
    """Steps that a unit left in the month, and how many of them after their own time; "" is the agency's own desk."""

    unit: str
    left: int
    late: int


class MonthFigures(msgspec.Struct, frozen=True):
    """The content of a notice.

    Attributes:
        counts: by key of measure.
        causes: dossiers resolved late, by code of the cause.
    """

    counts: dict[str, int]
    causes: dict[str, int]
    units: tuple[UnitLine, ...]
    overdue: tuple[OverdueLine, ...]
