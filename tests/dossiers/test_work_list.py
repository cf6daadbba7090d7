"""The work list: what lies on whose desk, in which order, how urgent; against looking at every task one by one."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from motcua.accounts.roles import Role
from motcua.agencies.models import Agency
from motcua.dossiers.commands import handle, submit
from motcua.dossiers.desk import intake_name
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.worklist import PAGE, Urgency, urgency_of, worklist
from motcua.law.lifecycle import Channel
from motcua.law.lifecycle import Dossier as State
from motcua.law.moments import local

pytestmark = pytest.mark.django_db

NOW = cast.moment("05/03/2019 09:00")
FAR = datetime.max.replace(tzinfo=NOW.tzinfo)


@pytest.fixture
def dossier(procedure) -> Dossier:
    """One dossier, on which the tasks of these tests are hung."""
    taken = cast.taken_in()
    Task.objects.all().delete()
    return taken


def hang(dossier: Dossier, number: int, **given: object) -> Task:
    """An open task at the reception of Sở Tư pháp, or as given; not yet written."""
    task = {
        "kind": Task.Kind.STEP,
        "step": f"s{number}",
        "name": "Bước",
        "agency_id": dossier.agency_id,
        "role": Role.RECEPTION,
        "opened_at": dossier.accepted_at,
        "dossier_due_at": NOW + timedelta(hours=number),
        **given,
    }
    return Task(dossier=dossier, **task)  # type: ignore[misc]


@pytest.fixture
def many(dossier, people) -> list[Task]:
    """Four hundred tasks of every kind on every desk, some done already; due dates of which many fall together."""
    chance = random.Random(2019)
    agencies = [Agency.objects.get(code=code).pk for code in (cast.JUSTICE, cast.PRESS)]
    officers = [None, people.case_officer.staff_id, people.colleague.staff_id]
    tasks = []
    for number in range(400):
        role = chance.choice([Role.RECEPTION, Role.CASE_OFFICER, Role.LEADER])
        due = chance.choice([None, *(NOW + timedelta(hours=6 * n) for n in range(-20, 25)), NOW, NOW])
        tasks.append(
            hang(
                dossier,
                number,
                kind=chance.choice(Task.Kind.values),
                role=role,
                unit="" if role == Role.RECEPTION else chance.choice([cast.UNIT, cast.OTHER_UNIT, ""]),
                agency_id=chance.choice(agencies),
                assignee_id=chance.choice(officers) if role == Role.CASE_OFFICER else None,
                dossier_due_at=due,
                closed_at=NOW if chance.random() < 0.3 else None,
            )
        )
    return Task.objects.bulk_create(tasks)


def lies_before(person, task: Task) -> bool:
    """Whether a task lies on one of the person's desks: the slow and obvious way."""
    if task.closed_at is not None or task.assignee_id not in (None, person.staff_id):
        return False
    for seat in person.seats:
        at_the_counter = seat.role in (Role.RECEPTION, Role.POST_CLERK) and task.role == Role.RECEPTION
        if at_the_counter and task.agency_id in (seat.serves or {seat.agency_id}):
            return True
        if (seat.role, seat.agency_id, seat.unit_code) == (task.role, task.agency_id, task.unit):
            return True
        asked = task.kind == Task.Kind.CONSULT and task.role == Role.LEADER and task.unit != ""
        if asked and (seat.role, seat.agency_id, seat.unit_code) == (Role.CASE_OFFICER, task.agency_id, task.unit):
            return True
    return False


def urgent(task: Task) -> Urgency:
    """How urgent a task is, by counting local days; a result that waits for its owner is due no more."""
    if task.kind == Task.Kind.RETURN:
        return Urgency.READY
    if task.dossier_due_at is None:
        return Urgency.STOPPED
    if task.dossier_due_at < NOW:
        return Urgency.OVERDUE
    days = (local(task.dossier_due_at).date() - local(NOW).date()).days
    return Urgency.TODAY if days == 0 else Urgency.SOON if days < 4 else Urgency.LATER


@pytest.mark.parametrize("part", ["receptionist", "post_clerk", "case_officer", "unit_head", "agency_head", "director"])
def test_lines_counts_and_pages_are_those_of_the_slow_way(many, people, part):
    person = getattr(people, part)
    mine = [task for task in many if lies_before(person, task)]
    for kind, urgency in product(["", "step", "return"], ["", *Urgency]):
        of_kind = [task for task in mine if kind in ("", task.kind)]
        shown = [task for task in of_kind if urgency in ("", urgent(task))]
        shown.sort(key=lambda task: (task.dossier_due_at or FAR, task.pk))

        first = worklist(person, now=NOW, kind=kind, urgency=urgency)
        more = [worklist(person, now=NOW, kind=kind, urgency=urgency, page=page) for page in range(2, first.pages + 1)]

        assert [row.id for page in (first, *more) for row in page.rows] == [task.pk for task in shown]
        assert first.total == len(shown)
        assert first.by_kind == {name: sum(task.kind == name for task in mine) for name in Task.Kind.values}
        assert first.by_urgency == {name: sum(urgent(task) == name for task in of_kind) for name in Urgency}
        assert all(row.urgency == urgent(task) for row, task in zip(first.rows, shown, strict=False))


def test_a_page_has_fifty_lines(dossier, people):
    Task.objects.bulk_create(hang(dossier, number) for number in range(PAGE + 1))

    found = worklist(people.receptionist, now=NOW)
    assert (len(found.rows), found.total, found.pages) == (50, 51, 2)


@pytest.mark.parametrize(("asked", "shown"), [(-3, 1), (0, 1), (2, 2), (99, 2)])
def test_a_page_that_does_not_exist_is_the_nearest(dossier, people, asked, shown):
    Task.objects.bulk_create(hang(dossier, number) for number in range(PAGE + 1))

    assert worklist(people.receptionist, now=NOW, page=asked).page == shown


def test_an_empty_desk_has_one_empty_page(people):
    found = worklist(people.receptionist, now=NOW)

    assert (found.rows, found.total, found.pages) == ((), 0, 1)


def test_what_is_asked_in_a_way_that_does_not_exist_is_everything(dossier, people):
    hang(dossier, 1).save()

    assert worklist(people.receptionist, now=NOW, kind="nothing", urgency="never").total == 1


def test_what_has_no_due_date_comes_last(dossier, people):
    Task.objects.bulk_create([hang(dossier, 1, dossier_due_at=None), hang(dossier, 2)])

    assert [row.due_at is None for row in worklist(people.receptionist, now=NOW).rows] == [False, True]


@pytest.mark.parametrize(
    ("due", "urgency"),
    [
        ("05/03/2019 08:59", Urgency.OVERDUE),
        ("05/03/2019 09:00", Urgency.TODAY),
        ("05/03/2019 23:59", Urgency.TODAY),
        ("06/03/2019 00:00", Urgency.SOON),
        ("08/03/2019 23:59", Urgency.SOON),
        ("09/03/2019 00:00", Urgency.LATER),
    ],
)
def test_urgency_goes_by_local_days(due, urgency):
    assert urgency_of(cast.moment(due), NOW) is urgency


def test_a_line_tells_what_one_needs_to_choose(world):
    world.brought_to("process")
    (row,) = worklist(world.people["case_officer"], now=NOW).rows

    assert (row.name, row.applicant, row.procedure) == ("Bước process", "Lý Thị Sà Rươl", cast.PROCEDURE.name)
    assert (row.code, row.agency, row.officer) == (world.state.code, "Sở Tư pháp", "Lâm Minh Khang")


def test_an_online_filing_lies_at_the_desk_under_its_id(world):
    world.give(cast.submit())
    (row,) = worklist(world.people["receptionist"], now=NOW).rows

    assert (row.reference, row.code) == (str(world.dossier), "")
    assert row.due_at == world.state.answer_by


@pytest.fixture
def full(dossier) -> int:
    """5,400 open tasks of Sở Tư pháp, 600 of them at its desk, beside 20,000 done ones."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO dossiers_task
                (dossier_id, kind, step, name, agency_id, role, unit, opened_at, dossier_due_at, closed_at, outcome)
            SELECT %(dossier)s, 'step', 'n' || n, 'Bước', %(agency)s,
                CASE WHEN n %% 9 = 0 THEN 'reception' ELSE 'case_officer' END, '', %(now)s,
                %(now)s + n * interval '1 minute', CASE WHEN n > 5400 THEN %(now)s END, ''
            FROM generate_series(1, 25400) AS n
            """,
            {"dossier": dossier.pk, "agency": dossier.agency_id, "now": NOW},
        )
        cursor.execute("ANALYZE dossiers_task")
    return 600


@pytest.fixture
def plans(full, people) -> list[str]:
    """How PostgreSQL answers each query of the work list of a full desk: counting, then the lines."""
    with CaptureQueriesContext(connection) as seen:
        assert worklist(people.receptionist, now=NOW).total == full
    with connection.cursor() as cursor:
        told = []
        for query in seen.captured_queries:
            cursor.execute(f"EXPLAIN {query['sql']}")
            told.append("\n".join(line for (line,) in cursor.fetchall()))
    return told


def test_a_full_desk_is_counted_by_its_index(plans):
    assert "task_open_by_desk" in plans[0]


def test_the_lines_of_a_full_desk_come_from_its_index_in_order(plans):
    assert "task_open_by_desk" in plans[1]
    assert "Sort" not in plans[1]


@pytest.mark.parametrize("part", ["receptionist", "post_clerk", "case_officer", "agency_head"])
def test_a_full_desk_costs_as_many_queries_as_an_empty_one(full, people, queries, part):
    with queries(2):
        worklist(getattr(people, part), now=NOW)


def test_what_a_unit_is_asked_lies_with_its_leader_and_with_its_officers(dossier, people):
    asked = {"kind": Task.Kind.CONSULT, "role": Role.LEADER}
    of_unit, of_other, of_agency = Task.objects.bulk_create(
        hang(dossier, number, unit=unit, **asked) for number, unit in enumerate([cast.UNIT, cast.OTHER_UNIT, ""])
    )
    assert [row.id for row in worklist(people.case_officer, now=NOW).rows] == [of_unit.pk]
    assert [row.id for row in worklist(people.unit_head, now=NOW).rows] == [of_unit.pk]
    assert [row.id for row in worklist(people.agency_head, now=NOW).rows] == [of_agency.pk]
    assert of_other.pk


@pytest.mark.parametrize(
    ("channel", "name"),
    [
        (Channel.ONLINE_FULL, "Tiếp nhận hồ sơ trực tuyến"),
        (Channel.COUNTER, "Tiếp nhận hồ sơ"),
        (Channel.POST, "Tiếp nhận hồ sơ"),
        (None, "Tiếp nhận hồ sơ"),
    ],
)
def test_the_intake_is_called_by_how_the_dossier_came(channel, name):
    assert intake_name(State(channel=channel)) == name
    assert intake_name(State(channel=channel, guided=True)) == "Chờ người nộp hoàn thiện hồ sơ"


def test_a_filing_whose_applicant_was_guided_says_so_on_the_list(procedure, people):
    pk = uuid.uuid4()
    at = cast.moment("01/03/2019 08:00")
    submit(pk, cast.filing(), cast.submit(), at=at)
    assert [row.name for row in worklist(people.receptionist, now=NOW).rows] == ["Tiếp nhận hồ sơ trực tuyến"]
    handle(pk, cast.guide(), actor=people.receptionist, at=at, key="x")
    assert [row.name for row in worklist(people.receptionist, now=NOW).rows] == ["Chờ người nộp hoàn thiện hồ sơ"]
