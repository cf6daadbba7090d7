"""Where each role may go, and which face an address belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.accounts.roles import Role

LINKS = {
    "home": "/",
    "procedures": "/thu-tuc/",
    "life_events": "/su-kien/",
    "open_data": "/du-lieu-mo/",
    "track": "/tra-cuu",
    "work": "/ban-lam-viec/",
    "take_in": "/ban-lam-viec/tiep-nhan/",
    "dossiers": "/ban-lam-viec/ho-so/",
    "catalogue": "/ban-lam-viec/thu-tuc/",
    "processes": "/ban-lam-viec/quy-trinh/",
    "calendars": "/ban-lam-viec/lich-lam-viec/",
    "people": "/ban-lam-viec/nhan-su/",
    "relatives": "/ban-lam-viec/nguoi-than",
    "warnings": "/ban-lam-viec/canh-bao/",
    "to_tell": "/ban-lam-viec/bao-nguoi-nop/",
    "board": "/dieu-hanh/",
}
"""The entrances of the faces, which lie above this package and so are named by address; `links` in templates.
`procedures` takes a search as `?q=…`, `dossiers` a code to open at once as `?ma=…`."""


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


WARNED = frozenset({Role.RECEPTION, Role.POST_CLERK, Role.CASE_OFFICER, Role.LEADER})
"""The roles that hold dossiers or answer for them, and so are warned."""

ITEMS = (
    Item("Việc của tôi", "Việc của tôi", LINKS["work"], "checklist", "v"),
    Item(
        "Cảnh báo",
        "Cảnh báo",
        LINKS["warnings"],
        "bell",
        "c",
        WARNED,
    ),
    Item(
        "Tiếp nhận hồ sơ",
        "Tiếp nhận",
        LINKS["take_in"],
        "file-plus",
        "n",
        frozenset({Role.RECEPTION, Role.POST_CLERK}),
    ),
    Item(
        "Báo người nộp",
        "Báo dân",
        LINKS["to_tell"],
        "phone",
        "b",
        frozenset({Role.RECEPTION, Role.POST_CLERK}),
    ),
    Item("Tra cứu hồ sơ", "Tra cứu", LINKS["dossiers"], "search", "t"),
    Item(
        "Thủ tục",
        "Thủ tục",
        LINKS["catalogue"],
        "book",
        "h",
        frozenset({Role.PROCEDURE_CONTROL, Role.CENTRE_DIRECTOR}),
    ),
    Item(
        "Quy trình nội bộ",
        "Quy trình",
        LINKS["processes"],
        "sitemap",
        "q",
        frozenset({Role.PROCEDURE_CONTROL, Role.CENTRE_DIRECTOR}),
    ),
    Item(
        "Lịch làm việc",
        "Lịch",
        LINKS["calendars"],
        "calendar",
        "l",
        frozenset({Role.ADMINISTRATOR, Role.CENTRE_DIRECTOR}),
    ),
    Item(
        "Nhân sự, ủy quyền",
        "Nhân sự",
        LINKS["people"],
        "users",
        "u",
        frozenset({Role.LEADER, Role.ADMINISTRATOR}),
    ),
    Item(
        "Điều hành",
        "Điều hành",
        LINKS["board"],
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
    if path.startswith((LINKS["board"], "/kieu-mau")):
        return "board"
    if path.startswith((LINKS["work"], "/dang-nhap", "/doi-mat-khau")):
        return "desk"
    return "portal"
