"""The same table as CSV, pasted text, workbook and document; and files that are none, each refused with a sentence."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from motcua.law.refusal import Refused
from motcua.reports.audit.auditing import Audit, audit_file, audit_text
from reports.audit.files import csv_of, document_of, repacked, with_formula, workbook_of
from reports.audit.invented import Lines
from reports.audit.layouts import LAYOUTS

MERGED = ["A1:A2", "B1:B2", "C1:E1", "F1:I1", "J1:L1", "M1:M2", "N1:N2"]
MERGED_CELLS = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 0, 8), (0, 9, 0, 11), (0, 12, 1, 12), (0, 13, 1, 13)]


def one_stop() -> Lines:
    return LAYOUTS["one-stop"][0]()


def wrong() -> Lines:
    """The table with a digit too many where column 8 (H in a workbook: Đúng hạn) crosses line 6."""
    lines = one_stop()
    lines[5][7] = lines[5][7] + "3"
    return lines


READERS = {
    "CSV with commas": lambda lines: audit_file(csv_of(lines)),
    "CSV with semicolons": lambda lines: audit_file(csv_of(lines, ";")),
    "CSV with a byte order mark": lambda lines: audit_file(csv_of(lines, ";", "utf-8-sig")),
    "CSV in UTF-16": lambda lines: audit_file(csv_of(lines, "\t", "utf-16")),
    "pasted from Excel": lambda lines: audit_text("\n".join("\t".join(line) for line in lines)),
    "a Markdown table": lambda lines: audit_text("\n".join(f"| {' | '.join(line)} |" for line in lines)),
    "workbook": lambda lines: audit_file(workbook_of(("Biểu 1", lines), merged=MERGED)),
    "workbook without merged cells": lambda lines: audit_file(workbook_of(("Biểu 1", lines))),
    "document": lambda lines: audit_file(document_of(("Biểu 1", lines), merged=MERGED_CELLS)),
}


@pytest.mark.parametrize("kind", READERS)
def test_a_table_that_agrees_is_clean_in_every_kind_of_file(kind: str) -> None:
    audit = READERS[kind](one_stop())
    assert [finding.sentence for finding in audit.findings] == []
    assert [table.understanding.shape for table in audit.tables] == ["one-stop"]
    assert len([c for c in audit.tables[0].table.figures if c.role]) == 12


@pytest.mark.parametrize("kind", READERS)
def test_a_wrong_cell_is_named_in_every_kind_of_file(kind: str) -> None:
    (finding,) = READERS[kind](wrong()).findings
    assert finding.spot is not None
    assert finding.spot.expected == one_stop()[5][7]
    assert finding.spot.column_label == "Đã giải quyết: Đúng hạn"
    assert finding.spot.row_label == "Sở Nội vụ"


def test_places_are_those_of_the_file() -> None:
    assert "(ô H6)" in audit_file(workbook_of(("Biểu 1", wrong()))).findings[0].sentence
    assert "(dòng 6)" in audit_file(csv_of(wrong())).findings[0].sentence
    assert audit_file(csv_of([["Báo cáo"], [], *wrong()])).findings[0].sentence.count("(dòng 8)") == 1


def test_a_line_break_within_quotation_marks_does_not_shift_the_lines() -> None:
    data = csv_of(wrong(), ";").replace("Trước hạn".encode(), '"Trước\nhạn"'.encode())
    (finding,) = audit_file(data).findings
    assert "(dòng 7)" in finding.sentence


def test_the_encoding_of_old_vietnamese_windows_is_read() -> None:
    lines = [["Cơ quan", "Tổng số", "Còn hạn"], ["Cục thuế", "3", "4"], ["Tổng", "3", "4"]]
    text = "\n".join(";".join(line) for line in lines)
    import unicodedata

    data = b"".join(_as_cp1258(unicodedata.normalize("NFC", letter)) for letter in text)
    audit = audit_file(data)
    assert audit.tables[0].table.columns[0].label == "Cơ quan"


def _as_cp1258(letter: str) -> bytes:
    import unicodedata

    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        base, mark = letter, ""
        whole = unicodedata.normalize("NFD", letter)
        base, mark = unicodedata.normalize("NFC", whole[:-1]), whole[-1]
        return base.encode("cp1258") + mark.encode("cp1258")


def test_each_sheet_is_a_table_and_one_can_be_chosen() -> None:
    data = workbook_of(("Quý I", one_stop()), ("Quý II", wrong()))
    audit = audit_file(data)
    assert ["Quý I" in audit.tables[0].name, "Quý II" in audit.tables[1].name] == [True, True]
    assert len(audit.findings) == 1
    assert audit_file(data, sheet="Quý I").is_clean
    with pytest.raises(Refused, match="Quý I”; trang tính “Quý II"):
        audit_file(data, sheet="Quý III")


def test_each_table_of_a_document_is_named_by_the_paragraph_before_it() -> None:
    audit = audit_file(document_of(("Biểu 1. Quý I", one_stop()), ("Biểu 2. Quý II", wrong())))
    assert ["Quý I”" in audit.tables[0].name, "Quý II”" in audit.tables[1].name] == [True, True]
    assert [len(table.findings) for table in audit.tables] == [0, 1]
    assert audit_file(document_of(("a", one_stop()), ("b", wrong())), sheet="1").is_clean


def test_the_result_of_a_formula_is_read_and_told_nothing_is_computed() -> None:
    lines = one_stop()
    total = float(lines[9][2].replace(".", ""))
    assert audit_file(with_formula(lines, "C10", "=SUM(C3:C9)", total)).is_clean
    audit = audit_file(with_formula(lines, "C10", "=SUM(C3:C9)", total + 1))
    (finding,) = audit.findings
    assert finding.spot is not None
    assert (finding.spot.place, finding.spot.expected) == ("ô C10", lines[9][2])
    assert "công thức" in finding.sentence
    assert "1 ô là công thức" in audit.tables[0].notes[0]


def test_a_formula_without_a_stored_result_is_told_with_its_place() -> None:
    (finding,) = audit_file(with_formula(one_stop(), "F5", "=1+1", None)).findings
    assert finding.spot is not None
    assert finding.spot.place == "ô F5"
    assert finding.spot.expected == one_stop()[4][5]
    assert "công thức" in finding.sentence


def test_percentages_of_excel_are_read_as_they_are_shown() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Cơ quan", "Tổng số", "Đã giải quyết", "Đang giải quyết", "Tỷ lệ giải quyết"])
    for at, (resolved, pending) in enumerate([(7, 1), (2, 1), (3, 4)], start=2):
        whole = resolved + pending
        sheet.append([f"Sở {at}", whole, resolved, pending, resolved / whole])
        sheet.cell(at, 5).number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    audit = audit_file(stream.getvalue())
    assert audit.is_clean
    sheet.cell(3, 5).value = 0.6
    stream = io.BytesIO()
    book.save(stream)
    (finding,) = audit_file(stream.getvalue()).findings
    assert finding.spot is not None
    assert (finding.spot.place, finding.spot.printed, finding.spot.expected) == ("ô E3", "60,0", "66,7")


def test_hidden_rows_are_audited_and_told() -> None:
    audit = audit_file(workbook_of(("Biểu 1", one_stop()), hide=[4]))
    assert audit.is_clean
    assert any("bị ẩn" in note and "5" in note for note in audit.tables[0].notes)


def test_words_in_a_cell_of_numbers_are_named_with_their_place() -> None:
    lines = one_stop()
    lines[4][6] = "đang cập nhật"
    (finding,) = audit_file(workbook_of(("Biểu 1", lines))).findings
    assert finding.code == "not_a_number"
    assert "(ô G5): “đang cập nhật” không phải là số" in finding.sentence
    assert finding.spot is not None
    assert finding.spot.expected == one_stop()[4][6]


REFUSED = {
    "nothing": (b"", "table_empty"),
    "only spaces": (b" \n \n", "table_empty"),
    "no table": ("Kính gửi: UBND tỉnh\nTrân trọng cảm ơn.".encode(), "table_none"),
    "figures without a heading": (b"1;2;3\n4;5;6\n7;8;9\n", "table_no_head"),
    "an image": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00", "table_unreadable"),
    "a PDF": (b"%PDF-1.7\n", "table_pdf"),
    "an old workbook": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "table_old"),
    "a broken workbook": (workbook_of(("a", [["x", "1"]]))[:-200], "workbook_broken"),
    "more than 40 MB": (b"a;1\n" * (11 * 1024 * 1024), "table_too_large"),
    "too many lines": (b"a;1\n" * 50_001, "table_too_large"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_audited_is_refused_with_a_sentence(what: str) -> None:
    data, code = REFUSED[what]
    with pytest.raises(Refused) as refused:
        audit_file(data, "bang.xls")
    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")


def macros(data: bytes) -> bytes:
    types = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")
    other = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    changed = re.sub(rb"application/vnd\.openxmlformats[^\"]*main\+xml", other, types)
    return repacked(data, **{"[Content_Types]_dot_xml": changed})


def test_a_workbook_with_macros_is_not_opened() -> None:
    with pytest.raises(Refused, match="macro"):
        audit_file(macros(workbook_of(("a", one_stop()))))


def test_a_document_with_macros_is_not_opened() -> None:
    with pytest.raises(Refused, match="macro"):
        audit_file(repacked(document_of(("a", one_stop())), word__vbaProject_dot_bin=b"x"))


@pytest.mark.parametrize("make", [workbook_of, document_of])
def test_a_zip_bomb_is_not_opened(make: object) -> None:
    data = make(("a", one_stop()))  # type: ignore[operator]
    with pytest.raises(Refused, match="giải nén ra quá lớn"):
        audit_file(repacked(data, bomb_dot_xml=b"0" * (30 * 1024 * 1024)))


@pytest.mark.parametrize("make", [workbook_of, document_of])
def test_entities_are_not_expanded(make: object) -> None:
    data = make(("a", one_stop()))  # type: ignore[operator]
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(Refused, match="hỏng"):
        audit_file(repacked(data, docProps__core_dot_xml=entity))


def test_a_sheet_without_heading_beside_a_good_one_is_told() -> None:
    audit: Audit = audit_file(workbook_of(("Tốt", one_stop()), ("Nháp", [["1", "2", "3"], ["4", "5", "6"]])))
    assert len(audit.tables) == 1
    assert "Nháp" in audit.refused[0]
    assert not audit.is_clean
