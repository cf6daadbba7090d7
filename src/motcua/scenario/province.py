"""The demonstration province as it ships: agencies, staff, calendars, procedures."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from motcua.agencies.commands import approve_shipped_years, load_agencies
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.life_events import load_life_events
from motcua.catalogue.synonyms import load_synonyms

APPROVED_AT = datetime(2018, 6, 1, 2, 0, tzinfo=UTC)


def shipped_agencies() -> dict[str, Any]:
    """Agencies, units, posts and their invented holders."""
    text = (resources.files("motcua.agencies") / "data" / "soc-trang.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def shipped_procedures() -> tuple[dict[str, Any], ...]:
    """The procedures of all agencies, in the order of the files."""
    folder = resources.files("motcua.catalogue") / "data" / "procedures"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".json")), key=_name)
    return tuple(item for file in files for item in json.loads(file.read_text(encoding="utf-8")))


def shipped_life_events() -> list[dict[str, Any]]:
    """Life events with the procedures they call for."""
    text = (resources.files("motcua.catalogue") / "data" / "life-events.yaml").read_text(encoding="utf-8")
    data: list[dict[str, Any]] = yaml.safe_load(text)
    return data


def weights() -> dict[str, int]:
    """How often each shipped procedure is filed beside the others of its agency."""
    return {item["code"]: item.get("weight", 1) for item in shipped_procedures()}


def load_province(*, demo: bool) -> None:
    """Bring the province into the database; what is there already stays.

    Args:
        demo: give its accounts the published password of the demonstration.
    """
    load_agencies(shipped_agencies(), demo=demo)
    approve_shipped_years(actor_name="Sở Nội vụ tỉnh Sóc Trăng", at=APPROVED_AT)
    load_procedures(shipped_procedures())
    load_life_events(shipped_life_events())
    load_synonyms()


def _name(file: Traversable) -> str:
    return file.name
