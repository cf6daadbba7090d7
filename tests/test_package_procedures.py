"""The shipped catalogue: every procedure whole, and its internal process one that can be run."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from shipped import departments, procedures, rows, texts

PROCEDURE_CODE = re.compile(r"\d\.\d{6}")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CHANNELS = {"counter", "online_full", "online_partial", "post"}


each_procedure = pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p["code"])


def longest_hours(process: dict[str, Any]) -> Decimal:
    """Hours of the longest way to the end; an edge back to a step already on the way is not followed."""
    steps = {step["id"]: step for step in process["steps"]}

    def ahead(here: str, above: frozenset[str]) -> Decimal:
        ways = [ahead(to, above | {here}) for to in targets(steps[here]) if to not in above | {here}]
        return Decimal(steps[here]["hours"]) + max(ways, default=Decimal(0))

    return ahead(process["start"], frozenset())


def targets(step: dict[str, Any]) -> list[str]:
    return [to for edge in step["edges"] for to in edge["to"]]


def reachable(steps: dict[str, dict[str, Any]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(targets(steps[here]))
    return seen


# --- procedures ---------------------------------------------------------------


def test_the_catalogue_has_at_least_eighty_procedures_of_at_least_eighteen_agencies() -> None:
    assert len(procedures()) >= 80
    assert len({p["agency"] for p in procedures()}) >= 18


def test_every_department_has_at_least_three_procedures() -> None:
    owned = Counter(p["agency"] for p in procedures())
    assert set(owned) == set(departments())
    assert min(owned.values()) >= 3


def test_procedure_codes_are_well_formed_and_differ() -> None:
    codes = [p["code"] for p in procedures()]
    assert all(PROCEDURE_CODE.fullmatch(code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_departments_with_online_dossiers_have_an_online_procedure() -> None:
    online = {row["agency"] for row in rows("soc-trang-2019-results.csv") if int(row["online"])}
    offering = {departments()[p["agency"]]["name"] for p in procedures() if p["online_level"] != "none"}
    assert online <= offering


@each_procedure
def test_a_procedure_says_what_people_need_to_know(procedure: dict[str, Any]) -> None:
    for part in ("field", "name", "subject"):
        assert procedure[part].strip() == procedure[part] != ""
    assert procedure["subjects"] and procedure["levels"]
    assert all(result["name"] for result in procedure["results"]) and procedure["results"]
    assert procedure["components"]
    assert procedure["legal_bases"]
    assert 1 <= procedure["weight"] <= 100


@each_procedure
def test_a_procedure_tells_its_order_in_three_to_six_whole_sentences(procedure: dict[str, Any]) -> None:
    steps = procedure["steps"]
    assert 3 <= len(steps) <= 6
    assert len(set(steps)) == len(steps)
    for step in steps:
        assert step[0].isupper(), step
        assert step.endswith("."), step
        assert 20 <= len(step) <= 400, step


@each_procedure
def test_the_order_names_every_channel_by_which_one_can_file(procedure: dict[str, Any]) -> None:
    words = {
        "counter": ("Trung tâm Phục vụ hành chính công", "Bộ phận Một cửa"),
        "online_full": ("Gửi hồ sơ điện tử trên Cổng Dịch vụ công",),
        "online_partial": ("khai trước trên Cổng Dịch vụ công",),
        "post": ("bưu điện",),
    }
    filing = procedure["steps"][1]
    told = {channel for channel, ways in words.items() if any(way in filing for way in ways)}
    assert told == set(procedure["channels"])


def test_no_two_procedures_tell_their_order_in_the_same_words() -> None:
    # how to hand in is alike within an agency; what one prepares, what is examined and what one gets is not
    told = Counter(step for p in procedures() for step in (*p["steps"][:1], *p["steps"][2:]))
    assert [step for step, times in told.items() if times > 1] == []


def test_nothing_speaks_of_what_came_after_2019() -> None:
    later = re.compile(r"VNeID|định danh điện tử|căn cước điện tử", re.IGNORECASE)
    assert [text for text in texts(procedures()) if later.search(text)] == []


@each_procedure
def test_channels_agree_with_the_online_level(procedure: dict[str, Any]) -> None:
    channels = set(procedure["channels"])
    expected = {"none": set(), "partial": {"online_partial"}, "full": {"online_full"}}
    assert channels <= CHANNELS
    assert "counter" in channels
    assert channels & {"online_full", "online_partial"} == expected[procedure["online_level"]]


@each_procedure
def test_time_limits_are_positive_and_one_holds_for_all_channels(procedure: dict[str, Any]) -> None:
    limits = procedure["limits"]
    assert [(limit.get("case", ""), limit["channel"]) for limit in limits].count(("", "")) == 1
    for limit in limits:
        assert 0 < Decimal(limit["value"]) <= 60
        assert limit["unit"] in {"working_day", "calendar_day", "same_day"}
        assert ("cutoff" in limit) <= (limit["unit"] == "same_day")
        assert limit["counting"] in {"exact", "whole_days"}
        assert limit["channel"] in {"", *procedure["channels"]}


@each_procedure
def test_amounts_are_whole_positive_dong(procedure: dict[str, Any]) -> None:
    for fee in procedure["fees"]:
        assert type(fee["amount"]) is int
        assert fee["amount"] > 0
        assert fee["kind"] in {"fee", "charge"}
        assert type(fee["due_at_intake"]) is bool


@each_procedure
def test_component_keys_are_short_slugs_and_differ(procedure: dict[str, Any]) -> None:
    keys = [component["key"] for component in procedure["components"]]
    assert len(set(keys)) == len(keys)
    assert all(KEY.fullmatch(key) and len(key) <= 40 for key in keys)


@each_procedure
def test_components_ask_for_some_paper_and_one_is_mandatory(procedure: dict[str, Any]) -> None:
    assert any(component["mandatory"] for component in procedure["components"])
    for component in procedure["components"]:
        assert component["originals"] + component["copies"] >= 1
        assert component["originals"] >= 0 <= component["copies"]


@each_procedure
def test_invented_decisions_say_that_they_are_of_the_demonstration(procedure: dict[str, Any]) -> None:
    assert "(dữ liệu trình diễn)" in procedure["decision"]["title"]
    assert "(dữ liệu trình diễn)" in procedure["process"]["decision"]


def test_the_catalogue_is_complete_and_wide() -> None:
    assert len(procedures()) >= 80
    assert len({p["agency"] for p in procedures()}) >= 18


def test_some_procedures_have_cases_and_what_belongs_to_one_names_one_that_exists() -> None:
    with_cases = [p for p in procedures() if "cases" in p]
    assert len(with_cases) >= 6
    for p in with_cases:
        parts = [*p["limits"], *p["fees"], *p["components"]]
        named = {part["case"] for part in parts if "case" in part}
        assert named <= {case["key"] for case in p["cases"]}
        assert named, p["code"]


# --- internal processes -------------------------------------------------------


@each_procedure
def test_steps_sit_in_units_and_roles_that_exist(procedure: dict[str, Any]) -> None:
    agency = departments()[procedure["agency"]]
    seats = {(post["role"], post.get("unit", "")) for post in agency["posts"]}
    assert {(step["role"], step["unit"]) for step in procedure["process"]["steps"]} <= seats


@each_procedure
def test_every_step_is_reached_and_leads_to_the_hand_over(procedure: dict[str, Any]) -> None:
    process = procedure["process"]
    steps = {step["id"]: step for step in process["steps"]}
    assert len(steps) == len(process["steps"])
    assert reachable(steps, process["start"]) == set(steps)
    for step in steps.values():
        assert bool(targets(step)) == (step["kind"] != "hand_over"), step
        assert any(steps[to]["kind"] == "hand_over" for to in reachable(steps, step["id"])), step


@each_procedure
def test_outcomes_of_a_step_fit_its_kind(procedure: dict[str, Any]) -> None:
    for step in procedure["process"]["steps"]:
        outcomes = [edge["outcome"] for edge in step["edges"]]
        first = {"work": "done", "assign": "done", "decide": "approve", "hand_over": None}[step["kind"]]
        assert len(set(outcomes)) == len(outcomes)
        assert next(iter(outcomes), None) == first
        assert all(edge["label"] for edge in step["edges"])


@each_procedure
def test_hours_add_up_to_the_limit(procedure: dict[str, Any]) -> None:
    limit = next(limit for limit in procedure["limits"] if limit["channel"] == "")
    longest = longest_hours(procedure["process"])
    if limit["unit"] in {"working_day", "same_day"}:
        # one process serves all cases: it keeps to the shortest
        assert longest == min(Decimal(limit["value"]) for limit in procedure["limits"]) * 8
    else:
        assert Decimal(8) <= longest <= Decimal(limit["value"]) * 8 * 5 / 7


@each_procedure
def test_parallel_branches_meet_in_a_join(procedure: dict[str, Any]) -> None:
    steps = {step["id"]: step for step in procedure["process"]["steps"]}
    forks = [edge["to"] for step in steps.values() for edge in step["edges"] if len(edge["to"]) > 1]
    joins = [step["id"] for step in steps.values() if step["join"]]
    assert len(joins) == len(forks)
    for branches in forks:
        assert all(targets(steps[branch]) == joins for branch in branches)


def test_the_catalogue_exercises_revisions_and_parallel_branches() -> None:
    edges = [(p["code"], edge) for p in procedures() for step in p["process"]["steps"] for edge in step["edges"]]
    assert len({code for code, edge in edges if edge["outcome"] == "revise"}) >= 3
    assert len({code for code, edge in edges if len(edge["to"]) > 1}) >= 2
