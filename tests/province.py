"""The demonstration province as the tests load it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

APPROVED_AT = datetime(2018, 6, 20, 2, 0, tzinfo=UTC)
TODAY = date(2019, 3, 1)
"""A day on which the agencies, calendars and procedures are in force."""

# What follows is imported late: conftest names the folder of the database before the settings are read.


def shipped_agencies() -> dict[str, Any]:
    """The agencies of the demonstration province, as they ship."""
    from motcua.scenario import province

    return province.shipped_agencies()


def shipped_procedures() -> tuple[dict[str, Any], ...]:
    """The procedures of the demonstration province, as they ship."""
    from motcua.scenario import province

    return province.shipped_procedures()
