"""Who acts for a colleague: each line of the log tells for whom, and who has left does nothing more."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

import cast
from agencies.ordering import MONDAY, TUESDAY, holding, order, post, seated, stands_in
from cast import refused
from desk.stage import brought_to
from motcua.agencies.posts import appoint_holder, end_holding
from motcua.dossiers.commands import handle
from motcua.dossiers.models import Dossier
from motcua.law.lifecycle import commands as c

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "procedure")]


@pytest.fixture
def procedure(province: None) -> None:
    cast.load(cast.rules())


def give(row: Dossier, part: str, command: c.Command, day: date = MONDAY) -> Dossier:
    when = cast.moment(f"{day:%d/%m/%Y} 09:00")
    return handle(row.pk, command, actor=seated(part, day), at=when, key=str(uuid.uuid4()))


def last_line(row: Dossier) -> tuple[str, str]:
    return row.events.order_by("-seq").values_list("kind", "on_behalf_of")[0]


def test_a_stand_in_takes_back_in_the_same_name_as_the_step_was_sent():
    row = brought_to("process")
    stands_in("colleague", "case_officer")
    give(row, "colleague", cast.complete("process"))
    sent = row.events.filter(kind="step_completed").order_by("-seq")[0].on_behalf_of
    give(row, "colleague", c.Recall("process"))

    assert last_line(row) == ("recalled", sent)
    assert sent.startswith("thay ông/bà ")


def test_when_the_time_of_a_stand_in_is_over_the_step_is_not_taken_back():
    row = brought_to("process")
    stands_in("colleague", "case_officer", until=TUESDAY)
    give(row, "colleague", cast.complete("process"))

    with refused("forbidden"):
        give(row, "colleague", c.Recall("process"), TUESDAY)


def test_who_has_gone_to_another_unit_takes_nothing_back():
    row = brought_to("decide")
    seat = holding("unit_head")
    end_holding(seat, until=MONDAY, order=order())
    end_holding(holding("other_unit_officer"), until=MONDAY, order=order())
    appoint_holder(post("other_unit_officer"), seat.holder, since=MONDAY, order=order(number="13/QĐ-STP"))

    with refused("forbidden"):
        give(row, "unit_head", c.Recall("check"))
