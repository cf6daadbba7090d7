"""Table 1 on each engine, by size, beside the same figures in SQL written by hand: `python -m bench engines`.

Sizes from 10⁴ to 10⁶ are filled into PostgreSQL, counted there, exported and counted by DuckDB, and by Spark where it
is installed. 10⁷ are the exported files of 10⁶ read ten times, for the engines over files only. Wall time is the best
of several runs; seconds of the processor are printed beside it, since other work on the machine stretches the wall.
"""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from bench.reports import KEYS, SPAN, best, by_hand, by_table, database_of_its_own, fill
from motcua.reports.engines.duck import DuckDB
from motcua.reports.engines.export import export_facts
from motcua.reports.engines.manifest import Manifest, Part, put_manifest, read_manifest
from motcua.reports.engines.over_files import OverFiles, instant
from motcua.reports.engines.places import Folder
from motcua.reports.one_stop import one_stop

SIZES = (10**4, 10**5, 10**6)
BY_HAND = """
WITH f AS (
  SELECT agency_id, channel, accepted_at AS a, due_at AS d,
         CASE WHEN ended_at <= {s} THEN ended_at END AS e, CASE WHEN ended_at <= {s} THEN ended_as END AS how
  FROM ({files}) AS facts
  WHERE known_from <= {s} AND (known_until IS NULL OR known_until > {s}) AND accepted_at < {s}
    AND (ended_at IS NULL OR ended_at > {s} OR ended_at >= {p})
)
SELECT agency_id, count(*), count(*) FILTER (WHERE a < {p}), count(*) FILTER (WHERE a >= {p}),
  count(*) FILTER (WHERE e < {s}),
  count(*) FILTER (WHERE e < {s} AND CAST(e + INTERVAL '7' HOUR AS DATE) < CAST(d + INTERVAL '7' HOUR AS DATE)),
  count(*) FILTER (WHERE e < {s} AND (d IS NULL OR e <= d
    AND CAST(e + INTERVAL '7' HOUR AS DATE) = CAST(d + INTERVAL '7' HOUR AS DATE))),
  count(*) FILTER (WHERE e < {s} AND e > d), count(*) FILTER (WHERE e IS NULL OR e >= {s}),
  count(*) FILTER (WHERE (e IS NULL OR e >= {s}) AND (d IS NULL OR d >= {s})),
  count(*) FILTER (WHERE (e IS NULL OR e >= {s}) AND d < {s}),
  count(*) FILTER (WHERE e < {s} AND how IN ('rejected', 'stopped')),
  count(*) FILTER (WHERE channel IN ('online_full', 'online_partial'))
FROM f GROUP BY agency_id
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of a run: by the clock on the wall, and of the processor in this process."""

    wall: float
    processor: float


def taken(action: Callable[[], object], repeat: int = 5) -> Taken:
    """Best of several runs, each figure by itself."""
    runs = []
    for _ in range(repeat):
        before, began = _processor(), time.perf_counter()
        action()
        runs.append((time.perf_counter() - began, _processor() - before))
    return Taken(min(run[0] for run in runs), min(run[1] for run in runs))


def run() -> None:
    """Print a line for each size and engine."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-bench-facts-"))
    try:
        with database_of_its_own("motcua_bench_engines"):
            for size in SIZES:
                _measure(size, folder / str(size))
            _ten_times(folder / str(SIZES[-1]), folder / "ten")
            _over_files(10 * SIZES[-1], folder / "ten")
    finally:
        shutil.rmtree(folder)
    print(f"most memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def _measure(size: int, folder: Path) -> None:
    fill(size)
    assert by_table() == by_hand(), "the definitions and the query written by hand disagree"
    table, hand = best(by_table), best(by_hand)
    _line(size, "postgresql", f"{table:,.0f} ms, by hand {hand:,.0f} ms, ratio {table / hand:.2f}")
    before, began = _processor(), time.perf_counter()
    done = export_facts(Folder(folder), now=datetime.now(UTC))
    wall, own = time.perf_counter() - began, _processor() - before
    _line(size, "export", f"{done.rows / wall:,.0f} rows/s; {wall:.1f} s, of which here {own:.1f} s of the processor")
    began = time.perf_counter()
    again = export_facts(Folder(folder), now=datetime.now(UTC))
    _line(size, "export again", f"{time.perf_counter() - began:.1f} s, {again.written} files written")
    _over_files(size, folder)


def _over_files(size: int, folder: Path) -> None:
    engines: list[OverFiles] = [DuckDB(Folder(folder))]
    if find_spec("pyspark") and shutil.which("java"):
        from motcua.reports.engines.spark import Spark

        engines.append(Spark(Folder(folder), str(folder), master="local[*]"))
    for engine in engines:
        query = _hand(engine, folder)
        found = {row.value: tuple(row.counts[key] for key in KEYS) for row in one_stop(SPAN, engine=engine).rows}
        assert {agency: tuple(counts) for agency, *counts in engine._run(query)} == found, "the two queries disagree"
        table = taken(lambda engine=engine: one_stop(SPAN, engine=engine))  # type: ignore[misc]
        hand = taken(lambda engine=engine, query=query: engine._run(query))  # type: ignore[misc]
        shown = f"{table.wall * 1000:,.0f} ms ({table.processor * 1000:,.0f} of the processor)"
        other = f"by hand {hand.wall * 1000:,.0f} ms ({hand.processor * 1000:,.0f})"
        _line(size, engine.name, f"{shown}, {other}, ratio {table.wall / hand.wall:.2f}; load {os.getloadavg()[0]:.1f}")


def _hand(engine: OverFiles, folder: Path) -> str:
    manifest = read_manifest(Folder(folder))
    assert manifest is not None
    files = engine._files([part.file for part in manifest.tables["report_facts"]])
    return BY_HAND.format(s=instant(SPAN.as_of), p=instant(SPAN.period.start), files=files)


def _ten_times(folder: Path, ten: Path) -> None:
    """An export of ten times the files, which are the same ones under ten names."""
    manifest = read_manifest(Folder(folder))
    assert manifest is not None
    parts = []
    for part in manifest.tables["report_facts"]:
        for number in range(10):
            name = part.file.replace(".parquet", f".{number}.parquet")
            (ten / name).parent.mkdir(parents=True, exist_ok=True)
            (ten / name).hardlink_to(folder / part.file)
            parts.append(Part(part.month, name, part.rows, part.fingerprint))
    put_manifest(Folder(ten), Manifest(manifest.format, manifest.known_until, {"report_facts": tuple(parts)}))


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _line(size: int, what: str, words: str) -> None:
    print(f"{size:>12,}  {what:<14}{words}", flush=True)


if __name__ == "__main__":
    run()
