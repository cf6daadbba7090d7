"""The pages on figures say what the system does."""

from __future__ import annotations

import doctest
from hashlib import sha256
from pathlib import Path

from motcua.reports import measures

DOCS = Path(__file__).parents[2] / "docs"


def test_every_example_of_the_page_on_figures_holds() -> None:
    results = doctest.testfile(str(DOCS / "explanation" / "figures.md"), module_relative=False, encoding="utf-8")
    assert results.attempted > 8
    assert results.failed == 0


def test_every_example_of_the_page_on_national_forms_holds() -> None:
    page = DOCS / "explanation" / "national-forms.md"
    results = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert results.attempted > 8
    assert results.failed == 0


def test_a_change_of_a_definition_asks_for_a_new_version_of_the_definitions() -> None:
    words = "\n".join(f"{measure.key}: {measure.definition}" for measure in measures.EVERY.values())
    assert (measures.DEFINITIONS, sha256(words.encode()).hexdigest()[:12]) == (2, "0dbc78073711")
