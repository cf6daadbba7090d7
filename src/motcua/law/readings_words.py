"""What the three readings of a dossier's time say in Vietnamese, and why they differ where they do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.law.deadline import in_words
from motcua.law.lifecycle.state import ShiftKind
from motcua.law.limit import vietnamese
from motcua.law.moments import in_full
from motcua.law.readings import SUPPLEMENT, Reading, Readings, Way


class Cause(StrEnum):
    """Why readings differ."""

    RESTART = "restart"
    REPEATED = "repeated"
    PAUSE = "pause"
    UNANSWERED = "unanswered"
    END = "end"
    CORRECTED = "corrected"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            Cause.RESTART: "Bổ sung: tính lại từ đầu",
            Cause.REPEATED: "Yêu cầu bổ sung nhiều lần",
            Cause.PAUSE: "Tạm dừng, chờ nộp tiền",
            Cause.UNANSWERED: "Không bổ sung",
            Cause.END: "Mốc kết thúc khác nhau",
            Cause.CORRECTED: "Hiệu chỉnh thời điểm xong",
        }[self]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where the readings differ: the three verdicts in a sentence, which causes are at work, and how."""

    verdicts: str
    causes: tuple[Cause, ...]
    why: str

    @property
    def sentence(self) -> str:
        """The whole told to people."""
        return f"{self.verdicts} {self.why}"


def sentence_of(read: Readings, way: Way) -> str:
    """How one reading was reckoned, from the start to the verdict, ready to show."""
    reading = next(one for one in read.all if one.way is way)
    parts = [_start(read, reading), *_moves(read, reading), _due(read, reading), _end(read, reading)]
    return " ".join(parts)


def disagreement(read: Readings) -> Disagreement | None:
    """Why the verdicts differ; None when all three are the same."""
    verdicts = {reading.verdict for reading in read.all}
    if len(verdicts) == 1:
        return None
    causes = (*_law_and_software(read), *_software_and_766(read))
    verdict_words = ", ".join(
        f"{'t' + reading.way.label[1:] if number else reading.way.label} {reading.verdict.label}"
        for number, reading in enumerate(read.all)
    )
    return Disagreement(f"{verdict_words}.", causes, " ".join(_WHY[cause](read) for cause in causes))


def _law_and_software(read: Readings) -> Iterable[Cause]:
    """Law and software differ by corrections and restarts only."""
    course = read.course
    if read.legal.verdict is read.software.verdict:
        return
    if course.ended_actual not in (None, course.ended_at):
        yield Cause.CORRECTED
    if read.legal.clock_from != course.accepted_at:
        yield Cause.RESTART


def _software_and_766(read: Readings) -> Iterable[Cause]:
    """Software and index 766 differ by the end they take, and by the stops that they count."""
    course, software, index = read.course, read.software, read.index_766
    if software.verdict is index.verdict:
        return
    if course.supplement_requests > 1:
        yield Cause.REPEATED
        return
    if course.ended_at is not None and index.judged_at != software.judged_at:
        yield Cause.END
    if software.due_at is None and course.stops[-1].cause == SUPPLEMENT:
        yield Cause.UNANSWERED
    if any(stop.cause != SUPPLEMENT for stop in course.stops):
        yield Cause.PAUSE


def _full(at: datetime | None) -> str:
    return in_full(at) if at else ""


def _start(read: Readings, reading: Reading) -> str:
    text = f"Tính từ {in_full(reading.clock_from)}, thời hạn {read.course.limit.label}"
    if reading.clock_from != read.course.accepted_at:
        return f"{text}: nhận đủ bổ sung thì thời hạn tính lại từ đầu (căn cứ: {read.regime.basis})."
    match reading.way:
        case Way.SOFTWARE:
            return f"{text}: mọi lần dừng chỉ cộng thêm thời gian dừng."
        case Way.INDEX_766:
            return f"{text}: chỉ trừ thời gian chờ bổ sung."
        case _:
            return f"{text}."


def _moves(read: Readings, reading: Reading) -> Iterable[str]:
    stood = [
        read.calendar.minutes_between(shift.since, shift.until)
        for shift in reading.shifts
        if shift.kind is ShiftKind.STOP
    ]
    granted = [shift for shift in reading.shifts if shift.kind is ShiftKind.EXTENSION]
    if stood:
        yield f"Cộng {len(stood)} lần dừng, tất cả {_worked(read, sum(stood))}."
    for shift in granted:
        minutes = read.calendar.minutes_between(shift.since, shift.until)
        days = f"{vietnamese(shift.working_days)} ngày làm việc" if shift.working_days else _worked(read, minutes)
        yield f"Gia hạn {days}."


def _due(read: Readings, reading: Reading) -> str:
    if reading.due_at is None:
        return f"Thời hạn {'đang dừng' if read.course.ended_at is None else 'dừng đến lúc kết thúc'} nên không có hạn."
    return f"Đến hạn lúc {in_full(reading.due_at)}."


def _end(read: Readings, reading: Reading) -> str:
    used = f"đã dùng {_worked(read, reading.used)}: {reading.verdict.label}"
    if read.course.ended_at is None:
        told = f"Đến {in_full(reading.judged_at)} {used}"
    else:
        told = f"Kết thúc lúc {in_full(reading.judged_at)}, {used}"
    if reading.way is Way.INDEX_766 and read.course.supplement_requests > 1:
        told += f" vì đã yêu cầu bổ sung {read.course.supplement_requests} lần"
    return f"{told}."


def _worked(read: Readings, minutes: int) -> str:
    return f"{in_words(minutes, read.calendar.standard_day)} làm việc"


def _why_restart(read: Readings) -> str:
    return (
        f"Nhận đủ bổ sung lúc {in_full(read.legal.clock_from)}: luật tính lại thời hạn từ đầu,"
        " còn phần mềm và Quyết định 766 chỉ cộng thêm thời gian chờ."
    )


def _why_repeated(read: Readings) -> str:
    return f"Đã yêu cầu bổ sung {read.course.supplement_requests} lần: Quyết định 766 tính ngay là quá hạn."


def _why_pause(read: Readings) -> str:
    return "Quyết định 766 chỉ trừ thời gian chờ bổ sung, không trừ thời gian tạm dừng và chờ nộp tiền."


def _why_unanswered(read: Readings) -> str:
    if read.course.ended_at is None:
        return "Hồ sơ đang chờ bổ sung: Quyết định 766 xét tại lúc yêu cầu bổ sung."
    return "Người nộp không bổ sung nên không có thời gian chờ nào để Quyết định 766 trừ."


def _why_end(read: Readings) -> str:
    return (
        f"Quyết định 766 lấy lúc trả kết quả ({in_full(read.index_766.judged_at)}) làm lúc kết thúc,"
        f" không lấy lúc có văn bản trả lời ({_full(read.course.ended_at)})."
    )


def correction_in_words(read: Readings) -> str:
    """The recorded moment of completion beside the true one."""
    return (
        f"Phần mềm ghi xong lúc {_full(read.course.ended_at)}, thực tế xong lúc {_full(read.course.ended_actual)}"
        " (đã được duyệt hiệu chỉnh)."
    )


_WHY = {
    Cause.RESTART: _why_restart,
    Cause.REPEATED: _why_repeated,
    Cause.PAUSE: _why_pause,
    Cause.UNANSWERED: _why_unanswered,
    Cause.END: _why_end,
    Cause.CORRECTED: correction_in_words,
}
