"""A process is a graph of steps: what it is made of, and everything that keeps it from being approved."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cast import LINEAR, PARALLEL, step, to
from motcua.law.process import Edge, Process, StepKind, validate


def problems(process, limit=None):
    """(step, sentence) of everything that is wrong."""
    return [(problem.step, problem.sentence) for problem in validate(process, limit)]


def only_problem(process, limit=None):
    """The one thing that is wrong; its sentence is a whole one."""
    ((where, told),) = problems(process, limit)
    assert told[0].isupper() and told.endswith(".")
    return where, told


def with_step(process, step_id, **changes):
    """The process with one step changed."""
    return replace(process, steps=tuple(replace(one, **changes) if one.id == step_id else one for one in process.steps))


def without(process, step_id):
    return replace(process, steps=tuple(one for one in process.steps if one.id != step_id))


# what a process is


@pytest.mark.parametrize("process", [LINEAR, PARALLEL], ids=["linear", "parallel"])
def test_a_whole_process_has_no_problem(process):
    assert validate(process, Decimal(32)) == ()


def test_a_step_is_found_by_its_id():
    assert LINEAR.step("check").role == "leader"
    assert LINEAR.has("check") and not LINEAR.has("nowhere")


def test_an_unknown_step_is_an_error():
    with pytest.raises(KeyError):
        LINEAR.step("nowhere")


def test_an_edge_is_found_by_its_outcome():
    assert LINEAR.step("check").edge("revise").to == ("process",)
    assert LINEAR.step("check").edge("nothing") is None


@pytest.mark.parametrize(("hours", "minutes"), [("0", 0), ("0.5", 30), ("16", 960)])
def test_the_budget_of_a_step_is_in_whole_minutes(hours, minutes):
    assert step("a", "work", "reception", "b", hours=hours).budget == minutes


def test_what_can_follow_a_step_is_reachable_at_any_distance():
    assert LINEAR.reachable("issue") == {"hand-over"}
    assert LINEAR.reachable("hand-over") == frozenset()


def test_a_way_back_makes_earlier_steps_reachable():
    assert {"process", "check"} <= LINEAR.reachable("process")


def test_what_comes_after_a_step_does_not_go_back_before_it():
    assert LINEAR.after("check") == {"decide", "issue", "hand-over"}
    assert LINEAR.after("process") == {"check", "decide", "issue", "hand-over"}


def test_a_branch_does_not_come_after_its_neighbour():
    assert "opinion" in PARALLEL.reachable("visit")
    assert PARALLEL.after("visit") & {"visit", "report", "opinion"} == {"report"}


def test_branches_come_after_the_step_that_parts_them():
    assert {"visit", "report", "opinion", "merge"} <= PARALLEL.after("process")


def test_the_units_that_name_the_officer_are_known():
    assert LINEAR.assigning_units == {LINEAR.step("assign").unit}


# the longest way


def test_the_longest_way_goes_by_the_longer_branch():
    assert PARALLEL.longest_hours() == Decimal(32)
    assert with_step(PARALLEL, "opinion", hours=Decimal(20)).longest_hours() == Decimal(40)


def test_a_way_back_is_not_counted():
    assert LINEAR.longest_hours() == Decimal(32)


def test_a_process_may_take_all_of_the_limit():
    assert validate(LINEAR, Decimal(32)) == ()


def test_a_process_over_the_limit_is_refused():
    where, told = only_problem(LINEAR, Decimal("31.5"))

    assert where == ""
    assert "32 giờ" in told and "31,5 giờ" in told


def test_a_limit_that_is_not_in_working_time_is_not_compared():
    assert validate(with_step(LINEAR, "process", hours=Decimal(4000)), None) == ()


# what is wrong


def test_an_edge_to_a_step_that_does_not_exist():
    cut = with_step(without(LINEAR, "process"), "check", edges=(to("done", "decide"),))
    where, told = only_problem(cut)

    assert where == "assign" and "“process” không tồn tại" in told


def test_a_start_that_does_not_exist():
    assert only_problem(replace(LINEAR, start="nowhere"))[1] == "Bước bắt đầu “nowhere” không có trong quy trình."


def test_one_id_for_two_steps():
    twice = replace(LINEAR, steps=(*LINEAR.steps, LINEAR.step("check")))

    assert only_problem(twice)[0] == "check"


def test_a_step_without_a_way_on():
    where, told = only_problem(with_step(LINEAR, "issue", edges=()))

    assert where == "issue" and "không dẫn đến bước nào" in told


def test_an_outcome_that_leads_nowhere():
    edges = (*LINEAR.step("check").edges, Edge("drop", "Bỏ", ()))

    assert only_problem(with_step(LINEAR, "check", edges=edges))[0] == "check"


def test_a_step_after_the_hand_over():
    assert only_problem(with_step(LINEAR, "hand-over", edges=(to("more", "issue"),)))[0] == "hand-over"


def test_a_step_with_negative_hours():
    assert only_problem(with_step(LINEAR, "check", hours=Decimal(-1)))[0] == "check"


def test_a_step_that_nobody_does():
    assert only_problem(with_step(LINEAR, "check", role=""))[0] == "check"


def test_a_decision_that_cannot_be_approved():
    assert only_problem(with_step(LINEAR, "decide", edges=(to("done", "issue"),)))[0] == "decide"


def test_a_step_that_no_way_leads_to():
    lost = step("lost", "work", "leader", "decide")

    assert only_problem(replace(LINEAR, steps=(*LINEAR.steps, lost)))[0] == "lost"


def test_a_circle_without_a_way_out():
    circle = (step("a", "work", "leader", "b"), step("b", "work", "leader", "a"))
    trapped = with_step(LINEAR, "check", edges=(*LINEAR.step("check").edges, to("round", "a")))

    assert {where for where, _ in problems(replace(trapped, steps=(*trapped.steps, *circle)))} == {"a", "b"}


def test_a_process_without_a_hand_over():
    loop = Process((step("a", "work", "leader", "b"), step("b", "work", "leader", "a")), "a")

    assert "không có bước bàn giao" in only_problem(loop)[1]


def test_a_process_without_a_decision():
    short = Process((step("intake", "work", "reception", "end"), step("end", "hand_over", "reception")), "intake")

    assert ("", "Quy trình không có bước lãnh đạo ký duyệt.") in problems(short)


def test_a_way_to_the_hand_over_that_nobody_signs():
    edges = (*LINEAR.step("check").edges, to("unsigned", "hand-over"))
    where, told = only_problem(with_step(LINEAR, "check", edges=edges))

    assert where == "" and "không qua bước lãnh đạo ký duyệt" in told


def test_a_decision_in_one_branch_is_a_decision():
    forked = Process(
        (
            step("intake", "work", "reception", "decide", "copy"),
            step("decide", "decide", "leader", "hand-over"),
            step("copy", "work", "case_officer", "hand-over"),
            step("hand-over", "hand_over", "reception", join=True),
        ),
        "intake",
    )

    assert validate(forked) == ()


def test_everything_that_is_wrong_is_said_at_once():
    broken = with_step(with_step(LINEAR, "check", role=""), "process", hours=Decimal(-2))

    assert {where for where, _ in problems(broken)} == {"check", "process"}


def test_every_kind_of_step_is_used_in_the_usual_shape():
    assert {one.kind for one in LINEAR.steps} == set(StepKind)
