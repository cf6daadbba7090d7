"""Where each role may go, and which face an address belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.accounts.roles import Role

WORK, TAKE_IN, DOSSIERS, BOARD = (
    "/ban-lam-viec/",
    "/ban-lam-viec/tiep-nhan/",
    "/ban-lam-viec/ho-so/",
    "/dieu-hanh/",
)
"""Work list, take-in, look-up of dossiers (also the target of the quick open field: `?ma=…`), and figures."""


@dataclass(frozen=True)
class Item:
    """One entry of the navigation; `key` names a shortcut."""

    label: str
    short: str
    url: str
    icon: str
    key: str
    roles: frozenset[str] | None = None
    """Who sees it; None for all staff."""


ITEMS = (
    Item("Việc của tôi", "Việc của tôi", WORK, "checklist", "v"),
    Item(
        "Tiếp nhận hồ sơ",
        "Tiếp nhận",
        TAKE_IN,
        "file-plus",
        "n",
        frozenset({Role.RECEPTION, Role.POST_CLERK}),
    ),
    Item("Tra cứu hồ sơ", "Tra cứu", DOSSIERS, "search", "t"),
    Item(
        "Điều hành",
        "Điều hành",
        BOARD,
        "chart-bar",
        "d",
        frozenset({Role.LEADER, Role.CENTRE_DIRECTOR, Role.PROCEDURE_CONTROL, Role.ADMINISTRATOR}),
    ),
)


def items_for(actor: object) -> list[Item]:
    """The entries that `actor` (an `agencies.actors.Actor`) may use, in order; none for a visitor."""
    if actor is None:
        return []
    return [item for item in ITEMS if item.roles is None or any(actor.has(role) for role in item.roles)]


def current(items: list[Item], path: str) -> Item | None:
    """The entry under which the page at `path` lies: the longest address that begins it."""
    within = [item for item in items if path.startswith(item.url)]
    return max(within, key=lambda item: len(item.url), default=None)


def face_of(path: str) -> str:
    """`desk`, `board` or `portal`; pages of staff outside a face, as signing in, look like the desk."""
    if path.startswith((BOARD, "/kieu-mau")):
        return "board"
    if path.startswith((WORK, "/dang-nhap", "/doi-mat-khau")):
        return "desk"
    return "portal"
