"""The few pieces of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from motcua.reports.narrative.figures import LONGEST_TAG, Figure
from motcua.reports.narrative.word.read import BOOKMARK, mark_of


def element(name: str, /, *children: Any, **attributes: str) -> Any:
    """`element("w:lock", val="contentLocked")`: an element with attributes of the same namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    for child in children:
        made.append(child)
    return made


def control(run: Any, tag: str, alias: str, number: int) -> Any:
    """A run inside a content control: its words cannot be typed over, the whole of it may be deleted.

    Args:
        tag: what its check reads.
        alias: what Word shows on it.
        number: its id, once in a document.

    Raises:
        ValueError: the tag is longer than Word allows.
    """
    if len(tag) > LONGEST_TAG:
        raise ValueError(f"tag too long for Word: {tag!r}")
    properties = element(
        "w:sdtPr",
        element("w:alias", val=alias[:LONGEST_TAG]),
        element("w:tag", val=tag),
        element("w:id", val=str(number)),
        element("w:lock", val="contentLocked"),
    )
    return element("w:sdt", properties, element("w:sdtContent", run._r))


class Controls:
    """Puts figures into paragraphs as content controls, each with an id of its own.

    A bookmark lies around each: some programs keep bookmarks and forget the tags of controls (LibreOffice before 7.5).
    """

    def __init__(self) -> None:
        self._numbers: Iterator[int] = iter(range(1, 2**31))

    def add(self, paragraph: Any, figure: Figure, alias: str = "Số liệu đã chốt", **style: bool) -> None:
        """Append a figure to a paragraph."""
        self.add_words(paragraph, figure.text, figure.tag, alias, **style)

    def add_words(self, paragraph: Any, words: str, tag: str, alias: str, **style: bool) -> None:
        """Append words that are bound to a tag."""
        run = paragraph.add_run(words)
        for key, value in style.items():
            setattr(run, key, value)
        number = next(self._numbers)
        name = f"{BOOKMARK}{mark_of(tag)}_{number}"
        paragraph._p.append(element("w:bookmarkStart", id=str(number), name=name))
        paragraph._p.append(control(run, tag, alias, number))
        paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def page_field(paragraph: Any) -> None:
    """The number of the page."""
    for kind, words in (("begin", None), (None, "PAGE"), ("separate", None), (None, None), ("end", None)):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        elif words:
            instruction = element("w:instrText")
            instruction.text = words
            run._r.append(instruction)
        else:
            run.text = "2"


def rule(paragraph: Any, left: Length, right: Length) -> None:
    """A line over an empty paragraph, so far from the edges of its column."""
    style = paragraph.paragraph_format
    style.left_indent, style.right_indent, style.first_line_indent = left, right, Pt(0)
    style.space_before, style.space_after, style.line_spacing = Pt(2), Pt(0), Pt(4)
    mark = element("w:rPr", element("w:sz", val="4"))
    paragraph._p.get_or_add_pPr().append(mark)
    border = element("w:top", val="single", sz="6", space="1", color="000000")
    paragraph._p.get_or_add_pPr().append(element("w:pBdr", border))
    _in_order(paragraph._p.pPr)


_ORDER = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "widowControl",
    "numPr",
    "pBdr",
    "shd",
    "tabs",
    "spacing",
    "ind",
    "jc",
    "rPr",
    "sectPr",
)


def _in_order(properties: Any) -> None:
    """Word reads the properties of a paragraph in one order only."""
    children = sorted(properties, key=lambda child: _ORDER.index(child.tag.rpartition("}")[2]))
    for child in children:
        properties.append(child)


def bare_table(document: Any, widths: tuple[Length, ...]) -> Any:
    """A table of one row without borders, whose columns are so wide: a means of layout."""
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    fixed(table, widths)
    return table


def fixed(table: Any, widths: tuple[Length, ...]) -> None:
    """Hold a table to widths; no room is left between the edge of a cell and its words."""
    table.autofit = False
    properties = table._tbl.tblPr
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w="70" if len(widths) > 2 else "0", type="dxa"))
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)  # the schema has one order
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=False):
            cell.width = width


def heading_row(row: Any) -> None:
    """Repeat a row at the head of every page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def whole(row: Any) -> None:
    """Never break a row between two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


A4 = (Mm(210), Mm(297))
