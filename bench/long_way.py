"""A dossier whose internal process has 200 steps goes all the way: median milliseconds of a move with all writes."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

from bench import database
from bench.commands import measured

STEPS = 200
AT = datetime(2019, 3, 1, 1, 0, tzinfo=UTC)
CODE, JUSTICE = "1.900200", "000.00.12.H51"


def run() -> None:
    """Print one line: the moves from the first step to the signature."""
    database.empty()
    from motcua.accounts.models import Staff
    from motcua.agencies.actors import actor_of
    from motcua.catalogue.commands import load_procedures
    from motcua.dossiers.applicants import ApplicantDetails
    from motcua.dossiers.commands import Filing, handle, take_in
    from motcua.law.lifecycle import Channel
    from motcua.law.lifecycle.commands import Accept, CompleteStep
    from motcua.law.lifecycle.state import PaperReceived
    from motcua.scenario.province import load_province

    load_province(demo=True)
    load_procedures([_procedure()])
    desk = actor_of(Staff.objects.get(username="han.ttn"), date(2019, 3, 1))
    person = ApplicantDetails("094199000001", "Lý Thị Sà Rươl", address="Phường 1, Sóc Trăng")
    papers = (PaperReceived("don", 1, 0),)
    filing = Filing(CODE, person, Channel.COUNTER)
    dossier = take_in(uuid.uuid4(), filing, Accept("", Channel.COUNTER, papers), actor=desk, at=AT)

    def move(place: int) -> Any:
        command = CompleteStep(f"s{place}", "done")
        return handle(dossier.pk, command, actor=desk, at=AT, key=str(uuid.uuid4()))

    print(f"{'command':<44}{'median ms':>12}{'95 % ms':>12}{'times':>8}")
    measured(f"complete_step, dossier with {STEPS} steps", move, range(STEPS - 2))


def _procedure() -> dict[str, Any]:
    work = [_step(place, f"s{place + 1}" if place < STEPS - 3 else "sign") for place in range(STEPS - 2)]
    sign = {"id": "sign", "name": "Ký", "kind": "decide", "role": "leader", "edges": [_edge("approve", "end")]}
    end = {"id": "end", "name": "Bàn giao kết quả", "kind": "hand_over", "role": "reception"}
    return {
        "code": CODE,
        "agency": JUSTICE,
        "field": "Đo tốc độ",
        "name": "Thủ tục có quy trình 200 bước",
        "decision": {"number": "01/QĐ-UBND", "date": "2018-06-21"},
        "valid_from": "2018-07-01",
        "channels": ["counter"],
        "limits": [{"value": "60", "unit": "working_day"}],
        "components": [{"key": "don", "name": "Đơn đề nghị"}],
        "process": {"decision": "02/QĐ-UBND", "start": "s0", "steps": [*work, sign, end]},
    }


def _step(place: int, to: str) -> dict[str, Any]:
    edges = [_edge("done", to)]
    name = f"Bước {place + 1}"
    return {"id": f"s{place}", "name": name, "kind": "work", "role": "reception", "hours": "2", "edges": edges}


def _edge(outcome: str, to: str) -> dict[str, Any]:
    return {"outcome": outcome, "label": "Chuyển bước", "to": [to]}


if __name__ == "__main__":
    run()
