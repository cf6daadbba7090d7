"""What people can ask of a dossier. Each command is a value; `label` completes "không thể …" and the buttons."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from motcua.law.lifecycle.state import Channel, Delivery, Fee, LateCause, PaperReceived, PaperRequest, Receiver


@dataclass(frozen=True, slots=True)
class Submit:
    """File a dossier online. Starts the 8-working-hour intake limit, not the procedure's own clock."""

    label: ClassVar[str] = "nộp hồ sơ"
    channel: Channel
    papers: tuple[PaperReceived, ...] = ()


@dataclass(frozen=True, slots=True)
class Accept:
    """Take the dossier in: checks papers and fee, starts the clock, issues code and receipt (form 01).

    `code` is the next dossier code of the agency and day, issued by the caller under a lock.
    """

    label: ClassVar[str] = "tiếp nhận hồ sơ"
    code: str
    channel: Channel
    papers: tuple[PaperReceived, ...] = ()
    fee: Fee = Fee()


@dataclass(frozen=True, slots=True)
class Refuse:
    """Do not take the dossier in (form 03). It does not count as received."""

    label: ClassVar[str] = "từ chối tiếp nhận"
    reason: str


@dataclass(frozen=True, slots=True)
class Assign:
    """Name the one responsible officer; leaves an open step of kind `assign`."""

    label: ClassVar[str] = "phân công"
    officer: int
    officer_name: str


@dataclass(frozen=True, slots=True)
class CompleteStep:
    """Leave an open step by one of its edges."""

    label: ClassVar[str] = "chuyển bước"
    step: str
    outcome: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReturnToStep:
    """Send the work back to an earlier step. Gives the dossier no new time."""

    label: ClassVar[str] = "trả lại bước trước"
    step: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class RequestSupplement:
    """Ask the applicant to complete the dossier (form 02). Stops the clock."""

    label: ClassVar[str] = "yêu cầu bổ sung"
    papers: tuple[PaperRequest, ...]
    reason: str
    legal_basis: str = ""
    approver: str = ""


@dataclass(frozen=True, slots=True)
class ReceiveSupplement:
    """Take in what was asked for. The time limit restarts from zero."""

    label: ClassVar[str] = "tiếp nhận bổ sung"
    papers: tuple[PaperReceived, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Extend:
    """Move the due date by working days, with an apology to the applicant (form 04)."""

    label: ClassVar[str] = "gia hạn"
    working_days: Decimal
    reason: str
    cause: LateCause


@dataclass(frozen=True, slots=True)
class Approve:
    """The leader decides: the result is signed (`files`, SHA-256) or registered (`result_number`)."""

    label: ClassVar[str] = "phê duyệt"
    result_number: str = ""
    files: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reject:
    """Not eligible after appraisal: written reasons go to the applicant (form 03). Ends the dossier."""

    label: ClassVar[str] = "từ chối giải quyết"
    reason: str
    late_cause: LateCause | None = None


@dataclass(frozen=True, slots=True)
class Finish:
    """The one-stop unit takes the result over: this moment decides early, on time or late."""

    label: ClassVar[str] = "nhận kết quả về Một cửa"
    result_papers: int = 0
    late_cause: LateCause | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReturnResult:
    """Give the result to the person after checking who takes it. Lateness never blocks it.

    Attributes:
        identity: identity number shown by the receiver, or read from the proxy's authorisation.
        proof: what else was checked (number of the authorisation, postal code, electronic delivery).
        fee: settles what is still owed.
    """

    label: ClassVar[str] = "trả kết quả"
    delivery: Delivery
    receiver: Receiver
    identity: str
    receiver_name: str = ""
    proof: str = ""
    fee: Fee | None = None


Command = (
    Submit
    | Accept
    | Refuse
    | Assign
    | CompleteStep
    | ReturnToStep
    | RequestSupplement
    | ReceiveSupplement
    | Extend
    | Approve
    | Reject
    | Finish
    | ReturnResult
)
