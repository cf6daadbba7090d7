"""`motcua index-766`: the index of a period on the command line."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from motcua.cli import app
from reports.histories import FIRST, SECOND, history, put

pytestmark = pytest.mark.django_db
MARCH = ("--from", "2019-03-01", "--to", "2019-03-31")


@pytest.fixture(autouse=True)
def dossiers(province: None) -> None:
    put(
        [
            history("2019-03-04 08:00", "2019-03-12 17:00", "2019-03-12 18:00"),
            history("2019-03-04 08:00", "2019-04-12 17:00", agency=SECOND),
        ]
    )


def run(*words: str):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, ["index-766", *words], env={"COLUMNS": "160"})


def test_the_table_names_every_group_and_tells_the_total() -> None:
    shown = run(*MARCH).stdout
    assert "Bộ chỉ số 766, Toàn tỉnh. Từ 01/03/2019 đến 31/03/2019." in shown
    assert "Tiến độ, kết quả giải quyết" in shown
    assert "50,00" in shown
    assert "không có số liệu" in shown
    assert "Tính thử" in shown


def test_the_data_say_what_was_counted_and_what_is_assumed() -> None:
    data = json.loads(run(*MARCH, "--format", "json").stdout)
    (line,) = [one for one in data["indicators"] if one["key"] == "on_time"]
    assert (line["part"], line["whole"], line["points"], line["maximum_assumed"]) == (1, 2, 10.0, False)
    (unknown,) = [one for one in data["indicators"] if one["key"] == "complaints_on_time"]
    assert (unknown["points"], unknown["missing"]) == (None, "no_source")
    assert data["points"] == pytest.approx(sum(one["points"] or 0 for one in data["indicators"]))


def test_one_agency_has_its_own() -> None:
    data = json.loads(run(*MARCH, "--format", "json", "--agency", FIRST).stdout)
    (line,) = [one for one in data["indicators"] if one["key"] == "on_time"]
    assert (line["part"], line["whole"]) == (0, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "2019-05-01", "--to", "2019-04-01"), "phải kết thúc sau khi bắt đầu"),
        (("--from", "2999-01-01", "--to", "2999-02-01"), "chưa bắt đầu"),
        ((*MARCH, "--agency", "X9"), "Không có cơ quan nào mang mã X9"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
