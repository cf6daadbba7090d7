"""What a dossier is judged by: the pinned rules of its procedure, process, calendar and regime."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from motcua.law.deadline import TimeLimit
from motcua.law.process import Process
from motcua.law.refusal import Refused
from motcua.law.regimes import Regime
from motcua.law.worktime import Calendar


@dataclass(frozen=True, slots=True)
class ComponentRule:
    """A paper that the procedure asks for, with the numbers of originals and copies."""

    key: str
    name: str
    originals: int
    copies: int
    mandatory: bool
    case: str = ""
    """Key of the case that asks for it; "" for every case."""


@dataclass(frozen=True, slots=True)
class FeeRule:
    """A fee or charge.

    Attributes:
        amount: đồng.
        due_at_intake: whether it is owed before the dossier is accepted.
        case: key of the case it belongs to; "" for every case.
        online_amount: đồng for what is filed online, where that is less; None where it is the same.
        since, last: first and last local day on which the amount holds; None: open end.
    """

    name: str
    amount: int
    due_at_intake: bool
    case: str = ""
    online_amount: int | None = None
    since: date | None = None
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the amount holds on a local day."""
        return (self.since is None or self.since <= day) and (self.last is None or day <= self.last)

    def amount_for(self, channel: str) -> int:
        """What it comes to, in đồng, for a dossier filed through `channel`."""
        online = channel.startswith("online") and self.online_amount is not None
        return self.online_amount if online and self.online_amount is not None else self.amount


Stated = TypeVar("Stated")


def stated_limit(stated: Mapping[tuple[str, str], Stated], case: str, channel: str) -> Stated | None:
    """What is stated for a case and a channel, of time limits by (case, channel); None where nothing is.

    What a case states for all channels ("") comes before what the procedure states for the channel.
    """
    order = ((case, channel), (case, ""), ("", channel), ("", ""))
    return next((stated[key] for key in order if key in stated), None)


@dataclass(frozen=True, slots=True)
class ProcedureRules:
    """The part of a procedure version that decides about dossiers.

    Attributes:
        limits: (channel, limit); the channel "" stands for all channels that are not named.
        cases: (key, name) of the cases (trường hợp) one of which every dossier is filed under; empty: there are none.
        case_limits: (case, channel, limit) where a case has a time limit of its own.
        case_name: the case that these are the rules of alone; "" where there are none, or all of them.
        intake_from, intake_until: first and last local day of intake; None: open end.
        suspensions: spans of local days, both ends included, for which intake is suspended; None: open end.
    """

    code: str
    name: str
    components: tuple[ComponentRule, ...]
    limits: tuple[tuple[str, TimeLimit], ...]
    fees: tuple[FeeRule, ...] = ()
    intake_from: date | None = None
    intake_until: date | None = None
    suspensions: tuple[tuple[date, date | None], ...] = ()
    cases: tuple[tuple[str, str], ...] = ()
    case_limits: tuple[tuple[str, str, TimeLimit], ...] = ()
    case_name: str = ""

    def for_case(self, case: str) -> ProcedureRules:
        """The rules of one case alone: its own limits, components and fees, and those of every case.

        Args:
            case: key of a case; "" for a procedure that has none.

        Raises:
            Refused: ``case_missing`` or ``case_unknown``, field ``case``.
        """
        if not self.cases and not case:
            return self
        if not case:
            raise Refused("case_missing", f"Thủ tục “{self.name}” có nhiều trường hợp: hãy chọn một.", field="case")
        if case not in dict(self.cases):
            raise Refused("case_unknown", f"Thủ tục “{self.name}” không có trường hợp đã chọn.", field="case")
        stated = {("", channel): limit for channel, limit in self.limits}
        stated |= {(of, channel): limit for of, channel, limit in self.case_limits}
        channels = dict.fromkeys(channel for of, channel in stated if of in ("", case))
        found = {channel: stated_limit(stated, case, channel) for channel in channels}
        return replace(
            self,
            limits=tuple((channel, limit) for channel, limit in found.items() if limit is not None),
            components=tuple(part for part in self.components if part.case in ("", case)),
            fees=tuple(fee for fee in self.fees if fee.case in ("", case)),
            case_limits=(),
            cases=(),
            case_name=dict(self.cases)[case],
        )

    def limit_for(self, channel: str) -> TimeLimit:
        """The time limit of a dossier filed through `channel`.

        Raises:
            Refused: the procedure states no limit for it.
        """
        limits = dict(self.limits)
        limit = limits.get(channel) or limits.get("")
        if limit is None:
            raise Refused("no_limit", f"Thủ tục “{self.name}” chưa quy định thời hạn giải quyết cho hình thức nộp này.")
        return limit

    def open_on(self, day: date) -> bool:
        """Whether dossiers may be taken in on this local day."""
        started = self.intake_from is None or self.intake_from <= day
        ended = self.intake_until is not None and day > self.intake_until
        return started and not ended and not self._suspended_on(day)

    def _suspended_on(self, day: date) -> bool:
        return any(first <= day and (last is None or day <= last) for first, last in self.suspensions)

    def fees_on(self, day: date) -> tuple[FeeRule, ...]:
        """The fees that hold on a local day."""
        return tuple(fee for fee in self.fees if fee.holds_on(day))

    def owed_at_intake(self, channel: str, day: date) -> int:
        """What a dossier filed through `channel` owes before its acceptance on a local day, in đồng."""
        return sum(fee.amount_for(channel) for fee in self.fees_on(day) if fee.due_at_intake)


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that `decide` may look at besides the dossier itself.

    Attributes:
        owner_identity: identity number of the dossier's owner, to check who takes the result; "" when unknown.
    """

    procedure: ProcedureRules
    process: Process
    calendar: Calendar
    regime: Regime
    owner_identity: str = ""
