"""The database that is measured: its own embedded server, apart from demonstration and tests."""

from __future__ import annotations

import os
from pathlib import Path

DEMO_PERIOD = ("2019-01-01", "2019-12-15")


def ready() -> None:
    """Django on the database of the measurements, at its newest version."""
    os.environ.setdefault("MOTCUA_HOME", str(Path.cwd() / "var" / "bench"))
    os.environ.setdefault("MOTCUA_DEMO", "1")
    os.environ.setdefault("MOTCUA_CLOCK_START", "2019-12-16T08:00")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def empty() -> None:
    """An empty database at its newest version."""
    ready()
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", interactive=False, verbosity=0)


def with_the_demonstration() -> None:
    """The whole demonstration; loaded when it is not there."""
    ready()
    from motcua.scenario.demo import load_demo

    load_demo()
