"""The shape of a file of procedures, and its way into the tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any

import msgspec

from motcua.agencies.models import Agency
from motcua.catalogue.folding import fold
from motcua.catalogue.models import Component, Fee, InternalProcess, Limit, Procedure, ProcedureVersion
from motcua.law.deadline import Counting, TimeLimit, Unit
from motcua.law.lifecycle.state import Channel
from motcua.law.limit import promised
from motcua.law.process import Process, validate
from motcua.law.refusal import Refused

HOURS_OF_A_DAY = Decimal(8)
"""Working hours that decisions on internal processes reckon for a day of a time limit."""


class ComponentSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A component of the dossier."""

    key: str
    name: str
    originals: int = 1
    copies: int = 0
    mandatory: bool = True
    form_code: str = ""
    condition: str = ""


class LimitSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A time limit; without a channel it holds for all that have none of their own."""

    value: Decimal
    unit: Unit
    channel: str = ""
    counting: Counting = Counting.EXACT
    cutoff: time | None = None
    note: str = ""

    def limit(self) -> TimeLimit:
        """The limit as the law reckons with it; one of nothing is refused."""
        return promised(TimeLimit(self.value, self.unit, self.counting, self.cutoff))


class FeeSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A fee or charge in đồng; no amount where another text sets it case by case."""

    kind: Fee.Kind
    name: str
    amount: int | None = None
    condition: str = ""
    due_at_intake: bool = False


class DecisionSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A publication decision."""

    number: str
    date: date
    title: str = ""


class ProcessSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An internal process and the decision that approves it; `start`, `steps` as in `law.process.Process`."""

    decision: str
    start: str
    steps: tuple[dict[str, Any], ...]
    number: int = 1
    valid_from: date | None = None

    @property
    def spec(self) -> dict[str, Any]:
        """What is kept as JSON."""
        return {"start": self.start, "steps": list(self.steps)}


class VersionSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A procedure in one of its versions.

    Attributes:
        agency: code or name of an agency.
        weight: how often it is filed beside its agency's others, for synthesized dossiers; not kept.
    """

    code: str
    agency: str
    field: str
    name: str
    decision: DecisionSpec
    valid_from: date
    channels: tuple[Channel, ...]
    limits: tuple[LimitSpec, ...]
    components: tuple[ComponentSpec, ...]
    process: ProcessSpec
    fees: tuple[FeeSpec, ...] = ()
    number: int = 1
    valid_until: date | None = None
    subject: str = ""
    result: str = ""
    route: ProcedureVersion.Route = ProcedureVersion.Route.LOCAL
    online_level: ProcedureVersion.OnlineLevel = ProcedureVersion.OnlineLevel.PARTIAL
    legal_bases: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    intake_closed_from: date | None = None
    intake_closed_until: date | None = None
    weight: int = 1


def save_version(spec: VersionSpec, agency: Agency) -> bool:
    """Write a version with all that belongs to it; False when it is there already, unchanged.

    Raises:
        Refused: the version is there and says something else, or one of its processes cannot be run.
    """
    content = msgspec.json.decode(msgspec.json.encode(spec))
    del content["weight"]
    procedure, _ = Procedure.objects.update_or_create(code=spec.code, defaults={"agency": agency, "field": spec.field})
    if present := procedure.versions.filter(number=spec.number).first():
        _require_same(present, content)
        return False
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=spec.number,
        decision=spec.decision.number,
        decision_date=spec.decision.date,
        decision_title=spec.decision.title,
        channels=[channel.value for channel in spec.channels],
        valid_from=spec.valid_from,
        valid_until=spec.valid_until,
        name=spec.name,
        subject=spec.subject,
        result=spec.result,
        route=spec.route,
        online_level=spec.online_level,
        legal_bases=list(spec.legal_bases),
        steps=list(spec.steps),
        intake_closed_from=spec.intake_closed_from,
        intake_closed_until=spec.intake_closed_until,
        folded_name=fold(spec.name),
        folded=fold(" ".join((spec.code, spec.field, agency.name, agency.short_name, spec.result))),
        source=content,
    )
    _save_parts(version, spec)
    return True


def _require_same(present: ProcedureVersion, content: dict[str, Any]) -> None:
    """A version that dossiers may be pinned to never changes behind their backs."""
    if present.source != content:
        raise Refused(
            "version_changed",
            f"Phiên bản {present.number} của thủ tục {content['code']} đã được công bố với nội dung khác; "
            "hãy thêm phiên bản mới thay vì sửa phiên bản cũ.",
        )


def _save_parts(version: ProcedureVersion, spec: VersionSpec) -> None:
    Component.objects.bulk_create(
        Component(version=version, order=order, **msgspec.structs.asdict(part))
        for order, part in enumerate(spec.components, start=1)
    )
    for limit in spec.limits:
        limit.limit()  # refuses what is not a limit
    Limit.objects.bulk_create(Limit(version=version, **msgspec.structs.asdict(limit)) for limit in spec.limits)
    Fee.objects.bulk_create(
        Fee(version=version, order=order, **msgspec.structs.asdict(fee)) for order, fee in enumerate(spec.fees, start=1)
    )
    process = spec.process
    _require_runnable(spec)
    InternalProcess.objects.create(
        version=version,
        number=process.number,
        decision=process.decision,
        valid_from=process.valid_from or spec.valid_from,
        spec=process.spec,
    )


def _require_runnable(spec: VersionSpec) -> None:
    if problems := validate(process_from(spec.process.spec), shortest_hours(spec.limits)):
        raise Refused(
            "process_invalid",
            f"Quy trình của thủ tục {spec.code}: " + " ".join(problem.sentence for problem in problems),
        )


def shortest_hours(limits: Iterable[LimitSpec | Limit]) -> Decimal | None:
    """The shortest of these limits in working hours as decisions reckon them; None when none is in working time."""
    factor: dict[str, Decimal] = {Unit.WORKING_DAY: HOURS_OF_A_DAY, Unit.WORKING_HOUR: Decimal(1)}
    return min((limit.value * factor[limit.unit] for limit in limits if limit.unit in factor), default=None)


def process_from(spec: dict[str, Any]) -> Process:
    """The process kept as JSON, as the law runs it.

    Raises:
        msgspec.ValidationError: the JSON has another shape.
    """
    return msgspec.convert(spec, Process, strict=False)
