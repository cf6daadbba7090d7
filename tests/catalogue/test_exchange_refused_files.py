"""Files that are no workbook of procedures are refused in a sentence, before anything in them is opened."""

import io
import os
import re
import zipfile

import openpyxl
import pytest

from catalogue.workbooks import content, opened, saved, sentences, wide, workbook
from motcua.catalogue import workbook_safety, workbook_tables
from motcua.catalogue.import_files import read_file
from motcua.catalogue.import_xlsx import read_xlsx

TYPES = "[Content_Types].xml"


def repacked(change, data=None):
    """The workbook with its parts changed: `change(parts)`."""
    with zipfile.ZipFile(io.BytesIO(data or workbook(content()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def said(data, name="thu-tuc.xlsx"):
    reading = read_file(name, io.BytesIO(data))
    assert reading.contents == ()
    (sentence,) = sentences(reading)
    return sentence


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.xlsm", "có macro (.xlsm)"),
        ("a.XLS", "kiểu cũ (.xls)"),
        ("a.csv", "Tệp CSV"),
        ("a.docx", "Chỉ đọc được tệp .xlsx, .json hoặc .jsonl"),
        ("a", "Chỉ đọc được"),
    ],
)
def test_other_kinds_of_files_are_refused_by_their_names(name, words):
    assert words in said(workbook(content()), name)


@pytest.mark.parametrize(
    "data", [b"", b"code,name\n1.004238,x\n", b"%PDF-1.7", b"PK\x03\x04broken", b"<html></html>", os.urandom(2000)]
)
def test_what_only_bears_the_name_of_a_workbook_is_refused(data):
    assert "Excel" in said(data)


def test_a_document_of_word_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            TYPES, "<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document</Types>"
        )
        archive.writestr("word/document.xml", "<w/>")

    assert "có thể là tệp Word" in said(stream.getvalue())


def test_an_archive_of_anything_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")

    assert said(stream.getvalue()) == "Tệp là tệp nén, không phải là tệp Excel (.xlsx)."


def test_a_workbook_with_a_password_or_of_the_old_kind_is_refused():
    assert "có mật khẩu" in said(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))


def test_macros_are_refused_whatever_the_file_is_called():
    assert "có macro" in said(repacked(lambda parts: parts.update({"xl/vbaProject.bin": b"x"})))


def test_a_type_that_allows_macros_is_refused():
    def change(parts):
        plain = b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        parts[TYPES] = parts[TYPES].replace(plain, b"vnd.ms-excel.sheet.macroEnabled.main+xml")

    assert "có macro" in said(repacked(change))


def test_a_part_that_unpacks_to_a_thousand_times_its_size_is_refused():
    bomb = repacked(lambda parts: parts.update({"xl/worksheets/sheet1.xml": b" " * 30_000_000}))

    assert len(bomb) < 100_000
    assert "giải nén ra quá lớn" in said(bomb)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(workbook_safety, "_MOST_UNPACKED", 10_000)

    assert "giải nén ra quá lớn" in said(workbook(content()))


def test_a_part_that_is_longer_than_it_says_is_refused():
    data = repacked(lambda parts: parts.update({"xl/worksheets/sheet1.xml": b"<a>" + b"x" * 5_000 + b"</a>"}))
    smaller = data.replace((5_007).to_bytes(4, "little"), (7).to_bytes(4, "little"))

    assert smaller != data
    assert "bị hỏng" in said(smaller)


def test_entities_are_refused():
    def change(parts):
        sheet = parts["xl/worksheets/sheet1.xml"]
        head, _, rest = sheet.partition(b"<worksheet")
        parts["xl/worksheets/sheet1.xml"] = head + b'<!DOCTYPE a [<!ENTITY b "x">]><worksheet' + rest

    assert "bị hỏng hoặc không đúng quy cách" in said(repacked(change))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"])
def test_a_part_that_is_cut_off_is_refused(part):
    def change(parts):
        parts[part] = parts[part][: len(parts[part]) // 2]

    assert "bị hỏng" in said(repacked(change))


@pytest.mark.parametrize("cut", [100, 1_000, 5_000, 10_000])
def test_a_file_that_is_cut_off_is_refused(cut):
    assert "bị hỏng" in said(workbook(content())[:cut])


def test_a_file_of_more_than_forty_megabytes_is_refused():
    assert said(bytes(workbook_safety.MOST_BYTES + 1)) == "Tệp lớn hơn 40 MB; hãy chia thành nhiều tệp."


def test_a_sheet_with_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(workbook_tables, "MOST_ROWS", 5)

    assert "có quá 5 dòng" in said(workbook(*(content(code=f"1.90000{number}") for number in range(6))))


def test_a_sheet_may_lie_about_its_size():
    def change(parts):
        name = "xl/worksheets/sheet1.xml"
        parts[name] = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', parts[name])

    assert sentences(read_xlsx(repacked(change))) == []


def test_a_cell_in_the_last_corner_costs_nothing_and_is_named():
    book = opened(content())
    book["Thời hạn"]["XFD1048576"] = "x"
    reading = read_xlsx(saved(book))

    assert "Sheet “Thời hạn”, dòng 1048576, cột “XFD”: cột này không có tiêu đề" in " ".join(sentences(reading))


def test_days_counted_from_1904_are_refused():
    book = opened(content())
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    assert "hệ ngày 1904" in said(saved(book))


def test_links_to_other_files_are_not_followed():
    book = opened(wide())
    book["Thủ tục"]["A2"].hyperlink = "http://example.invalid/x"

    assert sentences(read_xlsx(saved(book))) == []
