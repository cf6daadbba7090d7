"""The commands of the catalogue: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from catalogue.test_national_import import WAYS, record
from motcua.catalogue.commands import load_procedures
from motcua.catalogue.models import NationalRecord, Proposal
from test_cli import motcua

pytestmark = pytest.mark.usefixtures("province")


def lines_of(folder: Path, *records: object) -> str:
    path = folder / "procedures.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in records), encoding="utf-8")
    return str(path)


def test_an_import_tells_what_it_read_by_unit_and_what_it_left_to_a_person(tmp_path: Path):
    told = motcua(
        "import-procedures",
        lines_of(tmp_path, record(), record("1.990002", cach_thuc_thuc_hien=f"{WAYS}Trực tiếp5Miễn phí")),
    )
    assert told.exit_code == 0, told.output
    said = " ".join(told.stdout.split())
    assert "Đọc 2 bản ghi: 2 mới, 0 thay đổi, 0 không đổi; 2 đề xuất chờ xem xét." in said
    assert "ngày làm việc 1 2" in said
    assert "thời hạn: Thời gian chỉ có con số, không có đơn vị 1" in said
    assert "đọc được 2 trên 2 (100,00 %); tính cả các dòng không rõ đơn vị: 66,67 %." in said
    assert NationalRecord.objects.count() == Proposal.objects.count() == 2


def test_a_second_import_says_that_nothing_changed(tmp_path: Path):
    file = lines_of(tmp_path, record())
    motcua("import-procedures", file)
    assert "0 mới, 0 thay đổi, 1 không đổi; 0 đề xuất" in motcua("import-procedures", file).stdout


def test_changes_are_printed_line_by_line_when_asked_for(tmp_path: Path):
    motcua("import-procedures", lines_of(tmp_path, record()))
    told = motcua("import-procedures", lines_of(tmp_path, record(linh_vuc="Nuôi dế")), "--diff")
    said = " ".join(told.stdout.split())
    assert "1.990001 Đăng ký nuôi ong lấy mật: Thông tin chung (1)" in said
    assert "≠ Thông tin chung, Lĩnh vực trước: Nuôi ong sau: Nuôi dế" in said


def test_a_line_that_is_no_record_is_named_and_ends_with_1(tmp_path: Path):
    told = motcua("import-procedures", lines_of(tmp_path, record(), ["x"]))
    assert told.exit_code == 1
    assert "Dòng 2: Dòng này không phải là một bản ghi JSON có tên trường." in " ".join(told.stdout.split())


@pytest.mark.parametrize("name", ["none.jsonl", "ours.xlsx", "ours.json"])
def test_a_file_that_cannot_be_imported_ends_with_2_and_a_sentence(tmp_path: Path, name: str):
    told = motcua("import-procedures", str(tmp_path / name))
    assert told.exit_code == 2
    assert told.stderr.strip().endswith(".")


def test_what_is_exported_as_json_can_be_loaded_again(tmp_path: Path):
    file = tmp_path / "out.json"
    assert motcua("export-procedures", str(file), "--all").exit_code == 0
    loaded = load_procedures(json.loads(file.read_text(encoding="utf-8")))
    assert (loaded.versions > 80, loaded.added) == (True, 0)


def test_what_is_in_force_on_a_day_is_exported_as_a_workbook(tmp_path: Path):
    file = tmp_path / "out.xlsx"
    assert motcua("export-procedures", str(file), "--on", "2019-03-01").exit_code == 0
    assert "Thủ tục" in load_workbook(file, read_only=True).sheetnames
    assert motcua("export-procedures", str(tmp_path / "out.csv")).exit_code == 2
