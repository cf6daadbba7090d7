"""The page of a procedure, as a citizen reads it and as the desk looks it up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from motcua.accounts.roles import Role
from motcua.catalogue.loading import process_from
from motcua.catalogue.models import (
    Component,
    Fee,
    IntakeSuspension,
    InternalProcess,
    Level,
    Limit,
    OnlineLevel,
    ProcedureVersion,
    Subject,
)
from motcua.catalogue.queries import channels_at
from motcua.catalogue.rules import limit_from
from motcua.law.lifecycle.state import Channel
from motcua.law.limit import TimeLimit, Unit
from motcua.law.process import Process


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case (trường hợp) one of which every dossier is filed under."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class ComponentLine:
    """A component, how many originals and copies, when it is asked for; `case` is a key, "" for every case."""

    key: str
    name: str
    originals: int
    copies: int
    mandatory: bool
    form_code: str
    condition: str
    case: str = ""
    form_url: str = ""
    must_digitise: bool = False
    digitise_reason: str = ""
    paper_type: str = ""


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A time limit; `case` is a key, `channel` a channel's, both "" where it holds for all without one of their own.

    Attributes:
        legal: the limit in the law, where this one is reduced by `basis`.
    """

    channel: str
    case: str
    limit: TimeLimit
    note: str
    legal: TimeLimit | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee or charge; amounts in đồng, `amount` None where another text sets it case by case.

    Attributes:
        online_amount: for what is filed online, where that is less.
        since, until: the first day on which it holds, the first on which it no longer does.
    """

    kind: str
    name: str
    amount: int | None
    condition: str
    due_at_intake: bool
    case: str = ""
    per: str = ""
    online_amount: int | None = None
    exemption: str = ""
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a local day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the internal process: who, in which unit, within how many working hours."""

    name: str
    role: str
    unit: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Announced:
    """A version that is published already and takes effect after the day asked for."""

    number: int
    valid_from: date
    decision: str


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """Everything that is published about a procedure.

    Attributes:
        process_id: the internal process in force, None when there is none on that day.
        in_force: whether the version shown is the one in force on the day asked for.
        open_for_intake: whether dossiers may be taken in on that day.
        suspended: the span without intake that the day lies in.
        local: whether it is worked on in this system; else it is a mirror of a ministry's or another one.
        fees: those that hold on the day asked for, and those to come.
        steps: how it goes, for the applicant.
        process: the internal process, step by step.
        online_next: later online levels of this version, with their first days.
        next_suspension: the next span without intake that is known, after the day asked for.
        next_version: the version that follows, where one is published.
        repealed_by: the decision that ended it without another version in its place, "" where none did.
        repealed_by_id: the same as a key.
    """

    version_id: int
    number: int
    process_id: int | None
    code: str
    name: str
    field: str
    agency_id: int
    agency: str
    agency_code: str
    levels: tuple[str, ...]
    executing: str
    competent: str
    coordinating: str
    address: str
    subject: str
    subjects: tuple[str, ...]
    results: tuple[tuple[str, str], ...]
    decision: str
    channels: tuple[Channel, ...]
    valid_from: date
    valid_until: date | None
    online_level: str
    route: str
    local: bool
    sets: int
    on_the_spot: bool
    conditions: str
    in_force: bool
    open_for_intake: bool
    suspended: IntakeSuspension | None
    cases: tuple[CaseLine, ...]
    components: tuple[ComponentLine, ...]
    limits: tuple[LimitLine, ...]
    fees: tuple[FeeLine, ...]
    steps: tuple[str, ...]
    process: tuple[StepLine, ...]
    legal_bases: tuple[str, ...]
    sample_url: str
    video_url: str
    online_next: tuple[tuple[date, str], ...] = ()
    next_version: Announced | None = None
    next_suspension: IntakeSuspension | None = None
    repealed_by: str = ""
    repealed_by_id: int | None = None

    @property
    def result(self) -> str:
        """What the applicant gets, in one line."""
        return "; ".join(name for name, _code in self.results)

    def for_case(self, case: str, on: date) -> ProcedurePage:
        """The page with what holds on a local day for one case: its components and fees, and those of every case."""
        wanted = ("", case)
        return replace(
            self,
            components=tuple(part for part in self.components if part.case in wanted),
            fees=tuple(fee for fee in self.fees if fee.case in wanted and fee.holds_on(on)),
        )


def procedure_page(code: str, on: date) -> ProcedurePage | None:
    """The page of a procedure on a local day; None when the code does not exist.

    Where no version is in force on that day the latest one that had begun is shown, else the first, and the page
    says so.
    """
    versions = list(
        ProcedureVersion.objects.filter(procedure__code__iexact=code.strip())
        .select_related("procedure__agency", "decision", "repealed_by")
        .prefetch_related("online_changes")
        .defer("folded", "folded_name", "words", "source")
        .order_by("-valid_from")
    )
    if not versions:
        return None
    version = next((version for version in versions if version.valid_from <= on), versions[-1])
    row = version.processes.filter(valid_from__lte=on).order_by("-valid_from").first()
    later = [one for one in versions if one.valid_from > max(on, version.valid_from)]
    follows = Announced(later[-1].number, later[-1].valid_from, str(later[-1].decision)) if later else None
    return replace(_page(version, row, on), next_version=follows)


_SAME = (
    "number",
    "name",
    "executing",
    "competent",
    "coordinating",
    "address",
    "subject",
    "valid_from",
    "valid_until",
    "sets",
    "on_the_spot",
    "conditions",
    "sample_url",
    "video_url",
    "repealed_by_id",
)
"""What a version and its page call alike."""


def _page(version: ProcedureVersion, row: InternalProcess | None, on: date) -> ProcedurePage:
    procedure, in_force, level = version.procedure, is_in_force(version, on), _level_on(version, on)
    units = dict(procedure.agency.units.values_list("code", "name"))
    spans = list(procedure.suspensions.all())
    suspended = next((span for span in spans if _covers(span, on)), None)
    local = version.route == ProcedureVersion.Route.LOCAL
    same: dict[str, Any] = {name: getattr(version, name) for name in _SAME}
    return ProcedurePage(
        **same,
        version_id=version.pk,
        process_id=row.pk if row else None,
        code=procedure.code,
        field=procedure.field,
        agency_id=procedure.agency_id,
        agency=procedure.agency.name,
        agency_code=procedure.agency.code,
        levels=tuple(str(Level(one).label) for one in version.levels),
        subjects=tuple(str(Subject(subject).label) for subject in version.subjects),
        results=tuple((result["name"], result.get("code", "")) for result in version.results),
        decision=str(version.decision),
        channels=channels_at(version.channels, version.online_level, level),
        online_level=str(level.label),
        online_next=_levels_after(version, on),
        route=ProcedureVersion.Route(version.route).label,
        local=local,
        in_force=in_force,
        open_for_intake=in_force and local and row is not None and suspended is None,
        suspended=suspended,
        next_suspension=next((span for span in spans if span.starts_on > on), None),
        cases=tuple(CaseLine(case.key, case.name) for case in version.cases.all()),
        components=tuple(_component(part) for part in version.components.select_related("case")),
        limits=tuple(_limit(limit) for limit in version.limits.select_related("case")),
        fees=tuple(line for fee in version.fees.select_related("case") if not _is_past(line := _fee(fee), on)),
        steps=tuple(version.steps),
        process=_steps(process_from(row.spec), units) if row else (),
        legal_bases=tuple(version.legal_bases),
        repealed_by=str(version.repealed_by or ""),
    )


def is_in_force(version: ProcedureVersion, on: date) -> bool:
    """Whether a version is in force on a local day."""
    return version.valid_from <= on and (version.valid_until is None or on < version.valid_until)


def _covers(span: IntakeSuspension, on: date) -> bool:
    return span.starts_on <= on and (span.ends_on is None or on < span.ends_on)


def _level_on(version: ProcedureVersion, on: date) -> OnlineLevel:
    changed = [change.level for change in version.online_changes.all() if change.since <= on]
    return OnlineLevel(changed[-1] if changed else version.online_level)


def _levels_after(version: ProcedureVersion, on: date) -> tuple[tuple[date, str], ...]:
    later = (change for change in version.online_changes.all() if change.since > on)
    return tuple((change.since, str(OnlineLevel(change.level).label)) for change in later)


def _key(part: Component | Limit | Fee) -> str:
    return part.case.key if part.case else ""


def _component(part: Component) -> ComponentLine:
    return ComponentLine(
        part.key,
        part.name,
        part.originals,
        part.copies,
        part.mandatory,
        part.form_code,
        part.condition,
        _key(part),
        part.form_url,
        part.must_digitise,
        part.digitise_reason,
        part.paper_type,
    )


def _limit(limit: Limit) -> LimitLine:
    legal = None if limit.legal_value is None else TimeLimit(limit.legal_value, Unit(limit.legal_unit))
    return LimitLine(limit.channel, _key(limit), limit_from(limit), limit.note, legal, limit.reduction_basis)


def _fee(fee: Fee) -> FeeLine:
    return FeeLine(
        kind=Fee.Kind(fee.kind).label,
        name=fee.name,
        amount=fee.amount,
        condition=fee.condition,
        due_at_intake=fee.due_at_intake,
        case=_key(fee),
        per=fee.per,
        online_amount=fee.online_amount,
        exemption=fee.exemption,
        since=fee.valid_from,
        until=fee.valid_until,
    )


def _is_past(fee: FeeLine, on: date) -> bool:
    return fee.until is not None and fee.until <= on


def _steps(process: Process, units: dict[str, str]) -> tuple[StepLine, ...]:
    return tuple(
        StepLine(step.name, Role(step.role).label, units.get(step.unit, ""), step.hours) for step in process.steps
    )
