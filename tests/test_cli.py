"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from motcua.cli import app
from motcua.dossiers.models import Dossier, Event
from motcua.law.periods import Period
from motcua.scenario.synthesize import synthesize
from motcua.scenario.table import COLUMNS, Figures

HEALTH = Figures("Sở Y tế", 6, 0, 6, 4, 2, 1, 1, 2, 1, 1, 1, 2)
JUSTICE = Figures("Sở Tư pháp", 5, 1, 4, 3, 3, 0, 0, 2, 2, 0, 0, 1)
SPAN = ("--from", "2019-01-01", "--to", "2019-12-15")

pytestmark = pytest.mark.usefixtures("province")


def motcua(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def file_of(rows: tuple[Figures, ...], folder: Path) -> str:
    path = folder / "results.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows([getattr(row, column) for column in COLUMNS] for row in rows)
    return str(path)


@pytest.fixture
def scenario(province: None) -> None:
    synthesize((JUSTICE, HEALTH), Period(date(2019, 1, 1), date(2019, 12, 15)))


def test_synthesize_and_report_come_back_to_the_same_figures(tmp_path: Path):
    made = motcua("synthesize", "one-stop", file_of((JUSTICE, HEALTH), tmp_path), *SPAN, "--seed", "3")
    assert made.exit_code == 0, made.output
    assert Dossier.objects.count() == 11
    printed = list(csv.DictReader(io.StringIO(motcua("report", "one-stop", *SPAN, "--format", "csv").stdout)))
    health = next(row for row in printed if row["agency"] == "Sở Y tế")
    assert [int(health[column]) for column in COLUMNS[1:]] == [getattr(HEALTH, column) for column in COLUMNS[1:]]
    assert printed[-1]["agency"] == "Tổng"
    assert printed[-1]["total"] == "11"


def test_a_table_that_contradicts_itself_ends_with_2_and_names_the_cell(tmp_path: Path):
    broken = Figures("Sở Y tế", 7, 0, 6, 4, 2, 1, 1, 2, 1, 1, 1, 2)
    result = motcua("synthesize", "one-stop", file_of((broken,), tmp_path), *SPAN)
    assert result.exit_code == 2
    assert "cột “total”: ghi 7" in result.output
    assert not Dossier.objects.exists()


@pytest.mark.usefixtures("scenario")
def test_the_report_as_json_carries_period_and_identities():
    data = json.loads(motcua("report", "one-stop", *SPAN, "--format", "json").stdout)
    assert data["period"] == {"first": "2019-01-01", "last": "2019-12-15"}
    assert next(row for row in data["rows"] if row["agency"] == "Sở Y tế")["late"] == 1


@pytest.mark.usefixtures("scenario")
def test_the_report_as_a_table_writes_numbers_as_vietnamese_documents_do():
    printed = motcua("report", "one-stop", *SPAN).stdout
    assert re.search(r"Tỷ lệ \(%\)\s+100,00", printed)


@pytest.mark.usefixtures("scenario")
def test_the_report_as_xlsx_is_a_workbook(tmp_path: Path):
    target = tmp_path / "table.xlsx"
    assert motcua("report", "one-stop", *SPAN, "--format", "xlsx", "--output", str(target)).exit_code == 0
    cells = [cell.value for row in load_workbook(target, data_only=True).active.iter_rows() for cell in row]
    assert "Sở Y tế" in cells


def test_a_workbook_needs_a_file_to_go_to():
    result = motcua("report", "one-stop", *SPAN, "--format", "xlsx")
    assert result.exit_code == 2
    assert "--output" in result.output


@pytest.mark.parametrize(
    ("span", "sentence"),
    [
        (("--from", "2019-12-15", "--to", "2019-01-01"), "phải kết thúc sau khi bắt đầu"),
        (("--from", "2099-01-01", "--to", "2099-12-31"), "chưa bắt đầu"),
        ((*SPAN, "--as-of", "2018-01-01"), "Thời điểm chốt số liệu"),
    ],
)
def test_a_period_that_cannot_be_reported_on_is_refused_in_a_sentence(span: tuple[str, ...], sentence: str):
    result = motcua("report", "one-stop", *span)
    assert result.exit_code == 2
    assert sentence in result.output


@pytest.mark.usefixtures("scenario")
def test_a_national_form_is_of_one_agency_by_field():
    printed = motcua("report", "07a", *SPAN, "--agency", "000.00.12.H51", "--format", "csv")
    assert printed.exit_code == 0, printed.output
    rows = list(csv.DictReader(io.StringIO(printed.stdout)))
    assert (rows[-1]["field"], rows[-1]["received"], rows[-1]["carried"]) == ("Tổng", "5", "1")


def test_a_form_of_one_agency_asks_for_it_in_a_sentence():
    assert "lập cho từng cơ quan" in motcua("report", "07a", *SPAN).output.replace("\n", " ")
    unknown = motcua("report", "07a", *SPAN, "--agency", "H99")
    assert (unknown.exit_code, "Không có cơ quan nào mang mã H99" in unknown.output) == (2, True)


@pytest.mark.usefixtures("scenario")
def test_verify_log_is_content_with_an_untouched_log():
    result = motcua("verify-log")
    assert result.exit_code == 0, result.output
    assert "nguyên vẹn" in result.output


@pytest.mark.usefixtures("scenario")
def test_verify_log_names_the_dossier_whose_event_was_changed():
    dossier = Dossier.objects.order_by("code")[3]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE dossiers_event DISABLE TRIGGER log_no_change")
        changed = Event.objects.filter(dossier=dossier, seq=1).update(at="2019-01-02T01:00:01Z")
        cursor.execute("ALTER TABLE dossiers_event ENABLE TRIGGER log_no_change")
    assert changed == 1
    result = motcua("verify-log")
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stdout.splitlines() if ": " in line] == [dossier.code]


def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_command_says_what_it_does():
    for arguments in ((), ("synthesize",), ("report",)):
        commands = motcua(*arguments, "--help").stdout
        assert "Usage" in commands
    for name in ("migrate", "serve", "demo", "explain", "verify-log"):
        assert name in motcua("--help").stdout


def test_explain_prints_the_days_with_their_sources_and_the_due_date_and_needs_no_database():
    told = motcua("explain", "2026-02-13T16:00", "--limit", "1 working_day")
    assert told.exit_code == 0, told.output
    tet = "Thứ Hai 16/02/2026: nghỉ Tết Nguyên đán (nguồn Thông báo 9441/TB-BNV ngày 16/10/2025), không tính."
    assert tet in told.stdout.splitlines()
    assert told.stdout.splitlines()[-1] == "Ngày hẹn trả: 16:00 23/02/2026 (Thứ Hai)."


def test_explain_takes_a_start_of_another_zone_and_a_limit_in_vietnamese():
    told = motcua("explain", "2026-02-13T09:00+0000", "--limit", "1 ngày làm việc")
    assert "Ngày hẹn trả: 16:00 23/02/2026" in told.stdout


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ("0 working_day", "phải lớn hơn 0"),
        ("120 month", "quá dài"),
        ("5 weeks", "Không hiểu thời hạn"),
        ("300 working_day", "Lịch làm việc năm 2027 chưa được phê duyệt"),
    ],
)
def test_explain_refuses_what_cannot_be_reckoned_in_a_sentence(limit: str, sentence: str):
    told = motcua("explain", "2026-02-13T16:00", "--limit", limit)
    assert told.exit_code == 2
    assert sentence in " ".join(told.output.split())


def test_explain_takes_the_table_of_a_year_that_is_not_shipped(tmp_path: Path):
    table = tmp_path / "2027.yaml"
    table.write_text(
        "year: 2027\nsource: Thông báo thử\nstatus: sourced\noff: [{day: 2027-01-01, name: Tết Dương lịch}]\n",
        encoding="utf-8",
    )
    told = motcua("explain", "2026-12-31T16:00", "--limit", "1 working_day", "--calendar", str(table))
    assert "Thứ Sáu 01/01/2027: nghỉ Tết Dương lịch (nguồn Thông báo thử), không tính." in told.stdout
    assert "Ngày hẹn trả: 16:00 04/01/2027" in told.stdout
