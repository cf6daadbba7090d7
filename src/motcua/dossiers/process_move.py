"""Moving open dossiers to another version of their internal process: tried first, then done one by one.

A dossier keeps the process it came in under; only somebody who looks after processes moves it, and only where the
law lets it go on from the step where it lies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from motcua.agencies.actors import Actor, Party
from motcua.catalogue.access import require_writer
from motcua.catalogue.loading import process_from
from motcua.catalogue.models import InternalProcess
from motcua.dossiers.codec import state_from
from motcua.dossiers.commands import handle
from motcua.dossiers.models import Dossier
from motcua.dossiers.pinned import rules_of
from motcua.law.lifecycle import Rules, decide
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import Dossier as State
from motcua.law.process import Process, Step
from motcua.law.refusal import Refused

BATCH = 200
"""So many dossiers are moved at one go; the rest is moved by asking again."""

Places = Mapping[str, str]
"""Step of the old version → step of the new one, where a dossier is to go on at another step."""


@dataclass(frozen=True, slots=True)
class Move:
    """A dossier and whether it can be (or was) moved; `why_not` is "" where it can."""

    id: UUID
    reference: str
    applicant: str
    where: tuple[str, ...]
    why_not: str

    @property
    def possible(self) -> bool:
        """Whether the law lets it go on in the new process."""
        return not self.why_not


@dataclass(frozen=True, slots=True)
class Lost:
    """A step that the new version does not have, or has as another kind of work.

    Attributes:
        choices: steps of the new version that may take its place.
        suggested: the one of the same name, "" when there is none.
        dossiers: how many open dossiers lie on it.
    """

    step: Step
    choices: tuple[Step, ...]
    suggested: str
    dossiers: int


def open_by_process(agency_id: int, processes: Collection[int]) -> dict[int, int]:
    """How many open dossiers of an agency follow each of these processes (one query)."""
    rows = _open(agency_id).filter(process__in=processes).values("process").annotate(dossiers=Count("pk"))
    return {row["process"]: row["dossiers"] for row in rows}


def lost_steps(old: InternalProcess, new: InternalProcess) -> tuple[Lost, ...]:
    """The steps for which a place in the new version must be named before dossiers on them can move."""
    before, after = process_from(old.spec), process_from(new.spec)
    gone = [step for step in before.steps if not after.has(step.id) or after.step(step.id).kind is not step.kind]
    lying = _lying(old) if gone else {}
    return tuple(_lost(step, after, lying.get(step.id, 0)) for step in gone)


def _lost(step: Step, after: Process, dossiers: int) -> Lost:
    choices = tuple(other for other in after.steps if other.kind is step.kind)
    same = next((other.id for other in choices if other.name.casefold() == step.name.casefold()), "")
    return Lost(step, choices, same, dossiers)


def _lying(old: InternalProcess) -> dict[str, int]:
    """How many open dossiers lie on each step of a process."""
    counted: dict[str, int] = {}
    for row in _following(old).values_list("state", flat=True).iterator():
        for step in state_from(row).steps:
            counted[step.step] = counted.get(step.step, 0) + 1
    return counted


def plan_move(old: InternalProcess, new: InternalProcess, mapping: Places, *, at: datetime) -> list[Move]:
    """What would become of every open dossier of `old`, were it moved to `new`: nothing is changed.

    Raises:
        Refused: ``other_version``, ``same_process``.
    """
    _require_pair(old, new)
    before, command = process_from(old.spec), _command(new, mapping)
    known: dict[tuple[int, str, str, int], Rules] = {}
    return [_tried(row, command, before, known, at) for row in _rows(old)]


def _tried(
    row: Dossier, command: c.ChangeProcess, before: Process, known: dict[tuple[int, str, str, int], Rules], at: datetime
) -> Move:
    state = state_from(row.state)
    key = (row.procedure_version_id, row.case, row.regime, row.calendar or 0)
    if key not in known:
        known[key] = rules_of(row)  # the same for all that are pinned alike: whose dossier it is, is not asked
    try:
        decide(state, command, known[key], at)
    except Refused as refused:
        return _move(row, state, before, refused.sentence)
    return _move(row, state, before, "")


def move_dossiers(
    old: InternalProcess,
    new: InternalProcess,
    mapping: Places,
    *,
    actor: Actor,
    at: datetime,
    key: str,
    most: int = BATCH,
) -> list[Move]:
    """Move the open dossiers of `old` that can be moved, each for itself; a result for every one that was tried.

    Args:
        key: idempotency key of the order; the same order again moves no dossier twice.
        most: how many are moved at one go, the earliest accepted first.

    Raises:
        Refused: ``forbidden``, ``other_version``, ``same_process``.
    """
    require_writer(actor)
    return list(_moved(plan_move(old, new, mapping, at=at), _command(new, mapping), actor, at, key, most))


def _moved(
    planned: list[Move], command: c.ChangeProcess, actor: Actor, at: datetime, key: str, most: int
) -> Iterator[Move]:
    left = most
    for move in planned:
        if not move.possible:
            yield move
            continue
        if left == 0:
            return
        left -= 1
        try:
            handle(move.id, command, actor=Party.SYSTEM, at=at, key=key, on_order_of=actor.name)
        except Refused as refused:  # it went on between the plan and now
            yield Move(move.id, move.reference, move.applicant, move.where, refused.sentence)
        else:
            yield move


def _command(new: InternalProcess, mapping: Places) -> c.ChangeProcess:
    pairs = tuple(sorted((before, after) for before, after in mapping.items() if after))
    return c.ChangeProcess(new.pk, process_from(new.spec), new.decision, pairs)


def _require_pair(old: InternalProcess, new: InternalProcess) -> None:
    if old.pk == new.pk:
        raise Refused("same_process", "Hãy chọn hai phiên bản khác nhau của quy trình.", field="new")
    if old.version_id != new.version_id:
        raise Refused("other_version", "Hai quy trình thuộc hai phiên bản thủ tục khác nhau; hồ sơ không chuyển được.")


def _open(agency_id: int) -> QuerySet[Dossier]:
    """The dossiers of an agency that are being worked on, by the index of pending dossiers."""
    return Dossier.objects.filter(agency_id=agency_id, accepted_at__isnull=False, ended_at__isnull=True)


def _following(process: InternalProcess) -> QuerySet[Dossier]:
    return _open(process.version.procedure.agency_id).filter(process=process)


def _rows(process: InternalProcess) -> QuerySet[Dossier]:
    return _following(process).select_related("applicant", "agency").order_by("accepted_at", "pk")


def _move(row: Dossier, state: State, before: Process, why_not: str) -> Move:
    where = tuple(before.step(step.step).name for step in state.steps if before.has(step.step))
    return Move(row.pk, row.reference, row.applicant_name, where, why_not)
