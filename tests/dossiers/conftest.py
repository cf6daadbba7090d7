"""What the tests of dossiers share: the cast as actors, and the procedure of the tests in the catalogue."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

import cast
import worlds


@pytest.fixture
def people(province: None) -> SimpleNamespace:
    """The cast, by their parts."""
    return SimpleNamespace(**{part: cast.person(part) for part in cast.CAST})


@pytest.fixture
def procedure(province: None) -> None:
    """The procedure of the tests can be filed."""
    cast.load(cast.rules())


@pytest.fixture
def world(province: None) -> worlds.Postgres:
    """A dossier on the real system that nothing has happened to yet."""
    return worlds.Postgres()
