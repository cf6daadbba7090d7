"""What the front-end build left in `static/build/`: hashed names of files, and icons to draw inline."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

BUILD = Path(__file__).resolve().parents[2] / "static" / "build"


def asset_url(name: str) -> str:
    """The address of a built file by its plain name: `app.css` → `/static/build/app-4FZ2QX7A.css`.

    A name that the build did not make is given back without a hash, so that a checkout which is not built
    yet still renders its pages.
    """
    manifest = BUILD / "manifest.json"
    changed = manifest.stat().st_mtime_ns if manifest.exists() else 0
    return f"{settings.STATIC_URL}build/{_manifest(changed).get(name, name)}"


def icon_svg(name: str, css_class: str = "") -> SafeString:
    """The inline drawing of an icon of `frontend/icons.json`, hidden from screen readers."""
    drawing = _drawing(name)
    if not drawing:
        return mark_safe("")
    classes = f"icon {css_class}".strip()
    return mark_safe(
        f'<svg class="{classes}" width="24" height="24" viewBox="0 0 24 24" fill="none" '
        'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" '
        'aria-hidden="true" focusable="false">'
        f"{drawing}</svg>"
    )


@lru_cache(maxsize=2)
def _manifest(changed: int) -> dict[str, str]:
    """The build's manifest, read again when the build has `changed`."""
    return json.loads((BUILD / "manifest.json").read_text("utf-8")) if changed else {}


@lru_cache(maxsize=512)
def _drawing(name: str) -> str:
    path = BUILD / "icons" / f"{name}.svg"
    if not path.exists():
        _drawing.cache_clear()  # a later build may bring it
        return ""
    svg = path.read_text("utf-8")
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")].strip()
