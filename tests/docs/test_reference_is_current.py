"""What the reference says is what the code says."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from dataclasses import fields
from typing import Any

import msgspec
import pytest
import yaml
from pages import ROOT, blocks, column, generator, text_of

from motcua.agencies import loading as agencies
from motcua.agencies.calendars import read_plain, shipped_week, week_pattern, year_table
from motcua.catalogue import spec as procedures
from motcua.law.process import Step
from motcua.scenario.ratings import CHOICES_2019
from motcua.scenario.table import COLUMNS, CauseCount, parse_results

FORMATS = "reference/file-formats.md"


@pytest.mark.parametrize("path", generator().pages(), ids=lambda path: path.name)
def test_the_generated_parts_of_a_page_are_current(path: Any, db: None) -> None:
    text = path.read_text(encoding="utf-8")
    assert generator().current(text) == text, "run python docs/generate.py"


def test_every_generated_part_is_on_some_page() -> None:
    used = {name for path in generator().pages() for _, name, _ in generator().PART.findall(path.read_text("utf-8"))}
    assert used == set(generator().PARTS)


def test_the_diagram_shows_every_command_that_the_table_makes_possible() -> None:
    from lifecycle_graph import states  # beside the generator

    from motcua.law.lifecycle import POSSIBLE

    walked = {(status, command) for status, command, _ in states()[1]}
    # work begins with the first step: until it is left, there is nothing to go back to, to decide or to sign
    from motcua.law.lifecycle import Status
    from motcua.law.lifecycle import commands as c

    too_early = {(Status.ACCEPTED, command) for command in (c.Assign, c.ReturnToStep, c.Recall, c.Approve, c.Reject)}
    # the page has one calendar only, by which no date moves
    too_early |= {(status, c.Recompute) for status in POSSIBLE if c.Recompute in POSSIBLE[status]}
    assert walked | too_early == {(status, command) for status in POSSIBLE for command in POSSIBLE[status]}


def variables() -> set[str]:
    """The environment variables that the program reads, wherever it does."""
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {word for word in [node.value] if re.fullmatch(r"MOTCUA_[A-Z_]+|DATABASE_URL", word)}
    return found


def test_every_setting_is_on_its_page_and_nothing_else() -> None:
    assert set(column("reference/settings.md", "# Settings")) == variables()


def test_the_defaults_on_the_page_of_settings_are_those_of_the_program() -> None:
    source = (ROOT / "src/motcua/config/settings.py").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]*) \|", text_of("reference/settings.md"), re.MULTILINE))
    defaults = re.findall(r'environ\.get\("(\w+)", "([^"]+)"\)', source)
    assert len(defaults) >= 5
    assert {name: rows[name].strip("`") for name, _ in defaults} == dict(defaults)


@pytest.mark.parametrize(
    ("heading", "struct"),
    [
        ("### Procedure version", procedures.VersionSpec),
        ("### Decision", procedures.DecisionSpec),
        ("### Suspension", procedures.SuspensionSpec),
        ("### Case", procedures.CaseSpec),
        ("### Time limit", procedures.LimitSpec),
        ("### Component", procedures.ComponentSpec),
        ("### Fee", procedures.FeeSpec),
        ("### Result", procedures.ResultSpec),
        ("### Change of the online level", procedures.OnlineSpec),
        ("### Internal process", procedures.ProcessSpec),
    ],
)
def test_the_fields_of_a_procedure_file_are_all_explained(heading: str, struct: type[msgspec.Struct]) -> None:
    assert sorted(column(FORMATS, heading)) == sorted(struct.__struct_fields__)


def test_the_fields_of_a_step_are_all_explained() -> None:
    assert sorted(column(FORMATS, "### Step")) == sorted(field.name for field in fields(Step))


def test_the_fields_of_an_agency_file_are_all_explained() -> None:
    structs = (agencies.ProvinceSpec, agencies.AgencySpec, agencies.PostSpec)
    wanted = {name for struct in structs for name in struct.__struct_fields__}
    assert set(column(FORMATS, "## Agencies and people (YAML)")) == wanted


def test_the_columns_of_a_table_of_results_are_all_explained() -> None:
    assert column(FORMATS, "## Table of results (CSV)") == list(COLUMNS)


def test_the_examples_of_tables_can_be_read() -> None:
    for page in (FORMATS, "how-to/make-a-scenario.md"):
        results, causes, *ratings = blocks(page, "csv")
        assert len(parse_results(io.StringIO(results))) == 2
        assert next(csv.reader(io.StringIO(causes))) == [field.name for field in fields(CauseCount)]
        for table in ratings:
            assert next(csv.reader(io.StringIO(table))) == ["agency", *(code for code, _ in CHOICES_2019), "total"]


def test_the_examples_of_agencies_and_calendars_can_be_read() -> None:
    province, year = blocks(FORMATS, "yaml")
    assert msgspec.convert(yaml.safe_load(province), agencies.ProvinceSpec, strict=False).agencies
    assert year_table(read_plain(year), week_pattern(shipped_week())).year == 2019


def test_the_example_of_a_procedure_is_whole() -> None:
    (text,) = blocks("how-to/add-a-procedure.md", "json")
    (procedure,) = msgspec.convert(json.loads(text), list[procedures.VersionSpec], strict=False)
    assert procedure.process.steps
