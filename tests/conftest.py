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
# nothing here must outlive a power cut: no transaction of a test waits for the disk
os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off")

import pytest  # noqa: E402
from django.db import connection  # noqa: E402

import snapshot  # noqa: E402
from databases import filled_province  # noqa: E402
from province import TODAY  # noqa: E402
from scheduling import ModulesAtATime, longest_first  # noqa: E402


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The order of the tests: see `scheduling`."""
    longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ModulesAtATime:
    """How the tests are shared among processes: see `scheduling`."""
    return ModulesAtATime(config, log)


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
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The test database begins as a copy of the one with the demonstration province."""
    connection.settings_dict["TEST"]["TEMPLATE"] = filled_province()


@pytest.fixture(scope="session")
def django_db_setup(fast_and_apart: None, django_db_setup: None, django_db_blocker: object) -> None:
    """The test database with the demonstration province in it, its passwords quick to check.

    A test that flushes the tables (`transaction=True`) asks for `province` to find them full again.
    """
    from motcua.accounts.models import Staff
    from motcua.accounts.passwords import demo_password_hash

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        Staff.objects.update(password=demo_password_hash())
        snapshot.keep()


@pytest.fixture
def province(db: None) -> None:
    """The demonstration province, put back where a test before has flushed the tables."""
    from motcua.catalogue.models import ProcedureVersion

    if not ProcedureVersion.objects.exists():
        snapshot.put_back()


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
