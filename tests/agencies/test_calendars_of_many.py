"""The calendars of many agencies at once are those that each would have alone, for one query."""

import pytest

from motcua.agencies.commands import approve_calendar_year
from motcua.agencies.queries import agencies_in_order, calendar_for, calendars_for, newest_calendar
from province import APPROVED_AT

pytestmark = pytest.mark.django_db


def approve(day, agency=None):
    table = {"off": [{"day": day, "name": "nghỉ vì lũ"}], "work": []}
    approve_calendar_year(
        actor_name="Sơn Hoàng Vinh", at=APPROVED_AT, year=2019, table=table, source="QĐ 100/QĐ-UBND", agency=agency
    )


def test_each_agency_has_its_own_calendar_as_of_its_own_pin(province):
    one, other = agencies_in_order()[:2]
    before = newest_calendar(one.pk)
    approve("2019-10-17", one)
    approve("2019-10-18")
    wanted = {(one.pk, 0), (one.pk, before), (other.pk, 0), (other.pk, before)}

    assert calendars_for(wanted) == {(agency, pin): calendar_for(agency, pin) for agency, pin in wanted}


def test_any_number_of_agencies_takes_one_query(province, queries):
    wanted = {(agency.pk, 0) for agency in agencies_in_order()}
    calendars_for(wanted)

    with queries(1):
        calendars_for(wanted)


def test_nothing_wanted_is_nothing_found(province):
    assert calendars_for(set()) == {}
