"""The database that all tests begin with: migrated, and with the demonstration province in it.

It is filled once and copied by PostgreSQL, in a moment, for each process of tests and for each system that a browser
looks at. It is kept for the next run, under a name that follows from the source: other source, other database.
Run as a script this module fills the database of `DATABASE_URL`.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "motcua"
NOT_ASKED = {"__pycache__", "static", "templates"}
"""Folders whose files change nothing in the database."""


@cache
def filled_province() -> str:
    """Name of the filled database. Whoever comes first fills it; the others wait for it."""
    name = f"province_{_digest()}"
    with _alone(), connected() as server:
        if name not in _provinces(server):
            for old in _provinces(server):
                with suppress(psycopg.errors.ObjectInUse):
                    server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
            beginning = "province_in_the_making"
            environment = {**os.environ, "DATABASE_URL": new_database(beginning), "MOTCUA_DEMO": "1"}
            subprocess.run([sys.executable, __file__], env=environment, check=True, cwd=ROOT)
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(beginning), sql.Identifier(name)))
    return name


def new_database(name: str, like: str = "template1") -> str:
    """The URL of a new database beside the one of the settings, a copy of another; one of that name is replaced."""
    with connected() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(copy.format(sql.Identifier(name), sql.Identifier(like)))
    return _url(name)


@contextmanager
def used(name: str) -> Iterator[None]:
    """A database of its own with the province in it, to which Django is connected meanwhile; dropped afterwards."""
    from django.db import connection

    usual = connection.settings_dict["NAME"]
    new_database(name, like=filled_province())
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        with connected() as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def connected() -> Iterator[psycopg.Connection]:
    """The server of the tests, outside of any transaction."""
    with psycopg.connect(_url("postgres"), autocommit=True) as server:
        yield server


def _url(name: str) -> str:
    from django.conf import settings

    here = settings.DATABASES["default"]
    whose = f"{here['USER']}:{here['PASSWORD']}" if here["PASSWORD"] else here["USER"]
    if here["HOST"].startswith("/"):
        return f"postgresql://{whose}@/{name}?host={here['HOST']}"
    return f"postgresql://{whose}@{here['HOST']}:{here['PORT'] or 5432}/{name}"


def _provinces(server: psycopg.Connection) -> set[str]:
    """Databases of this module that are there, filled or left unfinished."""
    named = server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'province\\_%'")
    return {row[0] for row in named}


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time."""
    from django.conf import settings

    with (settings.HOME / "province.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest() -> str:
    """What the content of the database follows from, in short."""
    found = sha256(sys.version.encode())
    for path in (Path(__file__), ROOT / "uv.lock", *sorted(SOURCE.rglob("*.*"))):
        if path.is_file() and not NOT_ASKED.intersection(path.relative_to(ROOT).parts):
            found.update(str(path.relative_to(ROOT)).encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _fill() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from motcua.scenario.province import load_province

    call_command("migrate", interactive=False, verbosity=0)
    load_province(demo=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    _fill()
