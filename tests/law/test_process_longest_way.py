"""The longest way through a process, against counting every way one by one."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from cast import step, to
from motcua.law.process import Process


@st.composite
def acyclic(draw: st.DrawFn) -> Process:
    """Up to eight steps; edges lead forward only, some to several steps; the last step is the end."""
    size = draw(st.integers(1, 8))
    names = [f"s{place}" for place in range(size)]
    steps = []
    for place, name in enumerate(names):
        hours = str(draw(st.integers(0, 40)) / 2)
        if place == size - 1:
            steps.append(step(name, "hand_over", "reception", hours=hours))
            break
        ahead = st.lists(st.sampled_from(names[place + 1 :]), min_size=1, max_size=3, unique=True)
        ways = draw(st.lists(ahead, min_size=1, max_size=3))
        edges = (to(f"o{number}", *way) for number, way in enumerate(ways))
        steps.append(step(name, "work", "case_officer", *edges, hours=hours))
    return Process(tuple(draw(st.permutations(steps))), names[0])


def every_way(process: Process, here: str) -> list[list[str]]:
    """All ways from a step to an end, written out."""
    ahead = [target for edge in process.step(here).edges for target in edge.to]
    return [[here, *way] for target in ahead for way in every_way(process, target)] or [[here]]


def reached_by_walking(process: Process, here: str) -> set[str]:
    return {name for way in every_way(process, here) for name in way[1:]}


@settings(max_examples=150, deadline=None)
@given(acyclic())
def test_the_longest_way_is_the_longest_of_all_ways(process):
    ways = every_way(process, process.start)

    assert process.longest_hours() == max(sum((process.step(name).hours for name in way), Decimal(0)) for way in ways)


@settings(max_examples=100, deadline=None)
@given(acyclic())
def test_reachable_is_what_walking_finds(process):
    for one in process.steps:
        assert process.reachable(one.id) == reached_by_walking(process, one.id)


@settings(max_examples=100, deadline=None)
@given(acyclic())
def test_without_loops_what_comes_after_is_what_is_reachable(process):
    for name in reached_by_walking(process, process.start) | {process.start}:
        assert process.after(name) == process.reachable(name)
