"""The examples of docs/explanation/due-date.md do what the page says."""

from __future__ import annotations

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "due-date.md"


def test_every_example_of_the_page_on_due_dates_holds() -> None:
    results = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert results.attempted > 25
    assert results.failed == 0
