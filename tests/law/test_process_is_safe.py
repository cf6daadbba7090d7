"""A process that is found fit can be run to its end, whatever way it takes: many small graphs against walking them.

The walk gives the real moves of the life cycle to every outcome of every open step, until no new situation comes up.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

import pytest

import cast
from law.calendars import at
from motcua.law.lifecycle import Dossier, evolve
from motcua.law.lifecycle.flow import leave, opened
from motcua.law.process import Edge, Process, Step, StepKind, validate

NOW = at("01/03/2019 08:00")
Situation = tuple[frozenset[str], frozenset[tuple[str, str]]]
"""Open steps, and who has arrived at which join."""


def graph(chance: random.Random) -> Process:
    """Up to six steps that lead anywhere: forward, back, to several, to joins; then the signature and the hand-over."""
    names = [f"s{place}" for place in range(chance.randint(3, 6))]
    steps = []
    for place, name in enumerate(names):
        anywhere, ahead = [*names[1:], "sign"], [*names[place + 1 :], "sign"]
        ways = [chance.sample(ahead, min(chance.choice((1, 1, 2, 3)), len(ahead)))]
        if chance.random() < 0.3:
            ways.append(chance.sample(anywhere, chance.choice((1, 1, 1, 2))))
        edges = tuple(Edge(f"o{number}", "Đi", tuple(way)) for number, way in enumerate(ways))
        steps.append(Step(name, name, StepKind.WORK, "leader", edges=edges, join=chance.random() < 0.3))
    signed = (Edge("approve", "Ký", ("end",)),)
    sign = Step("sign", "sign", StepKind.DECIDE, "leader", edges=signed, join=chance.random() < 0.5)
    return Process((*steps, sign, Step("end", "end", StepKind.HAND_OVER, "reception")), names[0])


def fit_graphs(seed: int, wanted: int) -> Iterator[Process]:
    """So many graphs with branches that are found fit."""
    chance = random.Random(seed)
    while wanted:
        process = graph(chance)
        if any(len(edge.to) > 1 for step in process.steps for edge in step.edges) and not validate(process):
            wanted -= 1
            yield process


@cache
def rules_of(process: Process):
    return cast.rules(process)


def after(process: Process, situation: Situation, step: Step, edge: Edge) -> Situation:
    """The situation after leaving an open step by an edge."""
    dossier = begun(process, situation)
    for event in leave(dossier, step.id, edge, "", rules_of(process), NOW):
        dossier = evolve(dossier, event, NOW)
    return frozenset(one.step for one in dossier.steps), frozenset(dossier.arrivals)


def begun(process: Process, situation: Situation) -> Dossier:
    steps = tuple(opened(name, process, rules_of(process).calendar, NOW) for name in sorted(situation[0]))
    return replace(Dossier(), steps=steps, arrivals=tuple(sorted(situation[1])))


def walked(process: Process) -> dict[Situation, set[Situation]]:
    """Every situation that can come up, and those that follow it."""
    found: dict[Situation, set[Situation]] = {}
    waiting = [(frozenset({process.start}), frozenset())]
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        open_steps = [process.step(name) for name in sorted(here[0])]
        found[here] = {after(process, here, step, edge) for step in open_steps for edge in step.edges}
        waiting += found[here]
    return found


def is_end(process: Process, situation: Situation) -> bool:
    return any(process.step(name).kind is StepKind.HAND_OVER for name in situation[0])


def can_end(process: Process, found: dict[Situation, set[Situation]]) -> set[Situation]:
    """The situations from which an end can be reached."""
    good = {here for here in found if is_end(process, here)}
    while more := {here for here, onward in found.items() if here not in good and onward & good}:
        good |= more
    return good


@pytest.mark.parametrize("seed", range(4))
def test_a_fit_process_always_comes_to_an_end_with_nothing_left_undone(seed):
    for process in fit_graphs(seed, 60):
        found = walked(process)

        assert can_end(process, found) == set(found)
        for open_steps, waiting in filter(partial(is_end, process), found):
            assert (open_steps, waiting) == ({"end"}, frozenset()), process
