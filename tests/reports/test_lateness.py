"""Late dossiers by cause and late steps by unit: against a walk through the log of every dossier, and case by case."""

from __future__ import annotations

import csv
import io
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import cast
from desk.stage import browser, stop_clock
from law.calendars import at as moment
from motcua.agencies.models import Agency
from motcua.agencies.queries import calendar_for
from motcua.dossiers.codec import event_from
from motcua.dossiers.models import Dossier, Event, Task
from motcua.law.lifecycle import Dossier as State
from motcua.law.lifecycle import Status, evolve
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle import events as e
from motcua.law.lifecycle.state import LateCause
from motcua.law.moments import local
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.exports import as_csv
from motcua.reports.lateness import KEYS, causes_table, ended_late, open_late, step_lines, units_table
from motcua.reports.one_stop import one_stop
from motcua.reports.span import Span
from worlds import Postgres

pytestmark = pytest.mark.usefixtures("province")

MARCH = Period(date(2019, 3, 1), date(2019, 3, 31))
NOW = moment("15/04/2019 09:00")
SPAN = Span(MARCH, MARCH.end)


def a_life(seed: int) -> Postgres:
    """A dossier that is pushed about at random in March: late, sent back, paused, asked about, ended or not."""
    dice, world = random.Random(seed), Postgres()
    world.loaded = True
    at = moment(f"{dice.choice(['01', '04', '05'])}/03/2019 08:00")

    def give(command: c.Command, **more: str) -> None:
        nonlocal at
        at += timedelta(hours=dice.choice([0, 1, 5, 23, 50, 97]), minutes=dice.randrange(60))
        with suppress(Refused):
            world.give(command, f"{local(at):%d/%m/%Y %H:%M}", **more)

    give(cast.accept())
    for _ in range(dice.randrange(4, 14)):
        if world.state.ended_at or not world.state.last_at:
            break
        give(_next(world, dice))
    return world


def _next(world: Postgres, dice: random.Random) -> c.Command:
    match world.state.status:
        case Status.AWAITING_SUPPLEMENT:
            return cast.bring()
        case Status.AWAITING_PAYMENT:
            return cast.pay()
        case Status.PAUSED:
            return c.Resume()
    if world.state.open_consultations and dice.random() < 0.3:
        return cast.answer(world.state.open_consultations[0].number)
    step = world.rules.process.step(dice.choice(world.open))
    odd = [cast.ask(), cast.ask_payment(), cast.pause(), world.consultation("1"), cast.back(step.id, "process")]
    if dice.random() < 0.3:
        return dice.choice(odd)
    if dice.random() < 0.2 and world.state.sent:
        return c.Recall(world.state.sent[-1].step.step)
    match step.kind:
        case "assign":
            return c.Assign(world.officer, "Lâm Minh Khang")
        case "decide":
            return cast.approve() if dice.random() < 0.8 else cast.reject(dice.choice(list(LateCause)))
        case "hand_over":
            return cast.finish(dice.choice(list(LateCause)))
        case _:
            return cast.complete(step.id, step.edges[0].outcome)


Held = tuple[str, str, datetime]
"""Dossier, step (or consultation), and when it came onto the desk."""


class Walk:
    """The slow way: one dossier after the other, one line of its log after the other."""

    def __init__(self, until: datetime) -> None:
        self.late: dict[Held, tuple[str, datetime, datetime]] = {}
        """First ending after the own due: unit, due, ended."""
        self.open: Counter[str] = Counter()
        self.causes: list[tuple[str, str, datetime]] = []
        for row in Dossier.objects.select_related("agency"):
            self._dossier(row, until)

    def _dossier(self, row: Dossier, until: datetime) -> None:
        state, held = State(), {}
        for line in Event.objects.filter(dossier=row).order_by("seq"):
            event = event_from(line.kind, line.data)
            state = evolve(state, event, line.at)
            if isinstance(event, e.Accepted) or held or state.steps:
                held = self._moved(row, held, state, line.at)
        for unit, due, runs in held.values():
            self.open[unit] += runs and due is not None and due < until
        if state.ended_at and state.due_at and state.ended_at > state.due_at:
            self.causes.append((row.agency.code, state.late_cause or "", state.ended_at))

    def _moved(self, row: Dossier, before: dict[Any, Any], state: State, at: datetime) -> dict[Any, Any]:
        after = self._on_desks(row, state)
        for held, (unit, due, _) in before.items():
            if held not in after and due is not None and at > due and held not in self.late:
                self.late[held] = (unit, due, at)
        return after

    def _on_desks(self, row: Dossier, state: State) -> dict[Held, tuple[str, datetime | None, bool]]:
        waits = state.status in (Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT)
        process = cast.LINEAR
        found: dict[Held, tuple[str, datetime | None, bool]] = {}
        for step in () if waits or state.ended_at else state.steps:
            rule = process.step(step.step)
            unit = f"{row.agency.code} {rule.unit or f'-{rule.role}'}"
            found[str(row.pk), step.step, step.opened_at] = (unit, step.due_at, state.due_at is not None)
        for asked in () if state.ended_at else state.open_consultations:
            name = f"{Agency.objects.get(pk=asked.agency).code} {asked.unit}"
            found[str(row.pk), f"consultation-{asked.number}", asked.asked_at] = (name, asked.due_at, True)
        return found


def worked(since: datetime, until: datetime, agency: str = cast.JUSTICE) -> int:
    """Minutes of legal time between two instants in an agency, minute by minute."""
    calendar = calendar_for(Agency.objects.get(code=agency).pk)
    minutes = [since + timedelta(minutes=number) for number in range(int((until - since).total_seconds()) // 60)]
    return sum(calendar.minutes_between(at, at + timedelta(minutes=1)) for at in minutes)


@pytest.fixture
def many(province: None) -> Iterator[Walk]:
    cast.load(cast.rules())
    for seed in range(24):
        a_life(seed)
    return Walk(NOW)


def test_the_tables_equal_a_walk_through_the_log_of_every_dossier(many: Walk) -> None:
    table = causes_table(SPAN)
    counted = {(row.key, key): figures[key] for row, figures in table.records() for key in KEYS[1:-1] if figures[key]}
    assert counted == Counter((agency, cause) for agency, cause, ended in many.causes if ended < MARCH.end)
    expected: defaultdict[str, list[int]] = defaultdict(list)
    for unit, due, ended in many.late.values():
        if MARCH.start <= ended < MARCH.end:
            expected[unit].append(worked(due, ended, unit.split()[0]))
    rows = {f"{row.agency_code} {row.unit}": row for row in units_table(SPAN, now=NOW)}
    assert len(expected) > 3
    assert {unit: row.ended for unit, row in rows.items() if row.ended} == {u: len(d) for u, d in expected.items()}
    assert {unit: row.open for unit, row in rows.items() if row.open} == {u: n for u, n in many.open.items() if n}
    assert {unit: row.delay for unit, row in rows.items() if row.ended} == {
        unit: int(median(delays)) for unit, delays in expected.items()
    }


def test_the_late_dossiers_are_those_of_the_yearly_table(many: Walk) -> None:
    year = Period(date(2019, 1, 1), date(2019, 12, 31))
    for span in (SPAN, Span(year, year.end)):
        assert causes_table(span).total["total"] == one_stop(span).total["late"]
    assert causes_table(Span(year, year.end)).total["total"] == len(many.causes) > 0


def late_one(ends: str = "13/03/2019 09:00") -> Postgres:
    """A dossier that lay with its officer until after its due date (8 March)."""
    world = Postgres()
    world.brought_to("process")
    for step in ("process", "check", "decide", "issue"):
        world.leave(step, "12/03/2019 10:00")
    world.give(cast.finish(LateCause.OVERLOAD), ends)
    return world


def test_who_held_the_file_when_its_step_ran_out_is_named() -> None:
    world = late_one()
    (line,) = step_lines(ended_late(SPAN).filter(dossier=world.dossier), now=NOW)
    assert (line.unit, line.step) == ("Phòng Hành chính tư pháp", "Bước process")
    opened, closed = moment(cast.OPENING), moment("12/03/2019 10:00")
    assert line.delay == worked(opened, closed) - 16 * 60


def test_a_corrected_moment_is_reported_beside_the_recorded_one() -> None:
    world = late_one()
    assert causes_table(SPAN).total["corrected"] == 0
    world.give(cast.ask_correction("08/03/2019 07:45"), "14/03/2019 09:00")
    world.give(cast.decide_correction(), "14/03/2019 10:00")
    total = causes_table(SPAN).total
    assert (total["total"], total["overload"], total["corrected"]) == (1, 1, 1)


def test_a_step_is_not_overdue_while_the_clock_stands_and_its_due_moves_with_it() -> None:
    world = Postgres()
    world.brought_to("process")
    world.give(cast.pause(), "04/03/2019 08:00")
    assert not open_late(moment("20/03/2019 08:00")).exists()
    world.give(c.Resume(), "20/03/2019 08:00")
    assert not open_late(moment("20/03/2019 16:00")).exists()
    assert open_late(moment("22/03/2019 16:00")).get().step == "process"


def test_a_late_step_that_is_taken_back_and_left_again_counts_once() -> None:
    world = Postgres()
    world.brought_to("process")
    world.give(cast.complete("process"), "12/03/2019 10:00")
    world.give(c.Recall("process"), "12/03/2019 10:30")
    world.give(cast.complete("process"), "13/03/2019 10:00")
    assert Task.objects.filter(dossier=world.dossier, step="process").count() == 2
    assert ended_late(SPAN).get(step="process").closed_at == moment("12/03/2019 10:00")


def test_a_past_period_does_not_change_afterwards() -> None:
    late_one()
    before = units_table(SPAN, now=NOW), causes_table(SPAN)
    late_one("02/04/2019 09:00")
    march = Span(MARCH, MARCH.end)
    assert causes_table(march) == before[1]
    assert sum(row.ended for row in units_table(march, now=NOW)) == 2 * sum(row.ended for row in before[0])


def test_the_queries_do_not_grow_with_the_dossiers(queries: Callable[[int], Any]) -> None:
    for _ in range(3):
        late_one()
    causes_table(SPAN), units_table(SPAN, now=NOW)  # the calendar is built once
    with queries(2):
        causes_table(SPAN)
    with queries(5):
        units_table(SPAN, now=NOW)


def test_each_figure_leads_to_as_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    late_one()
    world = Postgres()
    world.brought_to("process")
    stop_clock(monkeypatch, "15/04/2019 09:00")
    director = browser("director")
    page = director.get(reverse("board:lateness"), {"tu": "2019-03-01", "den": "2019-03-31"})
    lines = (*page.context["drawn"].body, *page.context["drawn"].foot)
    cells = [(int(cell.text), cell.url) for line in lines if line.kind != "share" for cell in line.cells]
    cells += [(row.ended, url) for row, url, _ in page.context["units"]]
    cells += [(row.open, url) for row, _, url in page.context["units"]]
    assert sum(count for count, _ in cells) > 4
    for count, url in cells:
        assert bool(count) == bool(url)
        if url:
            assert director.get(url).context["page"].paginator.count == count


def test_people_of_an_agency_see_its_own_lateness_only(monkeypatch: pytest.MonkeyPatch) -> None:
    late_one()
    stop_clock(monkeypatch, "15/04/2019 09:00")
    asked = {"tu": "2019-03-01", "den": "2019-03-31"}
    page = reverse("board:lateness")
    assert browser("agency_head").get(page, asked).context["table"].total["total"] == 1
    stranger = browser("asked_head")
    assert stranger.get(page, asked).context["table"].total["total"] == 0
    for name in ("board:late_dossiers", "board:late_steps"):
        assert stranger.get(reverse(name), asked | {"co_quan": cast.JUSTICE}).status_code == 404
        assert stranger.get(reverse(name), asked).context["page"].paginator.count == 0
    assert Client().get(page).status_code == 302


def test_a_late_dossier_is_listed_with_its_late_step(monkeypatch: pytest.MonkeyPatch) -> None:
    world = late_one()
    stop_clock(monkeypatch, "15/04/2019 09:00")
    asked = {"tu": "2019-03-01", "den": "2019-03-31", "nguyen_nhan": "overload"}
    html = browser("director").get(reverse("board:late_dossiers"), asked).content.decode()
    assert world.state.code in html
    assert "Phòng Hành chính tư pháp" in html
    assert "Bước process" in html
    assert browser("director").get(reverse("board:late_dossiers"), asked | {"nguyen_nhan": "x"}).status_code == 404


def test_the_files_say_what_the_screen_says(monkeypatch: pytest.MonkeyPatch) -> None:
    late_one()
    stop_clock(monkeypatch, "15/04/2019 09:00")
    asked = {"tu": "2019-03-01", "den": "2019-03-31"}
    rows = list(csv.DictReader(io.StringIO(as_csv(causes_table(SPAN)))))
    assert [(row["agency"], row["total"], row["overload"]) for row in rows] == [
        ("Sở Tư pháp", "1", "1"),
        ("Tổng", "1", "1"),
    ]
    director = browser("director")
    for kind, start in (("csv", b"\xef\xbb\xbf"), ("json", b"{"), ("xlsx", b"PK")):
        assert director.get(reverse("board:lateness_download"), asked | {"dang": kind}).content.startswith(start)
    steps = director.get(reverse("board:late_steps"), asked | {"dang": "csv"}).content.decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(steps))
    assert (line["Đơn vị"], line["Bước"]) == ("Phòng Hành chính tư pháp", "Bước process")
    assert director.get(reverse("board:late_steps"), asked | {"dang": "xlsx"}).content.startswith(b"PK")
    assert director.get(reverse("board:late_steps"), asked | {"dang": "doc"}).status_code == 404
