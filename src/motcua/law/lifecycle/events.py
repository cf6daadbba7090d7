"""What happened to a dossier. Events carry results (codes, due dates), so that a replay needs no rule and no calendar.

They hold no name, address or identity number of the applicant: the log can never be changed, personal data can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from motcua.law.lifecycle.state import (
    Channel,
    Delivery,
    Fee,
    LateCause,
    OpenStep,
    PaperReceived,
    PaperRequest,
    Receiver,
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
    step: str
    outcome: str
    note: str


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
    """`steps` are open again, with full budgets."""

    papers: tuple[PaperReceived, ...]
    note: str
    due_at: datetime
    steps: tuple[OpenStep, ...]


@dataclass(frozen=True, slots=True)
class Extended:
    due_before: datetime
    due_at: datetime
    reason: str
    cause: LateCause


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


Event = (
    Submitted
    | Accepted
    | IntakeRefused
    | OfficerAssigned
    | StepOpened
    | StepCompleted
    | BranchArrived
    | ReturnedToStep
    | SupplementRequested
    | SupplementReceived
    | Extended
    | Approved
    | Rejected
    | Finished
    | ResultReturned
)


def _kind(event_type: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", event_type.__name__).lower()


KINDS: dict[str, type] = {_kind(event_type): event_type for event_type in get_args(Event)}
"""Stable name in the log → event type."""

KIND_OF: dict[type, str] = {event_type: kind for kind, event_type in KINDS.items()}
"""Event type → stable name in the log."""
