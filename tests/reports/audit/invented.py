"""Invented figures that agree with each other, and the headings of the layouts in which they are printed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

Lines = list[list[str]]
Counts = dict[str, int]
HEADINGS = Path(__file__).parent / "data" / "headings.txt"

DEPARTMENTS = (
    "Sở Công Thương",
    "Sở Giáo dục và Đào tạo",
    "Sở Kế hoạch và Đầu tư",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Y tế",
)
DISTRICTS = ("UBND huyện Kế Sách", "UBND huyện Long Phú", "UBND thị xã Ngã Năm", "UBND thành phố Sóc Trăng")
FIELDS = ("Đất đai", "Hộ tịch", "Chứng thực", "Bảo trợ xã hội", "Xây dựng")


def heads(name: str) -> Lines:
    """The lines of the heading of a layout."""
    section = HEADINGS.read_text(encoding="utf-8").split(f"[{name}]\n")[1].split("\n[")[0]
    return [[cell.strip() for cell in line.split("|")] for line in section.strip("\n").splitlines()]


ONE_STOP = [
    "total",
    "carried",
    "new",
    "resolved",
    "early",
    "on_time",
    "late",
    "pending",
    "within",
    "overdue",
    "back",
    "online",
]
WHOLE = dict.fromkeys(["early", "on_time", "late"], "resolved") | dict.fromkeys(["within", "overdue"], "pending")


def vn(number: int | Decimal) -> str:
    whole, _, rest = f"{number}".partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


def en(number: int | Decimal) -> str:
    whole, _, rest = f"{number}".partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def rate(part: int, whole: int, places: int = 2) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def results(chance: random.Random) -> Counts:
    """Figures of one row that agree."""
    early, on_time, late = chance.randint(200, 4000), chance.randint(10, 900), chance.randint(1, 60)
    within, overdue, carried = chance.randint(20, 300), chance.randint(1, 15), chance.randint(5, 90)
    resolved, pending = early + on_time + late, within + overdue
    total = resolved + pending
    new = total - carried
    full, partial, post = chance.randint(20, new // 4), chance.randint(10, new // 5), chance.randint(3, new // 9)
    return {
        "total": total,
        "carried": carried,
        "new": new,
        "full": full,
        "partial": partial,
        "online": full + partial,
        "post": post,
        "direct": new - full - partial - post,
        "direct_post": new - full - partial,
        "resolved": resolved,
        "early": early,
        "on_time": on_time,
        "good": early + on_time,
        "late": late,
        "pending": pending,
        "within": within,
        "overdue": overdue,
        "back": chance.randint(1, 40),
    }


def some(names: Sequence[str], seed: int) -> list[tuple[str, Counts]]:
    chance = random.Random(seed)
    return [(name, results(chance)) for name in names]


def added(rows: Iterable[Counts]) -> Counts:
    every = list(rows)
    return {key: sum(row[key] for row in every) for key in every[0]}


def cells(counts: Counts, keys: Iterable[str], write: Callable[[int], str] = vn) -> list[str]:
    return [write(counts[key]) for key in keys]


def shares(counts: Counts, keys: Iterable[str], write: Callable[[Decimal], str] = vn) -> list[str]:
    return [write(rate(counts[key], counts[WHOLE.get(key, "total")])) for key in keys]
