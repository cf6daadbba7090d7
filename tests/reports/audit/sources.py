"""The tables that two centres printed, with the totals and share rows of the printed page."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).parent / "data"
SCENARIO = Path(__file__).resolve().parents[3] / "src" / "motcua" / "scenario" / "data"
FILES = {
    "soc-trang-results": SCENARIO / "soc-trang-2019-results.csv",
    "soc-trang-ratings": SCENARIO / "soc-trang-2019-ratings.csv",
    "binh-dinh-results": DATA / "binh-dinh-2023-results.csv",
    "binh-dinh-fees": DATA / "binh-dinh-2023-fees.csv",
}
PRINTED = {
    "soc-trang-results": (
        "50.229; 42; 50.187; 48.716; 47.715; 834; 167; 1.513; 1.492; 21; 48; 5.729",
        "100,00; 0,08; 99,92; 96,99; 97,95; 1,71; 0,34; 3,01; 98,61; 1,39; 0,10; 11,41",
    ),
    "soc-trang-ratings": ("3.764; 6.643; 12; 10; 0; 10.429", "36,09; 63,70; 0,12; 0,10; 0,00; 100,00"),
    "binh-dinh-results": (
        "99.364; 96.047; 63.629; 3.317; 95.207; 95.161; 46; 4.157; 4.157; 0; 66,2; 46,4; 94,3; 85,4; 95,6",
        "",
    ),
    "binh-dinh-fees": ("26.133; 10.998.351.456; 33.351; 14.206.183.957", ""),
}
"""Total and share row, as printed."""


def plain(name: str) -> list[list[str]]:
    """The rows of the data file."""
    with FILES[name].open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def printed(name: str) -> list[list[str]]:
    """The rows of the data file, with total and share row as printed."""
    total, shares = PRINTED[name]
    rows = [*plain(name), ["Tổng", *total.split("; ")]]
    return [*rows, ["Tỷ lệ (%)", *shares.split("; ")]] if shares else rows
