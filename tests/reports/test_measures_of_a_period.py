"""What counts where: each rule of the measures on one dossier, at its edges."""

from __future__ import annotations

import pytest

from motcua.dossiers.models import Dossier, DueDate
from motcua.reports.one_stop import one_stop
from motcua.reports.span import Span
from reports.histories import PERIOD, History, at, history, put

pytestmark = pytest.mark.django_db
MARCH = Span(PERIOD, PERIOD.end)


def figures(*histories: History, span: Span = MARCH) -> set[str]:
    put(histories)
    return {key for key, count in one_stop(span).total.items() if count}


@pytest.mark.parametrize(
    ("accepted", "ended", "expected"),
    [
        ("2019-02-28 23:59", None, "carried"),
        ("2019-03-01 00:00", None, "new"),
        ("2019-03-31 23:59", None, "new"),
        ("2019-02-10 08:00", "2019-03-01 00:00", "carried"),
    ],
)
def test_the_local_day_of_acceptance_decides_between_carried_and_new(
    province: None, accepted: str, ended: str | None, expected: str
) -> None:
    assert {"carried", "new"} & figures(history(accepted, "2019-04-20 17:00", ended)) == {expected}


@pytest.mark.parametrize(
    ("accepted", "ended"),
    [("2019-04-01 00:00", None), ("2019-02-10 08:00", "2019-02-28 23:59")],
)
def test_what_began_after_or_ended_before_the_period_has_no_part_in_it(
    province: None, accepted: str, ended: str | None
) -> None:
    assert not figures(history(accepted, "2019-05-01 17:00", ended))


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        ("2019-03-11 23:59", "early"),
        ("2019-03-12 00:00", "on_time"),
        ("2019-03-12 17:00", "on_time"),
        ("2019-03-12 17:01", "late"),
        ("2019-03-13 08:00", "late"),
    ],
)
def test_an_end_is_early_before_the_day_on_time_up_to_the_hour_and_late_after_it(
    province: None, ended: str, expected: str
) -> None:
    shown = figures(history("2019-03-04 08:00", "2019-03-12 17:00", ended))
    assert shown & {"early", "on_time", "late"} == {expected}


@pytest.mark.parametrize(("due", "expected"), [("2019-03-31 23:59", "overdue"), ("2019-04-01 00:00", "within")])
def test_a_pending_dossier_is_overdue_when_its_due_date_lies_in_the_period(
    province: None, due: str, expected: str
) -> None:
    assert figures(history("2019-03-04 08:00", due)) & {"within", "overdue"} == {expected}


def test_a_pending_dossier_whose_clock_is_stopped_is_within_time(province: None) -> None:
    start = at("2019-03-04 08:00")
    stopped = History(start, [(start, at("2019-03-12 17:00")), (at("2019-03-06 09:00"), None)])
    assert figures(stopped) & {"within", "overdue"} == {"within"}


def test_a_dossier_that_ends_while_its_clock_is_stopped_is_on_time(province: None) -> None:
    start = at("2019-03-04 08:00")
    due = [(start, at("2019-03-12 17:00")), (at("2019-03-06 09:00"), None)]
    shown = figures(History(start, due, at("2019-03-27 08:00"), "stopped"))
    assert shown >= {"resolved", "on_time", "sent_back"}


@pytest.mark.parametrize(("how", "sent_back"), [("finished", False), ("rejected", True), ("stopped", True)])
def test_rejection_and_stop_are_resolved_and_sent_back_although_the_status_is_returned(
    province: None, how: str, sent_back: bool
) -> None:
    shown = figures(history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-07 08:00", how))
    assert "resolved" in shown
    assert ("sent_back" in shown) is sent_back


@pytest.mark.parametrize(
    ("channel", "online"),
    [("counter", False), ("post", False), ("online_full", True), ("online_partial", True)],
)
def test_both_online_channels_count_as_online(province: None, channel: str, online: bool) -> None:
    assert ("online" in figures(history("2019-03-04 08:00", "2019-03-12 17:00", channel=channel))) is online


def test_an_extension_granted_after_the_as_of_instant_changes_nothing(province: None) -> None:
    dossier = history("2019-03-04 08:00", "2019-03-12 17:00")
    assert "overdue" in figures(dossier)
    moved, since = at("2019-04-20 17:00"), at("2019-04-02 08:00")
    DueDate.objects.create(dossier_id=dossier.id, known_at=since, seq=9, due_at=moved)
    Dossier.objects.filter(pk=dossier.id).update(due_at=moved, due_since=since)
    assert one_stop(MARCH).total["overdue"] == 1
    assert one_stop(Span(PERIOD, at("2019-04-03 00:00"))).total["within"] == 1


def test_inside_a_running_period_only_due_dates_that_have_passed_are_overdue(province: None) -> None:
    dossier = history("2019-03-04 08:00", "2019-03-12 17:00")
    assert "within" in figures(dossier, span=Span(PERIOD, at("2019-03-12 17:00")))
    assert one_stop(Span(PERIOD, at("2019-03-12 17:01"))).total["overdue"] == 1


def test_what_happens_after_the_as_of_instant_of_a_running_period_is_not_known(province: None) -> None:
    later = history("2019-03-20 08:00", "2019-03-28 17:00")
    ended_later = history("2019-03-04 08:00", "2019-03-29 17:00", "2019-03-20 08:00")
    put([later, ended_later])
    total = one_stop(Span(PERIOD, at("2019-03-15 08:00"))).total
    assert (total["total"], total["resolved"], total["within"]) == (1, 0, 1)
