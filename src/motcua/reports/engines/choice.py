"""Which engine counts the tables of reports: the setting `MOTCUA_REPORTS_ENGINE`."""

from __future__ import annotations

from django.conf import settings

from motcua.reports.engines.base import Engine
from motcua.reports.engines.postgres import LIVE


def chosen() -> Engine:
    """The engine of the settings.

    Raises:
        Refused: exported facts are asked for, and there are none.
    """
    if settings.REPORTS_ENGINE == "postgresql":
        return LIVE
    raise ValueError(f"no engine {settings.REPORTS_ENGINE}")
