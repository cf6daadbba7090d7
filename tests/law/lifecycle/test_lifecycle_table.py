"""The table of what is possible when, and the events as the log keeps and tells them."""

from dataclasses import replace
from typing import get_args

import pytest

import cast
from law.calendars import at
from law.lifecycle.samples import COMMANDS, EVENTS, NOON
from motcua.dossiers.codec import event_from, kind_of, state_from, to_json
from motcua.law.lifecycle import POSSIBLE, Dossier, Status, decide, evolve, fold
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.sentences import sentence
from motcua.law.lifecycle.state import Consultation, OpenStep, Stop
from motcua.law.refusal import Refused

TERMINAL = {Status.RETURNED, Status.REFUSED, Status.STOPPED}
AFTERWARDS = {c.Note, c.AskCorrection, c.DecideCorrection, c.CorrectResult}
"""What is written about a dossier that is over; it leads to no other status."""


def named(value: object) -> str:
    return type(value).__name__


def test_the_table_knows_every_status():
    assert set(POSSIBLE) == set(Status)


def test_every_command_is_possible_in_some_status():
    assert frozenset().union(*POSSIBLE.values()) == set(get_args(c.Command))


def test_only_what_has_ended_has_no_way_on():
    assert {status for status, commands in POSSIBLE.items() if commands <= AFTERWARDS} == TERMINAL


@pytest.mark.parametrize("status", Status)
def test_what_the_table_does_not_have_is_refused_in_that_status(status):
    for command in COMMANDS:
        if type(command) not in POSSIBLE[status]:
            with cast.refused("not_now") as caught:
                decide(Dossier(status=status), command, cast.rules(), NOON)
            assert status.label in caught.value.sentence and command.label in caught.value.sentence


@pytest.mark.parametrize("status", Status)
def test_what_the_table_has_is_never_refused_for_the_status(status):
    dossier = Dossier(
        status=status,
        clock_from=NOON,
        due_at=NOON,
        accepted_at=NOON,
        ended_at=NOON,
        close_on=NOON.date(),
        stops=(Stop("supplement", NOON, None),),
        channel="counter",
    )
    for command in COMMANDS:
        if type(command) in POSSIBLE[status]:
            try:
                decide(dossier, command, cast.rules(), NOON)
            except Refused as no:
                assert no.code != "not_now"


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_name(status):
    assert status.label[0].isupper()


@pytest.mark.parametrize("command", get_args(c.Command), ids=lambda kind: kind.__name__)
def test_every_command_has_a_name_that_completes_a_sentence(command):
    assert command.label[0].islower() and not command.label.endswith(".")


def test_there_is_a_sample_of_every_command_and_event():
    assert {type(command) for command in COMMANDS} == set(get_args(c.Command))
    assert {type(event) for event in EVENTS} == set(get_args(e.Event)) == set(e.KINDS.values())


def test_the_names_of_events_in_the_log_never_change():
    assert list(e.KINDS) == [
        "submitted",
        "accepted",
        "guided",
        "intake_refused",
        "officer_assigned",
        "step_opened",
        "step_completed",
        "recalled",
        "step_seen",
        "branch_arrived",
        "returned_to_step",
        "supplement_requested",
        "supplement_received",
        "paused",
        "resumed",
        "payment_requested",
        "payment_confirmed",
        "extended",
        "consulted",
        "answered",
        "approved",
        "rejected",
        "finished",
        "result_returned",
        "stop_asked",
        "stopped",
        "correction_asked",
        "correction_decided",
        "result_corrected",
        "note_added",
        "due_recomputed",
        "process_changed",
    ]


@pytest.mark.parametrize("event", EVENTS, ids=named)
def test_every_event_changes_the_dossier_and_tells_its_moment(event):
    steps = (OpenStep("process", NOON, None), OpenStep("check", NOON, None))
    asked = Consultation(1, 77, "Công an", "", "", "Án tích", "written", NOON, NOON)
    before = Dossier(
        stops=(Stop("supplement", NOON, None),), steps=steps, consultations=(asked,), last_at=at(cast.OPENING)
    )
    after = evolve(before, event, NOON)

    assert after.last_at == NOON
    assert replace(after, last_at=before.last_at) != before or isinstance(event, e.NoteAdded)


@pytest.mark.parametrize("event", EVENTS, ids=named)
def test_folding_one_event_is_evolving(event):
    before = Dossier(stops=(Stop("supplement", NOON, None),))

    assert fold(before, [event], NOON) == evolve(before, event, NOON)


@pytest.mark.parametrize("event", EVENTS, ids=named)
def test_every_event_is_a_whole_sentence(event):
    told = sentence(event, cast.LINEAR)

    assert told[0].isupper() and told[-1] in ".!?"
    assert ".." not in told and "  " not in told and "None" not in told


@pytest.mark.parametrize("event", EVENTS, ids=named)
def test_every_event_comes_back_from_the_log_as_it_was(event):
    assert event_from(kind_of(event), to_json(event)) == event


def test_an_empty_dossier_comes_back_from_its_row_as_it_was():
    assert state_from(to_json(Dossier())) == Dossier()


def test_a_sentence_tells_steps_by_their_names():
    told = sentence(e.ReturnedToStep("check", "process", "Thiếu biên bản", ()), cast.LINEAR)

    assert told == "Trả lại từ bước “Bước check” về “Bước process”: Thiếu biên bản."


def test_a_step_that_the_process_does_not_know_is_told_by_its_id():
    assert sentence(e.StepCompleted("gone", "done", ""), cast.LINEAR) == "Hoàn thành bước “gone”."


def test_a_sentence_tells_moments_in_local_time():
    told = sentence(e.Accepted("MA", "counter", NOON, (), cast.PAID), cast.LINEAR)

    assert told.endswith("hẹn trả 11 giờ 00 ngày 05/03/2019.")


def test_a_dossier_is_late_only_after_its_due_date():
    ended = Dossier(due_at=NOON, ended_at=NOON)

    assert not ended.is_late
    assert replace(ended, ended_at=at("05/03/2019 11:01")).is_late
    assert not Dossier(due_at=NOON).is_late
