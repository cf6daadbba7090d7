"""How the workbook helps whoever fills it in: headings, widths, formats, lists to choose from, and the guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from motcua.catalogue.sheet_fields import Choices, Field, Kind
from motcua.catalogue.workbook_shape import GUIDE, MOST_ROWS, NO, PROCEDURES, TABLES, YES, Column, Table

# NĐ 30/2020/NĐ-CP Phụ lục I: documents of the administration are set in Times New Roman
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
FLAG: Choices = (("yes", YES), ("no", NO))
_LISTS_AT = 6
"""Column of the guide in which the first list stands."""
_HEADS = (("Sheet", 22), ("Cột", 34), ("Bắt buộc", 10), ("Cách ghi", 62), ("Giá trị cho phép", 62))
_SENTENCES = (
    "Mỗi thủ tục là một dòng ở sheet “Thủ tục”. Các sheet khác ghi từng phần của thủ tục, cột đầu nhắc lại mã thủ tục.",
    "Cột có tiêu đề nền đỏ là bắt buộc. Không đổi tên sheet và tiêu đề cột; được đổi chỗ cột, được bỏ cột không dùng.",
    "Thứ tự dòng là thứ tự trên trang thủ tục. Dòng trống được bỏ qua. Không ghi công thức, không gộp ô.",
    "Ngày ghi như 31/12/2019, giờ ghi như 15:00, số tiền ghi bằng đồng. Nhiều giá trị trong một ô cách nhau bằng dấu ;",
    "Nội dung quá dài cho một ô ghi tiếp ở cột cùng tên có chữ “(tiếp)”.",
    "Tệp nhập vào chỉ tạo đề xuất: hệ thống cho xem khác biệt với bản đang có hiệu lực, người có thẩm quyền phê duyệt.",
    "Tệp có lỗi thì không dòng nào được nhập; mỗi lỗi được chỉ rõ sheet, dòng và cột.",
)
_WIDTHS = {Kind.LONG: 60, Kind.MANY: 34, Kind.CHOICE: 24, Kind.DAY: 14, Kind.TIME: 12, Kind.FLAG: 12, Kind.URL: 30}
_NARROW = {Kind.NUMBER: 11, Kind.COUNT: 11, Kind.MONEY: 16}
_STYLES = {
    Kind.NUMBER: "number",
    Kind.COUNT: "number",
    Kind.MONEY: "money",
    Kind.DAY: "day",
    Kind.TIME: "time",
    Kind.FLAG: "flag",
    Kind.LONG: "wrapped",
    Kind.MANY: "wrapped",
}
_SHORT = 100
"""Letters at most of a text that stands in one line."""
_LETTERS_TO_WIDTH = 1.2
"""Letters of the font that go into one unit of a column's width."""
_LINE, _MOST_LINES = 16.0, 12
"""Height of a line in points; a longer text is read in the line of input."""
_LONGEST_MESSAGE, _LONGEST_TITLE = 255, 32
"""What Excel shows beside a cell at most."""

Lists = Mapping[Choices, str]
"""Where on the guide a list of allowed values stands, as a formula."""


def styles_of(book: Any) -> dict[str, Any]:
    """The formats of all cells, by name."""
    head = {**_FONT, "bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"}
    return {
        "text": book.add_format({**_FONT, "num_format": "@"}),
        "wrapped": book.add_format({**_FONT, "num_format": "@", "text_wrap": True}),
        "flag": book.add_format({**_FONT, "num_format": "@", "align": "center"}),
        "number": book.add_format({**_FONT, "num_format": "General", "align": "center"}),
        "money": book.add_format({**_FONT, "num_format": "#,##0", "align": "right", "indent": 1}),
        "day": book.add_format({**_FONT, "num_format": "dd/mm/yyyy", "align": "center"}),
        "time": book.add_format({**_FONT, "num_format": "hh:mm", "align": "center"}),
        "head": book.add_format({**head, "bg_color": "#E8ECF1"}),
        "needed": book.add_format({**head, "bg_color": "#8C1D18", "font_color": "#FFFFFF"}),
        "title": book.add_format({**_FONT, "bold": True, "font_size": 16}),
    }


def style_of(column: Column) -> str:
    """The name of the style of a column's cells."""
    return _STYLES.get(column.field.kind, "wrapped" if column.field.longest > _SHORT else "text")


def height_of(texts: Iterable[tuple[str, int]]) -> float | None:
    """The height of a row in points, so that wrapped texts (with the widths of their columns) are seen; None: usual.

    Excel finds it by itself, other programs do not.
    """
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return None if lines <= 1 else min(lines, _MOST_LINES) * _LINE


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(len(line) / (width * _LETTERS_TO_WIDTH))) for line in text.split("\n"))


def dress(sheet: Any, table: Table, lists: Lists, styles: Mapping[str, Any]) -> None:
    """Give a sheet its headings, widths, formats and lists; before its rows, since rows are written from the top."""
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.heading, styles["needed" if column.required else "head"])
        sheet.set_column(place, place, width_of(column), styles[style_of(column)])
        if rule := _rule(table, place, column.field, lists):
            sheet.data_validation(1, place, MOST_ROWS, place, rule)
    sheet.set_row(0, 36)
    sheet.freeze_panes(1, 2 if table is PROCEDURES else 1)
    sheet.autofilter(0, 0, MOST_ROWS, len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(3 if table is PROCEDURES else 1, 0)
    sheet.repeat_rows(0)


def width_of(column: Column) -> int:
    """The width of a column in letters."""
    return {**_WIDTHS, **_NARROW}.get(column.field.kind, 40 if column.field.wide else 26)


def _rule(table: Table, place: int, field: Field, lists: Lists) -> dict[str, Any]:
    """What Excel offers and checks while somebody types; empty for nothing."""
    rule: dict[str, Any] = {}
    if place == 0 and table is not PROCEDURES:
        codes = f"={quote_sheetname(PROCEDURES.title)}!{xl_range_abs(1, 0, MOST_ROWS, 0)}"
        rule = {"validate": "list", "source": codes, "error_type": "warning"}
    elif choices := _choices(field):
        rule = {"validate": "list", "source": lists[choices]}
    elif field.kind in (Kind.COUNT, Kind.MONEY):
        rule = {"validate": "integer", "criteria": ">=", "value": 0}
    elif field.kind is Kind.NUMBER:
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
    message = field.hint or (_allowed(field) if field.kind is Kind.MANY else "")
    if message:
        rule = {"validate": "any", **rule, "input_title": field.label[:_LONGEST_TITLE]}
        rule["input_message"] = message if len(message) <= _LONGEST_MESSAGE else message[: _LONGEST_MESSAGE - 1] + "…"
    return rule


def _choices(field: Field) -> Choices:
    """The values of which a cell takes one; those of which it takes several cannot be a list of Excel."""
    return FLAG if field.kind is Kind.FLAG else field.choices if field.kind is Kind.CHOICE else ()


def _allowed(field: Field) -> str:
    return "; ".join(label for _, label in (field.choices or _choices(field)))


def write_guide(sheet: Any, styles: Mapping[str, Any]) -> Lists:
    """Write the sheet that explains the others, with the lists of allowed values beside it."""
    lists, beside = _lists()
    lines = dict(enumerate(_guide_lines()))
    for number in range(max(max(lines), *(row for row, _ in beside)) + 1):
        cells = lines.get(number, ())
        sheet.set_row(number, height_of((text, _HEADS[place][1]) for place, text, style in cells if style == "wrapped"))
        for column, text, style in cells:
            sheet.write_string(number, column, text, styles[style])
        for (row, column), text in beside.items():
            if row == number:
                sheet.write_string(row, column, text, styles["text" if row else "head"])
    for column, (_, width) in enumerate(_HEADS):
        sheet.set_column(column, column, width)
    sheet.set_column(_LISTS_AT, _LISTS_AT + len(lists) - 1, 30)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, max(lines), len(_HEADS) - 1)
    return lists


def _guide_lines() -> Iterator[list[tuple[int, str, str]]]:
    """The lines of the guide: for each cell its column, text and style."""
    yield [(0, "Hướng dẫn ghi danh mục thủ tục hành chính", "title")]
    for sentence in _SENTENCES:
        yield [(0, sentence, "text")]
    yield []
    yield [(place, head, "head") for place, (head, _) in enumerate(_HEADS)]
    for table in TABLES:
        for column in table.columns:
            cells = (table.title, column.heading, "Có" if column.required else "", _how(column), _allowed(column.field))
            yield [(place, text, "wrapped") for place, text in enumerate(cells) if text]


def _how(column: Column) -> str:
    """How to write a cell: its hint, and what its kind asks for."""
    if column.goes_on:
        return f"Phần tiếp theo của “{column.field.label}” khi một ô không đủ chỗ."
    usual = {
        Kind.DAY: "Ngày, như 31/12/2019.",
        Kind.TIME: "Giờ, như 15:00.",
        Kind.MONEY: "Số tiền bằng đồng, như 150000.",
        Kind.NUMBER: "Số, như 5 hoặc 2,5.",
        Kind.COUNT: "Số nguyên.",
        Kind.CHOICE: "Chọn một giá trị.",
        Kind.MANY: "Một hoặc nhiều giá trị, cách nhau bằng dấu chấm phẩy.",
        Kind.CASE: "Mã trường hợp; để trống: mọi trường hợp.",
        Kind.AGENCY: "Mã hoặc tên cơ quan trong danh mục.",
    }.get(column.field.kind, "")
    blank = "Không" if column.field.kind is Kind.FLAG and not column.required else column.when_blank
    default = "" if blank is None else f"Để trống: {blank}."
    return " ".join(part for part in (usual, column.field.hint, default) if part)


def _lists() -> tuple[dict[Choices, str], dict[tuple[int, int], str]]:
    """Each list of allowed values once: the formula of its place, and its cells."""
    lists: dict[Choices, str] = {}
    cells: dict[tuple[int, int], str] = {}
    for field in (column.field for table in TABLES for column in table.columns):
        choices = _choices(field)
        if not choices or choices in lists:
            continue
        column = _LISTS_AT + len(lists)
        cells[0, column] = f"{YES}/{NO}" if choices is FLAG else field.label
        cells |= {(row, column): label for row, (_, label) in enumerate(choices, start=1)}
        lists[choices] = f"={quote_sheetname(GUIDE)}!{xl_range_abs(1, column, len(choices), column)}"
    return lists, cells
