"""Table 1: its rows, totals, shares and identities."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from importlib import resources

import pytest

from motcua.agencies.models import Agency
from motcua.reports.access import scope_of
from motcua.reports.counting import Counted
from motcua.reports.measures import EVERY, IDENTITIES, MEASURES, broken
from motcua.reports.one_stop import COLUMNS, one_stop, table_of
from motcua.reports.span import Span
from motcua.reports.table import share
from reports.histories import FIRST, PERIOD, SECOND, history, put

MARCH = Span(PERIOD, PERIOD.end)
WARD = "000.01.31.H51"


@pytest.fixture
def printed() -> Counted:
    """The table that was printed for Sóc Trăng in 2019, from its counts."""
    text = (resources.files("motcua.scenario") / "data" / "soc-trang-2019-results.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["agency"] != "Tổng"]
    total = {column.measure: sum(int(row[column.key]) for row in rows) for column in COLUMNS}
    return Counted(MARCH, "agency", (), total, ())


def test_the_share_row_of_soc_trang_is_the_printed_one(printed: Counted) -> None:
    shown = [str(share) for share in table_of(printed).shares.values()]
    expected = "100.00 0.08 99.92 96.99 97.95 1.71 0.34 3.01 98.61 1.39 0.10 11.41"
    assert shown == expected.split()


def test_the_on_time_rate_is_computed_from_counts_and_not_from_shares(printed: Counted) -> None:
    resolved = printed.total["early"] + printed.total["on_time"]
    assert printed.on_time_rate == share(resolved, printed.total["resolved"]) == Decimal("99.66")


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (1, 8, "12.50"),
        (1, 800, "0.13"),
        (3, 800, "0.38"),
        (2, 3, "66.67"),
        (1, 3, "33.33"),
        (0, 7, "0.00"),
        (5, 5, "100.00"),
    ],
)
def test_shares_are_rounded_half_up_to_two_decimals(part: int, whole: int, expected: str) -> None:
    assert str(share(part, whole)) == expected


def test_a_share_of_nothing_is_no_number() -> None:
    assert share(0, 0) is None


@pytest.mark.django_db
def test_agencies_stand_in_the_order_of_the_list_and_those_without_dossiers_have_zeros(province: None) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=SECOND)])
    table = one_stop(MARCH)
    listed = Agency.objects.filter(kind="department", level="province").order_by("order")
    assert [row.name for row in table.rows] == list(listed.values_list("name", flat=True))
    assert [row.counts["total"] for row in table.rows[:3]] == [0, 1, 0]


@pytest.mark.django_db
def test_an_agency_of_another_level_has_a_row_once_something_was_filed_with_it(province: None) -> None:
    assert WARD not in {row.code for row in one_stop(MARCH).rows}
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=WARD)])
    assert one_stop(MARCH).rows[-1].code == WARD
    assert one_stop(MARCH).total["total"] == 1


@pytest.mark.django_db
def test_who_sees_an_agency_of_another_level_only_sees_its_zeros(province: None) -> None:
    rows = one_stop(MARCH, [Agency.objects.get(code=WARD).pk]).rows
    assert [(row.code, row.counts["total"]) for row in rows] == [(WARD, 0)]


@pytest.mark.django_db
def test_an_empty_period_has_no_shares(province: None) -> None:
    table = one_stop(MARCH)
    assert set(table_of(table).shares.values()) == {None}
    assert table.on_time_rate is None


@pytest.mark.django_db
def test_the_table_of_some_agencies_has_their_rows_and_their_total_only(province: None) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=code) for code in (FIRST, SECOND, SECOND)])
    second = Agency.objects.get(code=SECOND).pk
    table = one_stop(MARCH, [second])
    assert [row.code for row in table.rows] == [SECOND]
    assert table.total["total"] == 2
    assert one_stop(MARCH, []).rows == ()


@pytest.mark.django_db
def test_the_table_takes_two_queries(province: None, queries: Callable) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", agency=FIRST)])
    with queries(2):
        one_stop(MARCH)
    with queries(2):
        one_stop(MARCH, [1])


@pytest.mark.django_db
def test_the_session_of_the_database_is_in_utc_as_local_days_need(db: None) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW timezone")
        assert cursor.fetchone() == ("UTC",)


@pytest.mark.django_db
def test_overseers_see_all_agencies_and_others_those_they_act_for(actor: Callable) -> None:
    assert scope_of(actor("vinh.sh")) is None
    assert scope_of(actor("thuy.dtb")) is None
    leader = scope_of(actor("phuoc.nh"))
    assert leader == {Agency.objects.get(code="000.00.12.H51").pk}
    assert len(scope_of(actor("tien.tm"))) == 6


def test_figures_that_agree_break_no_identity() -> None:
    agreeing = {
        "total": 10, "carried": 3, "new": 7, "resolved": 6, "early": 3, "on_time": 2, "late": 1,
        "pending": 4, "within": 3, "overdue": 1, "sent_back": 1, "online": 2,
    }  # fmt: skip
    assert broken(agreeing) == ()


@pytest.mark.parametrize("key", ["total", "carried", "resolved", "late", "pending", "overdue"])
def test_one_figure_that_is_off_breaks_an_identity_which_is_named(key: str) -> None:
    counts = {
        "total": 10, "carried": 3, "new": 7, "resolved": 6, "early": 3, "on_time": 2, "late": 1,
        "pending": 4, "within": 3, "overdue": 1, "sent_back": 1, "online": 2,
    }  # fmt: skip
    counts[key] += 1
    sentences = broken(counts)
    assert sentences
    assert any(MEASURES[key].label in sentence for sentence in sentences)


def test_a_part_cannot_exceed_its_whole() -> None:
    assert broken({"sent_back": 2, "resolved": 1}) == ("Bị trả lại không thể lớn hơn đã giải quyết: 2 > 1",)


def test_every_identity_names_measures_that_exist() -> None:
    assert all({identity.whole, *identity.parts} <= EVERY.keys() for identity in IDENTITIES)
