"""An internal process as its pages show it: lines of a table, a diagram, words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from motcua.accounts.roles import Role
from motcua.catalogue import diagram
from motcua.catalogue.process_pages import ProcessPage
from motcua.catalogue.process_spec import KIND_LABELS, ROLES
from motcua.law.process import Process, Step

ROLE_CHOICES = [(role.value, role.label) for role in ROLES]
KIND_CHOICES = [(kind.value, label) for kind, label in KIND_LABELS.items()]


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a step: what the button says, and the steps it opens as “4. Ký duyệt”."""

    label: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A step in the table of a process."""

    number: int
    step: Step
    kind: str
    role: str
    unit: str
    ways: tuple[Way, ...]


def lines(process: Process, units: dict[str, str]) -> tuple[Line, ...]:
    """The steps of a process with their numbers."""
    places = {step.id: place for place, step in enumerate(process.steps, start=1)}
    named = {step.id: f"{places[step.id]}. {step.name}" for step in process.steps}
    return tuple(
        Line(
            number=places[step.id],
            step=step,
            kind=KIND_LABELS.get(step.kind, step.kind),
            role=Role(step.role).label,
            unit=units.get(step.unit, step.unit),
            ways=tuple(Way(edge.label, tuple(named[target] for target in edge.to)) for edge in step.edges),
        )
        for step in process.steps
    )


def diagram_of(process: Process, units: dict[str, str]) -> SafeString:
    """The diagram of a process, as SVG to stand in a page."""
    return mark_safe(diagram.svg(process, units=units))


def unit_choices(page: ProcessPage) -> list[tuple[str, str]]:
    """The units of the agency; the empty one stands for the agency itself, or for the one-stop desk."""
    return [("", "Một cửa, cấp cơ quan"), *page.units.items()]
