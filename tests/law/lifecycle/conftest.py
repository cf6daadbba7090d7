"""The worlds in which the specification of the life cycle is run."""

from __future__ import annotations

import pytest

import worlds


@pytest.fixture(params=["pure", pytest.param("postgres", marks=pytest.mark.django_db)])
def world(request: pytest.FixtureRequest) -> worlds.World:
    """A dossier that nothing has happened to yet: once in the pure law, once in the real system.

    `pytest tests/law -k "not postgres"` needs no database.
    """
    if request.param == "pure":
        return worlds.Pure()
    request.getfixturevalue("province")
    return worlds.Postgres()


@pytest.fixture
def core() -> worlds.World:
    """A dossier in the pure law only, where nobody's right to give a command is asked."""
    return worlds.Pure()
