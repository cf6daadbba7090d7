"""Who may write, approve and apply the work calendars. Asked once, here."""

from __future__ import annotations

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.agencies.models import CalendarProposal
from motcua.law.refusal import Refused


def sees_calendars(actor: Actor) -> bool:
    """Whether the actor works on the calendars at all."""
    return actor.has(Role.ADMINISTRATOR) or actor.has(Role.CENTRE_DIRECTOR)


def may_propose(actor: Actor) -> bool:
    """Whether the actor may write the table of a year."""
    return actor.has(Role.ADMINISTRATOR)


def may_decide(actor: Actor, proposal: CalendarProposal) -> bool:
    """Whether the actor may approve this table or send it back: never one's own."""
    return sees_calendars(actor) and actor.staff_id != proposal.author_id


def may_apply(actor: Actor) -> bool:
    """Whether the actor may carry an approved calendar over to the open dossiers."""
    return sees_calendars(actor)


def require_may_propose(actor: Actor) -> None:
    """Make sure that the actor may write the table of a year.

    Raises:
        Refused: ``forbidden``.
    """
    if not may_propose(actor):
        raise Refused("forbidden", "Chỉ quản trị hệ thống được lập bảng lịch làm việc.")


def require_may_decide(actor: Actor, proposal: CalendarProposal) -> None:
    """Make sure that the actor may decide on this table: a second person, with the right to.

    Raises:
        Refused: ``own_proposal`` or ``forbidden``.
    """
    if actor.staff_id == proposal.author_id:
        raise Refused("own_proposal", "Người lập bảng không được tự phê duyệt; cần người thứ hai.")
    if not sees_calendars(actor):
        raise Refused("forbidden", "Chỉ giám đốc trung tâm hoặc quản trị hệ thống được phê duyệt lịch làm việc.")


def require_may_apply(actor: Actor) -> None:
    """Make sure that the actor may carry a calendar over to the open dossiers.

    Raises:
        Refused: ``forbidden``.
    """
    if not may_apply(actor):
        raise Refused("forbidden", "Chỉ giám đốc trung tâm hoặc quản trị hệ thống được áp dụng lịch mới cho hồ sơ.")
