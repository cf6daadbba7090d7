"""The 766 index: rates, points, groups, grades, what is unknown, and the sentences; against a slow oracle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.scoring.schemes_766 import PLAIN, readings, scheme_of, schemes, slow_points, value
from motcua.law.refusal import Refused
from motcua.law.scoring.index import Count, Index, Missing, Reading, index_of
from motcua.law.scoring.indicators import INDICATORS, Formula, Group
from motcua.law.scoring.rates import in_vietnamese, rounded
from motcua.law.scoring.scheme import Band, Scheme, scheme_on
from motcua.law.scoring.words import sentence_of, total_in_words


def scored(**found: Reading) -> Index:
    return index_of(PLAIN, found)


def points(index: Index, key: str) -> Decimal | None:
    return index.line(key).points


# Rates and points


def test_a_rate_is_rounded_half_up_to_two_decimals() -> None:
    assert scored(on_time=Count(1, 800)).line("on_time").rate == Decimal("0.13")


def test_below_the_target_points_are_in_proportion_to_it() -> None:
    assert points(scored(digitised=Count(40, 100)), "digitised") == Decimal("11.00")


def test_from_the_target_on_all_points_are_given() -> None:
    assert points(scored(digitised=Count(80, 100)), "digitised") == 22
    assert points(scored(digitised=Count(799, 1000)), "digitised") == Decimal("21.97")


def test_satisfaction_is_what_remains_without_overdue_and_complained_of_dossiers() -> None:
    assert scored(satisfied=Count(12, 100)).line("satisfied").rate == Decimal("88.00")


def test_more_faults_than_dossiers_are_no_negative_rate() -> None:
    assert points(scored(satisfied=Count(150, 100)), "satisfied") == 0


def test_online_filing_is_multiplied_by_the_rate_of_synchronised_dossiers() -> None:
    line = scored(online_filed=Count(40, 100), synced=Count(50, 100)).line("online_filed")
    assert (line.rate, line.factor) == (Decimal("20.00"), Decimal("50.00"))


def test_without_figures_of_synchronisation_online_filing_stands_alone_and_says_so() -> None:
    line = scored(online_filed=Count(40, 100)).line("online_filed")
    assert (line.rate, line.factor) == (Decimal("40.00"), None)
    assert "chưa nhân tỷ lệ" in sentence_of(line)


@pytest.mark.parametrize("count", [(-1, 3), (1, -3)])
def test_negative_counts_are_refused(count: tuple[int, int]) -> None:
    with pytest.raises(Refused, match="không được âm"):
        Count(*count)


def test_a_part_of_more_than_the_whole_is_refused() -> None:
    with pytest.raises(Refused, match="nhiều hơn"):
        scored(on_time=Count(3, 2))


# What is unknown


def test_what_has_no_source_is_never_zero() -> None:
    index = scored(on_time=Count(10, 10))
    assert points(index, "digitised") is None
    assert (index.points, index.measurable, index.complete) == (20, 20, False)


def test_an_empty_denominator_is_not_counted_as_zero() -> None:
    line = scored(on_time=Count(0, 0)).line("on_time")
    assert line.points is None
    assert "không có tỷ lệ" in sentence_of(line)


@pytest.mark.parametrize("missing", Missing)
def test_each_reason_for_no_figure_has_a_sentence_of_its_own(missing: Missing) -> None:
    told = sentence_of(scored(on_time=missing).line("on_time"))
    assert told.endswith("chưa đo được, không tính là 0.")
    assert len({sentence_of(scored(on_time=one).line("on_time")) for one in Missing}) == len(Missing)


def test_the_grade_of_a_part_is_provisional() -> None:
    index = scored(on_time=Count(9, 10))
    assert index.share == Decimal("90.00")
    assert total_in_words(index) == (
        "18,00 điểm trên 20 điểm đo được (trong tổng số 100), bằng 90,00% phần đo được; xếp loại tạm tính: Xuất sắc."
    )


def test_without_anything_counted_there_is_no_grade() -> None:
    index = scored()
    assert index.band is None
    assert total_in_words(index) == "Chưa có chỉ tiêu nào đo được trong kỳ."


def test_with_everything_counted_the_grade_is_final() -> None:
    full = {key: Count(0 if one.formula is Formula.WITHOUT else 10, 10) for key, one in INDICATORS.items()}
    assert total_in_words(index_of(PLAIN, full)) == "100,00/100 điểm, xếp loại Xuất sắc."


@pytest.mark.parametrize(
    ("total", "grade"), [("100", "Xuất sắc"), ("90", "Xuất sắc"), ("89.99", "Tốt"), ("50", "Trung bình"), ("0", "Yếu")]
)
def test_a_grade_begins_at_its_bound(total: str, grade: str) -> None:
    assert PLAIN.band_of(Decimal(total)).label == grade


# Sentences


def test_the_sentence_says_what_was_counted_the_target_and_why_points_are_lost() -> None:
    line = scored(digitised=Count(1320, 2000)).line("digitised")
    assert sentence_of(line) == (
        "Có 1.320 hồ sơ đã số hóa thành phần và kết quả trên 2.000 hồ sơ đã có kết quả: tỷ lệ 66,00%. "
        "Mức được điểm tối đa là từ 80%, chưa đạt. "
        "Được 18,15/22 điểm, mất 3,85 điểm vì còn 680 hồ sơ chưa số hóa đủ thành phần và kết quả."
    )


def test_full_points_lose_nothing() -> None:
    assert sentence_of(scored(digitised=Count(9, 10)).line("digitised")).endswith("Được 22,00/22 điểm, không mất điểm.")


def test_points_lost_to_synchronisation_alone_are_told_so() -> None:
    line = scored(online_filed=Count(10, 10), synced=Count(1, 4)).line("online_filed")
    assert sentence_of(line).endswith("mất 11,00 điểm vì tỷ lệ đồng bộ mới đạt 25,00%.")


@pytest.mark.parametrize(
    ("number", "places", "shown"),
    [(50229, None, "50.229"), ("96.90", None, "96,9"), ("1234.5", 2, "1.234,50"), ("-0.5", 1, "−0,5"), (0, None, "0")],
)
def test_numbers_are_written_as_documents_do(number: object, places: int | None, shown: str) -> None:
    assert in_vietnamese(Decimal(str(number)), places) == shown


# Schemes


def test_maxima_must_add_up_to_the_points_of_the_group() -> None:
    with pytest.raises(Refused, match="“Tiến độ, kết quả giải quyết” cộng lại được 19, phải bằng 20"):
        scheme_of({"publicised_on_time": 18, "on_time": 19, "digitised": 22, "online_filed": 22, "satisfied": 18})


@pytest.mark.parametrize("target", [0, -1, 101, "33.333"])
def test_a_target_out_of_bounds_is_refused(target: object) -> None:
    with pytest.raises(Refused, match="“Hồ sơ được số hóa”"):
        scheme_of({weight.indicator: weight.maximum.number for weight in PLAIN.weights}, {"digitised": target})


def test_a_scheme_names_every_indicator_once() -> None:
    with pytest.raises(Refused, match="thiếu chỉ tiêu: Thủ tục được công bố đúng hạn"):
        replace(PLAIN, weights=PLAIN.weights[1:])
    with pytest.raises(Refused, match="hai lần"):
        replace(PLAIN, weights=(*PLAIN.weights, PLAIN.weights[0]))
    with pytest.raises(Refused, match="không tồn tại: x"):
        replace(PLAIN, weights=(*PLAIN.weights, replace(PLAIN.weights[0], indicator="x")))


@pytest.mark.parametrize("bounds", [(), (90, 95, 0), (90, 10), (90, 90, 0)])
def test_grades_fall_and_reach_down_to_zero(bounds: tuple[int, ...]) -> None:
    with pytest.raises(Refused, match="từ cao xuống thấp"):
        replace(PLAIN, bands=tuple(Band("X", value(bound)) for bound in bounds))


def test_the_newest_scheme_that_has_begun_holds() -> None:
    later = replace(PLAIN, since=date(2025, 1, 1))
    assert scheme_on([later, PLAIN], date(2024, 12, 31)) is PLAIN
    assert scheme_on([PLAIN, later], date(2025, 1, 1)) is later
    with pytest.raises(Refused, match="21/06/2022"):
        scheme_on([PLAIN], date(2022, 6, 21))


def test_the_groups_have_the_points_of_the_decision() -> None:
    assert [group.maximum for group in Group] == [18, 20, 22, 22, 18]


# What always holds


@given(schemes(), readings())
def test_the_index_agrees_with_the_slow_way(scheme: Scheme, found: dict[str, Reading]) -> None:
    index = index_of(scheme, found)
    expected = slow_points(scheme, found)
    assert {line.indicator.key: line.points for line in index.lines if line.points is not None} == expected
    assert Fraction(index.points) == sum(expected.values())


@given(schemes(), readings())
def test_points_stay_within_their_bounds_and_add_up(scheme: Scheme, found: dict[str, Reading]) -> None:
    index = index_of(scheme, found)
    for line in index.lines:
        assert line.points is None or 0 <= line.points <= line.weight.maximum.number
        assert line.lost is None or line.lost >= 0
    for group in index.groups:
        assert 0 <= group.points <= group.measurable <= group.group.maximum
    assert index.points == sum(group.points for group in index.groups)
    assert index.points <= index.measurable <= 100
    assert index.share is None or 0 <= index.share <= 100
    assert (index.band is None) == (index.share is None)


@given(schemes(), readings(), st.sampled_from(list(INDICATORS)), st.integers(1, 50))
def test_more_done_well_never_costs_points(scheme: Scheme, found: dict[str, Reading], key: str, more: int) -> None:
    reading = found.get(key)
    if not isinstance(reading, Count):
        return
    if INDICATORS[key].formula is Formula.WITHOUT:
        better = Count(max(0, reading.part - more), reading.whole)
    else:
        better = Count(min(reading.whole, reading.part + more), reading.whole)
    assert index_of(scheme, {**found, key: better}).points >= index_of(scheme, found).points


@given(schemes(), readings())
def test_every_line_can_be_told(scheme: Scheme, found: dict[str, Reading]) -> None:
    for line in index_of(scheme, found).lines:
        told = sentence_of(line)
        assert told.endswith(".")
        assert "None" not in told


@given(st.fractions(0, 1000), st.integers(0, 4))
def test_rounding_is_at_most_half_a_place_away_and_upwards_in_doubt(exact: Fraction, places: int) -> None:
    away = Fraction(rounded(exact, places)) - exact
    half = Fraction(1, 2 * 10**places)
    assert -half < away <= half
