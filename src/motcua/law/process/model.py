"""What a process is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from motcua.law.process.graph import Graph


class StepKind(StrEnum):
    """By which command a step is left."""

    WORK = "work"
    """ordinary work: `complete_step`"""
    ASSIGN = "assign"
    """names the responsible officer: `assign`"""
    DECIDE = "decide"
    """the leader's decision: `approve` or `reject`"""
    HAND_OVER = "hand_over"
    """the one-stop unit takes the result over: `finish`"""


APPROVE = "approve"
"""Outcome of the edge by which a `decide` step is left when the leader approves."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way out of a step: its outcome (stable code), what the button says, and the steps it opens."""

    outcome: str
    label: str
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        role: role that holds it (`reception`, `case_officer`, `leader`).
        unit: code of the unit within the agency; empty for the agency itself, or for the one-stop desk.
        hours: budget in working hours; 0 means that the step has no clock of its own.
        join: waits for all branches that lead here.
    """

    id: str
    name: str
    kind: StepKind
    role: str
    unit: str = ""
    hours: Decimal = Decimal(0)
    edges: tuple[Edge, ...] = ()
    join: bool = False

    @property
    def budget(self) -> int:
        """Budget in whole working minutes."""
        return int(self.hours * 60)

    def edge(self, outcome: str) -> Edge | None:
        """The edge with this outcome, or None."""
        return next((edge for edge in self.edges if edge.outcome == outcome), None)


@dataclass(frozen=True)
class Process:
    """Steps in the order in which people read them, and the id of the first.

    What follows from the steps alone is worked out once and kept with the process.
    """

    steps: tuple[Step, ...]
    start: str

    def step(self, step_id: str) -> Step:
        """The step with this id.

        Raises:
            KeyError: there is none.
        """
        return self._index[step_id]

    def has(self, step_id: str) -> bool:
        """Whether a step with this id exists."""
        return step_id in self._index

    def reachable(self, step_id: str) -> frozenset[str]:
        """Ids of all steps that can follow `step_id`, at any distance."""
        if step_id not in self._reach:
            graph = self.graph
            self._reach[step_id] = graph.names(graph.spread(graph.following[graph.place[step_id]]))
        return self._reach[step_id]

    def after(self, step_id: str) -> frozenset[str]:
        """Ids of the steps that come after `step_id`: those that follow it without going back to a step before it.

        A step lies before another when every way from the start to the other leads through it. So a loop that goes
        back to where branches part does not make one branch come after its neighbour.
        """
        if step_id not in self._after:
            self._after[step_id] = self.graph.names(self.graph.after(self.graph.place[step_id]))
        return self._after[step_id]

    def brings_to(self, step_id: str, join: str) -> bool:
        """Whether work that lies at `step_id` can still come to this join, also by a way back within its branch."""
        pair = (step_id, join)
        if pair not in self._brings:
            place = self.graph.place
            self._brings[pair] = self.graph.brings_to(place[step_id], place[join])
        return self._brings[pair]

    def longest_hours(self) -> Decimal:
        """Working hours of the longest way from the start to the end; ways back are not followed."""
        graph = self.graph
        order, back = graph.walk
        hours = {place: self.step(graph.ids[place]).hours for place in order}
        longest: dict[int, Decimal] = {}
        for here in reversed(order):
            ahead = (longest[target] for target in graph.next[here] if (here, target) not in back)
            longest[here] = hours[here] + max(ahead, default=Decimal(0))
        return longest[order[0]] if order else Decimal(0)

    @cached_property
    def assigning_units(self) -> frozenset[str]:
        """Units whose leader names the responsible officer: their case officers' steps belong to that officer."""
        return frozenset(step.unit for step in self.steps if step.kind is StepKind.ASSIGN)

    @cached_property
    def graph(self) -> Graph:
        """Which step follows which."""
        return Graph({step.id: tuple(successors(step)) for step in self.steps}, self.start)

    @cached_property
    def _index(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def _reach(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _brings(self) -> dict[tuple[str, str], bool]:
        return {}

    @cached_property
    def _after(self) -> dict[str, frozenset[str]]:
        return {}


def successors(step: Step) -> Iterator[str]:
    """Ids of the steps that the edges of a step lead to, in their order."""
    for edge in step.edges:
        yield from edge.to
