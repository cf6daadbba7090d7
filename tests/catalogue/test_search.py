"""Finding a procedure by what people type."""

from datetime import date

import pytest

from motcua.agencies.queries import agency_by_name
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.finding import find, search
from motcua.catalogue.queries import procedures_of
from province import TODAY
from sample_procedure import procedure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

RECORD = "2.000488"
"""Cấp Phiếu lý lịch tư pháp cho công dân Việt Nam …"""


def codes(words, **scope):
    return [hit.code for hit in search(words, **{"on": TODAY, **scope})]


@pytest.mark.parametrize(
    "typed",
    [
        "Phiếu lý lịch tư pháp",
        "phieu ly lich tu phap",
        "PHIEU LY LICH",
        "  lý   lịch, tư pháp! ",
        "tu phap ly lich",
    ],
)
def test_accents_capitals_gaps_and_order_do_not_matter(typed):
    assert codes(typed)[0] == RECORD


@pytest.mark.parametrize("typed", ["phieu ly lic", "phieu ly l", "phiếu lý lịch tư ph"])
def test_the_last_word_may_be_unfinished(typed):
    assert codes(typed)[0] == RECORD


@pytest.mark.parametrize(
    "typed",
    [
        "phieeu ly lich tu phap",  # one letter more
        "pieu ly lich tu phap",  # one less
        "phoeu ly lich tu phap",  # another one
        "phiue ly lich tu phap",  # two swapped
        "phieu ly licj tu phpa",  # in two words
    ],
)
def test_one_wrong_letter_in_a_word_is_forgiven(typed):
    assert codes(typed)[0] == RECORD


def whole(words):
    return [hit.code for hit in found] if (found := find(words, on=TODAY)).whole else []


def test_two_wrong_letters_in_a_word_are_not_forgiven():
    assert RECORD in whole("phxeu ly lich tu phap")
    assert RECORD not in whole("phxxu ly lich tu phap")


def test_short_words_are_taken_at_their_word():
    assert RECORD not in whole("ky lich tu phap")


def test_a_word_that_happens_to_exist_is_still_read_as_a_slip_when_nothing_else_is_found():
    load_procedures([procedure(name="Xác nhận khẩu phần")])

    # “khau” is a word of the catalogue, yet no procedure has it beside the others
    assert codes("phiau ly lich tu phap") == codes("phieu ly lich tu phap")


@pytest.mark.parametrize("typed", [RECORD, f"  {RECORD} ", RECORD[:6]])
def test_a_code_or_its_beginning_finds_the_procedure(typed):
    assert RECORD in codes(typed)


def test_a_code_with_the_suffix_of_a_province_finds_the_procedure():
    load_procedures([procedure(code="1.900001.H51")])

    assert codes("1.900001.h51") == ["1.900001.H51"]


def test_words_side_by_side_in_the_name_come_first():
    load_procedures(
        [
            procedure(code="1.900001", name="Xuymau xác nhận", results=[{"name": "Xác nhận xuymau"}]),
            procedure(code="1.900002", name="Cấp xác nhận xuymau"),
            procedure(code="1.900003", name="Xác nhận xuymau của công dân thường trú tại tỉnh"),
        ]
    )

    assert codes("xac nhan xuymau") == ["1.900003", "1.900002", "1.900001"]


def test_a_name_comes_before_the_field_and_the_result():
    load_procedures(
        [
            procedure(code="1.900001", name="Cấp giấy", results=[{"name": "Giấy xuymau"}]),
            procedure(code="1.900002", name="Thẩm tra hồ sơ về xuymau theo đề nghị của tổ chức"),
        ]
    )

    assert codes("xuymau") == ["1.900002", "1.900001"]


def test_the_search_keeps_to_the_agencies_asked_for():
    justice = agency_by_name("Sở Tư pháp")

    assert codes("cap", agencies=[justice.pk])
    assert {hit.agency_id for hit in search("cap", on=TODAY, agencies=[justice.pk])} == {justice.pk}
    assert codes("cap", agencies=[]) == []


def test_only_the_version_in_force_is_found():
    load_procedures(
        [
            procedure(valid_until="2020-01-01", name="Xác nhận xuymau cũ"),
            procedure(number=2, valid_from="2020-01-01", name="Xác nhận xuymau mới"),
        ]
    )

    def names(on):
        return [hit.name for hit in search("xuymau", on=on)]

    assert names(date(2018, 6, 30)) == []
    assert names(date(2019, 12, 31)) == ["Xác nhận xuymau cũ"]
    assert names(date(2020, 1, 1)) == ["Xác nhận xuymau mới"]
    assert names(None) == ["Xác nhận xuymau mới"]


@pytest.mark.parametrize("typed", ["", "   ", "?!", "'", "' | !", "& | (", ":*", "\\", "\x00", "%", "x" * 5000])
def test_odd_input_finds_nothing_and_breaks_nothing(typed):
    assert codes(typed) == []


@pytest.mark.parametrize("typed", ["ly & lich | (", "ly:* lich:A", "'ly' <-> 'lich'", "!ly\\ lich"])
def test_signs_of_a_text_query_are_no_more_than_gaps(typed):
    assert codes(typed) == codes("ly lich")


def test_a_list_is_never_longer_than_asked_for():
    assert len(codes("cap", limit=3)) == 3


def test_a_hit_says_agency_limit_and_level():
    load_procedures([procedure()])
    (hit,) = search("1.900001", on=TODAY)

    assert (hit.agency, hit.limit, hit.online_level) == ("Sở Tư pháp", "1 ngày làm việc", "Một phần")


def test_the_list_of_an_agency_holds_what_is_in_force():
    justice = agency_by_name("Sở Tư pháp")
    load_procedures([procedure(valid_from="2019-03-02")])

    assert "1.900001" not in [hit.code for hit in procedures_of([justice.pk], TODAY)]
    assert "1.900001" in [hit.code for hit in procedures_of([justice.pk], date(2019, 3, 2))]


def test_a_search_costs_at_most_six_queries(queries):
    with queries(6):
        search("phieu ly lich tu phpa", on=TODAY)


def test_a_search_by_code_costs_three_queries(queries):
    with queries(3):
        search(RECORD, on=TODAY)
