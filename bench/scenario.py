"""The demonstration: how long 50,229 dossiers take to make and load, in what memory; the yearly table; the replay."""

from __future__ import annotations

import resource
import time
from statistics import median

from bench import database


def run() -> None:
    """Print seconds, dossiers per second and the largest memory of this process."""
    database.empty()
    from motcua.dossiers.models import Dossier, Event
    from motcua.dossiers.verify import verify_log
    from motcua.reports.one_stop import one_stop
    from motcua.reports.span import span_of
    from motcua.scenario.demo import PERIOD, load_demo

    start = time.perf_counter()
    load_demo()
    seconds = time.perf_counter() - start
    count, events = Dossier.objects.exclude(accepted_at=None).count(), Event.objects.count()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"load: {count:,} dossiers, {events:,} events in {seconds:.1f} s ({count / seconds:,.0f}/s), {memory:.0f} MiB"
    )

    span = span_of(PERIOD, now=PERIOD.end)
    times = []
    for _ in range(9):
        start = time.perf_counter()
        table = one_stop(span)
        times.append(time.perf_counter() - start)
    first, then = times[0] * 1000, median(times[1:]) * 1000
    print(f"yearly table: first {first:.0f} ms, then {then:.0f} ms; {table.total['total']:,} dossiers")

    start = time.perf_counter()
    faults = list(verify_log())
    seconds = time.perf_counter() - start
    print(f"verify-log: {seconds:.1f} s ({events / seconds:,.0f} events/s), {len(faults)} faults")


if __name__ == "__main__":
    run()
