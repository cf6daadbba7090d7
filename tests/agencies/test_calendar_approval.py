"""Approved years and the calendar that comes out of them."""

from datetime import UTC, date, datetime

import pytest

from motcua.agencies.calendars import shipped_years
from motcua.agencies.commands import approve_calendar_year, approve_shipped_years
from motcua.agencies.models import CalendarYear
from motcua.agencies.queries import agencies_in_order, calendar_for
from motcua.law.refusal import Refused
from motcua.law.worktime import CalendarNotApproved
from province import APPROVED_AT

pytestmark = pytest.mark.django_db

FLOOD = date(2019, 10, 17)


@pytest.fixture
def agency(province):
    return agencies_in_order()[0]


def approve(day=FLOOD, *, agency=None, year=2019, source="QĐ 100/QĐ-UBND"):
    return approve_calendar_year(
        actor_name="Sơn Hoàng Vinh",
        at=APPROVED_AT,
        year=year,
        table={"off": [{"day": day.isoformat(), "name": "nghỉ vì lũ"}], "work": []},
        source=source,
        agency=agency,
    )


def test_every_shipped_year_is_approved_once(province):
    assert set(CalendarYear.objects.values_list("year", "version")) == {(year, 1) for year in shipped_years()}


def test_approving_the_same_table_again_adds_no_version(province):
    before = CalendarYear.objects.count()
    approve_shipped_years(actor_name="x", at=APPROVED_AT)

    assert CalendarYear.objects.count() == before


def test_another_table_is_the_next_version_and_holds_at_once(agency):
    assert calendar_for(agency.pk).is_working_day(FLOOD)

    assert approve().version == 2
    assert not calendar_for(agency.pk).is_working_day(FLOOD)


def test_an_agency_may_have_a_year_of_its_own(agency):
    other = agencies_in_order()[1]
    approve(agency=agency)

    assert not calendar_for(agency.pk).is_working_day(FLOOD)
    assert calendar_for(other.pk).is_working_day(FLOOD)


def test_the_years_an_agency_does_not_approve_are_the_provinces(agency):
    approve(agency=agency)

    assert not calendar_for(agency.pk).is_working_day(date(2020, 1, 1))


def test_a_later_table_of_the_province_does_not_undo_the_agencys_own(agency):
    approve(agency=agency)
    approve(date(2019, 10, 18))

    assert not calendar_for(agency.pk).is_working_day(FLOOD)
    assert calendar_for(agency.pk).is_working_day(date(2019, 10, 18))


def test_a_year_that_nobody_approved_is_refused_with_its_number(agency):
    with pytest.raises(CalendarNotApproved) as refused:
        calendar_for(agency.pk).add_working_days(datetime(2031, 3, 3, 2, 0, tzinfo=UTC), 1)

    assert refused.value.year == 2031


def test_a_table_without_a_source_is_refused(province):
    with pytest.raises(Refused, match="văn bản làm căn cứ"):
        approve(source=" ")


def test_a_table_that_cannot_be_read_is_refused_and_not_kept(province):
    with pytest.raises(Refused):
        approve_calendar_year(
            actor_name="x", at=APPROVED_AT, year=2019, table={"off": [{"day": "hôm nay"}]}, source="QĐ"
        )

    assert CalendarYear.objects.filter(year=2019).count() == 1


def test_agencies_without_years_of_their_own_share_one_calendar(province):
    first, second, *_ = agencies_in_order()

    assert calendar_for(first.pk) is calendar_for(second.pk)


def test_asking_again_costs_one_query(agency, queries):
    calendar_for(agency.pk)

    with queries(1):
        calendar_for(agency.pk)
