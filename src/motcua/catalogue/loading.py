"""From a procedure in our own format to the rows of a version, and back to the process that the law runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from motcua.agencies.models import Agency
from motcua.catalogue.folding import accented, fold
from motcua.catalogue.models import (
    Case,
    Component,
    Fee,
    IntakeSuspension,
    InternalProcess,
    Limit,
    OnlineChange,
    Procedure,
    ProcedureVersion,
    PublicationDecision,
)
from motcua.catalogue.spec import Content, DecisionSpec, LimitSpec, VersionSpec, content_of
from motcua.law.deadline import Unit
from motcua.law.process import Process, validate
from motcua.law.refusal import Refused

HOURS_OF_A_DAY = Decimal(8)
"""Working hours that decisions on internal processes reckon for a day of a time limit."""


def save_version(spec: VersionSpec, agency: Agency) -> bool:
    """Write a version that was published elsewhere, whole; False when it is there already, unchanged.

    Raises:
        Refused: the version is there and says something else, or its process cannot be run.
    """
    procedure, _ = Procedure.objects.update_or_create(code=spec.code, defaults={"agency": agency, "field": spec.field})
    if present := procedure.versions.select_related("decision").filter(number=spec.number).first():
        _require_same(present, spec)
        return False
    decision = decision_for(spec.decision)
    save_content(
        spec, procedure, decision, number=spec.number, valid_from=spec.valid_from, valid_until=spec.valid_until
    )
    for part in spec.suspensions:
        IntakeSuspension.objects.create(
            procedure=procedure, decision=decision, starts_on=part.since, ends_on=part.until, reason=part.reason
        )
    return True


def decision_for(spec: DecisionSpec) -> PublicationDecision:
    """The published decision of this number, day and issuer; new when there is none yet."""
    decision, _ = PublicationDecision.objects.get_or_create(
        number=spec.number,
        signed_on=spec.date,
        issuer=spec.issuer,
        defaults={"title": spec.title, "stage": PublicationDecision.Stage.PUBLISHED},
    )
    return decision


def save_content(
    spec: Content,
    procedure: Procedure,
    decision: PublicationDecision,
    *,
    number: int,
    valid_from: date,
    valid_until: date | None = None,
) -> ProcedureVersion:
    """Write what a version says, with all its parts and its process.

    Raises:
        Refused: a limit is none, a part names a case that does not exist, or the process cannot be run.
    """
    agency = procedure.agency
    around = " ".join((spec.code, spec.field, agency.name, agency.short_name, *(one.name for one in spec.results)))
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=number,
        decision=decision,
        valid_from=valid_from,
        valid_until=valid_until,
        channels=[channel.value for channel in spec.channels],
        subjects=[str(subject.value) for subject in spec.subjects],
        levels=[str(level.value) for level in spec.levels],
        results=[msgspec.to_builtins(result) for result in spec.results],
        legal_bases=list(spec.legal_bases),
        steps=list(spec.steps),
        folded_name=fold(spec.name),
        folded=fold(around),
        accented_name=accented(spec.name),
        accented=accented(around),
        source=content_of(spec),
        **{name: getattr(spec, name) for name in _PLAIN},
    )
    _save_parts(version, spec)
    return version


_PLAIN = (
    "name",
    "subject",
    "executing",
    "competent",
    "coordinating",
    "address",
    "route",
    "online_level",
    "sets",
    "on_the_spot",
    "conditions",
    "sample_url",
    "video_url",
)
"""What a version and its spec call alike."""


def _require_same(present: ProcedureVersion, spec: VersionSpec) -> None:
    """A version that dossiers may be pinned to never changes behind their backs."""
    said = (present.decision.number, present.decision.signed_on, present.valid_from)
    if present.source != content_of(spec) or said != (spec.decision.number, spec.decision.date, spec.valid_from):
        raise Refused(
            "version_changed",
            f"Phiên bản {present.number} của thủ tục {spec.code} đã được công bố với nội dung khác; "
            "hãy thêm phiên bản mới thay vì sửa phiên bản cũ.",
        )


def _save_parts(version: ProcedureVersion, spec: Content) -> None:
    cases = Case.objects.bulk_create(
        Case(version=version, order=order, key=case.key, name=case.name)
        for order, case in enumerate(spec.cases, start=1)
    )
    by_key: dict[str, Case | None] = {"": None, **{case.key: case for case in cases}}
    Component.objects.bulk_create(
        Component(version=version, order=order, **_columns(part, by_key, spec))
        for order, part in enumerate(spec.components, start=1)
    )
    for limit in spec.limits:
        limit.limit()  # refuses what is not a limit
    Limit.objects.bulk_create(
        Limit(version=version, **_columns(limit, by_key, spec) | {"legal_unit": limit.legal_unit or ""})
        for limit in spec.limits
    )
    Fee.objects.bulk_create(
        Fee(version=version, order=order, **_columns(fee, by_key, spec)) for order, fee in enumerate(spec.fees, start=1)
    )
    OnlineChange.objects.bulk_create(
        OnlineChange(version=version, since=change.since, level=change.level) for change in spec.online_changes
    )
    _save_process(version, spec)


def _columns(part: msgspec.Struct, cases: Mapping[str, Case | None], spec: Content) -> dict[str, Any]:
    """The columns of a part, with the row of its case in place of the key."""
    columns = msgspec.structs.asdict(part)
    if columns["case"] not in cases:
        raise Refused(
            "case_unknown", f"Thủ tục {spec.code} không có trường hợp mang mã “{columns['case']}”.", field="cases"
        )
    return columns | {"case": cases[columns["case"]]}


def _save_process(version: ProcedureVersion, spec: Content) -> None:
    process = spec.process
    if process is None:
        return
    require_runnable(spec)
    InternalProcess.objects.create(
        version=version,
        number=process.number,
        decision=process.decision,
        valid_from=process.valid_from or version.valid_from,
        spec=process.spec,
    )


def require_runnable(spec: Content) -> None:
    """Make sure that the process of a version, where it has one, can be run within its time limit.

    Raises:
        Refused: ``process_invalid``, with all that is wrong.
    """
    if spec.process is None:
        return
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
