"""What all tests share: one embedded PostgreSQL for all workers, and the demonstration province in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# before the settings are read: they start the server that is kept in this folder, or join it
os.environ.setdefault("MOTCUA_HOME", str(ROOT / "var" / "test"))
os.environ.pop("MOTCUA_CLOCK_START", None)
os.environ.pop("MOTCUA_CLOCK_OFFSET", None)

import pytest  # noqa: E402
from django.db import connection  # noqa: E402

from province import TODAY, load_province  # noqa: E402


@pytest.fixture(scope="session", autouse=True)
def fast_and_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Cheap password hashes, and a papers folder of its own for each worker."""
    from django.test import override_settings

    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        PAPERS_FOLDER=tmp_path_factory.mktemp("papers"),
        DEMO=True,
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(fast_and_apart: None, django_db_setup: None, django_db_blocker: object) -> None:
    """The test database with the demonstration province in it, loaded once for each worker.

    A test that flushes the tables (`transaction=True`) asks for `province` to find them full again.
    """
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        load_province()


@pytest.fixture
def province(db: None) -> None:
    """The demonstration province, loaded again where a test before has flushed the tables."""
    from motcua.catalogue.models import ProcedureVersion

    if not ProcedureVersion.objects.exists():
        load_province()


@pytest.fixture
def actor(province: None):  # type: ignore[no-untyped-def]
    """`actor("username")`: the member of staff as an actor on `TODAY`, or on the day given."""
    from motcua.accounts.models import Staff
    from motcua.agencies.actors import actor_of

    def find(username: str, on: date = TODAY):  # type: ignore[no-untyped-def]
        return actor_of(Staff.objects.get(username=username), on)

    return find


@pytest.fixture
def queries(db: None):  # type: ignore[no-untyped-def]
    """`with queries(2): …`: at most so many queries."""
    from contextlib import contextmanager

    from django.test.utils import CaptureQueriesContext

    @contextmanager
    def at_most(number: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as seen:
            yield
        listed = "\n".join(query["sql"] for query in seen.captured_queries)
        assert len(seen) <= number, f"{len(seen)} queries instead of {number}:\n{listed}"

    return at_most
