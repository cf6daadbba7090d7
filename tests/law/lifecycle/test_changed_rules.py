"""A changed calendar or process reaches an open dossier by a command, and never behind anyone's back."""

from dataclasses import replace
from decimal import Decimal

import pytest

import cast
from cast import refused, step
from law.calendars import NATIONAL, WEEK, shown
from motcua.agencies.calendars import shipped_table, year_table
from motcua.law.lifecycle import commands as c
from motcua.law.process import Process
from motcua.law.worktime import Calendar

STORM = Calendar(
    WEEK,
    [
        year_table(shipped_table(2018), WEEK),
        year_table(
            {**shipped_table(2019), "off": [*shipped_table(2019)["off"], {"day": "2019-03-06", "name": "bão số 3"}]},
            WEEK,
        ),
        year_table(shipped_table(2020), WEEK),
    ],
)
"""The office was closed on Wednesday 06/03/2019."""


def test_a_day_on_which_the_office_was_closed_moves_the_due_date(core):
    core.brought_to("process")
    core.follows(replace(core.rules, calendar=STORM))
    (moved,) = core.give(c.Recompute("Bão số 3."), "04/03/2019 08:00")

    assert (shown(moved.due_before), shown(moved.due_at)) == ("08/03/2019 08:00", "11/03/2019 08:00")
    assert shown(core.state.due_original) == "08/03/2019 08:00"


def test_a_calendar_that_changes_nothing_is_not_logged(core):
    core.brought_to("process")

    with refused("nothing_moves"):
        core.give(c.Recompute("Bão số 3."), "04/03/2019 08:00")


def test_extensions_and_pauses_are_reckoned_again_with_the_new_calendar(core):
    core.brought_to("process")
    core.give(cast.pause(), "04/03/2019 08:00")
    core.give(c.Resume(), "05/03/2019 08:00")
    core.give(cast.extend("1"), "05/03/2019 09:00")
    assert shown(core.state.due_at) == "12/03/2019 08:00"

    core.follows(replace(core.rules, calendar=STORM))
    core.give(c.Recompute("Bão số 3."), "05/03/2019 10:00")
    assert shown(core.state.due_at) == "13/03/2019 08:00"


def test_while_the_clock_stands_the_date_is_reckoned_when_it_runs_again(core):
    core.brought_to("process")
    core.give(cast.pause(), "04/03/2019 08:00")
    core.follows(replace(core.rules, calendar=STORM))
    core.give(c.Resume(), "05/03/2019 08:00")

    assert shown(core.state.due_at) == "12/03/2019 08:00"


def longer(process: Process) -> Process:
    """The process with a budget of 24 hours for the work."""
    return Process(
        tuple(replace(one, hours=Decimal(24)) if one.id == "process" else one for one in process.steps), process.start
    )


def test_a_dossier_moves_to_a_new_process_with_the_time_its_step_has_there(core):
    core.brought_to("process")
    core.give(c.ChangeProcess(2, longer(cast.LINEAR), "05/QĐ-UBND"), "04/03/2019 08:00")

    assert (core.open, shown(core.state.steps[0].due_at)) == (["process"], "06/03/2019 08:00")
    assert shown(core.state.due_at) == "08/03/2019 08:00"


def test_a_step_with_another_name_is_found_by_the_mapping(core):
    core.brought_to("process")
    new = Process(
        tuple(
            replace(
                one,
                id="work" if one.id == "process" else one.id,
                edges=tuple(
                    replace(edge, to=tuple("work" if to == "process" else to for to in edge.to)) for edge in one.edges
                ),
            )
            for one in cast.LINEAR.steps
        ),
        "intake",
    )
    with refused("no_such_step"):
        core.give(c.ChangeProcess(2, new, "05/QĐ-UBND"))

    core.give(c.ChangeProcess(2, new, "05/QĐ-UBND", (("process", "work"),)))
    assert core.open == ["work"]
    assert core.state.visited == ("intake", "assign", "work")


def test_work_does_not_become_a_signature(core):
    core.brought_to("process")

    with refused("other_kind"):
        core.give(c.ChangeProcess(2, cast.LINEAR, "05/QĐ-UBND", (("process", "decide"),)))


def test_branches_that_would_not_meet_again_stay_where_they_are(core):
    core.brought_to("process", cast.rules(cast.PARALLEL))
    core.give(cast.complete("process"))
    row = (
        step("intake", "work", "reception", "visit"),
        step("visit", "work", "case_officer", "opinion", unit=cast.UNIT),
        step("opinion", "work", "case_officer", "decide", unit=cast.OTHER_UNIT),
        step("decide", "decide", "leader", "hand-over"),
        step("hand-over", "hand_over", "reception"),
    )

    with refused("branches_part"):
        core.give(c.ChangeProcess(2, Process(row, "intake"), "05/QĐ-UBND"))


def test_a_dossier_is_not_moved_past_the_signature_it_still_needs(core):
    core.brought_to("process")
    row = (
        step("intake", "work", "reception", "decide"),
        step("decide", "decide", "leader", "process"),
        step("process", "work", "case_officer", "hand-over", unit=cast.UNIT),
        step("hand-over", "hand_over", "reception"),
    )

    with refused("never_signed"):
        core.give(c.ChangeProcess(2, Process(row, "intake"), "05/QĐ-UBND"))


@pytest.mark.parametrize("calendar", [NATIONAL, STORM], ids=["national", "storm"])
def test_where_the_limit_is_counted_from_never_changes(core, calendar):
    core.brought_to("process")
    core.follows(replace(core.rules, calendar=calendar))

    assert shown(core.state.clock_from) == cast.OPENING
