"""Writes of proposed calendar years: one person writes the table, a second one approves it or sends it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from motcua.agencies.access import require_may_decide, require_may_propose
from motcua.agencies.actors import Actor
from motcua.agencies.calendars import calendar_from, faults_of, shipped_week, week_pattern
from motcua.agencies.commands import add_version
from motcua.agencies.models import Agency, CalendarProposal, CalendarYear
from motcua.law.refusal import Refused
from motcua.law.timetable import DayKind

LONGEST_TEXT = 2000
_Status = CalendarProposal.Status


def save_proposal(
    *,
    actor: Actor,
    at: datetime,
    year: int,
    table: Mapping[str, Any],
    source: str,
    agency: Agency | None = None,
    note: str = "",
    confirmed: bool = True,
) -> CalendarProposal:
    """Write the table of a year down, for another person to approve; the author's open one is written over.

    Args:
        at: now, UTC.
        table: sections of days as in `agencies/calendars.py`.
        source: the document it rests on.
        agency: whose year it is; None for the province's.
        confirmed: whether the author has compared it with the official document; otherwise it cannot be approved.

    Raises:
        Refused: not the author's right, no source, a row that cannot be, or another's proposal is open.
    """
    require_may_propose(actor)
    content = checked_table(year, table, source, confirmed=confirmed)
    if len(note) > LONGEST_TEXT:
        raise Refused("note_too_long", f"Ghi chú không dài quá {LONGEST_TEXT} ký tự.", "note")
    texts: dict[str, Any] = {"table": content, "source": content["source"], "note": note.strip(), "updated_at": at}
    try:
        with transaction.atomic():
            return _write(agency, year, actor, at, texts)
    except IntegrityError as taken:  # two opened one at the same moment
        other = _open(agency, year)
        raise (_occupied(other) if other else taken) from taken


def _write(agency: Agency | None, year: int, actor: Actor, at: datetime, texts: Mapping[str, Any]) -> CalendarProposal:
    """The open proposal of a year with these texts: a new one, or the author's own written over."""
    mine = _open(agency, year, lock=True)
    if mine is None:
        return CalendarProposal.objects.create(
            agency=agency,
            year=year,
            author_id=actor.staff_id,
            created_at=at,
            based_on=_newest(agency, year),
            **texts,
        )
    if mine.author_id != actor.staff_id:
        raise _occupied(mine)
    CalendarProposal.objects.filter(pk=mine.pk).update(based_on=_newest(agency, year), **texts)
    mine.refresh_from_db()
    return mine


def checked_table(year: int, table: Mapping[str, Any], source: str, *, confirmed: bool = True) -> dict[str, Any]:
    """The table in the form in which it is kept: only its sections, the year, the source, and whether it is confirmed.

    Raises:
        Refused: no source, or a row that cannot be.
    """
    source = " ".join(source.split())
    if not source:
        raise Refused("calendar_source", f"Hãy nêu văn bản làm căn cứ cho lịch làm việc năm {year}.", "source")
    if len(source) > LONGEST_TEXT:
        raise Refused("source_too_long", f"Căn cứ không dài quá {LONGEST_TEXT} ký tự.", "source")
    if not 2000 <= year <= 2199:
        raise Refused("year_out_of_range", "Lịch làm việc chỉ lập cho các năm 2000–2199.", "year")
    rows = {kind.value: list(table.get(kind) or []) for kind in DayKind if table.get(kind)}
    status = "sourced" if confirmed else "unverified"
    content: dict[str, Any] = msgspec.to_builtins(
        {"off": [], "work": [], **rows, "status": status, "year": year, "source": source}, str_keys=True
    )
    for refused in faults_of(content, week_pattern(shipped_week())).values():
        raise refused
    calendar_from(shipped_week(), [content])
    return content


def withdraw(proposal_id: int, *, actor: Actor, at: datetime) -> CalendarProposal:
    """Take one's own proposal back before it is decided on.

    Raises:
        Refused: another's, or decided on already.
    """
    with transaction.atomic():
        proposal = _undecided(proposal_id)
        if proposal.author_id != actor.staff_id:
            raise Refused("not_yours", "Chỉ người lập bảng được rút bảng; người khác có thể trả lại để sửa.")
        return _decide(proposal, _Status.WITHDRAWN, actor, at)


def return_to_author(proposal_id: int, reason: str, *, actor: Actor, at: datetime) -> CalendarProposal:
    """Send a proposal back with the reason, as a second person.

    Raises:
        Refused: one's own, no right to, no reason, or decided on already.
    """
    with transaction.atomic():
        proposal = _undecided(proposal_id)
        require_may_decide(actor, proposal)
        if not reason.strip():
            raise Refused("no_reason", "Hãy ghi lý do trả lại để người lập biết phải sửa gì.", "reason")
        if len(reason) > LONGEST_TEXT:
            raise Refused("reason_too_long", f"Lý do không dài quá {LONGEST_TEXT} ký tự.", "reason")
        proposal.reason = reason.strip()
        return _decide(proposal, _Status.RETURNED, actor, at)


def approve(proposal_id: int, *, actor: Actor, at: datetime, seen: datetime) -> CalendarYear:
    """Approve a proposal as a second person: it becomes the next version of its year at once.

    Open dossiers keep the dates that were promised, until the calendar is applied to them (`dossiers.recompute`).

    Args:
        seen: `updated_at` of the table as the person saw it.

    Raises:
        Refused: one's own, no right to, changed since it was seen, not confirmed by its author, overtaken by another
            version, or decided on already.
    """
    with transaction.atomic():
        proposal = _undecided(proposal_id)
        require_may_decide(actor, proposal)
        _require_ready(proposal, seen)
        checked_table(proposal.year, proposal.table, proposal.source)
        year = add_version(
            proposal.year,
            proposal.agency,
            proposal.table,
            approved_by_name=actor.name,
            approved_at=at,
            approved_by_id=actor.staff_id,
            proposed_by_id=proposal.author_id,
        )
        if year == proposal.based_on:
            raise Refused("nothing_new", "Bảng này không khác bản đã phê duyệt; hãy trả lại cho người lập.")
        proposal.became = year
        _decide(proposal, _Status.APPROVED, actor, at)
        return year


def _require_ready(proposal: CalendarProposal, seen: datetime) -> None:
    """A table is approved as it was seen, confirmed by its author, and on top of the newest version."""
    if proposal.updated_at != seen:
        raise Refused("changed_meanwhile", "Bảng vừa được người lập sửa; hãy xem lại rồi phê duyệt.")
    if proposal.table.get("status") != "sourced":
        raise Refused(
            "not_confirmed",
            "Bảng này còn là dự kiến: người lập phải đối chiếu với văn bản chính thức và xác nhận trước.",
        )
    if proposal.based_on != _newest(proposal.agency, proposal.year):
        raise Refused("overtaken", "Đã có bản lịch mới hơn được phê duyệt; hãy trả lại để người lập sửa trên bản đó.")


def _decide(proposal: CalendarProposal, status: str, actor: Actor, at: datetime) -> CalendarProposal:
    proposal.status, proposal.decided_at, proposal.decided_by_id = status, at, actor.staff_id
    proposal.save(update_fields=["status", "decided_at", "decided_by", "reason", "became"])
    return proposal


def _undecided(proposal_id: int) -> CalendarProposal:
    proposal = CalendarProposal.objects.select_for_update(of=("self",)).get(pk=proposal_id)
    if proposal.status != _Status.PROPOSED:
        raise Refused("decided", f"Bảng lịch này đã có quyết định: {proposal.get_status_display().lower()}.")
    return proposal


def _open(agency: Agency | None, year: int, *, lock: bool = False) -> CalendarProposal | None:
    rows = CalendarProposal.objects.filter(agency=agency, year=year, status=_Status.PROPOSED)
    return (rows.select_for_update(of=("self",)) if lock else rows).first()


def _newest(agency: Agency | None, year: int) -> CalendarYear | None:
    return CalendarYear.objects.filter(agency=agency, year=year).order_by("-version").first()


def _occupied(proposal: CalendarProposal) -> Refused:
    return Refused(
        "proposal_open",
        f"{proposal.author.full_name} đang có bảng lịch năm {proposal.year} chờ phê duyệt; "
        "hãy chờ quyết định hoặc trả lại bảng đó.",
    )
