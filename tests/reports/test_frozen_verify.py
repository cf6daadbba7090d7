"""Checking frozen reports: what was changed behind their backs is found, what only went on is not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from typer.testing import CliRunner

import cast
from motcua.cli import app
from motcua.dossiers.models import Dossier
from motcua.reports.freezing import commands
from motcua.reports.freezing.verify import Finding, verify_reports
from motcua.reports.models import FrozenReport, FrozenStep, FrozenVersion
from reports.freezing import HEAD, NOW, brought_to, do, of_justice, prepared
from reports.freezing import some_dossiers as some
from reports.histories import at, history, put

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@contextmanager
def guards_off() -> Iterator[None]:
    """Somebody with the rights of the database's owner, who switches the guards off."""
    tables = ("reports_frozenversion", "reports_frozenstep")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER frozen_no_change")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER frozen_no_change")


def found() -> list[str]:
    return [finding.sentence for finding in verify_reports()]


def test_untouched_reports_are_clean() -> None:
    some()
    brought_to("signed")
    prepared(of_justice(by="field"))
    prepared(of_justice(table="late-causes"))
    assert found() == []


def test_what_happens_after_the_period_leaves_them_clean() -> None:
    rows = some()
    brought_to("signed")
    Dossier.objects.filter(pk=rows[2].pk).update(ended_at=NOW, ended_as="finished")
    put([history("2019-03-16 08:00", "2019-04-12 17:00", agency=cast.JUSTICE)])
    assert found() == []


def test_what_is_put_right_backwards_is_named_with_cell_and_figures() -> None:
    rows = some()
    report = brought_to("signed")
    Dossier.objects.filter(pk=rows[1].pk).update(agency=rows[3].agency)
    (sentence,) = found()
    assert sentence.startswith("Bản 1 đếm lại khác: Sở Tư pháp, Tiếp nhận: tổng số: 3 → 2; ")
    assert sentence.endswith("1 hồ sơ được tính khác.")
    do(commands.make_new_version, report, "Nhập nhầm cơ quan.", part=HEAD)
    (explained,) = verify_reports()
    assert not explained.serious and explained.sentence.endswith("đã có bản 2 thay thế.")


def test_a_swap_that_leaves_the_figures_as_they_are_is_found_by_the_dossiers() -> None:
    rows = some()
    prepared()
    other = put([history("2019-03-05 08:00", "2019-04-12 17:00", agency=cast.PRESS)])
    Dossier.objects.filter(pk=rows[2].pk).update(agency=rows[3].agency)
    Dossier.objects.filter(pk=other[0].pk).update(agency=rows[0].agency)
    assert found() == ["Bản 1 đếm lại khác: 2 hồ sơ được tính khác."]


def test_other_definitions_are_named_and_no_fault(monkeypatch: Any) -> None:
    rows = some()
    prepared()
    monkeypatch.setattr("motcua.reports.building.DEFINITIONS", 99)
    assert found() == []
    Dossier.objects.filter(pk=rows[1].pk).update(agency=rows[3].agency)
    (finding,) = verify_reports()
    assert not finding.serious and "định nghĩa chỉ tiêu nay là phiên bản 99" in finding.sentence


def changed_figures() -> None:
    version = FrozenVersion.objects.get()
    version.figures[0]["rows"][0]["cells"][0] = 4
    FrozenVersion.objects.update(figures=version.figures)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (changed_figures, "Bản 1 đã bị thay đổi: mã kiểm chứng không khớp."),
        (lambda: FrozenVersion.objects.update(reason="khác"), "Bản 1 đã bị thay đổi: mã kiểm chứng không khớp."),
        (lambda: FrozenVersion.objects.update(behind=b"x"), "Danh sách hồ sơ của bản 1 đã bị thay đổi."),
        (
            lambda: FrozenStep.objects.filter(kind="signed").update(note="khác"),
            "Bước số 5 đã bị thay đổi, hoặc chuỗi niêm phong bị đứt trước nó.",
        ),
        (
            lambda: FrozenStep.objects.filter(kind="checked").delete(),
            "Bước số 4 đã bị thay đổi, hoặc chuỗi niêm phong bị đứt trước nó.",
        ),
        (
            lambda: FrozenStep.objects.filter(kind="signed").delete(),
            "Các bước dẫn đến “approved” sau 4 bước, báo cáo ghi “signed” sau 5 bước.",
        ),
        (lambda: FrozenReport.objects.update(number=2), "Có 1 bản, báo cáo ghi 2: có bản bị mất hoặc thêm."),
    ],
)
def test_every_change_behind_the_back_is_found(change: Any, sentence: str) -> None:
    some()
    brought_to("signed")
    with guards_off():
        change()
    assert sentence in found()


def test_one_report_can_be_checked_alone() -> None:
    some()
    one, other = brought_to("signed"), prepared(of_justice(by="field"))
    with guards_off():
        FrozenVersion.objects.filter(report=other).update(reason="khác")
    assert list(verify_reports(one.code)) == []
    assert [finding.report for finding in verify_reports()] == [other.code]


def test_the_command_says_what_is_wrong_and_ends_with_one() -> None:
    some()
    report = brought_to("signed")
    clean = CliRunner().invoke(app, ["verify-reports"])
    assert (clean.exit_code, clean.stdout) == (0, "")
    with guards_off():
        FrozenVersion.objects.update(reason="khác")
    wrong = CliRunner().invoke(app, ["verify-reports"])
    assert wrong.exit_code == 1
    assert wrong.stdout == f"{report.code}: Bản 1 đã bị thay đổi: mã kiểm chứng không khớp.\n"
    assert CliRunner().invoke(app, ["verify-reports", "--report", "khong-co"]).exit_code == 2


def test_a_table_that_is_no_longer_there_is_said() -> None:
    report = prepared()
    FrozenReport.objects.filter(pk=report.pk).update(table="khac")
    assert Finding(report.code, "Bản 1 không đếm lại được: Không có bảng “khac”; hãy chọn lại.") in list(
        verify_reports()
    )


def test_a_running_period_is_counted_again_as_of_its_own_instant() -> None:
    from motcua.law.periods import Period

    report = prepared(of_justice(period=Period.month(2019, 4)))
    put([history("2019-03-19 08:00", "2019-04-12 17:00", agency=cast.JUSTICE)])
    do(commands.make_new_version, report, "Cập nhật.", part=HEAD, at=at("2019-03-20 08:00"))
    assert found() == []
