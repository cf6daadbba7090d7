"""The table of the editor: what its fields say, what its buttons do to the rows, and how it is shown again.

Ways on are typed as numbers of rows (“4, 5”) and kept as ids of steps, so they stay right when rows move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.process_spec import MOST_STEPS, Spec, new_id
from motcua.law.process import Problem, StepKind

MOST_EDGES = 12
_TEXTS = ("id", "name", "kind", "role", "unit", "hours")
_LONGEST = {"id": 60, "name": 300, "kind": 20, "role": 20, "unit": 40, "hours": 20, "outcome": 40, "label": 120}


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A way out of a step: `to` as row numbers, `leads` as the names of those rows."""

    index: int
    outcome: str
    label: str
    to: str
    leads: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A row of the table; `number` counts from one."""

    index: int
    id: str
    name: str
    kind: str
    role: str
    unit: str
    hours: str
    join: bool
    edges: tuple[EdgeRow, ...]
    problems: tuple[str, ...]

    @property
    def number(self) -> int:
        """What people call it."""
        return self.index + 1


def rows_of(spec: Spec, problems: tuple[Problem, ...] = ()) -> tuple[StepRow, ...]:
    """The rows as the table shows them, each with what is wrong with it."""
    places = {step["id"]: place for place, step in enumerate(spec["steps"], start=1)}
    names = {step["id"]: step["name"] for step in spec["steps"]}
    return tuple(
        StepRow(
            index=index,
            edges=tuple(_edge_row(place, edge, places, names) for place, edge in enumerate(step["edges"])),
            problems=tuple(problem.sentence for problem in problems if problem.step == step["id"]),
            join=step["join"],
            **{name: step[name] for name in _TEXTS},
        )
        for index, step in enumerate(spec["steps"])
    )


def _edge_row(index: int, edge: Mapping[str, Any], places: Mapping[str, int], names: Mapping[str, str]) -> EdgeRow:
    to = ", ".join(str(places.get(target, target)) for target in edge["to"])
    leads = " và ".join(
        f"{places[target]}. {names[target] or '(chưa có tên)'}" for target in edge["to"] if target in places
    )
    return EdgeRow(index, edge["outcome"], edge["label"], to, leads)


def typed(form: Mapping[str, str], before: Spec) -> Spec:
    """What the fields of the table say; what a step knows besides its fields stays as it was."""
    known = {step["id"]: step for step in before["steps"]}
    count = min(_number(form.get("steps", "")), MOST_STEPS + 50)
    ids = [_text(form, f"s{index}-id", "id") for index in range(count)]
    steps = []
    for index, step_id in enumerate(ids):
        texts = {name: _text(form, f"s{index}-{name}", name) for name in _TEXTS}
        edges = [_edge(form, f"s{index}e{place}", ids) for place in range(_edges_of(form, index))]
        steps.append({**known.get(step_id, {}), **texts, "join": f"s{index}-join" in form, "edges": edges})
    return {"start": ids[0] if ids else "", "steps": steps}


def _edges_of(form: Mapping[str, str], index: int) -> int:
    return min(_number(form.get(f"s{index}-edges", "")), MOST_EDGES)


def _edge(form: Mapping[str, str], name: str, ids: list[str]) -> dict[str, Any]:
    targets = form.get(f"{name}-to", "").replace(";", ",").replace(",", " ").split()[:MOST_STEPS]
    return {
        "outcome": _text(form, f"{name}-outcome", "outcome"),
        "label": _text(form, f"{name}-label", "label"),
        "to": list(dict.fromkeys(_target(target, ids) for target in targets)),
    }


def _target(target: str, ids: list[str]) -> str:
    """The id of the row of this number; anything else stays as typed, for the check to name it."""
    place = _number(target)
    return ids[place - 1] if 0 < place <= len(ids) else target[:60]


def _text(form: Mapping[str, str], name: str, kind: str) -> str:
    return form.get(name, "").strip()[: _LONGEST[kind]]


def _number(text: str, wrong: int = 0) -> int:
    """The number typed, `wrong` when it is none or absurd."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else wrong


def done(spec: Spec, what: str) -> tuple[Spec, str]:
    """The rows after a button of the table was pressed, and the id of the row to look at ("" for none).

    `what` is `add:3`, `remove:3`, `up:3`, `down:3`, `edge:3` or `unedge:3.1`; anything else changes nothing.
    """
    verb, _, place = what.partition(":")
    row, _, edge = place.partition(".")
    index = _number(row, wrong=-1)
    steps = [dict(step) for step in spec["steps"]]
    if verb not in _VERBS or not 0 <= index < len(steps):
        return spec, ""
    look_at = _VERBS[verb](steps, index, _number(edge, wrong=-1))
    return {"start": steps[0]["id"] if steps else "", "steps": steps}, look_at


def _add(steps: list[dict[str, Any]], index: int, _: int) -> str:
    """A new step after this one, put into its first way on."""
    taken = {step["id"] for step in steps}
    step_id = new_id("", taken)
    onward: list[str] = []
    edges = [dict(edge) for edge in steps[index]["edges"]]
    if edges and len(steps) < MOST_STEPS:
        onward, edges[0]["to"] = edges[0]["to"], [step_id]
        steps[index]["edges"] = edges
    like = steps[index]
    step = {"id": step_id, "name": "", "kind": StepKind.WORK.value, "hours": "", "join": False}
    way = {"outcome": "", "label": "Chuyển bước sau", "to": onward}
    steps.insert(index + 1, {**step, "role": like["role"], "unit": like["unit"], "edges": [way]})
    return step_id


def _remove(steps: list[dict[str, Any]], index: int, _: int) -> str:
    """Without this step; what led to it leads where it led. The last one stays: a table needs a row to add after."""
    if len(steps) == 1:
        return str(steps[0]["id"])
    gone = steps.pop(index)
    onward = gone["edges"][0]["to"] if gone["edges"] else []
    for step in steps:
        edges = [dict(edge) for edge in step["edges"]]
        for edge in edges:
            if gone["id"] in edge["to"]:
                kept = [target for target in edge["to"] if target != gone["id"]]
                edge["to"] = kept or [target for target in onward if target != step["id"]]
        step["edges"] = edges
    return str(steps[min(index, len(steps) - 1)]["id"])


def _up(steps: list[dict[str, Any]], index: int, _: int) -> str:
    other = max(index - 1, 0)
    steps[index], steps[other] = steps[other], steps[index]
    return str(steps[other]["id"])


def _down(steps: list[dict[str, Any]], index: int, _: int) -> str:
    other = min(index + 1, len(steps) - 1)
    steps[index], steps[other] = steps[other], steps[index]
    return str(steps[other]["id"])


def _add_edge(steps: list[dict[str, Any]], index: int, _: int) -> str:
    if len(steps[index]["edges"]) < MOST_EDGES:
        steps[index]["edges"] = [*steps[index]["edges"], {"outcome": "", "label": "", "to": []}]
    return str(steps[index]["id"])


def _remove_edge(steps: list[dict[str, Any]], index: int, edge: int) -> str:
    steps[index]["edges"] = [one for place, one in enumerate(steps[index]["edges"]) if place != edge]
    return str(steps[index]["id"])


_VERBS = {
    "add": _add,
    "remove": _remove,
    "up": _up,
    "down": _down,
    "edge": _add_edge,
    "unedge": _remove_edge,
}
