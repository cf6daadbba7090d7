"""Two worlds in which a dossier lives: the pure law, and the real system on PostgreSQL.

The specification of the life cycle runs in both: what a case says of the rule it says of the system.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import cast
from law.calendars import at
from motcua.law.lifecycle import Dossier, Rules, Status, decide, fold
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.moments import local
from motcua.law.process import StepKind


class World:
    """One dossier, the rules it follows, and everything that has happened to it."""

    officer, colleague = 1, 2
    """Ids of two case officers of the unit."""

    def __init__(self) -> None:
        self.rules = cast.rules()
        self.state = Dossier()
        self.happened: list[e.Event] = []

    def follows(self, rules: Rules) -> None:
        """The dossier follows these rules instead of the usual ones; to be said before the first command."""
        self.rules = rules

    def give(self, command: c.Command, when: str = cast.OPENING, *, by: str = "") -> tuple[e.Event, ...]:
        """Give a command at a local moment; by whom, where it is not who usually does."""
        raise NotImplementedError

    def assign(self, who: int | None = None, when: str = cast.OPENING) -> tuple[e.Event, ...]:
        """Name the responsible officer."""
        return self.give(c.Assign(who or self.officer, "Lâm Minh Khang"), when)

    def accepted(self, rules: Rules | None = None, when: str = cast.OPENING) -> None:
        """Bring the dossier in at the counter."""
        if rules:
            self.follows(rules)
        self.give(cast.accept(), when)

    def brought_to(self, step_id: str, rules: Rules | None = None, when: str = cast.OPENING) -> None:
        """Take a dossier in and leave steps by their first edges until only `step_id` is open."""
        self.accepted(rules, when)
        while self.open != [step_id]:
            ahead = [name for name in self.open if name != step_id]
            self.leave(ahead[0], when)

    def leave(self, step_id: str, when: str = cast.OPENING) -> tuple[e.Event, ...]:
        """Leave an open step in the way of its kind, by its first edge."""
        rule = self.rules.process.step(step_id)
        match rule.kind:
            case StepKind.ASSIGN:
                return self.assign(when=when)
            case StepKind.DECIDE:
                return self.give(cast.approve(), when)
            case StepKind.HAND_OVER:
                return self.give(cast.finish(), when)
            case _:
                return self.give(cast.complete(step_id, rule.edges[0].outcome), when)

    @property
    def open(self) -> list[str]:
        """Ids of the open steps, in the order in which they were opened."""
        return [opened.step for opened in self.state.steps]

    @property
    def status(self) -> Status:
        return self.state.status

    def who(self, part: str) -> int:
        """Id of a member of the cast."""
        raise NotImplementedError

    def usual(self, command: c.Command) -> str:
        """The part whose work it is to give such a command now."""
        match command:
            case c.Assign():
                return "unit_head"
            case c.RequestSupplement() | c.RequestPayment() | c.Pause() | c.Resume() | c.Consult() | c.AskCorrection():
                return self._in_charge
            case c.CorrectResult() | c.Note():
                return self._in_charge
            case c.Extend() | c.Approve() | c.Reject():
                return "agency_head"
            case c.CompleteStep() | c.ReturnToStep() | c.See() | c.Recall():
                return self.holder(command.step)
            case c.DecideCorrection():
                return "director"
            case c.Answer():
                return "asked_officer"
            case _:
                return "receptionist"

    @property
    def _in_charge(self) -> str:
        return "colleague" if self.state.officer == self.colleague else "case_officer"

    def consultation(self, days: str = "3") -> c.Consult:
        """An opinion asked of the unit of the asked officer."""
        return cast.consult(self.asked, "Sở Văn hóa", days, unit=cast.ASKED_UNIT, unit_name="Phòng Quản lý văn hóa")

    @property
    def asked(self) -> int:
        """Id of the agency that is asked for opinions."""
        return 77

    def holder(self, step_id: str) -> str:
        """The part on whose desk a step lies."""
        rule = self.rules.process.step(step_id)
        parts = {
            ("leader", cast.UNIT): "unit_head",
            ("leader", ""): "agency_head",
            ("case_officer", cast.UNIT): self._in_charge,
            ("case_officer", cast.OTHER_UNIT): "other_unit_officer",
            ("case_officer", cast.OFFICE): "office_clerk",
            ("reception", ""): "receptionist",
        }
        return parts[rule.role, rule.unit]


SIGNED_BY = c.CompleteStep | c.Recall | c.AskCorrection | c.DecideCorrection
"""Commands that carry who gives them."""
OF_THE_SYSTEM = c.CloseUnsupplemented | c.Recompute | c.ChangeProcess


class Pure(World):
    """`decide` and `fold` alone."""

    def who(self, part: str) -> int:
        return {"case_officer": 1, "colleague": 2}.get(part) or 10 + list(cast.CAST).index(part)

    def give(self, command: c.Command, when: str = cast.OPENING, *, by: str = "") -> tuple[e.Event, ...]:
        moment = at(when)
        if isinstance(command, c.Accept):
            command = replace(command, code=f"{cast.JUSTICE}-{local(moment):%y%m%d}-0001")
        if isinstance(command, SIGNED_BY):
            command = replace(command, by=self.who(by or self.usual(command)))
        events = decide(self.state, command, self.rules, moment)
        self.state = fold(self.state, events, moment)
        self.happened.extend(events)
        return events


class People(dict[str, Any]):
    """The cast by their parts, each looked up when first needed."""

    def __missing__(self, part: str) -> Any:
        self[part] = cast.person(part)
        return self[part]


class Postgres(World):
    """The commands of the real system, each given by the person whose work it is; what they wrote is read back."""

    def __init__(self) -> None:
        super().__init__()
        self.dossier = uuid.uuid4()
        self.loaded = False
        self.people = People()
        self.officer = self.who("case_officer")
        self.colleague = self.who("colleague")

    def who(self, part: str) -> int:
        return int(self.people[part].staff_id)

    @property
    def asked(self) -> int:
        from motcua.agencies.models import Agency

        return int(Agency.objects.get(code=cast.ASKED).pk)

    def give(self, command: c.Command, when: str = cast.OPENING, *, by: str = "") -> tuple[e.Event, ...]:
        from motcua.agencies.actors import Party
        from motcua.dossiers import commands

        if not self.loaded:
            cast.load(self.rules)
            self.loaded = True
        moment = at(when)
        if isinstance(command, c.Submit) and self.state.status is Status.DRAFT:
            filing = cast.filing(channel=command.channel)
            commands.submit(self.dossier, filing, command, at=moment)
        elif isinstance(command, c.Accept | c.Guide | c.Refuse) and self.state.status is Status.DRAFT:
            channel = command.channel if isinstance(command, c.Accept) else "counter"
            by_whom = self.people[by or "receptionist"]
            commands.take_in(self.dossier, cast.filing(channel=channel), command, actor=by_whom, at=moment)
        else:
            if isinstance(command, c.Submit):
                by_whom = Party.APPLICANT
            elif isinstance(command, OF_THE_SYSTEM):
                by_whom = Party.SYSTEM
            else:
                by_whom = self.people[by or self.usual(command)]
            commands.handle(self.dossier, command, actor=by_whom, at=moment, key=str(uuid.uuid4()))
        return self._read()

    def _read(self) -> tuple[e.Event, ...]:
        """What was written since the last look; log, row and tasks must tell the same."""
        from motcua.dossiers.codec import event_from, state_from
        from motcua.dossiers.desk import tasks_of
        from motcua.dossiers.models import Dossier as Row
        from motcua.dossiers.record import columns_of

        row = Row.objects.get(pk=self.dossier)
        lines = row.events.filter(seq__gt=len(self.happened)).order_by("seq")
        events = tuple(event_from(line.kind, line.data) for line in lines)
        self.state = fold(self.state, events, lines[0].at)
        self.happened.extend(events)
        assert state_from(row.state) == self.state
        assert {name: getattr(row, name) for name in columns_of(self.state)} == columns_of(self.state)
        columns = ("kind", "step", "role", "unit", "assignee_id", "opened_at", "due_at", "agency_id")
        lying = row.tasks.filter(closed_at=None).values_list(*columns)
        wanted = tasks_of(self.state, self.rules.process)
        assert len(lying) == len(wanted)
        assert set(lying) == {
            (t.kind, t.step, t.role, t.unit, t.assignee_id, t.opened_at, t.due_at, t.agency_id or row.agency_id)
            for t in wanted
        }
        return events
