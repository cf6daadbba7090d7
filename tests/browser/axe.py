"""What axe finds wrong on a page."""

from __future__ import annotations

from pathlib import Path

AXE = Path(__file__).parent.parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WINDOWS = ((375, False), (375, True), (1280, False), (1280, True))
"""Widths, light and dark, in which every screen is looked at."""


ALL_RULES = "{resultTypes: ['violations']}"
COLOURS = "{resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']}"
"""What axe is asked: everything, or only what another theme can change."""

STILL = """{
  const still = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { transition: none !important; }');
  document.adoptedStyleSheets = [still];
}"""
"""Colours change at once: half on their way to the other theme they are of neither."""


def violations(page: object, asked: str = ALL_RULES) -> list[str]:
    """What axe finds wrong on the page, by rule and place; WCAG 2.2 AA and best practice."""
    # evaluated rather than added as a script: the pages allow no script but their own
    if not page.evaluate("'axe' in window"):  # type: ignore[attr-defined]
        page.evaluate(AXE.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    found = page.evaluate(f"axe.run(document, {asked})")  # type: ignore[attr-defined]
    return [
        f"{violation['id']}: {violation['help']} at {node['target']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def check(window) -> None:
    """Nothing that axe finds on the page once it has loaded, and nothing wider than the window."""
    window.page.wait_for_load_state("networkidle")
    unfold(window)
    look(window)


def check_everywhere(window, name: str) -> None:
    """The same page in each of the windows; afterwards it is wide and light again."""
    window.page.wait_for_load_state()
    unfold(window)
    window.page.evaluate(STILL)
    for width, dark in WINDOWS:
        window.page.set_viewport_size({"width": width, "height": 900})
        window.page.emulate_media(color_scheme="dark" if dark else "light")
        asked = COLOURS if dark else ALL_RULES
        with_name(f"{name} at {width}{', dark' if dark else ''}", lambda seen, asked=asked: look(seen, asked), window)
    window.page.set_viewport_size({"width": 1280, "height": 900})
    window.page.emulate_media(color_scheme="light")


def unfold(window) -> None:
    """What unfolds is looked at unfolded: the form of a note, what a dossier still wants, a refusal."""
    window.page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true; })")


def look(window, asked: str = ALL_RULES) -> None:
    """What is wrong with the page as it is in this moment."""
    assert violations(window.page, asked) == []
    wider = window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0


def with_name(name: str, run, window) -> None:
    """Run a check so that its failure names the screen."""
    try:
        run(window)
    except AssertionError as failed:
        raise AssertionError(f"{name} ({window.page.url}): {failed}") from None
