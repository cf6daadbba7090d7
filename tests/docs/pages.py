"""The pages of the documentation, for the tests that read them."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def name_of(path: Path) -> str:
    """What a test is called after."""
    return str(path.relative_to(ROOT))


def text_of(name: str) -> str:
    """The text of a page, by its path below `docs`."""
    return (DOCS / name).read_text(encoding="utf-8")


def blocks(name: str, kind: str) -> list[str]:
    """The fenced blocks of this kind on a page."""
    return [found[2] for found in _FENCE.finditer(text_of(name)) if found[1] == kind]


def prose(text: str) -> str:
    """A page without its fenced blocks and code, in which brackets are not links."""
    return re.sub(r"`[^`\n]*`", "", _FENCE.sub("", text))


def column(name: str, heading: str) -> list[str]:
    """What stands between backquotes in the first column of the first table under a heading of a page."""
    section = re.split(r"^#+ ", f"\n{text_of(name)}".split(f"\n{heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    cells = re.findall(r"^\| (`[^|]*?) \|", section, re.MULTILINE)
    return [word for cell in cells for word in re.findall(r"`([^`]+)`", cell)]


def generator() -> ModuleType:
    """The module `docs/generate.py`."""
    if str(DOCS) not in sys.path:
        sys.path.insert(0, str(DOCS))
    import generate

    return generate
