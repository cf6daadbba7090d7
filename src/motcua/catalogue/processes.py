"""Writes of internal processes: drafted by one officer, approved by another, never changed afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from motcua.agencies.actors import Actor
from motcua.catalogue import access
from motcua.catalogue.loading import process_from
from motcua.catalogue.models import InternalProcess, ProcedureVersion, ProcessDraft
from motcua.catalogue.process_checks import problems_of
from motcua.catalogue.process_spec import Spec, empty_spec, process_of, spec_of, tidy
from motcua.law.moments import local
from motcua.law.process import Process
from motcua.law.refusal import Refused

_LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that approves a process: its number, the day it was signed and the first day it holds."""

    number: str
    signed_on: date
    valid_from: date


@transaction.atomic
def start_draft(
    version_id: int, *, actor: Actor, at: datetime, content: Process | None = None, empty: bool = False
) -> ProcessDraft:
    """Begin a draft for a version: from `content` (an imported process), empty, or as a copy of the newest approved.

    Begun a second time by its author it is the draft as it stands, so that nothing typed is lost.

    Raises:
        Refused: ``forbidden``; ``draft_exists`` when another officer writes one already.
        ProcedureVersion.DoesNotExist: there is no such version.
    """
    access.require_writer(actor)
    version = ProcedureVersion.objects.select_for_update().get(pk=version_id)
    present = ProcessDraft.objects.select_related("author").filter(version=version).first()
    if present:
        if present.author_id != actor.staff_id:
            raise Refused("draft_exists", f"{present.author.full_name} đang soạn quy trình mới của thủ tục này.")
        return present
    newest = version.processes.order_by("-valid_from").first()
    if content is None and newest and not empty:
        content = process_from(newest.spec)
    return ProcessDraft.objects.create(
        version=version,
        based_on=newest,
        spec=spec_of(content) if content else empty_spec(),
        author_id=actor.staff_id,
        updated_at=at,
    )


@transaction.atomic
def save_draft(
    draft_id: int,
    *,
    actor: Actor,
    at: datetime,
    spec: Spec,
    note: str,
    revision: int,
    window: UUID | None = None,
    in_passing: bool = False,
) -> ProcessDraft:
    """Keep what was typed, right or wrong; the same again changes nothing.

    Args:
        revision: the revision of the draft that was being edited.
        window: where it is being edited; what the same window saved in between is not a change by others.
        in_passing: saved while typing. Such a save never overwrites a newer one and is then simply left out.

    Raises:
        Refused: ``forbidden``, ``no_draft``, ``draft_proposed``, ``draft_changed``.
    """
    draft = _locked(draft_id)
    access.require_author(actor, draft.author_id, draft.author.full_name)
    if draft.stage != ProcessDraft.Stage.WRITING:
        raise Refused("draft_proposed", "Quy trình đang chờ phê duyệt; hãy rút lại trước khi sửa.")
    if draft.revision != revision:
        if window is None or draft.window != window:
            raise _changed(draft)
        if in_passing:
            return draft
    wanted, note = tidy(spec), note.strip()[:_LONGEST_NOTE]
    if (draft.spec, draft.note) != (wanted, note):
        draft.spec, draft.note = wanted, note
        _touch(draft, at, window)
    return draft


@transaction.atomic
def propose(draft_id: int, *, actor: Actor, at: datetime, revision: int) -> ProcessDraft:
    """Hand the draft to whoever approves; it must be fit to run.

    Raises:
        Refused: ``process_invalid`` with all that is wrong, ``process_same`` when nothing changed, or as `save_draft`.
    """
    draft = _locked(draft_id)
    access.require_author(actor, draft.author_id, draft.author.full_name)
    _require_looked_at(draft, revision)
    if draft.stage == ProcessDraft.Stage.PROPOSED:
        return draft
    _require_fit(draft, local(at).date())
    draft.stage, draft.sent_back = ProcessDraft.Stage.PROPOSED, ""
    return _touch(draft, at)


@transaction.atomic
def take_back(draft_id: int, *, actor: Actor, at: datetime) -> ProcessDraft:
    """The author goes on writing instead of waiting for the approval.

    Raises:
        Refused: ``forbidden``, ``no_draft``.
    """
    draft = _locked(draft_id)
    access.require_author(actor, draft.author_id, draft.author.full_name)
    if draft.stage == ProcessDraft.Stage.WRITING:
        return draft
    draft.stage = ProcessDraft.Stage.WRITING
    return _touch(draft, at)


@transaction.atomic
def send_back(draft_id: int, *, actor: Actor, at: datetime, revision: int, reason: str) -> ProcessDraft:
    """Give the draft back to its author, with the reason.

    Raises:
        Refused: ``no_reason``, ``not_proposed``, ``draft_changed``, ``own_draft``, ``forbidden``.
    """
    draft = _proposed(draft_id, actor, revision)
    if not reason.strip():
        raise Refused("no_reason", "Hãy ghi lý do trả lại để người soạn biết cần sửa gì.", field="reason")
    draft.stage, draft.sent_back = ProcessDraft.Stage.WRITING, reason.strip()[:_LONGEST_NOTE]
    return _touch(draft, at)


@transaction.atomic
def approve_process(draft_id: int, *, actor: Actor, at: datetime, revision: int, decision: Decision) -> InternalProcess:
    """Make the draft the process of its version from a day on. Dossiers accepted before stay with theirs.

    Raises:
        Refused: as `send_back`; ``process_invalid``; ``no_decision``, ``decision_in_future``,
            ``decision_after_effect``, ``effect_taken``, ``effect_before_version``, ``effect_after_version``.
    """
    draft = _proposed(draft_id, actor, revision)
    today = local(at).date()
    _require_fit(draft, max(today, decision.valid_from))
    _require_days(draft.version, decision, today)
    process, _ = process_of(draft.spec)
    assert process is not None  # it is fit
    last = draft.version.processes.aggregate(number=Max("number"))["number"] or 0
    row = InternalProcess.objects.create(
        version=draft.version,
        number=last + 1,
        decision=decision.number.strip(),
        decision_date=decision.signed_on,
        valid_from=decision.valid_from,
        spec=spec_of(process),
        note=draft.note,
        author_id=draft.author_id,
        approver_id=actor.staff_id,
        approved_at=at,
    )
    draft.delete()
    return row


@transaction.atomic
def discard_draft(draft_id: int, *, actor: Actor) -> None:
    """Throw a draft away, because its author says so; a second time it is gone already.

    Raises:
        Refused: ``forbidden``.
    """
    draft = ProcessDraft.objects.select_for_update(of=("self",)).select_related("author").filter(pk=draft_id).first()
    if draft:
        access.require_author(actor, draft.author_id, draft.author.full_name)
        draft.delete()


def _locked(draft_id: int) -> ProcessDraft:
    found = ProcessDraft.objects.select_for_update(of=("self",)).filter(pk=draft_id)
    draft = found.select_related("author", "version__procedure").first()
    if draft is None:
        raise Refused("no_draft", "Bản nháp này không còn: đã được phê duyệt hoặc đã bị bỏ.")
    return draft


def _proposed(draft_id: int, actor: Actor, revision: int) -> ProcessDraft:
    """The draft as somebody who decides on it needs it: proposed, another's, and as it was looked at."""
    draft = _locked(draft_id)
    access.require_approver(actor, draft.author_id)
    _require_looked_at(draft, revision)
    if draft.stage != ProcessDraft.Stage.PROPOSED:
        raise Refused("not_proposed", "Quy trình chưa được trình phê duyệt hoặc đã được rút lại.")
    return draft


def _touch(draft: ProcessDraft, at: datetime, window: UUID | None = None) -> ProcessDraft:
    draft.revision, draft.updated_at, draft.window = draft.revision + 1, at, window
    draft.save()
    return draft


def _require_looked_at(draft: ProcessDraft, revision: int) -> None:
    if draft.revision != revision:
        raise _changed(draft)


def _changed(draft: ProcessDraft) -> Refused:
    when = f"{local(draft.updated_at):%H giờ %M ngày %d/%m/%Y}"
    return Refused(
        "draft_changed", f"Bản nháp đã được sửa lúc {when}, sau khi bạn mở; hãy xem lại nội dung mới rồi làm tiếp."
    )


def _require_fit(draft: ProcessDraft, on: date) -> None:
    if problems := problems_of(draft.spec, draft.version, on):
        raise Refused("process_invalid", " ".join(problem.sentence for problem in problems))
    newest = draft.version.processes.order_by("-valid_from").first()
    process, _ = process_of(draft.spec)
    if newest and process == process_from(newest.spec):
        raise Refused("process_same", f"Quy trình không có gì khác phiên bản {newest.number}; không cần phê duyệt lại.")


def _require_days(version: ProcedureVersion, decision: Decision, today: date) -> None:
    """The days of a decision against each other, against today, and against what was decided before."""
    signed, effect = decision.signed_on, decision.valid_from
    if not decision.number.strip():
        raise Refused("no_decision", "Hãy ghi số quyết định phê duyệt, ví dụ 15/QĐ-UBND.", field="number")
    if signed > today:
        raise Refused(
            "decision_in_future",
            f"Quyết định ghi ngày {signed:%d/%m/%Y}, sau hôm nay {today:%d/%m/%Y}; chỉ nhập quyết định đã ký.",
            field="signed_on",
        )
    if effect < signed:
        raise Refused(
            "decision_after_effect",
            f"Quyết định ký ngày {signed:%d/%m/%Y} không thể có hiệu lực từ ngày {effect:%d/%m/%Y}: quy trình nội bộ"
            " không có hiệu lực trở về trước ngày ký.",
            field="valid_from",
        )
    _require_effect(version, effect)


def _require_effect(version: ProcedureVersion, effect: date) -> None:
    """A process takes effect while its version is in force, and after the process before it."""
    if effect < version.valid_from:
        raise Refused(
            "effect_before_version",
            f"Phiên bản thủ tục này có hiệu lực từ ngày {version.valid_from:%d/%m/%Y}; quy trình của nó không thể"
            " có hiệu lực sớm hơn.",
            field="valid_from",
        )
    if version.valid_until and effect >= version.valid_until:
        raise Refused(
            "effect_after_version",
            f"Phiên bản thủ tục này hết hiệu lực từ ngày {version.valid_until:%d/%m/%Y}; hãy soạn quy trình cho phiên"
            " bản sau.",
            field="valid_from",
        )
    newest = version.processes.order_by("-valid_from").first()
    if newest and effect <= newest.valid_from:
        raise Refused(
            "effect_taken",
            f"Phiên bản {newest.number} theo {newest.decision} có hiệu lực từ ngày {newest.valid_from:%d/%m/%Y};"
            " phiên bản mới phải có hiệu lực sau ngày đó.",
            field="valid_from",
        )
