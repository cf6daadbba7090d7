"""Writes of frozen reports: a draft is counted, sent, checked, approved, signed; given back; counted anew.

Every command is whole or not at all, says who did it when, and is done once for each key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.agencies.actors import Actor
from motcua.agencies.models import Agency
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.access import (
    may_prepare,
    require_drawer,
    require_report_approver,
    require_report_checker,
    used_key,
)
from motcua.reports.freezing.counting import Count, count, span_now
from motcua.reports.freezing.seal import GENESIS, NOTHING, hash_of, seal_of
from motcua.reports.freezing.signing import SIGNED_IN, Signer
from motcua.reports.models import FrozenReport, FrozenStep, FrozenVersion
from motcua.reports.tables import table_named

State, Kind = FrozenReport.State, FrozenStep.Kind
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """The report that is to be frozen.

    Attributes:
        table, by: name of the table, key of the dimension of its rows; "" for the usual one.
        agency: whose figures; None for all agencies.
        as_of: the instant (UTC) whose knowledge is wanted; None: the end of the period, or now while it runs.
    """

    table: str
    period: Period
    by: str = ""
    agency: Agency | None = None
    as_of: datetime | None = None

    @property
    def code(self) -> str:
        """What the report is called: made of what it is of, so that the same report has the same code."""
        usual = table_named(self.table).dimensions[0]
        days = f"{self.period.first:%Y%m%d}-{self.period.last:%Y%m%d}"
        by = self.by if self.by and self.by != usual else ""
        known = f"{self.as_of:%Y%m%dT%H%M%SZ}" if self.as_of else ""
        return "-".join(filter(None, (self.table, by, days, known, self.agency.code if self.agency else "")))


def prepare_draft(wanted: Wanted, *, actor: Actor, at: datetime, key: UUID) -> FrozenReport:
    """Count a report and keep it as a draft, version 1; one that is there already is returned as it is.

    Args:
        at: now, UTC.

    Raises:
        Refused: ``forbidden``; ``unknown_table``, ``unknown_dimension``, ``no_data``; ``used_key``: the key prepared
            another report; or as `span_of` refuses.
    """
    if not may_prepare(actor, wanted.agency.pk if wanted.agency else None):
        raise Refused(
            "forbidden", "Chỉ lãnh đạo của cơ quan hoặc kiểm soát thủ tục hành chính được lập dự thảo báo cáo này."
        )
    return draft(wanted, actor=actor, at=at, key=key)


def draft(wanted: Wanted, *, actor: Actor | None, at: datetime, key: UUID, **more: Any) -> FrozenReport:
    """As `prepare_draft`, for whoever has the right to; `actor` None: the system (`more`: columns of the report)."""
    definition = table_named(wanted.table)
    report = FrozenReport(
        code=wanted.code,
        table=wanted.table,
        by=wanted.by or definition.dimensions[0],
        first=wanted.period.first,
        last=wanted.period.last,
        as_of=wanted.as_of,
        agency=wanted.agency,
        created_at=at,
        updated_at=at,
        **more,
    )
    if found := FrozenReport.objects.filter(code=report.code).first():
        return found
    counted = count(report, span_now(report, at))
    try:
        with transaction.atomic():
            report.save()
            _keep(report, counted, actor, at, "")
            return _step(report, Kind.PREPARED, State.DRAFT, actor, at, key)
    except IntegrityError:
        # somebody has prepared the same report at the same moment
        if found := FrozenReport.objects.filter(code=report.code).first():
            return found
        if FrozenStep.objects.filter(key=key).exists():
            raise used_key() from None
        raise


def make_new_version(code: str, reason: str, *, actor: Actor, at: datetime, key: UUID, revision: int) -> FrozenReport:
    """Count a report again, by the present definitions; a draft of another version, which is sent as the first was.

    Args:
        revision: of the report as the person saw it.

    Raises:
        Refused: ``no_report``, ``forbidden``, ``changed_meanwhile``; ``in_approval``: it is on its way and has to be
            given back first; ``no_reason``, ``reason_too_long`` (field ``reason``); ``nothing_changed``.
    """
    seen = FrozenReport.objects.filter(code=code).first()
    if seen is None:
        raise _unknown()
    if _done(seen, key):
        return seen
    require_drawer(actor, seen)
    reason = _text(reason, "Hãy ghi lý do lập bản mới để người duyệt biết vì sao số liệu thay đổi.")
    counted = count(seen, span_now(seen, at))  # outside the lock: the report is only held while it is written
    with transaction.atomic():
        report, done = _open(code, key)
        if done:
            return report
        require_drawer(actor, report)
        if report.state not in (State.DRAFT, State.SIGNED):
            raise Refused("in_approval", f"Báo cáo đang ở bước “{_stage(report)}”; hãy đề nghị trả lại trước.")
        _require_revision(report, revision)
        _keep(report, counted, actor, at, reason)
        report.submitter_id = report.checker_id = report.approver_id = report.signer_id = None
        return _step(report, Kind.RECOUNTED, State.DRAFT, actor, at, key, reason)


def submit(code: str, note: str = "", *, actor: Actor, at: datetime, key: UUID, revision: int) -> FrozenReport:
    """Send a draft: that of an agency to be checked, that of all agencies straight to be approved.

    Raises:
        Refused: ``no_report``, ``forbidden``, ``wrong_state``, ``changed_meanwhile``; ``contradictory`` (field
            ``note``): its figures break an identity and nothing explains why.
    """
    with transaction.atomic():
        report, done = _open(code, key)
        if done:
            return report
        require_drawer(actor, report)
        _require_state(report, State.DRAFT, revision)
        note = _short(note, "note")
        broken = [sentence for table in _newest(report).figures for sentence in table["broken"]]
        if broken and not note:
            raise Refused(
                "contradictory",
                f"Số liệu chưa khớp: {broken[0].rstrip('.')}. Hãy ghi lời giải trình trước khi gửi.",
                "note",
            )
        report.submitter_id, report.returned = actor.staff_id, ""
        state = State.CHECKED if report.agency_id is None else State.SUBMITTED
        return _step(report, Kind.SUBMITTED, state, actor, at, key, note)


def check(code: str, *, actor: Actor, at: datetime, key: UUID, revision: int) -> FrozenReport:
    """Agree with a report that an agency has sent, as procedure control, and hand it on for approval.

    Raises:
        Refused: ``no_report``, ``forbidden``, ``own_report``, ``wrong_state``, ``changed_meanwhile``.
    """
    with transaction.atomic():
        report, done = _open(code, key)
        if done:
            return report
        require_report_checker(actor, report)
        _require_state(report, State.SUBMITTED, revision)
        report.checker_id = actor.staff_id
        return _step(report, Kind.CHECKED, State.CHECKED, actor, at, key)


def approve(code: str, *, actor: Actor, at: datetime, key: UUID, revision: int) -> FrozenReport:
    """Approve a checked report, as the director of the centre.

    Raises:
        Refused: ``no_report``, ``forbidden``, ``own_report``, ``wrong_state``, ``changed_meanwhile``.
    """
    with transaction.atomic():
        report, done = _open(code, key)
        if done:
            return report
        require_report_approver(actor, report)
        _require_state(report, State.CHECKED, revision)
        report.approver_id = actor.staff_id
        return _step(report, Kind.APPROVED, State.APPROVED, actor, at, key)


def sign(
    code: str, *, actor: Actor, at: datetime, key: UUID, revision: int, signer: Signer = SIGNED_IN
) -> FrozenReport:
    """Sign an approved report, as the director of the centre (TT 09/2026/TT-BTP Đ7); it waits for nobody then.

    Raises:
        Refused: ``no_report``, ``forbidden``, ``own_report``, ``wrong_state``, ``changed_meanwhile``.
    """
    with transaction.atomic():
        report, done = _open(code, key)
        if done:
            return report
        require_report_approver(actor, report)
        _require_state(report, State.APPROVED, revision)
        report.signer_id = actor.staff_id
        signature = signer.sign(bytes(_newest(report).hash), actor)
        return _step(report, Kind.SIGNED, State.SIGNED, actor, at, key, signature=signature)


def return_for_correction(
    code: str, reason: str, *, actor: Actor, at: datetime, key: UUID, revision: int
) -> FrozenReport:
    """Give a report back with the reason: procedure control one that was sent, the director one that was checked.

    Raises:
        Refused: ``no_report``, ``forbidden``, ``own_report``, ``wrong_state``, ``changed_meanwhile``;
            ``no_reason``, ``reason_too_long`` (field ``reason``).
    """
    with transaction.atomic():
        report, done = _open(code, key)
        if done:
            return report
        if report.state == State.SUBMITTED:
            require_report_checker(actor, report)
        elif report.state in (State.CHECKED, State.APPROVED):
            require_report_approver(actor, report)
        else:
            raise Refused("wrong_state", f"Báo cáo này không chờ quyết định: đang ở bước “{_stage(report)}”.")
        _require_revision(report, revision)
        reason = _text(reason, "Hãy ghi lý do trả lại để nơi lập biết phải sửa gì.")
        report.submitter_id = report.checker_id = report.approver_id = None
        report.returned = reason
        return _step(report, Kind.RETURNED, State.DRAFT, actor, at, key, reason)


def _open(code: str, key: UUID) -> tuple[FrozenReport, bool]:
    """A report, locked; and whether the command of this key was carried out already."""
    report = FrozenReport.objects.select_for_update(of=("self",)).filter(code=code).first()
    if report is None:
        raise _unknown()
    return report, _done(report, key)


def _done(report: FrozenReport, key: UUID) -> bool:
    of = FrozenStep.objects.filter(key=key).values_list("report_id", flat=True).first()
    if of not in (None, report.pk):
        raise used_key()
    return of is not None


def _unknown() -> Refused:
    return Refused("no_report", "Không có báo cáo này; hãy xem lại danh sách.")


def _stage(report: FrozenReport) -> str:
    label = str(State(report.state).label)
    return label[0].lower() + label[1:]


def _require_state(report: FrozenReport, state: FrozenReport.State, revision: int) -> None:
    if report.state != state:
        raise Refused("wrong_state", f"Báo cáo đang ở bước “{_stage(report)}” nên chưa làm được việc này.")
    _require_revision(report, revision)


def _require_revision(report: FrozenReport, revision: int) -> None:
    if report.revision != revision:
        raise Refused("changed_meanwhile", "Báo cáo vừa thay đổi; hãy mở lại trang rồi thực hiện lại.")


def _text(reason: str, missing: str) -> str:
    found = _short(reason, "reason")
    if not found:
        raise Refused("no_reason", missing, "reason")
    return found


def _short(text: str, field: str) -> str:
    found = text.replace("\0", "").strip()
    if len(found) > LONGEST_TEXT:
        raise Refused("reason_too_long", f"Lời ghi không dài quá {LONGEST_TEXT} ký tự.", field)
    return found


def _newest(report: FrozenReport) -> FrozenVersion:
    return FrozenVersion.objects.get(report=report, number=report.number)


def _keep(report: FrozenReport, counted: Count, actor: Actor | None, at: datetime, reason: str) -> None:
    """Write the next version of a report.

    Raises:
        Refused: ``nothing_changed``: it would say the same as the one before.
    """
    before = _newest(report) if report.number else None
    packed, digest = counted.behind.packed() if counted.behind is not None else (None, NOTHING)
    version = FrozenVersion(
        report=report,
        number=report.number + 1,
        as_of=counted.span.as_of,
        figures=counted.figures,
        definitions=counted.definitions,
        engine=counted.tables[0].source.engine if counted.tables[0].source else "",
        behind=packed,
        behind_hash=digest,
        dossiers=None if counted.behind is None else len(counted.behind),
        made_at=at,
        made_by_id=actor.staff_id if actor else None,
        reason=reason,
        previous_hash=bytes(before.hash) if before else GENESIS,
    )
    if before and _says_the_same(before, version):
        raise Refused("nothing_changed", f"Số liệu đếm lại không khác bản {before.number}; không cần bản mới.")
    version.hash = hash_of(report.code, version)
    version.save(force_insert=True)
    report.number = version.number


def _says_the_same(before: FrozenVersion, after: FrozenVersion) -> bool:
    # the engine's moment and the as-of instant of a running period move on with every counting
    def said(version: FrozenVersion) -> Any:
        tables = [{**table, "source": None, "span": None} for table in version.figures]
        return tables, bytes(version.behind_hash), version.definitions

    return bool(said(before) == said(after))


def _step(
    report: FrozenReport,
    kind: FrozenStep.Kind,
    state: FrozenReport.State,
    actor: Actor | None,
    at: datetime,
    key: UUID,
    note: str = "",
    signature: dict[str, Any] | None = None,
) -> FrozenReport:
    """Write the next step of a report, and what it makes of the report."""
    before = FrozenStep.objects.filter(report=report).order_by("-seq").first()
    step = FrozenStep(
        report=report,
        seq=before.seq + 1 if before else 1,
        kind=kind,
        number=report.number,
        version_hash=bytes(_newest(report).hash),
        note=note,
        signature=signature,
        at=at,
        actor_id=actor.staff_id if actor else None,
        title=actor.title[:250] if actor else "",
        key=key,
        previous_seal=bytes(before.seal) if before else GENESIS,
    )
    step.seal = seal_of(report.code, step)
    step.save(force_insert=True)
    report.state = state
    report.revision += 1
    report.updated_at = at
    report.save()
    return report
