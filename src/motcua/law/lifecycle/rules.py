"""What a dossier is judged by: the pinned rules of its procedure, process, calendar and regime."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class FeeRule:
    """A fee or charge in đồng; `due_at_intake` when it is owed before the dossier is accepted."""

    name: str
    amount: int
    due_at_intake: bool


@dataclass(frozen=True, slots=True)
class ProcedureRules:
    """The part of a procedure version that decides about dossiers.

    Attributes:
        limits: (channel, limit); the channel "" stands for all channels that are not named.
        intake_from, intake_until: first and last local day of intake; None: open end.
        closed_from, closed_until: span of local days, both included, for which intake is suspended.
    """

    code: str
    name: str
    components: tuple[ComponentRule, ...]
    limits: tuple[tuple[str, TimeLimit], ...]
    fees: tuple[FeeRule, ...] = ()
    intake_from: date | None = None
    intake_until: date | None = None
    closed_from: date | None = None
    closed_until: date | None = None

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
        suspended = (
            self.closed_from is not None
            and self.closed_from <= day
            and (self.closed_until is None or day <= self.closed_until)
        )
        return started and not ended and not suspended

    @property
    def due_at_intake(self) -> int:
        """What is owed before acceptance, in đồng."""
        return sum(fee.amount for fee in self.fees if fee.due_at_intake)


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
