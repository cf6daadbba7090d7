"""Whether branches that part meet again: at a join, before the result is handed over.

Two branches that one edge opens run side by side until a join that both can reach. On the part of a branch before that
join nothing may end the dossier, no step may be shared with the neighbour, and no way may lead round the parting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from motcua.law.process.graph import Graph, places_in
from motcua.law.process.model import Edge, Process, Step, StepKind


def wrong_branches(process: Process) -> tuple[tuple[str, str], ...]:
    """(step, sentence) of what is wrong with branches and joins, in reading order.

    Of the branches that one edge opens only the first two that do not fit are told. Every step must be reached from the
    start and lead to a hand-over.
    """
    whole = _Whole(process)
    found: dict[tuple[str, str], None] = {}
    meetings = 0
    for step in process.steps:
        for edge in step.edges:
            wrong: dict[tuple[str, str], None] = {}
            for one, other in combinations(edge.to, 2):
                pair = _Pair(whole, step, edge, whole.graph.place[one], whole.graph.place[other])
                meetings |= pair.meetings
                wrong = wrong or dict.fromkeys(pair.problems())
            found |= wrong
    found |= dict.fromkeys(_idle_joins(process, meetings))
    return tuple(sorted(found, key=lambda wrong: whole.graph.place[wrong[0]]))


def _idle_joins(process: Process, meetings: int) -> Iterator[tuple[str, str]]:
    """Joins at which no two branches meet."""
    for place, step in enumerate(process.steps):
        if step.join and not meetings >> place & 1:
            yield (
                step.id,
                f"Bước “{step.name}” chờ các nhánh song song nhưng không có hai nhánh nào cùng đến bước này:"
                " nó không bao giờ gộp đủ nhánh.",
            )


class _Whole:
    """What is looked up again and again while the pairs of branches are checked."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.graph: Graph = process.graph
        self.ends = self._mask(lambda step: step.kind is StepKind.HAND_OVER)
        self.joins = self._mask(lambda step: step.join)
        self._after: dict[int, int] = {}
        self._alone: dict[tuple[int, int], tuple[int, int]] = {}

    def _mask(self, wanted: Callable[[Step], bool]) -> int:
        return self.graph.mask_of(place for place, step in enumerate(self.process.steps) if wanted(step))

    def from_here(self, place: int) -> int:
        """The step and what comes after it."""
        if place not in self._after:
            self._after[place] = self.graph.after(place) | 1 << place
        return self._after[place]

    def alone(self, first: int, common: int) -> tuple[int, int]:
        """The steps of a branch before it comes to one of `common`, and those with all that they lead to."""
        if (first, common) not in self._alone:
            steps = self.graph.spread(1 << first, (self.graph.before[first] & ~(1 << first)) | common)
            touched = 1 << first
            for place in places_in(steps):
                touched |= self.graph.following[place]
            self._alone[first, common] = steps, touched
        return self._alone[first, common]

    def name(self, place: int) -> str:
        return self.process.steps[place].name

    def id(self, place: int) -> str:
        return self.process.steps[place].id


class _Pair:
    """Two branches that an edge of a step opens side by side, by the places of their first steps.

    Attributes:
        common: joins that both can reach.
        alone: the steps of both before they meet.
        shared: those of them that both can come to.
        meetings: the joins where they meet first.
    """

    def __init__(self, whole: _Whole, parting: Step, edge: Edge, one: int, other: int) -> None:
        self.whole, self.parting, self.edge, self.one, self.other = whole, parting, edge, one, other
        self.common = whole.from_here(one) & whole.from_here(other) & whole.joins
        own, touched = whole.alone(one, self.common)
        others, touched_too = whole.alone(other, self.common)
        self.alone, self.shared = own | others, own & others
        self.touched = touched | touched_too
        self.meetings = self.touched & self.common

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the two."""
        yield from self._without_result()
        yield from self._unjoined()
        yield from self._round_the_parting()

    def _without_result(self) -> Iterator[tuple[str, str]]:
        whole = self.whole
        for first in (self.one, self.other):
            if not whole.from_here(first) & whole.ends:
                yield (
                    whole.id(first),
                    f"Nhánh bắt đầu từ bước “{whole.name(first)}” không bao giờ đến kết quả:"
                    " mọi hướng của nó đều quay lại trước chỗ tách nhánh.",
                )

    def _unjoined(self) -> Iterator[tuple[str, str]]:
        whole = self.whole
        entries = self._entries()
        for place in places_in(entries & ~whole.ends):
            yield (
                whole.id(place),
                f"Các nhánh song song cùng dẫn đến bước “{whole.name(place)}” nhưng bước này không chờ đủ các nhánh:"
                " công việc sẽ bị làm hai lần.",
            )
        for place in places_in(self.alone & whole.ends & ~(self.shared & ~entries)):
            yield (
                whole.id(place),
                f"Bước “{whole.name(place)}” nằm trên nhánh chạy song song với nhánh khác mà các nhánh chưa được gộp:"
                " kết quả sẽ được bàn giao khi nhánh kia còn dở dang.",
            )

    def _entries(self) -> int:
        """Shared steps to which a branch comes from a step of its own."""
        if not self.shared:
            return 0
        touched = 1 << self.one | 1 << self.other
        for place in places_in(self.alone & ~self.shared):
            touched |= self.whole.graph.following[place]
        return self.shared & touched

    def _round_the_parting(self) -> Iterator[tuple[str, str]]:
        """Ways back from a branch to where the dossier could end without coming through the parting again."""
        whole, graph = self.whole, self.whole.graph
        earlier = (graph.before[self.one] | graph.before[self.other]) & ~(1 << self.one) & ~(1 << self.other)
        if not self.touched & earlier:
            return
        closed = 1 << graph.place[self.parting.id] | self.common
        aside = graph.mask_of(
            graph.place[target] for edge in self.parting.edges if edge is not self.edge for target in edge.to
        )
        beside = graph.spread(aside, closed) & whole.ends
        for place in places_in(self.alone):
            for target in places_in(graph.following[place] & earlier):
                if beside or graph.spread(1 << target, closed) & whole.ends:
                    yield (
                        whole.id(place),
                        f"Bước “{whole.name(place)}” quay lại bước “{whole.name(target)}” trong khi nhánh khác còn mở,"
                        " và từ đó có đường đến kết quả mà không gộp nhánh.",
                    )
