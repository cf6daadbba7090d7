"""Branches that part must meet before the result is handed over, and every way must come to a result."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cast import LINEAR, PARALLEL, UNIT, step, to
from motcua.law.process import Process, StepKind, reserve, validate


def forked(*steps, first=("a", "b")):
    """Intake parts into branches; what follows is given."""
    return Process(
        (
            step("intake", "work", "reception", *first),
            *steps,
            step("decide", "decide", "leader", "hand-over"),
            step("hand-over", "hand_over", "reception"),
        ),
        "intake",
    )


def work(name, *onward, join=False):
    return step(name, "work", "case_officer", *onward, unit=UNIT, join=join)


def told(process, **given):
    """Sentences by step."""
    return {problem.step: problem.sentence for problem in validate(process, **given)}


def test_branches_that_meet_at_a_join_are_fit():
    assert told(forked(work("a", "meet"), work("b", "meet"), work("meet", "decide", join=True))) == {}


def test_branches_within_a_branch_are_fit():
    inner = (work("c", "inner"), work("d", "inner"), work("inner", "meet", join=True))

    assert told(forked(work("a", "c", "d"), *inner, work("b", "meet"), work("meet", "decide", join=True))) == {}


def test_three_branches_may_meet_two_by_two():
    steps = (work("a", "two"), work("b", "two"), work("c", "three"))
    meetings = (work("two", "three", join=True), work("three", "decide", join=True))

    assert told(forked(*steps, *meetings, first=("a", "b", "c"))) == {}


def test_a_branch_may_ask_for_all_branches_again():
    again = forked(work("a", "meet", to("again", "part")), work("b", "meet"), work("meet", "decide", join=True))
    parting = replace(
        again,
        steps=(step("intake", "work", "reception", "part"), work("part", "a", "b"), *again.steps[1:]),
    )

    assert told(parting) == {}


def test_a_branch_may_end_at_the_join_at_once():
    assert told(forked(work("a", "meet"), work("meet", "decide", join=True), first=("a", "meet"))) == {}


def test_a_hand_over_on_one_branch_is_refused():
    other_end = step("end", "hand_over", "reception")
    sentences = told(forked(work("a", "decide"), work("b", "end"), other_end))

    assert set(sentences) == {"end", "hand-over"}
    assert all("chạy song song với nhánh khác" in sentence for sentence in sentences.values())


def test_a_branch_that_may_go_past_the_join_is_refused():
    past = forked(work("a", "meet", to("past", "decide")), work("b", "meet"), work("meet", "decide", join=True))

    assert "chưa được gộp" in told(past)["hand-over"]


def test_branches_that_meet_where_nobody_waits_are_refused():
    sentences = told(forked(work("a", "both"), work("b", "both"), work("both", "decide")))

    assert list(sentences) == ["both"]
    assert "không chờ đủ các nhánh" in sentences["both"]


def test_a_branch_that_leads_into_its_neighbour_is_refused():
    into = forked(work("a", "b"), work("b", "meet"), work("meet", "decide", join=True))

    assert "không chờ đủ các nhánh" in told(into)["b"]


def test_a_join_on_a_single_way_never_completes():
    waits = replace(
        LINEAR, steps=tuple(replace(one, join=one.id == "check") if one.id == "check" else one for one in LINEAR.steps)
    )

    assert "không bao giờ gộp đủ nhánh" in told(waits)["check"]


def test_a_join_of_alternatives_never_completes():
    choice = Process(
        (
            step("intake", "work", "reception", "a", to("other", "b")),
            work("a", "meet"),
            work("b", "meet"),
            work("meet", "decide", join=True),
            step("decide", "decide", "leader", "hand-over"),
            step("hand-over", "hand_over", "reception"),
        ),
        "intake",
    )

    assert list(told(choice)) == ["meet"]


def test_a_second_join_after_the_meeting_never_completes():
    twice = forked(
        work("a", "meet"), work("b", "meet"), work("meet", "more", join=True), work("more", "decide", join=True)
    )

    assert list(told(twice)) == ["more"]


def test_a_branch_that_only_goes_back_never_reaches_a_result():
    sentences = told(
        Process(
            (
                step("intake", "work", "reception", "part"),
                work("part", "a", "b"),
                work("a", "part"),
                work("b", "decide", join=True),
                step("decide", "decide", "leader", "hand-over"),
                step("hand-over", "hand_over", "reception"),
            ),
            "intake",
        )
    )

    assert "không bao giờ đến kết quả" in sentences["a"]


def test_a_way_back_round_the_parting_is_refused():
    round_it = Process(
        (
            step("intake", "work", "reception", "choose"),
            work("choose", "part", to("short", "decide")),
            work("part", "a", "b"),
            work("a", "meet", to("back", "choose")),
            work("b", "meet"),
            work("meet", "decide", join=True),
            step("decide", "decide", "leader", "hand-over"),
            step("hand-over", "hand_over", "reception"),
        ),
        "intake",
    )

    assert "quay lại bước “Bước choose” trong khi nhánh khác còn mở" in told(round_it)["a"]


def test_a_branch_may_have_a_step_aside_that_only_leads_back():
    aside = forked(
        work("a", "meet", to("revise", "mend")), work("mend", "a"), work("b", "meet"), work("meet", "decide", join=True)
    )

    assert told(aside) == {}
    assert aside.brings_to("mend", "meet") and not aside.brings_to("decide", "meet")


def test_a_circle_without_a_way_out_is_called_a_circle():
    trapped = forked(work("a", "b"), work("b", "a"), first=("a",))

    assert "vòng lặp không có lối ra" in told(trapped)["a"]


def test_officers_are_named_in_one_unit_only():
    second = replace(LINEAR.step("assign"), id="again", name="Bước again", unit="other")
    edges = (to("done", "again"),)
    steps = tuple(replace(one, edges=edges) if one.id == "intake" else one for one in LINEAR.steps)
    sentences = told(replace(LINEAR, steps=(*steps, second)))

    assert "đơn vị khác với bước “Bước assign”" in sentences["again"]


def test_naming_another_officer_of_the_same_unit_is_fit():
    second = replace(LINEAR.step("assign"), id="again", name="Bước again", edges=(to("done", "assign"),))
    steps = tuple(replace(one, edges=(to("done", "again"),)) if one.id == "intake" else one for one in LINEAR.steps)

    assert told(replace(LINEAR, steps=(*steps, second))) == {}


HELD = {(one.role, one.unit) for one in PARALLEL.steps}


def test_every_step_has_somebody_who_holds_it():
    assert told(PARALLEL, holders=HELD) == {}


def test_a_step_whose_post_nobody_holds_is_named():
    sentences = told(PARALLEL, holders=HELD - {("leader", "")})

    assert list(sentences) == ["decide"] and "chưa có ai giữ" in sentences["decide"]


def test_what_the_longest_way_leaves_of_the_limit_is_reserve():
    assert reserve(PARALLEL, Decimal(40)) == 8
    assert reserve(PARALLEL, Decimal(30)) == -2


def test_an_outcome_that_opens_a_step_twice_is_refused():
    assert "hai lần" in told(forked(work("a", "decide"), first=("a", "a")))["intake"]


def test_two_outcomes_of_one_code_are_refused():
    assert "cùng mã" in told(forked(work("a", "decide", to("done", "decide")), first=("a",)))["a"]


@pytest.mark.parametrize("rows", [1, 40])
def test_long_processes_are_looked_through_like_short_ones(rows):
    """Forty times a parting, three branches and a meeting: two hundred steps."""
    steps = [step("intake", "work", "reception", "part-0")]
    for row in range(rows):
        onward = f"part-{row + 1}" if row < rows - 1 else "decide"
        branches = [f"{name}-{row}" for name in "abc"]
        steps.append(work(f"part-{row}", *branches))
        steps += [work(name, f"meet-{row}") for name in branches]
        steps.append(work(f"meet-{row}", onward, to("again", "part-0"), join=True))
    steps += [step("decide", "decide", "leader", "hand-over"), step("hand-over", "hand_over", "reception")]

    assert validate(Process(tuple(steps), "intake")) == ()
    assert {one.kind for one in steps} == {StepKind.WORK, StepKind.DECIDE, StepKind.HAND_OVER}
