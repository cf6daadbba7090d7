"""Playing a dossier through `law.lifecycle`: the same rules as at the desk, without a database."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from motcua.dossiers.desk import Wanted, moves, ranked_by
from motcua.law.lifecycle import Channel, Rules, Status, decide, fold
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import (
    Delivery,
    Fee,
    LateCause,
    Money,
    PaperReceived,
    PaperRequest,
    Receiver,
)
from motcua.law.moments import local
from motcua.law.process import APPROVE, Process, Step, StepKind
from motcua.law.refusal import Refused
from motcua.scenario.fate import Fate, Moments


@dataclass(frozen=True, slots=True)
class Crew:
    """Who works for an agency: ids of staff by role and unit, and the name of each."""

    holders: dict[tuple[str, str], tuple[int, ...]]
    names: dict[int, str]

    def someone(self, role: str, unit: str, rng: random.Random) -> int:
        """A holder of a post of this role in this unit."""
        return rng.choice(self.holders[role, unit])


@dataclass(slots=True)
class Told:
    """What one command did: its events, by whom, when."""

    events: tuple[e.Event, ...]
    actor_id: int | None
    at: datetime


@dataclass(slots=True)
class ClosedTask:
    """A task that lay on a desk, as it is kept; open while `closed_at` is None."""

    task: Wanted
    dossier_due_at: datetime | None
    closed_at: datetime | None = None
    closed_by_id: int | None = None
    outcome: str = ""
    assignee_id: int | None = None


@dataclass(slots=True)
class Play:
    """A dossier on its way: give it commands, then read state, log and tasks."""

    rules: Rules
    crew: Crew
    rng: random.Random
    state: State = field(default_factory=State)
    told: list[Told] = field(default_factory=list)
    tasks: list[ClosedTask] = field(default_factory=list)

    def give(self, command: c.Command, actor_id: int | None, at: datetime) -> None:
        """Carry out `command` at `at`, or later if the dossier has already moved on."""
        if self.state.last_at is not None and at < self.state.last_at:
            at = self.state.last_at
        before = self.state
        events = decide(before, command, self.rules, at)
        self.state = fold(before, events, at)
        self.told.append(Told(events, actor_id, at))
        self._move(before, events, actor_id, at)

    def _move(self, before: State, events: tuple[e.Event, ...], actor_id: int | None, at: datetime) -> None:
        moved = moves(before, self.state, events, self.rules.process)
        lying = {entry.task.identity: entry for entry in self.tasks if entry.closed_at is None}
        for task, outcome in moved.closed:
            entry = lying[task.identity]
            entry.closed_at, entry.closed_by_id, entry.outcome = at, actor_id, outcome
        for task in moved.kept:
            entry = lying[task.identity]
            entry.dossier_due_at, entry.assignee_id = self.state.due_at, task.assignee_id
        for task in moved.opened:
            self.tasks.append(ClosedTask(task, ranked_by(task, self.state), assignee_id=task.assignee_id))


@dataclass(frozen=True, slots=True)
class Part:
    """What is fixed about a dossier before it is played."""

    fate: Fate
    moments: Moments
    channel: Channel
    code: str
    rejected: bool
    cause: LateCause | None
    now: datetime


def play(part: Part, rules: Rules, crew: Crew, rng: random.Random) -> Play:
    """A dossier played from filing to where it stands at `part.now` (UTC)."""
    game = Play(rules, crew, rng)
    desk = crew.someone("reception", "", rng)
    _take_in(game, part, desk)
    if part.moments.asked_at is not None:
        _supplement(game, part, desk)
    if game.state.status is not Status.AWAITING_SUPPLEMENT:
        _work(game, part)
    if part.fate.resolved:
        _return(game, part, desk)
    return game


def _take_in(game: Play, part: Part, desk: int) -> None:
    accepted = part.moments.accepted_at
    if part.channel.online:
        before = accepted - timedelta(minutes=game.rng.randrange(5, 180))
        game.give(c.Submit(part.channel, _papers(game.rules, online=True)), None, before)
    papers = _papers(game.rules, online=part.channel.online)
    game.give(c.Accept(part.code, part.channel, papers, _fee(game.rules, part)), desk, accepted)


def _papers(rules: Rules, *, online: bool) -> tuple[PaperReceived, ...]:
    """What is handed in: at the counter as asked for; online electronic copies, counted as copies."""
    asked = (component for component in rules.procedure.components if component.mandatory)
    if online:
        return tuple(PaperReceived(component.key, 0, 1) for component in asked)
    return tuple(PaperReceived(component.key, component.originals, component.copies) for component in asked)


def _fee(rules: Rules, part: Part) -> Fee:
    owed = rules.procedure.owed_at_intake(part.channel, local(part.moments.accepted_at).date())
    return Fee(owed, Money.PAID) if owed else Fee()


def _supplement(game: Play, part: Part, desk: int) -> None:
    """The first steps, the request, and the completion that restarts the time (or is still awaited)."""
    asked, completed = part.moments.asked_at, part.moments.completed_at
    assert asked is not None
    for share in (0.3, 0.6, 0.9):
        step = game.rules.process.step(game.state.steps[0].step)
        if step.role == "case_officer":
            break
        _leave(game, step, _between(game, part.moments.accepted_at, asked, share), part)
    component = game.rng.choice(game.rules.procedure.components)
    request = c.RequestSupplement(
        (PaperRequest(component.key, f"Bổ sung, chỉnh sửa: {component.name}"),),
        "Thông tin trong giấy tờ chưa thống nhất với đơn đề nghị.",
    )
    game.give(request, game.state.officer or desk, asked)
    if completed is not None:
        game.give(c.ReceiveSupplement((PaperReceived(component.key, 1, 0),)), desk, completed)


def _work(game: Play, part: Part) -> None:
    """Steps one after another, spread over the time until the end, or until now for a pending dossier."""
    ended, start = part.moments.ended_at, part.moments.clock_from
    ahead = _steps_ahead(game)
    if ended is None:
        # a pending dossier has gone some of its way: never as far as the one-stop unit
        span = max(part.moments.due_at - start, timedelta(minutes=1))
        gone = min(1.0, (part.now - start) / span) * game.rng.betavariate(5, 1.5)
        ahead = min(ahead - 2, round(ahead * gone))
    shares = sorted(game.rng.random() for _ in range(max(ahead, 0)))
    for place, share in enumerate(shares, start=1):
        last = ended is not None and place == ahead
        at = ended if last and ended else _between(game, start, ended or part.now, share)
        if not _one_move(game, at, part):
            return
    if ended is None and game.rng.random() < 0.015:
        _extend(game, part)


def _between(game: Play, a: datetime, b: datetime, share: float) -> datetime:
    """The working instant at this share of the working time between two instants."""
    calendar = game.rules.calendar
    return calendar.add_minutes(a, int(calendar.minutes_between(a, b) * share))


def _extend(game: Play, part: Part) -> None:
    leader = game.crew.someone("leader", "", game.rng)
    command = c.Extend(Decimal(3), "Cần xác minh thêm tại thực địa.", LateCause.COMPLEX_CASE)
    with suppress(Refused):  # too near the due date: then nobody may extend any more
        game.give(command, leader, _between(game, part.moments.clock_from, part.now, 0.9))


def _one_move(game: Play, at: datetime, part: Part) -> bool:
    """Leave one open step; False when the dossier has ended."""
    if not game.state.steps:
        return False
    step = game.rules.process.step(game.state.steps[0].step)
    ends = step.kind is StepKind.HAND_OVER or (step.kind is StepKind.DECIDE and part.rejected)
    if ends and part.moments.ended_at is not None:
        at = part.moments.ended_at
    _leave(game, step, at, part)
    return bool(game.state.steps)


def _leave(game: Play, step: Step, at: datetime, part: Part) -> None:
    crew, rng = game.crew, game.rng
    holder = crew.someone(step.role, step.unit, rng)
    if step.kind is StepKind.ASSIGN:
        officer = crew.someone("case_officer", step.unit, rng)
        game.give(c.Assign(officer, crew.names[officer]), holder, at)
    elif step.kind is StepKind.DECIDE and part.rejected:
        reason = "Qua thẩm định, hồ sơ không đáp ứng điều kiện theo quy định của pháp luật chuyên ngành."
        game.give(c.Reject(reason, part.cause), holder, at)
    elif step.kind is StepKind.DECIDE:
        game.give(c.Approve(result_number=f"{rng.randrange(1, 4000):02d}/KQ"), holder, at)
    elif step.kind is StepKind.HAND_OVER:
        game.give(c.Finish(1, part.cause), holder, at)
    else:
        own = step.role == "case_officer" and step.unit in game.rules.process.assigning_units
        who = game.state.officer if own and game.state.officer else holder
        game.give(c.CompleteStep(step.id, step.edges[0].outcome), who, at)


def _steps_ahead(game: Play) -> int:
    """How many moves the dossier needs from here to its end, always by the first edge."""
    return len(list(_path(game.rules.process, [step.step for step in game.state.steps])))


def _path(process: Process, start: list[str]) -> Iterator[str]:
    waiting, seen = list(start), set(start)
    while waiting:
        here = waiting.pop(0)
        yield here
        step = process.step(here)
        edge = step.edge(APPROVE) if step.kind is StepKind.DECIDE else (step.edges[0] if step.edges else None)
        for target in edge.to if edge else ():
            if target not in seen:
                seen.add(target)
                waiting.append(target)


def _return(game: Play, part: Part, desk: int) -> None:
    """The person takes the result, mostly within two days; who has not come by now finds it waiting."""
    assert part.moments.ended_at is not None
    wait = int(game.rng.expovariate(1 / 300)) + 5
    at = game.rules.calendar.add_minutes(part.moments.ended_at, wait)
    if at >= part.now or game.state.status not in (Status.FINISHED, Status.REJECTED):
        return
    delivery = Delivery.POST if game.rng.random() < 0.18 else Delivery.COUNTER
    proof = f"EB{game.rng.randrange(10**8, 10**9)}VN" if delivery is Delivery.POST else ""
    owed = game.state.fee.money is Money.OWED
    fee = Fee(game.state.fee.amount, Money.PAID) if owed else None
    game.give(c.ReturnResult(delivery, Receiver.OWNER, game.rules.owner_identity, proof=proof, fee=fee), desk, at)
