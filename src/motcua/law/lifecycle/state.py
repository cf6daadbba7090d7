"""The present state of a dossier: the fold of its events. Four axes, never mixed into one status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """Business status."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    PROCESSING = "processing"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    PAUSED = "paused"
    APPROVED = "approved"
    FINISHED = "finished"
    RETURNED = "returned"
    REFUSED = "refused"
    REJECTED = "rejected"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        """What people call it."""
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    Status.DRAFT: "Bản nháp",
    Status.SUBMITTED: "Chờ tiếp nhận",
    Status.ACCEPTED: "Đã tiếp nhận",
    Status.PROCESSING: "Đang giải quyết",
    Status.AWAITING_SUPPLEMENT: "Chờ bổ sung",
    Status.AWAITING_PAYMENT: "Chờ nộp nghĩa vụ tài chính",
    Status.PAUSED: "Tạm dừng",
    Status.APPROVED: "Đã ký, chờ bàn giao",
    Status.FINISHED: "Có kết quả, chờ trả",
    Status.RETURNED: "Đã trả kết quả",
    Status.REFUSED: "Từ chối tiếp nhận",
    Status.REJECTED: "Không đủ điều kiện giải quyết",
    Status.STOPPED: "Dừng giải quyết",
}


class Channel(StrEnum):
    """How the dossier was filed."""

    COUNTER = "counter"
    ONLINE_FULL = "online_full"
    ONLINE_PARTIAL = "online_partial"
    POST = "post"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            Channel.COUNTER: "Trực tiếp",
            Channel.ONLINE_FULL: "Trực tuyến toàn trình",
            Channel.ONLINE_PARTIAL: "Trực tuyến một phần",
            Channel.POST: "Bưu chính công ích",
        }[self]

    @property
    def online(self) -> bool:
        """Whether it was filed online."""
        return self in (Channel.ONLINE_FULL, Channel.ONLINE_PARTIAL)


class Money(StrEnum):
    """Money axis."""

    NOTHING_OWED = "nothing_owed"
    OWED = "owed"
    PAID = "paid"
    WAIVED = "waived"
    REFUNDED = "refunded"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            Money.NOTHING_OWED: "Không thu phí",
            Money.OWED: "Chưa nộp",
            Money.PAID: "Đã nộp",
            Money.WAIVED: "Được miễn",
            Money.REFUNDED: "Đã hoàn trả",
        }[self]

    @property
    def settled(self) -> bool:
        """Whether nothing more has to be paid."""
        return self is not Money.OWED


class Delivery(StrEnum):
    """How the result reaches the person."""

    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            Delivery.COUNTER: "Trả trực tiếp tại Một cửa",
            Delivery.POST: "Trả qua bưu chính công ích",
            Delivery.ELECTRONIC: "Trả bản điện tử",
        }[self]


class Receiver(StrEnum):
    """Who takes the result."""

    OWNER = "owner"
    PROXY = "proxy"

    @property
    def label(self) -> str:
        """What people call it."""
        return {Receiver.OWNER: "Chủ hồ sơ", Receiver.PROXY: "Người được ủy quyền"}[self]


class LateCause(StrEnum):
    """Closed list of causes, required when a dossier ends late or is extended."""

    WAITING_OTHER_AGENCY = "waiting_other_agency"
    RECORDED_LATE = "recorded_late"
    OVERLOAD = "overload"
    COMPLEX_CASE = "complex_case"
    TECHNICAL_FAULT = "technical_fault"
    OFFICER_FAULT = "officer_fault"
    FORCE_MAJEURE = "force_majeure"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            LateCause.WAITING_OTHER_AGENCY: "Chờ cơ quan khác xác minh, cho ý kiến",
            LateCause.RECORDED_LATE: "Làm đúng hạn nhưng cập nhật phần mềm chậm",
            LateCause.OVERLOAD: "Quá tải hồ sơ",
            LateCause.COMPLEX_CASE: "Hồ sơ phức tạp",
            LateCause.TECHNICAL_FAULT: "Sự cố kỹ thuật",
            LateCause.OFFICER_FAULT: "Lỗi của cán bộ, công chức",
            LateCause.FORCE_MAJEURE: "Bất khả kháng",
        }[self]


@dataclass(frozen=True, slots=True)
class PaperReceived:
    """A paper handed in for a component: how many originals and copies, and its scans (SHA-256, hexadecimal)."""

    component: str
    originals: int = 0
    copies: int = 0
    scans: tuple[str, ...] = ()

    @property
    def present(self) -> bool:
        """Whether anything was handed in at all."""
        return bool(self.originals or self.copies or self.scans)


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A paper that the applicant is asked for, and what is wrong or missing."""

    component: str
    what: str


@dataclass(frozen=True, slots=True)
class Fee:
    """What is owed for the dossier, in đồng, and how it stands; `reason` says why it was waived."""

    amount: int = 0
    money: Money = Money.NOTHING_OWED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that is on somebody's desk; `due_at` is None when the step has no clock of its own.

    `seen`: who holds it has opened the dossier since, so the sender can take it back no more.
    """

    step: str
    opened_at: datetime
    due_at: datetime | None
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A step that its holder left and may still take back.

    Attributes:
        step: as it was before it was left.
        by: id of the member of staff who left it.
        opened: ids of the steps that this opened.
        joined: arrivals (join, step) that an opened join has used up.
        fresh: of the opened steps, those in which the dossier had never been.
    """

    step: OpenStep
    by: int
    opened: tuple[str, ...]
    joined: tuple[tuple[str, str], ...] = ()
    fresh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """An interval in which legal time did not run."""

    cause: str
    since: datetime
    until: datetime | None
    basis: str = ""


class ShiftKind(StrEnum):
    """What moves a due date."""

    STOP = "stop"
    EXTENSION = "extension"


@dataclass(frozen=True, slots=True)
class Shift:
    """One move of the due date since the clock was last started from zero.

    Attributes:
        since, until: of a stop: the interval in which the clock stood.
        working_days: of an extension.
    """

    kind: ShiftKind
    since: datetime
    until: datetime
    working_days: Decimal = Decimal(0)


class ConsultMethod(StrEnum):
    """How another agency is asked."""

    WRITTEN = "written"
    ELECTRONIC = "electronic"
    MEETING = "meeting"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            ConsultMethod.WRITTEN: "Bằng văn bản",
            ConsultMethod.ELECTRONIC: "Trên hệ thống",
            ConsultMethod.MEETING: "Họp lấy ý kiến",
        }[self]


@dataclass(frozen=True, slots=True)
class Consultation:
    """An opinion asked of another agency or unit; it has a clock of its own and stops nothing.

    Attributes:
        number: 1 for the first of the dossier.
        agency: id of the agency asked; `unit` is the code of the unit in it, "" for the agency itself.
    """

    number: int
    agency: int
    agency_name: str
    unit: str
    unit_name: str
    content: str
    method: ConsultMethod
    asked_at: datetime
    due_at: datetime
    answered_at: datetime | None = None
    answer: str = ""

    @property
    def asked(self) -> str:
        """Who was asked, in words."""
        return f"{self.unit_name}, {self.agency_name}" if self.unit_name else self.agency_name


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of the moment of completion that waits for a second person."""

    true_at: datetime
    evidence: str
    by: int
    asked_at: datetime


class StopReason(StrEnum):
    """Why a dossier was stopped without a result."""

    UNSUPPLEMENTED = "unsupplemented"
    ON_REQUEST = "on_request"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            StopReason.UNSUPPLEMENTED: "Quá thời hạn bổ sung hồ sơ",
            StopReason.ON_REQUEST: "Theo đề nghị của người nộp",
        }[self]


@dataclass(frozen=True, slots=True)
class Dossier:
    """State of one dossier. All instants are UTC.

    Attributes:
        answer_by: until when an online filing has to be answered.
        clock_from: the moment from which the present limit is counted (acceptance, or a complete supplement).
        due_at: None while the clock is stopped.
        due_original: the first due date that was promised.
        arrivals: (join step, step it was reached from) of branches that wait for the others.
        visited: ids of the steps that were opened and not undone by going back, in order, each once.
        ended_at: `finished_at` of the reports: result, written rejection or stop, ready at the one-stop unit.
        ended_as: how it ended ("finished", "rejected" or "stopped"), kept after the result is returned; "" before.
        shifts: what has moved the due date since the clock was last started from zero.
        sent: steps that were left and may still be taken back by their sender.
        guided: the applicant was told before acceptance what is missing (form 02), and is waited for.
        stop_asked_at: when the applicant asked to stop.
        correction: a correction of the moment of completion that waits for a second person.
        ended_actual: the true moment of completion, where the software was updated late; beside `ended_at`.
        last_at: the moment of the latest event; nothing may happen before it.
    """

    status: Status = Status.DRAFT
    channel: Channel | None = None
    code: str = ""
    submitted_at: datetime | None = None
    answer_by: datetime | None = None
    accepted_at: datetime | None = None
    clock_from: datetime | None = None
    due_at: datetime | None = None
    due_original: datetime | None = None
    stops: tuple[Stop, ...] = ()
    steps: tuple[OpenStep, ...] = ()
    arrivals: tuple[tuple[str, str], ...] = ()
    visited: tuple[str, ...] = ()
    officer: int | None = None
    papers: tuple[PaperReceived, ...] = ()
    fee: Fee = Fee()
    supplement_requests: int = 0
    requested: tuple[PaperRequest, ...] = ()
    supplement_reason: str = ""
    close_on: date | None = None
    extensions: int = 0
    result_number: str = ""
    result_files: tuple[str, ...] = ()
    ended_at: datetime | None = None
    ended_as: str = ""
    late_cause: LateCause | None = None
    returned_at: datetime | None = None
    delivery: Delivery | None = None
    shifts: tuple[Shift, ...] = ()
    sent: tuple[Sent, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    guided: bool = False
    stop_asked_at: datetime | None = None
    stop_reason: StopReason | None = None
    correction: Correction | None = None
    ended_actual: datetime | None = None
    last_at: datetime | None = None

    @property
    def is_late(self) -> bool:
        """Whether it ended after its due date."""
        return self.ended_at is not None and self.due_at is not None and self.ended_at > self.due_at

    @property
    def open_consultations(self) -> tuple[Consultation, ...]:
        """The consultations that nobody has answered yet."""
        return tuple(asked for asked in self.consultations if asked.answered_at is None)

    def open_step(self, step_id: str) -> OpenStep | None:
        """The open step with this id, or None."""
        return next((step for step in self.steps if step.step == step_id), None)
