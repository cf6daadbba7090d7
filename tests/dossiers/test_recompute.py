"""A changed calendar reaches open dossiers when somebody orders it: previewed, in batches, once."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError
from procrastinate.contrib.django.models import ProcrastinateJob

import cast
import worlds
from law.calendars import at
from motcua.agencies.calendars import shipped_table
from motcua.agencies.commands import approve_calendar_year
from motcua.agencies.models import Agency, CalendarApplication
from motcua.agencies.queries import newest_calendar
from motcua.dossiers import commands, recompute
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.moved_dates import TELL
from motcua.dossiers.verify import verify_log
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e

pytestmark = pytest.mark.django_db

DUE, MOVED = at("08/03/2019 08:00"), at("11/03/2019 08:00")
NOW = at("04/03/2019 09:00")


def close_on(day: str = "2019-03-05", *, agency: Agency | None = None, version_of: int = 2019):
    """The province, or an agency, is off on one more day."""
    table = shipped_table(version_of)
    table["closed"] = [{"day": day, "name": "bão số 3", "decision": "100/QĐ-UBND"}]
    return approve_calendar_year(
        actor_name="Sơn Hoàng Vinh",
        at=NOW,
        year=version_of,
        table=table,
        source="QĐ 100/QĐ-UBND",
        agency=agency,
    )


def take_in(people, number: int = 1):
    dossiers = [uuid.uuid4() for _ in range(number)]
    for dossier in dossiers:
        commands.take_in(dossier, cast.filing(), cast.accept(), actor=people.receptionist, at=at(cast.OPENING))
    return dossiers


@pytest.fixture
def dossier(procedure, people):
    return take_in(people)[0]


@pytest.fixture
def justice(province):
    return Agency.objects.get(code=cast.JUSTICE)


def due(dossier):
    return Dossier.objects.get(pk=dossier).due_at


def test_an_approved_correction_alone_moves_nothing(dossier):
    close_on()

    assert due(dossier) == DUE


def test_the_preview_lists_the_dossiers_that_would_move_with_both_dates(dossier):
    close_on()

    (moved,) = recompute.preview(None, at=NOW)

    assert (moved.id, moved.due_before, moved.due_at) == (dossier, DUE, MOVED)
    assert moved.applicant == Dossier.objects.get(pk=dossier).applicant_name
    assert due(dossier) == DUE


def test_a_day_off_after_the_due_date_moves_nothing(dossier):
    close_on("2019-03-20")

    assert recompute.preview(None, at=NOW) == []


def test_applying_moves_the_due_date_and_pins_the_calendar(dossier, people, justice):
    close_on()

    done = recompute.apply(None, actor=people.administrator, at=NOW)

    row = Dossier.objects.get(pk=dossier)
    assert (row.due_at, row.due_original, row.calendar) == (MOVED, DUE, newest_calendar(justice.pk))
    assert (done.total, done.done, done.moved, done.failed) == (1, 1, 1, [])


def test_the_log_tells_both_dates_the_calendar_and_who_ordered_it(dossier, people):
    close_on()
    recompute.apply(None, actor=people.administrator, at=NOW)

    line = Dossier.objects.get(pk=dossier).events.order_by("seq").last()

    assert line.kind == "due_recomputed"
    assert line.data["why"] == "lịch làm việc năm 2019 (lần 2) theo QĐ 100/QĐ-UBND"
    assert line.on_behalf_of == f"Hệ thống, theo yêu cầu của {people.administrator.name}"
    assert (line.data["due_before"], line.data["due_at"]) == ("2019-03-08T01:00:00Z", "2019-03-11T01:00:00Z")


def test_the_log_still_verifies_and_the_desks_show_the_new_dates(dossier, people):
    close_on("2019-03-01")  # the open step moves too
    before = Task.objects.get(dossier=dossier, closed_at=None).due_at
    recompute.apply(None, actor=people.administrator, at=NOW)

    task = Task.objects.get(dossier=dossier, closed_at=None)
    assert list(verify_log()) == []
    assert task.due_at > before
    assert task.dossier_due_at == due(dossier)


def test_reports_know_the_due_date_from_the_moment_it_moved(dossier, people):
    close_on()
    recompute.apply(None, actor=people.administrator, at=NOW)

    known = Dossier.objects.get(pk=dossier).due_dates.order_by("seq").values_list("known_at", "due_at")
    assert list(known) == [(at(cast.OPENING), DUE), (NOW, MOVED)]


def test_a_dossier_whose_clock_stands_has_its_date_by_the_new_calendar_once_it_runs_again(province):
    world = worlds.Postgres()
    world.brought_to("process")
    world.give(cast.pause(), "01/03/2019 10:00")
    close_on("2019-03-12")
    recompute.apply(None, actor=cast.person("administrator"), at=NOW)
    assert due(world.dossier) is None

    world.give(c.Resume(), "11/03/2019 10:00")

    assert due(world.dossier) == at("19/03/2019 08:00")  # six days later, and one for the 12th


def test_desks_rows_and_log_tell_the_same_after_many_were_moved_at_once(province):
    world = worlds.Postgres()
    world.brought_to("process")
    close_on()
    recompute.apply(None, actor=cast.person("administrator"), at=NOW)

    events = world.give(c.Note("Đã gọi điện báo công dân."), "04/03/2019 09:00")  # reads back all that was written

    assert [type(event) for event in events] == [e.DueRecomputed, e.NoteAdded]


def test_dossiers_of_other_agencies_are_not_touched(dossier, people, justice):
    press = Agency.objects.get(code=cast.PRESS)
    close_on(agency=press)

    assert recompute.preview(None, at=NOW) == []
    assert recompute.preview(press, at=NOW) == []
    with cast.refused("nothing_to_apply"):
        recompute.order(press, actor=people.administrator, at=NOW)
    assert due(dossier) == DUE


def test_a_year_of_the_agencys_own_moves_its_dossiers(dossier, people, justice):
    close_on(agency=justice)
    recompute.apply(justice, actor=people.administrator, at=NOW)

    assert due(dossier) == MOVED


def test_an_order_for_one_agency_leaves_the_others_as_they_are(dossier, people):
    close_on()
    press = Agency.objects.get(code=cast.PRESS)

    assert recompute.waiting(press) == 0
    assert recompute.waiting(None) == 1
    assert due(dossier) == DUE


def test_an_order_that_was_given_and_carried_out_in_the_same_instant_is_the_answer(dossier, people, monkeypatch):
    close_on()
    done = recompute.apply(None, actor=people.administrator, at=NOW)
    close_on("2019-03-06")

    def given_already(*_, **__):
        raise IntegrityError("duplicate key")

    monkeypatch.setattr(recompute.app, "configure_task", given_already)

    assert recompute.order(None, actor=people.director, at=NOW) == done


def test_closed_dossiers_are_not_touched(province):
    world = worlds.Postgres()
    world.brought_to("decide")
    world.give(cast.reject())
    close_on()

    assert recompute.preview(None, at=NOW) == []
    assert recompute.waiting(None) == 0


def test_giving_the_order_twice_does_nothing_the_second_time(dossier, people):
    close_on()
    recompute.apply(None, actor=people.administrator, at=NOW)
    lines = Dossier.objects.get(pk=dossier).events_count

    with cast.refused("nothing_to_apply"):
        recompute.apply(None, actor=people.administrator, at=NOW)
    assert Dossier.objects.get(pk=dossier).events_count == lines


def test_an_order_that_was_interrupted_goes_on_where_it_stopped(procedure, people, monkeypatch):
    monkeypatch.setattr(recompute, "BATCH", 2)
    take_in(people, 5)
    close_on()
    order = recompute.order(None, actor=people.administrator, at=NOW)

    half = recompute.advance(order.pk, at=NOW, at_most=2)
    assert (half.done, half.total, half.finished_at) == (2, 5, None)
    assert recompute.order(None, actor=people.director, at=NOW) == half

    whole = recompute.advance(order.pk, at=NOW)
    assert (whole.done, whole.moved, whole.finished_at) == (5, 5, NOW)
    assert set(Dossier.objects.values_list("due_at", "events_count")) == {(MOVED, 3)}
    assert list(verify_log()) == []


def test_a_batch_that_fails_changes_nothing(dossier, people, monkeypatch):
    close_on()
    order = recompute.order(None, actor=people.administrator, at=NOW)

    def broken(_):
        raise RuntimeError("mất điện")

    monkeypatch.setattr("motcua.dossiers.record_many.tell", broken)
    with pytest.raises(RuntimeError):
        recompute.advance(order.pk, at=NOW)

    assert due(dossier) == DUE
    assert CalendarApplication.objects.get().done == 0


def test_what_was_carried_over_by_another_meanwhile_is_not_counted_twice(procedure, people):
    take_in(people, 3)
    close_on()
    order = recompute.order(None, actor=people.administrator, at=NOW)

    def meanwhile(_):
        recompute.advance(order.pk, at=NOW)

    recompute.BATCH, whole = 1, recompute.BATCH
    try:
        recompute.advance(order.pk, at=NOW, progress=meanwhile)
    finally:
        recompute.BATCH = whole
    found = CalendarApplication.objects.get()
    assert (found.total, found.done, found.moved, found.failed) == (3, 3, 3, [])


def test_dates_that_move_are_told_and_no_others(procedure, people):
    moved, *_ = take_in(people)
    close_on()
    recompute.apply(None, actor=people.administrator, at=NOW)

    (job,) = ProcrastinateJob.objects.filter(task_name=TELL)
    assert job.args == {"lines": [[str(moved), Dossier.objects.get(pk=moved).events_count]]}


def test_a_date_that_would_fall_into_a_year_without_calendar_stays_and_is_named(procedure, people):
    dossier = uuid.uuid4()
    commands.take_in(
        dossier,
        cast.filing(),
        cast.accept(),
        actor=cast.person("receptionist", date(2026, 12, 23)),
        at=at("24/12/2026 08:00"),
    )
    close_on("2026-12-30", version_of=2026)
    done = recompute.apply(None, actor=people.administrator, at=at("28/12/2026 09:00"))

    assert due(dossier) == at("31/12/2026 08:00")
    ((pk, reference, sentence),) = done.failed
    assert (pk, reference) == (str(dossier), Dossier.objects.get(pk=dossier).code)
    assert "2027 chưa được phê duyệt" in sentence
    (shown,) = recompute.preview(None, at=at("28/12/2026 09:00"))
    assert shown.why_not == sentence


@pytest.mark.parametrize("part", ["receptionist", "agency_head", "case_officer", "procedure_control"])
def test_who_does_not_look_after_calendars_cannot_apply_them(dossier, people, part):
    close_on()

    with cast.refused("forbidden"):
        recompute.order(None, actor=getattr(people, part), at=NOW)
