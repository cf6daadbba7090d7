"""The Python examples of the pages do what the pages say."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from pages import DOCS, blocks, name_of

ELSEWHERE = {"due-date.md", "figures.md"}
"""Pages with a test of their own, beside the code that they explain."""
PURE = [
    path
    for path in sorted((DOCS / "explanation").glob("*.md"))
    if ">>>" in path.read_text(encoding="utf-8") and path.name not in ELSEWHERE
]


def run(path: Path) -> doctest.TestResults:
    """The examples of a page, one after another."""
    return doctest.testfile(str(path), module_relative=False, encoding="utf-8")


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_the_examples_of_a_page_of_explanation_hold(path: Path) -> None:
    results = run(path)
    assert results.attempted
    assert not results.failed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the examples find their files."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_procedure_is_added_as_the_page_says(folder: Path, province: None) -> None:
    (text,) = blocks("how-to/add-a-procedure.md", "json")
    (folder / "procedures.json").write_text(text, encoding="utf-8")
    assert not run(DOCS / "how-to/add-a-procedure.md").failed


def test_procedures_go_to_excel_and_come_back_as_the_page_says(folder: Path, province: None) -> None:
    results = run(DOCS / "how-to/work-on-procedures-in-excel.md")
    assert results.attempted == 10
    assert not results.failed


def test_a_calendar_year_is_approved_as_the_page_says(folder: Path, province: None) -> None:
    (text,) = blocks("how-to/approve-a-calendar-year.md", "yaml")
    (folder / "2027.yaml").write_text(text, encoding="utf-8")
    assert not run(DOCS / "how-to/approve-a-calendar-year.md").failed


def test_the_province_is_loaded_as_the_page_on_scenarios_says(province: None) -> None:
    results = run(DOCS / "how-to/make-a-scenario.md")
    assert results.attempted == 2
    assert not results.failed
