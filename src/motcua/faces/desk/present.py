"""What the page of a dossier shows, made from what the contexts tell: steps, papers, timeline, clocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from motcua.accounts.roles import Role
from motcua.dossiers.models import Attachment
from motcua.dossiers.queries import DossierPage, TimelineEntry
from motcua.law.deadline import remaining
from motcua.law.lifecycle.state import Delivery, PaperReceived

LOOKS: dict[str, tuple[str, str]] = {
    "submitted": ("world", "info"),
    "accepted": ("clipboard-check", "success"),
    "intake_refused": ("circle-x", "danger"),
    "officer_assigned": ("user-check", "info"),
    "step_opened": ("arrow-right", "info"),
    "step_completed": ("check", "info"),
    "branch_arrived": ("route", "neutral"),
    "returned_to_step": ("arrow-back-up", "warning"),
    "supplement_requested": ("file-alert", "warning"),
    "supplement_received": ("file-check", "success"),
    "extended": ("calendar-due", "warning"),
    "approved": ("rubber-stamp", "success"),
    "rejected": ("file-x", "danger"),
    "finished": ("package", "success"),
    "result_returned": ("heart-handshake", "success"),
}
"""Icon and tone of each kind of log line; the sentence beside them says the same in words."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What one person did in one go: the first sentence is the matter, the rest follows from it."""

    at: datetime
    who: str
    icon: str
    tone: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step of the process as it stands.

    Attributes:
        state: `done`, `open` or "" for what is still to come.
        minutes: working time left of an open step's own clock (negative: over); None without a clock.
    """

    name: str
    where: str
    state: str
    mine: bool
    opened_at: datetime | None = None
    due_at: datetime | None = None
    minutes: int | None = None


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
    """The log, newest first, with the lines of one command together."""
    groups: list[list[TimelineEntry]] = []
    for entry in timeline:
        if groups and (groups[-1][0].at, groups[-1][0].who) == (entry.at, entry.who):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return [_moment(group) for group in reversed(groups)]


def _moment(group: list[TimelineEntry]) -> Moment:
    # what was decided is the matter, even when leaving the step was logged before it
    head = next((one for one in group if one.kind not in ("step_completed", "step_opened")), group[0])
    rest = [one for one in group if one is not head]
    icon, tone = LOOKS.get(head.kind, ("circle", "neutral"))
    return Moment(head.at, head.who, icon, tone, tuple(one.sentence for one in (head, *rest)))


def steps_shown(page: DossierPage, units: dict[str, str], now: datetime) -> list[StepShown]:
    """The steps of the process in reading order, with the clocks of those that are open."""
    state, process, calendar = page.state, page.rules.process, page.rules.calendar
    still_open = {step.step: step for step in state.steps}
    paused = page.row.due_at is None
    last_open = max((state.visited.index(step) for step in still_open if step in state.visited), default=99)
    shown = []
    for step in process.steps:
        where = _where(step.role, units.get(step.unit, ""), page)
        if opened := still_open.get(step.id):
            minutes = remaining(calendar, now, opened.due_at) if opened.due_at and not paused else None
            mine = step.id in page.my_steps
            shown.append(StepShown(step.name, where, "open", mine, opened.opened_at, opened.due_at, minutes))
        else:
            behind = step.id in state.visited and state.visited.index(step.id) < last_open
            done = behind and not any(step.id in process.reachable(one) for one in _later(page, step.id))
            shown.append(StepShown(step.name, where, "done" if done or behind else "", False))
    return shown
