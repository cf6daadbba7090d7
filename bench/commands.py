"""Commands as officers give them, and the work list: median milliseconds with all writes and commits.

A dossier is taken in, its first step completed, over and over; then a desk has 5,000 open tasks on it.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from statistics import median, quantiles
from typing import Any

from bench import database

TIMES = 300
OPEN_TASKS = 5_000
AT = datetime(2019, 3, 1, 1, 0, tzinfo=UTC)
PROCEDURE = "2.000488"


def run() -> None:
    """Print one line for each: median, 95th percentile, how many times."""
    database.empty()
    from motcua.accounts.models import Staff
    from motcua.agencies.actors import actor_of
    from motcua.agencies.models import Agency
    from motcua.scenario.province import load_province

    load_province(demo=True)
    desk = actor_of(Staff.objects.get(username="han.ttn"), date(2019, 3, 1))
    _take_in(desk, 0)  # fills the caches of rules and calendar
    print(f"{'command':<44}{'median ms':>12}{'95 % ms':>12}{'times':>8}")
    taken = measured("accept, with all writes", lambda number: _take_in(desk, number), range(1, TIMES + 1))
    measured("complete_step, with all writes", lambda dossier: _complete(desk, dossier), taken)
    agency = Agency.objects.get(code="000.00.12.H51")
    _fill_the_desk(agency.pk, taken[0].pk)
    measured(f"work list of {OPEN_TASKS:,} tasks", lambda page: _work_list(desk, page), range(1, 31))


def measured(name: str, action: Callable[[Any], Any], over: Iterable[Any]) -> list[Any]:
    results, times = [], []
    for one in over:
        start = time.perf_counter()
        results.append(action(one))
        times.append((time.perf_counter() - start) * 1000)
    print(f"{name:<44}{median(times):>12.2f}{quantiles(times, n=20)[-1]:>12.2f}{len(times):>8}")
    return results


def _take_in(desk: Any, number: int) -> Any:
    from motcua.dossiers.applicants import ApplicantDetails
    from motcua.dossiers.commands import Filing, take_in
    from motcua.law.lifecycle import Channel
    from motcua.law.lifecycle.commands import Accept
    from motcua.law.lifecycle.state import Fee, Money, PaperReceived

    components = ("to-khai-yeu-cau-cap-phieu", "ban-sao-giay-chung-minh-nhan", "ban-sao-so-ho-khau-giay")
    papers = tuple(PaperReceived(component, 1, 0) for component in components)
    person = ApplicantDetails(f"{94_199_000_000 + number:012}", "Lý Thị Sà Rươl", address="Phường 1, Sóc Trăng")
    filing = Filing(PROCEDURE, person, Channel.COUNTER)
    accept = Accept("", Channel.COUNTER, papers, Fee(200_000, Money.PAID))
    return take_in(uuid.uuid4(), filing, accept, actor=desk, at=AT)


def _complete(desk: Any, dossier: Any) -> Any:
    from motcua.dossiers.commands import handle
    from motcua.law.lifecycle.commands import CompleteStep

    return handle(dossier.pk, CompleteStep("intake", "done"), actor=desk, at=AT, key=str(uuid.uuid4()))


def _work_list(desk: Any, page: int) -> Any:
    from motcua.dossiers.worklist import worklist

    return worklist(desk, now=AT, page=page)


def _fill_the_desk(agency_id: int, like: uuid.UUID) -> None:
    """Copies of a dossier, each with a result that waits at the desk; the due dates lie around the moment measured."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_COPIES, {"like": like, "count": OPEN_TASKS})
        cursor.execute(_TASKS, {"agency": agency_id})
        cursor.execute("ANALYZE")


_COPIES = """
INSERT INTO dossiers_dossier (id, code, lookup_code, procedure_id, procedure_version_id, process_id, agency_id, regime,
    applicant_id, applicant_name, subject, channel, wanted_delivery, status, money, submitted_at, accepted_at, due_at,
    due_original, late_cause, ended_as, state, events_count, last_hash)
SELECT gen_random_uuid(), 'copy-' || n, lookup_code, procedure_id, procedure_version_id, process_id, agency_id, regime,
    applicant_id, applicant_name, subject, channel, wanted_delivery, status, money, submitted_at, accepted_at,
    due_at - interval '14 days' + n * interval '5 minutes', due_original, late_cause, ended_as, state, 0, last_hash
FROM dossiers_dossier, generate_series(1, %(count)s) AS n WHERE id = %(like)s
"""
_TASKS = """
INSERT INTO dossiers_task (dossier_id, kind, step, name, agency_id, role, unit, opened_at, dossier_due_at, outcome)
SELECT id, 'return', '', 'Trả kết quả', %(agency)s, 'reception', '', accepted_at, due_at, ''
FROM dossiers_dossier WHERE code LIKE 'copy-%%'
"""


if __name__ == "__main__":
    run()
