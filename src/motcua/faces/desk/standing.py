"""What stands beside the work on the page of a dossier: why its clock stands, and the opinions that were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.agencies.actors import Actor
from motcua.dossiers.access import asked_of
from motcua.dossiers.explanations import cause_in_words
from motcua.dossiers.queries import DossierPage
from motcua.law.deadline import remaining
from motcua.law.lifecycle import Status
from motcua.law.lifecycle.state import Consultation, Stop

STANDS = {
    Status.AWAITING_PAYMENT: ("payment_requested", "cash", "Đang chờ nộp nghĩa vụ tài chính"),
    Status.PAUSED: ("paused", "player-pause", "Đang tạm dừng tính thời hạn"),
}
"""Status in which the clock stands → the log line that tells why, icon, title. A supplement has a notice of its own."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Why the clock stands: the title tells since when, `told` is what the log says of it."""

    icon: str
    title: str
    since: datetime
    told: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """A consultation as the page shows it.

    Attributes:
        minutes: working time left of an open one (negative: over); None when it was answered.
        late: answered after its day.
        mine: the actor may answer it.
    """

    asked: Consultation
    minutes: int | None
    late: bool
    mine: bool


def standing(page: DossierPage) -> Standing | None:
    """Why the clock stands, unless for a supplement; None while it runs."""
    if page.state.status not in STANDS:
        return None
    kind, icon, title = STANDS[page.state.status]
    told = next((entry.sentence for entry in reversed(page.timeline) if entry.kind == kind), "")
    return Standing(icon, title, page.state.stops[-1].since, told)


def open_stop(page: DossierPage) -> Stop | None:
    """The interval in which the clock stands at this moment, or None."""
    stops = page.state.stops
    return stops[-1] if stops and stops[-1].until is None and page.state.ended_at is None else None


def why_it_stands(page: DossierPage) -> str:
    """For what the clock stands, in a few words; "" while it runs."""
    stop = open_stop(page)
    return cause_in_words(stop.cause, page.rules.regime) if stop else ""


def opinions(page: DossierPage, actor: Actor, now: datetime) -> list[Opinion]:
    """The consultations, the latest first."""
    mine = {asked.number for asked in asked_of(actor, page.state)}
    return [_opinion(page, asked, asked.number in mine, now) for asked in reversed(page.state.consultations)]


def _opinion(page: DossierPage, asked: Consultation, mine: bool, now: datetime) -> Opinion:
    if asked.answered_at is not None:
        return Opinion(asked, None, asked.answered_at > asked.due_at, False)
    return Opinion(asked, remaining(page.rules.calendar, now, asked.due_at), False, mine)
