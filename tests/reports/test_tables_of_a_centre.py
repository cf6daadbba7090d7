"""Tables 2 to 5 and 7: hand-over to the post, yearly results, fees, on time, by channel; rows by month; no data."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from docx import Document
from openpyxl import load_workbook

from motcua.accounts.models import Staff
from motcua.agencies.models import Agency, Post, PostHandover
from motcua.catalogue.models import ProcedureVersion
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.exports import as_rows, write
from motcua.reports.models import PaymentFact, Target
from motcua.reports.sources import declare_source
from motcua.reports.span import Span
from motcua.reports.table import RowKind, Table
from motcua.reports.tables import Asked, make, table_named
from motcua.reports.workbook import write_workbook
from reports.histories import AFTERWARDS, FIRST, PERIOD, SECOND, at, counted, history, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
MARCH = Span(PERIOD, PERIOD.end)
SPRING = Span(Period(date(2019, 2, 10), date(2019, 4, 20)), at("2019-04-21 00:00"))
WARD = "000.01.31.H51"
NOBODY = "không có số liệu"


def tables(name: str, span: Span = MARCH, **asked: object) -> tuple[Table, ...]:
    return make(table_named(name), Asked(span, **asked))


def table(name: str, span: Span = MARCH, **asked: object) -> Table:
    return tables(name, span, **asked)[0]


def row(found: Table, key: str) -> dict[str, object]:
    return next(figures for one, figures in found.records() if one.key == key)


def hand_over(agency: str, decided: str, *, since: str = "", until: str = "", procedure: str = "") -> PostHandover:
    """A hand-over by its days."""
    return PostHandover.objects.create(
        agency=Agency.objects.get(code=agency),
        post=Post.objects.filter(role="post_clerk").first(),
        procedure=procedure,
        since=date.fromisoformat(since or decided),
        until=date.fromisoformat(until) if until else None,
        decision="12/QĐ-TTPVHCC",
        decided_on=date.fromisoformat(decided),
        recorded_by=Staff.objects.first(),
        recorded_at=AFTERWARDS,
    )


def pay(agency: str, when: str, amount: int, *, online: bool) -> None:
    number = PaymentFact.objects.count()
    PaymentFact.objects.create(
        agency=Agency.objects.get(code=agency), paid_at=at(when), online=online, amount=amount, reference=f"BL-{number}"
    )


SOME = (
    ("2019-02-12 08:00", "2019-02-20 17:00", "2019-02-19 08:00"),
    ("2019-02-25 08:00", "2019-03-08 17:00", "2019-03-11 08:00"),
    ("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-12 09:00"),
    ("2019-03-20 08:00", "2019-04-12 17:00", None),
    ("2019-03-20 08:00", "2019-03-25 17:00", None),
)


# hand-over to the post


def test_each_handed_over_agency_is_counted_from_its_decision_to_the_end_of_the_report() -> None:
    past = [history(*moments, agency=code) for moments in SOME for code in (FIRST, SECOND)]
    put(past)
    hand_over(FIRST, "2019-02-20")
    hand_over(SECOND, "2019-03-15")
    found = table("post")
    for code, since in ((FIRST, date(2019, 2, 20)), (SECOND, date(2019, 3, 15))):
        own = Span(Period(since, PERIOD.last), MARCH.as_of)
        walked = counted([h for h in past if h.agency == code], own)
        figures = row(found, code)
        assert {key: figures[key] for key in ("total", "carried", "new", "resolved", "late", "pending")} == {
            key: walked[key] for key in ("total", "carried", "new", "resolved", "late", "pending")
        }
    first, _ = found.body
    assert (first.span.period.first, first.span.period.last) == (date(2019, 2, 20), PERIOD.last)
    assert first.note == "Quyết định 12/QĐ-TTPVHCC ngày 20/02/2019; từ 20/02/2019 đến 31/03/2019"
    assert found.total["total"] == sum(row(found, code)["total"] for code in (FIRST, SECOND))


def test_the_average_is_filings_by_working_day_of_the_post() -> None:
    put([history(*moments, agency=FIRST) for moments in SOME])
    hand_over(FIRST, "2019-03-18")
    found = table("post")
    # 18/03 to 31/03/2019: two weeks from Monday to Friday; two filings on the 20th
    assert row(found, FIRST)["per_day"] == Decimal("0.20")
    assert found.total["per_day"] == Decimal("0.20")


def test_a_single_procedure_can_be_handed_over_and_opens_its_own_dossiers() -> None:
    versions = list(ProcedureVersion.objects.order_by("pk").select_related("procedure")[:2])
    put([history("2019-03-20 08:00", "2019-04-12 17:00", agency=FIRST, procedure=place) for place in (0, 0, 1)])
    hand_over(FIRST, "2019-03-18", procedure=versions[0].procedure.code)
    (only,) = table("post").body
    assert only.behind == (("agency", FIRST), ("procedure", versions[0].procedure.code))
    assert versions[0].procedure.code in only.name
    assert only.cells[0] == 2


def test_a_hand_over_that_ended_counts_until_the_day_before_and_one_of_another_time_has_no_row() -> None:
    hand_over(FIRST, "2019-02-20", until="2019-03-10")
    hand_over(SECOND, "2019-01-02", until="2019-03-01")
    hand_over(WARD, "2019-04-01")
    (only,) = table("post").body
    assert (only.key, only.span.period.last) == (FIRST, date(2019, 3, 9))


def test_a_reception_that_is_handed_over_again_has_a_row_for_each_time() -> None:
    hand_over(FIRST, "2019-02-20", until="2019-03-10")
    hand_over(FIRST, "2019-03-18")
    assert [one.key for one in table("post").body] == [FIRST, f"{FIRST}/2"]


def test_targets_and_sums_of_sections_stand_in_documents_too() -> None:
    put([history(*moments, agency=code) for moments in SOME for code in (FIRST, WARD)])
    target("50.25")
    for name, figure in (("yearly", "50,25"), ("on-time", "10")):
        stream = io.BytesIO()
        write(table(name), "docx", stream)
        words = {cell.text for one in Document(stream).tables for cell in one._cells}
        assert figure in words


def test_nothing_handed_over_is_no_table() -> None:
    assert tables("post") == ()


# on time


def test_in_time_within_and_late_make_up_what_was_received() -> None:
    past = [history(*moments, agency=FIRST) for moments in SOME]
    put(past)
    figures = row(table("on-time"), FIRST)
    walked = counted(past, MARCH)
    assert figures["total"] == walked["total"] == figures["on_time"] + figures["within"] + figures["late"]
    assert figures["late"] == walked["late"] + walked["overdue"] == 2
    assert figures["rate_on_time"] == Decimal("33.33")


def test_agencies_of_several_levels_stand_in_sections_with_their_sums() -> None:
    put([history(*moments, agency=code) for moments in SOME for code in (FIRST, WARD)])
    found = table("on-time")
    headings = [one for one in found.rows if one.kind is RowKind.SECTION]
    assert (headings[0].number, headings[0].name) == ("I", "Cấp tỉnh")
    assert headings[0].cells[0] == row(found, FIRST)["total"]
    assert sum(one.cells[0] for one in headings) == found.total["total"]


# by channel


def test_three_tables_have_all_dossiers_those_online_and_those_by_post() -> None:
    channels = ("counter", "online_full", "online_partial", "post", "post", "post")
    past = [history(*moments, channel=channel, agency=FIRST) for moments in SOME for channel in channels]
    put(past)
    everything, online, postal = tables("by-channel")
    for found, chosen in (
        (everything, past),
        (online, [h for h in past if h.channel.startswith("online")]),
        (postal, [h for h in past if h.channel == "post"]),
    ):
        walked = counted(chosen, MARCH)
        assert found.total["total"] == walked["total"]
        assert [found.total[key] for key in ("carried", "new", "late", "overdue")] == [
            walked[key] for key in ("carried", "new", "late", "overdue")
        ]
    assert "nộp trực tuyến" in online.title
    assert "bưu chính" in postal.title


# fees and data that are not there


def test_fees_are_summed_by_agency_and_way() -> None:
    declare_source("payments", since=date(2019, 1, 1), at=AFTERWARDS)
    pay(FIRST, "2019-03-01 00:00", 5000, online=True)
    pay(FIRST, "2019-03-31 23:59", 7000, online=True)
    pay(FIRST, "2019-03-05 08:00", 300, online=False)
    pay(FIRST, "2019-04-01 00:00", 99, online=True)
    pay(SECOND, "2019-02-28 23:59", 99, online=True)
    found = table("fees")
    assert list(row(found, FIRST).values()) == [2, 12000, 1, 300]
    assert list(row(found, SECOND).values()) == [0, 0, 0, 0]
    assert list(found.total.values()) == [2, 12000, 1, 300]
    only = table("fees", agencies=frozenset({Agency.objects.get(code=SECOND).pk}))
    assert list(only.total.values()) == [0, 0, 0, 0]


def test_payments_that_are_not_recorded_are_no_data_and_never_zero() -> None:
    pay(FIRST, "2019-03-05 08:00", 300, online=False)
    found = table("fees")
    assert {cell for one in found.rows for cell in one.cells} == {None}
    assert NOBODY in found.notes[0]
    assert as_rows(found)[1][1] == "–"


def test_months_before_payments_were_recorded_are_no_data_and_those_after_have_figures() -> None:
    declare_source("payments", since=date(2019, 3, 1), at=AFTERWARDS)
    pay(FIRST, "2019-03-05 08:00", 300, online=False)
    found = table("fees", SPRING, by="month")
    assert [one.cells[3] for one in found.body] == [None, 300, 0]
    assert found.total["counter_amount"] is None


def test_an_indicator_that_is_not_recorded_is_no_data_beside_others_that_are() -> None:
    put([history(*moments, channel="online_full", agency=FIRST) for moments in SOME])
    found = table("yearly")
    figures = row(found, FIRST)
    assert figures["rate_online"] == Decimal("100.0")
    assert [figures[key] for key in ("rate_paid_online", "rate_identity", "rate_digitised")] == [None] * 3
    assert len([note for note in found.notes if NOBODY in note]) == 4
    declare_source("identity", since=date(2019, 3, 1), at=AFTERWARDS)
    assert row(table("yearly"), FIRST)["rate_identity"] == Decimal("0.0")


def test_rows_by_counter_say_that_counters_are_not_recorded() -> None:
    assert "Quầy tiếp nhận hồ sơ: không có số liệu (trung tâm chưa ghi nhận)." in table("one-stop", by="counter").notes


# targets


def target(value: str, agency: str = "") -> None:
    Target.objects.create(
        year=2019,
        indicator="rate_online",
        agency=Agency.objects.get(code=agency) if agency else None,
        value=Decimal(value),
        decision="01/KH-UBND",
        set_at=AFTERWARDS,
        set_by=Staff.objects.first(),
        key=f"00000000-0000-0000-0000-{Target.objects.count():012}",
    )


def test_targets_stand_under_the_total_with_whether_they_were_met() -> None:
    put([history(*SOME[2], channel="online_full", agency=FIRST)])
    put([history(*SOME[2], agency=SECOND)])
    target("50")
    target("20", SECOND)
    found = table("yearly")
    aimed, reached = [found.figures(one) for one in found.rows if one.kind is RowKind.TARGET]
    assert (aimed["rate_online"], aimed["rate_identity"]) == (Decimal("50.00"), None)
    assert (reached["rate_online"], reached["rate_identity"]) == ("Đạt", None)
    assert "Tỷ lệ hồ sơ nộp trực tuyến: 1 cơ quan chưa đạt chỉ tiêu: Sở Công Thương (0/20)." in found.notes


def test_without_targets_nothing_stands_under_the_total() -> None:
    assert not [one for one in table("yearly").rows if one.kind is RowKind.TARGET]


# months


@pytest.mark.parametrize("name", ["one-stop", "yearly", "on-time", "by-channel"])
def test_each_month_is_a_period_of_its_own_and_the_total_that_of_the_whole(name: str) -> None:
    past = [history(*moments, agency=FIRST) for moments in SOME]
    put(past)
    found = table(name, SPRING, by="month")
    assert [(one.key, one.name) for one in found.body] == [
        ("2019-02", "Tháng 02/2019"),
        ("2019-03", "Tháng 03/2019"),
        ("2019-04", "Tháng 04/2019"),
    ]
    assert [one.note for one in found.body] == [
        "từ 10/02/2019 đến 28/02/2019", "", "từ 01/04/2019 đến 20/04/2019",
    ]  # fmt: skip
    for one in found.body:
        assert one.cells[0] == counted(past, one.span)["total"]
    assert found.total["total"] == counted(past, SPRING)["total"] == 5
    assert sum(one.cells[0] for one in found.body) == 8
    assert found.broken == ()


def test_months_that_have_not_begun_have_no_row() -> None:
    running = Span(SPRING.period, at("2019-03-15 10:00"))
    assert [one.key for one in table("one-stop", running, by="month").body] == ["2019-02", "2019-03"]


def test_a_reporting_quarter_has_its_reporting_months() -> None:
    found = table("one-stop", Span(Period.quarter(2019, 1), at("2019-03-15 00:00")), by="month")
    assert [(one.key, one.note) for one in found.body][1] == ("2019-02", "từ 15/01/2019 đến 14/02/2019")


def test_a_month_opens_the_dossiers_of_its_own_days(actor: Callable) -> None:
    from motcua.faces.board.drawing import to_dossiers

    put([history(*moments, agency=FIRST) for moments in SOME])
    found = table("one-stop", SPRING, by="month")
    link = to_dossiers(found, {})(found.columns[0], found.body[1])
    assert "tu=2019-03-01&den=2019-03-31" in link
    assert "theo=" not in link


def test_the_workbook_does_not_sum_months() -> None:
    put([history(*moments, agency=FIRST) for moments in SOME])
    stream = io.BytesIO()
    write_workbook(table("one-stop", SPRING, by="month"), stream)
    cells = [cell for line in load_workbook(stream)["Báo cáo"].iter_rows() for cell in line]
    assert not [cell.value for cell in cells if str(cell.value).startswith("=SUM")]
    assert [cell.value for cell in cells if cell.row == 10][:2] == ["Tổng", 5]


def test_fees_have_no_rows_by_officer() -> None:
    with pytest.raises(Refused, match="không chia dòng theo cách này"):
        table("fees", by="officer")


@pytest.mark.parametrize(("name", "number"), [("one-stop", 2), ("yearly", 4), ("fees", 3), ("on-time", 3)])
def test_a_table_takes_few_queries(name: str, number: int, queries: Callable) -> None:
    put([history(*moments, agency=FIRST) for moments in SOME])
    with queries(number):
        table(name, Span(PERIOD, PERIOD.end + timedelta(days=1)))
