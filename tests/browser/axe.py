"""What axe finds wrong on a page, and what is wider than the window."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

AXE = Path(__file__).parent.parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WINDOWS = ((375, False), (375, True), (1280, False), (1280, True))
"""Widths, light and dark, in which every screen is looked at."""

STILL = """{
  const still = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { transition: none !important; }');
  document.adoptedStyleSheets = [still];
}"""
"""Colours change at once: half on their way to the other theme they are of neither."""

DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
"""Until the page is drawn as its window now is: charts are fitted when a frame is drawn."""


def check_everywhere(window: Any, name: str) -> None:
    """The page as it is, looked at in each of the windows; afterwards its window is wide and light again.

    It is loaded once: the window changes around it, as when a tablet is turned or evening comes.
    """
    page = window.page
    page.wait_for_load_state()
    unfold(window)
    page.evaluate(STILL)
    page.evaluate("document.fonts.ready.then(() => true)")
    for width, dark in WINDOWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.evaluate(DRAWN)
        seen = f"{name} at {width}{', dark' if dark else ''} ({page.url})"
        found = violations(page)
        assert not found, f"{seen}: {'; '.join(found)}"
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{seen}: {wider} px wider than its window"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")


def violations(page: Any) -> list[str]:
    """What axe finds wrong on the page, by rule and place; WCAG 2.2 AA and best practice."""
    # evaluated rather than added as a script: the pages allow no script but their own
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {violation['help']} at {node['target']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def unfold(window: Any) -> None:
    """What unfolds is looked at unfolded: the form of a note, what a dossier still wants, a refusal."""
    window.page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
