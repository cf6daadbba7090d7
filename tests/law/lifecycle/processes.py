"""Random processes that can be run: steps in a row, choices, branches that part and meet, signatures, ways back."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from decimal import Decimal

from hypothesis import strategies as st

from motcua.law.process import Edge, Process, Step, StepKind


@dataclass(frozen=True)
class Fork:
    """Branches part at one step and meet at another; each branch ends with one of its last steps."""

    parting: str
    meeting: str
    last_steps: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Specimen:
    """A process, and how it was made."""

    process: Process
    forks: tuple[Fork, ...]

    def renamed(self, names: dict[str, str]) -> Specimen:
        """How it was made, with other names for its steps."""

        def now(step: str) -> str:
            return names.get(step, step)

        forks = tuple(
            Fork(now(fork.parting), now(fork.meeting), tuple(frozenset(map(now, ends)) for ends in fork.last_steps))
            for fork in self.forks
        )
        return Specimen(self.process, forks)


@dataclass
class _Block:
    """A part of a process: the step it begins with, and (step, outcome) of the ways by which it is left."""

    first: str
    ways_out: list[tuple[str, str]]

    @property
    def last_steps(self) -> frozenset[str]:
        return frozenset(step for step, _ in self.ways_out)


@dataclass
class _Builder:
    draw: st.DrawFn
    kinds: dict[str, StepKind] = field(default_factory=dict)
    edges: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    joins: set[str] = field(default_factory=set)
    forks: list[Fork] = field(default_factory=list)

    def step(self, kind: StepKind, *outcomes: str) -> str:
        name = f"{kind}-{len(self.kinds)}"
        self.kinds[name] = kind
        self.edges[name] = {outcome: [] for outcome in outcomes}
        return name

    def single(self, kind: StepKind) -> _Block:
        outcome = "approve" if kind is StepKind.DECIDE else "done"
        name = self.step(kind, outcome)
        return _Block(name, [(name, outcome)])

    def block(self, depth: int) -> _Block:
        shapes = ["work", "work", "assign", "decide", "row", "choice", "fork"] if depth else ["work", "work", "assign"]
        match self.draw(st.sampled_from(shapes)):
            case "row":
                return self.row([self.block(depth - 1) for _ in range(self.draw(st.integers(2, 3)))])
            case "choice":
                return self.choice(depth)
            case "fork":
                return self.fork(depth)
            case kind:
                return self.single(StepKind(kind))

    def row(self, blocks: list[_Block]) -> _Block:
        for one, following in itertools.pairwise(blocks):
            self.lead(one, following.first)
        for place, one in enumerate(blocks):
            work = [step for step in sorted(one.last_steps) if self.kinds[step] is StepKind.WORK]
            if work and self.draw(st.integers(0, 3)) == 0:
                again = self.draw(st.sampled_from(blocks[: place + 1])).first
                self.edges[self.draw(st.sampled_from(work))]["revise"] = [again]
        return _Block(blocks[0].first, blocks[-1].ways_out)

    def choice(self, depth: int) -> _Block:
        first = self.step(StepKind.WORK, "one", "other")
        sides = [self.block(depth - 1), self.block(depth - 1)]
        for outcome, side in zip(("one", "other"), sides, strict=True):
            self.edges[first][outcome] = [side.first]
        return _Block(first, [*sides[0].ways_out, *sides[1].ways_out])

    def fork(self, depth: int) -> _Block:
        parting = self.step(StepKind.WORK, "done")
        branches = [self.block(depth - 1) for _ in range(self.draw(st.integers(2, 3)))]
        meeting = self.step(StepKind.WORK, "done")
        self.joins.add(meeting)
        self.edges[parting]["done"] = [branch.first for branch in branches]
        for branch in branches:
            self.lead(branch, meeting)
            work = [step for step in sorted(branch.last_steps) if self.kinds[step] is StepKind.WORK]
            if work and self.draw(st.integers(0, 5)) == 0:  # one branch may ask for all of them again
                self.edges[work[0]]["again"] = [parting]
        self.forks.append(Fork(parting, meeting, tuple(branch.last_steps for branch in branches)))
        return _Block(parting, [(meeting, "done")])

    def lead(self, block: _Block, to: str) -> None:
        for step, outcome in block.ways_out:
            self.edges[step][outcome] = [to]

    def process(self, start: str) -> Process:
        hours = st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(4), Decimal(16)])
        return Process(
            tuple(
                Step(
                    name,
                    f"Bước {name}",
                    kind,
                    "case_officer",
                    hours=self.draw(hours),
                    edges=tuple(Edge(outcome, outcome, tuple(to)) for outcome, to in self.edges[name].items()),
                    join=name in self.joins,
                )
                for name, kind in self.kinds.items()
            ),
            start,
        )


@st.composite
def specimens(draw: st.DrawFn) -> Specimen:
    """Processes with one signature at least, and anything before and after it."""
    make = _Builder(draw)
    before = [make.block(2) for _ in range(draw(st.integers(0, 2)))]
    after = [make.block(1) for _ in range(draw(st.integers(0, 2)))]
    row = make.row([make.single(StepKind.WORK), *before, make.single(StepKind.DECIDE), *after])
    make.lead(row, make.step(StepKind.HAND_OVER))
    return Specimen(make.process(row.first), tuple(make.forks))
