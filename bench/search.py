"""Speed of the search: `python -m bench search`.

Ten thousand procedures with names made from the shipped ones, in a database of the measurements that is emptied before.
Each question is asked several times and its best time counts, as other work on the machine would be measured else.
Prints the median and the 95th percentile of finding and reading the first page, for questions of several kinds, and
where the time of the slowest goes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from bench import database

PROCEDURES = 10_000
ON = date(2019, 3, 1)
PAGE = 20
ROUNDS = 5
ASKED = 40
"""Questions of each kind."""
ENDS = (
    "tại vùng nông thôn",
    "trong khu kinh tế",
    "đối với hộ gia đình",
    "của tổ chức nước ngoài",
    "cấp huyện",
    "lần đầu",
)

KEPT = ("agency", "field", "decision", "valid_from", "channels", "subject")
"""What a made procedure has of a shipped one."""


def run() -> None:
    """Print a line for each kind of question."""
    database.empty()
    from motcua.catalogue.finding import find
    from motcua.catalogue.search import vocabulary

    names = _fill()
    start = perf_counter()
    words = len(vocabulary().words)
    print(f"{PROCEDURES} procedures, vocabulary of {words} words read in {(perf_counter() - start) * 1000:.0f} ms")
    print(f"{'milliseconds':<34}{'median':>8}{'95 %':>8}{'most':>8}")
    slowest = (0.0, "")
    for kind, questions in _kinds(names).items():
        times = [(_best(lambda q=question: find(q, on=ON)[:PAGE]), question) for question in questions]  # type: ignore[misc]
        _print(kind, [one for one, _ in times])
        slowest = max(slowest, max(times))
    written = _kinds(names)["as written"]
    _print("counts for filters, as written", [_best(lambda q=q: find(q, on=ON).counts) for q in written])  # type: ignore[misc]
    print(f"\nwhere the time of the slowest goes ({slowest[1]!r}, {slowest[0]:.0f} ms):")
    _explain(slowest[1])


def _print(kind: str, times: list[float]) -> None:
    most_of_them = quantiles(times, n=20, method="inclusive")[-1]
    print(f"{kind:<34}{median(times):>8.1f}{most_of_them:>8.1f}{max(times):>8.1f}", flush=True)


def _best(work: Callable[[], object]) -> float:
    return min(_timed(work) for _ in range(ROUNDS))


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def _fill() -> list[str]:
    """The shipped province, and procedures whose names begin as one shipped name and end as another."""
    from django.db import connection

    from motcua.catalogue.commands import load_procedures
    from motcua.scenario.province import load_province, shipped_procedures

    load_province(demo=True)
    shipped, rng = shipped_procedures(), random.Random("search")
    made = [_made(number, rng, shipped) for number in range(PROCEDURES - len(shipped))]
    load_procedures(made)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE catalogue_procedure SET filed = (id * 7919) % 400")
        cursor.execute("VACUUM ANALYZE")
    return [str(item["name"]) for item in made]


def _made(number: int, rng: random.Random, shipped: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    one, other = rng.choice(shipped), rng.choice(shipped)
    head, tail = one["name"].split(), other["name"].split()
    name = head[: rng.randint(3, 14)] + tail[-rng.randint(2, 8) :] + rng.choice(ENDS).split()
    own = {"code": f"9.{number:06}", "name": " ".join(name), "online_level": rng.choice(("full", "partial", "none"))}
    limits = [{"value": str(rng.randint(1, 30)), "unit": "working_day"}]
    return {**{key: other[key] for key in KEPT if key in other}, **own, "limits": limits}


def _kinds(names: list[str]) -> dict[str, list[str]]:
    """Questions of each kind, made from names by chance that is always the same."""
    from motcua.catalogue.folding import fold

    rng = random.Random("questions")
    some = rng.sample(names, ASKED)
    parts = [" ".join(_part(name, rng, 3, 5)) for name in some]
    return {
        "as written": parts,
        "without accents": [fold(part) for part in parts],
        "while typing": [fold(part)[: rng.randint(3, 12)] for part in parts],
        "a single common word": ["cấp", "giấy phép", "giay", "chứng nhận", "đăng ký", "hoạt động"],
        "typing errors": [_slip(fold(part), rng) for part in parts],
        "whole sentences": [f"tôi muốn {part} thì cần giấy tờ gì và nộp ở đâu" for part in parts],
        "nothing has all": [f"{part} {' '.join(_part(rng.choice(names), rng, 2, 4))}" for part in parts],
        "a code": [f"9.{rng.randrange(9000):06}" for _ in some],
    }


def _part(name: str, rng: random.Random, least: int, most: int) -> list[str]:
    words = name.split()
    start = rng.randrange(max(len(words) - most, 1))
    return words[start : start + rng.randint(least, most)]


def _slip(text: str, rng: random.Random) -> str:
    """The text with two neighbours swapped in its longest word."""
    words = text.split()
    place = max(range(len(words)), key=lambda index: len(words[index]))
    word, at = words[place], rng.randrange(max(len(words[place]) - 1, 1))
    words[place] = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    return " ".join(words)


def _explain(question: str) -> None:
    """The queries of one search with their times, and the plan of the longest."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from motcua.catalogue.finding import find

    with CaptureQueriesContext(connection) as queries:
        whole = _timed(lambda: find(question, on=ON)[:PAGE])
    for query in queries.captured_queries:
        print(f"  {float(query['time']) * 1000:>6.0f} ms  {' '.join(query['sql'].split())[:100]}")
    print(f"  {whole:>6.0f} ms  altogether")
    longest = max(queries.captured_queries, key=lambda query: float(query["time"]))
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, TIMING OFF) " + longest["sql"].replace("%", "%%"), [])
        for line in _short(row[0] for row in cursor.fetchall()):
            print("  " + line)


def _short(lines: Iterator[str]) -> Iterator[str]:
    return (line if len(line) < 150 else f"{line[:147]}…" for line in lines)
