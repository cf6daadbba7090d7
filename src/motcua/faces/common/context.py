"""What every template knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest

from motcua.agencies.actors import Actor
from motcua.faces.common import clock, navigation
from motcua.notices.queries import unseen

THEMES = {"auto": "Theo thiết bị", "light": "Sáng", "dark": "Tối"}
THEME_COOKIE = "giao-dien"


@dataclass(frozen=True)
class Centre:
    """The centre that runs this system."""

    name: str
    province: str
    hotline: str

    @property
    def hotline_link(self) -> str:
        """The number as a telephone link wants it: digits only."""
        return "".join(letter for letter in self.hotline if letter.isdigit() or letter == "+")


def _unseen_warnings(request: HttpRequest, actor: Actor | None) -> int:
    """The number beside “Cảnh báo” in the navigation: asked for by the page's frame, once."""
    return unseen(actor, at=request.now) if actor is not None and navigation.WARNED & actor.roles else 0


def centre(request: HttpRequest) -> dict[str, object]:
    """`centre`, `demo`, `actor`, `now`, `clock_is_demo`, `face`, `base`, `theme`, `themes`, `links`, `nav`,
    `nav_current` and `unseen_warnings`.

    `actor` is read from the database only when a template uses it. `base` is the base template of the face,
    for pages that every face shares.
    """
    actor = getattr(request, "actor", None)
    face = navigation.face_of(request.path)
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    # a visitor on a page of staff (expired session, wrong address) gets the public frame
    frame = face if actor is not None and face != "portal" else "portal"
    items = navigation.items_for(actor) if frame != "portal" else []
    return {
        "centre": Centre(settings.CENTRE_NAME, settings.CENTRE_PROVINCE, settings.CENTRE_HOTLINE),
        "demo": settings.DEMO,
        "actor": actor,
        "now": getattr(request, "now", None) or clock.now(),
        "clock_is_demo": clock.is_demonstration(),
        "face": face,
        "base": f"common/base_{frame}.html",
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
        "links": navigation.LINKS,
        "unseen_warnings": cache(lambda: _unseen_warnings(request, actor)),
        "nav": items,
        "nav_current": navigation.current(items, request.path),
    }
