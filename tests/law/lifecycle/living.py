"""A dossier that lives at random: what it is given, what is kept beside its state, and the ways on from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

import cast
from law.calendars import WEEK, at
from law.lifecycle.processes import Specimen, specimens
from motcua.agencies.calendars import shipped_table, year_table
from motcua.dossiers.desk import Wanted, moves
from motcua.dossiers.models import Task
from motcua.law.lifecycle import POSSIBLE, Channel, Dossier, Status, decide, fold
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import LateCause, PaperReceived
from motcua.law.process import Process, StepKind, validate
from motcua.law.refusal import Refused
from motcua.law.regimes import REGIMES, Regime
from motcua.law.worktime import Calendar

AT_WORK = (Status.ACCEPTED, Status.PROCESSING, Status.APPROVED)
STANDING = (Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT, Status.PAUSED)
"""The clock stands, and somebody is waited for."""
ENDED = (Status.FINISHED, Status.REJECTED)
OVER = (Status.RETURNED, Status.REFUSED, Status.STOPPED)
LATE = LateCause.OVERLOAD
AFTERWARDS = {c.Note, c.AskCorrection, c.DecideCorrection, c.CorrectResult}
"""What may be written about a dossier that is over."""

CLOSED = year_table(
    {
        **shipped_table(2019),
        "off": [
            *shipped_table(2019)["off"],
            *({"day": f"2019-03-{day:02}", "name": "bão số 3"} for day in (6, 7, 13, 21)),
        ],
    },
    WEEK,
)
CHANGED = Calendar(
    WEEK,
    [year_table(shipped_table(2018), WEEK), CLOSED, *(year_table(shipped_table(year), WEEK) for year in (2020, 2021))],
)
"""The calendar as a decision of March 2019 changed it: four days on which the office was closed."""

PICKS = st.integers(0, 11)
EXTENDING = replace(REGIMES[-1], code="extending", supplement_restarts=False)
"""A regime of a centre where a supplement does not start the limit again."""
REGIMES_AT_RANDOM = st.sampled_from([*REGIMES, EXTENDING])
PAUSES = st.sampled_from([0, 0, 1, 45, 8 * 60, 24 * 60, 3 * 24 * 60, 9 * 24 * 60])
"""Minutes that pass before a command."""


BESIDE = {Task.Kind.CONSULT, Task.Kind.STOP, Task.Kind.CORRECTION}
"""Tasks that others have meanwhile."""


def another_version(process: Process, rename: bool) -> tuple[Process, dict[str, str]]:
    """The process with two hours more for each step that has a budget; `rename`: with other names for its steps."""
    names = {step.id: f"{step.id}-x" for step in process.steps} if rename else {}

    def now(step_id: str) -> str:
        return names.get(step_id, step_id)

    steps = tuple(
        replace(
            step,
            id=now(step.id),
            hours=step.hours + 2 if step.hours else step.hours,
            edges=tuple(replace(edge, to=tuple(map(now, edge.to))) for edge in step.edges),
        )
        for step in process.steps
    )
    return Process(steps, now(process.start)), names


@dataclass(frozen=True)
class Told:
    """What one command did."""

    at: datetime
    events: tuple[e.Event, ...]


def leaving(process: Process, step_id: str, pick: int) -> c.Command:
    """The command that leaves an open step, by the edge that is picked."""
    rule_of = process.step(step_id)
    match rule_of.kind:
        case StepKind.ASSIGN:
            return c.Assign(1 + pick % 2, "Lâm Minh Khang")
        case StepKind.DECIDE:
            return cast.approve()
        case StepKind.HAND_OVER:
            return cast.finish(LATE)
        case _:
            outcome = rule_of.edges[pick % len(rule_of.edges)].outcome
            return c.CompleteStep(step_id, outcome, by=1 + pick % 2)


def ways_on(state: Dossier, process: Process) -> Iterator[c.Command]:
    """Commands that somebody might give now."""
    yield cast.accept()
    yield cast.hand_out()
    yield c.ReceiveSupplement(tuple(PaperReceived(request.component, 1) for request in state.requested))
    yield c.Resume()
    yield cast.pay(state.fee.amount)
    for opened in state.steps:
        for pick in range(max(2, len(process.step(opened.step).edges))):
            yield leaving(process, opened.step, pick)


def hops_to_the_end(process: Process) -> dict[str, int]:
    """Step → how many steps the nearest hand-over is away."""
    hops = {step.id: 0 for step in process.steps if step.kind is StepKind.HAND_OVER}
    while len(hops) < len(process.steps):
        for step in process.steps:
            ahead = [hops[to] for edge in step.edges for to in edge.to if to in hops]
            if step.id not in hops and ahead:
                hops[step.id] = 1 + min(ahead)
    return hops


class Living(RuleBasedStateMachine):
    """A dossier with what is known of it beside its state. Commands that are refused must leave it as it was."""

    @initialize(specimen=specimens(), pause=PAUSES, at_the_counter=st.booleans(), regime=REGIMES_AT_RANDOM)
    def begin(self, specimen: Specimen, pause: int, at_the_counter: bool, regime: Regime) -> None:
        self.specimen, self.process = specimen, specimen.process
        assert validate(self.process) == ()
        self.hand_over = self.process.steps[-1].id
        self.rules = replace(cast.rules(self.process), regime=regime)
        self.state, self.told = Dossier(), list[Told]()
        self.now = at(cast.OPENING) + timedelta(minutes=pause)
        self.on_desks: dict[tuple[str, str, datetime], Wanted] = {}
        self.done: dict[str, set[str]] = {fork.meeting: set() for fork in specimen.forks}
        self.done_before: dict[str, dict[str, set[str]]] = {}
        self.promise: datetime | None = None
        if at_the_counter:
            self.accept(0, Channel.COUNTER)

    @rule(pause=PAUSES, channel=st.sampled_from(Channel))
    def accept(self, pause: int, channel: Channel) -> None:
        self.give(cast.accept(channel=channel), pause)
        self.promise = self.promise or self.state.due_at

    def give(self, command: c.Command, pause: int) -> None:
        self.now += timedelta(minutes=pause)
        before, self.process_before = self.state, self.process
        try:
            events = decide(before, command, self.rules, self.now)
        except Refused as no:
            assert no.sentence.endswith(".") and self.state == before
            return
        assert type(command) in POSSIBLE[before.status] and events
        self.state = fold(before, events, self.now)
        if isinstance(command, c.ChangeProcess):
            self._follow(command)
        self.told.append(Told(self.now, events))
        self._keep_the_desks(before, events)
        for event in events:
            self._keep_the_branches(event)

    def _keep_the_desks(self, before: Dossier, events: tuple[e.Event, ...]) -> None:
        moved = moves(before, self.state, events, self.process_before, self.process)
        for task, outcome in moved.closed:
            assert outcome
            del self.on_desks[task.identity]
        for task in moved.opened:
            assert task.identity not in self.on_desks
            self.on_desks[task.identity] = task
        assert {task.identity for task in moved.kept} <= set(self.on_desks)

    def _keep_the_branches(self, event: e.Event) -> None:
        """Which last steps of branches are done since the branches parted."""
        match event:
            case e.Recalled():
                for meeting, known in self.done_before[event.step.step].items():
                    self.done[meeting] = (self.done[meeting] | known) - {event.step.step}
            case e.StepCompleted() if edge := self.process.step(event.step).edge(event.outcome):
                self.done_before[event.step] = {meeting: set(steps) for meeting, steps in self.done.items()}
                for target in edge.to:
                    if target in self.done:
                        self.done[target].add(event.step)
            case e.StepOpened():
                opened = event.step.step
                for fork in self.specimen.forks:
                    if opened == fork.meeting:
                        for branch in fork.last_steps:
                            assert branch & self.done[opened], f"{opened} did not wait for {sorted(branch)}"
                for fork in self.specimen.forks:
                    self.done[fork.meeting] -= set().union(*fork.last_steps) if opened == fork.parting else {opened}

    @property
    def at_work(self) -> bool:
        return self.state.status in AT_WORK

    def open_step(self, which: int) -> str:
        return self.state.steps[which % len(self.state.steps)].step

    def is_possible(self, command: c.Command) -> bool:
        try:
            return bool(decide(self.state, command, self.rules, self.now))
        except Refused:
            return False

    def _follow(self, command: c.ChangeProcess) -> None:
        """The dossier follows another version; steps that were done keep their names in what the branches tell."""
        names = dict(command.mapping)
        self.process = command.process
        self.rules = replace(self.rules, process=command.process)
        self.hand_over = names.get(self.hand_over, self.hand_over)
        self.specimen = self.specimen.renamed(names)
        self.done = {
            names.get(join, join): {names.get(step, step) for step in steps} for join, steps in self.done.items()
        }
