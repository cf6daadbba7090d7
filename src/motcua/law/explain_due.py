"""Why the due date of a dossier is what it is: the time limit day by day, then every stop and extension since.

The date comes from `lifecycle.clock`, the one computation of any due date; the sentences tell its steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from motcua.law.explain import Explanation, explain
from motcua.law.lifecycle.clock import shifted
from motcua.law.lifecycle.state import Shift, ShiftKind
from motcua.law.limit import TimeLimit, vietnamese
from motcua.law.moments import in_full
from motcua.law.worktime import Calendar


@dataclass(frozen=True, slots=True)
class Move:
    """One stop or extension, and what it did to the due date (instants in UTC)."""

    shift: Shift
    minutes: int
    due_before: datetime
    due_at: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class DueExplained:
    """A due date with its reasons.

    Attributes:
        limit: the time limit by itself, day by day; its due date is the one before any move.
        due: the due instant, UTC; equal to `lifecycle.clock.due_of` of the same arguments.
        sentences: the whole in Vietnamese, ready to print line by line; the last one tells the due date.
    """

    limit: Explanation
    moves: tuple[Move, ...]
    due: datetime
    sentences: tuple[str, ...]


def explain_due(
    clock_from: datetime,
    limit: TimeLimit,
    shifts: Sequence[Shift],
    calendar: Calendar,
    reasons: Sequence[str] = (),
) -> DueExplained:
    """Give a due date with every day and every move that led to it.

    Args:
        clock_from: the instant from which the limit is counted, aware, any zone.
        shifts: the stops and extensions since, in order.
        reasons: for each of them in a few Vietnamese words, such as "chờ bổ sung hồ sơ"; may be left out.

    Raises:
        CalendarNotApproved: the answer needs a year that was not approved.
    """
    first = explain(calendar, clock_from, limit)
    due_at, moves = first.due, []
    for number, shift in enumerate(shifts):
        why = reasons[number] if number < len(reasons) else ""
        moves.append(_move(shift, due_at, limit, calendar, why))
        due_at = moves[-1].due_at
    return DueExplained(first, tuple(moves), due_at, (*first.sentences, *(move.sentence for move in moves)))


def _move(shift: Shift, due_at: datetime, limit: TimeLimit, calendar: Calendar, why: str) -> Move:
    moved = shifted(due_at, shift, limit, calendar)
    because = f" ({why})" if why else ""
    if shift.kind is ShiftKind.EXTENSION:
        minutes = calendar.minutes_between(due_at, moved)
        days = f"{vietnamese(shift.working_days)} ngày làm việc" if shift.working_days else _minutes(minutes)
        sentence = f"Gia hạn thêm {days}{because}: hạn lùi từ {in_full(due_at)} đến {in_full(moved)}."
        return Move(shift, minutes, due_at, moved, sentence)
    minutes = calendar.minutes_between(shift.since, shift.until)
    stood = f"Dừng tính từ {in_full(shift.since)} đến {in_full(shift.until)}{because}"
    if moved == due_at:
        return Move(shift, minutes, due_at, moved, f"{stood}, ngoài giờ làm việc: hạn vẫn là {in_full(moved)}.")
    sentence = f"{stood}: {_minutes(minutes)} không tính vào thời hạn, hạn lùi đến {in_full(moved)}."
    return Move(shift, minutes, due_at, moved, sentence)


def _minutes(minutes: int) -> str:
    return f"{vietnamese(Decimal(minutes))} phút làm việc"
