"""The cast of the tests of dossiers: who works at Sở Tư pháp, what is filed there, and short ways to give commands.

The persons are those of the demonstration province. The procedure and its processes are made for the tests; the same
values are rules of the pure law and, loaded as a procedure of the catalogue, rules of the real system.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
import pytest

from law.calendars import NATIONAL
from law.calendars import at as moment
from motcua.law.deadline import TimeLimit, Unit
from motcua.law.lifecycle import Channel, ComponentRule, FeeRule, ProcedureRules, Rules
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import (
    ConsultMethod,
    Delivery,
    Fee,
    LateCause,
    Money,
    PaperReceived,
    PaperRequest,
    Receiver,
)
from motcua.law.process import Edge, Process, Step, StepKind
from motcua.law.refusal import Refused
from motcua.law.regimes import regime_on

JUSTICE, PRESS = "000.00.12.H51", "000.00.01.H51"
"""Agencies: Sở Tư pháp, and one whose desk a post clerk serves too."""
UNIT, OTHER_UNIT, OFFICE = "hanh-chinh-tu-phap", "bo-tro-tu-phap", "van-phong"

CAST = {
    "receptionist": "han.ttn",
    "stand_in": "han.ntk",
    "unit_head": "trung.hq",
    "case_officer": "khang.lm",
    "colleague": "thinh.nh",
    "other_unit_head": "quyen.ln",
    "other_unit_officer": "hanh.dtb",
    "office_clerk": "duyen.ttc",
    "agency_head": "phuoc.nh",
    "post_clerk": "tien.tm",
    "director": "vinh.sh",
    "procedure_control": "thuy.dtb",
    "administrator": "duy.kn",
    "stranger": "dat.th",
    "asked_head": "nhan.hv",
    "asked_officer": "thuy.ntc",
}
"""Part → user name. The stranger receives for another agency; the asked ones work in a unit that gives opinions."""

ASKED, ASKED_UNIT = "000.00.13.H51", "quan-ly-van-hoa"
"""The agency and unit that are asked for an opinion."""

OWNER = "094199000123"
"""Identity number of the applicant."""

OPENING = "01/03/2019 08:00"
"""A Friday morning. With 5 working days, what is accepted now is due on the next Friday at the same hour."""


def step(
    step_id: str,
    kind: str,
    role: str,
    *to: str | Edge,
    unit: str = "",
    hours: str = "0",
    join: bool = False,
) -> Step:
    """A step; names of steps stand for one edge that opens them all."""
    names = tuple(target for target in to if isinstance(target, str))
    outcome = "approve" if kind == "decide" else "done"
    edges = (Edge(outcome, "Chuyển bước", names),) if names else ()
    more = tuple(target for target in to if isinstance(target, Edge))
    return Step(step_id, f"Bước {step_id}", StepKind(kind), role, unit, Decimal(hours), (*edges, *more), join)


def to(outcome: str, *steps: str) -> Edge:
    """An edge with its own outcome."""
    return Edge(outcome, f"Hướng {outcome}", steps)


LINEAR = Process(
    (
        step("intake", "work", "reception", "assign", hours="2"),
        step("assign", "assign", "leader", "process", unit=UNIT, hours="2"),
        step("process", "work", "case_officer", "check", unit=UNIT, hours="16"),
        step("check", "work", "leader", "decide", to("revise", "process"), unit=UNIT, hours="4"),
        step("decide", "decide", "leader", "issue", hours="4"),
        step("issue", "work", "case_officer", "hand-over", unit=OFFICE, hours="4"),
        step("hand-over", "hand_over", "reception"),
    ),
    "intake",
)
"""The usual shape: 32 working hours, with a way back from the check."""

PARALLEL = Process(
    (
        step("intake", "work", "reception", "assign", hours="2"),
        step("assign", "assign", "leader", "process", unit=UNIT, hours="2"),
        step("process", "work", "case_officer", "visit", "opinion", unit=UNIT, hours="4"),
        step("visit", "work", "case_officer", "report", unit=UNIT, hours="8"),
        step("report", "work", "case_officer", "merge", unit=UNIT, hours="4"),
        step("opinion", "work", "case_officer", "merge", unit=OTHER_UNIT, hours="12"),
        step("merge", "work", "case_officer", "check", unit=UNIT, hours="4", join=True),
        step("check", "work", "leader", "decide", to("revise", "process"), unit=UNIT, hours="4"),
        step("decide", "decide", "leader", "issue", hours="2"),
        step("issue", "work", "case_officer", "hand-over", unit=OFFICE, hours="2"),
        step("hand-over", "hand_over", "reception"),
    ),
    "intake",
)
"""Two branches, one of them with two steps, that meet; and a way back from after the meeting to before the parting."""

PROCEDURE = ProcedureRules(
    code="1.900100",
    name="Xác nhận mẫu thử",
    components=(
        ComponentRule("don", "Đơn đề nghị", 1, 0, True),
        ComponentRule("ban-sao", "Bản sao giấy tờ", 0, 1, True),
        ComponentRule("uy-quyen", "Văn bản ủy quyền", 1, 0, False),
    ),
    limits=(
        ("", TimeLimit(Decimal(5), Unit.WORKING_DAY)),
        ("online_partial", TimeLimit(Decimal(4), Unit.WORKING_DAY)),
    ),
    intake_from=date(2018, 7, 1),
)


def rules(process: Process = LINEAR, *, on: str = "01/03/2019", **changes: Any) -> Rules:
    """Rules of a dossier accepted on a day; `changes` are those of the procedure."""
    day = moment(f"{on} 08:00").date()
    return Rules(replace(PROCEDURE, **changes), process, NATIONAL, regime_on(day), OWNER)


def with_fee(amount: int = 150_000) -> tuple[FeeRule, ...]:
    """A fee that is owed before acceptance."""
    return (FeeRule("Phí thẩm định", amount, True),)


def as_data(wanted: Rules, agency: str = JUSTICE) -> dict[str, Any]:
    """The procedure and process of these rules, as the catalogue loads them."""
    procedure = wanted.procedure
    return {
        "code": procedure.code,
        "agency": agency,
        "field": "Thử nghiệm",
        "name": procedure.name,
        "decision": {"number": "01/QĐ-UBND", "date": "2018-06-21"},
        "valid_from": f"{procedure.intake_from}",
        "channels": [channel.value for channel in Channel],
        "limits": [
            {"channel": channel, "value": str(limit.value), "unit": limit.unit} for channel, limit in procedure.limits
        ],
        "components": [msgspec.to_builtins(component) for component in procedure.components],
        "fees": [
            {"kind": "fee", "name": fee.name, "amount": fee.amount, "due_at_intake": fee.due_at_intake}
            for fee in procedure.fees
        ],
        "process": {"decision": "02/QĐ-UBND", **msgspec.to_builtins(wanted.process)},
        "suspensions": [
            {"since": f"{first}"} | ({"until": f"{last + timedelta(days=1)}"} if last else {})
            for first, last in procedure.suspensions
        ],
    }


@contextmanager
def refused(code: str, field: str | None = None) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """What is done inside is refused for this reason, beside this field, in a whole sentence."""
    with pytest.raises(Refused) as caught:
        yield caught
    assert (caught.value.code, caught.value.field) == (code, field)
    assert caught.value.sentence[0].isupper() and caught.value.sentence.endswith(".")


# Commands as they are usually given.

PAPERS = (PaperReceived("don", 1, 0), PaperReceived("ban-sao", 0, 1))
PAID = Fee(150_000, Money.PAID)


def submit(papers: tuple[PaperReceived, ...] = PAPERS) -> c.Submit:
    return c.Submit(Channel.ONLINE_PARTIAL, papers)


def accept(
    papers: tuple[PaperReceived, ...] = PAPERS,
    *,
    channel: Channel = Channel.COUNTER,
    fee: Fee = Fee(),
    number: int = 1,
    on: str = "190301",
) -> c.Accept:
    return c.Accept(f"{JUSTICE}-{on}-{number:04}", channel, papers, fee)


def complete(step_id: str, outcome: str = "done", note: str = "") -> c.CompleteStep:
    return c.CompleteStep(step_id, outcome, note)


def back(step_id: str, to_step: str, reason: str = "Thiếu biên bản thẩm định.") -> c.ReturnToStep:
    return c.ReturnToStep(step_id, to_step, reason)


def ask(component: str = "don", **more: str) -> c.RequestSupplement:
    return c.RequestSupplement((PaperRequest(component, "Ký lại đơn"),), "Đơn chưa có chữ ký.", **more)


def bring(*components: str) -> c.ReceiveSupplement:
    return c.ReceiveSupplement(tuple(PaperReceived(name, 1, 0) for name in components or ("don",)))


def extend(days: str = "2", cause: LateCause = LateCause.COMPLEX_CASE) -> c.Extend:
    return c.Extend(Decimal(days), "Cần xác minh thêm tại thực địa.", cause)


def approve(number: str = "12/KQ") -> c.Approve:
    return c.Approve(number)


def reject(cause: LateCause | None = None) -> c.Reject:
    return c.Reject("Không đủ điều kiện theo quy định.", cause)


def finish(cause: LateCause | None = None) -> c.Finish:
    return c.Finish(1, cause)


def hand_out(identity: str = OWNER, **more: Any) -> c.ReturnResult:
    given = {"delivery": Delivery.COUNTER, "receiver": Receiver.OWNER, "identity": identity, **more}
    return c.ReturnResult(**given)


def guide(component: str = "don") -> c.Guide:
    return c.Guide((PaperRequest(component, "Ký lại đơn"),), "Đơn chưa có chữ ký.")


def pause(cause: str = "appraisal") -> c.Pause:
    return c.Pause(cause, "Điều 10 Luật Giám định", "khi có kết luận giám định")


def ask_payment(amount: int = 2_000_000) -> c.RequestPayment:
    return c.RequestPayment(amount, "Thông báo nộp thuế số 15/TB-CCT", "lệ phí trước bạ")


def pay(amount: int = 2_000_000) -> c.ConfirmPayment:
    return c.ConfirmPayment(amount, "BL 0001234")


def consult(agency: int = 77, name: str = "Công an tỉnh", days: str = "3", **more: str) -> c.Consult:
    return c.Consult(agency, name, "Xác nhận án tích.", Decimal(days), ConsultMethod.WRITTEN, **more)


def answer(number: int = 1) -> c.Answer:
    return c.Answer(number, "Không có án tích.")


def ask_to_stop() -> c.AskToStop:
    return c.AskToStop("Không còn nhu cầu.")


def confirm_stop(cause: LateCause | None = None) -> c.ConfirmStop:
    return c.ConfirmStop("Đơn đề nghị, bản chính", "", cause)


def ask_correction(true_at: str, by: int | None = None) -> c.AskCorrection:
    return c.AskCorrection(moment(true_at), "Sổ ký nhận kết quả số 12, trang 3", by)


def decide_correction(agree: bool = True, by: int | None = None) -> c.DecideCorrection:
    return c.DecideCorrection(agree, "" if agree else "Sổ không ghi giờ.", by)


def correct_result(known_at: str, **more: str) -> c.CorrectResult:
    return c.CorrectResult(moment(known_at), "Sai năm sinh: sửa thành 1985", "12a/KQ", **more)


def note(text: str = "Đã gọi điện cho người nộp.") -> c.Note:
    return c.Note(text)


# The same on the real system. Imported late: the settings are read when the database is known.


def load(wanted: Rules, agency: str = JUSTICE) -> None:
    """Bring the procedure of these rules into the catalogue."""
    from motcua.catalogue.commands import load_procedures

    load_procedures([as_data(wanted, agency)])


def person(part: str, on: date = date(2019, 3, 1)) -> Any:
    """A member of the cast as an actor on a day."""
    from motcua.accounts.models import Staff
    from motcua.agencies.actors import actor_of

    return actor_of(Staff.objects.get(username=CAST[part]), on)


@cache
def applicant(number: int = 0) -> Any:
    """Who files; other numbers are other persons."""
    from motcua.dossiers.applicants import ApplicantDetails

    return ApplicantDetails(str(int(OWNER) + number).zfill(12), "Lý Thị Sà Rươl", address="Phường 1, Sóc Trăng")


def filing(number: int = 0, **more: Any) -> Any:
    """A filing of the procedure of the tests."""
    from motcua.dossiers.commands import Filing

    given = {"procedure": PROCEDURE.code, "applicant": applicant(number), "channel": Channel.COUNTER, **more}
    return Filing(**given)


def taken_in(when: str | datetime = OPENING, *, by: Any = None, key: uuid.UUID | None = None, number: int = 0) -> Any:
    """A dossier taken in at the counter of Sở Tư pháp; the procedure must be loaded."""
    from motcua.dossiers.commands import take_in

    at = moment(when) if isinstance(when, str) else when
    return take_in(key or uuid.uuid4(), filing(number), accept(), actor=by or person("receptionist"), at=at)
