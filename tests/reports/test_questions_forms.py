"""Questions and complaints: table 10 and forms 06a, 06b, by hand and against a walk through each question."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from motcua.agencies.models import Agency
from motcua.law.periods import Period
from motcua.reports.models import FactSource, QuestionFact
from motcua.reports.questions import COUNTS, questions_counted
from motcua.reports.sources import declare_source
from motcua.reports.span import Span
from motcua.reports.table import Column, Row, Table
from motcua.reports.tables import Asked, make, table_named
from motcua.reports.tables.checks import broken_sums
from motcua.reports.tables.questions_forms import FORM, FORM_SUMS, QUESTIONS
from reports.histories import FIRST, PERIOD, SECOND, VIETNAM, at
from reports.strategies import MOMENTS, SLOW, SPANS

pytestmark = pytest.mark.django_db
MARCH = Span(PERIOD, PERIOD.end)
WARD = "000.01.31.H51"


@dataclass(frozen=True)
class Asking:
    """What became of one question, in moments."""

    received: datetime
    kind: str = "complaint_conduct"
    agency: str = FIRST
    channel: str = "portal"
    due: datetime | None = None
    answered: datetime | None = None
    published: datetime | None = None
    discarded: datetime | None = None


def asking(received: str, answered: str = "", published: str = "", discarded: str = "", **more: str) -> Asking:
    due = more.pop("due", "")
    moments = (at(text) if text else None for text in (due, answered, published, discarded))
    return Asking(
        at(received), **more, **dict(zip(("due", "answered", "published", "discarded"), moments, strict=True))
    )


def put(asked: Iterable[Asking]) -> None:
    agencies = dict(Agency.objects.values_list("code", "pk"))
    QuestionFact.objects.bulk_create(
        QuestionFact(
            reference=str(uuid.uuid4()),
            agency_id=agencies[one.agency] if one.agency else None,
            kind=one.kind,
            channel=one.channel,
            received_at=one.received,
            due_at=one.due,
            answered_at=one.answered,
            published_at=one.published,
            discarded_at=one.discarded,
        )
        for one in asked
    )


@pytest.fixture
def recorded(province: None) -> None:
    declare_source("questions", since=date(2019, 1, 1), at=datetime(2019, 1, 1, tzinfo=UTC))


def form(name: str, span: Span = MARCH, agency: str = "") -> Table:
    agencies = frozenset({Agency.objects.get(code=agency).pk}) if agency else None
    (table,) = make(table_named(name), Asked(span, agencies))
    return table


PAST = (
    asking("2019-02-10 08:00"),
    asking("2019-02-11 08:00", "2019-03-05 08:00", "2019-03-06 08:00", kind="complaint_rule"),
    asking("2019-03-04 08:00", "2019-03-08 08:00", "2019-04-02 08:00"),
    asking("2019-03-05 08:00", discarded="2019-03-05 09:00"),
    asking("2019-03-06 08:00", "2019-04-01 00:00", kind="complaint_rule"),
    asking("2019-03-07 08:00", kind="question"),
    asking("2019-02-01 08:00", "2019-02-28 23:59"),
)


def test_06a_says_what_came_what_was_dealt_with_and_what_is_open(recorded: None) -> None:
    put(PAST)
    table = form("06a", agency=FIRST)
    assert table.body[0].cells == (5, 3, 2, 2, 3, 3, 2, 1, 1, 2, 2, 1, 1, 1)
    assert tuple(table.total.values()) == table.body[0].cells
    assert table.broken == ()
    assert [column.number for column in FORM][::5] == [
        "(3) = (4) + (5) = (6) + (7)", "(8) = (9) + (10) = (11) + (12)", "(13) = (14) + (15)",
    ]  # fmt: skip
    assert FORM[-1].number == "(16)"


def test_06b_has_sections_and_what_nobody_was_made_responsible_for(recorded: None) -> None:
    put([*PAST, asking("2019-03-04 08:00", agency=WARD), asking("2019-03-04 08:00", agency="")])
    table = form("06b")
    sections = {row.number: row.cells[0] for row in table.rows if row.number in ("I", "II")}
    assert sections == {"I": 6, "II": 1}
    assert [row.cells[0] for row in table.body if row.name == "Chưa giao cơ quan giải quyết"] == [1]
    assert table.total["complaints"] == 7


def test_table_10_counts_questions_too_by_channel_and_tells_what_was_late(recorded: None) -> None:
    put([
        asking("2019-03-04 08:00", "2019-03-08 08:00", kind="question", channel="hotline", due="2019-03-08 08:00"),
        asking("2019-03-04 08:00", "2019-03-08 08:01", kind="question", channel="counter", due="2019-03-08 08:00"),
        asking("2019-03-04 08:00", due="2019-03-20 08:00"),
        asking("2019-03-04 08:00", due="2019-04-20 08:00"),
    ])  # fmt: skip
    figures = form("questions").total
    expected = {
        "total": 4, "carried": 0, "new": 4, "new_portal": 2, "new_hotline": 1, "new_counter": 1, "answered": 2,
        "answered_on_time": 1, "answered_late": 1, "answered_without_due": 0, "open": 2, "open_overdue": 1,
        "discarded": 0,
    }  # fmt: skip
    assert {key: figures[key] for key in expected} == expected


@pytest.mark.parametrize("name", ["06a", "06b", "questions"])
def test_before_they_are_recorded_there_is_no_data_and_never_zero(province: None, name: str) -> None:
    put(PAST)
    table = form(name, agency=FIRST if name == "06a" else "")
    assert {cell for row in table.rows for cell in row.cells} == {None}
    assert any("không có số liệu" in note for note in table.notes)
    declare_source("questions", since=date(2019, 3, 2), at=datetime(2019, 3, 2, tzinfo=UTC))
    assert FactSource.objects.count() == 1
    late = form(name, agency=FIRST if name == "06a" else "")
    assert {cell for row in late.rows for cell in row.cells} == {None}


@pytest.mark.parametrize("place", range(len(FORM) - 1))
def test_every_single_wrong_figure_is_found(place: int) -> None:
    right = [5, 3, 2, 2, 3, 3, 2, 1, 1, 2, 2, 1, 1, 1]
    assert not list(broken_sums([Row("", "Sở", tuple(right))], FORM, FORM_SUMS))
    right[place] += 1
    assert list(broken_sums([Row("", "Sở", tuple(right))], FORM, FORM_SUMS))


@st.composite
def askings(draw: Callable[..., object]) -> Asking:
    received = draw(MOMENTS)

    def after(moment: datetime) -> datetime:
        return moment + timedelta(hours=draw(st.integers(0, 700)))

    end = draw(st.sampled_from(["open", "answered", "published", "discarded"]))
    answered = after(received) if end in ("answered", "published") else None
    return Asking(
        received,
        kind=draw(st.sampled_from(["question", "complaint_conduct", "complaint_rule"])),
        agency=draw(st.sampled_from([FIRST, SECOND, ""])),
        channel=draw(st.sampled_from([column.key[4:] for column in QUESTIONS if column.key.startswith("new_")])),
        due=after(received) if draw(st.booleans()) else None,
        answered=answered,
        published=after(answered) if answered and end == "published" else None,
        discarded=after(received) if end == "discarded" else None,
    )


def walked(asked: Iterable[Asking], span: Span) -> dict[str, int]:
    """Every count by asking each question in turn."""
    counts = dict.fromkeys(COUNTS, 0)
    for one in asked:
        for key in keys_of(one, span):
            counts[key] += 1
    return counts


def day(moment: datetime) -> date:
    return moment.astimezone(VIETNAM).date()


def keys_of(one: Asking, span: Span) -> list[str]:
    first, last = span.period.first, span.period.last
    if one.received > span.as_of or day(one.received) > last:
        return []
    answered = one.answered if one.answered and one.answered <= span.as_of else None
    discarded = one.discarded if one.discarded and one.discarded <= span.as_of else None
    end = answered or discarded
    if end and day(end) < first:
        return []
    came = "new" if day(one.received) >= first else "carried"
    done = end is not None and day(end) <= last
    keys = ["total", came, *([f"new_{one.channel}"] if came == "new" else [])]
    published = bool(done and answered and one.published and one.published <= span.as_of and day(one.published) <= last)
    if done and answered:
        how = "without_due" if one.due is None else "on_time" if answered <= one.due else "late"
        keys += ["answered", f"answered_{how}", *(["published"] if published else [])]
    elif done:
        keys.append("discarded")
    else:
        keys.append("open")
        until = min(span.as_of, span.period.end)
        keys += ["open_overdue"] if one.due is not None and one.due < until else []
    if one.kind != "question":
        about = one.kind.removeprefix("complaint_")
        keys += ["complaints", f"complaints_{about}", f"complaints_{came}"]
        if done:
            keys += ["complaints_done", f"complaints_done_{about}", f"complaints_done_{came}"]
            keys += ["complaints_published"] if published else []
        else:
            keys += ["complaints_open", f"complaints_open_{about}"]
    return keys


@SLOW
@given(st.lists(askings(), max_size=12), SPANS)
def test_the_counts_equal_a_walk_through_each_question(recorded: None, past: list[Asking], span: Span) -> None:
    with transaction.atomic():
        put(past)
        codes = dict(Agency.objects.values_list("pk", "code"))
        (found,) = questions_counted([span], COUNTS)
        for code in (FIRST, SECOND, ""):
            (counts,) = [row for agency, row in found.items() if codes.get(agency, "") == code] or [None]
            assert (counts or dict.fromkeys(COUNTS, 0)) == walked([one for one in past if one.agency == code], span)
        for name in ("06b", "questions"):
            table = form(name, span)
            assert table.broken == ()
            assert tuple(table.total.values()) == total(table.columns, past, span)
        transaction.set_rollback(True)


def total(columns: Iterable[Column], past: list[Asking], span: Span) -> tuple[int, ...]:
    counts = walked(past, span)
    return tuple(counts[column.key] for column in columns)


@SLOW
@given(st.lists(askings(), max_size=12))
def test_what_happens_later_changes_no_past_figure(recorded: None, past: list[Asking]) -> None:
    with transaction.atomic():
        put(past)
        before = form("06b").rows
        QuestionFact.objects.filter(answered_at__isnull=True, discarded_at__isnull=True).update(
            answered_at=MARCH.as_of + timedelta(days=100)
        )
        april = Period(date(2019, 4, 1), date(2019, 4, 30))
        assert form("06b").rows == before
        assert form("06b", Span(april, april.end)).broken == ()
        transaction.set_rollback(True)
