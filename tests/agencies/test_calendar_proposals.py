"""Proposed calendar years: one person writes, a second one decides; what cannot be is refused with its reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

import cast
from cast import refused
from motcua.agencies import calendar_commands as commands
from motcua.agencies.calendar_queries import (
    changes,
    missing_year,
    proposed_table,
    second_opinion,
    waiting_proposals,
    year_row,
)
from motcua.agencies.calendars import shipped_table
from motcua.agencies.commands import approve_calendar_year
from motcua.agencies.models import Agency, CalendarProposal, CalendarYear
from motcua.agencies.queries import calendar_for, newest_calendar
from motcua.law.timetable import DayKind

pytestmark = pytest.mark.django_db

NOW = datetime(2019, 11, 4, 2, 0, tzinfo=UTC)
FLOOD = date(2019, 10, 17)
MORNING = [{"from": "07:30", "to": "11:30"}]


def day(text="2019-10-17", **more):
    return {"day": text, "name": "triều cường", **more}


@pytest.fixture
def administrator(province):
    return cast.person("administrator")


@pytest.fixture
def director(province):
    return cast.person("director")


@pytest.fixture
def agency(province):
    return Agency.objects.get(code=cast.JUSTICE)


def propose(actor, *, year=2019, source="QĐ 100/QĐ-UBND", at=NOW, agency=None, note="", confirmed=True, **sections):
    table = sections or {"closed": [day(decision="100/QĐ-UBND")]}
    return commands.save_proposal(
        actor=actor, at=at, year=year, table=table, source=source, agency=agency, note=note, confirmed=confirmed
    )


def approve(proposal, actor, at=NOW):
    return commands.approve(proposal.pk, actor=actor, at=at, seen=proposal.updated_at)


def test_a_proposal_changes_nothing_until_it_is_approved(administrator, agency):
    propose(administrator)

    assert calendar_for(agency.pk).is_working_day(FLOOD)
    assert CalendarYear.objects.filter(year=2019).count() == 1


def test_an_approved_proposal_is_the_next_version_and_holds_at_once(administrator, director, agency):
    year = approve(propose(administrator), director)

    assert (year.version, year.approved_by_name) == (2, director.name)
    assert (year.proposed_by_id, year.approved_by_id) == (administrator.staff_id, director.staff_id)
    assert calendar_for(agency.pk).why_off(FLOOD) == "triều cường"
    assert newest_calendar(agency.pk) == year.pk


def test_what_was_pinned_before_keeps_the_older_version(administrator, director, agency):
    pinned = newest_calendar(agency.pk)
    approve(propose(administrator), director)

    assert calendar_for(agency.pk, pinned).is_working_day(FLOOD)


def test_years_approved_later_are_known_to_what_was_pinned_before(administrator, director, agency):
    pinned = newest_calendar(agency.pk)
    approve(propose(administrator, year=2027, off=[day("2027-01-01")]), director)

    assert not calendar_for(agency.pk, pinned).is_working_day(date(2027, 1, 1))


def test_nobody_approves_the_own_table(administrator):
    with refused("own_proposal"):
        approve(propose(administrator), administrator)


def test_the_database_too_wants_two_persons(administrator):
    proposal = propose(administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarProposal.objects.filter(pk=proposal.pk).update(
            status="approved",
            decided_by=administrator.staff_id,
            decided_at=NOW,
            became=CalendarYear.objects.first(),
        )


@pytest.mark.parametrize("part", ["director", "agency_head", "receptionist", "procedure_control"])
def test_only_an_administrator_writes_a_table(province, part):
    with refused("forbidden"):
        propose(cast.person(part))


@pytest.mark.parametrize("part", ["agency_head", "case_officer", "procedure_control"])
def test_only_those_who_look_after_calendars_decide(administrator, part):
    proposal = propose(administrator)
    with refused("forbidden"):
        approve(proposal, cast.person(part))
    with refused("forbidden"):
        commands.return_to_author(proposal.pk, "sai", actor=cast.person(part), at=NOW)


@pytest.mark.parametrize(
    ("code", "field", "sections"),
    [
        ("sessions_overlap", None, {"half": [day(sessions=[*MORNING, {"from": "11:00", "to": "11:45"}])]}),
        ("working_day_already", "day", {"work": [day(like="monday")]}),
        ("working_day_already", "day", {"work": [day(sessions=[*MORNING, {"from": "13:00", "to": "17:00"}])]}),
        ("day_off_already", "day", {"off": [day("2019-10-19")]}),
        ("day_off_already", "day", {"closed": [day("2019-10-20", decision="1/QĐ")]}),
        ("day_off_already", "day", {"half": [day("2019-10-19", sessions=MORNING)]}),
        ("day_twice", "day", {"off": [day(), day()]}),
        ("day_twice", "day", {"off": [day()], "half": [day(sessions=MORNING)]}),
        ("day_of_other_year", None, {"off": [day("2020-10-16")]}),
        ("closure_undecided", "decision", {"closed": [day()]}),
        ("closure_undecided", "decision", {"closed": [day(decision=" ")]}),
        ("session_malformed", "hours", {"half": [day(sessions=[{"from": "11:30", "to": "07:30"}])]}),
        ("not_a_half_day", "hours", {"half": [day(sessions=[{"from": "07:30", "to": "17:00"}])]}),
        ("no_sessions", "hours", {"half": [day()]}),
        ("no_sessions", "hours", {"work": [day("2019-10-19", sessions=[{**MORNING[0], "counts": False}])]}),
        ("counter_counts", "hours", {"counter": [day("2019-10-19", sessions=[{**MORNING[0], "counts": True}])]}),
        ("calendar_invalid", "day", {"off": [day("17/10/2019")]}),
        ("calendar_invalid", "name", {"off": [{"day": "2019-10-17", "name": ""}]}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_day_that_cannot_be_is_refused(administrator, code, field, sections):
    with refused(code, field):
        propose(administrator, **sections)

    assert not CalendarProposal.objects.exists()


def test_a_table_without_a_source_is_refused(administrator):
    with refused("calendar_source", "source"):
        propose(administrator, source=" ")


def test_every_kind_of_day_is_kept_and_understood(administrator, director, agency):
    sections = {
        "off": [day("2019-10-14")],
        "work": [day("2019-10-19", like="monday")],
        "half": [day("2019-10-15", sessions=MORNING)],
        "closed": [day("2019-10-16", decision="1/QĐ", sessions=[{"from": "07:30", "to": "09:30"}])],
        "counter": [
            day("2019-10-26", sessions=MORNING),
            day("2019-10-21", sessions=[{"from": "17:00", "to": "18:00"}]),
        ],
    }
    approve(propose(administrator, **sections), director)
    calendar = calendar_for(agency.pk)

    def minutes(number):
        return calendar.minutes_between(
            datetime(2019, 10, number, tzinfo=UTC) - timedelta(hours=7),
            datetime(2019, 10, number, 17, tzinfo=UTC),
        )

    assert {number: minutes(number) for number in (14, 15, 16, 19, 21, 26)} == {
        14: 0,
        15: 240,
        16: 120,
        19: 480,
        21: 480,
        26: 0,
    }
    assert len(calendar.sessions_on(date(2019, 10, 21))) == 3
    assert len(calendar.sessions_on(date(2019, 10, 26))) == 1
    assert calendar.exception_on(date(2019, 10, 16)).source == "Quyết định 1/QĐ"


def test_saving_again_writes_over_the_own_open_proposal(administrator):
    first = propose(administrator)
    again = propose(administrator, at=NOW + timedelta(minutes=5), note="thêm ngày")

    assert (again.pk, again.note) == (first.pk, "thêm ngày")
    assert CalendarProposal.objects.count() == 1


def test_another_year_or_agency_has_a_proposal_of_its_own(administrator, agency):
    propose(administrator)
    propose(administrator, agency=agency)
    propose(administrator, year=2020, off=[day("2020-10-16")])

    assert len(waiting_proposals()) == 3


def test_what_was_changed_after_it_was_seen_is_not_approved(administrator, director):
    seen = propose(administrator)
    propose(administrator, at=NOW + timedelta(minutes=5), off=[day()])

    with refused("changed_meanwhile"):
        approve(seen, director)


def test_a_table_that_its_author_did_not_compare_cannot_be_approved(administrator, director):
    with refused("not_confirmed"):
        approve(propose(administrator, confirmed=False), director)


def test_a_table_made_from_an_older_version_cannot_be_approved(administrator, director):
    proposal = propose(administrator)
    approve_calendar_year(actor_name="x", at=NOW, year=2019, table={"off": [day("2019-10-18")]}, source="QĐ")

    with refused("overtaken"):
        approve(proposal, director)


def test_a_table_like_the_approved_one_is_nothing_to_approve(administrator, director):
    table = shipped_table(2019)
    CalendarYear.objects.filter(year=2019).update(table={**table, "status": "sourced"})
    same = {kind.value: table[kind.value] for kind in DayKind if kind.value in table}

    with refused("nothing_new"):
        approve(propose(administrator, source=table["source"], **same), director)


def test_a_proposal_is_decided_once(administrator, director):
    proposal = propose(administrator)
    approve(proposal, director)

    with refused("decided"):
        approve(proposal, director)
    with refused("decided"):
        commands.withdraw(proposal.pk, actor=administrator, at=NOW)


def test_a_returned_table_tells_why_and_may_be_written_anew(administrator, director):
    proposal = propose(administrator)
    commands.return_to_author(proposal.pk, "Thiếu ngày 18/10.", actor=director, at=NOW)

    returned = year_row(None, 2019).returned
    assert (returned.status, returned.reason, returned.decided_by_id) == (
        "returned",
        "Thiếu ngày 18/10.",
        director.staff_id,
    )
    assert propose(administrator, at=NOW + timedelta(hours=1)).pk != proposal.pk
    assert year_row(None, 2019).returned is None


def test_to_return_a_table_one_says_why(administrator, director):
    with refused("no_reason", "reason"):
        commands.return_to_author(propose(administrator).pk, " ", actor=director, at=NOW)


def test_only_its_author_takes_a_table_back(administrator, director):
    proposal = propose(administrator)
    with refused("not_yours"):
        commands.withdraw(proposal.pk, actor=director, at=NOW)

    assert commands.withdraw(proposal.pk, actor=administrator, at=NOW).status == "withdrawn"
    assert waiting_proposals() == []


@pytest.mark.parametrize(
    ("today", "missing"), [((2026, 9, 30), None), ((2026, 10, 1), 2027), ((2027, 3, 1), 2027), ((2019, 12, 1), None)]
)
def test_from_october_on_next_years_calendar_is_asked_for(province, today, missing):
    assert missing_year(datetime(*today, 3, 0, tzinfo=UTC)) == missing


def test_a_suggested_year_can_be_saved_but_waits_for_a_person_to_confirm_it(administrator, director):
    suggested = proposed_table(2027)
    proposal = propose(administrator, year=2027, off=suggested["off"], confirmed=False)

    assert proposal.table["status"] == "unverified"
    assert "Thủ tướng" in suggested["off"][1]["source"]
    with refused("not_confirmed"):
        approve(proposal, director)


def test_the_library_holidays_is_a_second_opinion():
    opinions = {one.day: one for one in second_opinion(shipped_table(2026))}

    assert (opinions[date(2026, 1, 2)].ours[:4], opinions[date(2026, 1, 2)].theirs) == ("nghỉ", "")
    assert opinions[date(2026, 2, 17)].ours and opinions[date(2026, 2, 17)].theirs


def test_the_days_on_which_two_versions_differ_are_told():
    old = shipped_table(2019)
    new = {**old, "off": [*old["off"][1:], day()]}

    assert [(one.day, bool(one.old), bool(one.new)) for one in changes(old, new)] == [
        (date(2019, 1, 1), True, False),
        (FLOOD, False, True),
    ]
