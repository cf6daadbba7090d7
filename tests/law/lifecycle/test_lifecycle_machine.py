"""Dossiers that live at random: every command, at any time, over random processes; what holds whatever happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

import cast
from law.calendars import NATIONAL
from law.lifecycle.living import (
    AFTERWARDS,
    AT_WORK,
    BESIDE,
    CHANGED,
    ENDED,
    LATE,
    OVER,
    PAUSES,
    PICKS,
    STANDING,
    Living,
    another_version,
    hops_to_the_end,
    leaving,
    ways_on,
)
from law.lifecycle.processes import specimens
from law.lifecycle.samples import COMMANDS
from motcua.dossiers.codec import event_from, kind_of, state_from, to_json
from motcua.dossiers.desk import tasks_of
from motcua.law.lifecycle import POSSIBLE, Dossier, Status, evolve
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.clock import dossier_due, step_due
from motcua.law.lifecycle.sentences import sentence
from motcua.law.lifecycle.state import LateCause
from motcua.law.process import validate
from motcua.law.worktime import Calendar


class Life(Living):
    """What may happen to one dossier, and what holds then."""

    # commands

    @rule(pause=PAUSES)
    def submit(self, pause: int) -> None:
        self.give(cast.submit(), pause)

    @rule(pause=PAUSES)
    def refuse(self, pause: int) -> None:
        if self.state.status is Status.SUBMITTED:
            self.give(c.Refuse("Không thuộc thẩm quyền."), pause)

    @rule(pause=PAUSES, which=PICKS, way=PICKS)
    def leave_a_step(self, pause: int, which: int, way: int) -> None:
        if self.at_work:
            self.give(leaving(self.process, self.open_step(which), way), pause)

    @rule(picks=st.lists(st.tuples(PICKS, PICKS), min_size=2, max_size=8))
    def work_on(self, picks: list[tuple[int, int]]) -> None:
        for which, way in picks:
            if self.at_work and self.open_step(which) != self.hand_over:
                self.give(leaving(self.process, self.open_step(which), way), 0)

    @rule(pause=PAUSES, which=PICKS, to=PICKS)
    def send_back_anywhere(self, pause: int, which: int, to: int) -> None:
        if self.at_work:
            self.give(cast.back(self.open_step(which), self.state.visited[to % len(self.state.visited)]), pause)

    @rule(pause=PAUSES, which=PICKS, to=PICKS)
    def send_back(self, pause: int, which: int, to: int) -> None:
        step = self.open_step(which) if self.at_work else ""
        earlier = [name for name in self.state.visited if self.is_possible(cast.back(step, name))]
        if earlier:
            self.give(cast.back(step, earlier[to % len(earlier)]), pause)

    @rule(pause=PAUSES, basis=st.booleans())
    def ask(self, pause: int, basis: bool) -> None:
        self.give(cast.ask(legal_basis="Luật", approver="Giám đốc") if basis else cast.ask(), pause)

    @rule(pause=PAUSES)
    def bring(self, pause: int) -> None:
        self.give(cast.bring(), pause)

    @rule(pause=PAUSES, half_days=st.integers(0, 9))
    def extend(self, pause: int, half_days: int) -> None:
        self.give(c.Extend(Decimal(half_days) / 2, "Cần xác minh.", LateCause.COMPLEX_CASE), pause)

    @rule(pause=PAUSES)
    def guide(self, pause: int) -> None:
        if self.state.status is Status.SUBMITTED:
            self.give(cast.guide(), pause)

    @precondition(lambda self: self.state.sent)
    @rule(pause=PAUSES, which=PICKS, by=st.integers(1, 2))
    def recall(self, pause: int, which: int, by: int) -> None:
        sent = self.state.sent[which % len(self.state.sent)]
        self.give(c.Recall(sent.step.step, by), pause)

    @precondition(lambda self: self.at_work)
    @rule(which=PICKS, way=PICKS)
    def take_back_at_once(self, which: int, way: int) -> None:
        command = leaving(self.process, self.open_step(which), way)
        before = self.state
        if not isinstance(command, c.CompleteStep) or not self.is_possible(command):
            return
        self.give(command, 0)
        if not self.is_possible(c.Recall(command.step, command.by)):
            return
        self.give(c.Recall(command.step, command.by), 0)
        assert {step.step: step.due_at for step in self.state.steps} == {
            step.step: step.due_at for step in before.steps
        }
        assert set(self.state.arrivals) == set(before.arrivals)
        assert self.state.visited == before.visited
        assert self.state.due_at == before.due_at

    @precondition(lambda self: self.at_work)
    @rule(pause=PAUSES, which=PICKS)
    def see(self, pause: int, which: int) -> None:
        self.give(c.See(self.open_step(which)), pause)

    @rule(pause=PAUSES, agency=PICKS, half_days=st.integers(0, 8))
    def consult(self, pause: int, agency: int, half_days: int) -> None:
        self.give(cast.consult(agency, days=str(half_days / 2)), pause)

    @rule(pause=PAUSES, number=st.integers(1, 4))
    def answer(self, pause: int, number: int) -> None:
        self.give(cast.answer(number), pause)

    @rule(pause=PAUSES, cause=st.sampled_from(["appraisal", "posting", "no_time"]))
    def let_the_clock_stand(self, pause: int, cause: str) -> None:
        self.give(cast.pause(cause), pause)

    @rule(pause=PAUSES)
    def resume(self, pause: int) -> None:
        self.give(c.Resume(), pause)

    @rule(pause=PAUSES, amount=st.sampled_from([0, 1, 2_000_000]))
    def ask_payment(self, pause: int, amount: int) -> None:
        self.give(cast.ask_payment(amount), pause)

    @rule(pause=PAUSES, right=st.booleans())
    def pay(self, pause: int, right: bool) -> None:
        self.give(cast.pay(self.state.fee.amount + (not right)), pause)

    @rule(pause=PAUSES)
    def close(self, pause: int) -> None:
        self.give(c.CloseUnsupplemented(), pause)

    @rule(pause=PAUSES)
    def ask_to_stop(self, pause: int) -> None:
        self.give(cast.ask_to_stop(), pause)

    @rule(pause=PAUSES, cause=st.sampled_from([None, LATE]))
    def confirm_stop(self, pause: int, cause: LateCause | None) -> None:
        self.give(cast.confirm_stop(cause), pause)

    @precondition(lambda self: self.state.ended_at)
    @rule(pause=PAUSES, minutes=st.sampled_from([-30, 0, 30, 5000]), by=st.integers(1, 2))
    def ask_correction(self, pause: int, minutes: int, by: int) -> None:
        true_at = self.state.ended_at - timedelta(minutes=minutes)
        self.give(c.AskCorrection(true_at, "Sổ ký nhận trang 3", by), pause)

    @rule(pause=PAUSES, agree=st.booleans(), by=st.integers(1, 2))
    def decide_correction(self, pause: int, agree: bool, by: int) -> None:
        self.give(cast.decide_correction(agree, by), pause)

    @precondition(lambda self: self.state.ended_at)
    @rule(pause=PAUSES, reason=st.sampled_from(["", "Chờ phôi."]))
    def correct_result(self, pause: int, reason: str) -> None:
        self.give(c.CorrectResult(self.state.ended_at, "Sai năm sinh", "12a/KQ", late_reason=reason), pause)

    @rule(pause=PAUSES)
    def write_a_note(self, pause: int) -> None:
        self.give(cast.note(), pause)

    @rule(pause=PAUSES, calendar=st.sampled_from([NATIONAL, CHANGED]))
    def change_the_calendar(self, pause: int, calendar: Calendar) -> None:
        if self.state.accepted_at is None or self.state.ended_at is not None:
            return
        self.rules = replace(self.rules, calendar=calendar)
        self.give(c.Recompute("Bão số 3."), pause)

    @rule(pause=PAUSES, rename=st.booleans())
    def change_the_process(self, pause: int, rename: bool) -> None:
        new, names = another_version(self.process, rename)
        self.give(c.ChangeProcess(2, new, "Quyết định 05/QĐ-UBND", tuple(names.items())), pause)

    @rule(pause=PAUSES, cause=st.sampled_from([None, LATE]))
    def reject(self, pause: int, cause: LateCause | None) -> None:
        self.give(cast.reject(cause), pause)

    @rule(pause=PAUSES, cause=st.sampled_from([None, LATE]))
    def finish(self, pause: int, cause: LateCause | None) -> None:
        self.give(cast.finish(cause), pause)

    @rule(pause=PAUSES)
    def hand_out(self, pause: int) -> None:
        self.give(cast.hand_out(), pause)

    @rule(command=st.sampled_from(COMMANDS))
    def give_anything(self, command: c.Command) -> None:
        before = self.promise
        self.give(command, 0)
        self.promise = before or self.state.due_at

    @precondition(lambda self: self.told)
    @rule(minutes=st.integers(1, 10_000))
    def set_the_clock_back(self, minutes: int) -> None:
        now, self.now = self.now, self.told[-1].at - timedelta(minutes=minutes)
        heard = len(self.told)
        for command in ways_on(self.state, self.process):
            self.give(command, 0)
        assert len(self.told) == heard
        self.now = now

    # what holds whatever happens

    @invariant()
    def there_is_a_way_on(self) -> None:
        if self.state.status in OVER:
            assert POSSIBLE[self.state.status] <= AFTERWARDS
            return
        ways = ways_on(self.state, self.process)
        assert any(map(self.is_possible, ways)), f"no way on from {self.state.status} with {self.state.steps}"

    @invariant()
    def time_goes_forward(self) -> None:
        moments = [told.at for told in self.told]
        assert moments == sorted(moments)
        state = self.state
        course = [state.submitted_at, state.accepted_at, state.ended_at, state.returned_at]
        course = [moment for moment in course if moment]
        assert course == sorted(course)
        assert all(step.opened_at <= self.now for step in state.steps)
        assert all(step.due_at is None or step.due_at >= step.opened_at for step in state.steps)
        assert all(stop.until is None or stop.since <= stop.until for stop in state.stops)

    @invariant()
    def the_clock_stands_only_while_the_applicant_is_waited_for(self) -> None:
        state = self.state
        if state.status is not Status.STOPPED:  # whose clock may have stood when it was stopped
            assert (state.due_at is not None) == (state.accepted_at is not None and state.status not in STANDING)
        waited_for = [stop for stop in state.stops if stop.until is None]
        assert len(waited_for) == (state.status in STANDING)

    @invariant()
    def the_due_dates_are_what_the_one_computation_gives(self) -> None:
        state = self.state
        if state.accepted_at is None or state.ended_at is not None:
            return
        if state.due_at is not None:
            assert state.due_at == dossier_due(state, state.shifts, self.rules)
            for step in state.steps:
                assert step.due_at == step_due(step, self.process, state.shifts, self.rules.calendar)

    @invariant()
    def what_was_sent_is_taken_back_only_as_long_as_nobody_has_seen_it(self) -> None:
        unseen = {step.step for step in self.state.steps if not step.seen}
        for sent in self.state.sent:
            assert set(sent.opened) <= unseen

    @invariant()
    def a_consultation_stops_nothing_and_has_a_clock_of_its_own(self) -> None:
        for place, asked in enumerate(self.state.consultations, start=1):
            assert asked.number == place and asked.asked_at < asked.due_at
            assert asked.answered_at is None or asked.answered_at >= asked.asked_at

    @invariant()
    def the_true_moment_of_completion_lies_before_the_recorded_one(self) -> None:
        state = self.state
        if state.ended_actual is not None:
            assert state.accepted_at <= state.ended_actual < state.ended_at

    @invariant()
    def what_is_late_has_a_cause(self) -> None:
        assert not self.state.is_late or self.state.late_cause

    @invariant()
    def the_first_promise_never_changes(self) -> None:
        assert self.state.due_original == self.promise

    @invariant()
    def open_steps_are_steps_of_the_process_and_open_once(self) -> None:
        open_now = [step.step for step in self.state.steps]
        assert len(open_now) == len(set(open_now))
        assert set(open_now) <= set(self.state.visited) <= {step.id for step in self.process.steps}
        assert bool(open_now) == (self.state.status in (*AT_WORK, *STANDING))

    @invariant()
    def only_a_meeting_is_waited_for(self) -> None:
        for meeting, _ in self.state.arrivals:
            assert self.process.step(meeting).join
            assert any(meeting in self.process.after(step.step) for step in self.state.steps)

    @invariant()
    def the_state_is_the_fold_of_the_log(self) -> None:
        state = Dossier()
        for told in self.told:
            for event in told.events:
                state = evolve(state, event_from(kind_of(event), to_json(event)), told.at)
        assert state == self.state

    @invariant()
    def the_row_holds_the_state(self) -> None:
        assert state_from(to_json(self.state)) == self.state

    @invariant()
    def the_log_can_be_read(self) -> None:
        for event in self.told[-1].events if self.told else ():
            assert sentence(event, self.process).strip()

    @invariant()
    def exactly_the_open_desks_have_a_task(self) -> None:
        wanted = tasks_of(self.state, self.process) if self.state.last_at else ()
        assert {task.identity for task in wanted} == set(self.on_desks)
        assert len({(task.kind, task.step) for task in wanted}) == len(wanted)
        main = [task for task in wanted if task.kind not in BESIDE]
        if self.state.status in (*AT_WORK, Status.PAUSED):
            assert [task.step for task in main] == [step.step for step in self.state.steps]
        else:
            assert len(main) == (self.state.status in (Status.SUBMITTED, *STANDING, *ENDED))
        if self.state.status in OVER[1:]:
            assert not wanted

    def teardown(self) -> None:
        """From wherever it stands, the dossier can be brought to its end by going straight on."""
        hops = hops_to_the_end(self.process)
        for _ in range(400):
            match self.state.status:
                case status if status in OVER:
                    return
                case Status.DRAFT | Status.SUBMITTED:
                    command: c.Command = cast.accept()
                case Status.AWAITING_SUPPLEMENT:
                    command = cast.bring()
                case Status.AWAITING_PAYMENT:
                    command = cast.pay(self.state.fee.amount)
                case Status.PAUSED:
                    command = c.Resume()
                case status if status in ENDED:
                    command = cast.hand_out()
                case _:
                    step = self.process.step(self.state.steps[0].step)
                    nearest = [min((hops[to] for to in edge.to), default=0) for edge in step.edges]
                    way = nearest.index(min(nearest)) if nearest else 0
                    command = leaving(self.process, step.id, way)
                    assert self.is_possible(command), (self.state.status, command)
            self.give(command, 0)
        raise AssertionError(f"it never ends: {self.state.status}, {self.state.steps}")


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=300, stateful_step_count=30, deadline=None)


@settings(max_examples=60, deadline=None)
@given(specimens())
def test_every_random_process_is_one_that_can_be_approved(specimen):
    assert validate(specimen.process) == ()


@settings(max_examples=60, deadline=None)
@given(specimens())
def test_a_branch_never_comes_after_its_neighbour(specimen):
    for fork in specimen.forks:
        for branch in fork.last_steps:
            others = set().union(*fork.last_steps) - branch
            for step in branch:
                assert not others & specimen.process.after(step)
