"""The files that ship with the package, as plain data."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import motcua

PACKAGE = Path(motcua.__file__).parent
PROCEDURES = PACKAGE / "catalogue" / "data" / "procedures"
PROVINCE = PACKAGE / "agencies" / "data" / "soc-trang.yaml"
SCENARIO = PACKAGE / "scenario" / "data"


@cache
def province() -> dict[str, Any]:
    return yaml.safe_load(PROVINCE.read_text(encoding="utf-8"))


@cache
def departments() -> dict[str, dict[str, Any]]:
    return {a["code"]: a for a in province()["agencies"] if a["kind"] == "department"}


def of_the_province() -> list[dict[str, Any]]:
    """The departments of the province itself; those of other levels say theirs."""
    return [agency for agency in departments().values() if "level" not in agency]


@cache
def procedures() -> tuple[dict[str, Any], ...]:
    files = sorted(PROCEDURES.glob("*.json"))
    return tuple(p for file in files for p in json.loads(file.read_text(encoding="utf-8")))


@cache
def names() -> dict[str, Any]:
    return yaml.safe_load((SCENARIO / "names.yaml").read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, str]]:
    with (SCENARIO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column_sums(name: str) -> tuple[int, ...]:
    table = rows(name)
    return tuple(sum(int(row[column]) for row in table) for column in table[0] if column != "agency")


def texts(value: Any) -> list[str]:
    """All strings of a structure, keys left out."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for item in inner for text in texts(item)]


def posts() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(agency, post) for agency in province()["agencies"] for post in agency["posts"]]
