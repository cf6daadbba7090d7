"""Moving open dossiers to another version of their process: tried first, then done, each with its own result."""

import uuid
from dataclasses import replace
from datetime import date

import msgspec
import pytest

import cast
from cast import refused
from law.calendars import at as moment
from motcua.accounts.models import Staff
from motcua.catalogue.models import InternalProcess, ProcedureVersion
from motcua.dossiers.commands import handle
from motcua.dossiers.models import Dossier, Event, Task
from motcua.dossiers.process_move import lost_steps, move_dossiers, open_by_process, plan_move
from motcua.law.lifecycle import commands as c
from motcua.law.process import Process

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedure")]

NOW = moment("04/03/2019 09:00")


def renamed(process: Process, old: str, new: str) -> Process:
    """The process with another id for one step; its name stays."""

    def name(step_id: str) -> str:
        return new if step_id == old else step_id

    steps = tuple(
        replace(
            step,
            id=name(step.id),
            edges=tuple(replace(edge, to=tuple(map(name, edge.to))) for edge in step.edges),
        )
        for step in process.steps
    )
    return Process(steps, name(process.start))


@pytest.fixture
def old():
    return InternalProcess.objects.get(version__procedure__code=cast.PROCEDURE.code)


def following(old, process, number=2, valid_from=date(2019, 3, 2)):
    """Another approved version of the process."""
    return InternalProcess.objects.create(
        version=old.version,
        number=number,
        decision="15/QĐ-UBND",
        valid_from=valid_from,
        spec=msgspec.to_builtins(process),
    )


@pytest.fixture
def new(old):
    """A version in which the first step has another id."""
    return following(old, renamed(cast.LINEAR, "intake", "take-in"))


def order(old, new, mapping=None, *, part="procedure_control", key="", **more):
    given = {"actor": cast.person(part), "at": NOW, "key": key or str(uuid.uuid4()), **more}
    return move_dossiers(old, new, mapping or {}, **given)


def give(row, part, command, when="01/03/2019 09:00"):
    handle(row.pk, command, actor=cast.person(part), at=moment(when), key=str(uuid.uuid4()))


def pinned(row):
    return Dossier.objects.values_list("process_id", flat=True).get(pk=row.pk)


def open_tasks(row):
    return list(Task.objects.filter(dossier=row, closed_at__isnull=True).values_list("step", "name"))


def test_a_new_version_moves_nothing_by_itself(old, new):
    row = cast.taken_in()

    assert pinned(row) == old.pk
    assert open_by_process(row.agency_id, [old.pk, new.pk]) == {old.pk: 1}


def test_a_step_that_is_gone_asks_for_its_place(old, new):
    cast.taken_in()
    (lost,) = lost_steps(old, new)

    assert (lost.step.id, lost.suggested, lost.dossiers) == ("intake", "take-in", 1)
    assert "decide" not in [step.id for step in lost.choices]


def test_a_plan_says_for_each_dossier_whether_it_can_move_and_changes_nothing(old, new):
    row = cast.taken_in()
    gone_on = cast.taken_in("01/03/2019 08:05", number=1)
    give(gone_on, "receptionist", cast.complete("intake"))
    before = Event.objects.count()

    stays, moves = plan_move(old, new, {}, at=NOW)

    assert (stays.id, stays.where, stays.possible) == (row.pk, ("Bước intake",), False)
    assert "không có bước tương ứng với bước “Bước intake”" in stays.why_not
    assert (moves.id, moves.possible) == (gone_on.pk, True)
    assert (Event.objects.count(), pinned(row)) == (before, old.pk)


def test_with_a_place_for_the_step_the_dossier_moves(old, new):
    row = cast.taken_in()

    (move,) = order(old, new, {"intake": "take-in"})

    assert move.possible
    assert pinned(row) == new.pk
    assert open_tasks(row) == [("take-in", "Bước intake")]
    give(row, "receptionist", cast.complete("take-in"), "04/03/2019 10:00")
    assert [step for step, _ in open_tasks(row)] == ["assign"]


def test_the_due_date_stays(old, new):
    row = cast.taken_in()
    due = row.due_at
    order(old, new, {"intake": "take-in"})

    row.refresh_from_db()
    assert row.due_at == due


def test_the_log_names_who_ordered_it_and_the_decision(old, new):
    row = cast.taken_in()
    order(old, new, {"intake": "take-in"})

    line = Event.objects.filter(dossier=row).latest("seq")
    assert "Dương Thị Bích Thủy" in line.on_behalf_of
    assert line.data["decision"] == "15/QĐ-UBND"


def test_those_that_cannot_move_stay_and_say_why(old, new):
    row = cast.taken_in()

    (stays,) = order(old, new)

    assert not stays.possible
    assert pinned(row) == old.pk


def test_one_that_cannot_move_does_not_keep_the_others_back(old, new):
    cast.taken_in()
    other = cast.taken_in("01/03/2019 08:05", number=1)
    give(other, "receptionist", cast.complete("intake"))

    assert [move.possible for move in order(old, new)] == [False, True]
    assert pinned(other) == new.pk


def test_ended_dossiers_are_left_alone(old, new):
    row = cast.taken_in()
    for part, command in (
        ("receptionist", cast.complete("intake")),
        ("unit_head", c.Assign(Staff.objects.get(username=cast.CAST["case_officer"]).pk, "Lâm Minh Khang")),
        ("case_officer", cast.complete("process")),
        ("unit_head", cast.complete("check")),
        ("agency_head", cast.reject()),
    ):
        give(row, part, command)

    assert plan_move(old, new, {}, at=NOW) == []


def test_the_same_order_again_moves_nothing_twice(old, new):
    row, key = cast.taken_in(), str(uuid.uuid4())
    order(old, new, {"intake": "take-in"}, key=key)
    lines = Event.objects.filter(dossier=row).count()

    assert order(old, new, {"intake": "take-in"}, key=key) == []
    assert Event.objects.filter(dossier=row).count() == lines


def test_a_batch_leaves_the_rest_for_the_next(old, new):
    for number in range(3):
        cast.taken_in(number=number)

    assert len(order(old, new, {"intake": "take-in"}, most=2)) == 2
    assert len(order(old, new, {"intake": "take-in"}, most=2)) == 1
    assert open_by_process(old.version.procedure.agency_id, [old.pk, new.pk]) == {new.pk: 3}


@pytest.mark.parametrize("part", ["director", "agency_head", "case_officer", "administrator"])
def test_only_procedure_control_moves_dossiers(old, new, part):
    with refused("forbidden"):
        order(old, new, part=part)


def test_a_process_is_not_moved_to_itself(old):
    with refused("same_process", "new"):
        plan_move(old, old, {}, at=NOW)


def test_dossiers_do_not_move_to_a_process_of_another_procedure(old):
    other = InternalProcess.objects.exclude(version=old.version).first()

    with refused("other_version"):
        plan_move(old, other, {}, at=NOW)


def test_the_same_query_count_however_many_dossiers(old, new, queries):
    for number in range(4):
        cast.taken_in(number=number)
    old = InternalProcess.objects.select_related("version__procedure").get(pk=old.pk)
    plan_move(old, new, {}, at=NOW)

    with queries(4):
        assert len(plan_move(old, new, {}, at=NOW)) == 4


# On the screen

ADDRESS = f"/ban-lam-viec/quy-trinh/{cast.PROCEDURE.code}/chuyen-ho-so"


@pytest.fixture
def officer(monkeypatch):
    from desk.stage import browser, stop_clock

    stop_clock(monkeypatch)
    return browser("procedure_control")


def test_the_screen_tries_on_paper_first_then_moves(old, new, officer):
    from desk.stage import words

    row = cast.taken_in()
    told = words(officer.get(ADDRESS, {"tu": "1", "den": "2", "buoc-intake": "take-in"}))
    assert "1 trên 1 hồ sơ chuyển được" in told
    assert pinned(row) == old.pk

    typed = {"tu": "1", "den": "2", "buoc-intake": "take-in", "key": str(uuid.uuid4())}
    assert "Đã chuyển 1 hồ sơ" in words(officer.post(ADDRESS, typed))
    assert pinned(row) == new.pk


def test_the_screen_names_the_dossiers_that_stay(old, new, officer):
    from desk.stage import words

    row = cast.taken_in()
    typed = {"tu": "1", "den": "2", "buoc-intake": "", "key": str(uuid.uuid4())}

    told = words(officer.post(ADDRESS, typed))
    assert "1 hồ sơ ở lại phiên bản cũ" in told
    assert row.code in told


def test_the_screen_refuses_two_times_the_same_version(old, new, officer):
    from desk.stage import words

    response = officer.get(ADDRESS, {"tu": "1", "den": "1"})
    assert response.status_code == 422
    assert "hai phiên bản khác nhau" in words(response)


def test_the_screen_begins_with_the_version_before_and_the_newest(old, new, officer):
    from desk.stage import words

    cast.taken_in()
    assert "1 trên 1 hồ sơ chuyển được" in words(officer.get(ADDRESS))


def test_versions_that_do_not_exist_ask_to_choose(old, new, officer):
    assert officer.get(ADDRESS, {"tu": "x", "den": "99"}).status_code == 200
    assert ProcedureVersion.objects.filter(pk=old.version_id).exists()
