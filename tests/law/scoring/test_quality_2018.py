"""Scoring of agencies under TT 01/2018/TT-VPCP: nine indices of at most two points."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.scoring.schemes_766 import value
from motcua.law.readings import Verdict
from motcua.law.refusal import Refused
from motcua.law.scoring.quality import (
    MAXIMUM,
    QUALITY,
    QualityScheme,
    Tally,
    band_of,
    by_contacts,
    by_time,
    require_score,
    tally,
    total_of,
)
from motcua.law.scoring.scheme import Band

GRADES = QualityScheme(
    date(2019, 1, 6),
    tuple(
        Band(label, value(bound))
        for label, bound in (("Xuất sắc", 15), ("Tốt", 12), ("Khá", 9), ("Trung bình", 6), ("Yếu", 0))
    ),
)


def test_there_are_nine_indices_and_eighteen_points() -> None:
    assert (list(QUALITY), MAXIMUM) == (list(range(1, 10)), 18)


@pytest.mark.parametrize(
    ("verdict", "points"),
    [(Verdict.EARLY, 2), (Verdict.ON_TIME, 1), (Verdict.LATE, 0), (Verdict.OVERDUE, 0), (Verdict.WITHIN, 1)],
)
def test_shorter_than_the_time_limit_is_two_equal_one_longer_none(verdict: Verdict, points: int) -> None:
    assert by_time(verdict) == points


@pytest.mark.parametrize(("times", "points"), [(0, 2), (1, 1), (2, 0), (7, 0)])
def test_every_return_of_the_applicant_costs_a_point(times: int, points: int) -> None:
    assert by_contacts(times) == points


def test_a_score_is_the_average_over_dossiers_to_one_decimal_half_up() -> None:
    assert tally([2, 2, 1, 0]).score == Decimal("1.3")
    assert tally([2] * 37 + [1] * 3).score == Decimal("1.9")


def test_the_score_tells_how_it_comes_about() -> None:
    assert Tally(1200, 30, 4).sentence == (
        "1.200 hồ sơ được 2 điểm, 30 được 1 điểm, 4 được 0 điểm: 2.430 ÷ 1.234 = 2,0 điểm."
    )


def test_without_dossiers_there_is_no_score() -> None:
    assert tally([]).score is None
    assert tally([]).sentence == "Trong kỳ không có hồ sơ nào để chấm."


@pytest.mark.parametrize(("number", "score"), [(1, "1.5"), (5, "1"), (7, "0.3"), (9, "0"), (9, "2")])
def test_scores_that_can_be_given(number: int, score: str) -> None:
    require_score(number, Decimal(score))


@pytest.mark.parametrize(
    ("number", "score"),
    [(1, "2.1"), (1, "-0.1"), (1, "1.25"), (5, "1.5"), (9, "1"), (6, "3"), (0, "1"), (10, "1")],
)
def test_scores_that_no_index_can_have_are_refused_beside_the_field(number: int, score: str) -> None:
    with pytest.raises(Refused) as refused:
        require_score(number, Decimal(score))
    assert refused.value.field == "score"


@pytest.mark.parametrize(
    ("total", "grade"), [("18", "Xuất sắc"), ("15", "Xuất sắc"), ("14.9", "Tốt"), ("9", "Khá"), ("5.9", "Yếu")]
)
def test_a_grade_begins_at_its_bound(total: str, grade: str) -> None:
    assert band_of(GRADES, Decimal(total)).label == grade


def test_a_total_says_of_how_many_points_it_is() -> None:
    assert total_of([Decimal("1.5"), None, Decimal(2)]) == (Decimal("3.5"), Decimal(4))


@pytest.mark.parametrize("bounds", [(), (12, 15, 0), (12, 6), (19, 0)])
def test_grades_fall_from_at_most_eighteen_to_zero(bounds: tuple[int, ...]) -> None:
    with pytest.raises(Refused, match="từ cao xuống thấp"):
        QualityScheme(date(2019, 1, 1), tuple(Band("X", value(bound)) for bound in bounds))


@given(st.lists(st.integers(0, 2), min_size=1, max_size=400))
def test_a_score_agrees_with_adding_and_dividing(points: list[int]) -> None:
    score = tally(points).score
    assert score == (Decimal(sum(points)) / len(points)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert 0 <= score <= 2


@given(st.lists(st.integers(0, 2), min_size=1, max_size=60), st.integers(0, 59))
def test_a_better_dossier_never_lowers_the_score(points: list[int], place: int) -> None:
    better = list(points)
    better[place % len(better)] = 2
    first, second = tally(points).score, tally(better).score
    assert first is not None
    assert second is not None
    assert second >= first
