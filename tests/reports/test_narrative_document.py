"""The report as a Word document: its layout by NĐ 30/2020, its bound figures, and the check of an edited one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Length, Pt

from motcua.law.refusal import Refused
from motcua.reports.audit.auditing import audit_file
from motcua.reports.narrative.build import build
from motcua.reports.narrative.config import config
from motcua.reports.narrative.content import Document
from motcua.reports.narrative.figures import Figures
from motcua.reports.narrative.origin import Frozen, Told
from motcua.reports.narrative.verify import Checked, figures_of, verify
from motcua.reports.narrative.word.write import as_docx
from reports.narrative_tables import SPAN, Work, figures, late_causes, one_stop

AT = datetime(2019, 12, 16, 1, 0, tzinfo=UTC)
FIGURES = figures(
    one_stop({"Sở Tư pháp": Work(42, 46_000, 834, 144, 1_400, 21, 48, 5_000), "Sở Y tế": Work(early=1_715, late=23)}),
    late_causes({"Sở Tư pháp": {"waiting_other_agency": 144}, "Sở Y tế": {"recorded_late": 23}}),
)
MADE = build(FIGURES, SPAN, config(), written_on=date(2019, 12, 16))


@pytest.fixture(scope="module")
def made() -> bytes:
    return as_docx(MADE, at=AT)


def opened(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def mm(length: Length | None) -> int:
    assert length is not None
    return round(length.mm)


def source(told: Told) -> tuple[Figures, Document]:
    assert told.span == SPAN
    return FIGURES, MADE


def checked(data: bytes) -> Checked:
    return verify(io.BytesIO(data), source)


def edited(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The document as if somebody had changed the XML of a part."""
    found, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name in found.namelist():
            content = found.read(name)
            if name == part:
                before = content.decode()
                after = change(before)
                assert after != before
                content = after.encode()
            out.writestr(name, content)
    return stream.getvalue()


def test_paper_and_margins_are_those_of_the_decree(made: bytes) -> None:
    for section in opened(made).sections:
        assert {mm(section.page_width), mm(section.page_height)} == {210, 297}
        assert 20 <= mm(section.top_margin) <= 25
        assert 20 <= mm(section.bottom_margin) <= 25
    first = opened(made).sections[0]
    assert (mm(first.left_margin), mm(first.right_margin)) == (30, 15)
    assert mm(first.page_width) == 210


def test_the_text_is_in_times_new_roman_13_or_14(made: bytes) -> None:
    normal = opened(made).styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    assert {one.get(qn("w:val")) for one in opened(made).styles.element.iter(qn("w:lang"))} == {"vi-VN"}


def test_pages_are_numbered_in_the_upper_margin_from_the_second_on(made: bytes) -> None:
    section = opened(made).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_the_head_has_state_agency_number_place_and_day(made: bytes) -> None:
    head = " ".join(cell.text for table in opened(made).tables[:2] for cell in table.rows[0].cells)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH SÓC TRĂNG",
        "/BC-TTPVHCC",
        "Sóc Trăng, ngày 16 tháng 12 năm 2019",
    ):
        assert words in head


def test_grounds_end_with_a_semicolon_and_the_last_with_a_full_stop(made: bytes) -> None:
    grounds = [one.text for one in opened(made).paragraphs if one.text.startswith("Căn cứ")]
    assert [text[-1] for text in grounds] == [";"] * (len(grounds) - 1) + ["."]
    assert len(grounds) > 1


def test_every_figure_is_a_control_that_cannot_be_typed_over_but_may_be_deleted(made: bytes) -> None:
    controls = list(opened(made).element.body.iter(qn("w:sdt")))
    tags = [control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")) for control in controls]
    assert tags == [figure.tag for figure in figures_of(MADE)]
    assert {control.find(f"{qn('w:sdtPr')}/{qn('w:lock')}").get(qn("w:val")) for control in controls} == {
        "contentLocked"
    }
    numbers = [control.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for control in controls]
    assert len(set(numbers)) == len(numbers)


def test_names_of_bookmarks_are_as_word_wants_them(made: bytes) -> None:
    names = [mark.get(qn("w:name")) for mark in opened(made).element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(names)) == len(names) > 0
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc outlineLvl rPr"
    " sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing kern position sz szCs highlight u vertAlign lang",
    "tblPr": "tblStyle tblpPr tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar vAlign",
    "sdtPr": "rPr alias tag id lock placeholder",
}
"""The order in which the schema (ECMA-376) has the properties; Word may call a document with another one damaged."""


@pytest.mark.parametrize("name", ORDER)
def test_properties_stand_in_the_order_of_the_schema(made: bytes, name: str) -> None:
    order = ORDER[name].split()
    found = list(opened(made).element.body.iter(qn(f"w:{name}")))
    assert found
    for properties in found:
        places = [order.index(child.tag.rpartition("}")[2]) for child in properties]
        assert places == sorted(places), properties.xml


def test_a_table_has_a_head_of_two_lines_that_repeats_and_whole_rows(made: bytes) -> None:
    table = opened(made).tables[-2]
    rows = [row._tr.trPr for row in table.rows]
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, True] + [False] * (len(rows) - 2)
    assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
    assert table.cell(0, 2).text == "Tiếp nhận"
    assert table.cell(0, 2)._tc is table.cell(0, 4)._tc


def test_a_wide_table_lies_on_a_page_sideways(made: bytes) -> None:
    assert [mm(section.page_width) for section in opened(made).sections] == [210, 297, 297]


def test_the_document_says_when_its_figures_were_known(made: bytes) -> None:
    for footer in (opened(made).sections[0].footer, opened(made).sections[0].first_page_footer):
        assert footer.paragraphs[0].text == "Số liệu chốt lúc 00 giờ 00 ngày 16/12/2019"


def test_a_document_of_a_frozen_report_tells_its_code_version_and_digest() -> None:
    frozen = Frozen("BC-2019", 2, "0123456789abcdef" * 4)
    data = as_docx(build(FIGURES, SPAN, config(), frozen=frozen), at=AT)
    assert opened(data).sections[0].footer.paragraphs[0].text == (
        "Số liệu chốt lúc 00 giờ 00 ngày 16/12/2019, báo cáo BC-2019, phiên bản 2, mã kiểm tra 0123456789abcdef"
    )
    told: list[Told] = []

    def of_frozen(one: Told) -> tuple[Figures, Document]:
        told.append(one)
        return FIGURES, MADE

    verify(io.BytesIO(data), of_frozen)
    assert told[0].frozen is not None
    assert told[0].frozen.is_told(frozen)
    assert not told[0].frozen.is_told(Frozen("BC-2019", 1, frozen.digest))


def test_the_same_report_gives_the_same_text(made: bytes) -> None:
    again = zipfile.ZipFile(io.BytesIO(as_docx(MADE, at=AT)))
    assert again.read("word/document.xml") == zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")


def test_an_untouched_document_is_sound(made: bytes) -> None:
    found = checked(made)
    assert found.sound
    assert (found.removed, found.rewritten) == ((), 0)
    assert found.figures == len(list(figures_of(MADE)))


def test_a_changed_figure_is_named_with_what_it_was_and_where(made: bytes) -> None:
    found = checked(edited(made, lambda xml: xml.replace(">1.421<", ">1.412<", 1)))
    assert not found.sound
    (wrong,) = found.changed
    assert (wrong.found, wrong.expected) == ("1.412", "1.421")
    assert wrong.sentence.startswith("Tệp ghi 1.412, báo cáo là 1.421 trong câu “Đang giải quyết 1.412 hồ sơ")


def test_a_changed_figure_of_an_annex_is_named_with_row_and_column(made: bytes) -> None:
    found = checked(edited(made, lambda xml: ">1.715<".join(xml.rsplit(">1.738<", 1))))
    (wrong,) = found.changed
    assert wrong.place == "Sở Y tế: Resolved"


def test_words_may_be_rewritten_freely(made: bytes) -> None:
    found = checked(edited(made, lambda xml: xml.replace("Đang giải quyết ", "Hiện còn đang giải quyết ")))
    assert found.sound
    assert found.rewritten == 1


def test_a_sentence_may_be_struck_out_and_its_figures_are_listed(made: bytes) -> None:
    def strike(xml: str) -> str:
        start = xml.rindex("<w:p>", 0, xml.index("Đang giải quyết "))
        return xml[:start] + xml[xml.index("</w:p>", start) + len("</w:p>") :]

    found = checked(edited(made, strike))
    assert found.sound
    assert len(found.removed) == 6  # three counts and their shares, which still stand in the annex


def test_a_number_typed_into_the_text_that_the_report_does_not_have_is_named(made: bytes) -> None:
    found = checked(edited(made, lambda xml: xml.replace("Đang giải", "Có 9.999 lượt hỏi. Đang giải")))
    assert [number for number, _ in found.unbound] == ["9.999"]
    assert not found.sound


def test_a_figure_of_the_report_may_be_quoted_in_ones_own_words(made: bytes) -> None:
    assert checked(edited(made, lambda xml: xml.replace("Đang giải", "Trong 1.421 hồ sơ. Đang giải"))).sound


def test_what_is_deleted_under_track_changes_is_gone(made: bytes) -> None:
    def track(xml: str) -> str:
        return xml.replace(
            "Đang giải quyết ",
            'Đang</w:t></w:r><w:del w:id="9" w:author="A"><w:r><w:delText> 77.777 </w:delText></w:r></w:del>'
            '<w:r><w:t xml:space="preserve"> giải quyết ',
        )

    assert checked(edited(made, track)).sound


def forget_tags(xml: str) -> str:
    """As LibreOffice before 7.5 writes a document."""
    return re.sub(r"<w:sdtPr>.*?</w:sdtPr>", "<w:sdtPr/>", xml, flags=re.DOTALL)


def test_figures_are_found_by_their_bookmarks_where_tags_are_forgotten(made: bytes) -> None:
    forgotten = edited(made, forget_tags)
    found = checked(forgotten)
    assert found.sound
    assert found.figures == len(list(figures_of(MADE)))
    wrong = checked(edited(forgotten, lambda xml: xml.replace(">1.421<", ">1.412<", 1)))
    assert [(one.found, one.expected) for one in wrong.changed] == [("1.412", "1.421")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "workbook_other"),
        (b"PK\x03\x04 not really", "workbook_broken"),
        (b"%PDF-1.7", "workbook_other"),
        (b"PK\x03\x04" + bytes(20 * 1024 * 1024), "docx_too_large"),
    ],
)
def test_another_file_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        checked(data)
    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")


def test_a_word_document_of_another_origin_is_refused() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)
    with pytest.raises(Refused) as refused:
        checked(stream.getvalue())
    assert refused.value.code == "narrative_origin"


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: '<!DOCTYPE a [<!ENTITY b "c">]>' + xml.partition("?>")[2],
        lambda xml: xml[:-200],
    ],
)
def test_a_file_made_to_do_harm_is_refused(made: bytes, change: Callable[[str], str]) -> None:
    with pytest.raises(Refused) as refused:
        checked(edited(made, change))
    assert refused.value.code == "workbook_broken"


def test_a_document_that_unpacks_to_very_much_is_refused(made: bytes) -> None:
    with pytest.raises(Refused) as refused:
        checked(edited(made, lambda xml: xml.replace("</w:body>", "<w:p/>" * 4_000_000 + "</w:body>")))
    assert refused.value.code == "workbook_bomb"


def test_the_audit_of_tables_reads_its_annexes_and_finds_nothing(made: bytes) -> None:
    found = audit_file(made)
    assert found.findings == ()
    assert sum(table.checked for table in found.tables) > 50
