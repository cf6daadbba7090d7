"""Why a dossier falls due when it does, and how the law, the software in use and QĐ 766 read its time.

Everything is reckoned with the rules and the calendar pinned on the dossier, by the computation that made its due date.
Nothing here names a person: what the log says in the words of officers (reasons, bases) is left out, so that the same
explanation can be shown on the public page behind the look-up code and be given to programs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from motcua.dossiers.codec import event_from, state_from
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.pinned import rules_of
from motcua.law.explain_due import DueExplained, explain_due
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import Rules
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import Shift, ShiftKind, Stop
from motcua.law.limit import TimeLimit
from motcua.law.moments import in_full
from motcua.law.readings import SUPPLEMENT, Course, Extension, Readings, readings
from motcua.law.regimes import Regime

PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class DossierExplained:
    """The due date of a dossier with its reasons.

    Attributes:
        told: the limit day by day, and the moves since the clock was last started from zero.
        due_at: the present due date, UTC; None while the clock stands.
        before: Vietnamese sentences that come before the days: why the clock did not start at acceptance.
        after: what comes after the moves: that the clock stands now, or that the date was written otherwise.
        standard_day: working minutes of a day of its calendar.
        basis: the texts that the dossier follows.
    """

    told: DueExplained
    due_at: datetime | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    standard_day: int
    basis: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """The whole in Vietnamese, line by line."""
        return (*self.before, *self.told.sentences, *self.after)


def explain_dossier(row: Dossier, state: State | None = None, rules: Rules | None = None) -> DossierExplained | None:
    """How the present due date of a dossier came about; None before acceptance.

    Args:
        state, rules: those of the row, where the caller has read them already.

    Raises:
        CalendarNotApproved: the answer needs a year that was not approved.
    """
    state = state or state_from(row.state)
    if state.clock_from is None or state.channel is None:
        return None
    rules = rules or rules_of(row)
    reasons = tuple(_reason(shift, state.stops, rules.regime) for shift in state.shifts)
    limit = rules.procedure.limit_for(state.channel)
    told = explain_due(state.clock_from, limit, state.shifts, rules.calendar, reasons)
    return DossierExplained(
        told=told,
        due_at=state.due_at,
        before=_before(state),
        after=_after(state, told, rules.regime),
        standard_day=rules.calendar.standard_day,
        basis=rules.regime.basis,
    )


def cause_in_words(cause: str, regime: Regime) -> str:
    """Why a clock stood, as it goes on in a sentence: "chờ bổ sung hồ sơ"."""
    if cause == SUPPLEMENT:
        return "chờ bổ sung hồ sơ"
    if cause == PAYMENT:
        return "chờ nộp nghĩa vụ tài chính"
    known = regime.pause_cause(cause)
    return f"{known.label[:1].lower()}{known.label[1:]}" if known else "tạm dừng"


def _reason(shift: Shift, stops: Iterable[Stop], regime: Regime) -> str:
    if shift.kind is ShiftKind.EXTENSION:
        return "kèm văn bản xin lỗi"
    stop = next((stop for stop in stops if stop.since == shift.since), None)
    return cause_in_words(stop.cause, regime) if stop else ""


def _before(state: State) -> tuple[str, ...]:
    if state.clock_from == state.accepted_at or state.accepted_at is None or state.clock_from is None:
        return ()
    return (
        f"Hồ sơ được tiếp nhận lúc {in_full(state.accepted_at)}.",
        f"Nhận đủ giấy tờ bổ sung lúc {in_full(state.clock_from)}: thời hạn được tính lại từ đầu.",
    )


def _after(state: State, told: DueExplained, regime: Regime) -> tuple[str, ...]:
    if state.due_at is None:
        if state.ended_at is not None:
            return ("Hồ sơ kết thúc khi thời hạn đang dừng.",)
        standing = state.stops[-1] if state.stops else None
        if standing is None:
            return ()
        why = cause_in_words(standing.cause, regime)
        again = (
            "nhận đủ giấy tờ thì tính lại từ đầu"
            if standing.cause == SUPPLEMENT and regime.supplement_restarts
            else "thời gian dừng sẽ được cộng vào ngày hẹn"
        )
        return (f"Từ {in_full(standing.since)} thời hạn dừng để {why}; {again}.",)
    if state.due_at != told.due:
        return (f"Ngày hẹn ghi trên hồ sơ là {in_full(state.due_at)}.",)
    return ()


# The three readings


def readings_of(row: Dossier, state: State, rules: Rules, *, at: datetime) -> Readings | None:
    """The three readings of a dossier's time at `at` (UTC); None before acceptance.

    Raises:
        CalendarNotApproved: an answer needs a year that was not approved.
    """
    if state.accepted_at is None or state.channel is None:
        return None
    granted = extensions_of([row.pk]) if state.extensions else {}
    course = course_of(state, rules.procedure.limit_for(state.channel), granted.get(row.pk, ()))
    return readings(course, rules.regime, rules.calendar, at)


def course_of(state: State, limit: TimeLimit, extensions: tuple[Extension, ...]) -> Course:
    """What has happened to the time of an accepted dossier."""
    assert state.accepted_at is not None
    return Course(
        accepted_at=state.accepted_at,
        limit=limit,
        stops=state.stops,
        extensions=extensions,
        supplement_requests=state.supplement_requests,
        ended_at=state.ended_at,
        ended_as=state.ended_as,
        ended_actual=state.ended_actual,
        returned_at=state.returned_at,
    )


def extensions_of(dossiers: Iterable[UUID]) -> dict[UUID, tuple[Extension, ...]]:
    """The extensions of these dossiers, by one look into their logs; dossiers without any are left out.

    The state keeps those since the last start of the clock only.
    """
    found = Event.objects.filter(dossier_id__in=list(dossiers), kind="extended").order_by("dossier_id", "seq")
    granted: dict[UUID, list[Extension]] = defaultdict(list)
    for dossier_id, at, data in found.values_list("dossier_id", "at", "data"):
        event = event_from("extended", data)
        assert isinstance(event, e.Extended)
        granted[dossier_id].append(Extension(at, _shift(event)))
    return {dossier: tuple(rows) for dossier, rows in granted.items()}


def _shift(event: e.Extended) -> Shift:
    return Shift(ShiftKind.EXTENSION, event.due_before, event.due_at, event.working_days or Decimal(0))
