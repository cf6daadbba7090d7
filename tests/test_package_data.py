"""The shipped data of the demonstration province: whole, consistent, and equal to the printed figures."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from shipped import (
    PROCEDURES,
    PROVINCE,
    SCENARIO,
    column_sums,
    departments,
    names,
    of_the_province,
    posts,
    procedures,
    province,
    rows,
    texts,
)

AGENCY_CODE = re.compile(r"\d{3}\.\d{2}\.\d{2}\.H51")
ROLES = {
    "reception",
    "post_clerk",
    "case_officer",
    "leader",
    "centre_director",
    "procedure_control",
    "administrator",
}
PLACEHOLDER = re.compile(r"lorem|ipsum|todo|fixme|xxx|\?\?|\bnan\b|none", re.IGNORECASE)


RESULTS_TOTAL = (50_229, 42, 50_187, 48_716, 47_715, 834, 167, 1_513, 1_492, 21, 48, 5_729)
RATINGS_TOTAL = (3_764, 6_643, 12, 10, 0, 10_429)


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
def test_departments_of_the_province_are_those_of_the_report_in_its_order(table: str) -> None:
    assert [a["name"] for a in of_the_province()] == [row["agency"] for row in rows(table)]


def test_agencies_of_other_levels_follow_those_of_the_report() -> None:
    following = list(departments().values())[len(of_the_province()) :]
    assert [agency["level"] for agency in following] == ["central", "district", "commune"]


def test_a_parent_stands_before_its_agency() -> None:
    seen: set[str] = set()
    for agency in province()["agencies"]:
        assert agency.get("parent", "") in {"", *seen}, agency
        seen.add(agency["code"])


def test_agency_codes_are_well_formed_and_differ() -> None:
    codes = [a["code"] for a in province()["agencies"]]
    assert all(AGENCY_CODE.fullmatch(code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_there_is_one_centre_and_one_post_office() -> None:
    kinds = Counter(a["kind"] for a in province()["agencies"])
    assert kinds == {"department": 19, "centre": 1, "post": 1}


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
