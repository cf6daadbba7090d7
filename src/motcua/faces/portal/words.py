"""What a citizen is told about a dossier: where it is, in a sentence, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.dossiers.queries import Tracking
from motcua.faces.common.formats import moment, money
from motcua.law.lifecycle import Status
from motcua.law.lifecycle.state import StopReason
from motcua.notices.applicants import Move
from motcua.notices.models import ApplicantNotice

WAITING = frozenset({Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT, Status.PAUSED})
ENDED = frozenset({Status.FINISHED, Status.REJECTED, Status.STOPPED})


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the way of a dossier; `state` is "done", "now" or "ahead"."""

    name: str
    state: str
    at: datetime | None
    note: str = ""


def sentence_of(found: Tracking) -> str:
    """Where the dossier is, in one sentence."""
    match found.status:
        case Status.AWAITING_SUPPLEMENT:
            return "Hồ sơ đang chờ bạn bổ sung giấy tờ."
        case Status.AWAITING_PAYMENT:
            return f"Hồ sơ đang chờ bạn nộp {money(found.to_pay)}."
        case Status.PAUSED:
            return "Hồ sơ đang tạm dừng tính thời hạn."
        case Status.APPROVED:
            return f"{found.agency} đã ký kết quả và đang chuyển về quầy trả kết quả."
        case Status.FINISHED:
            return f"Đã có kết quả từ {moment(found.ended_at)}, mời bạn đến nhận."
        case Status.REJECTED:
            return "Hồ sơ không đủ điều kiện giải quyết; văn bản trả lời nêu rõ lý do đang chờ bạn ở quầy trả kết quả."
        case Status.STOPPED if found.stop_reason is StopReason.UNSUPPLEMENTED:
            return "Hồ sơ đã dừng giải quyết vì quá hạn mà chưa nhận được giấy tờ bổ sung."
        case Status.STOPPED:
            return "Hồ sơ đã dừng giải quyết theo đề nghị của bạn."
        case Status.RETURNED:
            return f"Đã trả kết quả lúc {moment(found.returned_at)}. Hồ sơ đã xong."
        case _ if found.clock.overdue:
            return f"{found.agency} đang giải quyết hồ sơ và đã quá ngày hẹn trả."
        case _:
            return f"{found.agency} đang giải quyết hồ sơ."


def what_next(found: Tracking) -> str:
    """What the applicant should do now, in plain words."""
    match found.status:
        case status if status in WAITING:
            return _while_it_waits(status)
        case Status.STOPPED:
            return _when_it_stopped(found.stop_reason)
        case Status.FINISHED | Status.REJECTED:
            return (
                "Mang giấy tiếp nhận và giấy tờ tùy thân đến quầy trả kết quả trong giờ làm việc."
                " Nhờ người khác nhận thay thì người đó mang thêm giấy ủy quyền."
            )
        case Status.APPROVED:
            return "Kết quả sắp có ở quầy. Xem lại trang này trước khi đi, rồi mang giấy tiếp nhận và giấy tờ tùy thân."
        case Status.RETURNED:
            return "Bạn không phải làm gì thêm. Kết quả có sai sót thì mang đến quầy để được đính chính."
        case _ if found.clock.overdue:
            return (
                "Bạn không phải nộp lại gì. Hãy hỏi quầy của Trung tâm để biết ngày hẹn mới;"
                " cơ quan giải quyết chậm phải có văn bản xin lỗi và hẹn lại."
            )
        case _:
            return (
                "Hiện bạn chưa phải làm gì. Đến ngày hẹn, mang giấy tiếp nhận và giấy tờ tùy thân đến quầy trả kết quả;"
                " nên xem lại trang này trước khi đi."
            )


def _while_it_waits(status: Status) -> str:
    """What to do while the clock stands."""
    match status:
        case Status.AWAITING_SUPPLEMENT:
            return (
                "Mang giấy tờ bổ sung đến quầy của Trung tâm cùng giấy tiếp nhận. Nhận đủ giấy tờ thì thời hạn"
                " được tính lại từ đầu và bạn nhận ngày hẹn mới."
            )
        case Status.AWAITING_PAYMENT:
            return (
                "Nộp khoản tiền ghi trong thông báo rồi giữ lại biên lai. Khi có xác nhận đã nộp, hồ sơ được giải quyết"
                " tiếp và bạn nhận ngày hẹn mới: ngày hẹn cũ lùi đúng bằng thời gian đã dừng."
            )
        case _:
            return (
                "Bạn không phải nộp lại gì. Ngày hẹn mới có khi hồ sơ được giải quyết tiếp: ngày hẹn cũ lùi đúng bằng"
                " thời gian đã dừng. Thắc mắc thì hỏi quầy của Trung tâm."
            )


def _when_it_stopped(reason: StopReason | None) -> str:
    """What to do when the dossier was stopped."""
    if reason is StopReason.UNSUPPLEMENTED:
        return (
            "Mang giấy tiếp nhận đến quầy của Trung tâm để nhận lại giấy tờ đã nộp."
            " Muốn làm tiếp thủ tục này, bạn chuẩn bị đủ giấy tờ và nộp hồ sơ mới."
        )
    return (
        "Giấy tờ đã nộp được trả lại cùng thông báo dừng giải quyết. Chưa nhận đủ thì mang giấy tiếp nhận"
        " đến quầy của Trung tâm. Khi cần, bạn nộp hồ sơ mới."
    )


def phases(found: Tracking) -> tuple[Phase, ...]:
    """The way of the dossier in four phases, with their moments."""
    place = _place(found.status)
    ready = {Status.STOPPED: "Dừng giải quyết", Status.REJECTED: "Có văn bản trả lời"}.get(found.status, "Có kết quả")
    promised = f"hẹn {moment(found.due_at)}" if found.due_at and not found.ended_at else ""
    rows = (
        ("Tiếp nhận", found.accepted_at, ""),
        ("Giải quyết", None, _doing(found) if place == 1 else ""),
        (ready, found.ended_at, promised),
        ("Trả kết quả", found.returned_at, ""),
    )
    return tuple(
        Phase(name, "done" if number < place else "now" if number == place else "ahead", at, note)
        for number, (name, at, note) in enumerate(rows)
    )


def why_it_stands(found: Tracking) -> str:
    """Since when and for what the clock stands, in a sentence; "" while it runs."""
    if found.stands_since is None:
        return ""
    why = {
        Status.AWAITING_SUPPLEMENT: "chờ bạn bổ sung giấy tờ",
        Status.AWAITING_PAYMENT: "chờ bạn nộp nghĩa vụ tài chính",
    }.get(found.status, found.stands_for[:1].lower() + found.stands_for[1:])
    return f"Thời hạn dừng tính từ {moment(found.stands_since)}: {why or 'hồ sơ tạm dừng'}."


@dataclass(frozen=True, slots=True)
class Moved:
    """That the promised date has moved: from when to when, and why."""

    title: str
    why: str


def how_it_moved(found: Tracking, moves: Sequence[Move]) -> Moved | None:
    """The last move of the date that still holds (`moves`: the latest first); None where none does."""
    if not moves or found.ended_at or moves[0].due_at != found.due_at:
        return None
    last = moves[0]
    title = f"Ngày hẹn trả đã đổi từ {moment(last.due_before)} sang {moment(last.due_at)}"
    why = last.why.strip().rstrip(".")
    if last.kind is ApplicantNotice.Kind.EXTENDED:
        return Moved(title, f"Cơ quan chưa giải quyết xong và xin lỗi bạn. Lý do ghi trong văn bản xin lỗi: {why}.")
    return Moved(title, f"Ngày hẹn được tính lại vì lịch làm việc thay đổi: {why}. Bạn không phải làm gì thêm.")


def _doing(found: Tracking) -> str:
    """What is being done or waited for while the dossier is being worked on."""
    return found.status.label if found.status in WAITING else ", ".join(found.steps_open)


def _place(status: Status) -> int:
    """The number of the phase in which a dossier of this status is; 4 when all are done."""
    if status is Status.RETURNED:
        return 4
    if status in ENDED:
        return 3
    return 2 if status is Status.APPROVED else 1
