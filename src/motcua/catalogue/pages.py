"""The page of a procedure, as a citizen reads it and as the desk looks it up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from motcua.accounts.roles import Role
from motcua.catalogue.loading import process_from
from motcua.catalogue.models import (
    Component,
    Fee,
    IntakeSuspension,
    InternalProcess,
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
    """

    version_id: int
    number: int
    process_id: int | None
    code: str
    name: str
    field: str
    agency_id: int
    agency: str
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
        .select_related("procedure__agency", "decision")
        .defer("folded", "folded_name", "words", "source")
        .order_by("-valid_from")
    )
    if not versions:
        return None
    version = next((version for version in versions if version.valid_from <= on), versions[-1])
    row = version.processes.filter(valid_from__lte=on).order_by("-valid_from").first()
    return _page(version, row, on)


def _page(version: ProcedureVersion, row: InternalProcess | None, on: date) -> ProcedurePage:
    procedure, in_force = version.procedure, is_in_force(version, on)
    units = dict(procedure.agency.units.values_list("code", "name"))
    suspended = next((span for span in procedure.suspensions.all() if _covers(span, on)), None)
    local = version.route == ProcedureVersion.Route.LOCAL
    level = _level_on(version, on)
    return ProcedurePage(
        version_id=version.pk,
        number=version.number,
        process_id=row.pk if row else None,
        code=procedure.code,
        name=version.name,
        field=procedure.field,
        agency_id=procedure.agency_id,
        agency=procedure.agency.name,
        executing=version.executing,
        competent=version.competent,
        coordinating=version.coordinating,
        address=version.address,
        subject=version.subject,
        subjects=tuple(str(Subject(subject).label) for subject in version.subjects),
        results=tuple((result["name"], result.get("code", "")) for result in version.results),
        decision=str(version.decision),
        channels=channels_at(version.channels, version.online_level, level),
        valid_from=version.valid_from,
        valid_until=version.valid_until,
        online_level=str(level.label),
        route=ProcedureVersion.Route(version.route).label,
        local=local,
        sets=version.sets,
        on_the_spot=version.on_the_spot,
        conditions=version.conditions,
        in_force=in_force,
        open_for_intake=in_force and local and row is not None and suspended is None,
        suspended=suspended,
        cases=tuple(CaseLine(case.key, case.name) for case in version.cases.all()),
        components=tuple(_component(part) for part in version.components.select_related("case")),
        limits=tuple(_limit(limit) for limit in version.limits.select_related("case")),
        fees=tuple(line for fee in version.fees.select_related("case") if not _is_past(line := _fee(fee), on)),
        steps=tuple(version.steps),
        process=_steps(process_from(row.spec), units) if row else (),
        legal_bases=tuple(version.legal_bases),
        sample_url=version.sample_url,
        video_url=version.video_url,
    )


def is_in_force(version: ProcedureVersion, on: date) -> bool:
    """Whether a version is in force on a local day."""
    return version.valid_from <= on and (version.valid_until is None or on < version.valid_until)


def _covers(span: IntakeSuspension, on: date) -> bool:
    return span.starts_on <= on and (span.ends_on is None or on < span.ends_on)


def _level_on(version: ProcedureVersion, on: date) -> OnlineLevel:
    changed = [change.level for change in version.online_changes.all() if change.since <= on]
    return OnlineLevel(changed[-1] if changed else version.online_level)


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
