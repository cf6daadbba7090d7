"""What the dashboard counts: against the reports, against a walk through each dossier, and day by day."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from motcua.accounts.models import Staff
from motcua.agencies.actors import actor_of
from motcua.agencies.models import Agency
from motcua.dossiers.models import Dossier
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.reports.ageing import AGES
from motcua.reports.counting import counted
from motcua.reports.course import course_until
from motcua.reports.drill import dossiers_behind, measure_named
from motcua.reports.models import DayTally, TallyMark
from motcua.reports.nearest import nearest_due
from motcua.reports.overview import pending_at
from motcua.reports.span import Span
from motcua.reports.tallies import count_days, forget_tallies, keep_tallies, tallied_until, verify_tallies
from reports.histories import FIRST, SECOND, History, at, history, put

pytestmark = pytest.mark.django_db
NOW = at("2019-03-12 10:00")
TODAY = date(2019, 3, 12)


def at_random(seed: int, number: int = 60) -> list[History]:
    """Dossiers of the fourteen months before now, some of which got another due date before they ended."""
    dice, made = random.Random(seed), []
    for _ in range(number):
        accepted = NOW - timedelta(minutes=dice.randrange(430 * 24 * 60))
        ended = accepted + timedelta(minutes=dice.randrange(60 * 24 * 60))
        due = [(accepted, accepted + timedelta(hours=dice.randrange(1, 900)))]
        if dice.random() < 0.3:
            known = accepted + (min(ended, NOW) - accepted) / 2
            due.append((known, dice.choice([None, known + timedelta(days=dice.randrange(40))])))
        over = ended <= NOW and dice.random() < 0.8
        made.append(
            History(accepted, due, ended if over else None, "finished" if over else "", dice.choice([FIRST, SECOND]))
        )
    return made


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("tallied", [False, True])
def test_months_year_and_hours_equal_the_reports_whether_days_were_tallied_or_not(
    province: None, seed: int, tallied: bool
) -> None:
    histories = at_random(seed)
    put(histories)
    if tallied:
        keep_tallies(now=NOW - timedelta(days=seed))
    for scope in (None, [Agency.objects.get(code=SECOND).pk]):
        course = course_until(NOW, scope)
        for month in course.months:
            known = Span(Period(month.first, month.last), min(NOW, Period(month.first, month.last).end))
            told = counted(known, ("new", "resolved", "late"), agencies=scope).total
            assert (month.received, month.resolved, month.late) == tuple(told.values())
        year = counted(Span(Period.calendar_year(2019), NOW), ("total", "resolved", "early", "on_time"), agencies=scope)
        shown = {row.code: (row.total, row.resolved, row.in_time) for row in course.years}
        assert shown == {
            row.code: (row.counts["total"], row.counts["resolved"], row.counts["early"] + row.counts["on_time"])
            for row in year.rows
            if row.counts["total"]
        }
        assert course.rush == _rush(histories, course.rush_days, scope)


def _rush(histories: list[History], days: Period, scope: list[int] | None) -> Counter[tuple[int, int]]:
    """One dossier after the other."""
    found: Counter[tuple[int, int]] = Counter()
    for dossier in histories:
        when = local(dossier.accepted)
        if days.first <= when.date() <= days.last and (scope is None or dossier.agency == SECOND):
            found[when.weekday(), when.hour] += 1
    return found


@pytest.mark.parametrize("seed", range(4))
def test_a_tally_is_what_the_report_of_that_day_says_as_known_at_its_end(province: None, seed: int) -> None:
    put(at_random(seed, 25))
    keep_tallies(now=NOW)
    assert DayTally.objects.exists()
    for row in DayTally.objects.select_related("agency"):
        day = Period(row.day, row.day)
        told = counted(Span(day, day.end), ("new", "resolved", "early", "on_time", "late"), agencies=[row.agency_id])
        assert (row.received, row.resolved, row.early, row.on_time, row.late) == tuple(told.total.values())
        assert sum(row.hours) == row.received


def test_what_happens_later_leaves_the_tallies_as_they_are(province: None) -> None:
    put(at_random(1))
    keep_tallies(now=NOW)
    kept = list(DayTally.objects.order_by("pk").values())
    put([history("2019-03-12 11:00", "2019-03-20 17:00", "2019-03-12 12:00")])
    open_one = Dossier.objects.filter(ended_at__isnull=True).order_by("accepted_at").first()
    Dossier.objects.filter(pk=open_one.pk).update(ended_at=NOW, ended_as="finished", late_cause="overload")
    assert verify_tallies() == []
    assert list(DayTally.objects.order_by("pk").values()) == kept
    assert keep_tallies(now=NOW + timedelta(days=1)) == 1
    assert verify_tallies() == []


def test_a_tally_that_was_tampered_with_is_found(province: None) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00")])
    keep_tallies(now=NOW)
    DayTally.objects.update(received=2)
    (found,) = verify_tallies()
    assert (found.day, found.kept[24], found.counted[24]) == (date(2019, 3, 4), 2, 1)


def test_dossiers_of_past_days_that_were_loaded_later_are_found_and_counted_anew(province: None) -> None:
    put([history("2019-03-04 08:00", "2019-03-12 17:00")])
    keep_tallies(now=NOW)
    put([history("2019-02-04 08:00", "2019-03-12 17:00", "2019-02-05 08:00")])
    assert [found.day for found in verify_tallies()] == [date(2019, 2, 4), date(2019, 2, 5)]
    forget_tallies()
    keep_tallies(now=NOW)
    assert verify_tallies() == []


def test_a_day_is_tallied_once_and_only_when_it_is_over_and_settled(province: None) -> None:
    put([history("2019-03-10 08:00", "2019-03-12 17:00")])
    assert keep_tallies(now=at("2019-03-11 00:10")) == 0
    assert keep_tallies(now=at("2019-03-11 00:20")) == 1
    assert keep_tallies(now=at("2019-03-11 01:20")) == 0
    assert tallied_until() == date(2019, 3, 10)
    assert keep_tallies(now=at("2019-03-14 01:20")) == 3
    assert (DayTally.objects.count(), TallyMark.objects.count()) == (1, 1)


def test_without_dossiers_nothing_is_tallied(province: None) -> None:
    assert keep_tallies(now=NOW) == 0
    assert tallied_until() is None


@pytest.mark.parametrize("seed", range(6))
def test_each_pending_figure_is_the_number_of_dossiers_that_it_leads_to(province: None, seed: int) -> None:
    put(at_random(seed))
    director = actor_of(Staff.objects.get(username="vinh.sh"), TODAY)
    pending = pending_at(NOW)
    today = Span(Period(TODAY, TODAY), NOW)
    assert pending["pending"] > 0
    for key in ("pending", "within", "overdue", "due_today", "due_soon", *AGES):
        assert dossiers_behind(today, measure_named(key), actor=director).count() == pending.get(key, 0), key


def test_the_brackets_of_ageing_hold_every_pending_dossier_once(province: None) -> None:
    put(at_random(7, 120))
    pending = pending_at(NOW)
    for kind, whole in (("aged", "pending"), ("overdue", "overdue"), ("due_in", "within")):
        inside = sum(number for key, number in pending.items() if key.startswith(f"{kind}_"))
        assert inside + (pending["stopped"] if kind == "due_in" else 0) == pending[whole]


def test_days_are_calendar_days_of_vietnam(province: None) -> None:
    put(
        [
            history("2019-03-11 00:00", "2019-03-12 23:59"),
            history("2019-03-10 23:59", "2019-03-12 09:00"),
            history("2019-03-08 23:00", "2019-03-14 00:00"),
        ]
    )
    pending = pending_at(NOW)
    assert {key: pending[key] for key in ("aged_0_1", "aged_2_3", "aged_4_7")} == {
        "aged_0_1": 1, "aged_2_3": 1, "aged_4_7": 1,
    }  # fmt: skip
    assert {key: pending[key] for key in ("due_in_0_1", "due_in_2_3", "overdue_0_1", "due_today", "due_soon")} == {
        "due_in_0_1": 1, "due_in_2_3": 1, "overdue_0_1": 1, "due_today": 1, "due_soon": 1,
    }  # fmt: skip


def test_a_cell_of_the_hours_leads_to_its_dossiers(province: None) -> None:
    put([history("2019-03-04 08:30", "2019-03-12 17:00"), history("2019-03-04 09:00", "2019-03-12 17:00")])
    director = actor_of(Staff.objects.get(username="vinh.sh"), TODAY)
    days = Span(Period(date(2019, 3, 1), TODAY), NOW)
    found = dossiers_behind(days, measure_named("new"), actor=director, moment=(1, 8))
    assert found.count() == 1
    assert [local(line.accepted_at).hour for line in found[0:5]] == [8]
    assert dossiers_behind(days, measure_named("new"), actor=director, moment=(2, 8)).count() == 0


def test_the_nearest_are_not_overdue_and_come_in_order(province: None) -> None:
    put([history("2019-03-04 08:00", f"2019-03-{day} 17:00") for day in (11, 15, 13, 14)])
    assert [local(line.due_at).day for line in nearest_due(NOW)] == [13, 14, 15]


def test_the_whole_course_takes_a_fixed_number_of_queries(province: None, queries: Callable) -> None:
    put(at_random(3))
    keep_tallies(now=NOW - timedelta(days=2))
    first = [Agency.objects.get(code=FIRST).pk]
    with queries(7):
        course_until(NOW, first)
    with queries(2):
        pending_at(NOW)


def test_today_is_counted_up_to_now(province: None) -> None:
    put([history("2019-03-12 09:00", "2019-03-20 17:00"), history("2019-03-12 11:00", "2019-03-20 17:00")])
    (tally,) = count_days(TODAY, TODAY, as_of=NOW)
    assert (tally.received, tally.hours[9]) == (1, 1)
