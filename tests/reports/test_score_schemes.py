"""The dated configuration of the scores: the shipped files, and a province's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from motcua.law.refusal import Refused
from motcua.law.scoring.scheme import scheme_on
from motcua.reports.scores.schemes import (
    SHIPPED_INDEX,
    index_schemes,
    quality_scheme_on,
    read_index_schemes,
    scoring_is_on,
)


def test_the_shipped_scheme_begins_with_the_decision_and_has_its_known_maxima() -> None:
    scheme = scheme_on(index_schemes(), date(2022, 6, 23))
    known = {key: weight.maximum.number for key, weight in scheme.by_key.items() if not weight.maximum.assumed}
    assert known == {"publicised_on_time": 4, "on_time": 20, "satisfied": 6}


def test_every_number_without_a_source_is_marked_as_assumed() -> None:
    for scheme in index_schemes():
        for weight in scheme.weights:
            for value in (weight.maximum, weight.target):
                assert value.assumed == (not value.source)


def test_the_targets_of_the_resolution_are_there() -> None:
    weights = index_schemes()[0].by_key
    assert [weights[key].target.number for key in ("online_procedures", "online_filed", "satisfied")] == [80, 50, 90]


def test_a_province_has_a_table_of_its_own(settings: Any, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    text = SHIPPED_INDEX.read_text(encoding="utf-8")
    own.write_text(text.replace("number: 50,", "number: 60.5,"), encoding="utf-8")
    settings.INDEX_766 = str(own)
    assert index_schemes()[0].by_key["online_filed"].target.number == Decimal("60.5")


@pytest.mark.parametrize(
    ("found", "put", "said"),
    [
        ("maximum: {number: 20", "maximum: {number: 19", "phải bằng 20 theo Quyết định 766/QĐ-TTg"),
        ("number: 80", "number: tám mươi", "Không đọc được bảng điểm own.yaml"),
        ("status: assumed", "status: có lẽ", "sourced hoặc assumed"),
        ("schemes:", "schemas:", "Không đọc được bảng điểm own.yaml"),
        ("schemes:", "schemes: [", "Không đọc được bảng điểm own.yaml"),
    ],
)
def test_a_table_that_cannot_be_is_refused_in_a_sentence(tmp_path: Path, found: str, put: str, said: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(SHIPPED_INDEX.read_text(encoding="utf-8").replace(found, put, 1), encoding="utf-8")
    with pytest.raises(Refused, match=said):
        read_index_schemes(own)


def test_a_table_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"Không đọc được bảng điểm none\.yaml"):
        read_index_schemes(tmp_path / "none.yaml")


def test_the_scoring_of_2018_is_off_unless_the_province_keeps_it(settings: Any) -> None:
    assert not scoring_is_on()
    settings.SCORING_2018 = "1"
    assert scoring_is_on()
    assert quality_scheme_on(date(2019, 3, 1)).bands[0].at_least.number == 15
    with pytest.raises(Refused, match="05/01/2019"):
        quality_scheme_on(date(2019, 1, 5))
