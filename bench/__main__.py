"""All measurements, one after another: `make bench`. Figures are printed, never asserted."""

from __future__ import annotations

import sys
from importlib import import_module

PARTS = ("deadline", "commands", "reports", "scenario", "pages")


def main() -> None:
    """Run the parts named on the command line, or all."""
    for name in sys.argv[1:] or PARTS:
        print(f"\n== {name}")
        import_module(f"bench.{name}").run()


if __name__ == "__main__":
    main()
