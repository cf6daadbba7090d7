"""`motcua narrative write` and `motcua narrative verify`."""

from __future__ import annotations

import uuid
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cast
from motcua.cli import app
from motcua.reports.freezing import commands
from motcua.reports.freezing.commands import Wanted
from reports.freezing import MARCH as FROZEN
from reports.freezing import NOW, some_dossiers
from reports.histories import history, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
MARCH = ["--from", "2019-03-01", "--to", "2019-03-31"]


def run(*arguments: str):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, ["narrative", *arguments])


@pytest.fixture
def report(tmp_path: Path) -> Path:
    put([history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-10 09:00") for _ in range(3)])
    file = tmp_path / "report.docx"
    written = run("write", *MARCH, "-o", str(file))
    assert written.exit_code == 0
    assert "Chưa có số liệu về thu phí, lệ phí." in written.stderr
    return file


def test_what_was_written_is_found_sound(report: Path) -> None:
    found = run("verify", str(report))
    assert found.exit_code == 0
    assert "0 sai khác, 0 đã bỏ; 0 số không có trong báo cáo; 0 đoạn đã sửa lời." in found.stdout


def test_a_changed_figure_is_named_and_the_exit_code_is_1(report: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.docx"
    with zipfile.ZipFile(report) as found, zipfile.ZipFile(wrong, "w") as out:
        for name in found.namelist():
            data = found.read(name)
            out.writestr(name, data.replace(b">100,00", b">99,00", 1) if name == "word/document.xml" else data)
    found = run("verify", str(wrong))
    assert found.exit_code == 1
    assert "Sai khác: Tệp ghi 99,00" in found.stdout


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.docx"
    other.write_bytes(b"no document")
    assert run("verify", str(other)).exit_code == 2
    assert run("write", *MARCH, "-o", str(tmp_path / "report.odt")).exit_code == 2


def test_a_period_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    refused = run("write", "--from", "2019-03-31", "--to", "2019-03-01", "-o", str(file))
    assert (refused.exit_code, file.exists()) == (2, False)


def test_the_ending_of_the_file_says_whether_it_is_a_pdf(report: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    assert run("write", *MARCH, "-o", str(file)).exit_code == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_a_period_or_frozen_figures_are_asked_for(tmp_path: Path) -> None:
    file = str(tmp_path / "report.pdf")
    assert run("write", "-o", file).exit_code == 2
    assert run("write", *MARCH, "--frozen", "narrative-1", "-o", file).exit_code == 2
    missing = run("write", "--frozen", "narrative-1", "-o", file)
    assert missing.exit_code == 2
    assert "Không có báo cáo này" in missing.stderr


def test_frozen_figures_are_written_and_found_sound(tmp_path: Path) -> None:
    some_dossiers()
    actor = cast.person("procedure_control")
    kept = commands.prepare_draft(Wanted("narrative", FROZEN), actor=actor, at=NOW, key=uuid.uuid4())
    file = tmp_path / "report.docx"
    assert run("write", "--frozen", kept.code, "-o", str(file)).exit_code == 0
    assert run("verify", str(file)).exit_code == 0
