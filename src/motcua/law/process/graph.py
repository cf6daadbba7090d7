"""The shape of a process: which step follows which, at any distance, with and without the ways back.

Sets of steps are whole numbers with one bit for each step, so that a process of some hundred steps is looked through
in the time of a click.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property


class Graph:
    """Steps by their places, the ways between them, and the step with which all begins.

    Args:
        ways: for each step, in reading order, the steps that follow it. What is no step is left out.
        start: the first step. When there is no such step, nothing is reached.
    """

    def __init__(self, ways: Mapping[str, Iterable[str]], start: str) -> None:
        self.ids = tuple(ways)
        self.place = {step_id: place for place, step_id in enumerate(self.ids)}
        self.next = tuple(self._known(targets) for targets in ways.values())
        self.following = tuple(self.mask_of(places) for places in self.next)
        self.start = self.place.get(start)

    def _known(self, targets: Iterable[str]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.place[target] for target in targets if target in self.place))

    @staticmethod
    def mask_of(places: Iterable[int]) -> int:
        """The set of these places."""
        mask = 0
        for place in places:
            mask |= 1 << place
        return mask

    def names(self, mask: int) -> frozenset[str]:
        """The ids of a set of steps."""
        return frozenset(self.ids[place] for place in places_in(mask))

    def spread(self, begin: int, closed: int = 0) -> int:
        """The steps of `begin` and all that follow them, on ways that do not enter `closed`."""
        seen = waiting = begin & ~closed
        while waiting:
            lowest = waiting & -waiting
            found = self.following[lowest.bit_length() - 1] & ~closed & ~seen
            seen |= found
            waiting = (waiting ^ lowest) | found
        return seen

    def leading_to(self, ends: int) -> int:
        """The steps of `ends` and all from which one of them can be reached."""
        before = [0] * len(self.ids)
        for place, targets in enumerate(self.next):
            for target in targets:
                before[target] |= 1 << place
        seen = waiting = ends
        while waiting:
            lowest = waiting & -waiting
            found = before[lowest.bit_length() - 1] & ~seen
            seen |= found
            waiting = (waiting ^ lowest) | found
        return seen

    @cached_property
    def walk(self) -> tuple[tuple[int, ...], frozenset[tuple[int, int]]]:
        """Reached steps, each before those that follow it, and the ways back that this order leaves out."""
        if self.start is None:
            return (), frozenset()
        done: list[int] = []
        back: set[tuple[int, int]] = set()
        seen, on_way = {self.start}, {self.start}
        stack = [(self.start, iter(self.next[self.start]))]
        while stack:
            here, targets = stack[-1]
            for target in targets:
                if target in on_way:
                    back.add((here, target))
                elif target not in seen:
                    seen.add(target)
                    on_way.add(target)
                    stack.append((target, iter(self.next[target])))
                    break
            else:
                stack.pop()
                on_way.discard(here)
                done.append(here)
        return tuple(reversed(done)), frozenset(back)

    @cached_property
    def depths(self) -> dict[int, int]:
        """How many steps lie before each reached step on the longest way to it, ways back left out."""
        order, back = self.walk
        found = dict.fromkeys(order, 0)
        for here in order:
            for target in self.next[here]:
                if (here, target) not in back:
                    found[target] = max(found[target], found[here] + 1)
        return found

    @cached_property
    def before(self) -> dict[int, int]:
        """For each reached step, the steps through which every way from the start leads; it is one of them."""
        order, _ = self.walk
        coming: dict[int, list[int]] = {place: [] for place in order}
        for here in order:
            for target in self.next[here]:
                coming[target].append(here)
        everything = (1 << len(self.ids)) - 1
        found = {place: everything if place != self.start else 1 << place for place in order}
        changed = True
        while changed:
            changed = False
            for place in order[1:]:
                common = everything
                for other in coming[place]:
                    common &= found[other]
                common |= 1 << place
                if common != found[place]:
                    found[place], changed = common, True
        return found

    def after(self, place: int) -> int:
        """The steps that follow without going back to a step before this one; none when nothing leads here."""
        if place not in self.before:
            return 0
        return self.spread(self.following[place], self.before[place])

    def brings_to(self, place: int, join: int) -> bool:
        """Whether work at `place` can still come to `join`: the join follows it, or a way back leads round to it.

        Ways that leave for a step through which all work comes to the join do not count: what goes back so far
        begins anew.
        """
        around = self.spread(self.following[place], self.before.get(join, 0) & ~(1 << join))
        return bool((self.after(place) | around) >> join & 1)


def places_in(mask: int) -> Iterator[int]:
    """The places of a set, in reading order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
