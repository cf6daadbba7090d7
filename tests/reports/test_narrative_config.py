"""What a centre says its own way in the narrative report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.law.refusal import Refused
from motcua.reports.narrative.config import config


@pytest.fixture
def own(tmp_path: Path, settings: Any) -> Path:
    file = tmp_path / "own.yaml"
    settings.NARRATIVE_FILE = str(file)
    return file


def test_what_the_file_leaves_out_stays_as_it_ships(own: Path) -> None:
    shipped = config_of(own, "")
    told = config_of(own, "letterhead:\n  signer: Nguyễn Văn An\nthresholds:\n  online_low: 50\n")
    assert told.letterhead.signer == "Nguyễn Văn An"
    assert told.letterhead.sign == shipped.letterhead.sign == "BC-TTPVHCC"
    assert (told.thresholds.online_low, told.thresholds.on_time_good) == (50, shipped.thresholds.on_time_good)


def config_of(file: Path, text: str) -> Any:
    file.write_text(text, encoding="utf-8")
    return config()


def test_grounds_hold_from_their_first_day_up_to_the_day_they_end(own: Path) -> None:
    told = config_of(own, "bases:\n  - {since: 2019-01-01, until: 2020-01-01, text: Căn cứ A}\n")
    days = [date(2018, 12, 31), date(2019, 1, 1), date(2019, 12, 31), date(2020, 1, 1)]
    assert [told.bases_on(day) for day in days] == [(), ("Căn cứ A",), ("Căn cứ A",), ()]


@pytest.mark.parametrize(
    "text", ["thresholds:\n  no_such: 1\n", "thresholds:\n  named: nhiều\n", "a: [", "- 1\n", "letterhead: BC\n"]
)
def test_a_file_that_says_something_unknown_is_refused_by_its_name(own: Path, text: str) -> None:
    with pytest.raises(Refused) as refused:
        config_of(own, text)
    assert refused.value.code == "narrative_config"
    assert str(own) in refused.value.sentence


def test_a_file_that_is_missing_is_refused(own: Path) -> None:
    with pytest.raises(Refused):
        config()


def test_the_head_names_centre_and_province(settings: Any) -> None:
    settings.CENTRE_PROVINCE, settings.CENTRE_NAME = "Bình Định", "Trung tâm A"
    head = config().letterhead_of(2023)
    assert (head.superior, head.issuer, head.place) == ("Ủy ban nhân dân tỉnh Bình Định", "Trung tâm A", "Bình Định")
