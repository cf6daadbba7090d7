"""Work moves from desk to desk: assigned, completed, sent back."""

import pytest

import cast
from cast import back, complete, refused
from law.calendars import shown
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e

LATER = "04/03/2019 09:00"


def test_completing_a_step_opens_the_next(world):
    world.accepted()
    world.give(complete("intake"))

    assert world.open == ["assign"]


def test_the_first_completed_step_makes_the_dossier_processed(world):
    world.accepted()
    world.give(complete("intake"))

    assert world.status is Status.PROCESSING


def test_the_next_step_has_its_own_time_from_the_moment_it_opens(world):
    world.accepted()
    world.give(complete("intake"), "01/03/2019 08:30")

    assert shown(world.state.steps[0].due_at) == "01/03/2019 10:30"


def test_the_outcome_chooses_the_way(world):
    world.brought_to("check")
    world.give(complete("check", "revise"))

    assert world.open == ["process"]


def test_an_outcome_that_the_step_does_not_have_is_refused(world):
    world.accepted()

    with refused("unknown_outcome", "outcome"):
        world.give(complete("intake", "revise"))


def test_the_note_for_the_next_desk_is_kept(world):
    world.accepted()
    completed, *_ = world.give(complete("intake", note="  Bản gốc gửi chuyến 10 giờ "))

    assert isinstance(completed, e.StepCompleted)
    assert (completed.step, completed.outcome, completed.note) == ("intake", "done", "Bản gốc gửi chuyến 10 giờ")


def test_a_step_is_completed_once(world):
    world.accepted()
    world.give(complete("intake"))

    with refused("step_not_open") as caught:
        world.give(complete("intake"))

    assert "Bước intake" in caught.value.sentence


def test_a_step_that_does_not_exist_is_not_open(core):
    core.accepted()

    with refused("step_not_open"):
        core.give(complete("nowhere"), by="receptionist")


@pytest.mark.parametrize("step", ["assign", "decide", "hand-over"])
def test_a_step_with_a_command_of_its_own_is_not_left_by_another(core, step):
    core.brought_to(step)

    with refused("other_command"):
        core.give(complete(step))


# assigning


def test_assigning_names_the_officer_and_leaves_the_step(world):
    world.brought_to("assign")
    world.assign()

    assert world.state.officer == world.officer
    assert world.open == ["process"]


def test_the_officer_can_be_changed_later_and_the_work_stays_where_it_is(world):
    world.brought_to("process")
    before = world.state.steps
    world.assign(world.colleague)

    assert world.state.officer == world.colleague
    assert world.state.steps == before


def test_naming_the_same_officer_again_is_refused(world):
    world.brought_to("process")

    with refused("same_officer", "officer"):
        world.assign(world.officer)


def test_sent_back_to_be_assigned_it_may_go_to_the_same_officer_again(world):
    world.brought_to("process")
    world.give(back("process", "assign"))
    world.assign(world.officer)

    assert world.open == ["process"]


# sending back


def test_sending_back_opens_an_earlier_step_with_its_whole_time(world):
    world.brought_to("check")
    world.give(back("check", "process"), LATER)

    assert world.open == ["process"]
    assert shown(world.state.steps[0].due_at) == "06/03/2019 09:00"


def test_sending_back_gives_the_dossier_no_new_time(world):
    world.brought_to("check")
    due = world.state.due_at
    world.give(back("check", "process"), LATER)

    assert world.state.due_at == due


def test_sending_back_needs_a_reason(world):
    world.brought_to("check")

    with refused("not_written", "reason"):
        world.give(back("check", "process", " "))


@pytest.mark.parametrize("to", ["decide", "process", "hand-over", "nowhere"])
def test_work_is_sent_back_only_to_a_step_it_has_been_through(world, to):
    world.brought_to("process")

    with refused("not_earlier", "to"):
        world.give(back("process", to))


def test_work_is_not_sent_back_to_a_step_that_comes_later(world):
    world.brought_to("check")
    world.give(back("check", "process"))

    with refused("not_earlier", "to"):
        world.give(back("process", "check"))


def test_the_first_step_has_nothing_before_it(core):
    core.accepted()

    with refused("not_earlier", "to"):
        core.give(back("intake", "intake"))


def test_a_step_that_is_not_open_sends_nothing_back(world):
    world.brought_to("check")

    with refused("step_not_open"):
        world.give(back("process", "intake"), by="unit_head")


def test_sending_back_before_the_decision_takes_the_decision_back(world):
    world.brought_to("issue")
    world.give(back("issue", "check"))

    assert world.status is Status.PROCESSING
    assert world.state.result_number == ""


def test_a_decision_taken_back_must_be_taken_again(world):
    world.brought_to("issue")
    world.give(back("issue", "check"))
    for step in ("check", "decide"):
        world.leave(step)

    assert world.status is Status.APPROVED
    assert world.open == ["issue"]


def test_sending_back_after_the_decision_leaves_the_decision(world):
    world.brought_to("hand-over")
    world.give(back("hand-over", "issue", "Kết quả chưa đóng dấu."))

    assert world.status is Status.APPROVED
    assert world.state.result_number == "12/KQ"


def test_what_went_back_after_the_decision_can_still_be_finished(world):
    world.brought_to("hand-over")
    world.give(back("hand-over", "issue", "Kết quả chưa đóng dấu."))
    world.leave("issue")
    world.leave("hand-over")

    assert world.status is Status.FINISHED


# the order of time


def test_nothing_happens_before_what_has_happened(world):
    world.accepted(when="01/03/2019 09:00")

    with refused("clock_in_past") as caught:
        world.give(complete("intake"), "01/03/2019 08:59")

    assert "08:59 ngày 01/03/2019" in caught.value.sentence


def test_two_things_may_happen_in_the_same_minute(world):
    world.accepted()
    world.give(complete("intake"), cast.OPENING)

    assert world.state.last_at == world.state.accepted_at


def test_a_refused_command_leaves_the_dossier_as_it_was(world):
    world.accepted()
    before = world.state
    with refused("unknown_outcome", "outcome"):
        world.give(complete("intake", "nothing"))

    assert world.state == before
    world.give(complete("intake"))
    assert world.open == ["assign"]


def test_assigning_is_not_possible_once_the_dossier_has_ended(core):
    core.brought_to("hand-over")
    core.leave("hand-over")

    with refused("not_now"):
        core.give(c.Assign(core.colleague, "Nguyễn Hữu Thịnh"))
