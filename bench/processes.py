"""A process of 200 steps: checked, its ways looked up, drawn, exported and read back; best of several, milliseconds.

Forty times a parting, three branches and a meeting, each with a way back to the first parting.
"""

from __future__ import annotations

import os
import timeit
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from motcua.law.process import Edge, Process, Step, StepKind, validate

ROWS = 39
"""Makes 199 steps."""
REPEAT = 7


def large(rows: int = ROWS) -> Process:
    """Five steps for each row, and the first, the signature and the hand-over around them."""
    steps = [_step("intake", StepKind.WORK, "part-0")]
    for row in range(rows):
        branches = [f"branch-{row}-{place}" for place in range(3)]
        steps.append(_step(f"part-{row}", StepKind.WORK, *branches))
        steps += [_step(branch, StepKind.WORK, f"meet-{row}") for branch in branches]
        onward = _step(f"meet-{row}", StepKind.WORK, f"part-{row + 1}" if row < rows - 1 else "decide")
        again = Edge("again", "Làm lại", ("part-0",))
        steps.append(replace(onward, edges=(*onward.edges, again), join=True))
    steps += [_step("decide", StepKind.DECIDE, "register"), _step("register", StepKind.WORK, "hand-over")]
    return Process((*steps, _step("hand-over", StepKind.HAND_OVER)), "intake")


def _step(step_id: str, kind: StepKind, *to: str) -> Step:
    outcome = "approve" if kind is StepKind.DECIDE else "done"
    edges = (Edge(outcome, "Chuyển bước sau", to),) if to else ()
    return Step(step_id, f"Bước {step_id}", kind, "case_officer", hours=Decimal(4), edges=edges)


def run() -> None:
    """Print one line for each."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django

    django.setup()
    from motcua.catalogue.bpmn_export import export_bpmn
    from motcua.catalogue.bpmn_import import import_bpmn
    from motcua.catalogue.diagram import svg

    process = large()
    xml = export_bpmn(process, "Quy trình")
    edges = sum(len(step.edges) for step in process.steps)
    print(f"{len(process.steps)} steps, {edges} edges, {len(xml) // 1024} kB of XML")
    print(f"{'what':<44}{'ms':>12}")
    # a process keeps what follows from its steps: each time a new one
    _measured("validate, a process never seen", lambda: validate(replace(process), Decimal(10_000)))
    _measured("validate, the same again", lambda: validate(process, Decimal(10_000)))
    _measured("after(), one step of a process never seen", lambda: replace(process).after("part-20"))
    _measured("diagram as SVG", lambda: svg(replace(process)))
    _measured("export to BPMN 2.0", lambda: export_bpmn(replace(process), "Quy trình"))
    _measured("import from BPMN 2.0", lambda: import_bpmn(xml))


def _measured(name: str, action: Callable[[], object]) -> None:
    print(f"{name:<44}{min(timeit.repeat(action, number=1, repeat=REPEAT)) * 1000:>12.2f}")


if __name__ == "__main__":
    run()
