"""Writes of publication decisions: written by one, approved by another, never changed afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from motcua.agencies.actors import Actor
from motcua.catalogue import access
from motcua.catalogue.models import Proposal, PublicationDecision, PublicationEntry
from motcua.catalogue.publishing import apply
from motcua.law.moments import local
from motcua.law.publication import require_decision_days
from motcua.law.refusal import Refused

Stage = PublicationDecision.Stage
LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class DecisionHead:
    """What a decision says of itself; `file` is the SHA-256 of the signed text among the papers, "" without one."""

    number: str
    signed_on: date
    issuer: str
    title: str = ""
    note: str = ""
    file: str = ""
    file_name: str = ""


def start_decision(head: DecisionHead, *, actor: Actor, at: datetime) -> PublicationDecision:
    """Begin a decision; begun a second time by its author it is the one begun before.

    Raises:
        Refused: ``forbidden``, ``no_number``, ``no_issuer``, ``decision_in_future``, ``day_out_of_reach``;
            ``decision_exists`` when another wrote it, or it is published already.
    """
    access.require_catalogue_writer(actor)
    head = _checked(head, at)
    try:
        with transaction.atomic():
            decision = PublicationDecision.objects.create(
                number=head.number,
                signed_on=head.signed_on,
                issuer=head.issuer,
                title=head.title,
                note=head.note,
                file=head.file,
                file_name=head.file_name,
                author_id=actor.staff_id,
                updated_at=at,
            )
            tell(decision, actor, at, f"Soạn quyết định {decision}.")
            return decision
    except IntegrityError:
        present = PublicationDecision.objects.get(number=head.number, signed_on=head.signed_on, issuer=head.issuer)
        if present.stage != Stage.PUBLISHED and present.author_id == actor.staff_id:
            return present
        raise Refused(
            "decision_exists", f"Quyết định {present} của {present.issuer or 'cùng cơ quan'} đã có.", field="number"
        ) from None


@transaction.atomic
def change_decision(
    decision_id: int, head: DecisionHead, *, actor: Actor, at: datetime, revision: int
) -> PublicationDecision:
    """Say otherwise what a decision says of itself, while it is being written.

    A head without a file keeps the one that was there.

    Raises:
        Refused: as `start_decision`; ``no_decision``, ``not_writing``, ``decision_changed``.
    """
    decision = writable(decision_id, actor)
    _require_looked_at(decision, revision)
    head = _checked(head, at)
    same = PublicationDecision.objects.filter(number=head.number, signed_on=head.signed_on, issuer=head.issuer)
    if same.exclude(pk=decision.pk).exists():
        raise Refused("decision_exists", f"Quyết định {head.number} ngày {head.signed_on:%d/%m/%Y} đã có.", "number")
    for name in ("number", "signed_on", "issuer", "title", "note"):
        setattr(decision, name, getattr(head, name))
    if head.file:
        decision.file, decision.file_name = head.file, head.file_name
    return touch(decision, at)


@transaction.atomic
def propose_decision(decision_id: int, *, actor: Actor, at: datetime, revision: int) -> PublicationDecision:
    """Hand the decision to whoever approves; all that it brings must be fit to be published.

    Raises:
        Refused: ``empty_decision``, ``decision_invalid`` with all that is wrong; as `change_decision`.
    """
    decision = _locked(decision_id)
    access.require_catalogue_writer(actor)
    _require_looked_at(decision, revision)
    if decision.stage == Stage.PROPOSED:
        return decision
    _require_stage(decision, Stage.WRITING)
    # tried out whole and taken back: what would be refused at the approval is said now
    with transaction.atomic():
        apply(decision, local(at).date(), at)
        transaction.set_rollback(True)
    decision.refresh_from_db()
    decision.stage, decision.sent_back = Stage.PROPOSED, ""
    tell(decision, actor, at, "Trình phê duyệt.")
    return touch(decision, at)


@transaction.atomic
def take_back_decision(decision_id: int, *, actor: Actor, at: datetime) -> PublicationDecision:
    """Go on writing instead of waiting for the approval.

    Raises:
        Refused: ``forbidden``, ``no_decision``, ``not_proposed``.
    """
    decision = _locked(decision_id)
    access.require_catalogue_writer(actor)
    if decision.stage == Stage.WRITING:
        return decision
    _require_stage(decision, Stage.PROPOSED)
    decision.stage = Stage.WRITING
    tell(decision, actor, at, "Rút lại để sửa.")
    return touch(decision, at)


@transaction.atomic
def send_back_decision(
    decision_id: int, *, actor: Actor, at: datetime, revision: int, reason: str
) -> PublicationDecision:
    """Give the decision back to its author, with the reason.

    Raises:
        Refused: ``no_reason``, ``not_proposed``, ``decision_changed``, ``own_draft``, ``forbidden``.
    """
    decision = _to_decide_on(decision_id, actor, revision)
    if not reason.strip():
        raise Refused("no_reason", "Hãy ghi lý do trả lại để người soạn biết cần sửa gì.", field="reason")
    decision.stage, decision.sent_back = Stage.WRITING, reason.strip()[:LONGEST_NOTE]
    tell(decision, actor, at, f"Trả lại để sửa: {decision.sent_back}")
    return touch(decision, at)


@transaction.atomic
def publish(decision_id: int, *, actor: Actor, at: datetime, revision: int) -> PublicationDecision:
    """Approve the decision: what it says holds from its days on, all of it or nothing.

    Dossiers accepted before stay with their versions. Approved a second time by the same person it stays as it is.

    Raises:
        Refused: as `send_back_decision`; ``decision_invalid`` with all that is wrong.
    """
    decision = _locked(decision_id)
    if decision.stage == Stage.PUBLISHED and decision.approver_id == actor.staff_id:
        return decision
    decision = _to_decide_on(decision_id, actor, revision)
    done = apply(decision, local(at).date(), at)
    decision.proposals.all().delete()
    decision.stage, decision.approver_id, decision.approved_at = Stage.PUBLISHED, actor.staff_id, at
    tell(decision, actor, at, f"Phê duyệt công bố: {done.sentence}.")
    return touch(decision, at)


@transaction.atomic
def discard_decision(decision_id: int, *, actor: Actor) -> None:
    """Throw a decision away that is being written; what it was to bring waits for another one, if an import made it.

    Raises:
        Refused: ``forbidden``, ``not_writing``.
    """
    decision = PublicationDecision.objects.select_for_update(of=("self",)).filter(pk=decision_id).first()
    access.require_catalogue_writer(actor)
    if decision is None:
        return
    _require_stage(decision, Stage.WRITING)
    decision.proposals.exclude(origin=Proposal.Origin.EDITOR).update(decision=None)
    decision.delete()


def writable(decision_id: int, actor: Actor) -> PublicationDecision:
    """A decision that is being written, locked, for somebody who may write.

    Raises:
        Refused: ``forbidden``, ``no_decision``, ``not_writing``.
    """
    access.require_catalogue_writer(actor)
    decision = _locked(decision_id)
    _require_stage(decision, Stage.WRITING)
    return decision


def authors_of(decision: PublicationDecision) -> set[int]:
    """Ids of all who have written of a decision."""
    wrote = [pk for writers in decision.proposals.values_list("writers", flat=True) for pk in writers]
    return {pk for pk in (decision.author_id, *wrote) if pk is not None}


def touch(decision: PublicationDecision, at: datetime) -> PublicationDecision:
    """Count a change of the decision or of what it brings."""
    decision.revision, decision.updated_at = decision.revision + 1, at
    decision.save()
    return decision


def tell(decision: PublicationDecision, actor: Actor | None, at: datetime, sentence: str) -> None:
    """A line of the log."""
    actor_id = actor.staff_id if actor else None
    PublicationEntry.objects.create(decision=decision, at=at, actor_id=actor_id, sentence=sentence)


def _locked(decision_id: int) -> PublicationDecision:
    decision = PublicationDecision.objects.select_for_update(of=("self",)).filter(pk=decision_id).first()
    if decision is None:
        raise Refused("no_decision", "Quyết định này không còn: đã bị bỏ.")
    return decision


def _to_decide_on(decision_id: int, actor: Actor, revision: int) -> PublicationDecision:
    """A decision as somebody who decides on it needs it: proposed, others', and as it was looked at."""
    decision = _locked(decision_id)
    access.require_publisher(actor, authors_of(decision))
    _require_stage(decision, Stage.PROPOSED)
    _require_looked_at(decision, revision)
    return decision


def _require_stage(decision: PublicationDecision, stage: Stage) -> None:
    if decision.stage != stage:
        code = "not_writing" if stage == Stage.WRITING else "not_proposed"
        now = Stage(decision.stage).label.lower()
        raise Refused(code, f"Quyết định {decision.number} {now}; không thể làm việc này.")


def _require_looked_at(decision: PublicationDecision, revision: int) -> None:
    if decision.revision != revision:
        when = f"{local(decision.updated_at):%H giờ %M ngày %d/%m/%Y}" if decision.updated_at else "vừa rồi"
        raise Refused(
            "decision_changed",
            f"Quyết định đã được sửa lúc {when}, sau khi bạn mở; hãy xem lại nội dung mới rồi làm tiếp.",
        )


def _checked(head: DecisionHead, at: datetime) -> DecisionHead:
    number, issuer = " ".join(head.number.split()), " ".join(head.issuer.split())
    if not number:
        raise Refused("no_number", "Hãy ghi số quyết định, ví dụ 1278/QĐ-UBND.", field="number")
    if len(number) > 100:
        raise Refused("number_too_long", "Số quyết định dài nhất 100 ký tự.", field="number")
    if not issuer:
        raise Refused("no_issuer", "Hãy ghi cơ quan ban hành, ví dụ UBND tỉnh.", field="issuer")
    require_decision_days(head.signed_on, (), local(at).date())
    return DecisionHead(
        number,
        head.signed_on,
        issuer[:200],
        head.title.strip()[:LONGEST_NOTE],
        head.note.strip()[:LONGEST_NOTE],
        head.file,
        head.file_name[:255],
    )


def waiting() -> dict[str, int]:
    """How many decisions are at each stage before publication, and how many proposals wait for one."""
    stages = list(PublicationDecision.objects.filter(~Q(stage=Stage.PUBLISHED)).values_list("stage", flat=True))
    return {stage: stages.count(stage) for stage in (Stage.WRITING, Stage.PROPOSED)} | {
        "pool": Proposal.objects.filter(decision=None).count()
    }
