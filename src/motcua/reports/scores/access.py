"""Who may set targets, score an agency, check and approve a scoring. Asked once, here."""

from __future__ import annotations

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.law.refusal import Refused
from motcua.reports.models import AgencyScoring


def may_set_targets(actor: Actor) -> bool:
    """Whether the actor may enter the targets of a year."""
    return actor.has(Role.PROCEDURE_CONTROL)


def require_target_setter(actor: Actor) -> None:
    """Make sure that the actor may set targets.

    Raises:
        Refused: ``forbidden``.
    """
    if not may_set_targets(actor):
        raise Refused("forbidden", "Chỉ công chức kiểm soát thủ tục hành chính được nhập chỉ tiêu.")


def may_score(actor: Actor, agency_id: int) -> bool:
    """Whether the actor may score this agency: its leaders do."""
    return agency_id in actor.agencies(Role.LEADER)


def require_scorer(actor: Actor, agency_id: int) -> None:
    """Make sure that the actor may score this agency.

    Raises:
        Refused: ``forbidden``.
    """
    if not may_score(actor, agency_id):
        raise Refused("forbidden", "Chỉ lãnh đạo của cơ quan được tự chấm điểm cho cơ quan mình.")


def may_check(actor: Actor, scoring: AgencyScoring) -> bool:
    """Whether the actor may check a scoring: not one's own."""
    return actor.has(Role.PROCEDURE_CONTROL) and actor.staff_id != scoring.author_id


def may_approve(actor: Actor, scoring: AgencyScoring) -> bool:
    """Whether the actor may approve a scoring: neither its author nor its checker."""
    return actor.has(Role.CENTRE_DIRECTOR) and actor.staff_id not in (scoring.author_id, scoring.checker_id)


def require_checker(actor: Actor, scoring: AgencyScoring) -> None:
    """Make sure that the actor may check a scoring.

    Raises:
        Refused: ``forbidden``, or ``own_scoring`` for its author.
    """
    if not actor.has(Role.PROCEDURE_CONTROL):
        raise Refused("forbidden", "Chỉ công chức kiểm soát thủ tục hành chính được kiểm tra bảng điểm.")
    _require_another(actor, scoring.author_id)


def require_approver(actor: Actor, scoring: AgencyScoring) -> None:
    """Make sure that the actor may approve a scoring.

    Raises:
        Refused: ``forbidden``, or ``own_scoring`` for its author and its checker.
    """
    if not actor.has(Role.CENTRE_DIRECTOR):
        raise Refused("forbidden", "Chỉ giám đốc trung tâm được phê duyệt bảng điểm.")
    _require_another(actor, scoring.author_id, scoring.checker_id)


def _require_another(actor: Actor, *who: int | None) -> None:
    if actor.staff_id in who:
        raise Refused("own_scoring", "Người đã chấm hoặc đã kiểm tra bảng điểm không được tự quyết định bảng điểm đó.")
