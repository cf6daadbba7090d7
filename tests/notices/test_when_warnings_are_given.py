"""When who is warned of what: once for each due date, by working time, also after an outage."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

import cast
from desk.stage import brought_to, give
from law.calendars import at as moment
from motcua.dossiers.commands import submit
from motcua.law.lifecycle import Channel
from motcua.notices.models import DueWarning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedure")]

DAY_BEFORE, HOURS_BEFORE, LATE = "07/03/2019 08:00", "07/03/2019 13:30", "08/03/2019 08:01"
"""Moments at which a dossier taken in on Friday 01/03/2019 at 08:00, due 08/03/2019 08:00, begins to be warned of."""


def kinds() -> list[str]:
    return sorted(DueWarning.objects.values_list("kind", flat=True))


@pytest.fixture
def extendable():
    """A dossier that its case officer holds, with much time for the step itself."""
    row = brought_to("process")
    row.tasks.filter(closed_at=None).update(due_at=moment("29/03/2019 08:00"))
    return row


@pytest.fixture
def dossier(extendable):
    """The same, extended before, so that nothing is said of extending it."""
    extendable.state["extensions"] = 1
    extendable.save()
    return extendable


def test_nobody_is_warned_of_a_dossier_that_has_more_than_a_working_day_left_and_cannot_miss_its_extension(
    dossier, warn
):
    assert warn("05/03/2019 16:00") == {}


def test_a_working_day_before_the_due_date_the_holder_is_warned(dossier, warn):
    assert warn(DAY_BEFORE) == {"near_due_day": 1}
    given = DueWarning.objects.get()
    assert given.task == dossier.tasks.get(closed_at=None)
    assert given.due_at == dossier.due_at


def test_a_working_day_is_counted_over_the_weekend(warn):
    cast.taken_in("04/03/2019 10:00")  # due Monday 11/03 at 10:00
    assert "near_due_day" not in warn("08/03/2019 09:55")
    assert warn("08/03/2019 10:00")["near_due_day"] == 1


def test_four_working_hours_before_the_holder_is_warned_again(dossier, warn):
    warn(DAY_BEFORE)
    assert warn("07/03/2019 13:25") == {}
    assert warn(HOURS_BEFORE) == {"near_due_hours": 1}


def test_how_early_is_a_setting(dossier, warn, settings):
    settings.NEAR_DUE_DAYS, settings.NEAR_DUE_HOURS = 2, 1
    assert warn("06/03/2019 08:00")["near_due_day"] == 1
    assert "near_due_hours" not in warn(HOURS_BEFORE)


def test_when_the_due_date_has_passed_holder_and_head_of_the_agency_are_warned(dossier, warn):
    assert warn(LATE) == {"overdue": 2}
    assert DueWarning.objects.filter(task=None, agency=dossier.agency).count() == 1


def test_warnings_are_given_once_however_often_the_job_runs(dossier, warn):
    for when in (DAY_BEFORE, HOURS_BEFORE, LATE):
        assert warn(when)
        assert warn(when) == {}


def test_after_an_outage_of_a_week_only_the_warning_that_fits_is_given(dossier, warn):
    assert warn("15/03/2019 08:00") == {"overdue": 2}
    assert warn("22/03/2019 08:00") == {}


def test_a_due_date_that_was_moved_is_warned_of_anew(dossier, warn):
    warn(DAY_BEFORE)
    dossier.due_at += timedelta(days=7)
    dossier.save()
    dossier.tasks.filter(closed_at=None).update(dossier_due_at=dossier.due_at)
    assert warn(DAY_BEFORE) == {}
    assert warn("14/03/2019 08:00")["near_due_day"] == 1


def test_whoever_holds_the_dossier_next_is_warned_too(dossier, warn):
    warn(DAY_BEFORE)
    give(dossier, "case_officer", cast.complete("process"), DAY_BEFORE)
    assert warn("07/03/2019 08:05")["near_due_day"] == 1


def test_nobody_is_warned_of_a_dossier_whose_result_waits_for_its_owner(warn):
    brought_to("returned")
    assert warn("15/03/2019 08:00") == {}


def test_nobody_is_warned_while_the_clock_stands_still(dossier, warn):
    give(dossier, "case_officer", cast.ask(), "04/03/2019 09:00")
    assert "overdue" not in warn("12/03/2019 08:00")


def test_the_holder_of_a_step_is_warned_when_the_time_of_the_step_has_run_out(warn):
    brought_to("assign")  # two working hours from 09:00
    assert "step_overdue" not in warn("01/03/2019 10:55")
    assert warn("01/03/2019 11:00")["step_overdue"] == 1
    assert "step_overdue" not in warn("08/03/2019 07:30")


def test_the_head_is_told_a_working_day_before_the_last_moment_to_extend(extendable, warn):
    assert "extension_closing" not in warn("06/03/2019 07:55")
    assert warn("06/03/2019 17:00")["extension_closing"] == 1
    given = DueWarning.objects.get(kind="extension_closing")
    assert (given.task, given.act_by) == (None, moment("07/03/2019 17:00"))


def test_the_head_is_not_told_of_an_extension_that_cannot_be_given_again(extendable, warn):
    give(extendable, "agency_head", cast.extend("1"), "04/03/2019 09:00")  # now due 11/03 at 08:00
    assert "extension_closing" not in warn("08/03/2019 08:00")


@pytest.fixture
def filing():
    """An online filing of Friday 01/03/2019 at 08:00: an alert at 10:00, an answer by 17:00."""
    return submit(
        uuid.uuid4(), cast.filing(channel=Channel.ONLINE_PARTIAL), cast.submit(), at=moment("01/03/2019 08:00")
    )


def test_the_desk_is_alerted_to_an_online_filing_within_two_hours(filing, warn):
    assert warn("01/03/2019 09:50") == {}
    assert warn("01/03/2019 09:55") == {"intake_alert": 1}


def test_the_desk_is_told_when_the_answer_to_an_online_filing_is_late(filing, warn):
    warn("01/03/2019 10:00")
    assert warn("04/03/2019 08:00") == {"intake_overdue": 1}


def test_nothing_is_said_of_a_filing_that_was_answered(filing, warn):
    give(filing, "receptionist", cast.accept(channel=Channel.ONLINE_PARTIAL), "01/03/2019 09:00")
    assert "intake_alert" not in warn("01/03/2019 10:00")


def test_the_desk_is_told_three_days_before_the_wait_for_a_supplement_ends(dossier, warn):
    give(dossier, "case_officer", cast.ask(), "04/03/2019 09:00")
    dossier.refresh_from_db()
    assert f"{dossier.close_on}" == "2019-03-19"
    assert "supplement_closing" not in warn("15/03/2019 09:00")
    assert warn("16/03/2019 09:00")["supplement_closing"] == 1
    assert "supplement_closing" not in warn("17/03/2019 09:00")


def test_a_year_without_an_approved_calendar_stops_only_the_warnings_ahead_of_time(dossier, warn, monkeypatch):
    from motcua.law.worktime import Calendar, CalendarNotApproved

    def not_approved(*_):
        raise CalendarNotApproved(2019)

    monkeypatch.setattr(Calendar, "add_minutes", not_approved)
    assert warn(DAY_BEFORE) == {}
    assert warn(LATE) == {"overdue": 2}


def test_each_agency_is_warned_by_its_own_calendar(dossier, warn):
    from motcua.agencies.models import Agency, CalendarYear

    base = CalendarYear.objects.filter(agency=None, year=2019).latest("version")
    table = {**base.table, "off": [*base.table["off"], {"day": "2019-03-07", "name": "nghỉ theo quyết định"}]}
    for agency in (Agency.objects.get(code=cast.JUSTICE),):
        CalendarYear.objects.create(
            agency=agency, year=2019, table=table, source="thử", approved_by_name="x", approved_at=base.approved_at
        )
    # Thursday is off there: a working day before Friday 08:00 is Wednesday 08:00
    assert warn("06/03/2019 08:00")["near_due_day"] == 1
