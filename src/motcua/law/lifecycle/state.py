"""The present state of a dossier: the fold of its events. Four axes, never mixed into one status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
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
    """A step that is on somebody's desk; `due_at` is None when the step has no clock of its own."""

    step: str
    opened_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Stop:
    """An interval in which legal time did not run."""

    cause: str
    since: datetime
    until: datetime | None
    basis: str = ""


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
    last_at: datetime | None = None

    @property
    def is_late(self) -> bool:
        """Whether it ended after its due date."""
        return self.ended_at is not None and self.due_at is not None and self.ended_at > self.due_at

    def open_step(self, step_id: str) -> OpenStep | None:
        """The open step with this id, or None."""
        return next((step for step in self.steps if step.step == step_id), None)
