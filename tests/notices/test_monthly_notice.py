"""The monthly notice to each agency: made once, the same whenever it is made, read by those who answer for it."""

from __future__ import annotations

from datetime import date

import pytest

import cast
from desk.stage import brought_to, browser, give, stop_clock, words
from law.calendars import at as moment
from motcua.agencies.models import Agency
from motcua.dossiers.models import Dossier
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import LateCause
from motcua.law.periods import Period
from motcua.reports.lateness import units_table
from motcua.reports.models import MonthlyNotice
from motcua.reports.monthly import make_monthly_notices, notice_for
from motcua.reports.span import Span

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedure")]

APRIL_FIRST, A_WEEK_LATER = "01/04/2019 00:30", "08/04/2019 09:00"


@pytest.fixture
def march() -> None:
    """Of March 2019: one dossier on time, one late for overload, and one overdue."""
    brought_to("returned", 0)
    late = brought_to("hand-over", 1)
    give(late, "receptionist", cast.finish(LateCause.OVERLOAD), "12/03/2019 09:00")
    brought_to("process", 2)


def figures(code: str = cast.JUSTICE) -> dict:
    return MonthlyNotice.objects.get(agency__code=code, month=date(2019, 3, 1)).figures


def test_no_notice_is_made_before_the_month_is_over(march):
    make_monthly_notices(now=moment("31/03/2019 23:59"))
    assert not MonthlyNotice.objects.filter(month=date(2019, 3, 1)).exists()


def test_every_agency_gets_a_notice_of_the_month_once(march):
    made = make_monthly_notices(now=moment(APRIL_FIRST))
    assert made == MonthlyNotice.objects.count() > 1
    assert make_monthly_notices(now=moment(APRIL_FIRST)) == 0


def test_the_notice_counts_the_month(march):
    make_monthly_notices(now=moment(APRIL_FIRST))
    counts = figures()["counts"]
    assert {key: counts[key] for key in ("new", "resolved", "early", "late", "pending", "overdue")} == {
        "new": 3, "resolved": 2, "early": 1, "late": 1, "pending": 1, "overdue": 1,
    }  # fmt: skip
    assert figures()["causes"] == {"overload": 1}
    assert [line["code"] for line in figures()["overdue"]] == [f"{cast.JUSTICE}-190301-0003"]


def test_lateness_is_told_by_the_unit_whose_own_step_was_late(march):
    row = brought_to("process", 3)  # 16 working hours from 09:00 on 01/03
    give(row, "case_officer", cast.complete("process"), "06/03/2019 09:00")
    make_monthly_notices(now=moment(APRIL_FIRST))
    late = {line["unit"]: line["late"] for line in figures()["units"] if line["late"]}
    assert late == {cast.UNIT: 1}


def test_the_notice_and_the_page_on_lateness_count_the_same_late_steps(march):
    asked = brought_to("process", 3)
    give(asked, "case_officer", cast.consult(Agency.objects.get(code=cast.PRESS).pk, days="1"), "04/03/2019 09:00")
    give(asked, "case_officer", cast.complete("process"), "06/03/2019 09:00")
    taken_back = brought_to("process", 4)
    for when in ("06/03/2019 09:00", "07/03/2019 09:00"):
        give(taken_back, "case_officer", cast.complete("process"), when)
        if when.startswith("06"):
            give(taken_back, "case_officer", c.Recall("process"), when)
    make_monthly_notices(now=moment(APRIL_FIRST))
    period = Period.month(2019, 3)
    late = {(row.agency_code, row.unit): row.ended for row in units_table(Span(period, period.end), now=period.end)}
    assert late[cast.JUSTICE, cast.UNIT] == 2  # each where it was late first
    for code in (cast.JUSTICE, cast.PRESS):
        desks = {unit for agency, unit in late if agency == code}
        told = sum(line["late"] for line in figures(code)["units"])
        assert told == sum(late[code, unit] for unit in desks)


def test_a_notice_made_a_week_late_says_what_it_would_have_said_in_time(march):
    make_monthly_notices(now=moment(APRIL_FIRST))
    in_time = figures()
    MonthlyNotice.objects.all().delete()
    overdue = Dossier.objects.get(code=f"{cast.JUSTICE}-190301-0003")
    give(overdue, "case_officer", cast.complete("process"), "02/04/2019 09:00")
    cast.taken_in("02/04/2019 09:00", number=9)
    make_monthly_notices(now=moment(A_WEEK_LATER))
    assert figures() == in_time


def test_after_an_outage_of_two_months_both_notices_are_made():
    make_monthly_notices(now=moment("01/02/2019 01:00"))
    make_monthly_notices(now=moment(APRIL_FIRST))
    months = sorted(set(MonthlyNotice.objects.values_list("month", flat=True)))
    assert months == [date(2019, 1, 1), date(2019, 2, 1), date(2019, 3, 1)]


def test_an_agency_that_was_left_out_is_made_up_for(march):
    made = make_monthly_notices(now=moment(APRIL_FIRST))
    MonthlyNotice.objects.filter(agency__code=cast.JUSTICE).delete()
    assert make_monthly_notices(now=moment(APRIL_FIRST)) == 1
    assert MonthlyNotice.objects.count() == made


@pytest.fixture
def made(march, monkeypatch) -> str:
    """The address of the notice to Sở Tư pháp."""
    make_monthly_notices(now=moment(APRIL_FIRST))
    stop_clock(monkeypatch, A_WEEK_LATER)
    return f"/dieu-hanh/thong-bao-thang/{cast.JUSTICE}/2019-03"


@pytest.mark.parametrize("part", ["agency_head", "director", "procedure_control"])
def test_those_who_answer_for_the_figures_read_the_notice(part, made):
    page = words(browser(part).get(made))
    assert "Thông báo kết quả giải quyết tháng 03/2019" in page
    assert LateCause.OVERLOAD.label in page


def test_the_head_of_another_agency_does_not_read_it(made, people):
    from django.http import Http404

    with pytest.raises(Http404):
        notice_for(cast.person("stranger"), cast.JUSTICE, date(2019, 3, 1))


@pytest.mark.parametrize("part", ["case_officer", "receptionist"])
def test_officers_are_not_offered_the_notices(part, made):
    assert browser(part).get("/dieu-hanh/thong-bao-thang/").status_code == 403
    assert browser(part).get(made).status_code == 403


@pytest.mark.parametrize("month", ["2019-13", "2019", "2018-01"])
def test_a_month_without_a_notice_is_not_found(month, made):
    page = f"/dieu-hanh/thong-bao-thang/{cast.JUSTICE}/{month}"
    assert browser("director").get(page).status_code == 404


def test_the_list_of_a_head_names_one_agency_and_that_of_the_director_all(made):
    head = words(browser("agency_head").get("/dieu-hanh/thong-bao-thang/"))
    director = words(browser("director").get("/dieu-hanh/thong-bao-thang/"))
    assert "Sở Tư pháp" in head and "Sở Y tế" not in head
    assert "Sở Tư pháp" in director and "Sở Y tế" in director
