"""Which tests run together in one process, and which are begun first, so that all processes end at about the same time.

A process takes a module of tests at a time. What takes long comes first, and what shares something dear, such as a
running system, is taken as one.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/browser/test_accessible.py": "system of 2019",
    "tests/browser/test_walk.py": "system of 2019",
}
"""Modules that use the same running system → its name. It is started once where they run one after another."""

LONG = (
    "tests/scenario/test_soc_trang_2019.py",
    "tests/browser/test_accessible.py",
    "tests/browser/test_walk.py",
    "tests/browser/test_whole_life.py",
    "tests/desk/test_commands.py",
)
"""Modules that take half a minute or more, the longest first: `pytest --durations=30` finds them."""


class ModulesAtATime(LoadScopeScheduling):
    """Whole modules, and those that share a running system as one."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.split("::", 1)[0]
        return TOGETHER.get(module, module)


def longest_first(items: list[pytest.Item]) -> None:
    """Bring the tests of long modules to the front; all others stay in their order."""
    place = {module: number for number, module in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.nodeid.split("::", 1)[0], len(LONG)))
