"""Links between pages lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import DOCS, PAGES, ROOT, name_of, prose

LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """The anchors that headings of a page have."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    found = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in HEADING.findall(text))
    return {re.sub(r"\s", "-", heading.strip()) for heading in found}


def links(path: Path) -> list[str]:
    """Where a page leads, without what lies on other sites."""
    found = LINK.findall(prose(path.read_text(encoding="utf-8")))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_of_a_page_leads_to_a_file_and_a_heading(path: Path) -> None:
    lost = []
    for link in links(path):
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if not target.is_relative_to(ROOT) or not target.exists():
            lost.append(f"{link}: no such file")
        elif anchor and anchor not in anchors(target):
            lost.append(f"{link}: no such heading")
    assert not lost, "\n".join(lost)


def test_every_page_of_the_documentation_is_in_its_contents() -> None:
    index = DOCS / "index.md"
    listed = {(DOCS / link.partition("#")[0]).resolve() for link in links(index)}
    assert {path for path in DOCS.rglob("*.md") if path != index} <= listed
