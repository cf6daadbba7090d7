"""What axe finds wrong on a page."""

from __future__ import annotations

from pathlib import Path

AXE = Path(__file__).parent.parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: object) -> list[str]:
    """What axe finds wrong on the page, by rule and place; WCAG 2.2 AA and best practice."""
    # evaluated rather than added as a script: the pages allow no script but their own
    page.evaluate(AXE.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")  # type: ignore[attr-defined]
    return [
        f"{violation['id']}: {violation['help']} at {node['target']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
