"""What a tag of a figure means, and how figures are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from motcua.reports.narrative.numbers import numbers_in, percent, read, written
from reports.narrative_tables import Work, figures, months, one_stop

NOW = {"Sở Tư pháp": Work(early=90, late=10, within=20), "Sở Y tế": Work(early=50, on_time=30, overdue=1)}
THEN = {"Sở Tư pháp": Work(early=80), "Sở Y tế": Work(early=100, late=1)}


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("one-stop//total", "201"),
        ("one-stop/A1/late", "10"),
        ("one-stop/@2/early", "50"),
        ("one-stop//early+on_time%resolved", "94,44\N{NO-BREAK SPACE}%"),
        ("one-stop/A1/late^", "100,00\N{NO-BREAK SPACE}%"),
        ("one-stop//total:late", "20,1"),
        ("one-stop/#/late", "1"),
        ("one-stop/#*/late", "2"),
        ("one-stop//total<", "181"),
        ("one-stop//total~", "20"),
        ("one-stop/A2/early~", "50"),
        ("one-stop//total~%", "11,05\N{NO-BREAK SPACE}%"),
        ("one-stop/A1/early+on_time%resolved~", "10,00"),
        ("months/2019-02/online%new~2019-01", "25,00"),
    ],
)
def test_a_tag_says_which_figure_it_is(tag: str, text: str) -> None:
    found = figures(one_stop(NOW), months([(100, 25), (40, 20)]), before=[one_stop(THEN)]).of_tag(tag)
    assert found is not None
    assert (found.text, found.tag) == (text, tag)


@pytest.mark.parametrize(
    "tag", ["fees//total", "one-stop/A9/total", "one-stop//no_such", "one-stop/@9/total", "months//new~"]
)
def test_where_there_is_no_data_there_is_no_figure_never_nought(tag: str) -> None:
    assert figures(one_stop(NOW), months([(1, 1)])).of_tag(tag) is None


@pytest.mark.parametrize("tag", ["", "one-stop", "one-stop/total", "one-stop//", "one-stop//a%", "one-stop//a b"])
def test_other_words_are_no_tag(tag: str) -> None:
    with pytest.raises(ValueError, match="not a tag"):
        figures(one_stop(NOW)).of_tag(tag)


def test_a_fall_is_told_without_its_sign_and_keeps_it_in_its_value() -> None:
    found = figures(one_stop(NOW), before=[one_stop(THEN)]).get("one-stop", "early~", "A2")
    assert found is not None
    assert (found.value, found.text) == (-50, "50")


def test_a_share_of_nothing_is_no_figure() -> None:
    assert figures(one_stop({"Sở Y tế": Work()})).get("one-stop", "late%resolved") is None


def test_numbers_are_written_as_vietnamese_documents_write_them() -> None:
    assert [written(50229), written(0), written(Decimal("1.5")), written(1234567)] == [
        "50.229",
        "0",
        "1,5",
        "1.234.567",
    ]
    assert percent(Decimal("96.985")) == "96,99\N{NO-BREAK SPACE}%"
    assert [read("50.229"), read("96,99 %"), read("12a"), read("1.23")] == [50229, Decimal("96.99"), None, None]


def test_days_and_signs_of_documents_are_no_numbers_of_a_sentence() -> None:
    text = (
        "2. Ngày 5 tháng 01 năm 2020, lúc 08 giờ 30, theo khoản 2 Điều 5, Nghị định 61/2018/NĐ-CP, từ 01/01/2019"
        " có 1.234 hồ sơ (12,5 %) và 7 lượt."
    )
    assert numbers_in(text) == ["1.234", "12,5", "7"]
