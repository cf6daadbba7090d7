"""The tables behind the report as tables of Word: heads in two lines that repeat, figures bound, one page wide."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Length, Mm, Pt

from motcua.reports.exports import cell_shown
from motcua.reports.narrative.content import Annex, Letterhead
from motcua.reports.narrative.figures import Figure, cells_of
from motcua.reports.narrative.letter import reference
from motcua.reports.narrative.word.layout import centred
from motcua.reports.narrative.word.xml import Controls, element, fixed, heading_row, whole
from motcua.reports.table import Kind, Row, RowKind, Table

WIDE, NARROW = Mm(257), Mm(165)
_NUMBER = Mm(10)
_SIZE = 11


def annex(document: Any, told: Annex, head: Letterhead, controls: Controls) -> None:
    """The annex with its heading, its table and the notes under it."""
    centred(document.add_paragraph(), f"Phụ lục {told.number}", 14, bold=True)
    centred(document.add_paragraph(), told.title.upper(), 13, bold=True)
    centred(document.add_paragraph(), reference(head), 13, italic=True)
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)
    _table(document, told.table, WIDE if told.wide else NARROW, controls)
    for note in told.table.notes:
        document.add_paragraph().add_run(note).font.size = Pt(_SIZE)


def _table(document: Any, table: Table, width: Length, controls: Controls) -> None:
    grouped = any(column.group for column in table.columns)
    heads = 2 if grouped else 1
    made = document.add_table(rows=heads + len(table.rows), cols=2 + len(table.columns))
    made.style, made.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    fixed(made, _widths(table, width))
    cells = [list(row.cells) for row in made.rows]
    _head(cells, table, grouped)
    for row in made.rows[:heads]:
        heading_row(row)
    for row in made.rows:
        whole(row)
    figures = iter(cells_of(table))
    for place, row in enumerate(table.rows):
        told = [next(figures)[2] for _ in table.columns]
        number = _number(table, place)
        _row(cells[heads + place], table, row, told, number, controls)


def _number(table: Table, place: int) -> str:
    row = table.rows[place]
    if row.number or row.kind is not RowKind.BODY:
        return row.number
    return str(sum(1 for one in table.rows[: place + 1] if one.kind is RowKind.BODY))


def _widths(table: Table, width: Length) -> tuple[Length, ...]:
    """The name of the row is as wide as the figures leave room for."""
    columns = len(table.columns)
    name = max(Mm(45), min(Mm(62), width - _NUMBER - columns * Mm(17)))
    each = (width - _NUMBER - name) // columns
    return (_NUMBER, Emu(name), *(Emu(each) for _ in table.columns))


def _head(cells: list[list[Any]], table: Table, grouped: bool) -> None:
    for place, words in enumerate(("STT", table.row_label)):
        if grouped:
            cells[0][place].merge(cells[1][place])
        _put(cells[0][place], words, bold=True)
    place = 2
    for group, found in groupby(table.columns, key=lambda column: column.group or column.key):
        columns = list(found)
        if not columns[0].group:
            if grouped:
                cells[0][place].merge(cells[1][place])
            _put(cells[0][place], columns[0].label, bold=True)
        else:
            if len(columns) > 1:
                cells[0][place].merge(cells[0][place + len(columns) - 1])
            _put(cells[0][place], group, bold=True)
            for offset, column in enumerate(columns):
                _put(cells[1][place + offset], column.label, bold=True)
        place += len(columns)


def _row(cells: list[Any], table: Table, row: Row, told: list[Figure | None], number: str, controls: Controls) -> None:
    style = {"bold": row.kind is not RowKind.BODY, "italic": row.kind is RowKind.SHARE}
    _put(cells[0], number, **style)
    name = f"{row.name} {row.note}".strip()
    _put(cells[1], name, align=WD_ALIGN_PARAGRAPH.LEFT, **style)
    for cell, column, figure, value in zip(cells[2:], table.columns, told, row.cells, strict=True):
        paragraph = _paragraph(
            cell, WD_ALIGN_PARAGRAPH.CENTER if column.kind is Kind.TEXT else WD_ALIGN_PARAGRAPH.RIGHT
        )
        if figure is not None:
            controls.add(paragraph, figure, f"{row.name}: {column.full_label}", **style)
        else:
            paragraph.add_run(cell_shown(value, column, row.kind))
        _small(paragraph)


def _paragraph(cell: Any, align: Any) -> Any:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    return paragraph


def _put(cell: Any, words: str, *, bold: bool, italic: bool = False, align: Any = WD_ALIGN_PARAGRAPH.CENTER) -> None:
    paragraph = _paragraph(cell, align)
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic
    _small(paragraph)


def _small(paragraph: Any) -> None:
    """The size of the words of a table, those inside content controls and empty lines too."""
    if not paragraph.text and not list(paragraph._p.iter("{*}sdt")):
        paragraph._p.get_or_add_pPr().append(element("w:rPr", element("w:sz", val=str(2 * _SIZE))))
    for run in paragraph._p.iter("{*}r"):
        run.get_or_add_rPr().get_or_add_sz().val = Pt(_SIZE)
