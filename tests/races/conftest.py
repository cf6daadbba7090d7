"""The stage of the races: real commits, the procedure of the tests, and a province to put back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

import cast
import snapshot


@pytest.fixture(scope="module", autouse=True)
def leave_the_province_as_it_was(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """These tests empty the tables behind them; the tests of other modules find the province again."""
    yield
    with django_db_blocker.unblock():
        snapshot.put_back()


@pytest.fixture(autouse=True)
def stage(province: None) -> Iterator[None]:
    """The procedure of the tests; and the log may be emptied again after the test."""
    cast.load(cast.rules())
    yield
    snapshot.may_be_emptied()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")  # which the emptying of the tables leaves alone
