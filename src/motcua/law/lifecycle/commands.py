"""What people can ask of a dossier. Each command is a value; `label` completes "không thể …" and the buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import ClassVar

from motcua.law.lifecycle.state import (
    Channel,
    ConsultMethod,
    Delivery,
    Fee,
    LateCause,
    PaperReceived,
    PaperRequest,
    Receiver,
)
from motcua.law.process import Process


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
class Guide:
    """Tell the applicant before acceptance, once and completely, what is missing (form 02). Starts no clock."""

    label: ClassVar[str] = "hướng dẫn hoàn thiện hồ sơ"
    papers: tuple[PaperRequest, ...]
    reason: str


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
    by: int | None = None
    """Id of the member of staff who leaves the step, and may take it back; filled in by the caller."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Take back a step that one has left, as long as nobody has opened what followed. `by`: who wants it back."""

    label: ClassVar[str] = "thu hồi bước đã chuyển"
    step: str
    by: int | None = None


@dataclass(frozen=True, slots=True)
class See:
    """Its holder has opened the dossier at this step: the sender cannot take it back any more."""

    label: ClassVar[str] = "mở xem"
    step: str


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
class Pause:
    """Let the clock stand for a cause that the regime knows. `expected`: until when, in words."""

    label: ClassVar[str] = "tạm dừng tính thời hạn"
    cause: str
    basis: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the clock run again: the due date moves by the working time that it stood."""

    label: ClassVar[str] = "tiếp tục tính thời hạn"
    note: str = ""


@dataclass(frozen=True, slots=True)
class RequestPayment:
    """Ask for `amount` đồng that `basis` (the fee rule or the tax notice) sets. Stops the clock."""

    label: ClassVar[str] = "yêu cầu nộp nghĩa vụ tài chính"
    amount: int
    basis: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmPayment:
    """The amount asked for has come in; `reference` names the receipt or the transaction. The clock runs again."""

    label: ClassVar[str] = "xác nhận đã nộp nghĩa vụ tài chính"
    amount: int
    reference: str


@dataclass(frozen=True, slots=True)
class Consult:
    """Ask another agency, or another unit, for its opinion within a number of working days."""

    label: ClassVar[str] = "lấy ý kiến"
    agency: int
    agency_name: str
    content: str
    working_days: Decimal
    method: ConsultMethod
    unit: str = ""
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Give the opinion asked for by the consultation of this number."""

    label: ClassVar[str] = "trả lời ý kiến"
    number: int
    content: str


@dataclass(frozen=True, slots=True)
class CloseUnsupplemented:
    """Close a dossier whose applicant did not supplement it in time; the system's own."""

    label: ClassVar[str] = "đóng hồ sơ quá hạn bổ sung"


@dataclass(frozen=True, slots=True)
class AskToStop:
    """The applicant asks to stop, as long as nothing is decided."""

    label: ClassVar[str] = "đề nghị dừng giải quyết"
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmStop:
    """The one-stop unit stops the dossier as the applicant asked (form 05); `papers_returned` says what went back."""

    label: ClassVar[str] = "xác nhận dừng giải quyết"
    papers_returned: str
    note: str = ""
    late_cause: LateCause | None = None


@dataclass(frozen=True, slots=True)
class AskCorrection:
    """Ask to record the true moment of completion, where the software was updated late."""

    label: ClassVar[str] = "đề nghị đính chính thời điểm hoàn thành"
    true_at: datetime
    evidence: str
    by: int | None = None


@dataclass(frozen=True, slots=True)
class DecideCorrection:
    """A second person agrees to the correction, or does not."""

    label: ClassVar[str] = "quyết định đính chính thời điểm hoàn thành"
    agree: bool
    note: str = ""
    by: int | None = None


@dataclass(frozen=True, slots=True)
class CorrectResult:
    """Put right an error of the agency in a result; `known_at`: when the error came to be known."""

    label: ClassVar[str] = "sửa sai kết quả"
    known_at: datetime
    what: str
    result_number: str = ""
    files: tuple[str, ...] = ()
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Write a note on the dossier, with files (SHA-256) where there are any. Changes nothing else."""

    label: ClassVar[str] = "ghi chú"
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recompute:
    """Reckon the due dates again with a changed calendar, for the reason `why`; the system's own."""

    label: ClassVar[str] = "tính lại ngày hẹn trả"
    why: str


@dataclass(frozen=True, slots=True)
class ChangeProcess:
    """Move an open dossier to another version of its internal process; the system's own.

    Attributes:
        process_id: what is pinned from now on; `process` is what it says.
        decision: number of the decision that approved it.
        mapping: (step of the old version, step of the new one), where the id differs.
    """

    label: ClassVar[str] = "chuyển sang quy trình mới"
    process_id: int
    process: Process
    decision: str
    mapping: tuple[tuple[str, str], ...] = ()


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


IntakeCommand = Submit | Accept | Guide | Refuse
WorkCommand = Assign | CompleteStep | ReturnToStep | Recall | See
ClockCommand = RequestSupplement | ReceiveSupplement | Extend | Pause | Resume | RequestPayment | ConfirmPayment
EndingCommand = Approve | Reject | Finish | ReturnResult
StoppingCommand = CloseUnsupplemented | AskToStop | ConfirmStop
CorrectingCommand = AskCorrection | DecideCorrection | CorrectResult
AskingCommand = Consult | Answer | Note
ChangingCommand = Recompute | ChangeProcess

Command = (
    IntakeCommand
    | WorkCommand
    | ClockCommand
    | EndingCommand
    | StoppingCommand
    | CorrectingCommand
    | AskingCommand
    | ChangingCommand
)
