"""The page of a procedure, as a citizen reads it and as the desk looks it up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.accounts.roles import Role
from motcua.catalogue.loading import process_from
from motcua.catalogue.models import Component, Fee, InternalProcess, Limit, ProcedureVersion
from motcua.catalogue.queries import limit_from
from motcua.law.lifecycle.state import Channel
from motcua.law.process import Process


@dataclass(frozen=True, slots=True)
class ComponentLine:
    """A component, how many originals and copies, and when it is asked for."""

    key: str
    name: str
    originals: int
    copies: int
    mandatory: bool
    form_code: str
    condition: str


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A time limit in words; `channel` in words too, “Mọi hình thức” where it holds for all."""

    channel: str
    limit: str
    note: str


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee or charge; `amount` in đồng, None where another text sets it case by case."""

    kind: str
    name: str
    amount: int | None
    condition: str
    due_at_intake: bool


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
        steps: how it goes, for the applicant.
        process: the internal process, step by step.
    """

    version_id: int
    process_id: int | None
    code: str
    name: str
    field: str
    agency_id: int
    agency: str
    subject: str
    result: str
    decision: str
    channels: tuple[Channel, ...]
    valid_from: date
    online_level: str
    route: str
    in_force: bool
    open_for_intake: bool
    components: tuple[ComponentLine, ...]
    limits: tuple[LimitLine, ...]
    fees: tuple[FeeLine, ...]
    steps: tuple[str, ...]
    process: tuple[StepLine, ...]
    legal_bases: tuple[str, ...]


def procedure_page(code: str, on: date) -> ProcedurePage | None:
    """The page of a procedure on a local day; None when the code does not exist.

    Where no version is in force on that day the latest one is shown, and the page says so.
    """
    versions = list(
        ProcedureVersion.objects.filter(procedure__code__iexact=code.strip())
        .select_related("procedure__agency")
        .defer("folded", "folded_name", "words", "source")
        .order_by("-number")
    )
    if not versions:
        return None
    version = next((version for version in versions if _in_force(version, on)), versions[0])
    row = version.processes.filter(valid_from__lte=on).order_by("-valid_from").first()
    return _page(version, row, on)


def _page(version: ProcedureVersion, row: InternalProcess | None, on: date) -> ProcedurePage:
    procedure, in_force = version.procedure, _in_force(version, on)
    units = dict(procedure.agency.units.values_list("code", "name"))
    return ProcedurePage(
        version_id=version.pk,
        process_id=row.pk if row else None,
        code=procedure.code,
        name=version.name,
        field=procedure.field,
        agency_id=procedure.agency_id,
        agency=procedure.agency.name,
        subject=version.subject,
        result=version.result,
        decision=f"{version.decision} ngày {version.decision_date:%d/%m/%Y}",
        channels=tuple(Channel(channel) for channel in version.channels),
        valid_from=version.valid_from,
        online_level=ProcedureVersion.OnlineLevel(version.online_level).label,
        route=ProcedureVersion.Route(version.route).label,
        in_force=in_force,
        open_for_intake=in_force and row is not None and not _suspended(version, on),
        components=tuple(_component(part) for part in version.components.all()),
        limits=tuple(_limit(limit) for limit in version.limits.all()),
        fees=tuple(_fee(fee) for fee in version.fees.all()),
        steps=tuple(version.steps),
        process=_steps(process_from(row.spec), units) if row else (),
        legal_bases=tuple(version.legal_bases),
    )


def _in_force(version: ProcedureVersion, on: date) -> bool:
    return version.valid_from <= on and (version.valid_until is None or on < version.valid_until)


def _suspended(version: ProcedureVersion, on: date) -> bool:
    start, end = version.intake_closed_from, version.intake_closed_until
    return start is not None and start <= on and (end is None or on < end)


def _component(part: Component) -> ComponentLine:
    return ComponentLine(
        part.key, part.name, part.originals, part.copies, part.mandatory, part.form_code, part.condition
    )


def _limit(limit: Limit) -> LimitLine:
    channel = Channel(limit.channel).label if limit.channel else "Mọi hình thức"
    return LimitLine(channel, limit_from(limit).label, limit.note)


def _fee(fee: Fee) -> FeeLine:
    return FeeLine(Fee.Kind(fee.kind).label, fee.name, fee.amount, fee.condition, fee.due_at_intake)


def _steps(process: Process, units: dict[str, str]) -> tuple[StepLine, ...]:
    return tuple(
        StepLine(step.name, Role(step.role).label, units.get(step.unit, ""), step.hours) for step in process.steps
    )
