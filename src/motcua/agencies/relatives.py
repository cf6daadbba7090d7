"""Conflict of interest: each member of staff declares the relatives whose dossiers must go to somebody else.

Luật Phòng, chống tham nhũng 2018, Điều 23: who has an interest of one's own in a matter is kept from deciding on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from motcua.accounts.models import Staff
from motcua.agencies.actors import Actor
from motcua.agencies.models_posts import Relative
from motcua.agencies.orders import may_appoint
from motcua.law.identity import identity_number
from motcua.law.refusal import Refused

MOST = 60
"""The most relatives that one member of staff declares."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A relative as lists show it: the identity number masked."""

    pk: int
    name: str
    relation: str
    number: str
    declared_at: datetime


def masked(number: str) -> str:
    """An identity number as lists show it: `094199000123` → `0941******23`."""
    return f"{number[:4]}{'*' * (len(number) - 6)}{number[-2:]}" if len(number) > 6 else "*" * len(number)


def declared_by(actor: Actor) -> list[Declared]:
    """The relatives that the actor has declared and not withdrawn, the latest first."""
    rows = Relative.objects.filter(staff_id=actor.staff_id, withdrawn_at__isnull=True).order_by("-declared_at", "-pk")
    return [
        Declared(row.pk, row.name, row.get_relation_display(), masked(row.identity_number), row.declared_at)
        for row in rows
    ]


@transaction.atomic
def declare_identity(actor: Actor, number: str, *, at: datetime) -> None:
    """Write down the actor's own identity number, by which the actor's own dossiers are known; once and for all.

    Raises:
        Refused: it is not an identity number, somebody else's, or another one was written down before.
    """
    number = identity_number(number, "person")
    staff = Staff.objects.select_for_update().get(pk=actor.staff_id)
    if staff.identity_number == number:
        return  # the same button twice
    if staff.identity_number:
        raise Refused(
            "identity_recorded",
            "Số định danh của bạn đã được ghi; chỉ quản trị hệ thống sửa được. Nếu số này sai, hãy báo quản trị "
            "hệ thống.",
            "identity_number",
        )
    _record_identity(staff, number, by=actor, at=at)


@transaction.atomic
def correct_identity(person: Staff, number: str, *, by: Actor, at: datetime) -> None:
    """Put the identity number of a member of staff right; who did so and when is kept.

    Raises:
        Refused: not an administrator's to do, the administrator's own number, not an identity number, or somebody
            else's.
    """
    if not may_appoint(by):
        raise Refused("forbidden", "Chỉ quản trị hệ thống được sửa số định danh của cán bộ.")
    if by.staff_id == person.pk:
        raise Refused(
            "own_identity", "Không ai tự sửa số định danh của mình; hãy nhờ người quản trị khác.", "identity_number"
        )
    number = identity_number(number, "person")
    staff = Staff.objects.select_for_update().get(pk=person.pk)
    if staff.identity_number != number:
        _record_identity(staff, number, by=by, at=at)


def _record_identity(staff: Staff, number: str, *, by: Actor, at: datetime) -> None:
    staff.identity_number, staff.identity_recorded_by_id, staff.identity_recorded_at = number, by.staff_id, at
    try:
        with transaction.atomic():
            staff.save(update_fields=["identity_number", "identity_recorded_by", "identity_recorded_at"])
    except IntegrityError as taken:
        told = "Số định danh này đã được ghi cho một tài khoản khác."
        raise Refused("identity_taken", told, "identity_number") from taken


@transaction.atomic
def declare_relative(actor: Actor, *, name: str, number: str, relation: str, at: datetime) -> Relative:
    """Declare a relative: from now on the actor does not act on dossiers of this identity number.

    Raises:
        Refused: no name, no identity number, one that was declared already, or the actor's own.
    """
    kind = "organisation" if relation == Relative.Relation.ORGANISATION else "person"
    if relation not in Relative.Relation.values:
        raise Refused("relation", "Hãy chọn quan hệ với người này.", "relation")
    if not (name := " ".join(name.split())):
        raise Refused("no_name", "Hãy ghi họ tên người thân hoặc tên tổ chức.", "name")
    number = identity_number(number, kind)
    staff = Staff.objects.select_for_update().get(pk=actor.staff_id)
    if number == staff.identity_number:
        raise Refused("own_number", "Đây là số định danh của chính bạn, không phải của người thân.", "identity_number")
    known = Relative.objects.filter(staff=staff, withdrawn_at__isnull=True)
    if known.filter(identity_number=number).exists():
        raise Refused("declared_already", "Bạn đã kê khai số định danh này.", "identity_number")
    if known.count() >= MOST:
        raise Refused("too_many", f"Chỉ kê khai được nhiều nhất {MOST} người thân.")
    return Relative.objects.create(
        staff=staff, name=name[:300], identity_number=number, relation=relation, declared_at=at
    )


def withdraw_relative(actor: Actor, pk: int, *, at: datetime) -> None:
    """Take back a declaration that does not hold any more; what was declared when stays on record.

    Raises:
        Refused: the actor has no such declaration.
    """
    mine = Relative.objects.filter(pk=pk, staff_id=actor.staff_id, withdrawn_at__isnull=True)
    if not mine.update(withdrawn_at=at):
        raise Refused("not_declared", "Không còn kê khai này; có thể bạn đã rút lại trước đó.")
