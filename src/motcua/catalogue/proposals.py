"""Writes of proposals: what a decision is to do with one procedure, kept as it is typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction

from motcua.agencies.actors import Actor
from motcua.catalogue import access
from motcua.catalogue.models import ProcedureVersion, Proposal, PublicationDecision
from motcua.catalogue.publication import touch, writable
from motcua.catalogue.sheet import Sheet, empty_sheet, sheet_of, tidy
from motcua.catalogue.spec import Content
from motcua.law.codes import ProcedureCode
from motcua.law.moments import local
from motcua.law.refusal import Refused

Action = Proposal.Action


def start_proposal(
    code: str, action: str, *, actor: Actor, at: datetime, decision_id: int | None, content: Content | None = None
) -> Proposal:
    """Begin what a decision is to do with a procedure: a copy of its newest version to change, or an empty sheet.

    One that waits for a decision is taken into this one; one that is in it already is that.

    Raises:
        Refused: ``forbidden``, ``code_malformed``, ``unknown_procedure`` (nothing to repeal or suspend),
            ``proposed_elsewhere`` when another decision has it; as `writable`.
    """
    access.require_catalogue_writer(actor)
    tidy_code = str(ProcedureCode.parse(code))
    with transaction.atomic():
        decision = writable(decision_id, actor) if decision_id is not None else None
        present = Proposal.objects.select_for_update(of=("self",)).filter(code=tidy_code, action=action).first()
        if present is None:
            present = _new(tidy_code, Action(action), actor, at, decision, content)
        elif present.decision_id is None and decision is not None:
            _take_into(present, decision, actor, at)
        elif present.decision_id != decision_id:
            raise Refused(
                "proposed_elsewhere",
                f"Thủ tục {tidy_code} đang được soạn trong quyết định {present.decision}.",
                field="code",
            )
        else:
            return present
        if decision is not None:
            touch(decision, at)
        return present


def _new(
    code: str,
    action: Proposal.Action,
    actor: Actor,
    at: datetime,
    decision: PublicationDecision | None,
    content: Content | None,
) -> Proposal:
    newest = newest_versions([code]).get(code)
    if newest is None and action is not Action.PUBLISH:
        raise Refused("unknown_procedure", f"Không có thủ tục mang mã {code}.", field="code")
    content = content or (content_of_version(newest) if newest else None)
    sheet: Sheet = {"valid_from": f"{decision.signed_on:%Y-%m-%d}" if decision else ""}
    if action is Action.PUBLISH:
        sheet |= tidy(sheet_of(content) if content else empty_sheet(code))
        sheet.pop("process", None)  # the one in force stays; another is written and approved on its own page
    try:
        with transaction.atomic():
            return Proposal.objects.create(
                code=code,
                action=action,
                decision=decision,
                name=content.name if content else "",
                based_on=newest,
                content=sheet,
                author_id=actor.staff_id,
                writers=[actor.staff_id],
                updated_at=at,
            )
    except IntegrityError:  # begun in another window at the same moment
        return Proposal.objects.get(code=code, action=action)


def newest_versions(codes: Collection[str]) -> dict[str, ProcedureVersion]:
    """By code the version of each of these procedures that begins last (one query)."""
    rows = ProcedureVersion.objects.filter(procedure__code__in=codes).select_related("procedure")
    return {row.procedure.code: row for row in rows.order_by("valid_from").defer("words", "folded")}


def content_of_version(version: ProcedureVersion) -> Content:
    """What a published version says."""
    return msgspec.convert(version.source, Content, strict=False)


def _take_into(proposal: Proposal, decision: PublicationDecision, actor: Actor, at: datetime) -> None:
    """Put a proposal that waits into a decision; its day is the decision's unless it has one."""
    proposal.decision, proposal.updated_at = decision, at
    _written_by(proposal, actor)
    if not str(proposal.content.get("valid_from") or "").strip():
        proposal.content = {**proposal.content, "valid_from": f"{decision.signed_on:%Y-%m-%d}"}
    proposal.revision += 1
    proposal.save()


def _written_by(proposal: Proposal, actor: Actor) -> None:
    proposal.author_id = actor.staff_id
    if actor.staff_id not in proposal.writers:
        proposal.writers = [*proposal.writers, actor.staff_id]


@transaction.atomic
def take_in_proposals(decision_id: int, ids: Collection[int], *, actor: Actor, at: datetime, agency: str = "") -> int:
    """Put proposals that wait for a decision into one, as many as still wait; returns how many.

    Args:
        agency: code of the agency that answers for them, for those that name none of ours.

    Raises:
        Refused: ``forbidden``, ``no_decision``, ``not_writing``.
    """
    decision = writable(decision_id, actor)
    waiting = Proposal.objects.select_for_update(of=("self",)).filter(pk__in=ids, decision=None).order_by("code")
    count = 0
    for proposal in waiting:
        if agency and not str(proposal.content.get("agency") or ""):
            proposal.content = {**proposal.content, "agency": agency}
        _take_into(proposal, decision, actor, at)
        count += 1
    if count:
        touch(decision, at)
    return count


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, and which state of it was being edited.

    Attributes:
        revision: the revision of the proposal that was being edited.
        window: where it is edited; what the same window saved in between is not a change by others.
        in_passing: saved while typing. Such a save never overwrites a newer one and is then simply left out.
    """

    sheet: Mapping[str, Any]
    revision: int
    window: UUID | None = None
    in_passing: bool = False


@transaction.atomic
def save_proposal(proposal_id: int, typed: Typed, *, actor: Actor, at: datetime) -> Proposal:
    """Keep what was typed, right or wrong; the same again changes nothing.

    Raises:
        Refused: ``forbidden``, ``no_proposal``, ``not_writing``, ``proposal_changed``.
    """
    access.require_catalogue_writer(actor)
    proposal, decision = _locked(proposal_id, actor)
    if proposal.revision != typed.revision:
        if typed.window is None or proposal.window != typed.window:
            raise _changed(proposal)
        if typed.in_passing:
            return proposal
    sheet = tidy(dict(typed.sheet)) if proposal.action == Action.PUBLISH else dict(typed.sheet)
    if proposal.content != sheet:
        proposal.content = sheet
        _written_by(proposal, actor)
        if proposal.action == Action.PUBLISH:
            proposal.name = str(sheet.get("name") or "").strip()
        proposal.revision, proposal.updated_at, proposal.window = proposal.revision + 1, at, typed.window
        proposal.save()
        if decision is not None:
            touch(decision, at)
    return proposal


@transaction.atomic
def settle_mark(proposal_id: int, number: int, *, actor: Actor, at: datetime) -> Proposal:
    """Say that a person has looked at what an import could not read; a second time it is settled already.

    Raises:
        Refused: ``forbidden``, ``no_proposal``, ``not_writing``.
    """
    access.require_catalogue_writer(actor)
    proposal, _decision = _locked(proposal_id, actor)
    if 0 <= number < len(proposal.marks) and not proposal.marks[number].get("settled"):
        marks = [dict(mark) for mark in proposal.marks]
        marks[number]["settled"] = f"{actor.name}, {local(at):%d/%m/%Y %H:%M}"
        proposal.marks, proposal.updated_at = marks, at
        _written_by(proposal, actor)
        proposal.save()
    return proposal


@transaction.atomic
def drop_proposal(proposal_id: int, *, actor: Actor, at: datetime) -> None:
    """Take a proposal out of its decision: one that an import made waits again, others are thrown away.

    One that waits is thrown away; the next import proposes it again, if the portal still says otherwise.

    Raises:
        Refused: ``forbidden``, ``not_writing``.
    """
    access.require_catalogue_writer(actor)
    found = Proposal.objects.select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if found is None:
        return
    proposal, decision = _locked(proposal_id, actor)
    if decision is None or proposal.origin == Proposal.Origin.EDITOR:
        proposal.delete()
    else:
        Proposal.objects.filter(pk=proposal.pk).update(decision=None, updated_at=at)
    if decision is not None:
        touch(decision, at)


def _locked(proposal_id: int, actor: Actor) -> tuple[Proposal, PublicationDecision | None]:
    """A proposal that may be changed, and its decision; the decision is locked first, as everywhere."""
    decision_id = Proposal.objects.filter(pk=proposal_id).values_list("decision_id", flat=True).first()
    decision = writable(decision_id, actor) if decision_id is not None else None
    proposal = Proposal.objects.select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if proposal is None or proposal.decision_id != decision_id:
        raise Refused("no_proposal", "Nội dung này không còn: đã được công bố hoặc đã bị bỏ.")
    return proposal, decision


def _changed(proposal: Proposal) -> Refused:
    when = f"{local(proposal.updated_at):%H giờ %M ngày %d/%m/%Y}"
    return Refused(
        "proposal_changed", f"Nội dung đã được sửa lúc {when}, sau khi bạn mở; hãy xem lại nội dung mới rồi làm tiếp."
    )
