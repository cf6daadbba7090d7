"""A table beside that of another period: both figures, their difference, rows that only one of them has."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from motcua.cli import app
from motcua.faces.board.drawing import to_dossiers
from motcua.law.periods import Period
from motcua.law.refusal import Refused
from motcua.reports.comparison import compare, compared, other_span
from motcua.reports.exports import as_csv, as_json
from motcua.reports.freezing.codec import from_json, to_json
from motcua.reports.sources import declare_source
from motcua.reports.span import Span
from motcua.reports.table import Column, Kind, Row, RowKind, Table
from motcua.reports.tables import Asked, make, table_named
from motcua.reports.workbook import write_workbook
from reports.histories import AFTERWARDS, FIRST, PERIOD, SECOND, counted, history, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
MARCH = Span(PERIOD, PERIOD.end)
FEBRUARY = Span(PERIOD.before, PERIOD.before.end)
NAMES = ("one-stop", "yearly", "fees", "on-time", "by-channel", "ratings", "late-causes")


def past() -> list:
    return [
        history("2019-02-12 08:00", "2019-02-20 17:00", "2019-02-19 08:00", agency=FIRST),
        history("2019-02-25 08:00", "2019-03-08 17:00", "2019-03-11 08:00", agency=FIRST, channel="online_full"),
        history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-12 09:00", agency=SECOND),
    ]


def beside(name: str, span: Span = MARCH, other: Span = FEBRUARY, **asked: object) -> Table:
    return compare(table_named(name), Asked(span, **asked), other)[0]


def motcua(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["report", *arguments, "--from", "2019-03-01", "--to", "2019-03-31"])


def test_each_figure_stands_beside_that_of_the_other_period_and_the_difference() -> None:
    histories = past()
    put(histories)
    total = beside("one-stop").total
    now, then = counted(histories, MARCH), counted(histories, FEBRUARY)
    for key in ("total", "carried", "new", "resolved", "late"):
        assert total[key] == now[key]
        assert total[f"{key}_before"] == then[key]
        assert total[f"{key}_change"] == now[key] - then[key]
    assert total["early_change"] == -1


@pytest.mark.parametrize("name", NAMES)
def test_every_table_can_be_compared_in_all_its_rows(name: str) -> None:
    put(past())
    declare_source("payments", since=date(2018, 1, 1), at=AFTERWARDS)
    definition = table_named(name)
    for by in definition.dimensions:
        alone = make(definition, Asked(MARCH, by=by))
        both = compare(definition, Asked(MARCH, by=by), FEBRUARY)
        for one, two in zip(alone, both, strict=True):
            assert {key: two.total[key] for key in one.total} == one.total
            assert len({column.key for column in two.columns}) == len(two.columns)
            for row in two.rows:
                assert len(row.cells) == len(two.columns)


def test_shares_are_compared_in_points() -> None:
    put(past())
    shares = beside("one-stop").shares
    assert (shares["online"], shares["online_before"], shares["online_change"]) == (
        Decimal("50.00"), Decimal("50.00"), Decimal("0.00"),
    )  # fmt: skip


def test_a_row_of_the_other_period_only_has_zeros_and_stands_before_the_total() -> None:
    put([history("2019-02-12 08:00", "2019-02-20 17:00", "2019-02-19 08:00", agency=FIRST, commune="Xã Lai Hòa")])
    found = beside("one-stop", by="commune")
    (only,) = found.body
    assert only.cells[:3] == (0, 1, -1)
    assert found.rows[-2].kind is RowKind.TOTAL


def test_months_are_compared_by_their_place() -> None:
    put(past())
    quarter = Period(date(2019, 2, 1), date(2019, 3, 31))
    found = beside(
        "one-stop", Span(quarter, quarter.end), Span(quarter.year_before, quarter.year_before.end), by="month"
    )
    assert [(row.key, row.cells[:3]) for row in found.body] == [("2019-02", (2, 0, 2)), ("2019-03", (2, 0, 2))]


def test_where_one_period_has_no_data_there_is_no_difference() -> None:
    declare_source("payments", since=date(2019, 3, 1), at=AFTERWARDS)
    found = beside("fees")
    assert [found.total[f"online_count{ending}"] for ending in ("", "_before", "_change")] == [0, None, None]
    assert any("Kỳ so sánh: Phí, lệ phí đã thu: không có số liệu" in note for note in found.notes)


def test_a_figure_of_the_other_period_opens_the_dossiers_of_that_period() -> None:
    put(past())
    found = beside("one-stop")
    link = to_dossiers(found, {"tu": "2019-03-01"})
    now, before, change = found.columns[:3]
    (row,) = [row for row in found.body if row.key == FIRST]
    assert "tu=2019-02-01&den=2019-02-28" in link(before, row)
    assert "tu=2019-03-01" in link(now, row)
    assert link(change, row) == ""


def test_presets_and_periods_name_what_to_compare_with() -> None:
    def days(text: str) -> str:
        return str(other_span(text, PERIOD, now=AFTERWARDS).period)

    assert days("last-year") == "2018-03-01..2018-03-31"
    assert days("previous") == "2019-02-01..2019-02-28"
    assert days("2018-01-01..2018-12-15") == "2018-01-01..2018-12-15"
    with pytest.raises(Refused, match="Kỳ so sánh: Kỳ báo cáo không đúng dạng"):
        days("yesteryear")
    with pytest.raises(Refused, match="Kỳ so sánh: Kỳ báo cáo chưa bắt đầu"):
        days("2021-Q1")


def test_tables_without_figures_in_common_are_refused() -> None:
    words = Table("x", "X", MARCH, "Dòng", (Column("a", "A", kind=Kind.TEXT),), (Row("1", "Một", ("chữ",)),))
    with pytest.raises(Refused, match="không có số liệu để so sánh"):
        compared(words, words)


def test_a_comparison_goes_into_every_file_and_can_be_frozen() -> None:
    put(past())
    found = beside("one-stop")
    assert as_csv(found).splitlines()[0].startswith("agency,total,total_before,total_change,carried,")
    assert json.loads(as_json(found))["compared_with"] == {"first": "2019-02-01", "last": "2019-02-28"}
    stream = io.BytesIO()
    write_workbook(found, stream)
    assert "Kỳ so sánh" in {cell.value for cell in load_workbook(stream)["Báo cáo"][6]}
    assert from_json(to_json(found)) == found
    by_month = beside("one-stop", by="month")
    assert from_json(to_json(by_month)) == by_month


@pytest.mark.parametrize("name", [*NAMES, "post"])
@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_the_command_prints_every_table(name: str, form: str) -> None:
    put(past())
    printed = motcua(name, "--format", form)
    assert printed.exit_code == 0, printed.output
    assert printed.stdout or "không có số liệu" in printed.stderr


def test_the_command_compares_and_refuses_what_is_no_period() -> None:
    put(past())
    told = motcua("one-stop", "--compare", "previous", "--format", "csv")
    assert (told.exit_code, told.stdout.splitlines()[-1][:12]) == (0, "Tổng,2,2,0,1")
    assert motcua("one-stop", "--compare", "yesteryear").exit_code == 2
    by_month = motcua("yearly", "--by", "month", "--compare", "last-year")
    assert "Tháng 03/2019" in by_month.stdout


def test_a_comparison_takes_as_many_queries_as_two_tables(queries: Callable) -> None:
    put(past())
    with queries(4):
        compare(table_named("one-stop"), Asked(Span(PERIOD, PERIOD.end + timedelta(days=1))), FEBRUARY)
