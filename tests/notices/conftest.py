"""What the tests of warnings share: the cast as actors, the procedure of the tests, and a short way to warn."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

import cast
from law.calendars import at as moment
from motcua.notices.commands import give_warnings


@pytest.fixture
def people(province: None) -> SimpleNamespace:
    """The cast, by their parts."""
    return SimpleNamespace(**{part: cast.person(part) for part in cast.CAST})


@pytest.fixture
def procedure(province: None) -> None:
    """The procedure of the tests can be filed."""
    cast.load(cast.rules())


@pytest.fixture
def warn() -> Callable[[str], dict[str, int]]:
    """`warn("08/03/2019 08:00")`: give the warnings of a local moment; how many of each kind there were."""

    def at(when: str) -> dict[str, int]:
        given = give_warnings(now=moment(when)).by_kind
        return {str(kind): number for kind, number in given.items() if number}

    return at
