"""A table that no dossiers could have is refused, and the sentence names the cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from motcua.law.refusal import Refused
from motcua.scenario.demo import data_file
from motcua.scenario.ratings import read_ratings
from motcua.scenario.table import COLUMNS, parse_results, read_causes, read_results

GOOD = {
    "agency": "Sở Y tế", "total": "12", "carried": "2", "new": "10", "resolved": "9", "early": "6", "on_time": "2",
    "late": "1", "pending": "3", "within": "2", "overdue": "1", "returned": "1", "online": "4",
}  # fmt: skip


def table(*rows: dict[str, str]) -> io.StringIO:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    stream.seek(0)
    return stream


def refusal(*rows: dict[str, str]) -> str:
    with pytest.raises(Refused) as refused:
        parse_results(table(*rows))
    return refused.value.sentence


def test_a_table_whose_identities_hold_is_read():
    assert parse_results(table(GOOD))[0].total == 12


def test_the_printed_table_of_2019_holds():
    rows = read_results(data_file("soc-trang-2019-results.csv"))
    assert (len(rows), sum(row.total for row in rows)) == (16, 50_229)


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        ("total", "13", "cột “total”: ghi 13 nhưng carried + new = 12"),
        ("resolved", "10", "cột “resolved”: ghi 10 nhưng early + on_time + late = 9"),
        ("pending", "4", "cột “pending”: ghi 4 nhưng within + overdue = 3"),
        ("late", "2", "cột “resolved”: ghi 9 nhưng early + on_time + late = 10"),
        ("returned", "10", "cột “returned”: 10 lớn hơn cột “resolved” (9)"),
        ("online", "11", "cột “online”: 11 lớn hơn cột “new” (10)"),
        ("early", "-6", "cột “early”: “-6” không phải số đếm"),
        ("early", "6.0", "cột “early”: “6.0” không phải số đếm"),
        ("early", "", "cột “early”: “” không phải số đếm"),
    ],
)
def test_a_broken_cell_is_named(column: str, value: str, named: str):
    sentence = refusal({**GOOD, column: value})
    assert "Sở Y tế" in sentence
    assert named in sentence


def test_resolved_and_pending_must_make_the_total():
    assert "cột “total”: ghi 12 nhưng resolved + pending = 13" in refusal({**GOOD, "pending": "4", "within": "3"})


def test_an_agency_may_stand_only_once():
    assert "“Sở Y tế” có hai dòng" in refusal(GOOD, GOOD)


def test_a_missing_column_is_named():
    with pytest.raises(Refused, match=r"thiếu cột: .*online"):
        parse_results(io.StringIO("agency,total\nSở Y tế,1\n"))


def test_an_empty_table_is_refused():
    with pytest.raises(Refused, match="không có dòng nào"):
        parse_results(table())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("agency,cause\nSở Y tế,overload\n", "thiếu cột: count"),
        ("agency,cause,count\nSở Y tế,rain,1\n", "không có nguyên nhân trễ hạn “rain”"),
        ("agency,cause,count\nSở Y tế,overload,x\n", "“x” không phải số đếm"),
    ],
)
def test_a_table_of_causes_that_cannot_be_read_names_what_is_wrong(tmp_path: Path, text: str, named: str):
    causes = tmp_path / "causes.csv"
    causes.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=named):
        read_causes(causes)


def test_ratings_whose_total_is_not_their_sum_are_refused(tmp_path):
    printed = data_file("soc-trang-2019-ratings.csv").read_text(encoding="utf-8")
    changed = tmp_path / "ratings.csv"
    changed.write_text(printed.replace("96,70,0,0,0,166", "96,70,0,0,0,167"), encoding="utf-8")
    with pytest.raises(Refused, match="Sở Thông tin và Truyền thông"):
        read_ratings(changed)
