"""Forms 07a, 07b and II.06: cell by cell by hand, and against a walk through each dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from motcua.agencies.models import Agency
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.models import Dossier
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.drill import dossiers_behind
from motcua.reports.measures import EVERY
from motcua.reports.span import Span
from motcua.reports.table import Row, RowKind, Table
from motcua.reports.tables import Asked, make, table_named
from motcua.reports.tables.checks import broken_sums, carried_differs
from motcua.reports.tables.results_forms import COLUMNS, OF_2020, OF_UNIT, SUMS
from reports.histories import FIRST, PERIOD, SECOND, History, at, counted, history, put
from reports.strategies import SLOW, SPANS, histories

pytestmark = pytest.mark.django_db
MARCH = Span(PERIOD, PERIOD.end)
WARD, CITY, INSURANCE = "000.01.31.H51", "000.00.31.H51", "000.00.17.H51"
CHANNELS = ("online_full", "online_partial", "post", "counter")
PLACES = (0, 20, 40)
"""Procedures of three fields."""


@pytest.fixture
def fields(province: None) -> list[str]:
    """Their fields, in the order of `PLACES`."""
    versions = list(ProcedureVersion.objects.order_by("pk").select_related("procedure"))
    found = [versions[place].procedure.field for place in PLACES]
    assert len(set(found)) == len(PLACES)
    return found


def form(name: str, span: Span = MARCH, agency: str = "") -> Table:
    agencies = frozenset({Agency.objects.get(code=agency).pk}) if agency else None
    (table,) = make(table_named(name), Asked(span, agencies, by="field"))
    return table


def cells(table: Table, name: str) -> tuple[object, ...]:
    """The cells of the row with this name."""
    (row,) = [row for row in table.rows if row.name == name]
    return row.cells


def test_the_columns_of_07a_are_those_of_the_circular() -> None:
    assert [column.number for column in COLUMNS] == [
        "(3) = (4) + (5) + (6) + (7) + (8)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9) = (10) + (11) + (12)",
        "(10)", "(11)", "(12)", "(13) = (14) + (15)", "(14)", "(15)",
    ]  # fmt: skip


def test_07a_counts_each_dossier_of_the_agency_in_its_field(fields: list[str]) -> None:
    put([
        history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-08 09:00", channel="online_full"),
        history("2019-03-04 09:00", "2019-03-12 17:00", "2019-03-12 10:00", channel="online_partial"),
        history("2019-03-05 08:00", "2019-03-12 17:00", "2019-03-15 10:00", channel="post"),
        history("2019-02-20 08:00", "2019-03-01 17:00"),
        history("2019-03-05 08:00", "2019-04-12 17:00", procedure=PLACES[1]),
        history("2019-03-05 08:00", "2019-03-12 17:00", "2019-03-06 08:00", "stopped", procedure=PLACES[1]),
        history("2019-03-05 08:00", "2019-03-12 17:00", agency=SECOND),
    ])  # fmt: skip
    table = form("07a", agency=FIRST)
    assert cells(table, fields[0]) == (4, 1, 1, 1, 0, 1, 3, 1, 1, 1, 1, 0, 1)
    assert cells(table, fields[1]) == (2, 0, 0, 0, 2, 0, 1, 1, 0, 0, 1, 1, 0)
    assert cells(table, "Tổng") == (6, 1, 1, 1, 2, 1, 4, 2, 1, 1, 2, 1, 1)
    assert [row.number for row in table.body] == ["1", "2"]
    assert table.broken == ()


def test_07b_keeps_the_province_and_the_communes_apart_and_names_what_it_leaves_out(fields: list[str]) -> None:
    put([
        history("2019-03-04 08:00", "2019-03-12 17:00", agency=FIRST),
        history("2019-03-04 08:00", "2019-03-12 17:00", agency=SECOND),
        history("2019-03-04 08:00", "2019-04-12 17:00", agency=WARD),
        history("2019-03-04 08:00", "2019-04-12 17:00", agency=INSURANCE),
        history("2019-03-04 08:00", "2019-04-12 17:00", agency=CITY),
    ])  # fmt: skip
    table = form("07b")
    assert [(row.number, row.kind, row.cells[0]) for row in table.rows] == [
        ("I", RowKind.SECTION, 2), ("1", RowKind.BODY, 2), ("II", RowKind.SECTION, 1), ("1", RowKind.BODY, 1),
        ("", RowKind.TOTAL, 3),
    ]  # fmt: skip
    assert table.rows[1].name == table.rows[3].name == fields[0]
    assert [note for note in table.notes if note.startswith("Chưa gồm")] == [
        "Chưa gồm 1 hồ sơ của cơ quan ngành dọc, do bộ, ngành tổng hợp.",
        "Chưa gồm 1 hồ sơ của cấp huyện, đã kết thúc hoạt động từ ngày 01/07/2025.",
    ]


def test_the_older_form_adds_counter_and_post_and_has_the_districts(fields: list[str]) -> None:
    put([
        history("2019-03-04 08:00", "2019-03-12 17:00", channel="online_full"),
        history("2019-03-04 08:00", "2019-03-12 17:00", channel="online_partial"),
        history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-05 08:00", channel="post"),
        history("2019-02-04 08:00", "2019-04-12 17:00", channel="counter"),
        history("2019-03-04 08:00", "2019-04-12 17:00", agency=CITY),
    ])  # fmt: skip
    table = form("ii-06")
    assert [row.number for row in table.rows] == ["I", "1", "II", "1", "III", ""]
    assert table.rows[0].cells == (4, 2, 1, 1, 1, 1, 0, 0, 3, 1, 2)
    assert cells(table, "Tổng") == (5, 2, 2, 1, 1, 1, 0, 0, 4, 2, 2)
    assert form("ii-06", agency=CITY).total["received"] == 1


def test_a_figure_of_a_section_opens_the_dossiers_of_its_level_only(fields: list[str], actor: Callable) -> None:
    put([
        history("2019-03-04 08:00", "2019-03-12 17:00", agency=FIRST),
        history("2019-03-04 08:00", "2019-03-12 17:00", agency=WARD),
        history("2019-03-04 08:00", "2019-03-12 17:00", agency=WARD, procedure=PLACES[1]),
    ])  # fmt: skip
    table = form("07b")
    for row in table.rows[:-1]:
        key = row.key if row.kind is RowKind.BODY else ""
        behind = dossiers_behind(MARCH, EVERY["total"], actor=actor("vinh.sh"), by="field", key=key, level=row.level)
        assert behind.count() == row.cells[0]


def test_07a_is_for_one_agency_and_07b_for_the_whole_province(province: None) -> None:
    for name, agencies in (("07a", None), ("07a", frozenset({1, 2})), ("07b", frozenset({1}))):
        with pytest.raises(Refused) as refusal:
            make(table_named(name), Asked(MARCH, agencies, by="field"))
        assert refusal.value.field == "agency"


def test_a_form_of_another_time_says_which_one_is_official(province: None) -> None:
    assert any("biểu II.06" in note for note in form("07b").notes)
    august = Span(Period.month(2026, 8), Period.month(2026, 8).end)
    assert not any("biểu II.06" in note for note in form("07b", august).notes)
    assert any("biểu 07a, 07b" in note for note in form("ii-06", august).notes)
    assert not any("biểu 07a, 07b" in note for note in form("ii-06").notes)


def test_a_figure_that_is_off_is_told_with_the_numbers_of_the_columns() -> None:
    right = (6, 1, 1, 1, 2, 1, 4, 2, 1, 1, 2, 1, 1)
    assert list(broken_sums([Row("", "Đất đai", right)], COLUMNS, SUMS)) == []
    wrong = (7, *right[1:])
    assert list(broken_sums([Row("", "Đất đai", wrong)], COLUMNS, SUMS)) == [
        "Đất đai: cột (3) = (4) + (5) + (6) + (7) + (8), nhưng 7 ≠ 1 + 1 + 1 + 2 + 1.",
        "Đất đai: cột (3) = (9) + (13), nhưng 7 ≠ 4 + 2.",
    ]


@pytest.mark.parametrize("place", range(len(COLUMNS)))
def test_every_single_wrong_figure_is_found(place: int) -> None:
    right = [6, 1, 1, 1, 2, 1, 4, 2, 1, 1, 2, 1, 1]
    right[place] += 1
    assert list(broken_sums([Row("", "Đất đai", tuple(right))], COLUMNS, SUMS))


def test_what_is_carried_over_must_be_what_was_pending() -> None:
    sentences = carried_differs(
        {"a": 3, "b": 1}, {"a": 3, "c": 2}, {"a": "Đất đai", "b": "Hộ tịch"}, now="(8)", before="(13)"
    )
    assert list(sentences) == [
        "Hộ tịch: cột (8) kỳ này là 1, nhưng cột (13) của kỳ trước khi chốt là 0.",
        "c: cột (8) kỳ này là 0, nhưng cột (13) của kỳ trước khi chốt là 2.",
    ]


def test_a_dossier_written_in_later_with_an_earlier_day_breaks_the_carry_over_once_it_is_known(
    fields: list[str],
) -> None:
    """Column (13) of February was without a dossier of which only the due date was known later."""
    put([history("2019-02-20 08:00", "2019-04-12 17:00")])
    Dossier.objects.update(due_since=at("2019-03-10 08:00"))  # a row that came in on 10 March
    broken = form("07a", agency=FIRST).broken
    assert broken == (f"{fields[0]}: cột (8) kỳ này là 1, nhưng cột (13) của kỳ trước khi chốt là 0.",)


def placed(past: Iterable[History], places: list[int], levels: list[str]) -> list[History]:
    """The histories, each of one of the procedures and agencies in turn."""
    return [
        replace(one, procedure=PLACES[place], agency=agency)
        for one, place, agency in zip(past, places, levels, strict=False)
    ]


def slow(past: Iterable[History], span: Span) -> tuple[int, ...]:
    """The cells of a row by walking each dossier."""
    own = list(past)
    whole = counted(own, span)
    new = [counted([one for one in own if one.channel == channel], span)["new"] for channel in CHANNELS]
    return (
        whole["total"], *new, whole["carried"], whole["resolved"], whole["early"], whole["on_time"], whole["late"],
        whole["pending"], whole["within"], whole["overdue"],
    )  # fmt: skip


PAST = st.builds(
    placed,
    st.lists(histories(), max_size=12),
    st.lists(st.integers(0, len(PLACES) - 1), min_size=12, max_size=12),
    st.lists(st.sampled_from([FIRST, SECOND, WARD, INSURANCE]), min_size=12, max_size=12),
)


@SLOW
@given(PAST, SPANS)
def test_the_forms_equal_a_walk_through_each_dossier(fields: list[str], past: list[History], span: Span) -> None:
    with transaction.atomic():
        put(past)
        names = dict(zip(PLACES, fields, strict=True))
        for agency in (FIRST, WARD):
            own = [one for one in past if one.agency == agency]
            check(form("07a", span, agency), own, span, names)
        table = form("07b", span)
        sections = {"province": (FIRST, SECOND), "commune": (WARD,)}
        for level, agencies in sections.items():
            own = [one for one in past if one.agency in agencies]
            (section,) = [row for row in table.rows if row.kind is RowKind.SECTION and row.key == level]
            assert section.cells == slow(own, span)
            rows = {row.name: row.cells for row in table.body if row.level == level}
            assert rows == by_field(own, span, names)
        assert tuple(table.total.values()) == slow([one for one in past if one.agency != INSURANCE], span)
        assert table.broken == ()
        transaction.set_rollback(True)


def check(table: Table, own: list[History], span: Span, names: dict[int, str]) -> None:
    assert {row.name: row.cells for row in table.body} == by_field(own, span, names)
    assert tuple(table.total.values()) == slow(own, span)
    assert table.broken == ()


def by_field(past: list[History], span: Span, names: dict[int, str]) -> dict[str, tuple[int, ...]]:
    rows = {name: slow([one for one in past if one.procedure == place], span) for place, name in names.items()}
    return {name: found for name, found in rows.items() if any(found)}


@SLOW
@given(PAST)
def test_what_one_month_leaves_pending_the_next_carries_over(fields: list[str], past: list[History]) -> None:
    april = Period(date(2019, 4, 1), date(2019, 4, 30))
    with transaction.atomic():
        put(past)
        left = {row.name: row.cells[10] for row in form("07a", MARCH, FIRST).body if row.cells[10]}
        carried = {row.name: row.cells[5] for row in form("07a", Span(april, april.end), FIRST).body if row.cells[5]}
        assert carried == left
        transaction.set_rollback(True)


def test_both_forms_name_every_measure_that_they_count() -> None:
    for one in (OF_UNIT, OF_2020):
        assert set(one.measures) <= set(EVERY)


def test_a_form_takes_few_queries(fields: list[str], queries: Callable) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00")])
    agency = frozenset({Agency.objects.get(code=FIRST).pk})
    with queries(2):
        make(table_named("07a"), Asked(MARCH, agency, by="field"))
    with queries(10):
        make(table_named("07b"), Asked(MARCH, by="field"))
