"""Lists of dossiers: who was late, the register, control sheets; the first lines on a screen, all of them in files."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from math import floor

import openpyxl
import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

import cast
from law.calendars import at as moment
from motcua.agencies.models import Agency
from motcua.agencies.queries import calendar_for
from motcua.dossiers.models import Applicant, Dossier
from motcua.law.lifecycle import commands as c
from motcua.law.lifecycle.state import LateCause
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.notices.models import ApplicantNotice
from motcua.reports.exports import csv_lines, write
from motcua.reports.one_stop import one_stop
from motcua.reports.span import Span
from motcua.reports.table import Row, RowKind, Table
from motcua.reports.tables import Asked, make, table_named
from reports.histories import PERIOD, SECOND, History, history, put
from reports.strategies import SLOW, SPANS, histories
from worlds import Postgres

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
MARCH = Span(PERIOD, PERIOD.end)


def listed(name: str, span: Span = MARCH, agency: str = "") -> Table:
    agencies = frozenset({Agency.objects.get(code=agency).pk}) if agency else None
    (table,) = make(table_named(name), Asked(span, agencies))
    return table


def told(table: Table, row: Row) -> dict[str, object]:
    return {key: cell for key, cell in table.figures(row).items() if cell is not None}


def test_a_late_dossier_is_listed_with_its_days_by_the_office_and_by_the_clock() -> None:
    put([
        history("2019-03-04 08:00", "2019-03-08 17:00", "2019-03-12 11:00"),
        history("2019-03-04 08:00", "2019-03-08 17:00", "2019-03-08 17:00"),
        history("2019-03-04 08:00", "2019-03-29 17:00", agency=SECOND),
    ])  # fmt: skip
    table = listed("late")
    ended, overdue = (told(table, row) for row in table.rows)
    # Friday 17:00 to Tuesday 11:00: Monday, and Tuesday from half past seven
    assert (ended["days_legal"], ended["days_clock"]) == (Decimal("1.4"), Decimal("3.8"))
    assert (ended["state"], ended["cause"]) == ("Đã giải quyết trễ hạn", LateCause.OVERLOAD.label)
    assert (ended["due"], ended["ended"]) == ("08/03/2019 17:00", "12/03/2019 11:00")
    assert (overdue["state"], overdue["days_clock"]) == ("Đang giải quyết, quá hạn", Decimal("2.3"))
    assert "ended" not in overdue and "cause" not in overdue
    assert ended["apology"] == "Chưa xin lỗi"
    assert [row.number for row in table.rows] == ["1", "2"]
    assert len(listed("late", agency=SECOND).rows) == 1


def a_late_life() -> Postgres:
    """A dossier that lay too long with the officer, was extended with an apology, and still ended late."""
    world = Postgres()
    world.brought_to("process", when="04/03/2019 08:00")
    return world


def test_the_list_names_who_held_the_dossier_when_a_step_ran_out_and_whether_one_said_sorry() -> None:
    world = a_late_life()
    world.give(cast.extend(), "05/03/2019 08:00")
    row = Dossier.objects.get(pk=world.dossier)
    due = row.due_at
    late = due + timedelta(days=3)
    span = Span(Period(date(2019, 3, 1), late.date() + timedelta(days=3)), late)
    (line,) = listed("late", span).rows
    shown = told(listed("late", span), line)
    assert line.key == row.code
    assert shown["holder"] == "Lâm Minh Khang"
    assert shown["unit"] == "Phòng Hành chính tư pháp"
    assert shown["step"] == world.rules.process.step("process").name
    assert shown["apology"] == "Đã lập văn bản ngày 05/03/2019, chưa báo"
    ApplicantNotice.objects.filter(dossier=row).delete()
    ApplicantNotice.objects.create(
        kind="extended", dossier=row, seq=99, agency_id=row.agency_id, due_before=due - timedelta(days=2), due_at=due,
        why="Cần xác minh thêm.", made_at=moment("05/03/2019 08:00"), told_at=moment("05/03/2019 10:00"),
        told_by_id=world.officer,
    )  # fmt: skip
    again = listed("late", span)
    assert told(again, again.rows[0])["apology"] == "Đã báo ngày 05/03/2019"


@SLOW
@given(st.lists(histories(), max_size=10), SPANS)
def test_the_list_holds_exactly_the_late_and_overdue_dossiers_of_the_table(past: list[History], span: Span) -> None:
    with transaction.atomic():
        put(past)
        counts = one_stop(span).total
        table = listed("late", span)
        states = [table.figures(row)["state"] for row in table.rows]
        assert states.count("Đã giải quyết trễ hạn") == counts["late"]
        assert states.count("Đang giải quyết, quá hạn") == counts["overdue"]
        by_code = {f"T-{one.id}": one for one in past}
        for row in table.rows:
            check_days(table, row, by_code[row.key], span)
        transaction.set_rollback(True)


def check_days(table: Table, row: Row, one: History, span: Span) -> None:
    """The days, reckoned in whole minutes."""
    due = [promised for since, promised in one.due if since <= span.as_of][-1]
    assert due is not None
    judged = min(span.as_of, span.period.end)
    ended = one.ended is not None and one.ended <= span.as_of and one.ended < span.period.end
    until = one.ended if ended and one.ended else judged
    figures = table.figures(row)
    assert figures["days_clock"] == tenths((until - due).total_seconds(), 24 * 60 * 60)
    calendar = calendar_for(Agency.objects.get(code=one.agency).pk)
    assert figures["days_legal"] == tenths(calendar.minutes_between(due, until), calendar.standard_day)


def tenths(part: float, whole: int) -> Decimal:
    """The quotient to one decimal, half up."""
    return Decimal(floor(part * 10 / whole + 0.5)) / 10


def test_the_register_has_a_line_for_each_dossier_as_it_was_known() -> None:
    (first,) = put([history("2019-03-05 08:00", "2019-03-12 17:00", "2019-04-02 09:00", "rejected")])
    put([history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-07 09:00", "stopped", agency=SECOND)])
    put([history("2019-02-28 08:00", "2019-03-12 17:00")])
    Applicant.objects.update(address="12 Hùng Vương, Phường 1", phone="0912000111")
    table = listed("register")
    assert len(table.rows) == 2
    stopped, rejected = (told(table, row) for row in table.rows)
    assert stopped["note"] == "Dừng giải quyết"
    assert "note" not in rejected, "the rejection became known after the period"
    assert rejected["contact"] == "12 Hùng Vương, Phường 1, 0912000111"
    assert (rejected["accepted"], rejected["due"]) == ("05/03/2019", "12/03/2019")
    assert table.rows[1].key == first.code
    assert "mẫu số 06, TT 01/2018/TT-VPCP" in table.title


def test_the_register_tells_how_the_result_was_given() -> None:
    world = Postgres()
    last = world.rules.process.steps[-1].id
    world.brought_to(last, when="04/03/2019 08:00")
    world.leave(world.open[0], "05/03/2019 08:00")
    world.give(cast.hand_out(), "06/03/2019 08:00")
    table = listed("register")
    shown = told(table, table.rows[0])
    assert (shown["returned"], shown["delivery"]) == ("06/03/2019", "Trả trực tiếp tại Một cửa")
    assert shown["receiver"] == "Chủ hồ sơ"


def test_a_control_sheet_lists_every_hand_over_with_who_when_and_whether_in_time() -> None:
    world = a_late_life()
    world.give(c.See("process"), "04/03/2019 09:00")
    world.leave("process", "04/03/2019 10:00")
    table = listed("control-sheets")
    heading, *lines = table.rows
    code = Dossier.objects.get(pk=world.dossier).code
    assert (heading.kind, heading.name) == (RowKind.SECTION, code)
    assert told(table, heading) == {"step": Dossier.objects.get().procedure_version.name}
    held = next(line for line in lines if told(table, line)["step"] == world.rules.process.step("process").name)
    shown = told(table, held)
    assert held.name == "Phòng Hành chính tư pháp, Sở Tư pháp"
    assert (shown["given_at"], shown["taken_at"]) == ("04/03/2019 08:00", "04/03/2019 09:00")
    assert (shown["left_at"], shown["taken_by"]) == ("04/03/2019 10:00", "Lâm Minh Khang")
    assert shown["result"] in ("Trước hạn", "Đúng hạn")
    assert shown["given_by"]
    still = told(table, lines[-1])
    assert "result" not in still and "left_at" not in still


def test_a_long_list_is_cut_on_the_screen_and_whole_in_files(queries: Callable) -> None:
    put([history(f"2019-03-04 {8 + n // 60:02}:{n % 60:02}", "2019-03-12 17:00") for n in range(205)])
    for name in ("register", "late"):
        table = listed(name)
        assert len(table.rows) == 200
        assert "Màn hình chỉ hiện 200 dòng đầu" in table.notes[-1]
        with queries(8):
            lines = list(csv_lines(table))
        numbers = [line.split(",")[0] for line in "".join(lines).splitlines()[1:]]
        assert len(numbers) == len(set(numbers)) == 205
        book = io.BytesIO()
        write(table, "xlsx", book)
        assert openpyxl.load_workbook(book)["Báo cáo"].max_row >= 205 + 6


def test_the_pages_of_the_register_join_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.reports.tables.lists.PAGE", 3)
    put([history(f"2019-03-{4 + n % 3:02} 08:00", "2019-03-22 17:00") for n in range(11)])
    codes = [row.key for row in listed("register").rows]
    assert len(codes) == len(set(codes)) == 11
    moments = dict(Dossier.objects.values_list("code", "accepted_at"))
    assert [moments[code] for code in codes] == sorted(moments.values())


def test_lists_that_name_applicants_say_so() -> None:
    assert table_named("register").personal
    assert not table_named("late").personal


def test_a_list_too_long_for_a_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.reports.documents.MOST_ROWS", 203)
    put([history(f"2019-03-04 {8 + n // 60:02}:{n % 60:02}", "2019-03-12 17:00") for n in range(204)])
    with pytest.raises(Refused) as refused:
        write(listed("register"), "docx", io.BytesIO())
    assert refused.value.code == "table_too_long"
