"""The life of a dossier, found out by living it: every status that commands lead to, from the rules themselves.

A dossier of an invented procedure with the usual internal process, signed twice, is given every command in every
state it can reach. What comes of it is drawn on the page on the life of a dossier.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from motcua.accounts.roles import Role
from motcua.agencies.actors import Actor, Party, Seat
from motcua.agencies.calendars import shipped_calendar
from motcua.dossiers.access import DESK_ROLES, require
from motcua.law.deadline import TimeLimit, Unit
from motcua.law.lifecycle import POSSIBLE, Channel, ComponentRule, Dossier, ProcedureRules, Rules, Status, decide, fold
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import ConsultMethod, Delivery, LateCause, PaperReceived, PaperRequest, Receiver
from motcua.law.process import Edge, Process, Step, StepKind
from motcua.law.refusal import Refused
from motcua.law.regimes import regime_on

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
"""A Monday morning on which it is taken in; what comes after depends on little time that passes."""
UNIT, OFFICE, ASKED = "phong", "van-phong", "hoi-y-kien"
AGENCY = 1


def _step(name: str, kind: StepKind, role: str, unit: str, *to: str, outcome: str = "done") -> Step:
    edges = (Edge(outcome, outcome, to),) if to else ()
    return Step(name, name, kind, role, unit, Decimal(0), edges)


PROCESS = Process(
    (
        _step("intake", StepKind.WORK, "reception", "", "assign"),
        _step("assign", StepKind.ASSIGN, "leader", UNIT, "work"),
        _step("work", StepKind.WORK, "case_officer", UNIT, "check"),
        _step("check", StepKind.WORK, "leader", UNIT, "decide"),
        _step("decide", StepKind.DECIDE, "leader", "", "issue", outcome="approve"),
        _step("issue", StepKind.WORK, "case_officer", OFFICE, "sign-again"),
        _step("sign-again", StepKind.DECIDE, "leader", "", "hand-over", outcome="approve"),
        _step("hand-over", StepKind.HAND_OVER, "reception", ""),
    ),
    "intake",
)
"""The usual shape of an internal process, with a second signature as some procedures have it."""

RULES = Rules(
    ProcedureRules(
        "1.000000",
        "Thủ tục",
        (ComponentRule("don", "Đơn", 1, 0, True),),
        (("", TimeLimit(Decimal(10), Unit.WORKING_DAY)),),
    ),
    PROCESS,
    shipped_calendar(),
    regime_on(AT.date()),
)
PAPERS = (PaperReceived("don", 1),)


def _tries(dossier: Dossier) -> Iterator[c.Command]:
    """Well-filled commands of every kind."""
    yield c.Submit(Channel.ONLINE_FULL, PAPERS)
    yield c.Accept("000.00.01.H51-190304-0001", Channel.COUNTER, PAPERS)
    yield c.Refuse("reason")
    yield c.Assign(1, "one")
    yield c.Assign(2, "two")
    for step in dossier.steps:
        yield c.CompleteStep(step.step, "done", by=1)
        yield from (c.ReturnToStep(step.step, earlier, "reason") for earlier in dossier.visited)
        yield c.Recall(step.step, 1)
        yield c.See(step.step)
    yield from (c.Recall(sent.step.step, sent.by) for sent in dossier.sent)
    yield c.Guide((PaperRequest("don", "what"),), "reason")
    yield c.Consult(AGENCY, "agency", "what", Decimal(1), ConsultMethod.WRITTEN, ASKED, "unit")
    yield c.Answer(1, "what")
    yield c.Pause("appraisal", "basis")
    yield c.Resume()
    yield c.RequestPayment(1, "basis")
    yield c.ConfirmPayment(1, "reference")
    yield c.CloseUnsupplemented()
    yield c.AskToStop("reason")
    yield c.ConfirmStop("none")
    yield c.AskCorrection(AT + timedelta(minutes=1), "evidence", 1)
    yield c.DecideCorrection(True, "note", 2)
    yield c.CorrectResult(dossier.ended_at or AT, "what", "2/KQ")
    yield c.Note("text")
    yield c.Recompute("why")
    yield c.ChangeProcess(2, PROCESS, "decision")
    yield c.RequestSupplement((PaperRequest("don", "what"),), "reason", "basis", "approver")
    yield c.ReceiveSupplement(PAPERS)
    yield c.Extend(Decimal(1), "reason", LateCause.OVERLOAD)
    yield c.Approve("1/KQ")
    yield c.Reject("reason")
    yield c.Finish(1)
    yield c.ReturnResult(Delivery.COUNTER, Receiver.OWNER, "000000000001")


def _same(dossier: Dossier) -> tuple[object, ...]:
    """What tells two states apart here; how often something was asked does not."""
    steps = tuple(step.step for step in dossier.steps)
    asked = (dossier.guided, bool(dossier.consultations), bool(dossier.stop_asked_at), bool(dossier.correction))
    return (dossier.status, steps, dossier.visited, dossier.officer, min(dossier.extensions, 1), *asked)


def _moment(dossier: Dossier, command: c.Command) -> datetime:
    """When a command is tried: what ends a dossier an hour after it came in, what follows in the hour after that."""
    if isinstance(command, c.CloseUnsupplemented):
        return AT + timedelta(days=20)
    if dossier.ended_at is not None:
        return max(AT + timedelta(hours=2), dossier.ended_at)
    ends = isinstance(command, c.Finish | c.Reject | c.ConfirmStop)
    return AT + timedelta(hours=1) if ends else AT


def states() -> tuple[list[Dossier], set[tuple[Status, type, Status]]]:
    """Every state that can be reached, and (status, kind of command, status after) of every command carried out."""
    seen, waiting = {_same(Dossier()): Dossier()}, [Dossier()]
    edges: set[tuple[Status, type, Status]] = set()
    while waiting:
        here = waiting.pop()
        for command in _tries(here):
            try:
                at = _moment(here, command)
                after = fold(here, decide(here, command, RULES, at), at)
            except Refused:
                continue
            edges.add((here.status, type(command), after.status))
            if _same(after) not in seen:
                seen[_same(after)] = after
                waiting.append(after)
    return list(seen.values()), edges


PLACES: tuple[tuple[str, Role | Party, str], ...] = (
    ("applicant, online", Party.APPLICANT, ""),
    ("reception, desk that serves the agency", Role.RECEPTION, ""),
    ("post clerk, desk that serves the agency", Role.POST_CLERK, ""),
    ("case officer of the unit", Role.CASE_OFFICER, UNIT),
    ("case officer of the agency's office", Role.CASE_OFFICER, OFFICE),
    ("case officer of a unit asked for its opinion", Role.CASE_OFFICER, ASKED),
    ("leader of the unit", Role.LEADER, UNIT),
    ("leader of the agency", Role.LEADER, ""),
    ("centre director", Role.CENTRE_DIRECTOR, ""),
    ("procedure control", Role.PROCEDURE_CONTROL, ""),
    ("administrator", Role.ADMINISTRATOR, ""),
    ("payments", Party.PAYMENTS, ""),
    ("the system itself", Party.SYSTEM, ""),
)
"""How the page calls a place, its role (or the party, where nobody of the staff) and the unit of the post."""
_OF_THE_CENTRE = (Role.CENTRE_DIRECTOR, Role.PROCEDURE_CONTROL, Role.ADMINISTRATOR)


def _actor(role: Role | Party, unit: str) -> Actor | Party:
    """Somebody with one post of this role, in this unit of the agency; a party as it is."""
    if isinstance(role, Party):
        return role
    serves = frozenset({AGENCY}) if role in DESK_ROLES else frozenset()
    agency = AGENCY + 1 if role in _OF_THE_CENTRE else AGENCY
    return Actor(1, "name", "name", (Seat(1, role, agency, 1 if unit else None, unit, serves, "title"),))


def who_may() -> dict[type, set[str]]:
    """Kind of command → the places of `PLACES` that may give it in some state that can be reached."""
    found: dict[type, set[str]] = {}
    for dossier in states()[0]:
        for command in _tries(dossier):
            if type(command) in POSSIBLE[dossier.status]:
                found.setdefault(type(command), set()).update(_places(command, dossier))
    return found


def _places(command: c.Command, dossier: Dossier) -> Iterator[str]:
    for place, role, unit in PLACES:
        if dossier.status is Status.DRAFT and isinstance(command, c.Submit) and role is not Party.APPLICANT:
            continue  # only the applicant files online
        try:
            require(_actor(role, unit), command, AGENCY, dossier, RULES)
        except Refused:
            continue
        yield place
