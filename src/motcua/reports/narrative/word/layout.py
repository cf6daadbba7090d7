"""Paper, styles, head and foot of a document: NĐ 30/2020/NĐ-CP Phụ lục I."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from motcua.reports.narrative.content import Letterhead, Origin
from motcua.reports.narrative.letter import day_words, number_words, recipient_lines
from motcua.reports.narrative.word.xml import A4, bare_table, page_field, rule

FONT = "Times New Roman"
MARGINS = {"top_margin": Mm(20), "bottom_margin": Mm(20), "left_margin": Mm(30), "right_margin": Mm(15)}
"""Top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm."""
COLUMNS = (Mm(79), Mm(92))
"""Who issues, and the name of the state on one line: 3 mm more than the body on either side."""
INDENT = Mm(12.7)
CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def prepare(document: Any) -> None:
    """Paper and styles."""
    paper(document.sections[0])
    document.sections[0].different_first_page_header_footer = True
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    _style(document.styles["Normal"], 14)
    for level in (1, 2):
        style = document.styles[f"Heading {level}"]
        _style(style, 14, bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(6), Pt(6)
        style.paragraph_format.first_line_indent = INDENT
        style.paragraph_format.keep_with_next = True


def _style(style: Any, size: float, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def paper(section: Any, *, wide: bool = False) -> None:
    """A4 with the margins of the decree, upright or `wide` (its left margin is then the upper one)."""
    section.page_width, section.page_height = A4[::-1] if wide else A4
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    for side, margin in MARGINS.items():
        setattr(section, side, margin)
    section.header_distance, section.footer_distance = Mm(10), Mm(8)
    if wide:
        section.left_margin = section.right_margin = Mm(20)


def next_section(document: Any, *, wide: bool) -> None:
    """A new page with its own paper; head and foot go on."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    paper(section, wide=wide)
    section.different_first_page_header_footer = False


def running_head(document: Any, origin: Origin) -> None:
    """The number in the middle of the upper margin, not on the first page; the origin of the figures at the foot."""
    section = document.sections[0]
    number = section.header.paragraphs[0]
    number.alignment = CENTER
    page_field(number)
    for footer in (section.first_page_footer, section.footer):
        foot = footer.paragraphs[0]
        foot.alignment = CENTER
        run = foot.add_run(origin.words)
        run.italic, run.font.size = True, Pt(10)


def letterhead(document: Any, head: Letterhead) -> None:
    """Who issues it on the left; the name of the state, place and day on the right."""
    table = bare_table(document, COLUMNS)
    left, right = table.rows[0].cells
    first = left.paragraphs[0]
    if head.superior:
        _line(first, head.superior.upper(), 12)
        first = left.add_paragraph()
    _line(first, head.issuer.upper(), 12, bold=True)
    rule(left.add_paragraph(), Mm(26), Mm(26))
    _line(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True)
    _line(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    rule(right.add_paragraph(), Mm(17.5), Mm(17.5))
    below = bare_table(document, COLUMNS)
    left, right = below.rows[0].cells
    _line(left.paragraphs[0], f"Số: {number_words(head)}/{head.sign}", 13)
    _line(right.paragraphs[0], f"{head.place}, {day_words(head)}", 13, italic=True)


def title(document: Any, kind: str, subject: str) -> None:
    """The kind of document and what it is about, with a line below."""
    above = document.add_paragraph()
    above.paragraph_format.space_before = Pt(12)
    _line(above, kind, 14, bold=True)
    _line(document.add_paragraph(), subject, 14, bold=True)
    rule(document.add_paragraph(), Mm(58), Mm(58))
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)


def signature(document: Any, head: Letterhead) -> None:
    """Recipients on the left, who signs on the right; the block stays on one page."""
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    table = bare_table(document, (Mm(80), Mm(85)))
    left, right = table.rows[0].cells
    left.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    words = left.paragraphs[0].add_run("Nơi nhận:")
    words.bold = words.italic = True
    words.font.size = Pt(12)
    for line in recipient_lines(head):
        left.add_paragraph().add_run(line).font.size = Pt(11)
    _line(right.paragraphs[0], head.position.upper(), 14, bold=True)
    for _ in range(4):
        right.add_paragraph()
    _line(right.add_paragraph(), head.signer, 14, bold=True)
    for paragraph in (*left.paragraphs, *right.paragraphs[:-1]):
        paragraph.paragraph_format.keep_with_next = True


def _line(paragraph: Any, words: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    paragraph.alignment = CENTER
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


centred = _line


def body(paragraph: Any, *, italic: bool = False, indent: Length = INDENT) -> Any:
    """Set a paragraph as the body of a document is set: justified, indented, 6 pt apart."""
    paragraph.alignment = JUSTIFY
    style = paragraph.paragraph_format
    style.first_line_indent, style.space_before, style.space_after, style.line_spacing = indent, Pt(0), Pt(6), 1.1
    for run in paragraph.runs:
        run.italic = italic
    return paragraph
