"""A process as a drawing shows it: steps, events and gateways, and the arrows between them.

A step with several outcomes is followed by an exclusive gateway; an edge that opens several steps by a parallel one;
a step that waits for branches has a parallel gateway before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from motcua.law.process import Edge, Process, Step


class NodeKind(StrEnum):
    """What a node of the drawing stands for."""

    START = "start"
    STEP = "step"
    CHOICE = "choice"
    FORK = "fork"
    JOIN = "join"
    END = "end"


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `step` is the step it is or belongs to, None for the events."""

    id: str
    kind: NodeKind
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between two nodes; `edge` is the edge that it begins, else None; `label` is written beside it."""

    id: str
    source: str
    target: str
    edge: Edge | None = None
    label: str = ""


@dataclass(frozen=True)
class Shape:
    """Nodes in the order in which people read the steps, and the arrows."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]

    @cached_property
    def leaving(self) -> dict[str, list[Arrow]]:
        """The arrows that begin at each node, in their order."""
        found: dict[str, list[Arrow]] = {node.id: [] for node in self.nodes}
        for arrow in self.arrows:
            found[arrow.source].append(arrow)
        return found

    @cached_property
    def entering(self) -> dict[str, list[Arrow]]:
        """The arrows that end at each node, in their order."""
        found: dict[str, list[Arrow]] = {node.id: [] for node in self.nodes}
        for arrow in self.arrows:
            found[arrow.target].append(arrow)
        return found


def shape_of(process: Process) -> Shape:
    """The drawing of a process; an edge to a step that does not exist is left out, so that drafts can be drawn."""
    draw = _Drawing(process)
    draw.node("start", NodeKind.START)
    for place, step in enumerate(process.steps):
        draw.step(place, step)
    draw.node("end", NodeKind.END)
    if process.has(process.start):
        draw.arrow("start", draw.entrance(process.start))
    for place, step in enumerate(process.steps):
        draw.ways_out(place, step)
    return Shape(tuple(draw.nodes), tuple(draw.arrows))


class _Drawing:
    def __init__(self, process: Process) -> None:
        self.process = process
        self.nodes: list[Node] = []
        self.arrows: list[Arrow] = []
        self.places = {step.id: place for place, step in enumerate(process.steps)}

    def node(self, node_id: str, kind: NodeKind, step: Step | None = None) -> str:
        self.nodes.append(Node(node_id, kind, step))
        return node_id

    def arrow(self, source: str, target: str, edge: Edge | None = None, label: str = "") -> None:
        self.arrows.append(Arrow(f"flow-{len(self.arrows) + 1}", source, target, edge, label))

    def entrance(self, step_id: str) -> str:
        """The node by which a step is entered."""
        kind = "join" if self.process.step(step_id).join else "step"
        return f"{kind}-{self.places[step_id] + 1}"

    def step(self, place: int, step: Step) -> None:
        """The nodes of a step: the step itself, and the gateways before and after it."""
        if step.join:
            self.arrow(self.node(f"join-{place + 1}", NodeKind.JOIN, step), f"step-{place + 1}")
        self.node(f"step-{place + 1}", NodeKind.STEP, step)
        if len(step.edges) > 1:
            self.node(f"choice-{place + 1}", NodeKind.CHOICE, step)
        for number, edge in enumerate(step.edges):
            if len(edge.to) > 1:
                self.node(f"fork-{place + 1}-{number + 1}", NodeKind.FORK, step)

    def ways_out(self, place: int, step: Step) -> None:
        """The arrows that leave a step."""
        source = f"step-{place + 1}"
        if len(step.edges) > 1:
            self.arrow(source, f"choice-{place + 1}")
            source = f"choice-{place + 1}"
        for number, edge in enumerate(step.edges):
            label = edge.label if len(step.edges) > 1 else ""
            targets = [self.entrance(target) for target in edge.to if self.process.has(target)]
            if len(edge.to) > 1:
                fork = f"fork-{place + 1}-{number + 1}"
                self.arrow(source, fork, edge, label)
                for target in targets:
                    self.arrow(fork, target)
            elif targets or not edge.to:
                self.arrow(source, (targets or ["end"])[0], edge, label)
        if not step.edges:
            self.arrow(source, "end")
