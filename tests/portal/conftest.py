"""A visitor of the portal on a Monday morning, without a script and without an account."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from law.calendars import at as moment

MONDAY = "04/03/2019 09:00"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """The clock of the system, stopped on a Monday morning; `clock("04/03/2019 12:00")` sets it anew."""

    def show(when: str) -> None:
        monkeypatch.setattr("motcua.faces.common.clock.now", lambda: moment(when))

    show(MONDAY)
    return show


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Lists that are kept for some minutes are forgotten between tests."""
    cache.clear()


@pytest.fixture
def visitor(province: None) -> Client:
    """The browser of somebody who is not signed in."""
    return Client()
