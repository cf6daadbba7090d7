"""The worker: the process that starts the periodic jobs on time and carries out the deferred ones.

What is to be done when is told by the `jobs.py` of each context. The queue lies in the same database as everything
else, so a job that a command defers is there exactly when the command happened.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait as wait_for
from multiprocessing.process import BaseProcess


def run_worker(*, until_empty: bool = False) -> None:
    """Work until the process is told to stop (SIGINT, SIGTERM): the job at hand is finished first.

    Any number of workers may run, on any number of machines: a job is started once for each tick of its clock.
    Jobs that went well leave the queue; those that failed stay in it, to be looked at.

    Args:
        until_empty: carry out what waits in the queue, and end.
    """
    from procrastinate.contrib.django import app

    async def work() -> None:
        async with app.open_async():
            await app.run_worker_async(
                name="motcua",
                wait=not until_empty,
                delete_jobs="successful",
                install_signal_handlers=not until_empty,
                listen_notify=not until_empty,
            )

    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        asyncio.run(work())


def start_beside() -> BaseProcess:
    """A worker in a process of its own that ends with this one, however this one ends."""
    child = multiprocessing.get_context("spawn").Process(target=_work_beside, name="motcua-worker", daemon=True)
    child.start()
    return child


def _work_beside() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django

    django.setup()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    run_worker()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait_for([parent.sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
