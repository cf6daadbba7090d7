"""What happens when several people do something at the same moment: real connections, real locks."""

from __future__ import annotations

import uuid
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import transaction

import cast
from agencies.ordering import MONDAY, TUESDAY, order, post, staff
from motcua.accounts.roles import Role
from motcua.agencies.models import Holding, Post
from motcua.agencies.posts import appoint_holder, end_holding
from motcua.dossiers.commands import handle, take_in
from motcua.dossiers.models import Applicant, Dossier, Event, Task
from motcua.dossiers.verify import verify_log
from motcua.law.lifecycle import commands as c
from motcua.law.refusal import Refused
from races.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)

AT = cast.moment(cast.OPENING)


def test_fifty_acceptances_at_once_get_fifty_consecutive_codes():
    desk = cast.person("receptionist")
    taken = at_once(50, lambda number: cast.taken_in(AT, by=desk, number=number))
    assert sorted(int(dossier.code.rsplit("-", 1)[1]) for dossier in taken) == list(range(1, 51))
    assert list(verify_log()) == []


def test_a_form_sent_twice_at_once_makes_one_dossier():
    desk, form = cast.person("receptionist"), uuid.uuid4()
    taken = at_once(2, lambda _: cast.taken_in(AT, by=desk, key=form))
    assert {dossier.code for dossier in taken} == {Dossier.objects.get().code}
    assert Event.objects.filter(kind="accepted").count() == 1


def test_a_new_applicant_at_two_counters_at_once_is_one_person():
    desk = cast.person("receptionist")
    at_once(2, lambda _: cast.taken_in(AT, by=desk))
    assert Applicant.objects.count() == 1
    assert Dossier.objects.count() == 2


def test_of_two_who_complete_a_step_at_once_one_is_told_that_it_is_done():
    desk = cast.person("receptionist")
    dossier = cast.taken_in(AT, by=desk)
    step = Task.objects.get(dossier=dossier, closed_at=None).step
    results = at_once(2, lambda n: handle(dossier.pk, cast.complete(step), actor=desk, at=AT, key=f"window-{n}"))
    refusals = [result for result in results if isinstance(result, Refused)]
    assert [refusal.code for refusal in refusals] == ["step_not_open"]
    assert "người khác vừa hoàn thành" in refusals[0].sentence
    assert Event.objects.filter(dossier=dossier, kind="step_completed").count() == 1


def test_a_button_pressed_twice_at_once_does_its_work_once():
    desk = cast.person("receptionist")
    dossier = cast.taken_in(AT, by=desk)
    step = Task.objects.get(dossier=dossier, closed_at=None).step
    results = at_once(4, lambda _: handle(dossier.pk, cast.complete(step), actor=desk, at=AT, key="one-press"))
    assert all(isinstance(result, Dossier) for result in results)
    assert Event.objects.filter(dossier=dossier, kind="step_completed").count() == 1


def test_a_refused_acceptance_leaves_no_gap_in_the_numbers():
    desk = cast.person("receptionist")
    empty_handed = c.Accept(code="", channel=cast.filing().channel, papers=())

    def come(number: int) -> Any:
        command = cast.accept() if number % 2 else empty_handed
        return take_in(uuid.uuid4(), cast.filing(number), command, actor=desk, at=AT)

    results = at_once(20, come)
    taken = [result for result in results if isinstance(result, Dossier)]
    assert len(taken) == 10
    assert sorted(int(dossier.code.rsplit("-", 1)[1]) for dossier in taken) == list(range(1, 11))
    assert Dossier.objects.count() == 10


@pytest.fixture
def on_the_way():
    """Gives commands to a dossier that was taken in; each part plays its own role."""
    dossier = cast.taken_in(AT, by=cast.person("receptionist"))
    people = {part: cast.person(part) for part in cast.CAST}

    def give(part: str, command: c.Command, key: str = ""):
        return handle(dossier.pk, command, actor=people[part], at=AT, key=key or uuid.uuid4().hex)

    give.dossier, give.people = dossier, people
    give("receptionist", cast.complete("intake"))
    give("unit_head", c.Assign(people["case_officer"].staff_id, people["case_officer"].name))
    return give


def kinds(dossier: Dossier) -> list[str]:
    return list(Event.objects.filter(dossier=dossier).order_by("seq").values_list("kind", flat=True))


def test_a_step_is_either_taken_back_or_opened_by_who_received_it(on_the_way):
    on_the_way("case_officer", cast.complete("process"))
    wanted = [("case_officer", c.Recall("process")), ("unit_head", c.See("check"))]
    results = at_once(2, lambda number: on_the_way(*wanted[number]))

    refusals = [result.code for result in results if isinstance(result, Refused)]
    told = set(kinds(on_the_way.dossier)) & {"recalled", "step_seen"}
    assert (told, refusals) in [({"recalled"}, ["step_not_open"]), ({"step_seen"}, ["opened_before"])]
    assert list(verify_log()) == []


def test_an_extension_comes_before_the_end_of_a_dossier_or_not_at_all(on_the_way):
    for part, command in (
        ("case_officer", cast.complete("process")),
        ("unit_head", cast.complete("check")),
        ("agency_head", cast.approve()),
        ("office_clerk", cast.complete("issue")),
    ):
        on_the_way(part, command)
    wanted = [("agency_head", cast.extend()), ("receptionist", cast.finish())]
    results = at_once(2, lambda number: on_the_way(*wanted[number]))

    refusals = [result.code for result in results if isinstance(result, Refused)]
    extended = "extended" in kinds(on_the_way.dossier)
    assert refusals == ([] if extended else ["not_now"])
    assert kinds(on_the_way.dossier)[-1] == "finished"
    assert Dossier.objects.get().due_at > Dossier.objects.get().due_original or not extended
    assert list(verify_log()) == []


def test_an_extension_given_twice_at_once_moves_the_date_once(on_the_way):
    results = at_once(2, lambda number: on_the_way("agency_head", cast.extend(), f"window-{number}"))

    assert [result.code for result in results if isinstance(result, Refused)] == ["extended_before"]
    assert kinds(on_the_way.dossier).count("extended") == 1


def test_a_payment_reported_twice_at_once_counts_once(on_the_way):
    on_the_way("case_officer", cast.ask_payment())
    at_once(2, lambda _: on_the_way("receptionist", cast.pay(), "transaction-1"))

    assert kinds(on_the_way.dossier).count("payment_confirmed") == 1


def test_two_administrators_who_leave_at_once_leave_one_behind():
    centre = post("administrator")
    other = Post.objects.create(agency=centre.agency, code="administrator.9", role=Role.ADMINISTRATOR, title="Phó")
    appoint_holder(other, staff("procedure_control"), since=MONDAY, order=order())
    seats = [Holding.objects.select_related("post", "holder").get(post=one) for one in (centre, other)]

    both = Barrier(2)

    def leaves(number: int) -> Any:
        with transaction.atomic():
            ended = end_holding(seats[number], until=TUESDAY, order=order())
            with suppress(BrokenBarrierError):  # the other one waits for this one's end instead of getting here
                both.wait(timeout=1)
            return ended

    ended = at_once(2, leaves)
    assert sorted(type(one).__name__ for one in ended) == ["Holding", "Refused"]
    assert Holding.objects.filter(post__role=Role.ADMINISTRATOR, until__isnull=True).count() == 1
