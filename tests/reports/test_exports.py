"""Tables as files: what is read back is what was counted."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources

import docx
import openpyxl
import pypdf
import pytest

from motcua.law.refusal import Refused
from motcua.reports import one_stop
from motcua.reports.counting import Counted, CountedRow
from motcua.reports.exports import FORMATS, as_csv, as_rows, write
from motcua.reports.measures import DEFINITIONS
from motcua.reports.one_stop import COLUMNS
from motcua.reports.span import Span
from motcua.reports.table import Column, Kind, Row, RowKind, Source, Table, share_row
from reports.histories import PERIOD

SPAN = Span(PERIOD, PERIOD.end)
PRINTED = (resources.files("motcua.scenario") / "data" / "soc-trang-2019-results.csv").read_text(encoding="utf-8")


def table_of(*rows: tuple[str, list[int]], broken: tuple[str, ...] = ()) -> Table:
    keys = [column.measure for column in COLUMNS]
    counted = tuple(
        CountedRow(n, f"000.00.0{n}.H51", name, name, dict(zip(keys, counts, strict=True)))
        for n, (name, counts) in enumerate(rows, start=1)
    )
    total = {key: sum(row.counts[key] for row in counted) for key in keys}
    return one_stop.table_of(Counted(SPAN, "agency", counted, total, broken, Source("postgresql", SPAN.as_of)))


TABLE = table_of(
    ("Sở Y tế", [1420, 0, 1420, 1321, 1318, 2, 1, 99, 99, 0, 0, 107]),
    ("Sở Văn hóa, Thể thao và Du lịch", [675, 1, 674, 668, 668, 0, 0, 7, 7, 0, 2, 215]),
)
CHOICES = (
    Column("good", "Hài lòng", share_of="total"),
    Column("slow", "Chậm", share_of="total"),
    Column("total", "Tổng số", share_of="total"),
)
RATINGS = Table(
    "ratings",
    "Đánh giá",
    SPAN,
    "Cơ quan",
    CHOICES,
    (
        Row("000.00.01.H51", "Sở Y tế", (2, 1, 3)),
        Row("", "Tổng", (2, 1, 3), RowKind.TOTAL),
        share_row(CHOICES, {"good": 2, "slow": 1, "total": 3}),
    ),
    by="agency",
)


def written(table: Table, kind: str) -> bytes:
    stream = io.BytesIO()
    write(table, kind, stream)
    return stream.getvalue()


def test_csv_has_the_columns_of_the_printed_data_file_and_a_total_line() -> None:
    lines = as_csv(TABLE).split("\n")
    assert lines == [
        "agency,total,carried,new,resolved,early,on_time,late,pending,within,overdue,returned,online",
        "Sở Y tế,1420,0,1420,1321,1318,2,1,99,99,0,0,107",
        '"Sở Văn hóa, Thể thao và Du lịch",675,1,674,668,668,0,0,7,7,0,2,215',
        "Tổng,2095,1,2094,1989,1986,2,1,106,106,0,2,322",
        "",
    ]


def test_csv_of_the_printed_figures_repeats_the_printed_file_byte_for_byte() -> None:
    import csv

    rows = [row for row in csv.reader(PRINTED.splitlines()) if row[0] not in ("agency", "Tổng")]
    same = table_of(*((name, list(map(int, counts))) for name, *counts in rows))
    without_total = as_csv(same).splitlines(keepends=True)[:-1]
    assert without_total == [line for line in PRINTED.splitlines(keepends=True) if not line.startswith("Tổng")]


def test_csv_is_utf8_without_a_byte_order_mark() -> None:
    assert written(TABLE, "csv") == as_csv(TABLE).encode()


def test_json_tells_period_as_of_definitions_rows_total_shares_and_identities() -> None:
    data = json.loads(written(TABLE, "json"))
    assert (data["report"], data["definitions"]) == ("one-stop", DEFINITIONS)
    assert data["period"] == {"first": "2019-03-01", "last": "2019-03-31"}
    assert data["as_of"] == "2019-04-01T00:00:00+07:00"
    assert data["rows"][1] | {"total": 675} == data["rows"][1]
    assert data["total"]["online"] == 322
    assert data["shares"]["resolved"] == 94.94
    assert data["shares"]["overdue"] == 0.0
    assert "Tổng số tiếp nhận = Kỳ trước chuyển sang + Tiếp nhận mới" in data["identities"]["checked"]
    assert data["identities"]["broken"] == []


def test_json_of_an_empty_table_has_null_shares() -> None:
    assert set(json.loads(written(table_of(), "json"))["shares"].values()) == {None}


def test_a_terminal_shows_numbers_as_vietnamese_documents_do() -> None:
    head, first, *_, total, shares = as_rows(TABLE)
    assert head[:5] == (
        "Cơ quan", "Tiếp nhận: tổng số", "Tiếp nhận: kỳ trước chuyển sang", "Tiếp nhận: tiếp nhận mới",
        "Đã giải quyết: tổng số",
    )  # fmt: skip
    assert first[:2] == ("Sở Y tế", "1.420")
    assert total[:2] == ("Tổng", "2.095")
    assert shares[:5] == ("Tỷ lệ (%)", "100,00", "0,05", "99,95", "94,94")


def test_the_workbook_has_typed_figures_and_totals_as_formulas_with_their_values() -> None:
    data = written(TABLE, "xlsx")
    formulas = openpyxl.load_workbook(io.BytesIO(data))["Báo cáo"]
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Báo cáo"]
    assert [cell.value for cell in values[7]][:3] == ["Sở Y tế", 1420, 0]
    assert formulas["B7"].data_type == "n"
    assert (formulas["B9"].value, values["B9"].value) == ("=SUM(B7:B8)", 2095)
    assert (formulas["E10"].value, values["E10"].value) == ('=IF(B9=0,"",ROUND(E9*100/B9,2))', 94.94)
    assert formulas["B7"].number_format == "#,##0"


def test_the_workbook_groups_its_head_freezes_it_and_prints_on_one_width() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(TABLE, "xlsx")))["Báo cáo"]
    assert {"A5:A6", "B5:D5", "E5:H5", "I5:K5", "L5:L6", "M5:M6"} == {str(area) for area in sheet.merged_cells.ranges}
    assert (sheet["E5"].value, sheet["F6"].value, sheet["L5"].value) == ("Đã giải quyết", "Trước hạn", "Bị trả lại")
    assert sheet.freeze_panes == "B7"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_workbook_says_when_figures_contradict_each_other() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(table_of(broken=("Tổng: sai",)), "xlsx")))["Báo cáo"]
    assert "Số liệu mâu thuẫn: Tổng: sai" in [row[0].value for row in sheet.iter_rows()]


def test_the_workbook_brings_the_definitions_of_its_figures() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(TABLE, "xlsx")))["Định nghĩa"]
    assert sheet["A2"].value == "Tổng số tiếp nhận"


@pytest.mark.parametrize("kind", FORMATS)
def test_ratings_are_written_in_every_format(kind: str) -> None:
    data = written(RATINGS, kind)
    if kind == "csv":
        assert data.decode() == "agency,good,slow,total\nSở Y tế,2,1,3\nTổng,2,1,3\n"
    elif kind == "json":
        assert json.loads(data)["shares"] == {"good": 66.67, "slow": 33.33, "total": 100.0}
    elif kind == "docx":
        assert "Hài lòng" in "".join(cell.text for cell in docx.Document(io.BytesIO(data)).tables[-1].rows[0].cells)
    elif kind == "pdf":
        assert "Hài lòng" in "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    else:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        assert book.sheetnames == ["Báo cáo"]
        assert [cell.value for cell in book["Báo cáo"][7]] == ["Sở Y tế", 2, 1, 3]


def test_a_table_too_long_for_a_document_is_refused_with_what_to_do_instead() -> None:
    long = replace(TABLE, rows=TABLE.rows[:1] * 2001)
    with pytest.raises(Refused) as refused:
        written(long, "docx")
    assert "hãy tải dạng Excel hoặc CSV" in refused.value.sentence


NUMBERED = Table(
    "07a",
    "Biểu",
    SPAN,
    "Lĩnh vực",
    (
        Column("received", "Tổng số", "Tiếp nhận", number="(3) = (4) + (5)"),
        Column("new", "Trong kỳ", "Tiếp nhận", number="(4)"),
        Column("carried", "Kỳ trước", "Tiếp nhận", number="(5)"),
    ),
    (Row("dat-dai", "Đất đai", (3, 2, 1)), Row("", "Tổng", (3, 2, 1), RowKind.TOTAL)),
    by="field",
    row_number="(1), (2)",
)


def test_the_numbers_of_columns_stand_under_their_heads_in_every_form() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(NUMBERED, "xlsx")))["Báo cáo"]
    assert [cell.value for cell in sheet[7]] == ["(1), (2)", "(3) = (4) + (5)", "(4)", "(5)"]
    assert (sheet["A8"].value, sheet["B9"].value, sheet.freeze_panes) == ("Đất đai", "=SUM(B8)", "B8")
    assert as_rows(NUMBERED)[0][:2] == ("Lĩnh vực (1), (2)", "Tiếp nhận: tổng số (3) = (4) + (5)")
    assert json.loads(written(NUMBERED, "json"))["columns"][1]["number"] == "(4)"


def test_files_hold_all_rows_of_a_long_list_and_screens_the_first() -> None:
    shown = Row("1", "một", (1, 1, 0))

    def every() -> Iterator[Row]:
        yield from (shown, Row("2", "hai", (2, 2, 0)))

    table = replace(NUMBERED, rows=(shown,), every=every)
    assert as_csv(table).splitlines()[1:] == ["một,1,1,0", "hai,2,2,0"]
    assert openpyxl.load_workbook(io.BytesIO(written(table, "xlsx")))["Báo cáo"]["A9"].value == "hai"
    assert [row["row" if not table.by else table.by] for row in json.loads(written(table, "json"))["rows"]] == [
        "một",
        "hai",
    ]
    assert [line[0] for line in as_rows(table)[1:]] == ["một"]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+84905", "-1+2", "@SUM(A1)", "\t=1"])
def test_words_that_spreadsheets_would_carry_out_stay_words(name: str) -> None:
    """An applicant may be called anything."""
    columns = (Column("who", name, kind=Kind.TEXT), Column("count", "Số"))
    table = Table("list", "Danh sách", SPAN, "Mã", columns, (Row("1", name, (name, -1)),))
    first, *more = next(csv.reader(as_csv(table).splitlines()[1:]))
    assert (first, *more) == (f"'{name}", f"'{name}", "-1")
    stream = io.BytesIO()
    write(table, "xlsx", stream)
    cells = [cell for row in openpyxl.load_workbook(stream).active.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
