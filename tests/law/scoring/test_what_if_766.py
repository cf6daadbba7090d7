"""What the index would be: always what scoring the changed counts anew gives, and the least that wins all points."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.scoring.schemes_766 import PLAIN, readings, schemes
from motcua.law.refusal import Refused
from motcua.law.scoring.index import Count, Missing, Reading, index_of
from motcua.law.scoring.indicators import INDICATORS, Formula
from motcua.law.scoring.scheme import Scheme
from motcua.law.scoring.what_if import MOST, Change, How, least_for_full, what_if, winning_sentence

FOUND: dict[str, Reading] = {
    "on_time": Count(90, 100),
    "online_filed": Count(200, 1000),
    "satisfied": Count(15, 100),
    "synced": Missing.NO_SOURCE,
}


def test_forty_more_online_filings_win_points() -> None:
    tried = what_if(PLAIN, FOUND, [Change("online_filed", 40)])
    assert tried.gain == Decimal("1.76")
    assert tried.sentence == (
        "Thêm 40 hồ sơ nộp trực tuyến, có kết quả điện tử khi phải trả giấy tờ: +1,76 điểm, "
        "tổng điểm từ 43,80 thành 45,56."
    )


def test_new_filings_count_in_the_denominator_too() -> None:
    tried = what_if(PLAIN, FOUND, [Change("online_filed", 100, How.MORE)])
    assert tried.then.line("online_filed").reading == Count(300, 1100)
    assert "hồ sơ mới, đều là hồ sơ nộp trực tuyến" in tried.sentence


def test_fewer_faults_are_a_change_for_the_better() -> None:
    tried = what_if(PLAIN, FOUND, [Change("satisfied", 5)])
    assert tried.then.line("satisfied").rate == Decimal("90.00")
    assert tried.sentence.startswith("Bớt 5 lượt hồ sơ quá hạn")


def test_several_changes_add_up_one_after_the_other() -> None:
    tried = what_if(PLAIN, FOUND, [Change("on_time", 4), Change("on_time", 6)])
    assert tried.then.line("on_time").full


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (Change("on_time", 11), "change_too_large", "number"),
        (Change("on_time", MOST + 1, How.MORE), "change_too_large", "number"),
        (Change("on_time", 0), "change_too_small", "number"),
        (Change("synced", 5), "not_counted", "indicator"),
        (Change("x", 5), "unknown_indicator", "indicator"),
    ],
)
def test_what_cannot_be_tried_is_refused_beside_its_field(change: Change, code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        what_if(PLAIN, FOUND, [change])
    assert (refused.value.code, refused.value.field) == (code, field)


def test_the_least_change_that_wins_all_points_is_told() -> None:
    change = least_for_full(PLAIN, FOUND, "online_filed")
    assert change == Change("online_filed", 300)
    assert winning_sentence(index_of(PLAIN, FOUND).line("online_filed"), change) == (
        "Thêm 300 hồ sơ nộp trực tuyến, có kết quả điện tử khi phải trả giấy tờ thì được trọn 22 điểm (+13,20)."
    )


def test_there_is_none_where_all_points_are_won_or_nothing_was_counted() -> None:
    assert least_for_full(PLAIN, {"on_time": Count(5, 5)}, "on_time") is None
    assert least_for_full(PLAIN, {}, "on_time") is None
    assert winning_sentence(index_of(PLAIN, {}).line("on_time"), None) == ""


def test_there_is_none_where_another_indicator_holds_it_back() -> None:
    assert least_for_full(PLAIN, {"online_filed": Count(10, 100), "synced": Count(1, 100)}, "online_filed") is None


changes = st.builds(Change, st.sampled_from(list(INDICATORS)), st.integers(1, 60), st.sampled_from(How))


@given(schemes(), readings(), st.lists(changes, max_size=3))
def test_a_trial_is_what_scoring_the_changed_counts_anew_gives(
    scheme: Scheme, found: dict[str, Reading], wanted: list[Change]
) -> None:
    try:
        tried = what_if(scheme, found, wanted)
    except Refused:
        return
    by_hand = dict(found)
    for change in wanted:
        count = by_hand[change.indicator]
        assert isinstance(count, Count)
        good = -change.number if INDICATORS[change.indicator].formula is Formula.WITHOUT else change.number
        if change.how is How.MORE:
            by_hand[change.indicator] = Count(count.part + max(0, good), count.whole + change.number)
        else:
            by_hand[change.indicator] = Count(count.part + good, count.whole)
    assert tried.then == index_of(scheme, by_hand)
    assert tried.now == index_of(scheme, found)
    assert tried.gain >= 0


@given(schemes(), readings(), st.sampled_from(list(INDICATORS)), st.sampled_from(How))
def test_the_least_change_wins_and_one_less_does_not(
    scheme: Scheme, found: dict[str, Reading], key: str, how: How
) -> None:
    change = least_for_full(scheme, found, key, how)
    if change is None:
        return
    assert what_if(scheme, found, [change]).then.line(key).full
    if change.number > 1:
        assert not what_if(scheme, found, [Change(key, change.number - 1, how)]).then.line(key).full
