"""Applicants whose promised date has moved: who is to be told, on the tracking page and by the one-stop desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.agencies.seats import Seat
from motcua.dossiers.codec import event_from
from motcua.dossiers.models import Event
from motcua.law.lifecycle import events as e
from motcua.law.refusal import Refused
from motcua.notices.models import ApplicantNotice

PAGE = 50
DESKS = frozenset({Role.RECEPTION, Role.POST_CLERK})
"""Who tells applicants: those who took the dossiers in (NĐ 118/2025 Điều 19 khoản 6)."""
_Kind = ApplicantNotice.Kind
_MOVES = tuple(e.KIND_OF[kind] for kind in (e.Extended, e.DueRecomputed))


@dataclass(frozen=True, slots=True)
class ToTell:
    """An applicant who does not know yet that the date has moved.

    Attributes:
        due_before: the date that the applicant knows of, where it has moved more than once since.
        why: as it is told to the applicant.
    """

    id: int
    kind: ApplicantNotice.Kind
    reference: str
    applicant: str
    phone: str
    procedure: str
    agency: str
    due_before: datetime
    due_at: datetime
    why: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ToTellPage:
    """One page of the list, the longest waiting first."""

    rows: tuple[ToTell, ...]
    total: int
    page: int


@dataclass(frozen=True, slots=True)
class Move:
    """A date that moved, as the tracking page tells it: no personal data."""

    kind: ApplicantNotice.Kind
    due_before: datetime
    due_at: datetime
    why: str
    made_at: datetime


def keep_moved(lines: Sequence[tuple[str, int]]) -> None:
    """Keep whom to tell of these lines of the log (dossier, number); told of one line twice, it is kept once."""
    wanted = {(UUID(dossier), seq) for dossier, seq in lines}
    logged = Event.objects.filter(dossier_id__in={dossier for dossier, _ in wanted}, kind__in=_MOVES)
    found = logged.values_list("dossier_id", "seq", "kind", "data", "at", "dossier__agency_id")
    ApplicantNotice.objects.bulk_create(
        (_notice(*line) for line in found if (line[0], line[1]) in wanted), ignore_conflicts=True, batch_size=1000
    )


def _notice(dossier: UUID, seq: int, kind: str, data: dict[str, Any], at: datetime, agency: int) -> ApplicantNotice:
    event = event_from(kind, data)
    assert isinstance(event, e.Extended | e.DueRecomputed)
    assert event.due_before is not None and event.due_at is not None  # else the date did not move
    return ApplicantNotice(
        kind=_Kind.EXTENDED if isinstance(event, e.Extended) else _Kind.CALENDAR,
        dossier_id=dossier,
        seq=seq,
        agency_id=agency,
        due_before=event.due_before,
        due_at=event.due_at,
        why=event.reason if isinstance(event, e.Extended) else event.why,
        made_at=at,
    )


def moves_of(code: str) -> list[Move]:
    """How the promised date of a dossier has moved, the latest first; one query."""
    rows = ApplicantNotice.objects.filter(dossier__code=code).order_by("-seq")
    return [Move(_Kind(row.kind), row.due_before, row.due_at, row.why, row.made_at) for row in rows]


def waiting_for(actor: Actor) -> QuerySet[ApplicantNotice]:
    """The latest untold move of each open dossier of the actor's desks."""
    later = ApplicantNotice.objects.filter(dossier=OuterRef("dossier"), seq__gt=OuterRef("seq"))
    untold = ApplicantNotice.objects.filter(_at_desks_of(actor), told_at__isnull=True, dossier__ended_at__isnull=True)
    return untold.filter(~Exists(later))


def to_tell(actor: Actor, *, page: int = 1) -> ToTellPage:
    """Applicants whom the actor's desks have to tell, `PAGE` at a time; two queries."""
    waiting = waiting_for(actor)
    total = waiting.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    first = ApplicantNotice.objects.filter(dossier=OuterRef("dossier"), told_at__isnull=True).order_by("seq")
    rows: QuerySet[Any, Any] = waiting.annotate(known=first.values("due_before")[:1]).order_by("made_at", "pk").values(
        "id", "kind", "dossier_id", "known", "due_at", "why", "made_at",
        code=F("dossier__code"),
        applicant=F("dossier__applicant_name"),
        phone=F("dossier__applicant__phone"),
        procedure=F("dossier__procedure_version__name"),
        agency_name=F("agency__short_name"),
    )  # fmt: skip
    return ToTellPage(tuple(_row(row) for row in rows[(page - 1) * PAGE : page * PAGE]), total, page)


def mark_told(notice_id: int, *, actor: Actor, at: datetime, key: str) -> ApplicantNotice:
    """Note that the applicant was told of the move, and with it of all earlier ones of the dossier.

    Sent twice with one key, it is noted once.

    Raises:
        Refused: not at a desk of the actor, told already, or the date has moved again since the list was opened.
    """
    with transaction.atomic():
        row = ApplicantNotice.objects.filter(_at_desks_of(actor), pk=notice_id).first()
        if row is None:
            raise Refused("forbidden", "Chỉ quầy một cửa nhận hồ sơ này mới ghi được là đã báo người nộp.")
        rows = list(ApplicantNotice.objects.select_for_update().filter(dossier=row.dossier_id).order_by("seq"))
        row = next(one for one in rows if one.pk == notice_id)
        if row.told_at is not None:
            if row.key == key and row.told_by_id == actor.staff_id:
                return row
            raise Refused("told_already", "Người nộp đã được báo trước đó; dòng này không còn trong danh sách.")
        if rows[-1].seq > row.seq:
            raise Refused("moved_again", "Ngày hẹn đã đổi lần nữa sau khi mở danh sách; hãy báo ngày mới nhất.")
        told = [one for one in rows if one.told_at is None]
        for one in told:
            one.told_at, one.told_by_id, one.key = at, actor.staff_id, key
            one.told_for = _seat_for(actor, row.agency_id).acting_for[:200]
        ApplicantNotice.objects.bulk_update(told, ["told_at", "told_by", "told_for", "key"])
        return row


def _seat_for(actor: Actor, agency_id: int) -> Seat:
    return next(seat for seat in actor.seats if seat.role in DESKS and agency_id in seat.scope)


def _at_desks_of(actor: Actor) -> Q:
    """Of the agencies and procedures for which the actor takes dossiers in."""
    desks = [Q(pk__in=[])]
    for seat in actor.seats:
        if seat.role in DESKS:
            desk = Q(agency_id__in=seat.scope)
            desks.append(desk & Q(dossier__procedure__code__in=seat.procedures) if seat.procedures else desk)
    return reduce(or_, desks)


def _row(row: dict[str, Any]) -> ToTell:
    return ToTell(
        id=row["id"],
        kind=_Kind(row["kind"]),
        reference=row["code"] or str(row["dossier_id"]),
        applicant=row["applicant"],
        phone=row["phone"],
        procedure=row["procedure"],
        agency=row["agency_name"],
        due_before=row["known"],
        due_at=row["due_at"],
        why=row["why"],
        made_at=row["made_at"],
    )
