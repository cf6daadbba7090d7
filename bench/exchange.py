"""Procedures out as JSON and XLSX and back in: seconds of computing, sizes, and how much memory the step adds at most.

Made from the shipped procedures under other codes; each step runs in a process of its own, with its own memory.
"""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SIZES = (1_334, 10_000)
STEPS = ("export_json", "import_json", "export_xlsx", "import_xlsx")


def run() -> None:
    """Print one line for each size and step."""
    print(f"{'procedures':>10}  {'step':<12}{'seconds':>9}{'file, MB':>10}{'memory, MB':>12}")
    for size in SIZES:
        with TemporaryDirectory() as folder:
            for step in STEPS:
                command = [sys.executable, "-m", "bench.exchange", step, str(size), folder]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                print(f"{size:>10}  {step:<12}{done.stdout.strip()}")


def measure(step: str, size: int, folder: Path) -> None:
    """Carry one step out and print its figures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django

    django.setup()
    from motcua.catalogue.import_files import read_file

    file = folder / f"procedures.{step.partition('_')[2]}"
    actions: dict[str, Callable[[], Any]] = {
        "export_json": lambda: _write_json(file, size),
        "export_xlsx": lambda: _write_xlsx(file, size),
    }
    action = actions.get(step, lambda: read_file(file.name, io.BytesIO(file.read_bytes())))
    next(_procedures(1))
    before, begun = _memory(), time.process_time()
    result = action()
    seconds = time.process_time() - begun
    if step.startswith("import"):
        assert len(result.contents) == size, result.problems[:3]
    print(f"{seconds:>9.2f}{file.stat().st_size / 1e6:>10.1f}{_memory() - before:>12.0f}")


def _memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _procedures(size: int) -> Iterator[Any]:
    import msgspec

    from motcua.catalogue.import_json import content_from
    from motcua.catalogue.spec import content_of
    from motcua.scenario.province import shipped_procedures

    shipped = [content_from(content_of(content_from(item))) for item in shipped_procedures()]
    for number in range(size):
        yield msgspec.structs.replace(shipped[number % len(shipped)], code=f"9.{number:06d}")


def _write_json(file: Path, size: int) -> None:
    from motcua.catalogue.export_json import export_json

    with file.open("wb") as stream:
        stream.writelines(export_json(_procedures(size)))


def _write_xlsx(file: Path, size: int) -> None:
    from motcua.catalogue.export_xlsx import export_xlsx

    with file.open("wb") as stream:
        export_xlsx(_procedures(size), stream)


if __name__ == "__main__":
    measure(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
