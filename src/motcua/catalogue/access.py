"""Who may see, write and approve procedures and internal processes. Asked once, here."""

from __future__ import annotations

from collections.abc import Collection

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor
from motcua.law.refusal import Refused

_SEES = frozenset({Role.PROCEDURE_CONTROL, Role.CENTRE_DIRECTOR})


def may_see_processes(actor: Actor) -> bool:
    """Whether the actor looks after internal processes at all."""
    return bool(actor.roles & _SEES)


def may_write_processes(actor: Actor) -> bool:
    """Whether the actor may draft processes, and move dossiers to another version."""
    return actor.has(Role.PROCEDURE_CONTROL)


def may_approve_process(actor: Actor, author_id: int) -> bool:
    """Whether the actor may decide on a draft: not on one's own."""
    return may_see_processes(actor) and actor.staff_id != author_id


def require_writer(actor: Actor) -> None:
    """Make sure that the actor may draft processes.

    Raises:
        Refused: ``forbidden``.
    """
    if not may_write_processes(actor):
        raise Refused("forbidden", "Chỉ công chức kiểm soát thủ tục hành chính được soạn quy trình nội bộ.")


def require_author(actor: Actor, author_id: int, author_name: str) -> None:
    """Make sure that the draft is the actor's own.

    Raises:
        Refused: ``forbidden``.
    """
    require_writer(actor)
    if actor.staff_id != author_id:
        raise Refused("forbidden", f"Bản nháp này do {author_name} soạn; chỉ người soạn được sửa.")


def require_approver(actor: Actor, author_id: int) -> None:
    """Make sure that the actor may decide on a draft of this author.

    Raises:
        Refused: ``forbidden``, or ``own_draft`` for the author.
    """
    if not may_see_processes(actor):
        raise Refused(
            "forbidden",
            "Chỉ giám đốc trung tâm hoặc công chức kiểm soát thủ tục hành chính được phê duyệt quy trình nội bộ.",
        )
    if not may_approve_process(actor, author_id):
        raise Refused(
            "own_draft",
            "Người soạn quy trình không được tự phê duyệt; giám đốc trung tâm hoặc công chức kiểm soát thủ tục"
            " hành chính khác phê duyệt.",
        )


def may_see_catalogue(actor: Actor) -> bool:
    """Whether the actor looks after the catalogue of procedures at all."""
    return bool(actor.roles & _SEES)


def may_write_catalogue(actor: Actor) -> bool:
    """Whether the actor writes publication decisions and procedures."""
    return actor.has(Role.PROCEDURE_CONTROL)


def may_publish(actor: Actor, authors: Collection[int]) -> bool:
    """Whether the actor may approve a decision that these members of staff have written: none who wrote of it may."""
    return may_see_catalogue(actor) and actor.staff_id not in authors


def require_catalogue_writer(actor: Actor) -> None:
    """Make sure that the actor may write procedures.

    Raises:
        Refused: ``forbidden``.
    """
    if not may_write_catalogue(actor):
        raise Refused("forbidden", "Chỉ công chức kiểm soát thủ tục hành chính được soạn quyết định công bố.")


def require_publisher(actor: Actor, authors: Collection[int]) -> None:
    """Make sure that the actor may decide on a publication that these members of staff have written.

    Raises:
        Refused: ``forbidden``, or ``own_draft`` for those who wrote of it.
    """
    if not may_see_catalogue(actor):
        raise Refused(
            "forbidden",
            "Chỉ giám đốc trung tâm hoặc công chức kiểm soát thủ tục hành chính được phê duyệt công bố thủ tục.",
        )
    if not may_publish(actor, authors):
        raise Refused(
            "own_draft",
            "Người đã soạn nội dung của quyết định không được tự phê duyệt; giám đốc trung tâm hoặc công chức kiểm soát"
            " thủ tục hành chính khác phê duyệt.",
        )


def may_keep_synonyms(actor: Actor) -> bool:
    """Whether the actor keeps the synonyms of the search."""
    return actor.has(Role.PROCEDURE_CONTROL)


def require_synonym_keeper(actor: Actor) -> None:
    """Make sure that the actor may change synonyms.

    Raises:
        Refused: ``forbidden``.
    """
    if not may_keep_synonyms(actor):
        raise Refused("forbidden", "Chỉ công chức kiểm soát thủ tục hành chính được sửa từ đồng nghĩa.")


def require_life_event_writer(actor: Actor) -> None:
    """Make sure that the actor may change the pages of life events: who writes procedures may.

    Raises:
        Refused: ``forbidden``.
    """
    if not may_write_catalogue(actor):
        raise Refused("forbidden", "Chỉ công chức kiểm soát thủ tục hành chính được sửa trang sự kiện.")
