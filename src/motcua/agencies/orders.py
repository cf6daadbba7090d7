"""Who may order that somebody holds a post or acts for its holder, and what every such order must say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from motcua.accounts.models import Staff
from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.agencies.models import Agency, Post
from motcua.law.moments import local
from motcua.law.refusal import Refused

EARLIEST = date(2018, 1, 1)
"""No order takes effect before the first dossiers of the system."""
FURTHEST_YEARS = 5
"""No order takes effect, or ends, more than so many years from now: a year typed wrong."""

OF_THE_SYSTEM = frozenset({Role.ADMINISTRATOR, Role.CENTRE_DIRECTOR, Role.PROCEDURE_CONTROL})
"""Roles whose power reaches beyond an agency: no agency's leader says who has it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A written decision: its number as signed (`12/QĐ-STP`), and its local day."""

    number: str
    day: date


@dataclass(frozen=True, slots=True)
class Order:
    """Who orders, by which decision, and when it is entered (UTC)."""

    by: Actor
    decision: Decision
    at: datetime

    @property
    def today(self) -> date:
        """The local day on which it is entered."""
        return local(self.at).date()

    def recorded(self) -> dict[str, object]:
        """The columns that tell of it."""
        return {
            "decision": self.decision.number,
            "decided_on": self.decision.day,
            "recorded_by_id": self.by.staff_id,
            "recorded_at": self.at,
        }


def may_appoint(actor: Actor) -> bool:
    """Whether the actor enters who holds a post, and which reception is handed over."""
    return actor.has(Role.ADMINISTRATOR)


def may_send_stand_in(actor: Actor, post: Post) -> bool:
    """Whether the actor says who stands in: the administrator, the agency's head, a unit's leader for the unit.

    For posts that look after the whole system only the administrator does.
    """
    if may_appoint(actor):
        return True
    return post.role not in OF_THE_SYSTEM and any(
        seat.agency_id == post.agency_id and (not seat.unit_code or seat.unit_id == post.unit_id)
        for seat in actor.seats_as(Role.LEADER)
    )


def may_look_at(actor: Actor, agency: Agency) -> bool:
    """Whether the actor sees who sits where in this agency."""
    return may_appoint(actor) or any(seat.agency_id == agency.pk for seat in actor.seats_as(Role.LEADER))


def require(allowed: bool) -> None:
    """Make sure that the order is the actor's to give.

    Raises:
        Refused: it is not.
    """
    if not allowed:
        raise Refused(
            "forbidden", "Bạn không được giao quản lý vị trí này; hãy liên hệ quản trị hệ thống hoặc lãnh đạo cơ quan."
        )


def numbered(order: Order, effect: date, *, field: str = "since") -> Order:
    """The order with its decision in the written form; what it says must be possible.

    Args:
        effect: the first local day on which the order works.
        field: where the form asks for that day.

    Raises:
        Refused: no decision, one dated after its effect or in days to come, or a day that cannot be meant.
    """
    number = re.sub(r"(?i)^(quyết định|qđ)?\s*(số)?\s*[:.]?\s*", "", " ".join(order.decision.number.split()))
    if not number:
        raise Refused("no_decision", "Hãy ghi số quyết định, ví dụ 12/QĐ-STP.", "decision")
    if len(number) > 60:
        raise Refused("decision_too_long", "Số quyết định không dài quá 60 ký tự.", "decision")
    if order.decision.day > order.today:
        raise Refused("decision_in_future", "Ngày ký quyết định không thể sau hôm nay.", "decided_on")
    require_day(effect, order.today, field)
    if order.decision.day > effect:
        raise Refused(
            "decided_after_effect",
            f"Quyết định ký ngày {order.decision.day:%d/%m/%Y} không thể có hiệu lực từ {effect:%d/%m/%Y}: "
            "ngày hiệu lực không được trước ngày ký.",
            field,
        )
    return Order(order.by, Decision(number, order.decision.day), order.at)


def require_day(day: date, today: date, field: str) -> None:
    """Refuse a day that cannot be meant: before the system was, or years ahead."""
    if day < EARLIEST or day.year > today.year + FURTHEST_YEARS:
        raise Refused("day_out_of_reach", f"Ngày {day:%d/%m/%Y} không hợp lý; hãy kiểm tra năm.", field)


def require_active(person: Staff) -> None:
    """Make sure that the person can sign in.

    Raises:
        Refused: the account is closed.
    """
    if not person.is_active:
        raise Refused("inactive_account", f"Tài khoản của {person.full_name} đã khóa, không thể nhận vị trí.", "person")
