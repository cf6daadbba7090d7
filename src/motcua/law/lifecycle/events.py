"""What happened to a dossier. Events carry results (codes, due dates), so that a replay needs no rule and no calendar.

They hold no name, address or identity number of the applicant: the log can never be changed, personal data can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import get_args

from motcua.law.lifecycle.state import (
    Channel,
    Consultation,
    Delivery,
    Fee,
    LateCause,
    OpenStep,
    PaperReceived,
    PaperRequest,
    Receiver,
    StopReason,
)


@dataclass(frozen=True, slots=True)
class Submitted:
    """`answer_by`: until then the one-stop unit accepts, or asks for what is missing."""

    channel: Channel
    papers: tuple[PaperReceived, ...]
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class Accepted:
    code: str
    channel: Channel
    due_at: datetime
    papers: tuple[PaperReceived, ...]
    fee: Fee


@dataclass(frozen=True, slots=True)
class Guided:
    """`channel`: as in `IntakeRefused`."""

    papers: tuple[PaperRequest, ...]
    reason: str
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class IntakeRefused:
    """`channel`: how the dossier came, where that was known; nothing before tells it of one refused at the counter."""

    reason: str
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class OfficerAssigned:
    officer: int
    officer_name: str


@dataclass(frozen=True, slots=True)
class StepOpened:
    """A step came onto a desk."""

    step: OpenStep


@dataclass(frozen=True, slots=True)
class StepCompleted:
    """A step was left.

    Attributes:
        by: id of who left it, and may take it back; None where nobody may.
        opens: ids of the steps that this opens.
        joined: arrivals (join, step) that an opened join has used up.
    """

    step: str
    outcome: str
    note: str
    by: int | None = None
    opens: tuple[str, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recalled:
    """A step was taken back by its sender.

    Attributes:
        undone: ids of the steps that leaving it had opened; `fresh`: those of them in which the dossier had never been.
        arrivals: (join, step) of branches that wait again.
    """

    step: OpenStep
    undone: tuple[str, ...]
    arrivals: tuple[tuple[str, str], ...] = ()
    fresh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepSeen:
    step: str


@dataclass(frozen=True, slots=True)
class BranchArrived:
    """A parallel branch reached a join that still waits for others."""

    join: str
    came_from: str


@dataclass(frozen=True, slots=True)
class ReturnedToStep:
    """Work went back. `undone`: the steps, open or done, that count no more; `signed`: the result stays signed."""

    step: str
    to: str
    reason: str
    undone: tuple[str, ...]
    signed: bool = False


@dataclass(frozen=True, slots=True)
class SupplementRequested:
    papers: tuple[PaperRequest, ...]
    reason: str
    legal_basis: str
    approver: str
    close_on: date


@dataclass(frozen=True, slots=True)
class SupplementReceived:
    """`steps` are open again; `restarted`: with full budgets, and the limit counted from zero."""

    papers: tuple[PaperReceived, ...]
    note: str
    due_at: datetime
    steps: tuple[OpenStep, ...]
    restarted: bool = True


@dataclass(frozen=True, slots=True)
class Paused:
    """`label` is what the cause was called when it was given."""

    cause: str
    label: str
    basis: str
    expected: str


@dataclass(frozen=True, slots=True)
class Resumed:
    note: str
    due_at: datetime
    steps: tuple[OpenStep, ...]


@dataclass(frozen=True, slots=True)
class PaymentRequested:
    amount: int
    basis: str
    what: str


@dataclass(frozen=True, slots=True)
class PaymentConfirmed:
    amount: int
    reference: str
    due_at: datetime
    steps: tuple[OpenStep, ...]


@dataclass(frozen=True, slots=True)
class Extended:
    due_before: datetime
    due_at: datetime
    reason: str
    cause: LateCause
    working_days: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Approved:
    result_number: str
    files: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Rejected:
    reason: str
    late_cause: LateCause | None


@dataclass(frozen=True, slots=True)
class Finished:
    result_papers: int
    late_cause: LateCause | None
    note: str


@dataclass(frozen=True, slots=True)
class ResultReturned:
    """`receiver_name` and `proof` are kept only where somebody else than the owner took the result."""

    delivery: Delivery
    receiver: Receiver
    receiver_name: str
    proof: str
    fee: Fee | None


@dataclass(frozen=True, slots=True)
class Consulted:
    consultation: Consultation


@dataclass(frozen=True, slots=True)
class Answered:
    """`asked`: who gave the answer, in words."""

    number: int
    content: str
    asked: str


@dataclass(frozen=True, slots=True)
class StopAsked:
    reason: str


@dataclass(frozen=True, slots=True)
class Stopped:
    reason: StopReason
    papers_returned: str
    note: str
    late_cause: LateCause | None = None


@dataclass(frozen=True, slots=True)
class CorrectionAsked:
    true_at: datetime
    evidence: str
    by: int


@dataclass(frozen=True, slots=True)
class CorrectionDecided:
    agreed: bool
    true_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class ResultCorrected:
    """`in_time`: within the working days that the regime gives; else `late_reason` says why not."""

    known_at: datetime
    what: str
    result_number: str
    files: tuple[str, ...]
    in_time: bool
    late_reason: str


@dataclass(frozen=True, slots=True)
class NoteAdded:
    text: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueRecomputed:
    """The dates as the changed calendar gives them; the due dates are None while the clock stands."""

    due_before: datetime | None
    due_at: datetime | None
    why: str
    steps: tuple[OpenStep, ...]


@dataclass(frozen=True, slots=True)
class ProcessChanged:
    """The dossier follows another version of its internal process; `process` is its id in the catalogue."""

    process: int
    decision: str
    steps: tuple[OpenStep, ...]
    visited: tuple[str, ...]
    arrivals: tuple[tuple[str, str], ...]


Event = (
    Submitted
    | Accepted
    | Guided
    | IntakeRefused
    | OfficerAssigned
    | StepOpened
    | StepCompleted
    | Recalled
    | StepSeen
    | BranchArrived
    | ReturnedToStep
    | SupplementRequested
    | SupplementReceived
    | Paused
    | Resumed
    | PaymentRequested
    | PaymentConfirmed
    | Extended
    | Consulted
    | Answered
    | Approved
    | Rejected
    | Finished
    | ResultReturned
    | StopAsked
    | Stopped
    | CorrectionAsked
    | CorrectionDecided
    | ResultCorrected
    | NoteAdded
    | DueRecomputed
    | ProcessChanged
)


def _kind(event_type: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", event_type.__name__).lower()


KINDS: dict[str, type] = {_kind(event_type): event_type for event_type in get_args(Event)}
"""Stable name in the log → event type."""

KIND_OF: dict[type, str] = {event_type: kind for kind, event_type in KINDS.items()}
"""Event type → stable name in the log."""
