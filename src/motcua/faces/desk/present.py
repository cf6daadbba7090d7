"""What the page of a dossier shows, made from what the contexts tell: steps, papers, timeline, clocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from motcua.accounts.roles import Role
from motcua.dossiers.models import Attachment
from motcua.dossiers.queries import DossierPage, TimelineEntry
from motcua.dossiers.record import NOTE
from motcua.faces.desk.words import counted
from motcua.law.deadline import remaining
from motcua.law.lifecycle.state import Channel, Delivery, PaperReceived, Status
from motcua.law.moments import local

LOOKS: dict[str, tuple[str, str]] = {
    "submitted": ("world", "info"),
    "accepted": ("clipboard-check", "success"),
    "guided": ("file-alert", "warning"),
    "intake_refused": ("circle-x", "danger"),
    "officer_assigned": ("user-check", "info"),
    "step_opened": ("arrow-right", "info"),
    "step_completed": ("check", "info"),
    "step_seen": ("eye", "neutral"),
    "recalled": ("rotate", "warning"),
    "branch_arrived": ("route", "neutral"),
    "returned_to_step": ("arrow-back-up", "warning"),
    "supplement_requested": ("file-alert", "warning"),
    "supplement_received": ("file-check", "success"),
    "payment_requested": ("cash", "warning"),
    "payment_confirmed": ("cash", "success"),
    "paused": ("player-pause", "warning"),
    "resumed": ("player-play", "success"),
    "extended": ("calendar-due", "warning"),
    "consulted": ("message-circle-question", "info"),
    "answered": ("message-circle-question", "success"),
    "note_added": ("note", "neutral"),
    "due_recomputed": ("calendar", "warning"),
    "process_changed": ("sitemap", "info"),
    "approved": ("rubber-stamp", "success"),
    "rejected": ("file-x", "danger"),
    "finished": ("package", "success"),
    "result_returned": ("heart-handshake", "success"),
    "stop_asked": ("ban", "warning"),
    "stopped": ("ban", "danger"),
    "correction_asked": ("clock-exclamation", "warning"),
    "correction_decided": ("clock", "success"),
    "result_corrected": ("writing-sign", "warning"),
}
"""Icon and tone of each kind of log line; the sentence beside them says the same in words."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What one person did in one go: the first sentence is the matter, the rest follows from it.

    `seen`: who has opened the dossier since, at a step that this brought onto a desk.
    """

    at: datetime
    who: str
    icon: str
    tone: str
    sentences: tuple[str, ...]
    seen: tuple[TimelineEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step of the process as it stands.

    Attributes:
        state: `done`, `open` or "" for what is still to come.
        minutes: working time left of an open step's own clock (negative: over); None without a clock.
        seen: whoever holds an open step has opened the dossier since it came.
    """

    name: str
    where: str
    state: str
    mine: bool
    opened_at: datetime | None = None
    due_at: datetime | None = None
    minutes: int | None = None
    seen: bool = False


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A component with what was handed in for it, and what is still asked for."""

    name: str
    mandatory: bool
    wanted: str
    received: str
    asked: str
    files: tuple[Attachment, ...] = field(default=())


def moments(timeline: Iterable[TimelineEntry]) -> list[Moment]:
    """The log, newest first, with the lines of one command together.

    That somebody opened the dossier is told in small print, where the step came onto the desk.
    """
    groups: list[list[TimelineEntry]] = []
    for entry in timeline:
        if entry.kind == SEEN and (sent := _brought(groups)) is not None:
            sent.append(entry)
        elif groups and (groups[-1][0].at, groups[-1][0].who) == (entry.at, entry.who):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return [_moment(group) for group in reversed(groups)]


SEEN = "step_seen"


def _brought(groups: list[list[TimelineEntry]]) -> list[TimelineEntry] | None:
    """The latest lines that opened a step, or took one back."""
    kinds = {"step_opened", "recalled", "supplement_received", "payment_confirmed", "resumed"}
    return next((group for group in reversed(groups) if any(one.kind in kinds for one in group)), None)


def _moment(group: list[TimelineEntry]) -> Moment:
    told = [one for one in group if one.kind != SEEN] or group
    # what was decided is the matter, even when leaving the step was logged before it
    head = next((one for one in told if one.kind not in ("step_completed", "step_opened")), told[0])
    rest = [one for one in told if one is not head]
    icon, tone = LOOKS.get(head.kind, ("circle", "neutral"))
    seen = tuple(one for one in group if one not in told)
    return Moment(head.at, head.who, icon, tone, tuple(one.sentence for one in (head, *rest)), seen)


def steps_shown(page: DossierPage, units: dict[str, str], now: datetime) -> list[StepShown]:
    """The steps of the process in reading order, with the clocks of those that are open."""
    state, process, calendar = page.state, page.rules.process, page.rules.calendar
    still_open = {step.step: step for step in state.steps}
    shown = []
    for step in process.steps:
        where = ROLE_WORDS.get(step.role, "") if not step.unit else units.get(step.unit, step.unit)
        opened = still_open.get(step.id)
        if opened is None:
            shown.append(StepShown(step.name, where, "done" if _is_behind(page, step.id) else "", False))
            continue
        runs = opened.due_at is not None and state.due_at is not None
        minutes = remaining(calendar, now, opened.due_at) if runs else None
        mine = step.id in page.my_steps
        at, due_at = opened.opened_at, opened.due_at
        shown.append(StepShown(step.name, where, "open", mine, at, due_at, minutes, opened.seen))
    return shown


ROLE_WORDS = {Role.RECEPTION: "Một cửa", Role.LEADER: "Lãnh đạo cơ quan", Role.CASE_OFFICER: "Cơ quan"}
"""Where a step lies that belongs to no unit."""


def _is_behind(page: DossierPage, step_id: str) -> bool:
    """Whether a step that is not open was done: sent back, the steps after the open one lie ahead again."""
    order = {visited: place for place, visited in enumerate(page.state.visited)}
    if step_id not in order:
        return False
    return not any(
        step_id in page.rules.process.reachable(opened.step) and order[step_id] > order.get(opened.step, -1)
        for opened in page.state.steps
    )


def papers_shown(page: DossierPage) -> list[PaperShown]:
    """The components in the order of the procedure, with counts and scans."""
    had = {paper.component: paper for paper in page.state.papers}
    asked = {request.component: request.what for request in page.state.requested}
    return [
        PaperShown(
            name=rule.name,
            mandatory=rule.mandatory,
            wanted=counted(rule.originals, rule.copies),
            received=_received(had.get(rule.key)),
            asked=asked.get(rule.key, ""),
            files=tuple(file for file in page.attachments if file.component == rule.key),
        )
        for rule in page.rules.procedure.components
    ]


def owed_at_intake(page: DossierPage, now: datetime) -> int:
    """What is owed before the dossier is taken in, in đồng, if it were taken in at `now`."""
    return page.rules.procedure.owed_at_intake(page.state.channel or Channel.COUNTER, local(now).date())


def result_files(page: DossierPage) -> tuple[Attachment, ...]:
    """Files that belong to the result, not to a component."""
    return tuple(file for file in page.attachments if not file.component)


def note_files(page: DossierPage) -> tuple[Attachment, ...]:
    """Files that came with notes."""
    return tuple(file for file in page.attachments if file.component == NOTE)


def minutes_left(page: DossierPage, now: datetime) -> int | None:
    """Working minutes until the due date, negative when overdue; None when the clock does not run."""
    if not page.clock.running or page.state.due_at is None:
        return None
    return remaining(page.rules.calendar, now, page.state.due_at)


def delivery_label(value: str) -> str:
    """How the applicant wants the result, in words."""
    return Delivery(value).label if value in set(Delivery) else value


def _received(paper: PaperReceived | None) -> str:
    if paper is None or not paper.present:
        return ""
    return counted(paper.originals, paper.copies) or "Bản điện tử"


def why_nothing(page: DossierPage) -> str:
    """Why there is no button on the page: where the dossier lies now, or that it is at its end."""
    state, process = page.state, page.rules.process
    if page.barred:
        return (
            "Người nộp hồ sơ này là bạn hoặc người thân bạn đã kê khai: hồ sơ do cán bộ khác giải quyết "
            "(Điều 23 Luật Phòng, chống tham nhũng 2018)."
        )
    if state.status in (Status.RETURNED, Status.REFUSED, Status.STOPPED):
        return f"{state.status.label}: hồ sơ đã kết thúc, không còn việc nào phải làm."
    waits = {
        Status.AWAITING_SUPPLEMENT: "Hồ sơ đang chờ người nộp bổ sung tại Một cửa.",
        Status.AWAITING_PAYMENT: "Hồ sơ đang chờ người nộp thực hiện nghĩa vụ tài chính.",
        Status.PAUSED: "Hồ sơ đang tạm dừng; cán bộ thụ lý hoặc lãnh đạo phụ trách cho tính tiếp thời hạn.",
    }
    if state.status in waits:
        return waits[state.status]
    if state.steps:
        names = ", ".join(f"“{process.step(opened.step).name}”" for opened in state.steps)
        return f"Hồ sơ đang ở bước {names}, không nằm trên bàn làm việc của bạn."
    return "Hồ sơ đang ở Một cửa, không nằm trên bàn làm việc của bạn."
