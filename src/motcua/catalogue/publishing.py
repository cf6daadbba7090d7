"""Carrying a publication decision out: what its proposals say becomes versions, repeals and suspensions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models.fields.json import KT

from motcua.agencies.models import Agency
from motcua.catalogue.loading import process_from, save_content, shortest_hours
from motcua.catalogue.locking import one_at_a_time
from motcua.catalogue.models import (
    IntakeSuspension,
    InternalProcess,
    Limit,
    Procedure,
    ProcedureVersion,
    Proposal,
    PublicationDecision,
)
from motcua.catalogue.sheet import first_day
from motcua.catalogue.sheet_checks import check_sheet
from motcua.catalogue.sheet_values import day_from
from motcua.catalogue.spec import LimitSpec
from motcua.law.process import validate
from motcua.law.publication import Held, ended, place, require_effect
from motcua.law.refusal import Refused

Action = Proposal.Action


@dataclass
class Done:
    """How many procedures a decision brought into force, changed, repealed, suspended."""

    new: int = 0
    amended: int = 0
    repealed: int = 0
    suspended: int = 0

    @property
    def sentence(self) -> str:
        """In words, such as “2 thủ tục mới, 1 thủ tục bãi bỏ”."""
        counted = (
            (self.new, "thủ tục mới"),
            (self.amended, "thủ tục sửa đổi, bổ sung"),
            (self.repealed, "thủ tục bãi bỏ"),
            (self.suspended, "thủ tục tạm ngừng tiếp nhận"),
        )
        return ", ".join(f"{number} {what}" for number, what in counted if number)


def apply(decision: PublicationDecision, today: date, at: datetime) -> Done:
    """Do all that the proposals of a decision say; within a transaction of the caller.

    Raises:
        Refused: ``empty_decision``; ``decision_invalid`` with every sentence of every proposal.
    """
    one_at_a_time(ProcedureVersion)  # numbers of versions follow each other
    proposals = list(decision.proposals.order_by("code", "action"))
    if not proposals:
        raise Refused("empty_decision", "Quyết định chưa có thủ tục nào; hãy thêm ít nhất một thủ tục.")
    done, wrong = Done(), []
    for proposal in proposals:
        try:
            with transaction.atomic():
                _DO[Action(proposal.action)](proposal, decision, today, done)
        except Refused as refused:
            wrong.append(f"Thủ tục {proposal.code}: {refused.sentence}")
    if wrong:
        raise Refused("decision_invalid", "\n".join(wrong))
    return done


def _publish(proposal: Proposal, decision: PublicationDecision, today: date, done: Done) -> None:
    content, problems = check_sheet(proposal.content, signed_on=decision.signed_on, today=today)
    if problems or content is None:
        raise Refused("sheet_invalid", " ".join(problem.sentence for problem in problems))
    if left := sum(not mark.get("settled") for mark in proposal.marks):
        raise Refused("marks_left", f"Còn {left} chỗ nhập từ Cổng Dịch vụ công quốc gia chưa có người xem.")
    since = first_day(proposal.content)
    assert since is not None  # it was checked
    agency = _agency(content.agency)
    procedure, is_new = Procedure.objects.get_or_create(
        code=content.code, defaults={"agency": agency, "field": content.field}
    )
    versions = list(procedure.versions.order_by("valid_from"))
    where = place(since, [Held(version.valid_from, version.valid_until) for version in versions])
    before = versions[where.ends] if where.ends is not None else (versions[-1] if versions else None)
    if where.ends is not None:
        _end(versions[where.ends], since)
    if since <= today or is_new:
        _settle(procedure, agency, content.field)
    number = max((version.number for version in versions), default=0) + 1
    version = save_content(content, procedure, decision, number=number, valid_from=since, valid_until=where.until)
    if content.process is None and before is not None:
        _carry_process_over(before, version, since)
    done.new += is_new
    done.amended += not is_new


def _agency(named: str) -> Agency:
    found = Agency.objects.filter(code=named).first() or Agency.objects.filter(name=named).first()
    assert found is not None  # it was checked
    return found


def _end(version: ProcedureVersion, on: date, by: PublicationDecision | None = None) -> None:
    """The one thing about a version that changes after its publication: when it ends, and by which repeal."""
    ProcedureVersion.objects.filter(pk=version.pk).update(valid_until=on, repealed_by=by)


def _settle(procedure: Procedure, agency: Agency, field: str) -> None:
    if (procedure.agency_id, procedure.field) != (agency.pk, field):
        procedure.agency, procedure.field = agency, field
        procedure.save(update_fields=["agency", "field"])


def process_before(before: ProcedureVersion, since: date) -> InternalProcess | None:
    """The internal process of a version that dossiers follow on a local day; None when there is none."""
    begun = [row for row in before.processes.all() if row.valid_from <= since]
    return max(begun, key=lambda row: row.valid_from, default=None)


def fits(row: InternalProcess, limits: Iterable[LimitSpec | Limit]) -> bool:
    """Whether a process can be run within these limits: where it can it goes on with the next version."""
    return not validate(process_from(row.spec), shortest_hours(limits))


def _carry_process_over(before: ProcedureVersion, version: ProcedureVersion, since: date) -> None:
    """The internal process of the version before stays, where it fits the new time limit; else none is in force yet."""
    row = process_before(before, since)
    if row is None or not fits(row, version.limits.all()):
        return
    InternalProcess.objects.create(
        version=version,
        number=1,
        decision=row.decision,
        decision_date=row.decision_date,
        valid_from=since,
        spec=row.spec,
        note=f"Giữ quy trình của phiên bản {before.number}.",
        author_id=row.author_id,
        approver_id=row.approver_id,
        approved_at=row.approved_at,
    )


def _repeal(proposal: Proposal, decision: PublicationDecision, today: date, done: Done) -> None:
    procedure, day = _known(proposal.code), _day(proposal, "valid_from", "Ngày bãi bỏ")
    require_effect(decision.signed_on, day, today)
    versions = list(procedure.versions.order_by("valid_from"))
    _end(versions[ended(day, [Held(version.valid_from, version.valid_until) for version in versions])], day, decision)
    done.repealed += 1


def _suspend(proposal: Proposal, decision: PublicationDecision, today: date, done: Done) -> None:
    procedure, start = _known(proposal.code), _day(proposal, "valid_from", "Ngày bắt đầu tạm ngừng")
    require_effect(decision.signed_on, start, today)
    reason = str(proposal.content.get("reason") or "").strip()
    if not reason:
        raise Refused("no_reason", "Hãy ghi lý do tạm ngừng tiếp nhận.", field="reason")
    end = None
    if str(proposal.content.get("until") or "").strip():
        end = _day(proposal, "until", "Ngày tiếp nhận trở lại")
        if end <= start:
            raise Refused("ends_before_start", "Ngày tiếp nhận trở lại phải sau ngày bắt đầu tạm ngừng.", "until")
    try:
        with transaction.atomic():
            IntakeSuspension.objects.create(
                procedure=procedure, decision=decision, starts_on=start, ends_on=end, reason=reason
            )
    except IntegrityError:
        raise Refused(
            "suspended_already", "Thủ tục đã tạm ngừng tiếp nhận trong một phần của thời gian này.", "valid_from"
        ) from None
    done.suspended += 1


def _known(code: str) -> Procedure:
    procedure = Procedure.objects.filter(code=code).first()
    if procedure is None:
        raise Refused("unknown_procedure", f"Không có thủ tục mang mã {code}.", field="code")
    return procedure


def _day(proposal: Proposal, name: str, label: str) -> date:
    typed = str(proposal.content.get(name) or "")
    day = day_from(typed)
    if day is None:
        said = f"“{typed[:40]}” không phải là ngày; hãy ghi như 31/12/2019." if typed.strip() else "hãy ghi."
        raise Refused("not_a_day", f"{label}: {said}", field=name)
    return day


_DO = {Action.PUBLISH: _publish, Action.REPEAL: _repeal, Action.SUSPEND: _suspend}


@transaction.atomic
def settle_procedures(on: date) -> int:
    """Bring agency and field of procedures up to the versions in force on a local day; how many were changed.

    A version that takes effect later may name another agency or field: until its day the procedure stays with the
    present one. Meant to run each night; twice does no harm.
    """
    agencies = {key: one for one in Agency.objects.all() for key in (one.code, one.name)}
    said = {
        row["procedure_id"]: (agencies.get(row["said_agency"] or ""), row["said_field"] or "")
        for row in ProcedureVersion.objects.filter(valid_from__lte=on)
        .exclude(valid_until__lte=on)
        .values("procedure_id", said_agency=KT("source__agency"), said_field=KT("source__field"))
    }
    changed = 0
    for procedure in Procedure.objects.filter(pk__in=said).select_for_update().order_by("pk"):
        agency, field = said[procedure.pk]
        if agency is not None and (procedure.agency_id, procedure.field) != (agency.pk, field):
            _settle(procedure, agency, field)
            changed += 1
    return changed
