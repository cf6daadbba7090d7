"""The shipped data of the demonstration province: whole, consistent, and equal to the printed figures."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import motcua

PACKAGE = Path(motcua.__file__).parent
PROCEDURES = PACKAGE / "catalogue" / "data" / "procedures"
PROVINCE = PACKAGE / "agencies" / "data" / "soc-trang.yaml"
SCENARIO = PACKAGE / "scenario" / "data"

AGENCY_CODE = re.compile(r"\d{3}\.\d{2}\.\d{2}\.H51")
PROCEDURE_CODE = re.compile(r"\d\.\d{6}")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ROLES = {
    "reception",
    "post_clerk",
    "case_officer",
    "leader",
    "centre_director",
    "procedure_control",
    "administrator",
}
CHANNELS = {"counter", "online_full", "online_partial", "post"}
PLACEHOLDER = re.compile(r"lorem|ipsum|todo|fixme|xxx|\?\?|\bnan\b|none", re.IGNORECASE)

RESULTS_TOTAL = (50_229, 42, 50_187, 48_716, 47_715, 834, 167, 1_513, 1_492, 21, 48, 5_729)
RATINGS_TOTAL = (3_764, 6_643, 12, 10, 0, 10_429)


@cache
def province() -> dict[str, Any]:
    return yaml.safe_load(PROVINCE.read_text(encoding="utf-8"))


@cache
def departments() -> dict[str, dict[str, Any]]:
    return {a["code"]: a for a in province()["agencies"] if a["kind"] == "department"}


@cache
def procedures() -> tuple[dict[str, Any], ...]:
    files = sorted(PROCEDURES.glob("*.json"))
    return tuple(p for file in files for p in json.loads(file.read_text(encoding="utf-8")))


@cache
def names() -> dict[str, Any]:
    return yaml.safe_load((SCENARIO / "names.yaml").read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, str]]:
    with (SCENARIO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column_sums(name: str) -> tuple[int, ...]:
    table = rows(name)
    return tuple(sum(int(row[column]) for row in table) for column in table[0] if column != "agency")


def texts(value: Any) -> list[str]:
    """All strings of a structure, keys left out."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for item in inner for text in texts(item)]


def posts() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(agency, post) for agency in province()["agencies"] for post in agency["posts"]]


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


each_procedure = pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p["code"])


# --- public figures -----------------------------------------------------------


def test_results_add_up_to_the_printed_total_row() -> None:
    assert column_sums("soc-trang-2019-results.csv") == RESULTS_TOTAL


def test_ratings_add_up_to_the_printed_total_row() -> None:
    assert column_sums("soc-trang-2019-ratings.csv") == RATINGS_TOTAL


def test_every_row_of_results_keeps_the_identities_of_the_table() -> None:
    for row in rows("soc-trang-2019-results.csv"):
        figure = {name: int(text) for name, text in row.items() if name != "agency"}
        assert figure["total"] == figure["carried"] + figure["new"], row
        assert figure["total"] == figure["resolved"] + figure["pending"], row
        assert figure["resolved"] == figure["early"] + figure["on_time"] + figure["late"], row
        assert figure["pending"] == figure["within"] + figure["overdue"], row


def test_every_row_of_ratings_adds_up_to_its_total() -> None:
    for row in rows("soc-trang-2019-ratings.csv"):
        *choices, total = (int(text) for name, text in row.items() if name != "agency")
        assert sum(choices) == total, row


# --- agencies -----------------------------------------------------------------


@pytest.mark.parametrize("table", ["soc-trang-2019-results.csv", "soc-trang-2019-ratings.csv"])
def test_departments_are_those_of_the_report_in_its_order(table: str) -> None:
    assert [a["name"] for a in departments().values()] == [row["agency"] for row in rows(table)]


def test_agency_codes_are_well_formed_and_differ() -> None:
    codes = [a["code"] for a in province()["agencies"]]
    assert all(AGENCY_CODE.fullmatch(code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_there_is_one_centre_and_one_post_office() -> None:
    kinds = Counter(a["kind"] for a in province()["agencies"])
    assert kinds == {"department": 16, "centre": 1, "post": 1}


def test_posts_name_known_roles_units_and_agencies() -> None:
    codes = {a["code"] for a in province()["agencies"]}
    for agency, post in posts():
        assert post["role"] in ROLES, post
        assert post.get("unit", "") in {"", *(unit["code"] for unit in agency["units"])}, post
        assert set(post.get("serves", ())) <= codes, post


@pytest.mark.parametrize("code", departments())
def test_every_department_can_run_a_process_alone(code: str) -> None:
    agency = departments()[code]
    seats = Counter((post["role"], post.get("unit", "")) for post in agency["posts"])
    assert seats["reception", ""] >= 1
    assert seats["leader", ""] == 1
    assert seats["case_officer", "van-phong"] >= 1
    for unit in agency["units"]:
        if unit["code"] != "van-phong":
            assert seats["leader", unit["code"]] == 1, unit
            assert seats["case_officer", unit["code"]] >= 2, unit


def test_reception_officers_serve_their_own_department() -> None:
    served = [post["serves"] == [a["code"]] for a, post in posts() if post["role"] == "reception"]
    assert served
    assert all(served)


def test_the_post_clerk_serves_several_departments() -> None:
    clerks = [post for _, post in posts() if post["role"] == "post_clerk"]
    assert clerks
    assert all(len(clerk["serves"]) >= 2 and set(clerk["serves"]) <= set(departments()) for clerk in clerks)


def test_holders_have_their_own_ascii_user_names() -> None:
    users = [post["holder"]["username"] for _, post in posts()]
    assert len(set(users)) == len(users)
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+\d*", user) for user in users)


def test_there_is_a_demonstration_account_for_every_role() -> None:
    assert {post["role"] for _, post in posts() if post["holder"].get("demo")} == ROLES


def test_demonstration_accounts_can_walk_a_criminal_record_dossier_through_all_steps() -> None:
    seats = {
        (post["role"], post.get("unit", ""))
        for agency, post in posts()
        if agency["name"] == "Sở Tư pháp" and post["holder"].get("demo")
    }
    walked = next(p for p in procedures() if p["code"] == "2.000488")
    assert {(step["role"], step["unit"]) for step in walked["process"]["steps"]} <= seats


# --- procedures ---------------------------------------------------------------


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
    for part in ("field", "name", "subject", "result"):
        assert procedure[part].strip() == procedure[part] != ""
    assert procedure["components"]
    assert procedure["legal_bases"]
    assert 1 <= procedure["weight"] <= 100


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
    assert [limit["channel"] for limit in limits].count("") == 1
    for limit in limits:
        assert 0 < Decimal(limit["value"]) <= 60
        assert limit["unit"] in {"working_day", "calendar_day"}
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
def test_hours_add_up_to_the_limit_in_working_days(procedure: dict[str, Any]) -> None:
    limit = next(limit for limit in procedure["limits"] if limit["channel"] == "")
    longest = longest_hours(procedure["process"])
    if limit["unit"] == "working_day":
        assert longest == Decimal(limit["value"]) * 8
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


# --- words --------------------------------------------------------------------


def test_no_text_is_a_placeholder() -> None:
    for value in (province(), procedures(), names()):
        assert [text for text in texts(value) if PLACEHOLDER.search(text) and text != "none"] == []


def test_texts_have_no_stray_spaces_and_no_bare_brackets() -> None:
    for text in texts(procedures()):
        assert "  " not in text, text
        assert text.count("(") == text.count(")"), text


@pytest.mark.parametrize("file", [*sorted(PROCEDURES.glob("*.json")), PROVINCE, SCENARIO / "names.yaml"])
def test_data_files_are_readable_utf8_in_composed_form(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "\\u" not in text
    assert not re.search("[\u0300-\u036f]", text)


def test_names_cover_the_eleven_districts_with_addresses_for_each() -> None:
    districts = names()["districts"]
    assert len(districts) == 11
    assert all(district["communes"] and district["weight"] > 0 for district in districts)
    assert all("{commune}, {district}" in text for text in texts(names()["addresses"]))


@pytest.mark.parametrize("group", ["kinh", "khmer", "hoa"])
def test_every_group_of_names_can_name_men_and_women(group: str) -> None:
    words = names()["groups"][group]
    assert all(share > 0 for share in words["surnames"].values())
    for sex in ("men", "women"):
        assert len(words[sex]["given"]) >= 10
        assert words[sex]["middle"]
