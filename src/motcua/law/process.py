"""The internal process of a procedure: steps, edges with outcomes, parallel branches, and whether it can be run.

A process is data, approved by a decision and pinned on each dossier. It is a graph of steps; a step is left by one of
its edges, named by its outcome; an edge that leads to several steps opens them side by side, and a step marked `join`
waits until nothing still open can reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from motcua.law.limit import vietnamese


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
        return self._reach[step_id]

    def after(self, step_id: str) -> frozenset[str]:
        """Ids of the steps that come after `step_id`: those that follow it without going back to a step before it.

        A step lies before another when every way from the start to the other leads through it. So a loop that goes
        back to where branches part does not make one branch come after its neighbour.
        """
        return self._after[step_id]

    def longest_hours(self) -> Decimal:
        """Working hours of the longest way from the start to the end, loops not counted."""
        return _longest(self, self.start, frozenset(), {})

    @cached_property
    def assigning_units(self) -> frozenset[str]:
        """Units whose leader names the responsible officer: their case officers' steps belong to that officer."""
        return frozenset(step.unit for step in self.steps if step.kind is StepKind.ASSIGN)

    @cached_property
    def _index(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def _reach(self) -> dict[str, frozenset[str]]:
        return {step.id: self._followers(step.id, frozenset()) for step in self.steps}

    @cached_property
    def _after(self) -> dict[str, frozenset[str]]:
        without = {step.id: self._followers(self.start, frozenset({step.id})) | {self.start} for step in self.steps}
        found = {}
        for step in self.steps:
            before = {self.start} | {other.id for other in self.steps if step.id not in without[other.id]}
            found[step.id] = self._followers(step.id, frozenset(before))
        return found

    def _followers(self, step_id: str, closed: frozenset[str]) -> frozenset[str]:
        """Ids of the steps that can follow, on ways that do not enter `closed`."""
        seen: set[str] = set()
        waiting = list(_successors(self._index[step_id]))
        while waiting:
            here = waiting.pop()
            if here in seen or here in closed or here not in self._index:
                continue
            seen.add(here)
            waiting.extend(_successors(self._index[here]))
        return frozenset(seen)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a process cannot be approved: the step it concerns ("" for the whole) and a sentence for the person."""

    step: str
    sentence: str


def validate(process: Process, limit_hours: Decimal | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a process; empty when it can be run.

    Args:
        limit_hours: the procedure's time limit in working hours; None when it is not counted in working time.
    """
    shape = (*_unknown_steps(process), *_dead_ends(process))
    if shape:
        return shape
    return (
        *_unreachable(process),
        *_no_way_out(process),
        *_unsigned(process),
        *_over_limit(process, limit_hours),
    )


def _successors(step: Step) -> Iterator[str]:
    for edge in step.edges:
        yield from edge.to


def _unknown_steps(process: Process) -> Iterable[Problem]:
    ids = [step.id for step in process.steps]
    for twice in {step_id for step_id in ids if ids.count(step_id) > 1}:
        yield Problem(twice, f"Mã bước “{twice}” được dùng cho nhiều bước; mỗi bước cần một mã riêng.")
    if process.start not in ids:
        yield Problem("", f"Bước bắt đầu “{process.start}” không có trong quy trình.")
    for step in process.steps:
        for target in _successors(step):
            if target not in ids:
                yield Problem(step.id, f"Bước “{step.name}” chuyển đến bước “{target}” không tồn tại.")


def _dead_ends(process: Process) -> Iterable[Problem]:
    for step in process.steps:
        if step.hours < 0:
            yield Problem(step.id, f"Bước “{step.name}” có thời gian âm.")
        if not step.role:
            yield Problem(step.id, f"Bước “{step.name}” chưa có vai trò thực hiện.")
        if step.kind is StepKind.HAND_OVER:
            if any(edge.to for edge in step.edges):
                yield Problem(step.id, f"Bước “{step.name}” là bước bàn giao kết quả, không thể có bước sau.")
        elif not step.edges or not all(edge.to for edge in step.edges):
            yield Problem(step.id, f"Bước “{step.name}” không dẫn đến bước nào.")
        if step.kind is StepKind.DECIDE and step.edge(APPROVE) is None:
            yield Problem(step.id, f"Bước “{step.name}” là bước ký duyệt nhưng thiếu hướng “đồng ý”.")


def _unreachable(process: Process) -> Iterable[Problem]:
    reached = process.reachable(process.start) | {process.start}
    for step in process.steps:
        if step.id not in reached:
            yield Problem(step.id, f"Không có đường nào dẫn đến bước “{step.name}”.")


def _no_way_out(process: Process) -> Iterable[Problem]:
    ends = {step.id for step in process.steps if step.kind is StepKind.HAND_OVER}
    if not ends:
        yield Problem("", "Quy trình không có bước bàn giao kết quả cho bộ phận một cửa.")
        return
    for step in process.steps:
        if step.id not in ends and not (process.reachable(step.id) & ends):
            yield Problem(step.id, f"Từ bước “{step.name}” không có lối ra đến bước bàn giao kết quả.")
    if not any(step.kind is StepKind.DECIDE for step in process.steps):
        yield Problem("", "Quy trình không có bước lãnh đạo ký duyệt.")


def _unsigned(process: Process) -> Iterable[Problem]:
    """A way to the hand-over on which nobody signs: a dossier that takes it could never be finished.

    Where branches part, a signature in one of them is enough.
    """
    if not any(step.kind is StepKind.DECIDE for step in process.steps):
        return  # said already
    unsigned = {step.id for step in process.steps if step.kind is StepKind.HAND_OVER}
    before = 0
    while len(unsigned) > before:
        before = len(unsigned)
        for step in process.steps:
            if step.kind is not StepKind.DECIDE and any(unsigned.issuperset(edge.to) for edge in step.edges):
                unsigned.add(step.id)
    if process.start in unsigned:
        yield Problem("", "Có đường đến bước bàn giao kết quả mà không qua bước lãnh đạo ký duyệt.")


def _over_limit(process: Process, limit_hours: Decimal | None) -> Iterable[Problem]:
    if limit_hours is not None and (longest := process.longest_hours()) > limit_hours:
        yield Problem(
            "",
            f"Tổng thời gian các bước là {vietnamese(longest)} giờ,"
            f" vượt thời hạn {vietnamese(limit_hours)} giờ của thủ tục.",
        )


def _longest(process: Process, here: str, above: frozenset[str], known: dict[str, Decimal]) -> Decimal:
    """Longest way from `here`; an edge back to a step already on the way is a loop and is not followed."""
    if here in known:
        return known[here]
    step = process.step(here)
    ahead = [
        _longest(process, target, above | {here}, known)
        for target in _successors(step)
        if target != here and target not in above
    ]
    known[here] = step.hours + max(ahead, default=Decimal(0))
    return known[here]
