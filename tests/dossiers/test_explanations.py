"""Why a dossier falls due when it does, told from its row: the same date as the row's, and nobody's name."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cast
from desk.stage import brought_to, give
from law.calendars import at, shown
from motcua.dossiers.codec import state_from
from motcua.dossiers.commands import submit
from motcua.dossiers.explanations import explain_dossier, extensions_of, readings_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.pinned import rules_of
from motcua.law.explain_due import explain_due
from motcua.law.lifecycle import Status
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import Channel, Shift, ShiftKind
from motcua.law.readings import Extension, readings
from motcua.law.refusal import Refused
from worlds import Pure


@pytest.fixture
def world(province: None) -> None:
    cast.load(cast.rules())


@pytest.fixture
def row(world: None) -> Dossier:
    return brought_to("process")


def told_of(row: Dossier) -> Any:
    row.refresh_from_db()
    return explain_dossier(row)


def test_the_explanation_gives_the_date_that_the_row_has(row: Dossier) -> None:
    assert told_of(row).told.due == row.due_at
    assert shown(row.due_at) == "08/03/2019 08:00"


def test_after_an_extension_it_still_does(row: Dossier) -> None:
    give(row, "agency_head", cast.extend())
    told = told_of(row)
    assert told.told.due == told.due_at == row.due_at
    assert "(kèm văn bản xin lỗi)" in told.sentences[-1]


def test_what_officers_typed_is_not_in_it(row: Dossier) -> None:
    give(row, "case_officer", cast.ask(legal_basis="Luật của riêng ông Ba"))
    give(row, "receptionist", cast.bring(), "04/03/2019 08:00")
    give(row, "agency_head", cast.extend(), "04/03/2019 08:00")
    sentences = " ".join(told_of(row).sentences)
    assert "ông Ba" not in sentences
    assert "Cần xác minh thêm" not in sentences


def test_before_acceptance_there_is_nothing_to_explain(world: None) -> None:
    filing = cast.filing(channel=Channel.ONLINE_PARTIAL)
    assert explain_dossier(submit(uuid.uuid4(), filing, cast.submit(), at=at(cast.OPENING))) is None


def test_while_the_clock_stands_it_says_since_when_and_what_then(row: Dossier) -> None:
    give(row, "case_officer", cast.ask())
    told = told_of(row)
    assert told.due_at is None
    assert told.after == (
        "Từ 09 giờ 00 ngày 01/03/2019 thời hạn dừng để chờ bổ sung hồ sơ; nhận đủ giấy tờ thì tính lại từ đầu.",
    )


def test_extensions_are_read_for_many_dossiers_at_once(row: Dossier, queries: Callable[..., Any]) -> None:
    other = brought_to("process", 1)
    give(row, "agency_head", cast.extend(), "01/03/2019 10:00")
    with queries(1):
        found = extensions_of([row.pk, other.pk])
    assert list(found) == [row.pk]
    assert [(shown(one.at), one.move.working_days) for one in found[row.pk]] == [("01/03/2019 10:00", Decimal(2))]


def test_an_extension_before_a_restart_is_still_known_to_the_software_reading(row: Dossier) -> None:
    give(row, "agency_head", cast.extend(), "01/03/2019 10:00")
    give(row, "case_officer", cast.ask(), "04/03/2019 08:00")
    give(row, "receptionist", cast.bring(), "04/03/2019 09:00")
    row.refresh_from_db()
    read = readings_of(row, state_from(row.state), rules_of(row), at=at("05/03/2019 08:00"))
    assert read is not None
    assert read.legal.due_at == row.due_at == at("11/03/2019 09:00")
    assert read.software.due_at == at("12/03/2019 09:00")


# The same through the pure law, with many histories


class Clocked(Pure):
    """A dossier whose clock is stopped, moved and set going again, with its extensions noted down."""

    def __init__(self) -> None:
        super().__init__()
        self.granted: list[Extension] = []
        self.now = at("04/03/2019 09:00")
        self.brought_to("process")

    def try_to(self, command: c.Command) -> None:
        """Give a command now, if it can be given."""
        try:
            events = self.give(command, shown(self.now))
        except Refused:
            return
        for event in events:
            if isinstance(event, e.Extended):
                days = event.working_days or Decimal(0)
                move = Shift(ShiftKind.EXTENSION, event.due_before, event.due_at, days)
                self.granted.append(Extension(self.now, move))


COMMANDS: tuple[c.Command, ...] = (
    cast.ask(legal_basis="Luật Hộ tịch Điều 12", approver="Giám đốc Sở"),
    cast.bring(),
    c.Pause("verification", "Luật Lý lịch tư pháp Điều 49"),
    c.Resume(),
    c.RequestPayment(150_000, "Thông báo 12/TB"),
    c.ConfirmPayment(150_000, "BL-1"),
    cast.extend(),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 2_000), st.sampled_from(COMMANDS)), max_size=8))
def test_legal_reading_explanation_and_life_cycle_always_tell_the_same_date(
    history: list[tuple[int, c.Command]],
) -> None:
    from motcua.dossiers.explanations import course_of

    world = Clocked()
    for minutes, command in history:
        world.now += timedelta(minutes=minutes)
        world.try_to(command)
    state, rules = world.state, world.rules
    limit = rules.procedure.limit_for("counter")
    read = readings(course_of(state, limit, tuple(world.granted)), rules.regime, rules.calendar, _later(world.now))
    assert read.legal.due_at == state.due_at
    assert (state.due_at is None) == (
        state.status in (Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT, Status.PAUSED)
    )
    assert state.clock_from is not None
    told = explain_due(state.clock_from, limit, state.shifts, rules.calendar)
    assert state.due_at in (None, told.due)


def _later(moment: datetime) -> datetime:
    return moment + timedelta(minutes=1)
