"""All measurements, one after another: `make bench`. Figures are printed, never asserted."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

PARTS = (
    "deadline", "processes", "commands", "long_way", "calendars", "reports", "dashboard", "scenario", "pages",
    "warnings", "exchange", "procedures", "search", "engines",
)  # fmt: skip


def main() -> None:
    """Run the parts named on the command line, or all."""
    os.environ.setdefault("MOTCUA_HOME", str(Path.cwd() / "var" / "bench"))  # apart from demonstration and tests
    for name in sys.argv[1:] or PARTS:
        print(f"\n== {name}")
        import_module(f"bench.{name}").run()


if __name__ == "__main__":
    main()
