"""Narrowing what was found: by agency, field, who files, and online level; with counts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from motcua.agencies.queries import agency_by_name
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.finding import ORGANISATION, PERSON, Filters, find
from province import TODAY
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

ONE, TWO, THREE = "1.900001", "1.900002", "1.900003"


@pytest.fixture
def three() -> None:
    """Three procedures that the word xuymau finds, alike in nothing else."""
    load_procedures(
        [
            procedure(code=ONE, name="Cấp xuymau", subjects=["citizen"], online_level="full"),
            procedure(code=TWO, name="Đổi xuymau", field="Lĩnh vực hai", subject="Doanh nghiệp, hợp tác xã"),
            procedure(
                code=THREE,
                name="Hủy xuymau",
                agency="Sở Y tế",
                online_level="none",
                online_changes=[{"since": "2020-01-01", "level": "full"}],
            ),
        ]
    )


def codes(words: str = "xuymau", on: date = TODAY, **filters: Any) -> set[str]:
    return {hit.code for hit in find(words, on=on, filters=Filters(**filters))}


@pytest.mark.usefixtures("three")
def test_a_field_narrows_to_its_own() -> None:
    assert codes(field="Lĩnh vực hai") == {TWO}


@pytest.mark.usefixtures("three")
def test_who_files_is_told_by_the_national_list_or_by_the_words_or_not_at_all() -> None:
    assert codes(subject=PERSON) == {ONE, THREE}
    assert codes(subject=ORGANISATION) == {TWO, THREE}


@pytest.mark.usefixtures("three")
def test_the_online_level_is_that_of_the_day() -> None:
    assert codes(online="full") == {ONE}
    assert codes(online="full", on=date(2020, 1, 1)) == {ONE, THREE}


@pytest.mark.usefixtures("three")
def test_filters_that_nobody_knows_narrow_nothing_or_everything() -> None:
    assert codes(subject="xyz") == {ONE, TWO, THREE}
    assert codes(agencies=[]) == codes(field="xyz") == codes(online="xyz") == set()


@pytest.mark.usefixtures("three")
def test_a_count_leaves_its_own_filter_aside_and_keeps_the_others() -> None:
    justice, health = agency_by_name("Sở Tư pháp").pk, agency_by_name("Sở Y tế").pk
    counts = find("xuymau", on=TODAY, filters=Filters(agencies=[justice], subject=PERSON)).counts

    assert counts.agencies == {justice: 1, health: 1}
    assert counts.subjects == {PERSON: 1, ORGANISATION: 1}
    assert counts.online == {"full": 1}


def test_without_words_everything_is_listed_by_agency_field_and_name() -> None:
    found = find("", on=TODAY)

    assert found.whole
    assert len(found) == found.total == sum(found.counts.agencies.values())
    assert [hit.agency for hit in found[:2]] == [found[0].agency] * 2


def test_counts_of_what_is_nearest_are_those_of_its_lines() -> None:
    found = find("phiếu lý lịch xyzt qwerty", on=TODAY)

    assert not found.whole
    assert sum(found.counts.agencies.values()) == len(found) > 0


def test_a_page_of_what_was_found_reads_no_more_than_its_lines(queries: Any) -> None:
    found = find("giấy", on=TODAY)

    with queries(2):
        assert len(found[20:40]) == 20
    with queries(1):
        assert found.counts is found.counts


def test_a_list_tells_how_many_there_are_beyond_it() -> None:
    found = find("giấy", on=TODAY, limit=5)

    assert len(found) == 5 < found.total
